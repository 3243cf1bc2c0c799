"""``checkstyle``: the XML of Checkstyle, which many tools read."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from tonelint.reports import xml
from tonelint.reports.files import WHOLE, portable
from tonelint.reports.report import Settings
from tonelint.results import Result
from tonelint.summary import Summary

_VERSION = "4.3"  # of Checkstyle, whose shape of report it is


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:  # noqa: ARG001 - one interface
    """One document: every file that was checked, with what was found in it."""
    root = xml.Element("checkstyle", version=_VERSION)
    for path, drafts in groupby(results, key=lambda result: portable(result.path)):
        file = xml.add(root, "file", name=path)
        for result in drafts:
            for found in result.violations:
                said = f"{found.message} {found.remedy}".strip()
                at = found.begins
                _add(file, found.name, found.severity, said, at.line, at.column)
    remarks = list(summary.remarks())
    if remarks:
        whole = xml.add(root, "file", name=WHOLE)
        for remark in remarks:
            _add(whole, remark.name, remark.severity, remark.text, 1)
    yield xml.document(root)


def _add(
    file: xml.Element, name: str, severity: str, said: str, line: int, column: int | None = None
) -> None:
    source = f"tonelint.{name}"
    xml.add(file, "error", line=line, column=column, severity=severity, message=said, source=source)
