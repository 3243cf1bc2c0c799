"""The folded form of a word: what phrases are compared on.

Case, accents, ligatures, apostrophes, repeated letters and spoken spellings
are folded away, so that *Taaabarnac*, *tabarnak* and *TABERNAK* are one word.
The text itself is never changed: positions stay those of the original.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from itertools import product

from tonelint.text import disguises

APOSTROPHES = "'’ʼ‘´`ʹ′＇"
_TO_PLAIN = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        "ı": "i",
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "‑": "-",
        "‐": "-",
        "\ufe0f": "",
    }
)
_RUN = re.compile(r"(\w)\1{2,}")
_MOST_RUNS = 4  # in one word: more is a cry


@cache
def _plain_word(word: str) -> str:
    lowered = unicodedata.normalize("NFKD", word.casefold().translate(_TO_PLAIN))
    return "".join(char for char in lowered if not unicodedata.combining(char)).translate(_TO_PLAIN)


def plain(word: str) -> str:
    """Lower case, without accents or ligatures, with straight apostrophes."""
    return word.lower() if word.isascii() else _plain_word(word)


def is_stretched(text: str) -> bool:
    """Whether a letter stands three times in a row: how that is folded depends on known words."""
    return bool(_RUN.search(text))


class Folder:
    """Folds words, given the spellings of the language packs.

    ``known`` tells whether phrases use a word: such words and insults decide whether a
    repeated letter stands for one (*noooon*) or for two (*coooool*).
    """

    def __init__(
        self, spellings: Mapping[str, str], known: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._spellings = {plain(word): plain(meant) for word, meant in spellings.items()}
        self._known = known

    def __call__(self, word: str) -> str:
        """The folded form of one word (any string; the empty one stays empty)."""
        folded = plain(word)
        if len(folded) > 1 and folded[0] in "-#":  # -vous, #panne
            folded = folded[1:]
        if _RUN.search(folded) and folded.isalpha():
            folded = self._unrepeat(folded)
        return self._spellings.get(folded, folded) or word

    def _unrepeat(self, word: str) -> str:
        """A stretched word with each run once or twice, as makes a known word; else once."""
        once = _RUN.sub(r"\1", word)
        if len(_RUN.findall(word)) > _MOST_RUNS:
            return once
        parts = _RUN.split(word)  # what is between the runs, and the letter of each run
        choices = [(part, part * 2) if at % 2 else (part,) for at, part in enumerate(parts)]
        return next(filter(self._knows, map("".join, product(*choices))), once)

    def _knows(self, word: str) -> bool:
        return self._known(word) or word in self._spellings or disguises.knows(word)
