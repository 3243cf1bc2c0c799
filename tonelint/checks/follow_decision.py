"""``follow-decision``: a reply that the decision tree, or a context, does not let go out."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.wording import word


class FollowDecision(Rule):
    """What the decision tree says is done: who answers, who agrees first, or nobody answers.

    A draft that does not say its author's role is not held to ``route``; whose role is among
    those that agree needs no one else to.
    """

    check: Literal["follow-decision"]
    subjects: ClassVar[tuple[str, ...]] = (
        "answer-after-approval",
        "route",
        "do-not-answer",
        "close",
    )

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding a draft, on the whole of it."""
        decision, role = case.decision, case.draft.role
        agreed = {*case.draft.approved_by, *((role,) if role else ())}
        if decision.do in ("do-not-answer", "close") and not case.draft.approved_by:
            yield _finding(case, decision.do, ())
        elif decision.do == "route" and role and not agreed & set(decision.to):
            yield _finding(case, decision.do, decision.to)
        else:
            for context, wanted in _approvals(case):
                if not agreed & set(wanted):
                    yield _finding(case, "answer-after-approval", wanted, context)
                    return


def _approvals(case: Case) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """The roles of which one must agree: as the tree says, then as each context does."""
    if case.decision.do == "answer-after-approval":
        yield None, case.decision.approved_by
    for context, stance in case.stances:
        if stance.approved_by:
            yield context, stance.approved_by


def _finding(case: Case, do: str, roles: tuple[str, ...], context: str | None = None) -> Finding:
    found = Finding.on(case.reading.halves[0], subject=do, context=context)
    fills = {"subject": word(f"do {do}", case.ui), "roles": case.titles(roles)}
    return Finding(found.start, found.end, subject=do, context=context, fills=fills)
