"""Options that several commands share, and how a command ends."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from tonelint import __version__, clock
from tonelint.errors import InputError, PolicyMistakes, TonelintError
from tonelint.known import AUDIENCES, CHANNELS, DETECTING, LANGUAGES
from tonelint.terminal import safe
from tonelint.wording import ui_language

if TYPE_CHECKING:
    from tonelint.conduct import Policy
    from tonelint.reports import Settings
    from tonelint.reports.several import Output

_Command = TypeVar("_Command", bound=Callable[..., Any])
_T = TypeVar("_T")
WRONG = 2  # the command, or a file given to it, is wrong

ui = click.option(
    "--ui", type=click.Choice(LANGUAGES), help="Language of messages (else the locale's)."
)
named_policy = click.argument("name", required=False, metavar="[NAME|PATH]")
policy = click.option(
    "--policy", "policy_name", metavar="NAME|PATH", type=click.Path(),
    help="Code of conduct: built-in name or file (else the nearest tonelint.yml, else default).",
)  # fmt: skip
detection = click.option(
    "--detection", type=click.Choice(DETECTING),
    help="With the text model (full) or by phrases alone (else as the policy says).",
)  # fmt: skip
during = click.option(
    "--during", multiple=True, metavar="CONTEXT", help="A context that holds for every draft now."
)


personal_data = click.option(
    "--show-personal-data", is_flag=True,
    help="Show account numbers, addresses and the like, which reports other than JSON hide.",
)  # fmt: skip


def _time(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime | None:
    try:
        return None if value is None else clock.read(value)
    except ValueError:
        fail(f"--now {value}: give a day or a time, like 2026-01-10 or 2026-01-10T18:00")


now = click.option(
    "--now", callback=_time, metavar="TIME",
    help="The day or time that incidents, waivers and adoption look at (else the clock's).",
)  # fmt: skip


_OF_FILES: tuple[Callable[[Any], Any], ...] = (
    policy,
    during,
    now,
    detection,
    click.option("--channel", type=click.Choice(CHANNELS), help="Where replies will be posted."),
    click.option("--audience", type=click.Choice(AUDIENCES), help="Who will read them."),
    click.option(
        "--lang", type=click.Choice(LANGUAGES), help="Language of drafts that do not show it."
    ),
    click.option(
        "--jobs", type=click.IntRange(min=0), default=0, metavar="N",
        help="Processes at most (0: one a processor).",
    ),
    click.option(
        "--no-cache", is_flag=True, help="Neither use nor keep what was found before."
    ),
    ui,
)  # fmt: skip


def of_files(command: _Command) -> _Command:
    """The options of every command that checks files: the fields of ``Asking``."""
    for option in reversed(_OF_FILES):
        command = option(command)
    return command


def output(formats: Iterable[str]) -> Callable[[_Command], _Command]:
    """``--format`` and ``--output``."""
    to_file = click.option(
        "--output", "output_path", type=click.Path(dir_okay=False), metavar="FILE",
        help="Write the report to a file.",
    )  # fmt: skip
    return _format_and(to_file, formats)


def outputs(formats: Iterable[str]) -> Callable[[_Command], _Command]:
    """``--format`` and ``--output``, several at once."""
    to_files = click.option(
        "--output", "output_texts", multiple=True, metavar="[FORMAT=]FILE",
        help="Write a report to a file; several, with FORMAT=FILE each.",
    )  # fmt: skip
    return _format_and(to_files, formats)


def _format_and(
    option: Callable[[Any], Any], formats: Iterable[str]
) -> Callable[[_Command], _Command]:
    """``--format``, and an option after it."""
    format_name = click.option(
        "--format", "format_name", type=click.Choice(tuple(formats)), default="rich",
        show_default=True,
    )  # fmt: skip

    def decorate(command: _Command) -> _Command:
        decorated: _Command = format_name(option(command))
        return decorated

    return decorate


def chosen_outputs(texts: tuple[str, ...], format_name: str) -> "tuple[Output, ...]":
    """The reports asked for: on standard output the one of ``--format``, unless all go to files
    and it was not asked for.
    """
    from tonelint.reports.several import Output, parse_outputs  # noqa: PLC0415

    try:
        found = parse_outputs(texts, format_name)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    source = click.get_current_context().get_parameter_source("format_name")
    asked = source is click.core.ParameterSource.COMMANDLINE
    named = all("=" in text for text in texts)
    if texts and asked and named and all(output.path for output in found):
        return (Output(format_name), *found)
    return found


def complain(error: object) -> None:
    """Says what is wrong, on standard error."""
    click.echo(safe(str(error)), err=True)


def fail(error: object) -> NoReturn:
    """Says what is wrong and ends with exit code 2."""
    complain(error)
    sys.exit(WRONG)


def load_policy(name: str | None, paths: Iterable[str] = ()) -> "Policy":
    """The code of conduct: the one named, else the nearest file, else the default."""
    from tonelint import conduct  # noqa: PLC0415 - pydantic waits until it is needed

    first = next((path for path in paths if path != "-"), ".")
    try:
        return conduct.load(name or conduct.find(Path(first)) or "default")
    except PolicyMistakes as error:
        fail(error)


def make_linter(policy: "Policy", **more: Any) -> Any:
    """A :class:`~tonelint.linter.Linter`, ready to read."""
    from tonelint.linter import Linter  # noqa: PLC0415

    try:
        linter = Linter(policy, **more)
        linter.prepare()
    except (TonelintError, PolicyMistakes) as error:
        fail(error)
    return linter


def settings(policies: "Sequence[Policy]", ui_chosen: str | None, to_file: bool) -> "Settings":
    """How reports are to be written, from the terminal and the options; ``to_file``: standard
    output gets none.
    """
    from tonelint.reports import Settings  # noqa: PLC0415

    on_terminal = not to_file and sys.stdout.isatty()
    color = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(_terminal_width(), 100) if on_terminal else 80
    language = ui_language(ui_chosen)
    titles = {
        name: title[language]
        for policy in reversed(policies)
        for name, title in policy.outline.titles.items()
    }
    names = ", ".join(dict.fromkeys(policy.name for policy in policies))
    return Settings(names, __version__, language, color, width, titles)


def _terminal_width() -> int:
    import shutil  # noqa: PLC0415

    return shutil.get_terminal_size((80, 24)).columns


def standard_input(paths: Iterable[str]) -> bytes | None:
    """The content of standard input, if a path asks for it."""
    return sys.stdin.buffer.read() if "-" in paths else None


def write(pieces: Iterable[str], output_path: str | None) -> None:
    """Writes a report as it comes: to standard output, or whole to a file.

    Raises :class:`InputError` where the file cannot be written.
    """
    if output_path is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    try:
        _write_file(pieces, Path(output_path))
    except OSError as error:
        reason = f"the report cannot be written ({error.strerror})"
        raise InputError(reason, output_path) from None


def _write_file(pieces: Iterable[str], path: Path) -> None:
    if path.exists() and not path.is_file():  # a pipe, a device
        with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(pieces)
        return
    target = path.resolve()  # a link stays a link
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(pieces)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


class Sorted:
    """Passes results on, says errors on standard error, and remembers that there were some."""

    def __init__(self) -> None:
        self.wrong = False

    def __call__(self, items: Iterable[_T | InputError]) -> Iterator[_T]:
        """The items that are no errors."""
        for item in items:
            if isinstance(item, InputError):
                self.tell(item)
            else:
                yield item

    def tell(self, error: object) -> None:
        """An error that comes by itself."""
        self.wrong = True
        complain(error)

    def write(self, pieces: Iterable[str], output_path: str | None) -> None:
        """Writes a report; one that cannot be written keeps no other from being."""
        try:
            write(pieces, output_path)
        except InputError as error:
            self.tell(error)
