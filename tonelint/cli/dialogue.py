"""The conversation of ``tonelint check`` on a terminal: paste, read, paste better."""

import os
import sys
from dataclasses import replace

import click

from tonelint.drafts import Defaults, Draft
from tonelint.linter import Linter
from tonelint.reports import Report, Settings
from tonelint.wording import word


def converse(
    linter: Linter, report: Report, settings: Settings, known: Defaults, failing: tuple[str, ...]
) -> int:
    """Asks for the message and drafts until one is clean; the exit code of the last one.

    ``failing``: the severities that make the exit code 1.
    """
    message = known.message or _paste("ask message", settings.ui) or None
    known = replace(known, message=message)
    reply = _paste("ask draft", settings.ui)
    if not reply:
        click.echo(word("no draft", settings.ui), err=True)
    failed = False
    while reply:
        draft = Draft(
            reply, message, channel=known.channel, audience=known.audience, lang=known.lang
        )
        result = linter.check_draft(draft)
        for piece in report.check([result], settings):
            click.echo(piece, nl=False)
        failed = any(result.count(severity) for severity in failing)
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
