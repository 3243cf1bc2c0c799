"""``tonelint check``: drafts against the code of conduct."""

import sys
from datetime import datetime

import click

from tonelint.cli import options
from tonelint.known import AUDIENCES, CHANNELS, LANGUAGES, Detecting
from tonelint.reports import FORMATS

_FAIL_LEVELS = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


@click.command(name="check")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--message", metavar="TEXT", help="The message being answered.")
@click.option("--message-file", metavar="FILE", help="A file with the message being answered.")
@click.option("--reply", metavar="TEXT", help="The draft itself, instead of a path.")
@options.policy
@options.during
@options.now
@options.detection
@click.option("--channel", type=click.Choice(CHANNELS), help="Where the reply will be posted.")
@click.option("--audience", type=click.Choice(AUDIENCES), help="Who will read it.")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of drafts that do not show it."
)
@options.output(FORMATS)
@click.option(
    "--fail-on",
    type=click.Choice(tuple(_FAIL_LEVELS)),
    default="error",
    show_default=True,
    help="What makes the exit code 1.",
)
@options.ui
def command(  # noqa: PLR0913 - one parameter an option
    paths: tuple[str, ...],
    message: str | None,
    message_file: str | None,
    reply: str | None,
    policy_name: str | None,
    during: tuple[str, ...],
    now: datetime | None,
    detection: Detecting | None,
    channel: str | None,
    audience: str | None,
    lang: str | None,
    format_name: str,
    output_path: str | None,
    fail_on: str,
    ui: str | None,
) -> None:
    """Check draft replies: files, folders, or - for standard input.

    With no argument on a terminal, asks for the message and the draft.

    Exit code: 0 nothing at or above the fail level, 1 violations, 2 the
    command or a file given to it is wrong.
    """
    from tonelint import drafts, reports  # noqa: PLC0415 - --help stays quick
    from tonelint.summary import Summary  # noqa: PLC0415

    if paths and reply is not None:
        raise click.UsageError("give the draft as a path or with --reply, not both")
    if message is not None and message_file is not None:
        raise click.UsageError("give the message with --message or with --message-file, not both")
    if message_file is not None:
        message = _read_text(message_file)
    asked = not paths and reply is None
    if asked and not sys.stdin.isatty():
        raise click.UsageError(
            "there is nothing to check: give a path, - for standard input, or --reply"
        )
    policy = options.load_policy(policy_name, paths)
    settings = options.settings(policy, ui, output_path)
    linter = options.make_linter(
        policy, ui=settings.ui, during=during, now=now, detection=detection
    )
    report = reports.named(format_name)
    known = drafts.Defaults(message, channel, audience, lang)
    if asked:
        from tonelint.cli.dialogue import converse  # noqa: PLC0415

        if output_path is not None:
            raise click.UsageError("--output goes with a path or --reply, not with a conversation")
        sys.exit(converse(linter, report, settings, known, _FAIL_LEVELS[fail_on]))
    if reply is not None:
        if not reply.strip():
            options.fail("--reply is empty: there is nothing to check")
        draft = drafts.Draft(reply, **drafts.known_fields({}, known))
        found = linter.check_all([draft])
    else:
        found = linter.check_all(drafts.read(paths, known, options.standard_input(paths)))
    sort, summary = options.Sorted(), Summary(policy.document, settings.ui)
    pieces = report.check(summary.counting(sort(found)), settings, summary)
    options.write(pieces, output_path)
    sys.exit(options.WRONG if sort.wrong else int(summary.reaches(_FAIL_LEVELS[fail_on])))


def _read_text(path: str) -> str:
    from tonelint import drafts  # noqa: PLC0415
    from tonelint.errors import InputError  # noqa: PLC0415

    stdin = options.standard_input((path,))
    for found in drafts.texts((path,), stdin):
        if isinstance(found, InputError):
            options.fail(found)
        return found.text
    return ""
