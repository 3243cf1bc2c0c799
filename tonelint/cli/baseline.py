"""``tonelint baseline``: the violations of today, noted as known."""

import sys
from itertools import chain
from pathlib import Path
from typing import Any

import click

from tonelint.cli import options
from tonelint.cli.files import NOTHING, Asking, begun
from tonelint.wording import ui_language, word

_DEFAULT = "tonelint-baseline.json"


@click.command(name="baseline")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path())
@options.of_files
@click.option("--all", "every", is_flag=True, help="Note violations at info too.")
@click.option(
    "-o", "--output", "output_path", default=_DEFAULT, show_default=True, metavar="FILE",
    type=click.Path(dir_okay=False), help="The file that holds them.",
)  # fmt: skip
def command(paths: tuple[str, ...], every: bool, output_path: str, **given: Any) -> None:
    """Note what breaks the code of conduct today, so that only new violations count.

    Give the file to “tonelint check --baseline FILE”. It holds no text of your replies.
    """
    from tonelint.baseline import Baseline  # noqa: PLC0415 - --help stays quick

    sort = options.Sorted()
    with begun(Asking(paths=paths, **given), sort.tell) as run:
        found = chain.from_iterable(results for _, results in run.parts())
        first = next(found, None)
        if first is None:  # a mistyped path must not make all debts forgotten
            if not sort.wrong:
                options.complain(NOTHING)
            sys.exit(options.WRONG)
        baseline = Baseline.of(chain([first], found), Path(output_path), every=every)
    options.write(baseline.text(), output_path)
    count = str(baseline.debts.total())
    click.echo(word("debts noted", ui_language(given["ui"]), count=count, file=output_path))
    if sort.wrong:
        sys.exit(options.WRONG)
