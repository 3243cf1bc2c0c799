"""Several reports of one run: which formats go where."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tonelint.nearest import nearest
from tonelint.reports import EXACT_FORMATS, FORMATS, named
from tonelint.reports.report import Settings
from tonelint.results import Result
from tonelint.summary import Summary

_STANDARD_OUTPUT = "-"

Write = Callable[[Iterable[str], str | None], None]
Hide = Callable[[Iterable[Result]], Iterable[Result]]


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the file it is written to (nothing: standard output)."""

    format: str
    path: str | None = None

    @property
    def place(self) -> str | None:
        """The file, however it is spelt."""
        return None if self.path is None else os.path.realpath(self.path)


def parse_output(text: str, format_name: str = "rich") -> Output:
    """``FORMAT=FILE``, or a ``FILE`` alone, in ``format_name``; ``-`` is standard output.

    Raises :class:`ValueError` where the format is none.
    """
    name, equals, path = text.partition("=")
    if not equals:
        name, path = format_name, text
    if not path:
        raise ValueError(f"--output {text}: say which file to write, as in {name or 'sarif'}=FILE")
    if name not in FORMATS:
        hint = nearest(name, FORMATS) or f"; there are {', '.join(FORMATS)}"
        raise ValueError(f"--output {text}: there is no format named “{name}”{hint}")
    return Output(name, None if path == _STANDARD_OUTPUT else path)


def parse_outputs(texts: Sequence[str], format_name: str = "rich") -> tuple[Output, ...]:
    """Every output that is asked for; none: ``format_name`` on standard output.

    Raises :class:`ValueError` where one is wrong, or two would be written over one another.
    """
    outputs = tuple(parse_output(text, format_name) for text in texts) or (Output(format_name),)
    for index, output in enumerate(outputs):
        for other in outputs[:index]:
            if output.place == other.place:
                where = f"--output {output.path}" if output.path else "standard output"
                raise ValueError(
                    f"{where}: two reports ({other.format} and {output.format}) cannot go to the"
                    " same place; give one of them another file, as in"
                    f" --output {output.format}=FILE"
                )
    return outputs


def told(
    format_name: str, results: Iterable[Result], settings: Settings, summary: Summary, hide: Hide
) -> Iterator[str]:
    """A report in pieces, without what one that is shown must not tell."""
    shown = results if format_name in EXACT_FORMATS else hide(results)
    return named(format_name).check(shown, settings, summary)


def write_all(
    results: Iterable[Result],
    outputs: Sequence[Output],
    settings: Settings,
    summary: Summary,
    write: Write,
    hide: Hide,
) -> None:
    """Writes each report; ``settings`` are those of standard output, ``hide`` takes out of the
    results what a report that is shown must not tell.

    A single one is written as results come. For several, the results are first all gathered.
    """
    gathered = results if len(outputs) == 1 else tuple(results)
    for output in outputs:
        how = settings if output.path is None else replace(settings, color=False, width=80)
        write(told(output.format, gathered, how, summary, hide), output.path)
