"""What changed since a revision of git: ``--diff REF`` looks at nothing else.

What is compared are the files as they are on disk, staged or not, with the revision at which they
last agreed with ``REF`` (their merge base): what was added to ``main`` meanwhile is no change of
one's own. A file that git does not know yet is new from end to end.
"""

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tonelint.errors import InputError
from tonelint.results import Result

Range = tuple[int, int]  # first and last line, 1-based
_WHOLE: Range = (1, 1 << 62)

# No setting of the user's may change what is parsed here.
_DIFF = (
    *("diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff"),
    *("--no-textconv", "--no-relative", "--ignore-submodules", "--find-renames"),
    *("--src-prefix=a/", "--dst-prefix=b/"),
)
_HUNK = re.compile(rb"@@ -\d+(?:,(?P<gone>\d+))? \+(?P<first>\d+)(?:,(?P<new>\d+))? @@")


@dataclass(frozen=True, slots=True)
class Changes:
    """The lines that changed, of each file (its resolved path) that did."""

    lines: Mapping[Path, tuple[Range, ...]]

    @classmethod
    def since(cls, revision: str, paths: Iterable[str] = ()) -> "Changes":
        """What changed since ``revision`` in files and folders (none: in the whole repository).

        Raises :class:`InputError` where there is no git, no repository, no such revision.
        """
        wanted = [Path(path).resolve() for path in paths if path != "-"]
        top = Path(_said(_git(_folder(wanted), "rev-parse", "--show-toplevel")))
        start = _start(top, revision)
        names = [str(path) for path in wanted]
        lines: defaultdict[Path, list[Range]] = defaultdict(list)
        for name, changed in _parsed(_git(top, *_DIFF, start, "--", *names)):
            lines[_resolved(top, name)].append(changed)
        new = _git(top, "ls-files", "--others", "--exclude-standard", "-z", "--", *names)
        for name in filter(None, new.split(b"\0")):
            lines[_resolved(top, name)].append(_WHOLE)
        return cls({path: tuple(ranges) for path, ranges in lines.items()})

    def files(self) -> list[Path]:
        """The files with a change, that are still there."""
        return sorted(path for path in self.lines if path.is_file())

    def touches(self, result: Result) -> bool:
        """Whether anything written of a draft changed; so of one that stands in no file."""
        path = result.path
        if path is None or not Path(path).is_file():  # --reply, standard input
            return True
        first, last = _extent(result)
        changed = self.lines.get(Path(path).resolve(), ())
        return any(begins <= last and first <= ends for begins, ends in changed)


def _extent(result: Result) -> Range:
    """The first and last line of all that is written of a draft."""
    if result.draft.extent:
        return result.draft.extent
    places = result.draft.written
    return result.line, places.end(0, places.length).line


def _folder(paths: Iterable[Path]) -> Path:
    """A folder of the repository meant: that of the first path, else the one we are in."""
    first = next(iter(paths), Path.cwd())
    return next(folder for folder in (first, *first.parents) if folder.is_dir())


def _start(top: Path, revision: str) -> str:
    """The commit to compare with: where our history left that of ``revision``."""
    if ".." in revision:
        raise InputError(
            f"“{revision}” is a range: name the one revision to compare the files with, like "
            f"{revision.partition('..')[0] or 'main'}"
        )
    unknown = InputError(
        f"git knows no revision “{revision}” here: name a branch, a tag or a commit (in a shallow"
        " clone, fetch it first)"
    )
    if not revision or revision.startswith("-"):
        raise unknown
    found = _try(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found.returncode:
        raise unknown
    commit = _said(found.stdout)
    base = _try(top, "merge-base", commit, "HEAD")
    return commit if base.returncode else _said(base.stdout)  # they may have nothing in common


def _parsed(diff: bytes) -> Iterator[tuple[bytes, Range]]:
    """``(name, changed lines)`` of each hunk of a diff without context."""
    name, skipped = b"", 0
    for line in diff.split(b"\n"):
        if skipped:  # what was written and what is: never to be read as a header
            skipped -= not line.startswith(b"\\")
            continue
        if line.startswith(b"+++ "):
            name = _unquoted(line[4:])
        elif hunk := _HUNK.match(line):
            gone, first, new = (int(hunk[part] or 1) for part in ("gone", "first", "new"))
            skipped = gone + new
            if name != b"/dev/null":
                # What was taken out stood between two lines: either may be what it belonged to.
                yield name.removeprefix(b"b/"), (first, first + new - 1 if new else first + 1)


def _unquoted(name: bytes) -> bytes:
    """A name as git writes it in a header: bare with a tab after it, or quoted as C does."""
    if name.startswith(b'"'):
        return name[1 : name.rindex(b'"')].decode("unicode_escape").encode("latin-1")
    return name.removesuffix(b"\t")


def _resolved(top: Path, name: bytes) -> Path:
    return (top / os.fsdecode(name)).resolve()


def _said(output: bytes) -> str:
    return os.fsdecode(output).rstrip("\r\n")


def _git(folder: Path, *arguments: str) -> bytes:
    """What git answers. Raises :class:`InputError` with its own words where it will not."""
    done = _try(folder, *arguments)
    if not done.returncode:
        return done.stdout
    words = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
    if "not a git repository" in words:
        raise InputError("this is in no git repository: nothing tells what changed", str(folder))
    raise InputError(f"git cannot tell what changed: {words.removeprefix('fatal: ')}")


def _try(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = ["git", "--literal-pathspecs", "-c", "core.quotepath=off", *arguments]
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise InputError(
            "git is not installed, or not on the PATH: it tells what changed"
        ) from None
