"""Finds the signs of everything at once: phrases in one pass, surface signals.

A :class:`SignFinder` is a spaCy component. It fills ``doc._.signs``: for each
label or signal, where something speaks for or against it, with negated,
figurative and quoted matches taken out.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Literal, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from tonelint.known import LANGUAGES
from tonelint.terms import LEVELS, Detect, Phrases, Signal, Writing
from tonelint.text.filing import FilingMemory
from tonelint.text.folding import is_stretched
from tonelint.text.matching import Entry, Match, PhraseIndex
from tonelint.text.phrases import PhraseCompiler, PhraseError
from tonelint.text.pipeline import Reader
from tonelint.understanding.surface import SIGNALS, Lexicon, View

Kind = Literal["context", "tone", "element", "rule", "signal", "affirmation"]
_NEGATION_REACH = 3  # words before a match in which a negation undoes it

Doc.set_extension("signs", default=None, force=True)
Doc.set_extension("language", default="", force=True)
Doc.set_extension("mixed", default=False, force=True)  # two languages in one text
Doc.set_extension("others_data", default=(), force=True)  # personal data of the message
Doc.set_extension("answers", default="", force=True)  # the message a reply answers
Doc.set_extension("quoted", default=(), force=True)  # spans that are not the author's own words


class Target(NamedTuple):
    """What a sign is a sign of."""

    kind: Kind
    name: str


class Sign(NamedTuple):
    """A place that speaks for (or against) something: character offsets, cleaned."""

    level: str  # phrases, likely, hints, against
    start: int
    end: int
    what: str  # the phrase or the signal: the same one twice is no second sign
    own: bool = False  # whether a policy of the user's own gives the phrase


class _Filed(NamedTuple):
    """What the index knows of phrases filed together: whose they are and how they count."""

    first: int  # the key of the first
    target: Target
    level: str  # one of LEVELS, or "figurative"
    negatable: bool
    own: Set[tuple[str, str, str]]  # all a policy's own of the target: (level, language, phrase)

    def is_own(self, entry: Entry) -> bool:
        """Whether one of these phrases is a policy's own."""
        return (self.level, entry.language, entry.phrase) in self.own


Signs = Mapping[Target, Sequence[Sign]]
# The phrases that are a policy's own: (level, language, phrase), by what they are a sign of.
Own = Mapping[tuple[str, str], Set[tuple[str, str, str]]]


class Phrasebook:
    """What compiling phrases needs: how languages are written, and the word sets."""

    def __init__(
        self, reader: Reader, writing: Mapping[str, Writing], sets: Mapping[str, Phrases]
    ) -> None:
        """``writing`` by language, ``sets`` by name."""
        self.reader = reader
        self.writing = writing
        self.common = frozenset(
            reader.fold(word) for way in writing.values() for word in way.function_words
        )
        ways = {name: way.model_dump(mode="json") for name, way in writing.items()}
        own = {
            language: {name: dict(words.items())[language] for name, words in sets.items()}
            for language in LANGUAGES
        }
        self.compilers = {
            language: PhraseCompiler(reader.words, words, self.common)
            for language, words in own.items()
        }
        members = " ".join(member for words in sets.values() for member in words.fr + words.en)
        stretched = [reader.fold(word) for word in members.split() if is_stretched(word)]
        self.memory = FilingMemory(self.compilers, [own, ways, stretched], reader.phrases)

    def error(self, language: str, phrase: str, *, alone: bool) -> str | None:
        """What is wrong with a phrase, in a sentence; nothing if it can match.

        ``alone``: it is looked for, not only a part of others (a member of a set).
        """
        compiler = self.compilers[language]
        try:
            if alone:
                compiler.needs(phrase)
            compiler(phrase)
        except PhraseError as error:
            return str(error)
        return None


class SignFinder:
    """Finds phrases and signals. Component ``tonelint_signs``."""

    def __init__(
        self,
        phrasebook: Phrasebook,
        own: Own = MappingProxyType({}),
        public: frozenset[str] = frozenset(),
    ) -> None:
        """``own``: which phrases are a policy's; ``public``: numbers that are nobody's."""
        self._reader, writing = phrasebook.reader, phrasebook.writing
        self._negators = {word for way in writing.values() for word in self._folded(way.negators)}
        self._french_negators = self._folded(("pas", "jamais", "pantoute", "nullement"))
        self._index = PhraseIndex(phrasebook.compilers, phrasebook.memory)
        self._filed: list[_Filed] = []
        self._own = own
        self._public = public
        self._signal_users: defaultdict[str, list[tuple[Target, str]]] = defaultdict(list)
        self._function_words = phrasebook.common
        self._writing = writing
        for language, way in writing.items():
            affirmations = Phrases.model_validate({language: way.affirmations})
            self._file(Target("affirmation", ""), "phrases", affirmations, negatable=False)

    def _folded(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self._reader.fold, words))

    def add_signal(self, name: str, signal: Signal) -> None:
        """Files a named signal's phrases."""
        target = Target("signal", name)
        self._file(target, "phrases", signal.phrases, negatable=signal.negation == "respect")
        self._file(target, "figurative", signal.figurative, negatable=False)

    def add(self, target: Target, detect: Detect) -> None:
        """Files everything a label or rule is detected by."""
        for level in LEVELS:
            signs = getattr(detect, level)
            self._file(target, level, signs, negatable=detect.negation == "respect")
            for signal in signs.signals:
                self._signal_users[signal].append((target, level))
        self._file(target, "figurative", detect.figurative, negatable=False)

    def _file(self, target: Target, level: str, phrases: Phrases, *, negatable: bool) -> None:
        own = self._own.get(target, frozenset())
        for language, listed in phrases.items():
            first = self._index.add(listed, language)
            self._filed.append(_Filed(first, target, level, negatable, own))

    def _filed_with(self, entry: Entry) -> _Filed:
        after = bisect_right(self._filed, entry.key, key=attrgetter("first"))
        return self._filed[after - 1]

    def __call__(self, doc: Doc) -> Doc:
        """Fills ``doc._.signs``."""
        signs: defaultdict[Target, list[Sign]] = defaultdict(list)
        figurative: defaultdict[Target, list[tuple[int, int]]] = defaultdict(list)
        kept: list[tuple[_Filed, Match]] = []
        affirmed: set[int] = set()
        for match in self._index.matches(doc):
            filed = self._filed_with(match.entry)
            if filed.target.kind == "affirmation":
                affirmed.update(range(match.start, match.end))
            elif filed.level == "figurative":
                span = _characters(doc, match)
                figurative[filed.target].append(span)
                # What a policy calls a figure of speech speaks against the model too.
                if filed.is_own(match.entry):
                    sign = Sign("against", *span, match.entry.phrase, own=True)
                    signs[filed.target].append(sign)
            elif self._in_its_language(doc, match):
                kept.append((filed, match))
        for filed, match in kept:
            if not (filed.negatable and self._negated(doc, match, affirmed)):
                span = _characters(doc, match)
                own = filed.is_own(match.entry)
                sign = Sign(filed.level, *span, match.entry.phrase, own)
                signs[filed.target].append(sign)
        self._add_surface(doc, signs)
        doc._.signs = self._finished(doc, signs, figurative)
        return doc

    def _finished(
        self,
        doc: Doc,
        signs: Mapping[Target, list[Sign]],
        figurative: Mapping[Target, list[tuple[int, int]]],
    ) -> Signs:
        """Signs without the figurative and quoted ones; signals handed to their users."""
        done: defaultdict[Target, list[Sign]] = defaultdict(list)
        for target, found in signs.items():
            guards = [*figurative.get(target, ()), *doc._.quoted]
            if target.kind == "signal" and target.name in _MARKUP:
                guards = []
            done[target] = [
                sign
                for sign in found
                if (sign.own and sign.level == "against") or not _overlaps(sign, guards)
            ]
        for name, users in self._signal_users.items():
            for sign in done.get(Target("signal", name), ()):
                for target, level in users:
                    given = Sign(level, sign.start, sign.end, f"({name})")
                    if not _overlaps(given, figurative.get(target, ())):
                        done[target].append(given)
        return done

    def _add_surface(self, doc: Doc, signs: defaultdict[Target, list[Sign]]) -> None:
        view = View(doc, self.lexicon)
        for name, find in SIGNALS.items():
            for start, end in find(view):
                signs[Target("signal", name)].append(Sign("phrases", start, end, name))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words surface signals look up, gathered once all phrases are filed."""
        return Lexicon(
            interrogatives=self._gathered("interrogatives"),
            acronyms=self._gathered("acronyms"),
            typing=self._gathered("typing"),
            swearing=self._gathered("swearing"),
            laughter=self._gathered("laughter"),
            known=self._reader.knows,
            function_words=self._function_words,
            spoken={name: frozenset(way.spoken) for name, way in self._writing.items()},
            public=self._public,
        )

    def _gathered(self, words: str) -> frozenset[str]:
        """The folded words that the language packs list under a key."""
        lists = (getattr(way, words) for way in self._writing.values())
        return frozenset(self._reader.fold(word) for one in lists for word in one)

    @staticmethod
    def _in_its_language(doc: Doc, match: Match) -> bool:
        """Whether a phrase may count: a French *a plus* is no English *a plus*.

        Where a text mixes languages, both count, but for single words (*pain*, *on*, *sale*).
        """
        if not doc._.language or match.entry.language == doc._.language:
            return True
        if match.end - match.start == 1:
            return not doc[match.start].is_alpha  # an emoji, a number
        return bool(doc._.mixed)

    def _negated(self, doc: Doc, match: Match, affirmed: set[int]) -> bool:
        if any(token.norm_ in self._negators for token in doc[match.start : match.end]):
            return False  # it negates by itself: no other negation undoes it
        for index in range(match.start - 1, max(match.start - 1 - _NEGATION_REACH, -1), -1):
            word = doc[index].norm_
            if not word[:1].isalnum() or doc[index + 1].is_sent_start:
                break
            if word in self._negators and index not in affirmed:
                return True
        after = match.end
        return (
            after < len(doc)
            and doc[after].norm_ in self._french_negators
            and after not in affirmed
            and doc._.language != "en"
        )


# Signals that stand inside what is not the author's own words: links, variables.
_MARKUP = frozenset(
    {
        "placeholder",
        "link",
        "email",
        "any-phone",
        "personal-data",
        "repeated-personal-data",
        "phone",
        "account",
        "address",
    }
)


def _characters(doc: Doc, match: Match) -> tuple[int, int]:
    last = doc[match.end - 1]
    return doc[match.start].idx, last.idx + len(last.text)


def _overlaps(sign: Sign, spans: Iterable[tuple[int, int]]) -> bool:
    return any(sign.start < end and start < sign.end for start, end in spans)


@Language.factory("tonelint_signs")
@Language.factory("tonelint_model")
def _make_step(nlp: Language, name: str) -> "Step":  # noqa: ARG001 - spaCy's signature
    return Step()


class Step:
    """A place in a pipeline for what is put there after (spaCy builds components by name)."""

    run: Callable[[Doc], Doc]

    def __call__(self, doc: Doc) -> Doc:
        """Runs it."""
        return self.run(doc)
