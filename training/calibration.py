"""From logits and phrases to one calibrated score a label, on texts the network did not learn from.

For each label a logistic regression of three weights and a bias, on the held-out part of the
corpus and on strangers' texts; then the thresholds at which the label holds: ``normal`` where F1
is best (for distress and danger, where a miss costs more than a false alarm, where most are found
while three in four of those called so are), ``high`` and ``low`` where twice as much is risked
either way. (Signs against, which halve what the model alone sees, are not looked at here.)
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from training.corpus import (
    CONTEXTS,
    ELEMENTS,
    FAULTS,
    LABELS,
    OF_MESSAGES,
    TONES,
    Example,
)

Floats = npt.NDArray[np.float64]
RECALL_FIRST = ("distress", "danger")
RIGHT = 0.775  # of those called so, at least: three in four, and some to spare
# How a miss weighs against a false alarm, the beta of F-beta. An element that is there and not
# seen is a false alarm; so is a signal that is none. A grievance is in half of what people post,
# far oftener than in the texts here, and its tone is often flat.
BETA = {"context": 1.0, "tone": 1.0, "element": 1.6, "rule": 1.0, "signal": 0.5}
BETA_OF = {"distress": 2.0, "danger": 2.0, "complaint": 1.5}
# What a rule requires must be there as likely as not, or nearly; thanks are said in words, so more
# surely. A fault, and a tone that is always out of place, is not called one on less.
LEAST = {
    **dict.fromkeys(ELEMENTS, 0.4),
    **dict.fromkeys(FAULTS, 0.45),
    **dict.fromkeys(("aggressive", "sarcastic"), 0.45),
    "thanks": 0.6,
}
# Of the logits of the whole and of its strongest sentence, of the phrases, and the bias: what they
# usually are, and how firmly each is drawn there.
WEIGHTS = ("model", "peak", "phrases", "bias")
USUAL = np.array([0.3, 0.55, 2.2, -1.3])
FIRM = np.array([8.0, 8.0, 0.5, 0.5])


# What a stranger's message counts against one of a held-out voice, whose writer the network knows:
# of each context there are a hundred. Replies of strangers are too few to lean on so.
STRANGE = 3.0


def kind(label: str) -> str:
    """What tonelint calls a label of this kind."""
    if label in CONTEXTS:
        return "context"
    if label in TONES:
        return "tone"
    if label in ELEMENTS:
        return "element"
    return "rule" if label in FAULTS else "signal"


def joins(
    logits: npt.NDArray[np.float32],
    phrases: npt.NDArray[np.float32],
    examples: Sequence[Example],
    strange: npt.NDArray[np.bool_],
) -> dict[str, dict[str, Any]]:
    """How each label joins; ``logits`` (examples, labels, 2), ``phrases`` (examples, labels).

    ``strange`` (examples): whether a stranger wrote it.
    """
    found = {}
    for column, label in enumerate(LABELS):
        rows = [row for row, example in enumerate(examples) if label in example.labels]
        truth = np.array([examples[row].labels[label] for row in rows])
        features = _features(logits[rows, column], phrases[rows, column])
        counts = np.where(strange[rows] & (label in OF_MESSAGES), STRANGE, 1.0)
        weights = _fitted(features, truth, counts)
        scores = _scores(features, weights)
        found[label] = {
            "kind": kind(label),
            "part": "message" if label in OF_MESSAGES else "reply",
            **{name: round(float(one), 4) for name, one in zip(WEIGHTS, weights, strict=True)},
            "holds": _holds(
                scores,
                truth,
                counts,
                BETA_OF.get(label, BETA[kind(label)]),
                least=LEAST.get(label, 0.0),
                right=RIGHT if label in RECALL_FIRST else None,
            ),
        }
    return found


def _features(logits: npt.NDArray[np.float32], phrases: npt.NDArray[np.float32]) -> Floats:
    """What is weighed, as ``WEIGHTS`` says; the last one is always there."""
    return np.column_stack([logits, phrases, np.ones(len(phrases))]).astype(float)


def _scores(features: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(features @ weights))))


def _fitted(inputs: Floats, truth: Floats, counts: Floats) -> Floats:
    """The weights, none but the bias below zero.

    A logistic regression by Newton's method, drawn to what is usual where a label is rare.
    """
    weights = USUAL.copy()
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (counts * (chance - truth)) + FIRM * (weights - USUAL)
        steep = counts * chance * (1 - chance)
        curve = (inputs * steep[:, None]).T @ inputs + np.diag(FIRM)
        free = (weights > 0) | (slope < 0)  # the others would go below zero
        free[-1] = True
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        weights = weights - 0.7 * step
        weights[:-1] = np.maximum(weights[:-1], 0.0)
    return weights


def _holds(
    scores: Floats,
    truth: Floats,
    counts: Floats,
    beta: float,
    least: float,
    right: float | None,
) -> dict[str, float]:
    # What is expected of calibrated scores steadies what few texts happen to show.
    hoped = 0.5 * truth + 0.5 * scores
    normal = _best(scores, hoped, counts, beta)
    if right is not None:
        normal = min(normal, _first_right(scores, truth, counts, right))
    normal = max(normal, least)
    low = max(normal + 0.05, _best(scores, hoped, counts, beta / 2))
    high = min(normal - 0.03, _best(scores, hoped, counts, 2 * beta))
    return {
        "high": round(max(high, 0.03), 3),
        "normal": round(normal, 3),
        "low": round(min(low, 0.95), 3),
    }


def _first_right(scores: Floats, truth: Floats, counts: Floats, right: float) -> float:
    """The lowest threshold at which so large a share of those called so are; 1 if there is none."""
    for threshold in np.arange(0.06, 0.9, 0.01):
        said = scores >= threshold
        if said.any() and (counts * truth)[said].sum() >= right * counts[said].sum():
            return float(threshold)
    return 1.0


def _best(scores: Floats, truth: Floats, counts: Floats, beta: float) -> float:
    """The threshold of best F-beta: the middle of all that come within a hundredth of it."""
    square = beta * beta
    tried = np.arange(0.06, 0.9, 0.01)
    values = []
    for threshold in tried:
        said = scores >= threshold
        right = float((counts * truth)[said].sum())
        given = square * float((counts * truth).sum()) + float(counts[said].sum())
        values.append((1 + square) * right / max(given, 1.0))
    near = tried[np.array(values) >= max(values) - 0.01]
    return float(near.mean())


def report(
    joined: dict[str, dict[str, Any]],
    logits: npt.NDArray[np.float32],
    phrases: npt.NDArray[np.float32],
    examples: Sequence[Example],
) -> Iterator[str]:
    """Markdown: figures by label and language, and how far scores can be believed."""
    yield "| label | fr: P / R / F1 (n) | en: P / R / F1 (n) |"
    yield "| --- | --- | --- |"
    kept: dict[str, list[tuple[float, float]]] = {}
    for column, (label, join) in enumerate(joined.items()):
        cells = []
        for language in ("fr", "en"):
            rows = [
                row
                for row, one in enumerate(examples)
                if label in one.labels and one.lang == language
            ]
            truth = np.array([examples[row].labels[label] for row in rows])
            features = _features(logits[rows, column], phrases[rows, column])
            scores = _scores(features, np.array([join[name] for name in WEIGHTS]))
            kept.setdefault(join["kind"], []).extend(zip(scores, truth, strict=True))
            cells.append(_figures(scores >= join["holds"]["normal"], truth > 0))
        yield f"| {label} | {cells[0]} | {cells[1]} |"
    yield ""
    yield (
        "| scores from … to | "
        + " | ".join(f"{kind}s: mean score, share that holds (n)" for kind in kept)
        + " |"
    )
    yield "| --- |" + " --- |" * len(kept)
    for step in range(5):
        cells = []
        for pairs in kept.values():
            inside = [pair for pair in pairs if step <= pair[0] * 5 < step + 1]
            mean = np.mean(inside, axis=0) if inside else (0.0, 0.0)
            cells.append(f"{mean[0]:.2f}, {mean[1]:.2f} ({len(inside)})")
        yield f"| {step / 5:.1f} … {(step + 1) / 5:.1f} | " + " | ".join(cells) + " |"


def _figures(said: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> str:
    right = int((said & truth).sum())
    precision, recall = right / max(said.sum(), 1), right / max(truth.sum(), 1)
    f1 = 2 * right / max(said.sum() + truth.sum(), 1)
    return f"{precision:.2f} / {recall:.2f} / {f1:.2f} ({int(truth.sum())})"
