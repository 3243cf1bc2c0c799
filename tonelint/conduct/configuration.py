"""What holds for a file: its code of conduct, whether it is checked, what is known of its drafts.

The code of conduct of a file is the nearest ``tonelint.yml`` above it, so that one run may be
governed by several. Its ``files`` section says the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from tonelint.conduct.loading import DEFAULT, FILE_NAME, Policy, find, load
from tonelint.drafts import formats, project_files
from tonelint.drafts.fields import Defaults
from tonelint.globs import compiled

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_CASES = ".cases.yml"
_PLAIN = ("message", "channel", "audience", "lang", "template", "inactive")


@dataclass(frozen=True, slots=True)
class Origin:
    """A setting of a file, and the line of the code of conduct that says it."""

    name: str
    value: Any
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Applied:
    """What holds for a file.

    ``known`` is of the drafts that do not say it themselves; ``is_taken``: whether ``include`` and
    ``exclude`` let it be checked, and it is no file of the project itself (``README.md``…) unless
    ``include`` names it so.
    """

    policy: Policy
    known: Defaults
    format: str | None = None
    is_taken: bool = True
    origins: tuple[Origin, ...] = ()


class Configuration:
    """Finds what holds for files. ``name`` is the code of conduct of all, if one is named;
    ``given`` is what the command line says of drafts, which goes before what files say.
    """

    def __init__(self, name: str | None = None, given: Defaults | None = None) -> None:
        self._name = name
        self._given = given or Defaults()
        self._policies: dict[str, Policy] = {}
        self._found: dict[Path, str] = {}
        self._specs: dict[tuple[str, ...], GitIgnoreSpec] = {}

    def policy(self, path: Path) -> Policy:
        """The code of conduct of a file, or folder. Raises :class:`PolicyMistakes`."""
        name = self._name or self._nearest(path)
        if name not in self._policies:
            self._policies[name] = load(name)
        return self._policies[name]

    def of(self, path: Path) -> Applied:
        """What holds for a file. Raises :class:`PolicyMistakes`."""
        policy = self.policy(path)
        outline = policy.outline
        inside = _inside(path, policy)
        tags = {tag: tuple(contexts) for tag, contexts in outline.tags.items()}
        known = replace(self._given, tags=tags)
        chosen: str | None = None
        origins: list[Origin] = []
        settings = enumerate(outline.settings)
        for number, one in settings if inside is not None else ():
            if self._matches(one["files"], inside):
                known, chosen = self._settled(known, one), one.get("format") or chosen
                origins.extend(_origins(policy, number, one))
        taken = self._takes(policy, inside, path.name)
        return Applied(policy, known, chosen, taken, tuple(origins))

    def takes(self, path: Path) -> bool:
        """Whether a file met in a folder is to be read. Raises :class:`PolicyMistakes`."""
        if path.name == FILE_NAME or path.name.endswith(_CASES):
            return False
        applied = self.of(path)
        return applied.is_taken and bool(applied.format or formats.named(path.name))

    def _nearest(self, path: Path) -> str:
        folder = path if path.is_dir() else path.parent
        if folder not in self._found:
            self._found[folder] = str(find(folder) or DEFAULT)
        return self._found[folder]

    def _settled(self, known: Defaults, one: Mapping[str, Any]) -> Defaults:
        """What is known, with what settings add; what the command line says stays."""
        changes: dict[str, Any] = {
            name: value
            for name in _PLAIN
            if (value := one.get(name)) is not None and not getattr(self._given, name)
        }
        if one.get("contexts") is not None:
            changes["contexts"] = tuple(one["contexts"])
        if one.get("fields") is not None:
            changes["fields"] = one["fields"]
        return replace(known, **changes)

    def _takes(self, policy: Policy, inside: str | None, name: str) -> bool:
        outline = policy.outline
        is_of_the_project = project_files.is_one(name)
        if inside is None:
            return not is_of_the_project
        if is_of_the_project and name not in (PurePath(glob).name for glob in outline.include):
            return False
        included = not outline.include or self._matches(outline.include, inside)
        return included and not self._matches(outline.exclude, inside)

    def _matches(self, globs: Sequence[str], inside: str | None) -> bool:
        if inside is None or not globs:
            return False
        named = tuple(globs)
        if named not in self._specs:
            self._specs[named] = compiled(named)
        return self._specs[named].match_file(inside)


def _inside(path: Path, policy: Policy) -> str | None:
    """The path of a file from the folder of its code of conduct; ``None`` for one outside it."""
    try:
        return path.resolve().relative_to(policy.path.resolve().parent).as_posix()
    except ValueError:
        return None


def _origins(policy: Policy, number: int, said: Mapping[str, Any]) -> Iterator[Origin]:
    for name, value in said.items():
        if name != "files":
            source, line, _ = policy.place(("files", "settings", number, name))
            yield Origin(name, value, source.shown, line)
