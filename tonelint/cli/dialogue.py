"""The conversation of ``tonelint check`` on a terminal: paste, read, paste better."""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace

import click

from tonelint.drafts import Defaults, Draft, known_fields
from tonelint.linter import Linter
from tonelint.results import Result
from tonelint.summary import Summary
from tonelint.wording import word

Tell = Callable[[Iterable[Result], Summary], Iterable[str]]


def converse(
    linter: Linter,
    tell: Tell,
    ui: str,
    known: Defaults,
    failing: tuple[str, ...],
) -> int:
    """Asks for the message and drafts until one is clean; the exit code of the last one.

    ``tell`` makes the report of results that a summary counted; ``failing``: the severities that
    make the exit code 1.
    """
    if not known.message:
        known = replace(known, message=_paste("ask message", ui) or None)
    reply = _paste("ask draft", ui)
    if not reply:
        click.echo(word("no draft", ui), err=True)
    failed = False
    while reply:
        result = linter.check_draft(Draft(reply, **known_fields({}, known)))
        summary = Summary(linter.policy, ui)
        for piece in tell(summary.counting([result]), summary):
            click.echo(piece, nl=False)
        failed = summary.reaches(failing)
        if result.clean:
            break
        reply = _paste("ask better", ui)
    return int(failed)


def _paste(question: str, ui: str) -> str:
    """What the person pastes, up to Ctrl-D."""
    click.secho(word(question, ui), bold=not os.environ.get("NO_COLOR") or None, err=True)
    text = sys.stdin.read().strip()
    click.echo(err=True)
    return text
