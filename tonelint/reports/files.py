"""Files as machine formats name them, and what stands in them as it reads."""

import os
from pathlib import Path, PurePath
from urllib.parse import quote

from tonelint.drafts.draft import Draft
from tonelint.drafts.places import Position, SourceMap
from tonelint.results import Fix

NOWHERE = "<draft>"  # a draft that stands in no file
WHOLE = "<drafts>"  # what is said of all drafts
_STANDARD_INPUT = "<stdin>"


def is_file(path: str | None) -> bool:
    """Whether a draft's path is that of a file, and not of standard input or of nothing."""
    return path not in (None, _STANDARD_INPUT)


def portable(path: str | None) -> str:
    """The path with slashes, from the working folder on if it is below it."""
    if path is None or not is_file(path):
        return NOWHERE
    named = PurePath(os.fsencode(path).decode(errors="replace"))  # a name that is no UTF-8
    here = Path.cwd()
    if named.is_absolute() and named.is_relative_to(here):
        named = named.relative_to(here)
    return named.as_posix()


def address(path: str) -> str:
    """The path as a URI reference, relative unless the file is out of the working folder."""
    shown = PurePath(portable(path))
    return shown.as_uri() if shown.is_absolute() else quote(shown.as_posix())


def stands_as_it_reads(places: SourceMap, start: int, end: int) -> bool:
    """Whether ``start..end`` of a text is written in its file character by character, unbroken."""
    at = places.span(start, end)[0]
    for length, first, last in places.pieces(start, end):
        if first != at or last - first != length:
            return False
        at = last
    return True


def to_mend(draft: Draft, fix: Fix | None) -> tuple[Position, Position] | None:
    """Where a fix goes in the file, if its text can be put there as it is.

    Nothing where the draft is written in a syntax of its own (JSON, YAML, HTML…): the text would
    have to be written in it, which ``--fix`` does.
    """
    places = draft.written
    if fix is None or not is_file(draft.path) or places.syntax:
        return None
    if not stands_as_it_reads(places, fix.start, fix.end):
        return None
    return places.position(fix.start), places.end(fix.start, fix.end)


def byte_column(draft: Draft, at: Position) -> int | None:
    """The column of a place counted in bytes of UTF-8, 1-based.

    Nothing where the line up to there is not wholly part of the reply: its bytes are not known.
    """
    places = draft.written
    if at.line > len(places.lines.starts):
        return None
    line = places.lines.starts[at.line - 1]
    place = line + at.column - 1
    stops = [offset for offset, _, _ in places.segments[1:]] + [places.length]
    for (offset, start, end), stop in zip(places.segments, stops, strict=True):
        if start <= line and place <= end and end - start == stop - offset:
            before = draft.reply[offset + line - start : offset + place - start]
            return len(before.encode(errors="replace")) + 1
    return None
