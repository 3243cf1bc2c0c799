"""``json``: one document, by the schema that ships with tonelint."""

import json
from collections.abc import Iterable, Iterator

from tonelint.reports import records
from tonelint.reports.report import Settings
from tonelint.results import Result, Situation


def check(results: Iterable[Result], settings: Settings) -> Iterator[str]:
    """``{"schema": 1, …, "drafts": […], "summary": {…}}``, written as results come."""
    counts = {"drafts": 0, "errors": 0, "warnings": 0}
    yield _head(settings, "drafts")
    for result in results:
        yield (
            ("," if counts["drafts"] else "")
            + "\n  "
            + json.dumps(records.of_result(result), ensure_ascii=False)
        )
        counts["drafts"] += 1
        counts["errors"] += result.count("error")
        counts["warnings"] += result.count("warning")
    yield f'\n ],\n "summary": {json.dumps(counts)}}}\n'


def context(situations: Iterable[Situation], settings: Settings) -> Iterator[str]:
    """``{"schema": 1, …, "messages": […]}``."""
    yield _head(settings, "messages")
    for index, situation in enumerate(situations):
        record = json.dumps(records.of_situation(situation), ensure_ascii=False)
        yield ("," if index else "") + "\n  " + record
    yield "\n ]}\n"


def _head(settings: Settings, what: str) -> str:
    head = {"schema": 1, "tonelint": settings.version, "policy": settings.policy}
    return json.dumps(head, ensure_ascii=False)[:-1] + f',\n "{what}": ['
