"""Where phrases are filed, remembered from one run to the next.

Finding the rarest word of thousands of phrases takes seconds; it depends on nothing but the
phrases, the word sets and how the languages are written.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from spacy.about import __version__ as spacy_version

from tonelint import memory
from tonelint.text.folding import plain
from tonelint.text.phrases import PhraseCompiler

_WORD = re.compile(r"[^\W\d_]{2,}")


class Filing(NamedTuple):
    """What to file a phrase under: words, first letters, last letters; and all ``known`` words that
    it is written with.
    """

    words: list[str]
    prefixes: list[str]
    suffixes: list[str]
    known: list[str]


class FilingMemory:
    """Remembers where the phrases of one language are filed."""

    def __init__(self, language: str, compiler: PhraseCompiler, depends_on: Any) -> None:
        """``depends_on``: whatever else decides the result; anything JSON can write."""
        self._compiler = compiler
        told = json.dumps([language, depends_on], sort_keys=True)
        self._key = memory.Key.of("filing", _code(), spacy_version, told)
        # One text a phrase: thousands of lists would take longer to read than what they are worth.
        self._filed: dict[str, str] = memory.recall(self._key) or {}
        self._new = False

    def filing(self, phrase: str) -> Filing:
        """Where a phrase is filed. Raises ``PhraseError``."""
        filed = self._filed.get(phrase)
        if filed is None:
            slot = self._compiler.rarest(phrase)
            known = sorted(set(map(plain, _WORD.findall(phrase))))
            parts = sorted(slot.words), sorted(slot.prefixes), sorted(slot.suffixes), known
            filed = self._filed[phrase] = "\n".join(map(" ".join, parts))
            self._new = True
        return Filing(*(part.split() for part in filed.split("\n")))

    def save(self) -> None:
        """Remembers what was learnt."""
        if self._new:
            memory.keep(self._key, self._filed)
            self._new = False


@cache
def _code() -> str:
    """A digest of the code that tokens, folded forms and phrases depend on."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
