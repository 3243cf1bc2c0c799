"""The command line: one thin module a command, imported when it is called."""

import sys
from importlib import import_module
from typing import Any, cast

import click

from tonelint import __version__

_COMMANDS = {
    "check": "tonelint.cli.check",
    "context": "tonelint.cli.context",
    "rules": "tonelint.cli.rules",
    "explain": "tonelint.cli.explain",
    "policy": "tonelint.cli.policy",
    "eval": "tonelint.cli.evaluate",
}


class _LazyGroup(click.Group):
    """Commands by name; a module is imported only when its command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        return cast("click.Command", import_module(_COMMANDS[cmd_name]).command)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tonelint")
def cli() -> None:
    """The right tone at the right moment.

    Checks draft replies against the message they answer and a code of conduct
    written in YAML, in French and in English.
    """


def main() -> Any:
    """The entry point of the ``tonelint`` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a report in French on any locale
            stream.reconfigure(encoding="utf-8", errors="replace")
    return cli()
