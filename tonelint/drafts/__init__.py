"""Drafts: from files, folders and standard input to :class:`~tonelint.drafts.draft.Draft`."""

import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tonelint.drafts import formats, project_files, walking
from tonelint.drafts.draft import Draft, Suppression, Turn
from tonelint.drafts.fields import Defaults, known_fields
from tonelint.drafts.places import DraftFile, Passage, SourceMap
from tonelint.errors import InputError

if TYPE_CHECKING:
    from tonelint.drafts.messages import Message

STANDARD_INPUT = "-"
STDIN_NAME = "<stdin>"
_SHOWN = 80  # characters of a path shown in a message

__all__ = [
    "Defaults", "Draft", "DraftFile", "Found", "Passage", "SourceMap", "Suppression", "Turn",
    "find", "known_fields", "load", "read", "read_messages", "texts",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, ``-`` for standard input. ``met``: in a folder, it was not named itself."""

    path: Path
    met: bool = False


def find(
    paths: Iterable[str], takes: Callable[[Path], bool] | None = None
) -> Iterator[Found | InputError]:
    """The files that paths stand for, each once: themselves, or all readable drafts below folders.

    ``takes`` chooses among the files of folders (nothing: all whose name tells a format, but for
    those of the project itself).
    """
    seen: set[Path] = set()
    for path in paths:
        if path == STANDARD_INPUT:
            yield Found(Path(path))
            continue
        for found in _at(path, takes or _may_hold_replies):
            if isinstance(found, InputError):
                yield found
            elif found.path.resolve() not in seen:  # not named twice, or inside a folder named too
                seen.add(found.path.resolve())
                yield found


def _at(path: str, takes: Callable[[Path], bool]) -> Iterator[Found | InputError]:
    root = Path(path)
    try:
        root.stat()
    except OSError as error:
        hint = " (a draft itself is given with --reply)" if " " in path else ""
        missing = isinstance(error, FileNotFoundError)
        reason = (
            "there is no such file or folder" if missing else f"cannot be read ({error.strerror})"
        )
        yield InputError(f"{reason}{hint}", path if len(path) < _SHOWN else path[:_SHOWN] + "…")
        return
    if root.is_dir():
        yield from _below(root, path, takes)
    elif root.suffix and not takes(root) and not _has_a_format(root):
        yield InputError(
            f"files ending in {root.suffix} are not read; drafts end in {_known()} "
            "(or give the text on standard input, with -)",
            path,
        )
    else:
        yield Found(root)


def _below(root: Path, path: str, takes: Callable[[Path], bool]) -> Iterator[Found | InputError]:
    empty = True
    for file in walking.below(root):
        if takes(file) and file.is_file():
            empty = False
            yield Found(file, met=True)
    if empty:
        yield InputError(
            f"there is nothing to check in this folder: drafts end in {_known()}", path
        )


def _has_a_format(path: Path) -> bool:
    return formats.named(path.name) is not None


def _may_hold_replies(path: Path) -> bool:
    return _has_a_format(path) and not project_files.is_one(path.name)


def _known() -> str:
    return ", ".join(sorted(formats.SUFFIXES))


def load(file: Path) -> bytes | InputError:
    """The bytes of a file, or why they cannot be had."""
    try:
        mode = file.stat().st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):  # it may never end
            return InputError("this is a device, no file that holds replies", str(file))
        return file.read_bytes()
    except OSError as error:
        return InputError(f"this file cannot be read ({error.strerror})", str(file))


def read(
    paths: Iterable[str], known: Defaults, stdin: bytes | None = None
) -> Iterator[Draft | InputError]:
    """Drafts of files, folders and ``-``, in the order given; errors in their place.

    ``stdin`` is the content of standard input, read where a path is ``-``.
    """
    for source in _contents(paths, stdin):
        if isinstance(source, InputError):
            yield source
        else:
            content, path, met = source
            yield from formats.drafts_of(content, path, known, optional=met)


def read_messages(
    paths: Iterable[str], stdin: bytes | None = None
) -> "Iterator[Message | InputError]":
    """Messages of files, folders and ``-``: a plain text is one, JSON lines are one a line."""
    from tonelint.drafts import messages  # noqa: PLC0415 - drafts are read without it

    for found in texts(paths, stdin):
        if isinstance(found, InputError):
            yield found
            continue
        empty = True
        by_line = (formats.named(found.path) or formats.guessed(found.text)) == "jsonl"
        for item in messages.read(found.text, found.path, by_line=by_line):
            empty = False
            yield item
        if empty:
            yield InputError(
                "there is nothing to read in this file: it holds no message", found.path
            )


def texts(paths: Iterable[str], stdin: bytes | None) -> Iterator[DraftFile | InputError]:
    """The texts of files, folders and ``-``."""
    for source in _contents(paths, stdin):
        if isinstance(source, InputError):
            yield source
            continue
        content, path, _ = source
        try:
            yield DraftFile(formats.decode(content, path), path)
        except InputError as error:
            yield error


def _contents(
    paths: Iterable[str], stdin: bytes | None
) -> Iterator[tuple[bytes, str, bool] | InputError]:
    """``(bytes, path, whether it was met in a folder)`` of each file."""
    for found in find(paths):
        if isinstance(found, InputError):
            yield found
        elif str(found.path) == STANDARD_INPUT:
            yield stdin or b"", STDIN_NAME, False
        else:
            content = load(found.path)
            if isinstance(content, InputError):
                yield content
            else:
                yield content, str(found.path), found.met
