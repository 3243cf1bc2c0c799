"""How long a text is, as each channel counts it.

No two platforms mean the same by a character. A way of counting cuts a text into pieces that
stand or fall together, and weighs each:

- **X**: the weighted length of twitter-text's third configuration. Most letters weigh one, other
  scripts and any emoji, however composed, two; a link weighs 23, for it is wrapped in a t.co one;
  accents are composed first (https://docs.x.com/fundamentals/counting-characters).
- **SMS**: septets, 160 in one SMS. Of GSM 03.38's alphabet (3GPP TS 23.038, §6.2.1) a character
  takes one, of its extension two; a text with any other is sent in UCS-2, 16 bits where a septet
  has 7, so that 70 characters fill the same SMS.
- **Facebook, Instagram, LinkedIn**: UTF-16 code units. None of them says what it counts; this is
  what their own editors, written in JavaScript, see, and never less than code points or
  grapheme clusters: what fits by it fits by those too.
- **E-mail and chat**: grapheme clusters, characters as people see them; no platform sets a limit
  there, so that one in a code of conduct is meant for people.

Variables of templates count as they stand.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType
from unicodedata import normalize

import regex

from tonelint.text.marks import LINK

Piece = tuple[int, int]  # where it starts, what it weighs

_ONE_SMS, _PART_OF_SMS = {True: 160, False: 70}, {True: 153, False: 67}  # by: all of it is GSM
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION = frozenset("\f^{}\\[~]|€")

_X_LINK = 2300
_X_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_X_PIECE = regex.compile(rf"(?P<link>{LINK})|\X", regex.IGNORECASE)
_X_EMOJI = regex.compile(r"\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\uFE0F?\u20E3")
_CLUSTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Way:
    """A way of counting: the pieces of a text, and the weight of one character."""

    pieces: Callable[[str], Iterator[Piece]]
    scale: int = 1

    def length(self, text: str) -> int:
        """How many characters a text counts for."""
        return sum(weight for _, weight in self.pieces(text)) // self.scale

    def beyond(self, text: str, most: int) -> int | None:
        """Where the first piece starts that ``most`` characters have no room for, if one does."""
        pieces = list(self.pieces(text))
        totals = accumulate(weight for _, weight in pieces)
        too_much = (
            start
            for (start, _), total in zip(pieces, totals, strict=True)
            if total // self.scale > most
        )
        return next(too_much, None)


def _x(text: str) -> Iterator[Piece]:
    for match in _X_PIECE.finditer(text):
        yield match.start(), _X_LINK if match["link"] else _x_weight(normalize("NFC", match[0]))


def _x_weight(cluster: str) -> int:
    if len(cluster) > 1 and _X_EMOJI.match(cluster):
        return 200
    return sum(
        100 if any(first <= ord(char) <= last for first, last in _X_LIGHT) else 200
        for char in cluster
    )


def _sms(text: str) -> Iterator[Piece]:
    """In sevenths of septets, so that UCS-2's 16 bits are a whole number of them."""
    unit = 7 if foreign_to_sms(text) is None else 16
    for start, units in _sms_units(text):
        yield start, units * unit


def _sms_units(text: str) -> Iterator[Piece]:
    if foreign_to_sms(text) is None:
        for start, char in enumerate(text):
            yield start, 2 if char in _GSM_EXTENSION else 1
    else:
        yield from _utf16(text)


def _utf16(text: str) -> Iterator[Piece]:
    for start, char in enumerate(text):
        yield start, 2 if ord(char) > 0xFFFF else 1


def _graphemes(text: str) -> Iterator[Piece]:
    for match in _CLUSTER.finditer(text):
        yield match.start(), 1


def foreign_to_sms(text: str) -> str | None:
    """The first character that is not in the alphabet of SMS, if there is one."""
    return next((char for char in text if char not in _GSM and char not in _GSM_EXTENSION), None)


def segments(text: str) -> int:
    """How many SMS a text is sent in: parts of a longer one have room for less, and cut no pair."""
    is_gsm = foreign_to_sms(text) is None
    units = [units for _, units in _sms_units(text)]
    if sum(units) <= _ONE_SMS[is_gsm]:
        return 1
    count, room = 1, _PART_OF_SMS[is_gsm]
    for needed in units:
        if needed > room:
            count, room = count + 1, _PART_OF_SMS[is_gsm]
        room -= needed
    return count


# By channel: see above for where each comes from.
WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "x": Way(_x, 100),
        "sms": Way(_sms, 7),
        "facebook": Way(_utf16),
        "instagram": Way(_utf16),
        "linkedin": Way(_utf16),
        "email": Way(_graphemes),
        "chat": Way(_graphemes),
    }
)
