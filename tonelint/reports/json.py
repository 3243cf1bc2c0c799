"""``json``: one document, by the schema that ships with tonelint."""

from collections.abc import Iterable, Iterator

from tonelint.reports import records
from tonelint.reports.machine import line
from tonelint.reports.report import Settings
from tonelint.results import Result, Situation
from tonelint.summary import Summary


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:
    """``{"schema": 1, …, "drafts": […], "summary": {…}}``, written as results come."""
    yield _head(settings, "drafts")
    for index, result in enumerate(results):
        record = line(records.of_result(result))
        yield ("," if index else "") + "\n  " + record
    whole = line(records.of_summary(summary))
    yield f'\n ],\n "summary": {whole}}}\n'


def context(situations: Iterable[Situation], settings: Settings) -> Iterator[str]:
    """``{"schema": 1, …, "messages": […]}``."""
    yield _head(settings, "messages")
    for index, situation in enumerate(situations):
        record = line(records.of_situation(situation))
        yield ("," if index else "") + "\n  " + record
    yield "\n ]}\n"


def _head(settings: Settings, what: str) -> str:
    head = {"schema": 1, "tonelint": settings.version, "policy": settings.policy}
    return line(head)[:-1] + f',\n "{what}": ['
