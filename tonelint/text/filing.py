"""Where phrases are filed, remembered from one run to the next.

Finding the rarest word of thousands of phrases takes seconds; it depends on nothing but the
phrases, the word sets and how the languages are written.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from spacy.about import __version__ as spacy_version

from tonelint import memory
from tonelint.text.phrases import PhraseCompiler


class FilingMemory:
    """Remembers where the phrases of one language are filed."""

    def __init__(self, language: str, compiler: PhraseCompiler, depends_on: Any) -> None:
        """``depends_on``: whatever else decides the result; anything JSON can write."""
        self._compiler = compiler
        told = json.dumps([language, depends_on], sort_keys=True)
        self._key = memory.Key.of("filing", _code(), spacy_version, told)
        # One text a phrase: thousands of lists take longer to read.
        self._filed: dict[str, str] = memory.recall(self._key) or {}
        self._new = False

    def filing(self, phrase: str) -> list[str]:
        """What a phrase is filed under: words, first letters (``pann*``), last ones (``*ement``).

        Raises ``PhraseError``.
        """
        filed = self._filed.get(phrase)
        if filed is None:
            slot = self._compiler.rarest(phrase)
            starred = [f"{one}*" for one in slot.prefixes] + [f"*{one}" for one in slot.suffixes]
            filed = self._filed[phrase] = " ".join(sorted([*slot.words, *starred]))
            self._new = True
        return filed.split(" ")

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
