"""What a person said of themselves that a reply says again: runs of words, sums.

Words are compared as they sound to a reader: without case, accents or the small words between
(*perdu mon emploi*, *perdu votre emploi*).
"""

import re
from collections.abc import Collection, Iterator

from tonelint.text.folding import plain

Span = tuple[int, int]

RUN = 3  # words that say something, one after the other: fewer are shared by chance
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…]+(?=\s|$)|$)", re.MULTILINE)
_SHORTEST = 2  # letters; one alone is what an elision leaves (l', d', 's)
_CENTS = re.compile(r"[.,](\d{2})\D*$")


def sentences(text: str) -> Iterator[re.Match[str]]:
    """The sentences of a text, each with its place."""
    yield from _SENTENCE.finditer(text)


def content(text: str, small: Collection[str]) -> list[tuple[str, Span]]:
    """The folded words that say something, and where each stands; ``small`` words say nothing."""
    return [
        (word, match.span())
        for match in _WORD.finditer(text)
        if (word := plain(match[0])) not in small and (len(word) >= _SHORTEST or word.isdigit())
    ]


def runs(text: str, small: Collection[str]) -> dict[tuple[str, ...], Span]:
    """Each :data:`RUN` of such words within a sentence, and where it first stands."""
    found: dict[tuple[str, ...], Span] = {}
    for sentence in sentences(text):
        words = content(sentence[0], small)
        for index in range(len(words) - RUN + 1):
            run = words[index : index + RUN]
            span = sentence.start() + run[0][1][0], sentence.start() + run[-1][1][1]
            found.setdefault(tuple(word for word, _ in run), span)
    return found


def cents(amount: str) -> int:
    """A sum of money in cents, however it is typed: *1 240 $*, *$1,240.00*, *1240,00$*."""
    decimals = _CENTS.search(amount)
    whole = amount[: decimals.start()] if decimals else amount
    digits = "".join(char for char in whole if char.isdecimal())
    return int(digits or 0) * 100 + int(decimals[1] if decimals else 0)
