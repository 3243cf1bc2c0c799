"""``tonelint decide``: walks the decision tree for one message and shows the path."""

from collections.abc import Mapping
from datetime import datetime

import click

from tonelint.cli import options
from tonelint.known import AUDIENCES, CHANNELS
from tonelint.reports import machine, records
from tonelint.results import Decision
from tonelint.terms import Role
from tonelint.wording import colon, join, ui_language, word


@click.command(name="decide")
@click.option("--message", required=True, metavar="TEXT", help="The message received.")
@options.policy
@options.during
@options.detection
@options.now
@click.option("--channel", type=click.Choice(CHANNELS), help="Where the message was posted.")
@click.option("--audience", type=click.Choice(AUDIENCES), help="Who can read it.")
@click.option(
    "--our-turns",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="How many times the organisation wrote in the thread already.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
)
@options.ui
def command(  # noqa: PLR0913 - one parameter an option
    message: str,
    policy_name: str | None,
    during: tuple[str, ...],
    detection: str | None,
    now: datetime | None,
    channel: str | None,
    audience: str | None,
    our_turns: int,
    format_name: str,
    ui: str | None,
) -> None:
    """Walk the decision tree for a message: what to do with it, and why."""
    if not message.strip():
        options.fail("--message is empty: there is nothing to read")
    policy = options.load_policy(policy_name)
    language = ui_language(ui)
    linter = options.make_linter(policy, ui=language, during=during, now=now, detection=detection)
    decision = linter.decide(message, channel=channel, audience=audience, our_turns=our_turns)
    if format_name == "json":
        record = {"schema": 1, "policy": policy.name, **records.of_decision(decision)}
        click.echo(machine.line(record))
        return
    for line in _lines(decision, policy.document.roles, language):
        click.echo(line)


def _lines(decision: Decision, roles: Mapping[str, Role], ui: str) -> list[str]:
    lines = []
    for step in decision.path:
        because = f" ({', '.join(step.because)})" if step.because else ""
        lines.append(f"{step.asked} {word('yes' if step.yes else 'no', ui)}{because}")
    done = word(f"do {decision.do}", ui)
    lines.append(f"→ {done}")
    for key, names in (("handled by", decision.to), ("approved by", decision.approved_by)):
        if names:
            titles = join([roles[name].title.text(ui) for name in names], ui)
            lines.append(f"  {word(key, ui)}{colon(ui)}{titles}")
    if decision.note:
        lines.append(f"  {decision.note}")
    return lines
