"""From what each piece of a text gives to a label, to the words and the sentence that carry it."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Span = tuple[int, int]
_WORD = re.compile(r"[\w'’\-$%@#]+|[^\w\s]+")
_SHARE = 0.45  # of what the strongest word gives: the least a word of the evidence gives
_LONGEST = 10  # words
_NEARLY = 0.75  # of what the strongest run's best word gives: what a second run needs
_TWO_RUNS = 12  # words: the shortest text that may have two
_SENTENCE_END = re.compile(r"[.!?…]+[»”\")]*(?:\s+|$)|\n+")
_SHORTEST = 4  # pieces: less is no sentence that says something


def evidence(text: str, places: Sequence[Span], gives: npt.NDArray[np.float32]) -> tuple[Span, ...]:
    """The strongest run of words, and a second one if it is nearly as strong.

    ``places`` are the spans of pieces in ``text`` (empty for special pieces), ``gives`` what each
    gives to the label's logit, in any unit.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    if not words:
        return ()
    worth = _smoothed(_by_word(words, places, gives))
    first, last = _run(worth)
    found = [(words[first][0], words[last][1])]
    strongest = float(worth.max())
    worth[max(first - 1, 0) : last + 2] = -np.inf
    if len(words) >= _TWO_RUNS and float(worth.max()) >= _NEARLY * strongest > 0:
        first, last = _run(worth)
        found.append((words[first][0], words[last][1]))
    return tuple(found)


def strongest_sentence(
    text: str, places: Sequence[Span], gives: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """What the pieces of a sentence give to each label on average, in the sentence that gives most.

    ``gives`` (pieces, labels); the result (labels,). A plug that ends a kind reply weighs little in
    the mean of the whole.
    """
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    sentence = np.searchsorted(ends, [start for start, _ in places], side="right")
    sentence[[end <= start for start, end in places]] = -1  # special pieces are in none
    means = [
        gives[sentence == one].mean(0)
        for one, pieces in zip(*np.unique(sentence, return_counts=True), strict=True)
        if one >= 0 and pieces >= _SHORTEST
    ]
    return np.asarray(np.max(means or [gives.mean(0)], axis=0), np.float32)


def _by_word(
    words: Sequence[Span], places: Sequence[Span], gives: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """What each word gives: the sum of its pieces."""
    worth = np.zeros(len(words), np.float32)
    at = 0
    for (start, end), value in zip(places, gives, strict=True):
        if end <= start:
            continue
        while at + 1 < len(words) and words[at + 1][0] < end and words[at][1] <= start:
            at += 1
        if start < words[at][1] and words[at][0] < end:
            worth[at] += value
    return worth


def _smoothed(worth: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Each word with a share of its neighbours: meaning lies in runs of words."""
    wide = np.pad(worth, 1)
    return np.asarray(0.5 * worth + 0.25 * wide[:-2] + 0.25 * wide[2:], np.float32)


def _run(worth: npt.NDArray[np.float32]) -> tuple[int, int]:
    """The run of words around the strongest in which every word gives its share."""
    first = last = int(worth.argmax())
    least = _SHARE * worth[first]
    while last - first + 1 < _LONGEST:
        left = worth[first - 1] if first else -np.inf
        right = worth[last + 1] if last + 1 < len(worth) else -np.inf
        if max(left, right) < least:
            break
        if left >= right:
            first -= 1
        else:
            last += 1
    return first, last
