"""``tonelint eval``: precision, recall and F1 on labelled data."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tonelint.cli import options
from tonelint.errors import InputError

if TYPE_CHECKING:
    from tonelint.evaluation import Item, Scores


@click.command(name="eval")
@click.argument("paths", nargs=-1, required=True, metavar="DATA.jsonl…")
@options.policy
@click.option(
    "--format",
    "format_name",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
)
@click.option(
    "--errors", is_flag=True, help="Also list what was missed and what was a false alarm."
)
def command(
    paths: tuple[str, ...], policy_name: str | None, format_name: str, errors: bool
) -> None:
    """Measure detection and verdicts against labelled JSON lines."""
    from tonelint import evaluation  # noqa: PLC0415

    policy = options.load_policy(policy_name, paths)
    linter = options.make_linter(policy)
    judged: dict[str, list[Item]] = {}
    reading = options.Sorted()
    for path, records in _files(paths, reading):
        judged[path] = list(reading(evaluation.judge(linter, records, path)))
    groups = {path: evaluation.scores(items) for path, items in judged.items()}
    if len(judged) > 1:
        groups["all"] = evaluation.scores([item for items in judged.values() for item in items])
    if format_name == "json":
        click.echo(
            json.dumps(
                {name: one.record() for name, one in groups.items()}, ensure_ascii=False, indent=1
            )
        )
    else:
        for name, one in groups.items():
            click.echo("\n".join(_table(name, one)))
    if errors:
        for path, items in judged.items():
            click.echo("\n".join(line for item in items for line in _errors(path, item)))
    sys.exit(options.WRONG if reading.wrong else 0)


def _files(
    paths: tuple[str, ...], sort: options.Sorted
) -> Iterator[tuple[str, list[tuple[int, dict[str, Any]]]]]:
    """The records of each file; a bad line is said and passed over."""
    from tonelint import drafts  # noqa: PLC0415
    from tonelint.drafts import jsonl  # noqa: PLC0415

    for found in sort(drafts.texts(paths, options.standard_input(paths))):
        lines = jsonl.records(found.text, found.path)
        kept = sort(
            record if isinstance(record, InputError) else (number, record)
            for number, record, _ in lines
        )
        yield found.path, list(kept)


def _table(name: str, scores: "Scores") -> Iterator[str]:
    yield f"{name}: {scores.items} items"
    for kind, table in scores.tables.items():
        yield f"  {kind:<36} {'precision':>9} {'recall':>7} {'F1':>6} {'support':>8}"
        rows = [(label, table.labels[label]) for label in sorted(table.labels)]
        for label, counts in [*rows, ("micro", table.micro)]:
            yield (
                f"    {label:<34} {counts.precision:>9.2f} {counts.recall:>7.2f} {counts.f1:>6.2f}"
                f" {counts.support:>8}"
            )
        yield f"    {'macro':<34} {'':>9} {'':>7} {table.macro_f1:>6.2f}"
    if scores.language_accuracy is not None:
        yield f"  language: accuracy {scores.language_accuracy:.3f}"
    if scores.verdict_accuracy is not None:
        alarms = "-" if scores.false_alarms is None else f"{scores.false_alarms:.2f}"
        accuracy = f"accuracy {scores.verdict_accuracy:.2f}"
        yield f"  verdict: {accuracy}, false alarms on clean replies {alarms}"
    yield ""


def _errors(path: str, item: "Item") -> Iterator[str]:
    for kind, gold in item.gold.items():
        found = item.found.get(kind, frozenset())
        for label in sorted(gold - found - item.disputed):
            yield f"{path} {item.id}: missed {kind} {label}"
        for label in sorted(found - gold - item.disputed):
            yield f"{path} {item.id}: false alarm {kind} {label}"
