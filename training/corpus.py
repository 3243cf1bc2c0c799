"""The corpus: labelled messages and pairs, read from the JSON lines beside this file.

A message has ``text`` and ``contexts``; a pair has ``message``, ``reply``, ``channel``,
``audience``, ``contexts``, ``tones``, ``elements`` and ``violations``. Both have ``id``, ``lang``,
``voice`` (who is imagined to write) and ``disputed``: labels on which two labellers differed,
which are neither learnt nor counted.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

HERE = Path(__file__).parent / "corpus"
LAST = Path(__file__).parent / "last"  # learnt once the rest is known
STRANGERS = Path(__file__).parent / "strangers"  # never learnt from

CONTEXTS = (
    "outage",
    "payment",
    "distress",
    "danger",
    "complaint",
    "criticism",
    "abuse",
    "humour",
    "question",
    "suggestion",
    "praise",
    "personal_data",
)
TONES = (
    "humorous",
    "sarcastic",
    "argumentative",
    "aggressive",
    "dismissive",
    "corporate",
    "promotional",
    "empathetic",
    "apologetic",
    "grateful",
    "helpful",
)
ELEMENTS = (
    "empathy",
    "next-step",
    "crisis-resource",
    "safety-instruction",
    "thanks",
    "follow-up",
    "private-channel",
)
# What the text model learns besides: of the message, despair (a line that helps is due); of the
# reply, faults that are not exact by nature, and that it needs details it may not get in public.
MESSAGE_SIGNALS = ("despair",)
FAULTS = ("blame", "overpromise", "unsafe-messaging", "public-personal-data")
REPLY_SIGNALS = ("asks-details",)
# Learnt besides, since it makes the rest better, and not shipped: by the default code of conduct
# something is wrong with the reply, whatever it is.
ASIDE = ("amiss",)

OF_MESSAGES = (*CONTEXTS, *MESSAGE_SIGNALS)
OF_REPLIES = (*TONES, *ELEMENTS, *FAULTS, *REPLY_SIGNALS)
LABELS = (*OF_MESSAGES, *OF_REPLIES)
LEARNT = (*LABELS, *ASIDE)

_FINDINGS = {*FAULTS, *TONES, *ELEMENTS}  # where these are disputed, a verdict may be

Record = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """Something to learn from: a text, or a reply with the message it answers.

    ``labels``: 1 or 0 for what is known; a label that is not there is not learnt from this text.
    """

    id: str
    group: str  # examples of one group are never on both sides of a split
    lang: str
    message: str
    reply: str | None
    labels: dict[str, float]


def records(folder: Path = HERE, files: str = "*.jsonl") -> Iterator[Record]:
    """Every record of the corpus, or of some ``files`` of a folder, in the order of the files."""
    for path in sorted(folder.glob(files)):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def examples(found: Iterable[Record]) -> list[Example]:
    """What to learn from records: a pair gives the message with its reply, and the message.

    A message that several replies answer is given once.
    """
    made: list[Example] = []
    given: set[tuple[str, str]] = set()
    for record in found:
        group = f"{record['lang']}:{record.get('voice', '')}"
        message = record.get("text", record.get("message", ""))
        if (group, message) not in given:
            given.add((group, message))
            labels = _of_message(record)
            made.append(Example(record["id"], group, record["lang"], message, None, labels))
        if "reply" in record:
            reply, labels = record["reply"], _of_reply(record)
            made.append(Example(record["id"], group, record["lang"], message, reply, labels))
    return made


def _known(labels: dict[str, float], disputed: Iterable[str]) -> dict[str, float]:
    return {name: value for name, value in labels.items() if name not in set(disputed)}


def _of_message(record: Record) -> dict[str, float]:
    labels = {name: float(name in record["contexts"]) for name in CONTEXTS}
    disputed = set(record.get("disputed", ()))
    if "signals" in record:
        labels["despair"] = float("despair" in record["signals"])
    elif "distress" not in record["contexts"] and "distress" not in disputed:
        labels["despair"] = 0.0
    elif "reply" in record:
        missing = "missing-element:crisis-resource"
        if missing not in disputed and "crisis-resource" not in disputed:
            needed = {missing, "crisis-resource"}
            labels["despair"] = float(
                bool(needed & {*record["violations"], *record.get("elements", ())})
            )
    return _known(labels, disputed)


# What a record without ``elements`` still tells: a context that requires one lacks it or not.
_REQUIRED = {
    "empathy": {"outage", "payment", "distress", "danger", "complaint"},
    "next-step": {"outage", "payment", "danger", "complaint", "question"},
    "safety-instruction": {"danger"},
    "thanks": {"suggestion", "praise"},
    "follow-up": {"suggestion"},
}


def _of_reply(record: Record) -> dict[str, float]:
    disputed = set(record.get("disputed", ()))
    violations = set(record["violations"])
    labels = {name: float(name in record["tones"]) for name in TONES}
    labels |= {name: float(name in violations) for name in FAULTS}
    if "elements" in record:
        labels |= {name: float(name in record["elements"]) for name in ELEMENTS}
    else:
        for name, where in _REQUIRED.items():
            if where & set(record["contexts"]) - disputed:
                labels[name] = float(f"missing-element:{name}" not in violations)
    missing = "missing-element:private-channel"
    if missing in violations and "personal_data" not in record["contexts"]:
        labels["asks-details"] = 1.0
    elif record.get("audience") == "public" and "private-channel" not in record.get("elements", ()):
        labels["asks-details"] = 0.0
    for name in (*ELEMENTS, "asks-details"):
        if f"missing-element:{name}" in disputed or (
            missing in disputed and name == "asks-details"
        ):
            labels.pop(name, None)
    if violations - disputed:
        labels["amiss"] = 1.0
    elif not any(name in _FINDINGS or ":" in name for name in disputed):
        labels["amiss"] = 0.0
    return _known(labels, disputed)


@cache
def held_out(group: str, share: float = 0.12) -> bool:
    """Whether a group is kept apart, to choose thresholds and to measure on.

    Texts without a voice never are: the phrases were tuned on them.
    """
    return not group.endswith(":") and crc32(group.encode()) % 1000 < share * 1000


def fold(group: str, folds: int) -> int:
    """The fold of a group in cross-validation."""
    return crc32(b"fold" + group.encode()) % folds
