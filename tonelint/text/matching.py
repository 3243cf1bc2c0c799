"""Finds many phrases in one pass over a text.

Every form of a phrase is filed under one word it cannot do without (its
anchor). A sentence is then compared only with the forms whose anchor it
contains, by a spaCy ``Matcher`` built the first time the anchor is met: the
time taken grows with the text, not with the number of phrases.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from tonelint.text.phrases import Form, PhraseCompiler

_ANCHOR_PREFIX = 3  # letters a starred word needs to be an anchor


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase to find: ``key`` is the caller's, ``language`` is fr, en or empty."""

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
    """Phrases, filed by anchor and compiled when the anchor is first met."""

    def __init__(self, vocab: Vocab, compilers: Mapping[str, PhraseCompiler]) -> None:
        """``compilers``: one a language."""
        self._vocab = vocab
        self._compilers = compilers
        self._entries: list[Entry] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_prefix: defaultdict[str, list[int]] = defaultdict(list)
        self._matchers: dict[str, Matcher] = {}
        self._forms: dict[int, list[Form]] = {}

    def add(self, phrase: str, language: str) -> int:
        """Files a phrase; the number is its :attr:`Entry.key`. Raises ``PhraseError``."""
        anchor = self._compilers[language].anchor(phrase)
        number = len(self._entries)
        self._entries.append(Entry(number, phrase, language))
        for word in anchor.words:
            self._by_word[word].append(number)
        for prefix in anchor.prefixes:
            self._by_prefix[prefix].append(number)
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
            words = dict.fromkeys(token.norm_ for token in sentence)
            found: dict[Match, None] = {}
            for anchor in words:
                for matcher_key in self._keys(anchor):
                    for number, start, end in self._matcher(matcher_key)(sentence):
                        if self._stands(number - 1, sentence, start, end):
                            entry = self._entries[number - 1]
                            match = Match(entry, sentence.start + start, sentence.start + end)
                            found[match] = None
            yield from found

    @lru_cache(maxsize=20_000)  # noqa: B019 - one index lives as long as the program
    def _keys(self, word: str) -> tuple[str, ...]:
        """The anchors a word answers to: itself, and the prefixes it begins with."""
        keys = [f"={word}"] if word in self._by_word else []
        prefixes = (word[:length] for length in range(_ANCHOR_PREFIX, len(word) + 1))
        return (*keys, *(prefix + "*" for prefix in prefixes if prefix in self._by_prefix))

    def _matcher(self, key: str) -> Matcher:
        matcher = self._matchers.get(key)
        if matcher is None:
            matcher = Matcher(self._vocab)
            numbers = self._by_word[key[1:]] if key[0] == "=" else self._by_prefix[key[:-1]]
            for number in dict.fromkeys(numbers):
                # spaCy takes numbers as keys as they are; zero is no key.
                patterns = [form.pattern for form in self.forms(number)]
                matcher.add(number + 1, patterns, greedy="LONGEST")
            self._matchers[key] = matcher
        return matcher

    def _stands(self, number: int, sentence: Span, start: int, end: int) -> bool:
        """Whether a match stands where ``^`` and ``$`` want it."""
        form = self.forms(number)[0]
        if form.at_start and any(_is_word(token.text) for token in sentence[:start]):
            return False
        return not (form.at_end and any(_is_word(token.text) for token in sentence[end:]))


def _is_word(text: str) -> bool:
    return text[0].isalnum()
