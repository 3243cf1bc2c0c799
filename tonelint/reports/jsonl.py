"""``jsonl``: one draft, or one message, an object a line."""

from collections.abc import Iterable, Iterator

from tonelint.reports import records
from tonelint.reports.machine import line
from tonelint.reports.report import Settings
from tonelint.results import Result, Situation
from tonelint.summary import Summary


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:  # noqa: ARG001 - one interface
    """One draft object a line."""
    for result in results:
        yield line(records.of_result(result)) + "\n"


def context(situations: Iterable[Situation], settings: Settings) -> Iterator[str]:  # noqa: ARG001 - one interface
    """One message object a line."""
    for situation in situations:
        yield line(records.of_situation(situation)) + "\n"
