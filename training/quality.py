"""Writes the tables of ``docs/quality.md``: ``python -m training.quality DATA [--trained LOG]``.

``DATA`` is a folder with the four development sets; ``LOG`` what ``python -m training.train``
printed. Each table stands between ``<!-- name -->`` and ``<!-- /name -->``; what is around is left
as it is.
"""

import argparse
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tonelint import Linter
from tonelint.evaluation import invariance, scores
from tonelint.evaluation.scores import Counts, Scores
from training import agreement
from training.corpus import STRANGERS, Record, records

PAGE = Path(__file__).parent.parent / "docs" / "quality.md"
SETS = {
    "messages fr": "dev_messages_fr.jsonl",
    "messages en": "dev_messages_en.jsonl",
    "replies fr": "dev_replies_fr.jsonl",
    "replies en": "dev_replies_en.jsonl",
}
NONE = "–"
Lines = Iterator[str]
Measured = Mapping[str, Scores]  # by set, and of all together


def _of_messages(measured: Measured) -> str:
    found = {lang: measured[f"messages {lang}"].tables["contexts"] for lang in ("fr", "en")}
    return ", ".join(f"{language} {table.macro_f1:.2f}" for language, table in found.items())


def _found_of(label: str) -> Callable[[Measured], str]:
    def found(measured: Measured) -> str:
        counts = measured["all"].tables["contexts"].labels[label]
        return f"{counts.recall:.2f} at {counts.precision:.2f}"

    return found


def _violations(measured: Measured) -> str:
    return _share(measured["all"].tables["violations"].micro.f1)


# What is wanted: of what, how much, and how it is taken from what was measured.
TARGETS: tuple[tuple[str, str, Callable[[Measured], str]], ...] = (
    ("contexts of messages, macro F1", "0.85 in each language", _of_messages),
    ("distress, recall at precision", "0.92 at 0.75", _found_of("distress")),
    ("danger, recall at precision", "0.92 at 0.75", _found_of("danger")),
    ("tones, macro F1", "0.80", lambda found: _share(found["all"].tables["tones"].macro_f1)),
    (
        "violations, micro F1",
        "0.80",
        _violations,
    ),
    ("verdict, accuracy", "0.88", lambda found: _share(found["all"].verdict_accuracy)),
    ("false alarms on clean drafts", "0.08", lambda found: _share(found["all"].false_alarms)),
)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--trained", type=Path)
    given = parser.parse_args()
    page = PAGE.read_text(encoding="utf-8")
    if given.trained:
        labels, scale = _printed(given.trained.read_text(encoding="utf-8"))
        page = _put(_put(page, "joined", labels), "scale", scale)
    sets = {name: list(records(given.data, file)) for name, file in SETS.items()}
    if not all(sets.values()):
        parser.error(f"{given.data} must hold {', '.join(SETS.values())}")
    linter = Linter()
    met = list(records(STRANGERS))
    dev, strangers = _measured(linter, sets), _measured(linter, _as_sets(met))
    parts = {
        "contexts": _table(dev, "contexts", list(dev)),
        "tones": _table(dev, "tones", ["replies fr", "replies en", "all"]),
        "violations": _table(dev, "violations", ["replies fr", "replies en", "all"]),
        "verdict": _verdict(dev),
        "targets": _targets(dev, strangers),
        "flips": _flips(linter, [one for found in sets.values() for one in found]),
        "agreement": agreement.table(),
    }
    for name, lines in parts.items():
        page = _put(page, name, "\n".join(lines))
    PAGE.write_text(page, encoding="utf-8")


def _as_sets(found: Sequence[Record]) -> dict[str, list[Record]]:
    """Records by the names of the sets they would be in."""
    sets: dict[str, list[Record]] = {name: [] for name in SETS}
    for one in found:
        kind = "replies" if "reply" in one else "messages"
        sets[f"{kind} {one['lang']}"].append(one)
    return sets


def _measured(linter: Linter, sets: Mapping[str, Sequence[Record]]) -> dict[str, Scores]:
    """The figures of each set, and of all together."""
    judged = {
        name: [
            item
            for item in scores.judge(linter, enumerate(found, 1), name)
            if isinstance(item, scores.Item)
        ]
        for name, found in sets.items()
    }
    together = [item for items in judged.values() for item in items]
    return {name: scores.scores(items) for name, items in (*judged.items(), ("all", together))}


def _table(measured: Measured, kind: str, columns: Sequence[str]) -> Lines:
    tables = [measured[name].tables[kind] for name in columns]
    yield "| | " + " | ".join(columns) + " |"
    yield "| --- |" + " --- |" * len(columns)
    for label in sorted({label for table in tables for label in table.labels}):
        yield f"| {label} | " + " | ".join(_cell(one.labels.get(label)) for one in tables) + " |"
    yield "| **micro** | " + " | ".join(_cell(table.micro) for table in tables) + " |"
    yield "| **macro F1** | " + " | ".join(f"{table.macro_f1:.2f}" for table in tables) + " |"


def _cell(counts: Counts | None) -> str:
    if counts is None:
        return NONE
    return f"{counts.precision:.2f} / {counts.recall:.2f} / {counts.f1:.2f} ({counts.support})"


def _verdict(measured: Measured) -> Lines:
    yield "| | " + " | ".join(measured) + " |"
    yield "| --- |" + " --- |" * len(measured)
    rows = {
        "clean or not, accuracy": "verdict_accuracy",
        "false alarms on clean replies": "false_alarms",
        "language identified": "language_accuracy",
    }
    for title, name in rows.items():
        cells = (getattr(one, name) for one in measured.values())
        told = " | ".join(NONE if cell is None else f"{cell:.3f}" for cell in cells)
        yield f"| {title} | {told} |"


def _targets(dev: Measured, strangers: Measured) -> Lines:
    yield "| | target | development sets | strangers |"
    yield "| --- | --- | --- | --- |"
    for name, wanted, reached in TARGETS:
        yield f"| {name} | {wanted} | {reached(dev)} | {reached(strangers)} |"


def _share(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"


def _flips(linter: Linter, found: Sequence[Record]) -> Lines:
    messages = [(str(one.get("text") or one["message"]), str(one["lang"])) for one in found]
    flips = invariance.contexts_flipped(linter, messages)
    yield "| change | texts | of decisions | of labels found |"
    yield "| --- | --- | --- | --- |"
    for change, one in flips.items():
        yield f"| {change} | {one.texts} | {one.share:.3f} | {one.share_of_found:.3f} |"


def _printed(log: str) -> tuple[str, str]:
    """The two tables that training prints last: by label, and by step of the score."""
    *_, labels, scale = re.findall(r"(?:^\|.*\n?)+", log, re.MULTILINE)
    return labels.rstrip("\n"), scale.rstrip("\n")


def _put(page: str, name: str, text: str) -> str:
    """The page with a part replaced. Raises ``ValueError`` if it has no such part."""
    before, begin, rest = page.partition(f"<!-- {name} -->")
    _, end, after = rest.partition(f"<!-- /{name} -->")
    if not end:
        raise ValueError(f"{PAGE}: there is no <!-- {name} --> … <!-- /{name} -->")
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"


if __name__ == "__main__":
    main()
