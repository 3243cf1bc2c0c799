"""``tonelint context``: what situation a message puts its reply in."""

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from tonelint.cli import options
from tonelint.errors import InputError
from tonelint.known import LANGUAGES, Detecting
from tonelint.reports import CONTEXT_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tonelint.drafts.messages import Message
    from tonelint.linter import Linter
    from tonelint.results import Situation


@click.command(name="context")
@click.argument("paths", nargs=-1, metavar="[PATH… | -]", type=click.Path())
@click.option("--message", metavar="TEXT", help="The message itself, instead of a path.")
@options.policy
@options.during
@options.now
@options.detection
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of messages that do not show it."
)
@options.personal_data
@options.output(CONTEXT_FORMATS)
@options.ui
def command(  # noqa: PLR0913 - one parameter an option
    paths: tuple[str, ...],
    message: str | None,
    policy_name: str | None,
    during: tuple[str, ...],
    now: datetime | None,
    detection: Detecting | None,
    lang: str | None,
    show_personal_data: bool,
    format_name: str,
    output_path: str | None,
    ui: str | None,
) -> None:
    """Say what situation each message is, and which tone suits it.

    Messages: plain text files, JSON lines with "message" or "text", or - for
    standard input.
    """
    from tonelint import drafts, masking, reports  # noqa: PLC0415 - --help stays quick
    from tonelint.drafts.messages import Message  # noqa: PLC0415

    if bool(paths) == (message is not None):
        raise click.UsageError(
            "give messages as paths (or - for standard input), or one with --message"
        )
    if message is not None and not message.strip():
        options.fail("--message is empty: there is nothing to read")
    policy = options.load_policy(policy_name, paths)
    settings = options.settings([policy], ui, output_path is not None)
    linter = options.make_linter(
        policy, ui=settings.ui, during=during, now=now, detection=detection
    )
    sort = options.Sorted()
    if message is not None:
        found = iter([Message(message)])
    else:
        found = sort(drafts.read_messages(paths, options.standard_input(paths)))
    report = reports.named(format_name)
    situations: Iterator[Situation] = sort(_situations(linter, found, lang))
    if not (show_personal_data or format_name in reports.EXACT_FORMATS):
        situations = masking.situations(situations, masking.public_numbers([policy]))
    options.write(report.context(situations, settings), output_path)
    sys.exit(options.WRONG if sort.wrong else 0)


def _situations(
    linter: "Linter", messages: "Iterator[Message]", lang: str | None
) -> "Iterator[Situation | InputError]":
    for message in messages:
        try:
            yield linter.context(
                message.text, id=message.id, path=message.path, line=message.line, lang=lang
            )
        except InputError as error:
            yield error
