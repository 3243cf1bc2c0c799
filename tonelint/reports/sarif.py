"""``sarif``: the Static Analysis Results Interchange Format, 2.1.0, of code scanning."""

from collections.abc import Iterable, Iterator
from typing import Any

from tonelint.drafts.places import Position
from tonelint.rendering.speech import URL
from tonelint.reports.files import address, is_file, stands_as_it_reads, to_mend
from tonelint.reports.fingerprints import Fingerprints
from tonelint.reports.machine import document
from tonelint.reports.report import Settings
from tonelint.reports.words import Words
from tonelint.results import Result, Suppressed, Violation
from tonelint.summary import Remark, Summary

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}
_FINGERPRINT = "tonelint/v1"

_Object = dict[str, Any]


def check(results: Iterable[Result], settings: Settings, summary: Summary) -> Iterator[str]:
    """One document, whole: it lists first the rules that found something."""
    run = _Run(Words(settings, summary), summary)
    found = [one for result in results for one in run.of_result(result)]
    found += [run.of_remark(remark) for remark in summary.remarks()]
    tool = {
        "name": "tonelint",
        "version": settings.version,
        "semanticVersion": settings.version,
        "language": settings.ui,
        "rules": list(run.rules.values()),
    }
    yield document(
        {
            "$schema": _SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": tool},
                    "language": settings.ui,
                    "columnKind": "unicodeCodePoints",
                    "invocations": [{"executionSuccessful": True}],
                    "results": found,
                    "properties": {"policy": settings.policy},
                }
            ],
        }
    )


class _Run:
    """Writes findings down, and the rules they are of by name."""

    def __init__(self, words: Words, summary: Summary) -> None:
        self.rules: dict[str, _Object] = {}
        self._words = words
        self._summary = summary
        self._fingerprints = Fingerprints()

    def of_result(self, result: Result) -> Iterator[_Object]:
        """The findings of a draft, then those that are set aside."""
        for found in result.violations:
            yield self._result(result, found)
        for aside in result.suppressed:
            yield {**self._result(result, aside.violation), "suppressions": [_suppression(aside)]}

    def of_remark(self, remark: Remark) -> _Object:
        """What is said of the whole run: it has no place."""
        return {
            **self._head(remark.name, remark.severity, "", remark.text),
            "partialFingerprints": {_FINGERPRINT: self._fingerprints.of_words(remark.name)},
        }

    def _result(self, result: Result, found: Violation) -> _Object:
        said = " ".join(filter(None, (found.message, found.remedy)))
        written = self._head(found.name, found.severity, f"{found.why} {found.remedy}", said)
        if is_file(result.path):
            written["locations"] = [_location(result.path, _region(result, found))]
        related = [*self._of_message(result, found), *_others(result, found)]
        if related:
            written["relatedLocations"] = [
                {"id": number, **one} for number, one in enumerate(related, 1)
            ]
        written["partialFingerprints"] = {_FINGERPRINT: self._fingerprints.of(result, found)}
        written |= {"fixes": fixes} if (fixes := _fixes(result, found)) else {}
        known = {
            "draft": result.id,
            "title": result.draft.title,
            "context": found.context,
            "suggestions": list(found.suggestions) or None,
        }
        return {**written, "properties": {key: value for key, value in known.items() if value}}

    def _head(self, name: str, severity: str, about: str, said: str) -> _Object:
        self._describe(name, severity, about.strip() or said)
        return {
            "ruleId": name,
            "ruleIndex": list(self.rules).index(name),
            "level": _LEVELS[severity],
            "message": {"text": _without_links(said)},
        }

    def _describe(self, name: str, severity: str, about: str) -> None:
        """Lists a rule, the first time it finds something: what it weighs in the policy."""
        if name in self.rules:
            return
        rule = self._summary.rules.get(name.partition(":")[0])
        source = URL.search(rule.source.text(self._words.ui)) if rule and rule.source else None
        title = self._words.rule(name)
        self.rules[name] = {
            "id": name,
            "name": title,
            "shortDescription": {"text": title},
            "fullDescription": {"text": about},
            "help": {"text": about},
            "defaultConfiguration": {"level": _LEVELS[rule.severity if rule else severity]},
            **({"helpUri": source[0]} if source else {}),
        }

    def _of_message(self, result: Result, found: Violation) -> Iterator[_Object]:
        """The words of the message that make it the situation the rule is about."""
        for context in result.contexts:
            if context.name != found.context or context.source != "message":
                continue
            for one in context.evidence:
                if one.begins and one.ends and is_file(result.path):
                    said = f"{self._words.context(context.name)} – {one.text}"
                    region = _span(one.begins, one.ends)
                    yield {**_location(result.path, region), "message": {"text": said}}


def _others(result: Result, found: Violation) -> Iterator[_Object]:
    for one in found.related:
        path = one.path or result.path
        if is_file(path):
            at = {"startLine": one.begins.line, "startColumn": one.begins.column}
            said = {"message": {"text": _without_links(one.text)}} if one.text else {}
            yield {**_location(path, at), **said}


def _location(path: str | None, region: _Object) -> _Object:
    place = {"artifactLocation": {"uri": address(path or "")}, "region": region}
    return {"physicalLocation": place}


def _span(begins: Position, ends: Position) -> _Object:
    return {
        "startLine": begins.line,
        "startColumn": begins.column,
        "endLine": ends.line,
        "endColumn": ends.column,
    }


def _region(result: Result, found: Violation) -> _Object:
    """The place in the file; its text, as the file has it or else as it reads."""
    region = _span(found.begins, found.ends)
    if not found.text:
        return region
    text = {"text": found.text}
    as_is = stands_as_it_reads(result.draft.written, found.start, found.end)
    return {**region, "snippet": text if as_is else {"rendered": text}}


def _fixes(result: Result, found: Violation) -> list[_Object]:
    place = to_mend(result.draft, found.fix)
    if found.fix is None or place is None:
        return []
    change = {
        "artifactLocation": {"uri": address(result.path or "")},
        "replacements": [
            {"deletedRegion": _span(*place), "insertedContent": {"text": found.fix.text}}
        ],
    }
    return [{"description": {"text": found.remedy or found.message}, "artifactChanges": [change]}]


def _suppression(aside: Suppressed) -> _Object:
    """In the draft itself, or in the code of conduct or the baseline."""
    kind = "inSource" if aside.by else "external"
    return {"kind": kind, "status": "accepted", "justification": aside.reason}


def _without_links(text: str) -> str:
    """The text as it reads: ``[words](place)`` would be a link, and a draft may say anything."""
    return text.replace("](", "] (")
