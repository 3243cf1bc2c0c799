"""``tonelint completion``: what makes a shell complete the command line."""

import click
from click.shell_completion import get_completion_class

_SHELLS = ("bash", "zsh", "fish")
_PROGRAM, _VARIABLE = "tonelint", "_TONELINT_COMPLETE"  # as click derives the one from the other


@click.command(name="completion")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print a script that completes commands, options and their values.

    In bash: eval "$(tonelint completion bash)". docs/ci.md says where to put
    it for each shell.
    """
    kind = get_completion_class(shell)
    if kind is None:  # a click without this shell
        raise click.UsageError(f"this version of click does not complete {shell}")
    click.echo(kind(context.find_root().command, {}, _PROGRAM, _VARIABLE).source())
