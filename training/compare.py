"""Approaches compared on the contexts of messages: ``python -m training.compare [--data FOLDER]``.

All learn from the corpus without its held-out part and are measured on that part and, with
``--data``, on labelled messages elsewhere. Thresholds are at one half; mean average precision does
not depend on them. With ``--curve`` the fine-tuned encoder also learns from parts of the corpus.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt
import spacy
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from spacy.training import Example as SpacyExample

from tonelint.model.encoding import encode
from tonelint.model.pieces import SPECIAL, Pieces
from training import corpus, learning, network, pretrained, vocabulary
from training.corpus import CONTEXTS, Example

Scores = npt.NDArray[np.float64]
Approach = Callable[[Sequence[Example], Sequence[Sequence[Example]]], list[Scores]]
EPOCHS, SEED = 4, 1


def bag_of_words(learnt: Sequence[Example], tests: Sequence[Sequence[Example]]) -> list[Scores]:
    """spaCy's ``textcat_multilabel`` from blank: bag of words and an encoder of its own."""
    nlp = spacy.blank("xx")
    pipe = nlp.add_pipe("textcat_multilabel")
    for label in CONTEXTS:
        pipe.add_label(label)  # type: ignore[attr-defined]
    spacy.util.fix_random_seed(SEED)
    known = [
        SpacyExample.from_dict(
            nlp.make_doc(one.message),
            {"cats": {label: one.labels.get(label, 0.0) for label in CONTEXTS}},
        )
        for one in learnt
    ]
    optimizer = nlp.initialize(lambda: known)
    chance = np.random.default_rng(SEED)
    for _ in range(12):
        chance.shuffle(known)  # type: ignore[arg-type]
        for batch in spacy.util.minibatch(known, 32):
            nlp.update(list(batch), sgd=optimizer, drop=0.2)
    return [
        np.array([[nlp(one.message).cats[label] for label in CONTEXTS] for one in test])
        for test in tests
    ]


def frozen(learnt: Sequence[Example], tests: Sequence[Sequence[Example]]) -> list[Scores]:
    """The pretrained encoder as it is, and a logistic regression a label over its vectors."""
    net, pieces = _start(learnt)
    mean, *vectors = [_vectors(net, pieces, texts) for texts in (learnt, learnt, *tests)]
    centre, spread = mean.mean(0), mean.std(0)
    of_learnt, *of_tests = [(one - centre) / spread for one in vectors]
    found = [np.zeros((len(test), len(CONTEXTS))) for test in tests]
    for column, label in enumerate(CONTEXTS):
        rows = [row for row, one in enumerate(learnt) if label in one.labels]
        truth = [learnt[row].labels[label] for row in rows]
        fit = LogisticRegression(C=0.03, max_iter=500, class_weight="balanced")
        fit.fit(of_learnt[rows], truth)
        for scores, features in zip(found, of_tests, strict=True):
            scores[:, column] = fit.predict_proba(features)[:, 1]
    return found


def fine_tuned(learnt: Sequence[Example], tests: Sequence[Sequence[Example]]) -> list[Scores]:
    """The encoder and its head trained together, on messages alone."""
    net, pieces = _start(learnt)
    learning.learn(net, pieces, learnt, epochs=EPOCHS, seed=SEED)
    columns = [corpus.LEARNT.index(label) for label in CONTEXTS]
    logits = [learning.logits(net, pieces, test)[:, columns] for test in tests]
    return [1 / (1 + np.exp(-one.astype(float))) for one in logits]


APPROACHES: dict[str, Approach] = {
    "spaCy textcat_multilabel": bag_of_words,
    "frozen encoder, linear head": frozen,
    "encoder fine-tuned": fine_tuned,
}


def _start(learnt: Sequence[Example]) -> tuple[network.Network, Pieces]:
    source = pretrained.read()
    rows = vocabulary.kept(source, (one.message for one in learnt))
    ids = rows[SPECIAL:]
    pieces = Pieces([source.pieces[at] for at in ids], source.scores[ids].tolist(), source.normal)
    torch.manual_seed(SEED)
    return network.start(source, rows, len(corpus.LEARNT)), pieces


def _vectors(net: network.Network, pieces: Pieces, texts: Sequence[Example]) -> Scores:
    net.eval()
    found = []
    with torch.inference_mode():
        for one in texts:
            ids = torch.tensor([encode(pieces, one.message).ids])
            found.append(net.hidden(ids, torch.zeros_like(ids))[0].mean(0).numpy())
    return np.array(found, float)


def figures(scores: Scores, test: Sequence[Example]) -> tuple[float, float]:
    """``(macro F1 at one half, mean average precision)`` over the contexts."""
    ones, precisions = [], []
    for column, label in enumerate(CONTEXTS):
        rows = [row for row, one in enumerate(test) if label in one.labels]
        truth = np.array([test[row].labels[label] for row in rows])
        ones.append(f1_score(truth, scores[rows, column] >= 0.5, zero_division=0.0))
        precisions.append(average_precision_score(truth, scores[rows, column]))
    return float(np.mean(ones)), float(np.mean(precisions))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder of labelled messages to measure on")
    parser.add_argument("--curve", action="store_true", help="also learn from parts of the corpus")
    given = parser.parse_args()
    messages = [one for one in corpus.examples(corpus.records()) if one.reply is None]
    learnt = [one for one in messages if not corpus.held_out(one.group)]
    tests = {"held out": [one for one in messages if corpus.held_out(one.group)]}
    if given.data:
        found = corpus.examples(corpus.records(given.data))
        for language in ("fr", "en"):
            tests[f"data, {language}"] = [
                one for one in found if one.reply is None and one.lang == language
            ]
    runs = {name: (approach, learnt) for name, approach in APPROACHES.items()}
    for share in (0.25, 0.5) if given.curve else ():
        some = [one for one in learnt if crc32(one.id.encode()) % 100 < share * 100]
        runs[f"encoder fine-tuned, {len(some)} messages"] = (fine_tuned, some)
    print(
        f"{len(learnt)} messages; macro F1 at 0.5 / mean average precision on: {', '.join(tests)}"
    )
    for name, (approach, texts) in runs.items():
        scores = approach(texts, list(tests.values()))
        of_all = zip(scores, tests.values(), strict=True)
        shown = ("{:.3f} / {:.3f}".format(*figures(one, test)) for one, test in of_all)
        print(f"| {name} | {' | '.join(shown)} |", flush=True)


if __name__ == "__main__":
    main()
