"""``junit``: test reports as XML. A file is a suite, a draft a case; what is wrong is a failure."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from tonelint.known import BREAKING
from tonelint.reports import xml
from tonelint.reports.files import WHOLE, portable
from tonelint.reports.report import Settings
from tonelint.reports.words import Words
from tonelint.results import Result, Violation
from tonelint.summary import Remark, Summary


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:
    """One document, whole: it counts first."""
    words = Words(settings, summary)
    root = xml.Element("testsuites", name="tonelint")
    for path, drafts in groupby(results, key=lambda result: portable(result.path)):
        suite = xml.add(root, "testsuite", name=path)
        for result in drafts:
            _add_draft(suite, path, result, words)
    remarks = list(summary.remarks())
    if remarks:
        suite = xml.add(root, "testsuite", name=WHOLE)
        for remark in remarks:
            _add_remark(suite, remark, words)
    for suite in root:
        _count(suite, [suite])
    _count(root, list(root))
    yield xml.document(root)


def _add_draft(suite: xml.Element, path: str, result: Result, words: Words) -> None:
    name = result.id or result.draft.title or words.say("line", line=str(result.line))
    case = xml.add(
        suite, "testcase", name=name, classname=path, file=path, line=result.line, time="0"
    )
    for found in result.violations:
        if found.severity in BREAKING:
            said = _text(path, found, words)
            xml.add(case, "failure", said, type=found.name, message=found.message)
    notes = [found for found in result.violations if found.severity not in BREAKING]
    if notes:
        xml.add(case, "system-out", "\n\n".join(_text(path, found, words) for found in notes))


def _add_remark(suite: xml.Element, remark: Remark, words: Words) -> None:
    case = xml.add(suite, "testcase", name=words.rule(remark.name), classname=WHOLE, time="0")
    if remark.severity in BREAKING:
        xml.add(case, "failure", remark.text, type=remark.name, message=remark.text)
    else:
        xml.add(case, "system-out", remark.text)


def _text(path: str, found: Violation, words: Words) -> str:
    """All that is said of a finding, its place first."""
    place = f"{path}:{found.begins.line}:{found.begins.column}"
    lines = [f"{place}: {found.severity} {found.name}", found.message]
    lines += [
        words.led(key, said)
        for key, said in (("why", found.why), ("instead", found.remedy))
        if said
    ]
    return "\n".join((*lines, *(f"→ {phrase}" for phrase in found.suggestions)))


def _count(element: xml.Element, suites: list[xml.Element]) -> None:
    """Says on an element how many cases its suites have, and how many of them fail."""
    cases = [case for suite in suites for case in suite.iterfind("testcase")]
    failed = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": len(cases), "failures": failed, "errors": 0, "skipped": 0, "time": 0}
    for key, count in counts.items():
        element.set(key, str(count))
