"""Drafts: from files, folders and standard input to :class:`~tonelint.drafts.draft.Draft`.

One module a format: it names its ``SUFFIXES`` and reads a text into drafts.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tonelint.drafts import jsonl, markdown, messages, plain
from tonelint.drafts.draft import Draft, Suppression, Turn
from tonelint.drafts.fields import Defaults, known_fields
from tonelint.drafts.places import DraftFile, Passage, SourceMap
from tonelint.errors import InputError

_T = TypeVar("_T")
Reader = Callable[[DraftFile, Defaults], Iterator[Draft | InputError]]

FORMATS = (plain, markdown, jsonl)
READERS: dict[str, Reader] = {
    suffix: module.read for module in FORMATS for suffix in module.SUFFIXES
}
STANDARD_INPUT = "-"
_HIDDEN = "."
_SHOWN = 80  # characters of a path shown in a message
_BOM = "\ufeff"

__all__ = [
    "READERS", "Defaults", "Draft", "DraftFile", "Passage", "SourceMap", "Suppression", "Turn",
    "files", "known_fields", "read", "read_messages", "texts",
]  # fmt: skip


def read(
    paths: Iterable[str], defaults: Defaults, stdin: bytes | None = None
) -> Iterator[Draft | InputError]:
    """Drafts of files, folders and ``-``, in the order given; errors in their place.

    ``stdin`` is the content of standard input, read where a path is ``-``.
    """
    for found in texts(paths, stdin):
        if isinstance(found, InputError):
            yield found
            continue
        yield from _or_nothing(
            found.reader(DraftFile(found.text, found.path), defaults),
            InputError("there is nothing to check in this file: it holds no reply", found.path),
        )


def read_messages(
    paths: Iterable[str], stdin: bytes | None = None
) -> Iterator[messages.Message | InputError]:
    """Messages of files, folders and ``-``: a plain text is one, JSON lines are one a line."""
    for found in texts(paths, stdin):
        if isinstance(found, InputError):
            yield found
            continue
        yield from _or_nothing(
            messages.read(found.text, found.path, by_line=found.reader is jsonl.read),
            InputError("there is nothing to read in this file: it holds no message", found.path),
        )


def _or_nothing(items: Iterator[_T | InputError], nothing: InputError) -> Iterator[_T | InputError]:
    """The items, or an error that says there were none."""
    empty = True
    for item in items:
        empty = False
        yield item
    if empty:
        yield nothing


@dataclass(frozen=True, slots=True)
class FileText:
    """A text that was read, and the reader for its format."""

    text: str
    path: str
    reader: Reader


def texts(paths: Iterable[str], stdin: bytes | None) -> Iterator[FileText | InputError]:
    """The texts of files, folders and ``-``, each with its reader."""
    seen: set[Path] = set()
    for path in paths:
        if path == STANDARD_INPUT:
            yield _text(stdin or b"", "<stdin>", None)
            continue
        for file in files(path):
            if isinstance(file, Path):
                if file.resolve() in seen:
                    continue  # named twice, or inside a folder named too
                seen.add(file.resolve())
            content = file if isinstance(file, InputError) else load(file)
            if isinstance(content, InputError):
                yield content
            elif isinstance(file, Path):
                yield _text(content, str(file), READERS.get(file.suffix.lower(), plain.read))


def _text(content: bytes, path: str, reader: Reader | None) -> FileText | InputError:
    try:
        text = decode(content, path)
    except InputError as error:
        return error
    return FileText(text, path, reader or _guess(text))


def files(path: str) -> Iterator[Path | InputError]:
    """The files a path stands for: itself, or all readable drafts below a folder."""
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
        found = sorted(
            file
            for file in root.rglob("*")
            if file.suffix.lower() in READERS and file.is_file() and not _is_hidden(file, root)
        )
        if not found:
            known = ", ".join(sorted(READERS))
            yield InputError(
                f"there is nothing to check in this folder: drafts end in {known}", path
            )
        yield from found
    elif root.suffix and root.suffix.lower() not in READERS:
        known = ", ".join(sorted(READERS))
        yield InputError(
            f"files ending in {root.suffix} are not read; drafts end in {known} "
            "(or give the text on standard input, with -)",
            path,
        )
    else:
        yield root


def _is_hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(_HIDDEN) for part in file.relative_to(root).parts)


def load(file: Path) -> bytes | InputError:
    """The bytes of a file, or why they cannot be had."""
    try:
        return file.read_bytes()
    except OSError as error:
        return InputError(f"this file cannot be read ({error.strerror})", str(file))


def decode(content: bytes, path: str) -> str:
    """UTF-8 text, with or without a byte order mark. Raises :class:`InputError`."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            "this file is not UTF-8: save it as UTF-8 and check it again", path, line
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError("this file is binary (it holds a zero byte), no text to check", path, line)
    return text.removeprefix(_BOM)


def _guess(text: str) -> Reader:
    """The reader for standard input: JSON lines, front matter or plain text, by its first sign."""
    start = text.lstrip()
    if start.startswith('{"') or (start.startswith("{") and '"reply"' in start.split("\n", 1)[0]):
        return jsonl.read
    return markdown.read
