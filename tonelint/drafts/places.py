"""Where each character of a text stands in the file it was read from.

A reply inside a file is seldom written there as it reads: JSON escapes it, YAML folds it, HTML
hides words between tags. What is read is a :class:`Passage`: the text, and the map of its
characters onto those of the file, so that whatever is found can be shown, and mended, there.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

Piece = tuple[str, int, int]  # what a text stands for characters start..end


@dataclass(frozen=True, slots=True)
class Position:
    """A 1-based line and column in a file. Columns count Unicode code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a file begin: offsets in code points, after LF, CRLF or CR.

    ``first`` is the number of the line that begins at the first of them.
    """

    starts: tuple[int, ...] = (0,)
    first: int = 1

    @classmethod
    def of(cls, text: str) -> "Lines":
        """The lines of a text."""
        starts = [0]
        for offset, char in enumerate(text) if "\r" in text else _line_feeds(text):
            if char == "\n" or (char == "\r" and text[offset + 1 : offset + 2] != "\n"):
                starts.append(offset + 1)
        return cls(tuple(starts))

    def position(self, offset: int) -> Position:
        """The line and column of an offset."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return Position(self.first + index, offset - self.starts[index] + 1)

    def among(self, start: int, end: int) -> "Lines":
        """The lines that the offsets ``start..end`` stand on, alone."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return Lines(self.starts[first : bisect_right(self.starts, end)], self.first + first)


def _line_feeds(text: str) -> Iterator[tuple[int, str]]:
    found = text.find("\n")
    while found >= 0:
        yield found, "\n"
        found = text.find("\n", found + 1)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each character of a text stands in its file.

    ``segments`` are ``(offset, start, end)``, sorted by offset: from that offset of the text on, up
    to the next segment (the last one: up to ``length``), characters stand for those of the file
    from ``start`` to ``end``: one for one if they are as many; else all of them for the whole (an
    escape, an entity, a folded line). What lies between segments in the file (tags, indentation)
    stands for nothing. ``syntax`` says how the text is written there, from the outermost on
    (``("json", "html")``); nothing: as it is.
    """

    segments: tuple[tuple[int, int, int], ...]
    length: int
    lines: Lines = Lines()
    syntax: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> "SourceMap":
        """The map of a text that is its own file."""
        return cls(((0, 0, len(text)),), len(text), Lines.of(text))

    def position(self, offset: int) -> Position:
        """The place in the file where what stands at an offset of the text begins."""
        return self.lines.position(self.span(offset, offset)[0])

    def end(self, start: int, end: int) -> Position:
        """The place in the file just after ``start..end`` of the text."""
        return self.lines.position(self.span(start, end)[1])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The ``(start, end)`` in the file of a span of the text."""
        first = self._begin(start)
        return first, max(first, self._end(end - 1)) if end > start else first

    def alone(self) -> "SourceMap":
        """The map without the lines of the file that the text does not stand on."""
        return replace(self, lines=self.lines.among(*self.span(0, self.length)))

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The segments of a span, as ``(length in the text, start, end)``."""
        index = self._index(start)
        while start < end:
            offset, first, last = self.segments[index]
            stop = min(end, self._stop(index))
            if self._is_verbatim(index):
                yield stop - start, first + start - offset, first + stop - offset
            else:
                yield stop - start, first, last
            start, index = stop, index + 1

    def _index(self, offset: int) -> int:
        return max(bisect_right(self.segments, (offset, 1 << 62, 0)) - 1, 0)

    def _stop(self, index: int) -> int:
        following = index + 1
        return self.segments[following][0] if following < len(self.segments) else self.length

    def _is_verbatim(self, index: int) -> bool:
        offset, start, end = self.segments[index]
        return end - start == self._stop(index) - offset

    def _begin(self, offset: int) -> int:
        index = self._index(offset)
        first, start, end = self.segments[index]
        if offset >= self._stop(index):
            return end
        return start + offset - first if self._is_verbatim(index) else start

    def _end(self, offset: int) -> int:
        index = self._index(offset)
        first, start, end = self.segments[index]
        return start + offset - first + 1 if self._is_verbatim(index) else end


@dataclass(frozen=True, slots=True)
class Passage:
    """A text read from a file, and where its characters stand there."""

    text: str
    places: SourceMap

    @classmethod
    def of(cls, text: str) -> "Passage":
        """A whole file."""
        return cls(text, SourceMap.of(text))

    def cut(self, start: int, end: int) -> "Passage":
        """A part of the passage."""
        return self.read_as([(self.text[start:end], start, end)])

    def read_as(self, pieces: Iterable[Piece], syntax: str | None = None) -> "Passage":
        """What the passage reads as once ``pieces`` of it are decoded, in order.

        Each piece is ``(text, start, end)``: what is read for characters ``start..end`` of this
        passage. ``syntax`` names how it was written, if that takes encoding.
        """
        texts: list[str] = []
        segments: list[tuple[int, int, int]] = []
        offset, first = 0, None
        is_file = self.places.segments == ((0, 0, self.places.length),)  # much the commonest
        for text, start, end in pieces:
            first = start if first is None else first
            texts.append(text)
            if is_file:
                if text:
                    segments.append((offset, start, end))
                    offset += len(text)
            elif len(text) == end - start:
                for length, begins, ends in self.places.pieces(start, end):
                    segments.append((offset, begins, ends))
                    offset += length
            elif text:
                segments.append((offset, *self.places.span(start, end)))
                offset += len(text)
        if not segments:  # nothing is read: still somewhere
            at = self.places.span(first or 0, first or 0)[0]
            segments = [(0, at, at)]
        deeper = (*self.places.syntax, syntax) if syntax else self.places.syntax
        places = SourceMap(tuple(_joined(segments, offset)), offset, self.places.lines, deeper)
        return Passage("".join(texts), places)

    def strip(self) -> "Passage":
        """The passage without white space around it."""
        lead = len(self.text) - len(self.text.lstrip())
        return self.cut(lead, max(lead, len(self.text.rstrip())))


def _joined(segments: list[tuple[int, int, int]], length: int) -> Iterator[tuple[int, int, int]]:
    """The segments, those that follow one another character by character made one."""
    stops = [offset for offset, _, _ in segments[1:]] + [length]
    held: tuple[int, int, int] | None = None
    for (offset, start, end), stop in zip(segments, stops, strict=True):
        verbatim = end - start == stop - offset
        if held and verbatim and held[2] == start:
            held = (held[0], held[1], end)
            continue
        if held:
            yield held
        held = None
        if verbatim:
            held = (offset, start, end)
        else:
            yield offset, start, end
    if held:
        yield held


@dataclass(frozen=True)
class DraftFile:
    """A file that drafts are read from: its text, without byte order mark, and its name."""

    text: str
    path: str

    @cached_property
    def whole(self) -> Passage:
        """The whole text as a passage."""
        return Passage.of(self.text)

    @property
    def lines(self) -> Lines:
        """Where its lines begin."""
        return self.whole.places.lines
