"""Runs the examples of rules: a rule must fire where it says, and nowhere it says not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tonelint.across import completed
from tonelint.conduct.loading import DEFAULT
from tonelint.drafts.draft import Draft, Turn
from tonelint.errors import PolicyError
from tonelint.results import Result

if TYPE_CHECKING:
    from tonelint.checks import Example
    from tonelint.conduct.loading import Policy
    from tonelint.linter import Linter
    from tonelint.terms import Shown


def misbehaving(linter: "Linter") -> Iterator[PolicyError]:
    """Each example that does not do what it says, and rules with no failing example.

    Of the policy's own rules; for the default code, of all there are.
    """
    policy = linter.policy
    for name, rule in policy.document.rules.items():
        if rule.severity == "off" or _is_inherited(policy, name):
            continue
        if not rule.examples.fail and not rule.sleeps(policy.document):
            source, line, column = policy.place(("rules", name))
            yield PolicyError(
                f"the rule “{name}” has no failing example: nothing shows that it fires",
                source.shown, line, column,
            )  # fmt: skip
        for kind, examples in (("fail", rule.examples.fail), ("pass", rule.examples.pass_)):
            for index, example in enumerate(examples):
                fires = example_fires(linter, name, example)
                if fires != (kind == "fail"):
                    source, line, column = policy.place(("rules", name, "examples", kind, index))
                    does = "does not break" if kind == "fail" else "breaks"
                    yield PolicyError(
                        f"this “{kind}” example {does} the rule “{name}”",
                        source.shown,
                        line,
                        column,
                    )


def _is_inherited(policy: "Policy", rule: str) -> bool:
    """Whether a rule's examples came with tonelint: its own tests run them.

    A policy may change what they show (its voice, a limit) without being wrong.
    """
    source, _, _ = policy.place(("rules", rule, "examples"))
    return source.is_shipped and source is not policy.sources[-1] and policy.name != DEFAULT


def draft_of(shown: "Shown", declared: tuple[str, ...]) -> Draft:
    """The draft that an example or a case shows; ``declared``: the contexts its author says."""
    return Draft(
        reply=shown.reply,
        id=shown.id,
        message=shown.message,
        channel=shown.channel,
        audience=shown.audience,
        lang=shown.lang,
        template=shown.template,
        declared_contexts=declared,
        role=shown.role,
        approved_by=shown.approved_by,
        received_at=shown.received_at,
        replied_at=shown.replied_at,
        thread=tuple(Turn(turn.author, turn.text, turn.audience) for turn in shown.thread),
        tool=shown.tool,
        title=shown.title,
        twin=shown.twin,
        reviewed=shown.reviewed,
    )


def example_fires(linter: "Linter", name: str, example: "Example") -> bool:
    """Whether a rule finds a fault in an example (with its subject, if it names one)."""
    draft = draft_of(example, example.contexts)
    document = linter.policy.document
    drafts = (*(draft_of(one, ()) for one in example.beside), draft)
    results = map(linter.check_draft, drafts)
    return any(
        found.rule == name and example.subject in (None, found.subject)
        for result in completed(results, document, linter.today, linter.ui)
        if isinstance(result, Result) and result.draft is draft
        for found in result.violations
    )
