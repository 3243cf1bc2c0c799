"""Results as plain records: the one shape of ``json`` and ``jsonl`` (see ``schema.json``)."""

from typing import Any

from tonelint.results import (
    ContextFound,
    Decision,
    Detection,
    Evidence,
    Fix,
    Related,
    Result,
    Situation,
    Suppressed,
    Violation,
)
from tonelint.summary import Summary


def _evidence(found: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [{"text": one.text, "start": one.start, "end": one.end, **_place(one)} for one in found]


def _place(one: Evidence) -> dict[str, int]:
    """The place in the file, where it is known."""
    if one.begins is None or one.ends is None:
        return {}
    return {
        "line": one.begins.line,
        "column": one.begins.column,
        "end_line": one.ends.line,
        "end_column": one.ends.column,
    }


def _detection(found: Detection) -> dict[str, Any]:
    return {
        "name": found.name,
        "score": round(found.score, 4),
        "evidence": _evidence(found.evidence),
    }


def _context(found: ContextFound) -> dict[str, Any]:
    return {**_detection(found), "source": found.source}


def _violation(found: Violation) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "subject": found.subject,
        "severity": found.severity,
        "message": found.message,
        "why": found.why,
        "remedy": found.remedy,
        "context": found.context,
        "text": found.text,
        "start": found.start,
        "end": found.end,
        "line": found.begins.line,
        "column": found.begins.column,
        "end_line": found.ends.line,
        "end_column": found.ends.column,
        "suggestions": list(found.suggestions),
        "fix": _fix(found.fix),
        "related": [_related(one) for one in found.related],
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {"start": fix.start, "end": fix.end, "text": fix.text, "safe": fix.safe}


def _related(one: Related) -> dict[str, Any]:
    return {
        "path": one.path,
        "line": one.begins.line,
        "column": one.begins.column,
        "text": one.text,
    }


def _suppressed(one: Suppressed) -> dict[str, Any]:
    return {**_violation(one.violation), "reason": one.reason}


def of_result(result: Result) -> dict[str, Any]:
    """A draft object."""
    return {
        "id": result.id,
        "path": result.path,
        "line": result.line,
        "title": result.draft.title,
        "template": result.draft.template,
        "language": result.language,
        "contexts": [_context(found) for found in result.contexts],
        "tones": [_detection(found) for found in result.tones],
        "elements": [_detection(found) for found in result.elements],
        "suggested_tone": list(result.advice.tones),
        "decided_by": result.advice.context,
        "decision": of_decision(result.decision),
        "violations": [_violation(found) for found in result.violations],
        "suppressed": [_suppressed(found) for found in result.suppressed],
    }


def of_summary(summary: Summary) -> dict[str, Any]:
    """The summary object."""
    humour = summary.humour
    return {
        "drafts": summary.drafts,
        "errors": summary.severities["error"],
        "warnings": summary.severities["warning"],
        "humour": {
            "drafts": humour.count,
            "share": round(humour.share, 4),
            "at_least": round(humour.at_least, 4),
            "allowed": humour.allowed,
        },
        "remarks": [
            {"name": one.name, "severity": one.severity, "message": one.text}
            for one in summary.remarks()
        ],
    }


def of_decision(decision: Decision) -> dict[str, Any]:
    """What the decision tree says."""
    return {
        "do": decision.do,
        "to": list(decision.to),
        "approved_by": list(decision.approved_by),
        "note": decision.note,
        "path": [
            {"question": step.asked, "yes": step.yes, "because": list(step.because)}
            for step in decision.path
        ],
    }


def of_situation(situation: Situation) -> dict[str, Any]:
    """A message object."""
    return {
        "id": situation.id,
        "path": situation.path,
        "line": situation.line,
        "language": situation.language,
        "contexts": [_context(found) for found in situation.contexts],
        "suggested_tone": list(situation.advice.tones),
        "decided_by": situation.advice.context,
    }
