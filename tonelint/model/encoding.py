"""What the encoder reads: a message alone, or a reply with the message it answers before it."""

from dataclasses import dataclass

from tonelint.model.pieces import BEGIN, END, Piece, Pieces

_PREFIX = "query: "  # what the encoder was pretrained to read before a text
_MESSAGE_ALONE, _MESSAGE_BEFORE, _REPLY = 256, 128, 256  # pieces: the longest that is read


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text ready for the encoder.

    ``ids`` are rows of the vocabulary. From ``begins`` on they are the text that is judged (what
    is before is only its setting); ``places`` are their spans in that text (empty for the
    special ones).
    """

    ids: tuple[int, ...]
    begins: int
    is_reply: bool
    places: tuple[tuple[int, int], ...]


def _quiet(text: str) -> str:
    """A text in capitals as it would be without them; any other as it is.

    Case is no part of what a message is about, and the encoder was pretrained on little of it.
    """
    letters = [character for character in text if character.isalpha()]
    if sum(map(str.isupper, letters)) <= 0.7 * len(letters) or len(letters) < 8:
        return text
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def encode(pieces: Pieces, message: str, reply: str | None = None) -> Encoded:
    """A message, or a reply after its message (which may be empty)."""
    message, reply = _quiet(message), reply and _quiet(reply)
    prefix = [BEGIN, *(piece.row for piece in pieces(_PREFIX))]
    if reply is None:
        text = _shortened(pieces(message), _MESSAGE_ALONE)
        places = [(0, 0)] * len(prefix) + [(piece.start, piece.end) for piece in text] + [(0, 0)]
        return Encoded((*prefix, *(piece.row for piece in text), END), 0, False, tuple(places))
    before = [*prefix, *(piece.row for piece in _shortened(pieces(message), _MESSAGE_BEFORE)), END]
    text = _shortened(pieces(reply), _REPLY)
    places = [(piece.start, piece.end) for piece in text] + [(0, 0)]
    return Encoded((*before, *(piece.row for piece in text), END), len(before), True, tuple(places))


def _shortened(text: list[Piece], longest: int) -> list[Piece]:
    """A text of bounded length: of a long one, its beginning and its end."""
    if len(text) <= longest:
        return text
    return text[: longest // 2] + text[-(longest // 2) :]
