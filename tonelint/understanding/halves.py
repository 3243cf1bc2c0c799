"""A reply that says the same in French and in English, cut where the language changes.

A word or a courtesy in the other language is no half: each half needs some
words, and a share of the whole.
"""

from collections.abc import Callable, Sequence

from tonelint.known import LANGUAGES
from tonelint.text.language import Guess

_FEWEST_WORDS = 5
_SMALLEST_SHARE = 0.25
_SURE = 0.8

Half = tuple[int, int, str | None]


def halves(
    text: str, sentences: Sequence[tuple[int, int]], identify: Callable[[str], Guess]
) -> list[Half]:
    """``(start, end, language)`` of each half; the whole, with no language, if it is not bilingual.

    ``sentences`` are spans of ``text`` in order.
    """
    whole: list[Half] = [(0, len(text), None)]
    runs: list[tuple[str, int, int, int]] = []  # language, start, end, words
    for start, end in sentences:
        words = len(text[start:end].split())
        guess = identify(text[start:end])
        sure = guess.language in LANGUAGES and guess.confidence >= _SURE and words > 2
        if runs and (not sure or guess.language == runs[-1][0]):
            language, first, _, count = runs[-1]
            runs[-1] = (language, first, end, count + words)
        elif sure:
            runs.append((guess.language, start if runs else 0, end, words))
    if len(runs) != 2 or any(run[3] < _FEWEST_WORDS for run in runs):
        return whole
    total = sum(run[3] for run in runs)
    if min(run[3] for run in runs) < _SMALLEST_SHARE * total:
        return whole
    cut = runs[1][1]
    return [(0, cut, runs[0][0]), (cut, len(text), runs[1][0])]
