"""Where phrases are filed, remembered from one run to the next.

Finding the rarest word of thousands of phrases takes seconds; it depends on
nothing but the phrases, the word sets and how the languages are written. The
result is kept as JSON in the user's cache folder, under a name made from all
that it depends on. It holds phrases of packs and policies, never a draft; where
it cannot be read or written, everything is computed anew.
"""

import contextlib
import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path
from spacy.about import __version__ as spacy_version

from tonelint.text.phrases import PhraseCompiler, Slot

_SWITCH = "TONELINT_NO_CACHE"


class FilingMemory:
    """Remembers :meth:`PhraseCompiler.rarest` for the phrases of one language."""

    def __init__(self, language: str, compiler: PhraseCompiler, depends_on: Any) -> None:
        """``depends_on``: whatever else decides the result; anything JSON can write."""
        self._compiler = compiler
        told = json.dumps([_code(), spacy_version, language, depends_on], sort_keys=True)
        name = f"phrases-{hashlib.sha256(told.encode()).hexdigest()[:24]}.json"
        self._path = None if os.environ.get(_SWITCH) else user_cache_path("tonelint") / name
        self._known = _read(self._path)
        self._new = False

    def rarest(self, phrase: str) -> Slot:
        """The words to file a phrase under. Raises ``PhraseError``."""
        remembered = self._known.get(phrase)
        if remembered is not None:
            words, prefixes, suffixes = remembered
            return Slot(
                words=frozenset(words), prefixes=frozenset(prefixes), suffixes=frozenset(suffixes)
            )
        slot = self._compiler.rarest(phrase)
        self._known[phrase] = [sorted(slot.words), sorted(slot.prefixes), sorted(slot.suffixes)]
        self._new = True
        return slot

    def save(self) -> None:
        """Writes what was learnt, whole or not at all."""
        if not self._new or self._path is None:
            return
        self._new = False
        unfinished = self._path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(self._known, ensure_ascii=False), encoding="utf-8")
            unfinished.replace(self._path)


@cache
def _code() -> str:
    """A digest of the code that tokens, folded forms and phrases depend on."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _read(path: Path | None) -> dict[str, list[list[str]]]:
    """What an earlier run remembered; nothing where the file is not as it should be."""
    if path is None:
        return {}
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) and all(map(_is_filing, known.values())) else {}


def _is_filing(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 3
        and any(value)
        and all(
            isinstance(part, list) and all(isinstance(word, str) for word in part) for part in value
        )
    )
