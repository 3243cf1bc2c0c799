"""Text made even for reading, with the way back to the original characters.

White space is evened out, accents are composed (NFC), invisible characters dropped, and letters
that only look otherwise (full-width, mathematical, of another script inside a Latin word) are
read as what they look like, so that *plus  de cou­rant* is read as *plus de courant*. So are
insults in disguise: see ``disguises``. Comments of HTML are left out: nobody is sent them. Every
character remembers where it came from: nothing is ever searched again.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from tonelint.text import disguises
from tonelint.text.lookalikes import as_latin, as_plain

# Soft hyphens, zero-width characters, direction marks, fillers, invisible operators, tags.
_INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef"
)
# Marks set on letters; U+20E3 makes keys of digits (emoji) and stays.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20f0\ufe20-\ufe2f"
)
_MARK = re.compile(f"[{_MARKS}]")
_COMMENT = "<!--"
_PIECE = re.compile(
    rf"(?P<space>[^\S ]\s*| \s+)|(?P<gone>[{_INVISIBLE}]+)|(?P<comment>{_COMMENT}[^<>]*-->)"
)
_PIECE_OR_MARKS = re.compile(rf"{_PIECE.pattern}|(?P<marks>[^\W_]?[{_MARKS}]+)")
# Anything but Latin letters, figures, single spaces, punctuation, symbols and emoji.
_UNEVEN = re.compile(
    r"[^\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf"
    r"\u2190-\u24b5\u2500-\u27ff\u2900-\u2bff\U0001f18a-\U0001faff]"
)
_STARTS_ANEW = re.compile(r"[\W\d_A-ZÀ-Þ]")
_FLAG = "\U0001f3f4"  # the black flag, which tags make one of a region
_KEY = "\u20e3"


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

    def position(self, offset: int) -> int:
        """The first cleaned offset that comes from ``offset`` of the original, or from after it."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.offset(middle) < offset else (low, middle)
        return low

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original ``(start, end)`` of a cleaned, non-empty span."""
        return self.offset(start), self.offset(end - 1) + self._width(end - 1)

    def _width(self, position: int) -> int:
        """How many original characters the cleaned one at ``position`` stands for.

        A letter stands for its marks too, but not for an invisible run after it.
        """
        start, end = self.offset(position), self.offset(position + 1)
        width = 1
        while start + width < end and _MARK.match(self.original, start + width):
            width += 1
        return width


def clean(text: str) -> Clean:
    """Evens out a text; a text that is already even is returned as it is."""
    even = not (_UNEVEN.search(text) or "  " in text or _COMMENT in text)
    cleaned = Clean(text, text) if even else _evened(text)
    found = list(disguises.find(cleaned.text))
    return _uncovered(cleaned, found) if found else cleaned


def _evened(text: str) -> Clean:
    plain = as_plain(disguises.without_no_breaks(text))  # character by character
    pieces: list[str] = []
    lengths: list[tuple[int, int]] = []  # (cleaned, original) length of each piece
    last = 0
    pattern = _PIECE_OR_MARKS if _MARK.search(plain) else _PIECE
    for match in pattern.finditer(plain):
        start, end = match.span()
        if start > last:
            pieces.append(plain[last:start])
            lengths.append((start - last, start - last))
        even = _even(match, plain)
        pieces.append(even)
        lengths.append((len(even), end - start))
        last = end
    pieces.append(plain[last:])
    return _joined(text, as_latin("".join(pieces)), lengths)


def _joined(original: str, text: str, lengths: Iterable[tuple[int, int]]) -> Clean:
    starts, shifts = [0], [0]
    totals = accumulate(lengths, lambda total, piece: (total[0] + piece[0], total[1] + piece[1]))
    for cleaned, before in totals:
        _add_shift(starts, shifts, cleaned, before - cleaned)
    return Clean(text, original, tuple(starts), tuple(shifts))


def _add_shift(starts: list[int], shifts: list[int], start: int, shift: int) -> None:
    if start == starts[-1]:
        shifts[-1] = shift
    elif shift != shifts[-1]:
        starts.append(start)
        shifts.append(shift)


def _even(match: re.Match[str], text: str) -> str:
    """What a piece of uneven text is read as."""
    before, after = (
        text[max(match.start() - 1, 0) : match.start()],
        text[match.end() : match.end() + 1],
    )
    if space := match["space"]:
        ends = space.count("\n") > 1 or ("\n" in space and _starts_anew(after))
        return "\n" if ends else " "
    if match["comment"]:
        return ""
    if gone := match["gone"]:
        return gone if _holds_emoji(gone, before, after) else ""
    marked = match[0]
    if _MARK.match(marked):
        return ""  # on no letter
    return unicodedata.normalize("NFC", marked)[0]  # marks in excess say nothing


def _starts_anew(after: str) -> bool:
    return not after or _STARTS_ANEW.match(after) is not None


def _holds_emoji(run: str, before: str, after: str) -> bool:
    """Whether an invisible run is part of an emoji: how it is drawn, or what joins it."""
    if run in ("\ufe0e", "\ufe0f"):
        return after == _KEY or _may_be_emoji(before)
    if run in ("\u200d", "\ufe0f\u200d"):
        return _may_be_emoji(before) and _may_be_emoji(after)
    return before == _FLAG and run[0] > "\U000e0000"


def _may_be_emoji(one: str) -> bool:
    return one > "\x7f" and not (one.isalnum() or one.isspace() or _MARK.match(one))


def _uncovered(cleaned: Clean, found: Iterable[disguises.Disguise]) -> Clean:
    """A text with the words found in disguise in the place of their disguises."""
    letters = list(cleaned.text)
    gone: list[tuple[int, int]] = []  # what stands between the letters of one word
    for disguise in found:
        for place, letter in zip(disguise.places, disguise.word, strict=True):
            letters[place] = letter
        pairs = zip(disguise.places, disguise.places[1:], strict=False)
        gone += [(one + 1, other) for one, other in pairs if one + 1 < other]
    starts, shifts, pieces = [0], [0], []
    last = removed = 0
    shifted = list(zip(cleaned.starts, cleaned.shifts, strict=True))
    at = 0
    for first, end in [*gone, (len(letters), len(letters))]:
        while at < len(shifted) and shifted[at][0] <= end:
            start, shift = shifted[at]
            if start <= first:
                _add_shift(starts, shifts, start - removed, shift + removed)
            at += 1
        pieces += letters[last:first]
        removed += end - first
        _add_shift(starts, shifts, end - removed, shifted[at - 1][1] + removed)
        last = end
    return Clean("".join(pieces), cleaned.original, tuple(starts), tuple(shifts))
