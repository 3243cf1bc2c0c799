"""Makes the text model from the corpus: ``python -m training.train``.

Learns from the corpus without its held-out part, writes the encoder, weighs phrases and model on
the held-out part and writes how they join. Fixed seeds; three hours on
two cores.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch

from tonelint.linter import Linter
from tonelint.model import model as shipped
from tonelint.model.pieces import SPECIAL, Pieces
from training import calibration, corpus, export, learning, network, pretrained, vocabulary

EPOCHS, SEED = 6, 1
# Then, slower, what was written for its mistakes, with one in so many of the texts before, and at
# last everything; what is kept of each lies half-way between the networks before and after it,
# better than either on texts of strangers.
LAST_EPOCHS, LAST_RATE, AGAIN = 2, 0.4, 5
EVERYDAY = 600  # messages
LISTENED = 400  # examples that show which values are loud


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=shipped.FOLDER, help="where the model goes")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--half", action="store_true", help="bfloat16: for processors that have it")
    parser.add_argument("--keep", type=Path, help="also keep the trained network there")
    parser.add_argument("--from", dest="kept", type=Path, help="take a network kept before")
    given = parser.parse_args()
    first, last, strangers = (
        corpus.examples(corpus.records(folder))
        for folder in (corpus.HERE, corpus.LAST, corpus.STRANGERS)
    )
    learnt = [one for one in first if not corpus.held_out(one.group)]
    learnt_last = [one for one in last if not corpus.held_out(one.group)]
    held = [one for one in (*first, *last) if corpus.held_out(one.group)]
    strange = np.repeat([False, True], [len(held), len(strangers)])
    held += strangers
    print(f"{len(learnt)} and {len(learnt_last)} examples to learn from, {len(held)} held out")
    source = pretrained.read()
    texts = (f"{one.message}\n{one.reply or ''}" for one in (*learnt, *learnt_last))
    rows = vocabulary.kept(source, texts)
    pieces = save_pieces(source, rows, given.out)
    torch.manual_seed(given.seed)
    net = network.start(source, rows, len(corpus.LEARNT))
    if given.kept:
        net.load_state_dict(torch.load(given.kept))
    else:
        learning.learn(net, pieces, learnt, epochs=given.epochs, seed=given.seed, half=given.half)
        everything = [*learnt, *learnt_last]
        for number, some in enumerate(([*learnt_last, *learnt[::AGAIN]], everything), 1):
            before = {name: value.clone() for name, value in net.state_dict().items()}
            learning.learn(
                net,
                pieces,
                some,
                epochs=LAST_EPOCHS,
                seed=given.seed + number,
                rate=LAST_RATE,
                half=given.half,
            )
            after = net.state_dict()
            net.load_state_dict({name: (before[name] + after[name]) / 2 for name in after})
    if given.keep:
        torch.save(net.state_dict(), given.keep)
    net.eval()
    some = learnt[:: max(1, len(learnt) // LISTENED)]
    loud = export.loudest(net, lambda: [learning.logits(net, pieces, [one]) for one in some])
    net.keep(len(corpus.LABELS))
    onnx.save(export.model(net, source.packed[rows], loud), given.out / "encoder.onnx")
    write(given.out, {}, [*first, *last])
    save_everyday(given.out, learnt)
    said, spoken = logits(given.out, held), phrases(held)
    joins = calibration.joins(said, spoken, held, strange)
    write(given.out, joins, [*first, *last])
    print("\n".join(calibration.report(joins, said, spoken, held)))


def save_pieces(source: pretrained.Pretrained, rows: npt.NDArray[np.int64], out: Path) -> Pieces:
    """Writes the vocabulary, and gives it."""
    out.mkdir(parents=True, exist_ok=True)
    ids = rows[SPECIAL:]
    texts = [source.pieces[at] for at in ids]
    np.savez_compressed(
        out / "pieces.npz",
        pieces=np.frombuffer("\n".join(texts).encode(), np.uint8),
        scores=source.scores[ids],
        points=np.array(list(source.normal), np.int32),
        words=np.frombuffer("\n".join(source.normal.values()).encode(), np.uint8),
    )
    return Pieces(texts, source.scores[ids].tolist(), source.normal)


def write(
    out: Path, joins: dict[str, dict[str, object]], examples: Sequence[corpus.Example]
) -> None:
    """Writes what tonelint must know to use the encoder."""
    learnt = hashlib.sha256("\n".join(sorted(repr(one) for one in examples)).encode())
    about = {
        "schema": shipped.SCHEMA,
        "corpus": learnt.hexdigest()[:16],
        "encoder": hashlib.sha256((out / "encoder.onnx").read_bytes()).hexdigest()[:16],
        "labels": corpus.LABELS,
        "joins": joins,
    }
    (out / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def save_everyday(out: Path, learnt: Sequence[corpus.Example]) -> None:
    """Writes the vectors of some messages, for contexts that a policy shows by examples."""
    shipped.load.cache_clear()
    model = shipped.load(out)
    messages = [one.message for one in learnt if one.reply is None]
    some = messages[:: max(1, len(messages) // EVERYDAY)]
    vectors = np.stack([model.message(text).vector for text in some])
    np.savez_compressed(out / "everyday.npz", vectors=vectors.astype(np.float16))


def logits(folder: Path, examples: Sequence[corpus.Example]) -> npt.NDArray[np.float32]:
    """What the written model says (examples, labels, 2): of all, and of the strongest sentence."""
    shipped.load.cache_clear()
    model = shipped.load(folder)
    found = []
    for one in examples:
        estimate = (
            model.message(one.message) if one.reply is None else model.reply(one.reply, one.message)
        )
        found.append([(estimate.logits[label], estimate.peaks[label]) for label in corpus.LABELS])
    return np.array(found, np.float32)


def phrases(examples: Sequence[corpus.Example]) -> npt.NDArray[np.float32]:
    """What the phrases of the default code of conduct say: (examples, labels)."""
    understanding = Linter(detection="phrases").understanding
    found = np.zeros((len(examples), len(corpus.LABELS)), np.float32)
    for row, one in enumerate(examples):
        scores = understanding.weigh(one.message, one.reply)
        for column, label in enumerate(corpus.LABELS):
            if label in scores:
                found[row, column] = scores[label].value
    return found


if __name__ == "__main__":
    main()
