"""The folded form of a word: what phrases are compared on.

Case, accents, ligatures, apostrophes, repeated letters and spoken spellings
are folded away, so that *Taaabarnac*, *tabarnak* and *TABERNAK* are one word.
The text itself is never changed: positions stay those of the original.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache

APOSTROPHES = "'’ʼ‘´`ʹ′＇"
_TO_PLAIN = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "‑": "-",
        "‐": "-",
        "\ufe0f": "",
    }
)
_RUN = re.compile(r"(\w)\1{2,}")


@cache
def _plain_word(word: str) -> str:
    lowered = unicodedata.normalize("NFKD", word.casefold().translate(_TO_PLAIN))
    return "".join(char for char in lowered if not unicodedata.combining(char)).translate(_TO_PLAIN)


def plain(word: str) -> str:
    """Lower case, without accents or ligatures, with straight apostrophes."""
    return word.lower() if word.isascii() else _plain_word(word)


class Folder:
    """Folds words, given the spellings of the language packs.

    ``known`` are the words that phrases use: they decide whether a repeated
    letter stands for one (*noooon*) or for two (*coooool*).
    """

    def __init__(self, spellings: Mapping[str, str], known: Collection[str] = ()) -> None:
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
        once, twice = _RUN.sub(r"\1", word), _RUN.sub(r"\1\1", word)
        known_as_twice = twice in self._known or twice in self._spellings
        known_as_once = once in self._known or once in self._spellings
        return twice if known_as_twice and not known_as_once else once
