"""Finds many phrases in one pass over a text.

Every phrase is filed under the rarest of the words it cannot do without. A
sentence is compared only with phrases all of whose necessary words it has,
compiled when that first happens: the time taken grows with the text, not with
the number of phrases.

A form is compared with a sentence by following all its ways at once: the words
reached so far are bits of one number, which each slot moves on. Gaps and
optional words, however many, make no more ways to follow (spaCy's ``Matcher``
follows each on its own: minutes, for three gaps in eighty words).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span

from tonelint.text.filing import FilingMemory
from tonelint.text.phrases import PREFIX, SUFFIX, Form, PhraseCompiler, Slot

Need = tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]  # words, prefixes, suffixes


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase to find: ``key`` is its number, in the order phrases were filed."""

    key: int
    phrase: str
    language: str


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: token offsets in the document."""

    entry: Entry
    start: int
    end: int


class PhraseIndex:
    """Phrases, filed by their rarest words and compiled when a sentence may hold them."""

    def __init__(
        self,
        compilers: Mapping[str, PhraseCompiler],
        memories: Mapping[str, FilingMemory],
        known: set[str],
    ) -> None:
        """``compilers`` and ``memories``: one a language; ``known``: told the words of phrases."""
        self.known = known
        self._compilers = compilers
        self._memories = memories
        self._entries: list[Entry] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_prefix: defaultdict[str, list[int]] = defaultdict(list)
        self._by_suffix: defaultdict[str, list[int]] = defaultdict(list)
        self._needs: dict[int, list[Need]] = {}
        self._forms: dict[int, list[Form]] = {}

    def add(self, phrase: str, language: str) -> int:
        """Files a phrase; the number is its :attr:`Entry.key`. Raises ``PhraseError``."""
        words, prefixes, suffixes, known = self._memories[language].filing(phrase)
        number = len(self._entries)
        self._entries.append(Entry(number, phrase, language))
        for word in words:
            self._by_word[word].append(number)
        for prefix in prefixes:
            self._by_prefix[prefix].append(number)
        for suffix in suffixes:
            self._by_suffix[suffix].append(number)
        self.known.update(known)
        return number

    def forms(self, number: int) -> list[Form]:
        """The forms of a filed phrase. Raises ``PhraseError``."""
        forms = self._forms.get(number)
        if forms is None:
            entry = self._entries[number]
            forms = self._forms[number] = self._compilers[entry.language](entry.phrase)
        return forms

    def matches(self, doc: Doc) -> Iterator[Match]:
        """All phrases found, sentence by sentence, each once a place."""
        for sentence in doc.sents:
            words = Words([token.norm_ for token in sentence])
            for number in self._candidates(set(words.places)):
                entry = self._entries[number]
                for start, end in words.longest(self.forms(number)):
                    if self._stands(number, sentence, start, end):
                        yield Match(entry, sentence.start + start, sentence.start + end)

    def _candidates(self, words: set[str]) -> list[int]:
        """The phrases a sentence of these words may hold, in the order they were filed."""
        filed = {number for word in words for number in self._filed(word)}
        return sorted(
            number for number in filed if all(_is_met(need, words) for need in self._needed(number))
        )

    def _needed(self, number: int) -> list[Need]:
        """What a sentence must have for a phrase to be compared with it."""
        needs = self._needs.get(number)
        if needs is None:
            entry = self._entries[number]
            slots = self._compilers[entry.language].needs(entry.phrase)
            needs = self._needs[number] = [
                (slot.words, tuple(slot.prefixes), tuple(slot.suffixes)) for slot in slots
            ]
        return needs

    @lru_cache(maxsize=20_000)  # noqa: B019 - one index lives as long as the program
    def _filed(self, word: str) -> tuple[int, ...]:
        """The phrases filed under a word, or under letters it begins or ends with."""
        prefixes = (word[:length] for length in range(PREFIX, len(word) + 1))
        suffixes = (word[-length:] for length in range(SUFFIX, len(word) + 1))
        return (
            *self._by_word.get(word, ()),
            *(number for suffix in suffixes for number in self._by_suffix.get(suffix, ())),
            *(number for prefix in prefixes for number in self._by_prefix.get(prefix, ())),
        )

    def _stands(self, number: int, sentence: Span, start: int, end: int) -> bool:
        """Whether a match stands where ``^`` and ``$`` want it."""
        form = self.forms(number)[0]
        if form.at_start and any(_is_word(token.text) for token in sentence[:start]):
            return False
        return not (form.at_end and any(_is_word(token.text) for token in sentence[end:]))


class Words:
    """The folded words of a sentence, to compare forms with.

    ``places``: where each word stands, as bits: the lowest is the first word.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._count = len(words)
        self.places: dict[str, int] = {}
        for place, word in enumerate(words):
            self.places[word] = self.places.get(word, 0) | 1 << place
        self._fitting: dict[int, int] = {}  # by identity: slots live as long as their phrase

    def longest(self, forms: Iterable[Form]) -> list[tuple[int, int]]:
        """``(start, end)`` of what the forms match: the longest, none over another."""
        found = {span for form in forms for span in self._spans(form.slots)}
        kept: list[tuple[int, int]] = []
        taken = 0
        for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
            own = (1 << end) - (1 << start)
            if not taken & own:
                kept.append((start, end))
                taken |= own
        return kept

    def _spans(self, slots: Sequence[Slot]) -> Iterator[tuple[int, int]]:
        """All that a form matches."""
        first = slots[0]
        may_start = (1 << self._count) - 1
        if not (first.optional or first.gap):
            may_start = self._fits(first)
        for start in _bits(may_start):
            for end in _bits(self._ends(slots, start)):
                if end > start:
                    yield start, end

    def _ends(self, slots: Iterable[Slot], start: int) -> int:
        """Where a form that begins at ``start`` may end, as bits."""
        reached = 1 << start
        within = (2 << self._count) - 1
        for slot in slots:
            if slot.gap:
                for _ in range(slot.gap):
                    reached |= reached << 1
                reached &= within
            else:
                moved = (reached & self._fits(slot)) << 1
                reached = moved | reached if slot.optional else moved
            if not reached:
                break
        return reached

    def _fits(self, slot: Slot) -> int:
        """The words that may stand in a slot, as bits."""
        fitting = self._fitting.get(id(slot))
        if fitting is None:
            fitting = 0
            test = _test(slot.patterns) if slot.patterns else None
            for word, places in self.places.items():
                if word in slot.words or (test and test.fullmatch(word)):
                    fitting |= places
            self._fitting[id(slot)] = fitting
        return fitting


@lru_cache(maxsize=20_000)
def _test(patterns: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(patterns)))


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _is_met(need: Need, words: set[str]) -> bool:
    """Whether one of the words needed, or one that begins or ends as needed, is there."""
    known, prefixes, suffixes = need
    return (
        not known.isdisjoint(words)
        or (bool(prefixes) and any(word.startswith(prefixes) for word in words))
        or (bool(suffixes) and any(word.endswith(suffixes) for word in words))
    )


def _is_word(text: str) -> bool:
    return text[0].isalnum()
