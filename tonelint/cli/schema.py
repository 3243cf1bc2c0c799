"""``tonelint schema``: the JSON Schema of codes of conduct, for editors."""

import json

import click


@click.command(name="schema")
def command() -> None:
    """Print the JSON Schema of codes of conduct and packs, for editors to complete and check.

    Save it, and begin your code with: # yaml-language-server: $schema=FILE
    """
    from tonelint.conduct.schema import json_schema  # noqa: PLC0415 - pydantic waits

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=1))
