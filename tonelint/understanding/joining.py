"""Phrases and text model as one judgement: one calibrated score a label.

Component ``tonelint_model``, after ``tonelint_scores``. Where the text model knows a label, its
logits (of the whole text and of one sentence) and the score of the phrases are weighed as learnt on
held-out texts; what a policy's own phrases say wins over all. The places of the score are the
phrases found or, for what the model alone found, the words that carried it.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from spacy.tokens import Doc

from tonelint.model.likeness import Likeness
from tonelint.model.model import Estimate, TextModel
from tonelint.text import numbers
from tonelint.text.cleaning import clean
from tonelint.understanding.courtesy import without_opening
from tonelint.understanding.quotation import QUOTE
from tonelint.understanding.scoring import AGAINST, HOLDS, SCORED, Score, score
from tonelint.understanding.signs import Kind, Sign, Target

Part = Literal["message", "reply"]
_KINDS: Mapping[Part, tuple[Kind, ...]] = {
    "message": ("context", "signal"),
    "reply": ("tone", "element", "rule", "signal"),
}


# What is said with numbers, names or fixed words: there the phrases need no second opinion. (Of
# empathy they know the plain ways, which the model misses in short replies.)
_EXACT = frozenset(
    {
        "personal_data",
        "public-personal-data",
        "unsafe-messaging",
        "crisis-resource",
        "empathy",
        "safety-instruction",
    }
)
# Grief reads like despair to the model; of those who mourn, phrases tell who despairs.
_MISTAKEN = {"despair": "bereavement"}
# Data that are asked for where a private way is named in fixed words are asked for there.
_PRIVATE = {"public-personal-data": "private-channel"}
# Help lines and toll-free numbers look like personal data to the model; they are nobody's.
_PUBLIC = re.compile(
    r"(?<!\d)(?:1[ .-]?)?8(?:00|33|44|55|66|77|88)[ .-]?\d{3}|\b9-?1-?1\b|\b9-?8-?8\b"
)
_WHOLE = 7  # digits of a number that is no short code
_SHORT = 8  # words: what a shorter reply contains, the phrases tell better


@dataclass(frozen=True, slots=True)
class Join:
    """How one label's logits and phrases make a probability, and from where on it holds.

    ``model`` weighs the logit of the whole text, ``peak`` that of the sentence that says it most.
    """

    kind: Kind
    part: Part
    model: float
    peak: float
    phrases: float
    bias: float
    holds: Mapping[str, float]

    def value(self, logit: float, peak: float, phrases: float) -> float:
        """The probability that the label holds."""
        odds = self.model * logit + self.peak * peak + self.phrases * phrases + self.bias
        return 1 / (1 + math.exp(-max(min(odds, 60.0), -60.0)))


class Joiner:
    """Joins the model's word to that of the phrases, for one part of a draft."""

    def __init__(
        self,
        model: TextModel,
        part: Part,
        shown: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        public: frozenset[str] = frozenset(),
    ) -> None:
        """``shown``: messages that show a context of the policy's own, by its name; ``public``:
        numbers that are nobody's.
        """
        self._model = model
        self._public = public
        self._likenesses = {name: Likeness(model, texts) for name, texts in shown.items()}
        self._part = part
        self._joins = {
            name: Join(**about) for name, about in model.joins.items() if about["part"] == part
        }

    def __call__(self, doc: Doc) -> Doc:
        """Weighs every label the model knows."""
        text = doc._.clean.text
        if not text.strip():
            return doc
        if self._part == "message":
            estimate = self._model.message(without_opening(text))
        else:
            answered = without_opening(clean(doc._.answers).text)
            estimate = self._model.reply(_own_words(text), answered)
        for extension, kind in SCORED.items():
            if kind in _KINDS[self._part]:
                scores = dict(getattr(doc._, extension))
                scores.update(self._joined(doc, estimate, kind, scores))
                if kind == "context":
                    scores.update(self._alike(estimate, scores))
                setattr(doc._, extension, scores)
        doc._.signs = self._with_signals(doc, estimate)
        return doc

    def _joined(
        self, doc: Doc, estimate: Estimate, kind: Kind, phrases: Mapping[str, Score]
    ) -> Iterable[tuple[str, Score]]:
        if kind == "element" and len(estimate.text.split()) < _SHORT:
            return
        for name, join in self._joins.items():
            if (
                join.kind == kind
                and not self._is_private(doc, name)
                and not self._is_ours(doc, name)
            ):
                signs = doc._.signs.get(Target(kind, name), ())
                yield name, _weighed(join, estimate, name, phrases.get(name), signs)

    @staticmethod
    def _is_private(doc: Doc, rule: str) -> bool:
        channel = doc._.elements.get(_PRIVATE.get(rule, ""))
        return rule not in doc._.rules and channel is not None and channel.value >= HOLDS["normal"]

    def _is_ours(self, doc: Doc, rule: str) -> bool:
        """Whether what the model takes for somebody's data is a number of the policy's own."""
        if rule != "public-personal-data" or rule in doc._.rules:
            return False
        found = {one.digits for one in numbers.find(doc._.clean.text, self._public)}
        return any(len(digits) >= _WHOLE for digits in found) and found <= self._public

    def _alike(
        self, estimate: Estimate, scores: Mapping[str, Score]
    ) -> Iterable[tuple[str, Score]]:
        """Contexts whose examples the text is like, where that says more than all else."""
        for name, likeness in self._likenesses.items():
            value = likeness(estimate.vector)
            if name not in scores or value > scores[name].value:
                whole = (
                    len(estimate.text) - len(estimate.text.lstrip()),
                    len(estimate.text.rstrip()),
                )
                yield name, Score(round(value, 4), (whole,))

    def _with_signals(self, doc: Doc, estimate: Estimate) -> dict[Target, list[Sign]]:
        """The signs, with the signals the model sees."""
        signs = {target: list(found) for target, found in doc._.signs.items()}
        for name, join in self._joins.items():
            if join.kind != "signal":
                continue
            value = join.value(estimate.logits[name], estimate.peaks[name], 0)
            if Target("signal", _MISTAKEN.get(name, "")) in doc._.signs:
                value *= AGAINST
            if value >= join.holds["normal"]:
                found = signs.setdefault(Target("signal", name), [])
                found += [Sign("phrases", *span, "(model)") for span in estimate.evidence(name)]
        return signs


def _own_words(text: str) -> str:
    """A reply without what it quotes, at the same length."""
    return QUOTE.sub(lambda found: " " * len(found[0]), text)


def _weighed(
    join: Join, estimate: Estimate, name: str, phrases: Score | None, signs: Iterable[Sign]
) -> Score:
    of_own = score([sign for sign in signs if sign.own])
    if of_own.value >= HOLDS["normal"]:
        return of_own  # what a policy says of itself needs no second opinion
    if name == "personal_data" and not phrases and _PUBLIC.search(estimate.text):
        return Score(0.0, (), join.holds)
    if name in _EXACT and phrases and phrases.value >= HOLDS["normal"]:
        return phrases
    said = phrases.value if phrases else 0.0
    value = join.value(estimate.logits[name], estimate.peaks[name], said)
    # Signs against halve what the model alone sees; where phrases speak too, they did so already.
    alone = phrases is None or phrases.value == 0
    against = {sign.what for sign in signs if sign.level == "against" and (alone or sign.own)}
    value *= AGAINST ** len(against)
    value = round(max(value, of_own.value), 4)
    spans = phrases.spans if phrases else ()
    if not spans and value >= join.holds["high"]:
        spans = estimate.evidence(name)
    return Score(value, spans, join.holds)
