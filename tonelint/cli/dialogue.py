"""The conversation of ``tonelint check`` on a terminal: paste, read, paste better."""

import os
import sys
from dataclasses import replace

import click

from tonelint.drafts import Defaults, Draft, known_fields
from tonelint.linter import Linter
from tonelint.reports import Report, Settings
from tonelint.summary import Summary
from tonelint.wording import word


def converse(
    linter: Linter, report: Report, settings: Settings, known: Defaults, failing: tuple[str, ...]
) -> int:
    """Asks for the message and drafts until one is clean; the exit code of the last one.

    ``failing``: the severities that make the exit code 1.
    """
    if not known.message:
        known = replace(known, message=_paste("ask message", settings.ui) or None)
    reply = _paste("ask draft", settings.ui)
    if not reply:
        click.echo(word("no draft", settings.ui), err=True)
    failed = False
    while reply:
        result = linter.check_draft(Draft(reply, **known_fields({}, known)))
        summary = Summary(linter.policy, settings.ui)
        for piece in report.check(summary.counting([result]), settings, summary):
            click.echo(piece, nl=False)
        failed = summary.reaches(failing)
        if result.clean:
            break
        reply = _paste("ask better", settings.ui)
    return int(failed)


def _paste(question: str, ui: str) -> str:
    """What the person pastes, up to Ctrl-D."""
    click.secho(word(question, ui), bold=not os.environ.get("NO_COLOR") or None, err=True)
    text = sys.stdin.read().strip()
    click.echo(err=True)
    return text
