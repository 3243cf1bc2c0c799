"""``tonelint policy``: check, test, show, compare, print and begin a code of conduct."""

import click

from tonelint.cli.lazy import LazyGroup

_COMMANDS = ("check", "test", "show", "diff", "render", "init")


@click.group(
    name="policy",
    cls=LazyGroup,
    modules={name: f"{__name__}.{name}" for name in _COMMANDS},
)
def command() -> None:
    """Check, test, show, compare, print or begin a code of conduct."""
