"""Where phrases are filed, remembered from one run to the next.

Finding the rarest word of thousands of phrases takes seconds; it depends on nothing but the
phrase, the word sets and how the languages are written. (A stretched word is folded by what other
phrases make known: phrases with one are filed anew each time.)
"""

import json
from typing import Any

from spacy.about import __version__ as spacy_version

from tonelint import memory
from tonelint.text.folding import is_stretched
from tonelint.text.phrases import PhraseCompiler


class FilingMemory:
    """Remembers where the phrases of one language are filed."""

    def __init__(self, language: str, compiler: PhraseCompiler, depends_on: Any) -> None:
        """``depends_on``: whatever else decides the result; anything JSON can write."""
        self._compiler = compiler
        told = json.dumps([language, depends_on], sort_keys=True)
        self._key = memory.Key.of("filing", memory.edition(), spacy_version, told)
        # One text a phrase: thousands of lists take longer to read.
        self._filed: dict[str, str] = memory.recall(self._key) or {}
        self._new = False

    def filing(self, phrase: str) -> list[str]:
        """What a phrase is filed under: words, first letters (``pann*``), last ones (``*ement``).

        Raises ``PhraseError``.
        """
        if is_stretched(phrase):
            return self._found(phrase)
        filed = self._filed.get(phrase)
        if filed is None:
            filed = self._filed[phrase] = " ".join(self._found(phrase))
            self._new = True
        return filed.split(" ")

    def _found(self, phrase: str) -> list[str]:
        slot = self._compiler.rarest(phrase)
        starred = [f"{one}*" for one in slot.prefixes] + [f"*{one}" for one in slot.suffixes]
        return sorted([*slot.words, *starred])

    def save(self) -> None:
        """Remembers what was learnt."""
        if self._new:
            memory.keep(self._key, self._filed)
            self._new = False
