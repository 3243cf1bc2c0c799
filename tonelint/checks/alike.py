"""Which texts of many are almost the same: no two are compared that cannot be."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import inf

import numpy as np
from rapidfuzz import fuzz

_MOST = 5  # texts that one is said to be like
_LETTERS = 6  # of a word with its space
_ROUNDING = 1e-6
_ROWS, _COLUMNS = 256, 4096  # texts compared at once: what bounds memory
_BINS = 1024  # of words

Alike = dict[int, list[tuple[float, int]]]  # (likeness, index) of those before it, the most first


def alike(texts: Mapping[int, str], least: float) -> Alike:
    """Of texts by index, those that are like one before them by ``least`` per cent.

    Of texts that are the same, the first stands for all: the others are only like that one.
    """
    first: dict[str, int] = {}
    found: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for index, text in texts.items():
        same = first.setdefault(text, index)
        if same != index:
            found[index].append((100.0, same))
    for one, other, likeness in _pairs(list(first.items()), least):
        earlier, later = sorted((one, other))
        insort(found[later], (likeness, earlier), key=_most_first)
        del found[later][_MOST:]
    return dict(found)


def _most_first(pair: tuple[float, int]) -> tuple[float, int]:
    likeness, index = pair
    return -likeness, index


def _pairs(texts: list[tuple[str, int]], least: float) -> Iterator[tuple[int, int, float]]:
    """Each two different texts that are alike."""
    texts = sorted(texts, key=lambda text: len(text[0]))
    for one, other in _candidates([text for text, _ in texts], least / 100):
        likeness = fuzz.ratio(texts[one][0], texts[other][0], score_cutoff=least)
        if likeness:
            yield texts[one][1], texts[other][1], likeness


def _candidates(texts: list[str], least: float) -> Iterator[tuple[int, int]]:
    """The indexes of each two of these texts, sorted by length, that may be alike.

    They are about as long: at best, all of the shorter one stands in the longer. And they have
    words in common: where one letter in ten has changed, about six words in ten may have.
    """
    lengths = np.array([len(text) for text in texts])
    words = _words(texts)
    counts = words.sum(axis=1, dtype=np.float32)
    in_common = max(0.0, 1 - (1 - least) * _LETTERS)
    for start in range(0, len(texts), _ROWS):
        rows = slice(start, start + _ROWS)
        longest = lengths[rows][-1] * (2 / least - 1 if least else inf)
        last = int(np.searchsorted(lengths, longest + _ROUNDING, side="right"))
        for block in range(start, last, _COLUMNS):
            columns = slice(block, min(block + _COLUMNS, last))
            shared = words[rows].astype(np.float32) @ words[columns].astype(np.float32).T
            enough = in_common * (counts[rows, None] + counts[None, columns]) / 2
            for row, column in np.argwhere(shared >= enough).tolist():
                if start + row < block + column:
                    yield start + row, block + column


def _words(texts: list[str]) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    """Which words stand in each text: a row a text, 1 in the column of each of its words.

    Some words share a column: texts may seem to have a word more in common.
    """
    known: dict[str, int] = {}
    words = np.zeros((len(texts), _BINS), dtype=np.uint8)
    for row, text in enumerate(texts):
        words[row, [known.setdefault(word, len(known)) % _BINS for word in text.split()]] = 1
    return words
