"""Fine-tuning: examples into batches, batches into a network, a network into probabilities."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from tonelint.model.encoding import Encoded, encode
from tonelint.model.pieces import Pieces
from training.corpus import LEARNT, Example
from training.network import Network
from training.noise import noisy
from training.splicing import donors, spliced

BATCH = 24
RATE, HEAD_RATE, DECAY, WARM = 1.2e-4, 1e-3, 0.01, 0.1
MESSAGE_ALONE = 0.5  # share of the messages of pairs read alone too, each epoch
WITHOUT_MESSAGE = 0.1  # share of pairs learnt from the reply alone: canned replies answer nothing
SPLICED = 0.25  # share of texts with another one put in


@dataclass(frozen=True)
class Batch:
    """Tensors of a batch; ``known`` (B, L) is 0 where a label is not to be learnt from."""

    ids: torch.Tensor
    segments: torch.Tensor
    mask: torch.Tensor
    pooled: torch.Tensor
    labels: torch.Tensor
    known: torch.Tensor


def batch(texts: Sequence[Encoded], examples: Sequence[Example]) -> Batch:
    """Pads texts to one length."""
    size = (len(texts), max(len(text.ids) for text in texts))
    ids = torch.ones(size, dtype=torch.long)
    segments = torch.zeros(size, dtype=torch.long)
    mask = torch.zeros(size, dtype=torch.bool)
    pooled = torch.zeros(size, dtype=torch.bool)
    labels = torch.zeros(len(texts), len(LEARNT))
    known = torch.zeros(len(texts), len(LEARNT))
    for row, (text, example) in enumerate(zip(texts, examples, strict=True)):
        length = len(text.ids)
        ids[row, :length] = torch.tensor(text.ids)
        segments[row, text.begins : length] = int(text.is_reply)
        mask[row, :length] = True
        pooled[row, text.begins : length] = True
        for column, label in enumerate(LEARNT):
            if label in example.labels:
                labels[row, column] = example.labels[label]
                known[row, column] = 1.0
    return Batch(ids, segments, mask, pooled, labels, known)


def _typed(pieces: Pieces, example: Example, chance: random.Random) -> Encoded:
    if example.reply is None:
        return encode(pieces, noisy(example.message, chance))
    message = "" if chance.random() < WITHOUT_MESSAGE else noisy(example.message, chance)
    reply = noisy(example.reply, chance) if chance.random() < 0.5 else example.reply
    return encode(pieces, message, reply)


def _batches(pieces: Pieces, examples: Sequence[Example], chance: random.Random) -> Iterator[Batch]:
    """Examples once, similar lengths together, in an order of chance.

    Of the messages that are also read with their replies, a share alone.
    """
    answered = {example.message for example in examples if example.reply is not None}
    some = (
        example
        for example in examples
        if example.reply is not None
        or example.message not in answered
        or chance.random() < MESSAGE_ALONE
    )
    given = donors(examples)
    mixed = (spliced(one, given, chance) if chance.random() < SPLICED else one for one in some)
    texts = [(_typed(pieces, example, chance), example) for example in mixed]
    texts.sort(key=lambda pair: len(pair[0].ids) + chance.random() * 12)
    groups = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
    chance.shuffle(groups)
    for group in groups:
        yield batch([text for text, _ in group], [example for _, example in group])


def _weights(examples: Sequence[Example]) -> torch.Tensor:
    """What a positive counts against a negative, by label: the root of how rare it is."""
    weights = []
    for label in LEARNT:
        values = [example.labels[label] for example in examples if label in example.labels]
        positive = max(sum(values), 1.0)
        weights.append(min(max((len(values) - positive) / positive, 0.2), 25.0) ** 0.5)
    return torch.tensor(weights)


def learn(
    network: Network,
    pieces: Pieces,
    examples: Sequence[Example],
    *,
    epochs: int,
    seed: int,
    rate: float = 1.0,
    half: bool = False,
) -> None:
    """Trains in place; the same seed gives the same network on the same machine.

    ``rate``: how fast, against the usual.

    ``half``: forward in bfloat16, which takes half the time where the processor has it, and
    twenty times as much where it has not.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network.train()
    head = set(map(id, network.head.parameters()))
    body = [one for one in network.parameters() if one.requires_grad and id(one) not in head]
    optimizer = torch.optim.AdamW(
        [
            {"params": body, "lr": RATE * rate},
            {"params": network.head.parameters(), "lr": HEAD_RATE * rate},
        ],
        weight_decay=DECAY,
        fused=True,
    )
    plan = [list(_batches(pieces, examples, chance)) for _ in range(epochs)]
    steps = sum(map(len, plan))
    warm = max(1, int(WARM * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    positive = _weights(examples)
    for epoch, batches in enumerate(plan):
        began, total = time.monotonic(), 0.0
        for one in batches:
            with torch.autocast("cpu", torch.bfloat16, enabled=half):
                logits = network(one.ids, one.segments, one.mask, one.pooled).float()
            loss = (
                functional.binary_cross_entropy_with_logits(
                    logits, one.labels, weight=one.known, pos_weight=positive, reduction="sum"
                )
                / one.known.sum()
            )
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += float(loss.detach())
        took = time.monotonic() - began
        print(f"  epoch {epoch + 1}: loss {total / len(batches):.4f}, {took:.0f} s", flush=True)


def logits(
    network: Network, pieces: Pieces, examples: Sequence[Example]
) -> npt.NDArray[np.float32]:
    """Logits (examples, labels), in the order given."""
    network.eval()
    texts = [
        encode(pieces, one.message) if one.reply is None else encode(pieces, one.message, one.reply)
        for one in examples
    ]
    found = np.zeros((len(examples), len(LEARNT)), np.float32)
    order = sorted(range(len(texts)), key=lambda at: len(texts[at].ids))
    with torch.inference_mode():
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            one = batch([texts[row] for row in rows], [examples[row] for row in rows])
            found[rows] = network(one.ids, one.segments, one.mask, one.pooled).numpy()
    return found
