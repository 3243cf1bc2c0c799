"""Where phrases are filed, remembered from one run to the next.

Finding the rarest words of thousands of phrases takes seconds, and putting them on their shelves a
tenth of one: both are remembered. Where a phrase is filed depends on nothing but the phrase, the
word sets and how the languages are written, so that a code of conduct that gets a phrase more has
one to file. (A stretched word is folded by what other phrases make known: phrases with one are
filed anew each time, and shelves depend on all that is looked for.)
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spacy.about import __version__ as spacy_version

from tonelint import memory
from tonelint.text.folding import is_stretched
from tonelint.text.phrases import Filing, PhraseCompiler

ALONE = ""  # on a shelf, where phrases stand that need no other word
Shelf = Mapping[str, Sequence[int]]  # numbers of phrases, by the word they need besides


class Shelves:
    """What is filed under each key. Few shelves are ever opened."""

    def __init__(self, closed: Mapping[str, str], besides: Sequence[str]) -> None:
        """``closed``: shelves by their keys, as JSON: the numbers of phrases by the place in
        ``besides`` of the words of which they need one.
        """
        self._closed = closed
        self._besides = besides
        self._open: dict[str, Shelf] = {}
        self.longest = max(map(len, closed), default=0)  # letters of a key

    def __contains__(self, key: str) -> bool:
        return key in self._closed

    def __getitem__(self, key: str) -> Shelf:
        shelf = self._open.get(key)
        if shelf is None:
            shelf = self._open[key] = self._opened(key)
        return shelf

    def _opened(self, key: str) -> Shelf:
        shelf: dict[str, list[int]] = {}
        for place, numbers in json.loads(self._closed[key]).items():
            for word in self._besides[int(place)].split(" "):
                shelf.setdefault(word, []).extend(numbers)
        return shelf


class FilingMemory:
    """Files phrases, and remembers where."""

    def __init__(
        self,
        compilers: Mapping[str, PhraseCompiler],
        depends_on: Any = None,
        looked_for: Iterable[str] = (),
    ) -> None:
        """``compilers``: one a language; ``depends_on``: whatever decides where any phrase is
        filed, anything JSON can write; ``looked_for``: all phrases that make words known.
        """
        self._compilers = compilers
        self._told = json.dumps(depends_on, sort_keys=True)
        self._looked_for = looked_for

    def shelves(self, phrases: Sequence[tuple[str, str]]) -> Shelves:
        """The shelves of phrases ``(language, phrase)``, by their places there.

        Raises ``PhraseError``.
        """
        decisive = "\n".join((*self._looked_for, *map(" ".join, phrases)))
        key = self._key("shelves", decisive)
        return Shelves(*memory.remembered(key, lambda: _put(self._filed(phrases))))

    def _filed(self, phrases: Iterable[tuple[str, str]]) -> list[Filing]:
        """Where each phrase is filed, as remembered or found anew."""
        key = self._key("filing")
        # One text a phrase: thousands of lists take longer to read.
        known: dict[str, str] = memory.recall(key) or {}
        count, found = len(known), []
        for language, phrase in phrases:
            compiler, name = self._compilers[language], f"{language} {phrase}"
            if is_stretched(phrase):
                found.append(compiler.filing(phrase))
                continue
            if name not in known:
                known[name] = "|".join(map(" ".join, compiler.filing(phrase)))
            keys, _, beside = known[name].partition("|")
            found.append(Filing(tuple(keys.split()), frozenset(beside.split())))
        if len(known) > count:
            memory.keep(key, known)
        return found

    def _key(self, *what: str) -> memory.Key:
        return memory.Key.of(*what, memory.edition(), spacy_version, self._told)


def _put(filed: Iterable[Filing]) -> tuple[dict[str, str], list[str]]:
    """The shelves of phrases filed in this order: what :class:`Shelves` are made of."""
    besides: dict[str, int] = {}
    shelves: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, (keys, beside) in enumerate(filed):
        place = besides.setdefault(" ".join(sorted(beside)) or ALONE, len(besides))
        for key in keys:
            shelves[key][place].append(number)
    return {key: json.dumps(shelf) for key, shelf in shelves.items()}, list(besides)
