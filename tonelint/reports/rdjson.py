"""``rdjson``: the diagnostic format of reviewdog.

Its columns count bytes of UTF-8. They are given where the line of the file is known up to there
(a reply that is written as it reads); elsewhere a place is a line. Reviewdog refuses keys that it
does not know, and only its latest versions know related places: those are said in the message.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tonelint.drafts.draft import Draft
from tonelint.drafts.places import Position
from tonelint.reports.files import byte_column, portable, to_mend
from tonelint.reports.machine import document
from tonelint.reports.report import Settings
from tonelint.reports.words import Words
from tonelint.results import Result, Violation
from tonelint.summary import Summary
from tonelint.wording import colon

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}

_Object = dict[str, Any]


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:
    """One document, whole."""
    words = Words(settings, summary)
    found = [
        _diagnostic(result, violation, words)
        for result in results
        for violation in result.violations
    ]
    found += [
        {
            "message": remark.text,
            "severity": _SEVERITIES[remark.severity],
            "code": {"value": remark.name},
        }
        for remark in summary.remarks()
    ]
    yield document({"source": {"name": "tonelint"}, "diagnostics": found})


def _diagnostic(result: Result, found: Violation, words: Words) -> _Object:
    range_ = _range(result.draft, found.begins, found.ends)
    suggestions = list(_suggestions(result.draft, found))
    return {
        "message": "\n".join((found.message, found.remedy, *_related(result, found, words))),
        "location": {"path": portable(result.path), "range": range_},
        "severity": _SEVERITIES[found.severity],
        "code": {"value": found.name},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _range(draft: Draft, begins: Position, ends: Position) -> _Object:
    columns = byte_column(draft, begins), byte_column(draft, ends)
    if None in columns:
        return {"start": {"line": begins.line}, "end": {"line": ends.line}}
    return {
        "start": {"line": begins.line, "column": columns[0]},
        "end": {"line": ends.line, "column": columns[1]},
    }


def _suggestions(draft: Draft, found: Violation) -> Iterator[_Object]:
    """The fix, where its bytes are known."""
    place = to_mend(draft, found.fix)
    if found.fix and place and None not in (byte_column(draft, at) for at in place):
        yield {"range": _range(draft, *place), "text": found.fix.text}


def _related(result: Result, found: Violation, words: Words) -> Iterator[str]:
    for one in found.related:
        place = f"{portable(one.path or result.path)}:{one.begins.line}:{one.begins.column}"
        yield f"{words.say('see also')}{colon(words.ui)}{place}"
