"""``tonelint rules``: the rules in force."""

import json

import click

from tonelint.cli import options
from tonelint.wording import ui_language


@click.command(name="rules")
@options.policy
@click.option(
    "--format",
    "format_name",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
)
@options.ui
def command(policy_name: str | None, format_name: str, ui: str | None) -> None:
    """List the rules in force: severity, name, kind, title."""
    policy = options.load_policy(policy_name)
    language = ui_language(ui)
    rows = [
        (rule.severity, name, rule.check, rule.title.text(language) if rule.title else "")
        for name, rule in policy.document.rules.items()
    ]
    if format_name == "json":
        keys = ("severity", "rule", "check", "title")
        click.echo(
            json.dumps(
                [dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=1
            )
        )
        return
    widths = [max(len(row[column]) for row in rows) for column in range(3)] if rows else []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo(f"{'  '.join(cells)}  {row[3]}".rstrip())
