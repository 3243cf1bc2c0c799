"""The files below a folder: in order, without what is hidden or what git ignores."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tonelint import globs, project

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".gitignore"
_HIDDEN = "."


def below(root: Path) -> Iterator[Path]:
    """Every file below a folder, sorted by name within each folder, files before folders.

    Links to folders are not followed, nor those to files outside the repository. ``.gitignore``
    files count from the top of the repository that the folder lies in, or from the folder itself.
    """
    ignored, top = _Ignored.above(root), project.top(root)
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        ignored.enter(here)
        folders[:] = sorted(
            name for name in folders if _is_shown(name) and not ignored.is_ignored(here / name, "/")
        )
        for name in sorted(names):
            file = here / name
            if _is_shown(name) and not ignored.is_ignored(file) and _is_ours(file, top):
                yield file


def _is_shown(name: str) -> bool:
    return not name.startswith(_HIDDEN)


def _is_ours(file: Path, top: Path | None) -> bool:
    return not file.is_symlink() or (file.exists() and project.is_inside(file, top))


class _Ignored:
    """What the ``.gitignore`` files read so far ignore; of several that speak, the deepest."""

    def __init__(self) -> None:
        self._specs: dict[Path, GitIgnoreSpec] = {}

    @classmethod
    def above(cls, root: Path) -> "_Ignored":
        """What is said above a folder, up to the top of its repository."""
        ignored = cls()
        folder = root.resolve()
        parents = [folder, *folder.parents]
        top = project.top(folder) or folder
        for parent in reversed(parents[1 : parents.index(top) + 1]):
            ignored.enter(parent)
        if folder != top:
            ignored.enter(top)
        return ignored

    def enter(self, folder: Path) -> None:
        """Reads what a folder says, if it says something."""
        folder = folder.resolve()
        try:
            lines = (folder / IGNORE_FILE).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        self._specs[folder] = globs.compiled(lines.splitlines())

    def is_ignored(self, path: Path, slash: str = "") -> bool:
        """Whether a file, or with ``slash`` a folder, is ignored."""
        whole = path.parent.resolve() / path.name
        for folder in (whole.parent, *whole.parent.parents):
            spec = self._specs.get(folder)
            if spec is None:
                continue
            said = spec.check_file(whole.relative_to(folder).as_posix() + slash).include
            if said is not None:
                return said
        return False
