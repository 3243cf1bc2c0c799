"""``tonelint policy show``: a code of conduct with all it extends."""

import click

from tonelint.cli import options


@click.command(name="show")
@options.named_policy
@click.option("--all", "everything", is_flag=True, help="Also the phrases that recognise things.")
@click.option(
    "--sources/--no-sources", default=True, help="Say where each line comes from (the default)."
)
def command(name: str | None, everything: bool, sources: bool) -> None:
    """Print a code of conduct with all it extends, as one YAML document.

    Each line ends in the file and line it comes from. The document is itself a
    code of conduct: it loads back as the same.
    """
    policy = options.load_policy(name)
    from tonelint.conduct.showing import shown  # noqa: PLC0415 - pydantic waits until needed

    click.echo(shown(policy, sources=sources, everything=everything), nl=False)
