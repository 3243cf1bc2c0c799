"""``tonelint policy check``: is a code of conduct sound, do its examples behave?"""

import sys
from datetime import datetime
from pathlib import Path

import click

from tonelint.cli import options
from tonelint.errors import PolicyMistakes, TonelintError
from tonelint.terminal import safe
from tonelint.wording import ui_language, word


@click.command(name="check")
@click.argument("names", nargs=-1, metavar="[NAME|PATH]…")
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
    names: tuple[str, ...], quiet: bool, stale: int, now: datetime | None, ui: str | None
) -> None:
    """Check codes of conduct: keys, names, phrases, and the examples of their rules.

    Then says, as information, what its owner may want to look at: resources to
    verify again, waivers that end, incidents forgotten, what nothing reaches.
    """
    language = ui_language(ui)
    sound = [_is_sound(name, quiet, stale, now, language) for name in names or (None,)]
    if not all(sound):
        sys.exit(options.WRONG)


def _is_sound(
    name: str | None, quiet: bool, stale: int, now: datetime | None, language: str
) -> bool:
    """Says what is wrong with one code of conduct, else what its owner may want to look at."""
    from tonelint import conduct  # noqa: PLC0415 - pydantic waits until it is needed
    from tonelint.conduct.examples import misbehaving  # noqa: PLC0415 - reads texts
    from tonelint.conduct.remarks import remarks  # noqa: PLC0415
    from tonelint.linter import Linter  # noqa: PLC0415

    try:
        policy = conduct.load(name or conduct.find(Path()) or "default")
        linter = Linter(policy, now=now)
        linter.prepare()
    except (TonelintError, PolicyMistakes) as error:
        options.complain(error)
        return False
    mistakes = list(linter.phrase_mistakes()) or list(misbehaving(linter))
    for mistake in mistakes:
        options.complain(mistake)
    if mistakes:
        return False
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
    return True
