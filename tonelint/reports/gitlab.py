"""``gitlab``: the Code Quality report of GitLab."""

from collections.abc import Iterable, Iterator
from typing import Any

from tonelint.reports.files import WHOLE, portable
from tonelint.reports.fingerprints import Fingerprints
from tonelint.reports.machine import document
from tonelint.reports.report import Settings
from tonelint.results import Result
from tonelint.summary import Summary

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:  # noqa: ARG001 - one interface
    """One list of issues. No two have the same fingerprint: GitLab shows only one of those."""
    fingerprints = Fingerprints()
    issues = [
        {
            **_issue(found.name, found.severity, f"{found.message} {found.remedy}".strip()),
            "fingerprint": fingerprints.of(result, found),
            "location": {
                "path": portable(result.path),
                "lines": {"begin": found.begins.line, "end": found.ends.line},
            },
        }
        for result in results
        for found in result.violations
    ]
    issues += [
        {
            **_issue(remark.name, remark.severity, remark.text),
            "fingerprint": fingerprints.of_words(remark.name),
            "location": {"path": WHOLE, "lines": {"begin": 1, "end": 1}},
        }
        for remark in summary.remarks()
    ]
    yield document(issues)


def _issue(name: str, severity: str, said: str) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": name,
        "description": said,
        "categories": ["Style"],
        "severity": _SEVERITIES[severity],
    }
