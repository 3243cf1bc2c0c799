"""``tonelint policy check``: is a code of conduct sound, do its examples behave?"""

import sys
from datetime import datetime

import click

from tonelint.cli import options
from tonelint.terminal import safe
from tonelint.wording import ui_language, word


@click.command(name="check")
@options.named_policy
@click.option("--quiet", is_flag=True, help="Mistakes and the verdict only, no information.")
@click.option(
    "--stale",
    type=click.IntRange(min=0),
    default=365,
    show_default=True,
    metavar="DAYS",
    help="For how many days a resource stays verified.",
)
@options.now
@options.ui
def command(
    name: str | None, quiet: bool, stale: int, now: datetime | None, ui: str | None
) -> None:
    """Check a code of conduct: keys, names, phrases, and the examples of its rules.

    Then says, as information, what its owner may want to look at: resources to
    verify again, waivers that end, incidents forgotten, what nothing reaches.
    """
    from tonelint.conduct.examples import misbehaving  # noqa: PLC0415 - reads texts
    from tonelint.conduct.remarks import remarks  # noqa: PLC0415 - pydantic waits

    policy = options.load_policy(name)
    language = ui_language(ui)
    linter = options.make_linter(policy, now=now)
    mistakes = list(linter.phrase_mistakes()) or list(misbehaving(linter))
    for mistake in mistakes:
        options.complain(mistake)
    if mistakes:
        sys.exit(options.WRONG)
    document = policy.document
    click.echo(
        word(
            "sound policy",
            language,
            file=policy.sources[-1].shown,
            contexts=str(len(document.contexts)),
            tones=str(len(document.tones)),
            rules=str(len(document.rules)),
        )
    )
    found = () if quiet else remarks(policy, language, now, stale)
    if found:
        click.echo(word("for information", language))
    for remark in found:
        click.echo(safe(str(remark)))
