"""Word pieces: how the encoder's vocabulary cuts a text.

A unigram vocabulary: of all ways to cut a word into known pieces, the one of the highest total
score. No piece crosses a space, so words are cut one by one and remembered. Normalisation is
SentencePiece's ``nmt_nfkc``, a table of characters. Method: Kudo, “Subword Regularization” (2018).
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3  # the rows of the special pieces in every vocabulary
SPECIAL = 4
_SPACE = "\u2581"  # what stands for the space before a word
_SPACES = re.compile(r" {2,}")
_WORD = re.compile(r" ?[^ ]+")
_PENALTY = 10.0  # how far below the rarest piece an unknown character scores
_LONGEST_WORD = 200  # characters: a longer run is cut, to stay linear
_REMEMBERED = 20_000  # words


class Piece(NamedTuple):
    """A piece of a text: its row in the vocabulary and where it stands (code points)."""

    row: int
    start: int
    end: int


class Pieces:
    """Cuts texts into pieces of a vocabulary."""

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], normal: Mapping[int, str]
    ) -> None:
        """``pieces`` and their ``scores`` by row, from the first row after the special ones;

        ``normal``: what a code point is read as.
        """
        self._rows = {piece: row for row, piece in enumerate(pieces, SPECIAL)}
        self._scores = dict(zip(pieces, scores, strict=True))
        self._longest = max(map(len, pieces))
        self._unknown = min(scores) - _PENALTY
        self._normal = dict(normal)
        self._cut = lru_cache(_REMEMBERED)(self._best)

    def __call__(self, text: str) -> list[Piece]:
        """The pieces of a text, in order, without the special ones at its ends."""
        found = []
        for word, places in self._words(text):
            for row, start, end in self._cut(word):
                # The first character of a word is the space before it.
                first, last = max(start - 1, 0), max(end - 2, 0)
                found.append(Piece(row, places[first], places[last] + (end > 1)))
        return found

    def _words(self, text: str) -> list[tuple[str, list[int]]]:
        """Normalised words, each with where its characters stand in the text."""
        words: list[tuple[str, list[int]]] = []
        word: list[str] = []
        places: list[int] = []

        def close() -> None:
            if word:
                words.append(("".join(word), places.copy()))
                word.clear()
                places.clear()

        for place, character in enumerate(text):
            for one in self._normal.get(ord(character), character):
                if one == " " or len(word) >= _LONGEST_WORD:
                    close()
                if one != " ":
                    word.append(one)
                    places.append(place)
        close()
        return words

    def _best(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """The best cut of a word: rows with their places, the space before it counted."""
        text = _SPACE + word
        length = len(text)
        best = [0.0] + [float("-inf")] * length
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (length + 1)
        for start in range(length):
            for end in range(start + 1, min(start + self._longest, length) + 1):
                piece = text[start:end]
                score = self._scores.get(piece)
                if score is None:
                    if end > start + 1:
                        continue
                    score, row = self._unknown, UNKNOWN
                else:
                    row = self._rows[piece]
                if best[start] + score > best[end]:
                    best[end] = best[start] + score
                    came[end] = (start, row)
        cut = []
        end = length
        while end:
            start, row = came[end]
            cut.append((row, start, end))
            end = start
        return tuple(reversed(cut))
