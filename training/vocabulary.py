"""The pieces worth keeping: those French and English texts use.

Kept: every piece that cuts one of the most frequent words of either language (as the package
wordfreq counts them, social networks included), in lower case, capitalised and in capitals, with
and without its accents; what the corpus uses; and single characters of European writing, digits,
punctuation and emoji, so that whatever is typed can be cut.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from tonelint.model.pieces import SPECIAL, Pieces
from training.noise import without_accents
from training.pretrained import Pretrained

FREQUENT = {"fr": 150_000, "en": 120_000}
_BLOCKS = ((0x20, 0x17F), (0x2000, 0x2BFF), (0xFE0F, 0xFE0F), (0x1F000, 0x1FAFF))


def _frequent() -> Iterator[str]:
    from wordfreq import top_n_list  # noqa: PLC0415 - a large package

    for language, count in FREQUENT.items():
        yield from top_n_list(language, count)


def _writings(word: str) -> set[str]:
    plain = without_accents(word)
    return {word, word.capitalize(), plain, plain.capitalize()}


def kept(pretrained: Pretrained, texts: Iterable[str]) -> npt.NDArray[np.int64]:
    """The original ids to keep, ascending; the special ones come first."""
    pieces = Pieces(
        pretrained.pieces[SPECIAL:], pretrained.scores[SPECIAL:].tolist(), pretrained.normal
    )
    rows = set(range(SPECIAL))
    for word in _frequent():
        for writing in _writings(word):
            rows.update(piece.row for piece in pieces(writing))
    for text in texts:
        rows.update(piece.row for piece in pieces(text))
    for row, piece in enumerate(pretrained.pieces):
        bare = piece.removeprefix("\u2581")
        if all(_european(character) for character in bare) and len(bare) <= 1:
            rows.add(row)
    return np.array(sorted(rows))


def _european(character: str) -> bool:
    point = ord(character)
    return any(first <= point <= last for first, last in _BLOCKS) or (
        unicodedata.category(character) in {"So", "Sk", "Sc", "Po", "Pd"} and point < 0x3000
    )
