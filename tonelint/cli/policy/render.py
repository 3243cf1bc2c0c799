"""``tonelint policy render``: a code of conduct as the document that people sign."""

from datetime import datetime

import click

from tonelint import clock
from tonelint.cli import options
from tonelint.known import LANGUAGES, Language


@click.command(name="render")
@options.named_policy
@click.option(
    "--format",
    "format_name",
    type=click.Choice(("markdown", "html")),
    default="markdown",
    show_default=True,
)
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of the document (else the code's first)."
)
@options.now
@click.option(
    "--output", "output_path", type=click.Path(dir_okay=False), metavar="FILE",
    help="Write the document to a file.",
)  # fmt: skip
def command(
    name: str | None,
    format_name: str,
    lang: Language | None,
    now: datetime | None,
    output_path: str | None,
) -> None:
    """Write a code of conduct as a document to read, print and sign."""
    from tonelint.rendering import render  # noqa: PLC0415 - --help stays quick

    policy = options.load_policy(name)
    today = (now or clock.now()).date()
    language = lang or policy.document.languages[0]
    options.write([render(policy, format_name, language, today)], output_path)
