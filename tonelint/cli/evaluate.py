"""``tonelint eval``: how well tonelint reads, on labelled data and on behaviour."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tonelint.cli import options
from tonelint.errors import InputError
from tonelint.known import Detecting

if TYPE_CHECKING:
    from tonelint.evaluation.invariance import Flips
    from tonelint.evaluation.scores import Item, Scores
    from tonelint.linter import Linter

Records = list[tuple[int, dict[str, Any]]]


@click.command(name="eval")
@click.argument("paths", nargs=-1, required=True, metavar="DATA.jsonl… [BEHAVIOUR.yml…]")
@options.policy
@options.detection
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
@click.option(
    "--invariance", is_flag=True, help="Also count labels that flip when messages are retyped."
)
@click.option("--record", metavar="FILE", help="Put the headline figures on record.")
@click.option(
    "--against", metavar="FILE", help="Exit with 1 if a figure falls 0.02 below this record."
)
def command(  # noqa: PLR0913 - one parameter an option
    paths: tuple[str, ...],
    policy_name: str | None,
    detection: Detecting | None,
    format_name: str,
    errors: bool,
    invariance: bool,
    record: str | None,
    against: str | None,
) -> None:
    """Measure detection and verdicts against labelled JSON lines.

    A YAML file gives behaviour: cases that must come out right. Exit code: 1
    if one does not, or if a figure fell.
    """
    from tonelint.evaluation import record as records  # noqa: PLC0415
    from tonelint.evaluation import scores  # noqa: PLC0415
    from tonelint.evaluation.invariance import contexts_flipped  # noqa: PLC0415

    data = tuple(path for path in paths if not path.endswith((".yml", ".yaml")))
    linter = options.make_linter(options.load_policy(policy_name, paths), detection=detection)
    judged: dict[str, list[Item]] = {}
    messages: list[tuple[str, str]] = []
    reading = options.Sorted()
    for path, found in _files(data, reading):
        judged[path] = list(reading(scores.judge(linter, found, path)))
        messages += [pair for _, one in found for pair in _message(one)]
    groups = {path: scores.scores(items) for path, items in judged.items()}
    if len(judged) > 1:
        groups["all"] = scores.scores([item for items in judged.values() for item in items])
    plain = {name: one.record() for name, one in groups.items()}
    flipped = contexts_flipped(linter, messages) if invariance else {}
    _print(format_name, groups, plain, flipped)
    if errors:
        for path, items in judged.items():
            click.echo("\n".join(line for item in items for line in _errors(path, item)))
    failed = [line for path in paths if path not in data for line in _behaviour(linter, path)]
    if record:
        records.write(Path(record), plain)
    if against:
        try:
            failed += records.fallen(plain, records.read(Path(against)))
        except InputError as error:
            options.fail(error)
    for line in failed:
        click.echo(line, err=True)
    sys.exit(options.WRONG if reading.wrong else int(bool(failed)))


def _files(paths: tuple[str, ...], sort: options.Sorted) -> Iterator[tuple[str, Records]]:
    """The records of each file; a bad line is said and passed over."""
    from tonelint import drafts  # noqa: PLC0415
    from tonelint.drafts import jsonl  # noqa: PLC0415

    for found in sort(drafts.texts(paths, options.standard_input(paths))) if paths else ():
        lines = jsonl.records(found.text, found.path)
        kept = sort(
            record if isinstance(record, InputError) else (number, record)
            for number, record, _ in lines
        )
        yield found.path, list(kept)


def _message(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    text = record.get("text", record.get("message"))
    if isinstance(text, str):
        yield text, str(record.get("lang", "en"))


def _behaviour(linter: "Linter", path: str) -> Iterator[str]:
    """Prints what of a file of behaviour holds; gives a sentence for each case that does not."""
    from tonelint import drafts, strict_yaml  # noqa: PLC0415
    from tonelint.drafts import formats  # noqa: PLC0415
    from tonelint.evaluation import behaviour  # noqa: PLC0415

    content = drafts.load(Path(path))
    if isinstance(content, InputError):
        raise content
    says = strict_yaml.load(formats.decode(content, path), path)
    try:
        outcomes = list(behaviour.run(linter, says))
    except InputError as error:
        raise replace(error, path=path) from None
    click.echo(f"{path}: {len(outcomes)} cases")
    for name in dict.fromkeys(outcome.behaviour for outcome in outcomes):
        of_it = [outcome for outcome in outcomes if outcome.behaviour == name]
        right = sum(outcome.wrong is None for outcome in of_it)
        click.echo(f"    {name:<50} {right} of {len(of_it)}")
        yield from (f"{path}: {name}: {one.wrong}" for one in of_it if one.wrong)


def _print(
    format_name: str,
    groups: Mapping[str, "Scores"],
    plain: Mapping[str, Any],
    flipped: Mapping[str, "Flips"],
) -> None:
    if format_name == "json":
        shares = {name: round(one.share, 4) for name, one in flipped.items()}
        more = {"invariance": shares} if shares else {}
        click.echo(json.dumps({**plain, **more}, ensure_ascii=False, indent=1))
        return
    for name, one in groups.items():
        click.echo("\n".join(_table(name, one)))
    if flipped:
        click.echo("flips under changes        texts  of decisions  of labels found")
        for name, of_it in flipped.items():
            numbers = f"{of_it.share:>13.3f} {of_it.share_of_found:>16.3f}"
            click.echo(f"    {name:<22} {of_it.texts:>5} {numbers}")


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
