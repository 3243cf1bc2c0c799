"""Precision, recall and F1 of what tonelint finds, against labelled data.

Data are JSON lines by the labelling guidelines: messages
``{"id", "lang", "text", "contexts", "disputed"}`` and replies ``{"id", "lang",
"channel", "audience", "message", "reply", "contexts", "tones", "violations",
"disputed"}``. A disputed label is not counted, either way.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults, known_fields, whole
from tonelint.errors import InputError
from tonelint.known import BREAKING
from tonelint.linter import Linter

KINDS = ("contexts", "tones", "violations")


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled message or reply, and the labels tonelint gave it, by kind."""

    id: str
    language: tuple[str, str] | None  # as labelled, as identified from the text alone
    gold: Mapping[str, frozenset[str]]
    found: Mapping[str, frozenset[str]]
    disputed: frozenset[str]

    @property
    def verdict(self) -> tuple[bool, bool] | None:
        """Whether the reply is clean: (as labelled, as found); ``None`` where it is disputed."""
        if "violations" not in self.gold:
            return None
        gold = self.gold["violations"] - self.disputed
        if not gold and self.disputed & self.gold["violations"]:
            return None
        found = self.found["violations"] - self.disputed
        return not gold, not found


@dataclass(slots=True)
class Counts:
    """True and false positives and false negatives of one label, or of many."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found; 0 where there is nothing."""
        return self.right / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0

    @property
    def support(self) -> int:
        """How often the label is in the data."""
        return self.right + self.missed

    def record(self) -> dict[str, Any]:
        """As a plain record."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "support": self.support,
            "found": self.right + self.wrong,
        }


@dataclass(slots=True)
class Table:
    """The figures of one kind of label."""

    labels: dict[str, Counts] = field(default_factory=dict)

    def add(self, gold: frozenset[str], found: frozenset[str], disputed: frozenset[str]) -> None:
        """Counts one item."""
        for label in (gold | found) - disputed:
            counts = self.labels.setdefault(label, Counts())
            counts.right += label in gold and label in found
            counts.wrong += label not in gold
            counts.missed += label not in found

    @property
    def micro(self) -> Counts:
        """All labels counted together."""
        total = Counts()
        for counts in self.labels.values():
            total.right += counts.right
            total.wrong += counts.wrong
            total.missed += counts.missed
        return total

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the labels that the data hold."""
        scores = [counts.f1 for counts in self.labels.values() if counts.support]
        return sum(scores) / len(scores) if scores else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one file, or of one language of it."""

    items: int
    tables: Mapping[str, Table]
    verdicts: Counter[tuple[bool, bool]]
    languages: Counter[tuple[str, str]]

    @property
    def language_accuracy(self) -> float | None:
        """Share of texts whose language is rightly identified; ``None`` if none is labelled."""
        return _agreement(self.languages)

    @property
    def verdict_accuracy(self) -> float | None:
        """Share of replies rightly called clean or not; ``None`` without replies."""
        return _agreement(self.verdicts)

    @property
    def false_alarms(self) -> float | None:
        """Share of clean replies that were held to break the code."""
        clean = sum(count for (gold, _), count in self.verdicts.items() if gold)
        return self.verdicts[True, False] / clean if clean else None

    def record(self) -> dict[str, Any]:
        """As a plain record, the shape of ``eval --format json``."""
        kinds: dict[str, Any] = {}
        for kind, table in self.tables.items():
            kinds[kind] = {
                "labels": {name: table.labels[name].record() for name in sorted(table.labels)},
                "micro": table.micro.record(),
                "macro_f1": round(table.macro_f1, 4),
            }
        shares = {
            "language": {"accuracy": self.language_accuracy},
            "verdict": {"accuracy": self.verdict_accuracy, "false_alarms": self.false_alarms},
        }
        for group in shares.values():
            group.update(
                {key: None if value is None else round(value, 4) for key, value in group.items()}
            )
        return {"items": self.items, **kinds, **shares}


def _agreement(pairs: Counter[Any]) -> float | None:
    total = pairs.total()
    return (
        sum(count for (gold, found), count in pairs.items() if gold == found) / total
        if total
        else None
    )


def judge(
    linter: Linter, records: Iterable[tuple[int, Mapping[str, Any]]], path: str
) -> Iterator[Item | InputError]:
    """What tonelint finds in labelled records; an error in the place of one that has no labels."""
    for line, record in records:
        try:
            yield _item(linter, record, line)
        except InputError as error:
            yield replace(error, path=path, line=line)


def _item(linter: Linter, record: Mapping[str, Any], line: int) -> Item:
    labels = {kind: _labels(record, kind) for kind in KINDS if kind in record}
    if not labels:
        raise InputError("this line has no labels: “contexts”, “tones” or “violations”")
    return Item(
        id=str(record.get("id", line)),
        language=_languages(linter, record),
        gold=labels,
        found=_found(linter, record),
        disputed=_labels(record, "disputed"),
    )


def _languages(linter: Linter, record: Mapping[str, Any]) -> tuple[str, str] | None:
    text = record.get("reply", record.get("text", record.get("message")))
    if not isinstance(text, str) or "lang" not in record:
        return None
    return str(record["lang"]), linter.language(text)


def _labels(record: Mapping[str, Any], kind: str) -> frozenset[str]:
    value = record.get(kind, [])
    if not isinstance(value, list) or not all(isinstance(label, str) for label in value):
        raise InputError(f"“{kind}” must be a list of labels")
    return frozenset(value)


def _found(linter: Linter, record: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    reply, message = record.get("reply"), record.get("message", record.get("text"))
    if isinstance(reply, str):
        # “contexts” are labels here, no declaration.
        fields = known_fields({**record, "contexts": None}, Defaults())
        draft = Draft(reply=whole(reply), **fields)
        result = linter.check_draft(draft)
        held = (found.name for found in result.violations if found.severity in BREAKING)
        return {
            "contexts": frozenset(found.name for found in result.contexts),
            "tones": frozenset(found.name for found in result.tones),
            "violations": frozenset(held),
        }
    if isinstance(message, str):
        situation = linter.context(message)
        return {"contexts": frozenset(found.name for found in situation.contexts)}
    raise InputError("this line has neither a “text” nor a “message” and “reply”")


def scores(items: Sequence[Item]) -> Scores:
    """The figures of judged items."""
    tables: dict[str, Table] = {}
    verdicts: Counter[tuple[bool, bool]] = Counter()
    for item in items:
        for kind, gold in item.gold.items():
            table = tables.setdefault(kind, Table())
            table.add(gold, item.found.get(kind, frozenset()), item.disputed)
        if item.verdict is not None:
            verdicts[item.verdict] += 1
    languages = Counter(item.language for item in items if item.language)
    return Scores(len(items), tables, verdicts, languages)
