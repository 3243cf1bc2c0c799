"""Finds many phrases in one pass over a text.

Every phrase is filed under the rarest of the words it cannot do without. A
sentence is compared only with phrases all of whose necessary words it has, by
a spaCy ``Matcher`` built when that first happens: the time taken grows with
the text, not with the number of phrases.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from tonelint.text.filing import FilingMemory
from tonelint.text.phrases import PREFIX, SUFFIX, Form, PhraseCompiler

_KEY = "phrase"
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
        vocab: Vocab,
        compilers: Mapping[str, PhraseCompiler],
        memories: Mapping[str, FilingMemory],
    ) -> None:
        """``compilers`` and ``memories``: one a language."""
        self._vocab = vocab
        self._compilers = compilers
        self._memories = memories
        self._entries: list[Entry] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_prefix: defaultdict[str, list[int]] = defaultdict(list)
        self._by_suffix: defaultdict[str, list[int]] = defaultdict(list)
        self._needs: dict[int, list[Need]] = {}
        self._matchers: dict[int, Matcher] = {}
        self._forms: dict[int, list[Form]] = {}

    def add(self, phrase: str, language: str) -> int:
        """Files a phrase; the number is its :attr:`Entry.key`. Raises ``PhraseError``."""
        rarest = self._memories[language].rarest(phrase)
        number = len(self._entries)
        self._entries.append(Entry(number, phrase, language))
        for word in rarest.words:
            self._by_word[word].append(number)
        for prefix in rarest.prefixes:
            self._by_prefix[prefix].append(number)
        for suffix in rarest.suffixes:
            self._by_suffix[suffix].append(number)
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
            words = {token.norm_ for token in sentence}
            for number in self._candidates(words):
                entry = self._entries[number]
                for _, start, end in self._matcher(number)(sentence):
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

    def _matcher(self, number: int) -> Matcher:
        matcher = self._matchers.get(number)
        if matcher is None:
            matcher = self._matchers[number] = Matcher(self._vocab)
            patterns = [form.pattern for form in self.forms(number)]
            matcher.add(_KEY, patterns, greedy="LONGEST")
        return matcher

    def _stands(self, number: int, sentence: Span, start: int, end: int) -> bool:
        """Whether a match stands where ``^`` and ``$`` want it."""
        form = self.forms(number)[0]
        if form.at_start and any(_is_word(token.text) for token in sentence[:start]):
            return False
        return not (form.at_end and any(_is_word(token.text) for token in sentence[end:]))


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
