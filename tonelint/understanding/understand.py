"""Reads drafts: language, contexts, tones and elements joined in one Reading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from tonelint.drafts.draft import Draft
from tonelint.known import LANGUAGES
from tonelint.results import ContextFound, Detection, Evidence, Source
from tonelint.terms import (
    LEVELS,
    Context,
    Detect,
    Element,
    Label,
    Phrases,
    Signal,
    Signs,
    Tone,
    Writing,
)
from tonelint.text.language import Guess, Identifier
from tonelint.text.pipeline import Reader, merge_writing
from tonelint.understanding import quotation, scoring  # noqa: F401 - registers a component
from tonelint.understanding.halves import Half, halves
from tonelint.understanding.reading import Reading, ReadText, ReadTurn
from tonelint.understanding.signs import Own, Phrasebook, SignFinder, Target
from tonelint.understanding.surface import PERSONAL

if TYPE_CHECKING:
    from tonelint.model.model import TextModel
    from tonelint.understanding.joining import Part


@dataclass(frozen=True, slots=True)
class Lore:
    """All that understanding needs to know, as packs and policies say it.

    ``own``: which of the phrases are a policy's own; ``public``: the telephone
    numbers of its resources, which are nobody's personal data; ``model``: the
    text model that reads beside the phrases, if one does.
    """

    writing: Mapping[str, Writing]
    sets: Mapping[str, Phrases] = field(default_factory=dict)
    signals: Mapping[str, Signal] = field(default_factory=dict)
    contexts: Mapping[str, Context] = field(default_factory=dict)
    tones: Mapping[str, Tone] = field(default_factory=dict)
    elements: Mapping[str, Element] = field(default_factory=dict)
    rules: Mapping[str, Detect] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()  # signals that rules ask for by name
    own: Own = field(default_factory=dict)
    public: frozenset[str] = frozenset()
    model: "TextModel | None" = None


class Understanding:
    """Reads drafts. Phrases are filed at the first message and the first reply."""

    def __init__(self, lore: Lore) -> None:
        self._lore = lore
        self._reader = Reader(
            merge_writing((way.splits, way.spellings) for way in lore.writing.values()),
            _phrases(lore),
        )
        self.phrasebook = Phrasebook(self._reader, lore.writing, lore.sets)
        fold = self._reader.fold
        self._identifier = Identifier(
            {
                name: [fold(word) for word in way.function_words]
                for name, way in lore.writing.items()
            }
        )

    @cached_property
    def _messages(self) -> Language:
        contexts = self._lore.contexts.items()
        targets = [(Target("context", name), context.detect) for name, context in contexts]
        return self._pipeline(targets, "message")

    @cached_property
    def _replies(self) -> Language:
        lore = self._lore
        targets = [
            *((Target("tone", name), tone.detect) for name, tone in lore.tones.items()),
            *((Target("element", name), element.detect) for name, element in lore.elements.items()),
            *((Target("rule", name), detect) for name, detect in lore.rules.items()),
            *((Target("context", name), _in_reply(one)) for name, one in lore.contexts.items()),
        ]
        return self._pipeline(targets, "reply")

    def _pipeline(self, targets: Iterable[tuple[Target, Detect]], part: "Part") -> Language:
        finder = SignFinder(self.phrasebook, self._lore.own, self._lore.public)
        targets = list(targets)
        wanted = {name for _, detect in targets for name in detect.signals()} | self._lore.wanted
        for name, signal in self._lore.signals.items():
            if name in wanted:
                finder.add_signal(name, signal)
        for target, detect in targets:
            finder.add(target, detect)
        nlp = self._reader.pipeline()
        if part == "reply":
            nlp.add_pipe("tonelint_quoted")
        nlp.add_pipe("tonelint_signs").run = finder  # type: ignore[attr-defined]
        nlp.add_pipe("tonelint_scores")
        if self._lore.model:
            # onnxruntime waits until a model is wanted.
            from tonelint.understanding.joining import Joiner  # noqa: PLC0415

            shown = self._shown() if part == "message" else {}
            joiner = Joiner(self._lore.model, part, shown, self._lore.public)
            nlp.add_pipe("tonelint_model").run = joiner  # type: ignore[attr-defined]
        return nlp

    def _shown(self) -> dict[str, tuple[str, ...]]:
        """The messages that show a context, by its name."""
        examples = {name: context.detect.examples for name, context in self._lore.contexts.items()}
        return {name: (*one.fr, *one.en) for name, one in examples.items() if one.fr or one.en}

    def identify(self, text: str, expected: str | None = None) -> Guess:
        """The language of a text."""
        return self._guess(self._reader.tokens(text), expected)

    def _guess(self, doc: Doc, expected: str | None) -> Guess:
        words = [token.norm_ for token in doc]
        return self._identifier.identify(doc._.clean.text, words, expected)

    def _may_be_mixed(self, doc: Doc) -> bool:
        return self._identifier.may_be_mixed([token.norm_ for token in doc])

    def weigh(self, message: str, reply: str | None = None) -> dict[str, scoring.Score]:
        """The scores of all labels, of those too that do not hold: of a message, or of a reply."""
        if reply is None:
            doc = self._doc(self._messages, message)[0]
            return dict(doc._.contexts)
        doc = self._doc(self._replies, reply, answers=message)[0]
        return {**doc._.rules, **doc._.elements, **doc._.tones}

    def situation(
        self, message: str, language: str | None = None
    ) -> tuple[ReadText, tuple[ContextFound, ...]]:
        """A message, read, with the contexts it shows."""
        read = self._read(self._messages, message, language)
        return read, _contexts(read, "message")

    def read(self, draft: Draft, incidents: Iterable[str] = ()) -> Reading:
        """Everything understood of a draft; ``incidents`` are contexts that hold anyway."""
        message = self._read(self._messages, draft.message) if draft.message else None
        expected = draft.lang or (message.language if message else None)
        data = [found.text for found in message.signals.get(PERSONAL, ())] if message else []
        turns = self._turns(draft)
        parts = self._halves(draft, expected, data)
        found: list[tuple[ContextFound, ...]] = [
            tuple(ContextFound(name, 1.0, (), "declared") for name in draft.declared_contexts),
            self.given(incidents),
            _contexts(message, "message") if message else (),
            self._from_thread(turns),
        ]
        if message is None and not draft.declared_contexts:
            found.extend(_contexts(part, "reply") for part in parts)
        return Reading(
            language=parts[0].language,
            message=message,
            halves=parts,
            contexts=self.strongest(found),
            tones=_united(part.tones for part in parts),
            elements=_united(part.elements for part in parts),
            turns=turns,
        )

    def _halves(
        self, draft: Draft, expected: str | None, data: Sequence[str]
    ) -> tuple[ReadText, ...]:
        """The reply, read, in halves if it is bilingual; ``data``: the message's personal data."""
        cuts: list[Half] = [(0, len(draft.reply), None)]
        if self._may_be_mixed(self._reader.tokens(draft.reply)):
            cuts = halves(draft.reply, self._sentences(draft.reply), self.identify)
        return tuple(
            self._read(
                self._replies,
                draft.reply[start:end],
                language or expected,
                start,
                data,
                answers=draft.message or "",
            )
            for start, end, language in cuts
        )

    def _sentences(self, text: str) -> list[tuple[int, int]]:
        doc = self._reader.sentences(text)
        clean = doc._.clean
        return [clean.span(sent.start_char, sent.end_char) for sent in doc.sents if len(sent.text)]

    def _turns(self, draft: Draft) -> tuple[ReadTurn, ...]:
        """The thread, read: each turn of ours as an answer to what came before it."""
        found = []
        answered = ""
        for turn in draft.thread:
            if turn.author == "customer":
                read, answered = self._read(self._messages, turn.text), turn.text
            else:
                read = self._read(self._replies, turn.text, answers=answered)
            found.append(ReadTurn(turn.author, turn.audience, read))
        return tuple(found)

    def _from_thread(self, turns: Iterable[ReadTurn]) -> tuple[ContextFound, ...]:
        """Contexts of the customer's earlier turns that do not pass with them."""
        found: dict[str, ContextFound] = {}
        for turn in turns:
            if turn.author == "customer":
                for context in _contexts(turn.text, "thread"):
                    if self._lore.contexts[context.name].persists:
                        found[context.name] = context
        return tuple(found.values())

    @staticmethod
    def given(incidents: Iterable[str]) -> tuple[ContextFound, ...]:
        """Contexts that hold because of what is going on."""
        return tuple(ContextFound(name, 1.0, (), "incident") for name in incidents)

    def strongest(self, found: Iterable[Iterable[ContextFound]]) -> tuple[ContextFound, ...]:
        """Each context once, by its first source, in the order the policy knows them."""
        once: dict[str, ContextFound] = {}
        for group in found:
            for context in group:
                once.setdefault(context.name, context)
        return tuple(once[name] for name in self._lore.contexts if name in once)

    def _read(
        self,
        nlp: Language,
        text: str,
        expected: str | None = None,
        start: int = 0,
        data: Sequence[str] = (),
        answers: str = "",
    ) -> ReadText:
        doc, guess = self._doc(nlp, text, expected, data, answers)
        return ReadText(
            text=text,
            start=start,
            language=guess.language,
            certainty=guess.confidence,
            contexts=_detections(doc, doc._.contexts, start, self._lore.contexts),
            tones=_detections(doc, doc._.tones, start, self._lore.tones),
            elements=_detections(doc, doc._.elements, start, self._lore.elements),
            rules=_detections(doc, doc._.rules, start, {}),
            likely={name: score.value for name, score in doc._.elements.items()},
            signals=_signals(doc, start),
        )

    def _doc(
        self,
        nlp: Language,
        text: str,
        expected: str | None = None,
        data: Sequence[str] = (),
        answers: str = "",
    ) -> tuple[Doc, Guess]:
        """A text gone through a pipeline, and its language."""
        doc = nlp.make_doc(text)
        doc._.answers = answers
        doc._.others_data = data
        guess = self._guess(doc, expected)
        doc._.language = guess.language if guess.language in LANGUAGES else ""
        doc._.mixed = self._may_be_mixed(doc)
        return nlp(doc), guess


def _phrases(lore: Lore) -> Iterator[str]:
    """All phrases that are looked for."""
    labels = (*lore.contexts.values(), *lore.tones.values(), *lore.elements.values())
    detects = [*(label.detect for label in labels), *lore.rules.values()]
    groups: list[Phrases] = [context.in_reply for context in lore.contexts.values()]
    groups += [getattr(detect, level) for detect in detects for level in (*LEVELS, "figurative")]
    for signal in lore.signals.values():
        groups += signal.phrases, signal.figurative
    for group in groups:
        yield from (phrase for _, listed in group.items() for phrase in listed)
    for way in lore.writing.values():
        yield from way.affirmations


def _in_reply(context: Context) -> Detect:
    return Detect(phrases=Signs(**dict(context.in_reply.items())))


def _evidence(doc: Doc, start: int, end: int, base: int) -> Evidence:
    clean = doc._.clean
    first, last = clean.span(start, end)
    return Evidence(clean.original[first:last], first + base, last + base)


def _detections(
    doc: Doc, scores: Mapping[str, scoring.Score], base: int, labels: Mapping[str, Label]
) -> dict[str, Detection]:
    """The labels that hold, by their sensitivity; rules have none of their own."""
    found = {}
    for name, score in scores.items():
        sensitivity = labels[name].sensitivity if name in labels else "normal"
        if score.value >= score.holds[sensitivity]:
            evidence = tuple(_evidence(doc, *span, base) for span in score.spans)
            found[name] = Detection(name, score.value, evidence)
    return found


def _signals(doc: Doc, base: int) -> dict[str, tuple[Evidence, ...]]:
    names = [target.name for target in doc._.signs if target.kind == "signal"]
    return {
        name: tuple(_evidence(doc, *span, base) for span in spans)
        for name in names
        if (spans := scoring.spans_of(doc._.signs, name))
    }


def _contexts(read: ReadText, source: Source) -> tuple[ContextFound, ...]:
    return tuple(
        ContextFound(found.name, found.score, found.evidence, source)
        for found in read.contexts.values()
    )


def _united(groups: Iterable[Mapping[str, Detection]]) -> tuple[Detection, ...]:
    """Detections of both halves as one, in the order of their names."""
    best: dict[str, Detection] = {}
    for group in groups:
        for name, found in group.items():
            known = best.get(name)
            evidence = (known.evidence if known else ()) + found.evidence
            best[name] = Detection(name, max(found.score, known.score if known else 0), evidence)
    return tuple(best[name] for name in sorted(best))
