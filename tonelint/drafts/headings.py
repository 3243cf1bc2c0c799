"""The headings of a Markdown text, and what stands under them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tonelint.drafts.places import DraftFile, Passage
from tonelint.drafts.suppressions import comments_in

_MARKED = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<title>.*))?")
_UNDERLINE = re.compile(r" {0,3}(?P<marks>={3,}|-{3,})[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})(?P<more>.*)")
_BREAK = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_NO_TITLE = re.compile(r"\s{4}|\s*(?:[-*+>|]|\d+[.)])\s|.*[.!?…,;:]\s*$")  # a list, a sentence


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, from 1 (the outermost) to 6, and where its lines begin and end in the file.

    ``underline`` is the character that it is underlined with, if it is.
    """

    level: int
    title: str
    start: int
    end: int
    underline: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, those it lies under (from the outermost on), and where what is under it ends."""

    heading: Heading
    above: tuple[Heading, ...]
    end: int
    has_text: bool


def sections(file: DraftFile, start: int) -> Iterator[Section]:
    """What stands under each heading of a file from an offset on, up to the next heading."""
    found = headings(file, start)
    path: tuple[Heading, ...] = ()
    for number, heading in enumerate(found, start=1):
        path = tuple(one for one in path if one.level < heading.level)
        end = found[number].start if number < len(found) else len(file.text)
        yield Section(heading, path, end, has_text(file.text[heading.end : end]))
        path = (*path, heading)


def headings(file: DraftFile, start: int) -> list[Heading]:
    """The headings of a file from an offset on, none of them inside code or comments.

    A line above dashes is none where headings are written with ``#``, or where it ends a sentence:
    the dashes then part replies.
    """
    found: list[Heading] = []
    fence = ""
    paragraph: list[tuple[int, str]] = []  # its lines so far
    for offset, line, end in _lines_outside_comments(file, start):
        fenced = _FENCE.fullmatch(line)
        marked, under = _MARKED.fullmatch(line), _UNDERLINE.fullmatch(line)
        begun, paragraph = paragraph, []
        if fence:
            if fenced and fenced["marks"].startswith(fence) and not fenced["more"].strip():
                fence = ""
        elif fenced:
            fence = fenced["marks"]
        elif marked:
            title = _without_marks(marked["title"] or "")
            found.append(Heading(len(marked["marks"]), title, offset, end))
        elif under and len(begun) == 1 and not _NO_TITLE.match(begun[0][1]):
            underline = under["marks"][0]
            level = 1 if underline == "=" else 2
            found.append(Heading(level, begun[0][1].strip(), begun[0][0], end, underline))
        elif not _is_empty(line):
            paragraph = [*begun[:1], (offset, line)]  # that there are more is enough to know
    has_marks = any(not heading.underline for heading in found)
    return [heading for heading in found if not (has_marks and heading.underline == "-")]


def has_text(text: str) -> bool:
    """Whether a text holds more than comments, blank lines and lines of dashes."""
    end = 0
    for _, first, last in comments_in(text):
        if _says_something(text[end:first]):
            return True
        end = last
    return _says_something(text[end:])


def without_breaks(passage: Passage) -> Passage:
    """The passage without white space and lines of dashes around it."""
    lines = passage.text.splitlines(keepends=True)
    start, end = 0, len(passage.text)
    while lines and _is_empty(lines[0]):
        start += len(lines.pop(0))
    while lines and _is_empty(lines[-1]):
        end -= len(lines.pop())
    return passage.cut(start, end).strip()


def _without_marks(title: str) -> str:
    """A title without the marks that may close it: ``Panne ##``."""
    title = title.strip()
    bare = title.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else title


def _lines_outside_comments(file: DraftFile, start: int) -> Iterator[tuple[int, str, int]]:
    """``(start, line, end)`` of each line from an offset on, without its line break; a line that
    begins in a comment is empty.
    """
    comments = comments_in(file.text[start:])
    first, last = 0, 0
    starts = file.lines.starts
    for number in range(bisect_left(starts, start), len(starts)):
        offset = starts[number]
        while last <= offset:
            _, first, last = next(comments, ("", len(file.text), len(file.text) + 1))
            first, last = first + start, last + start
        end = starts[number + 1] if number + 1 < len(starts) else len(file.text)
        line = file.text[offset:end].rstrip("\r\n")
        yield offset, "" if first <= offset else line, end


def _says_something(text: str) -> bool:
    return not all(map(_is_empty, text.splitlines()))


def _is_empty(line: str) -> bool:
    """Whether a line is blank, or only dashes that part two texts."""
    bare = line.strip()
    return not bare or bool(_BREAK.fullmatch(bare))
