"""``tonelint policy diff``: what changes from one code of conduct to another."""

import click

from tonelint.cli import options
from tonelint.wording import ui_language


@click.command(name="diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@options.ui
def command(before: str, after: str, ui: str | None) -> None:
    """Say in words what changes for a community manager from code A to code B.

    A and B are built-in names or files. Exit code: 0, whether or not something changes.
    """
    old, new = options.load_policy(before), options.load_policy(after)
    from tonelint.conduct import differences as compare  # noqa: PLC0415 - pydantic waits

    language = ui_language(ui)
    sections = compare.differences(old.document, new.document, language)
    if not sections:
        click.echo(compare.none(before, after, language))
    blocks = (
        "\n".join((section.heading, *(f"- {said}" for said in section.sentences)))
        for section in sections
    )
    click.echo("\n\n".join(blocks), nl=bool(sections))
