"""``tonelint config``: what applies to a file, and which line says so."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonelint.cli import options
from tonelint.errors import PolicyMistakes
from tonelint.terminal import plain

if TYPE_CHECKING:
    from tonelint.conduct.configuration import Applied


@click.command(name="config")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path())
@options.policy
def command(paths: tuple[str, ...], policy_name: str | None) -> None:
    """Show what applies to files: code of conduct, format, what is known of their drafts.

    Each line names the file and line that say so.
    """
    from tonelint.conduct.configuration import Configuration  # noqa: PLC0415 - pydantic waits

    configuration = Configuration(policy_name)
    wrong = False
    for path in paths:
        if not Path(path).exists():
            options.complain(f"{path}: there is no such file or folder")
            wrong = True
            continue
        try:
            applied = configuration.of(Path(path))
        except PolicyMistakes as mistakes:
            options.complain(mistakes)
            wrong = True
            continue
        for line in _lines(path, applied):
            click.echo(line)
    sys.exit(options.WRONG if wrong else 0)


def _lines(path: str, applied: "Applied") -> Iterator[str]:
    from tonelint.drafts import formats  # noqa: PLC0415

    policy = applied.policy
    extended = " ← ".join(
        source.shown for source in reversed(policy.sources) if _is_code(source.shown)
    )
    yield plain(path)
    yield f"  policy: {policy.name}  ({extended})"
    by_name = formats.named(path)
    if applied.format is None:
        yield f"  format: {by_name or 'text or markdown, by its content'}  (by its name)"
    yield f"  checked: {'yes' if applied.is_taken else 'no'}  ({_why(applied, Path(path))})"
    for origin in applied.origins:
        yield f"  {origin.name}: {_said(origin.value)}  ({origin.path}:{origin.line})"


def _is_code(shown: str) -> bool:
    """Whether a file is a code of conduct, not one of the packs that all extend."""
    return not shown.startswith("rules/")


def _why(applied: "Applied", path: Path) -> str:
    from tonelint.drafts import project_files  # noqa: PLC0415

    outline = applied.policy.outline
    if not applied.is_taken and project_files.is_one(path.name):
        return "a file of the project itself, unless files.include names it"
    for name, globs in (("exclude", outline.exclude), ("include", outline.include)):
        if globs and (name == "include" or not applied.is_taken):
            source, line, _ = applied.policy.place(("files", name))
            return f"files.{name}, {source.shown}:{line}"
    return "nothing leaves it out"


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} = {item}" for key, item in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else plain(str(value))
