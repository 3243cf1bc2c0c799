"""Finds many phrases in one pass over a text.

Every phrase is filed under the rarest of the words it cannot do without, there under another such
word if it has one, and compiled when a sentence first has both: the time taken grows with the text,
not with the number of phrases.

A phrase is compared with a sentence by following all its ways at once: the words reached so far
are bits of one number, which each slot moves on. Gaps, optional words and alternatives, however
many, make no more ways to follow (spaCy's ``Matcher`` follows each on its own: minutes, for three
gaps in eighty words).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import NamedTuple

from spacy.tokens import Doc, Span

from tonelint.text.filing import ALONE, FilingMemory, Shelf, Shelves
from tonelint.text.phrases import PREFIX, SUFFIX, Form, PhraseCompiler, Slot


class Entry(NamedTuple):
    """A phrase to find: ``key`` is its number, in the order phrases were filed."""

    key: int
    phrase: str
    language: str


class Match(NamedTuple):
    """A phrase found: token offsets in the document."""

    entry: Entry
    start: int
    end: int


class PhraseIndex:
    """Phrases, filed by their rarest words and compiled when a sentence may hold them."""

    def __init__(self, compilers: Mapping[str, PhraseCompiler], memory: FilingMemory) -> None:
        """``compilers``: one a language."""
        self._compilers = compilers
        self._memory = memory
        self._phrases: list[tuple[str, str]] = []
        self._forms: dict[int, Form] = {}
        self._held_under = lru_cache(maxsize=20_000)(self._under)

    def add(self, phrases: Sequence[str], language: str) -> int:
        """Takes phrases, before the first text is read. Gives the :attr:`Entry.key` of the first;
        the others follow it.
        """
        self._phrases += [(language, phrase) for phrase in phrases]
        return len(self._phrases) - len(phrases)

    @cached_property
    def _shelves(self) -> Shelves:
        """Where the phrases stand. Raises ``PhraseError``."""
        return self._memory.shelves(self._phrases)

    def matches(self, doc: Doc) -> Iterator[Match]:
        """All phrases found, sentence by sentence, each once a place. Raises ``PhraseError``."""
        folded = [token.norm_ for token in doc]
        for sentence in doc.sents:
            first, last = sentence.start, sentence.end
            words = Words(folded[first:last])
            for number in self._candidates(words):
                form = self._form(number)
                for start, end in words.longest(form, partial(_stands, form, sentence)):
                    yield Match(self._entry(number), first + start, first + end)

    def _entry(self, number: int) -> Entry:
        language, phrase = self._phrases[number]
        return Entry(number, phrase, language)

    def _form(self, number: int) -> Form:
        """A filed phrase, compiled. Raises ``PhraseError``."""
        form = self._forms.get(number)
        if form is None:
            language, phrase = self._phrases[number]
            form = self._forms[number] = self._compilers[language](phrase)
        return form

    def _candidates(self, words: "Words") -> list[int]:
        """The phrases a sentence of these words may hold, in the order they were filed."""
        beside = words.known | {ALONE}
        shelves = (shelf for word in words.known for shelf in self._held_under(word))
        held = (shelf[word] for shelf in shelves for word in shelf.keys() & beside)
        return sorted(set(chain.from_iterable(held)))

    def _under(self, word: str) -> tuple[Shelf, ...]:
        """What is filed under a word, or under letters it begins or ends with."""
        shelves = self._shelves
        lengths = range(1, min(len(word), shelves.longest) + 1)
        keys = [word]
        keys += [f"{word[:length]}*" for length in lengths if length >= PREFIX]
        keys += [f"*{word[-length:]}" for length in lengths if length >= SUFFIX]
        return tuple(shelves[key] for key in keys if key in shelves)


class Words:
    """The folded words of a sentence, to compare phrases with.

    ``places``: where each word stands, as bits: the lowest is the first word; ``known``: the words.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._anywhere = (1 << len(words)) - 1
        self.places: dict[str, int] = {}
        for place, word in enumerate(words):
            self.places[word] = self.places.get(word, 0) | 1 << place
        self.known = frozenset(self.places)
        self._fitting: dict[int, int] = {}  # by identity: slots live as long as their phrase

    def longest(
        self, form: Form, stands: Callable[[int, int], bool] | None = None
    ) -> list[tuple[int, int]]:
        """``(start, end)`` of what a phrase matches: the longest, none over another.

        ``stands`` tells whether a match counts where it is.
        """
        # Hardly any phrase is there: most lack a word, and all starts at once tell of the others.
        for needed in form.needed:
            if needed.isdisjoint(self.known):
                return []
        if not self._ends(form, self._anywhere):
            return []
        found = [
            (start, end)
            for start in _bits(self._starts(form))
            for end in _bits(self._ends(form, 1 << start))
            if end > start and (stands is None or stands(start, end))
        ]
        kept: list[tuple[int, int]] = []
        taken = 0
        for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
            own = (1 << end) - (1 << start)
            if not taken & own:
                kept.append((start, end))
                taken |= own
        return kept

    def _starts(self, form: Form) -> int:
        """Where a phrase may begin, as bits."""
        starts = 0
        for way in form.parts[0]:
            first = way[0] if way else None
            if isinstance(first, str):
                starts |= self.places.get(first, 0)
            elif first is None or first.gap or first.optional:
                return self._anywhere
            else:
                starts |= self._fits(first)
        return starts

    def _ends(self, form: Form, starts: int) -> int:
        """Where a phrase that begins at one of ``starts`` may end; both as bits."""
        reached = starts
        for ways in form.parts:
            ends = 0
            for way in ways:
                at = reached
                for step in way:
                    if isinstance(step, str):
                        at = (at & self.places.get(step, 0)) << 1
                    else:
                        at = self._after(step, at)
                    if not at:
                        break
                ends |= at
            reached = ends
            if not reached:
                break
        return reached

    def _after(self, slot: Slot, reached: int) -> int:
        """The places behind a slot, from those before it."""
        if slot.gap:
            for _ in range(slot.gap):
                reached |= reached << 1
            return reached & (self._anywhere << 1 | 1)
        moved = (reached & self._fits(slot)) << 1
        return moved | reached if slot.optional else moved

    def _fits(self, slot: Slot) -> int:
        """The words that may stand in a slot, as bits."""
        fitting = self._fitting.get(id(slot))
        if fitting is None:
            fitting = 0
            for word in slot.words & self.known:
                fitting |= self.places[word]
            if slot.patterns:
                for word in self._may_fit(slot):
                    if _test(slot.patterns).fullmatch(word):
                        fitting |= self.places[word]
            self._fitting[id(slot)] = fitting
        return fitting

    def _may_fit(self, slot: Slot) -> Iterable[str]:
        """The words that begin or end as a slot's patterns do: hardly any, mostly; then the
        patterns, slow to compile, are not needed.
        """
        if not (slot.prefixes or slot.suffixes):
            return self.places
        first, last = _any_of(slot.prefixes), _any_of(slot.suffixes)
        return [word for word in self.places if word.startswith(first) or word.endswith(last)]


_any_of = lru_cache(maxsize=20_000)(tuple[str, ...])


@lru_cache(maxsize=20_000)
def _test(patterns: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(patterns)))


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _stands(form: Form, sentence: Span, start: int, end: int) -> bool:
    """Whether a match stands where ``^`` and ``$`` want it. ``start``, ``end``: in its sentence."""
    if form.at_start and any(_is_word(token.text) for token in sentence[:start]):
        return False
    return not (form.at_end and any(_is_word(token.text) for token in sentence[end:]))


def _is_word(text: str) -> bool:
    return text[0].isalnum()
