"""Text made even for reading, with the way back to the original characters.

White space is evened out, accents are composed (NFC) and invisible characters
dropped, so that *plus  de cou­rant* is read as *plus de courant*. Every
character remembers where it came from: nothing is ever searched again.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

# Zero-width and soft characters, direction marks, byte order mark.
_INVISIBLE = "\u00ad\u200b\u200c\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069"
# A joiner outside an emoji sequence is invisible too; inside, it holds the emoji together.
_PIECE = re.compile(
    rf"(?P<break>\s*\n\s*)|(?P<space>[\s\u00a0\u202f\u2009]+)|(?P<gone>[{_INVISIBLE}]+)"
    r"|(?P<marks>[^\W\d_][\u0300-\u036f]+)"
)
_UNEVEN = re.compile(
    r"[^\x21-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u1fff\u2010-\u2027 \u2030-\u205e"
    r"\u2070-\U0010ffff]| {2}"
)
_STARTS_ANEW = re.compile(r"[\W\d_A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Clean:
    """A text ready to be read.

    ``text`` is what is read. ``starts`` and ``shifts`` are parallel: from the
    cleaned offset ``starts[i]`` on, an original offset is the cleaned one plus
    ``shifts[i]``. All offsets are in Unicode code points.
    """

    text: str
    original: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def offset(self, position: int) -> int:
        """The original offset of a cleaned one."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original ``(start, end)`` of a cleaned, non-empty span."""
        return self.offset(start), self.offset(end - 1) + self._width(end - 1)

    def _width(self, position: int) -> int:
        """How many original characters the cleaned one at ``position`` stands for.

        A letter stands for its marks too, but not for an invisible run after it.
        """
        start, end = self.offset(position), self.offset(position + 1)
        width = 1
        while start + width < end and unicodedata.combining(self.original[start + width]):
            width += 1
        return width


def clean(text: str) -> Clean:
    """Evens out a text; a text that is already even is returned as it is."""
    if not _UNEVEN.search(text):
        return Clean(text, text)
    pieces: list[str] = []
    lengths: list[tuple[int, int]] = []  # (cleaned, original) length of each piece
    last = 0
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if start > last:
            pieces.append(text[last:start])
            lengths.append((start - last, start - last))
        even = _even(match, text)
        pieces.append(even)
        lengths.append((len(even), end - start))
        last = end
    pieces.append(text[last:])
    return _joined(text, pieces, lengths)


def _joined(text: str, pieces: list[str], lengths: list[tuple[int, int]]) -> Clean:
    starts, shifts = [0], [0]
    totals = accumulate(lengths, lambda total, piece: (total[0] + piece[0], total[1] + piece[1]))
    for cleaned, original in totals:
        if original - cleaned != shifts[-1]:
            if cleaned == starts[-1]:
                shifts[-1] = original - cleaned
            else:
                starts.append(cleaned)
                shifts.append(original - cleaned)
    return Clean("".join(pieces), text, tuple(starts), tuple(shifts))


def _even(match: re.Match[str], text: str) -> str:
    """What a piece of uneven text is read as."""
    if match["break"]:
        if match["break"].count("\n") > 1:
            return "\n"
        following = text[match.end() : match.end() + 1]
        return "\n" if not following or _STARTS_ANEW.match(following) else " "
    if match["space"]:
        return " "
    if match["marks"]:
        return unicodedata.normalize("NFC", match["marks"])[0]  # marks in excess say nothing
    return ""
