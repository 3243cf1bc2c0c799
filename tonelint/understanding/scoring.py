"""From signs to scores: which labels hold, how surely, and on what evidence.

``doc._.contexts``, ``doc._.tones``, ``doc._.elements`` and ``doc._.rules`` map
a label's name to its :class:`Score`. The text model joins after this component:
see :mod:`tonelint.understanding.joining`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from spacy.language import Language
from spacy.tokens import Doc

from tonelint.understanding.signs import Kind, Sign, Signs, Target

WEIGHTS = {"phrases": 0.9, "likely": 0.6, "hints": 0.3}
AGAINST = 0.5  # what each sign against leaves of a score
# From this score on a label holds, by its sensitivity.
HOLDS: Mapping[str, float] = MappingProxyType({"high": 0.3, "normal": 0.5, "low": 0.91})

SCORED: Mapping[str, Kind] = {
    "contexts": "context",
    "tones": "tone",
    "elements": "element",
    "rules": "rule",
}
for _extension in SCORED:
    Doc.set_extension(_extension, default=None, force=True)


@dataclass(frozen=True, slots=True)
class Score:
    """How surely a label holds (0 to 1) and the spans that say so.

    ``spans`` are ``(start, end)`` in the cleaned text, the strongest first;
    ``holds``: from which value on the label holds, by sensitivity.
    """

    value: float
    spans: tuple[tuple[int, int], ...]
    holds: Mapping[str, float] = field(default_factory=lambda: HOLDS)


def score(signs: Iterable[Sign]) -> Score:
    """The score of one label: independent signs add up, signs against divide.

    Of overlapping signs the strongest counts; the same phrase twice counts once.
    """
    ranked = sorted(
        (sign for sign in signs if sign.level in WEIGHTS),
        key=lambda sign: (-WEIGHTS[sign.level], sign.start - sign.end, sign.start),
    )
    kept: list[Sign] = []
    places: list[tuple[int, int]] = []  # of those kept, in order and apart: a text may hold many
    weights: dict[str, float] = {}
    for sign in ranked:
        place = bisect_left(places, (sign.start, sign.end))
        if all(_apart(sign, *other) for other in places[max(place - 1, 0) : place + 1]):
            kept.append(sign)
            places.insert(place, (sign.start, sign.end))
            weights.setdefault(sign.what, WEIGHTS[sign.level])
    doubt = 1.0
    for weight in weights.values():
        doubt *= 1 - weight
    against = {sign.what for sign in signs if sign.level == "against"}
    spans = tuple((sign.start, sign.end) for sign in kept)
    return Score(round((1 - doubt) * AGAINST ** len(against), 4), spans)


def _apart(sign: Sign, start: int, end: int) -> bool:
    return sign.end <= start or end <= sign.start


def _scores(signs: Signs, kind: Kind) -> dict[str, Score]:
    return {
        target.name: score(found)
        for target, found in signs.items()
        if target.kind == kind and found
    }


@Language.component("tonelint_scores")
def scores(doc: Doc) -> Doc:
    """Fills the scores of every kind of label from ``doc._.signs``."""
    for extension, kind in SCORED.items():
        setattr(doc._, extension, _scores(doc._.signs, kind))
    return doc


def spans_of(signs: Signs, signal: str) -> Sequence[tuple[int, int]]:
    """Where a signal stands, in reading order, each place once."""
    return sorted({(sign.start, sign.end) for sign in signs.get(Target("signal", signal), ())})
