"""Runs the examples of rules: a rule must fire where it says, and nowhere it says not."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tonelint.drafts.draft import Draft
from tonelint.errors import PolicyError

if TYPE_CHECKING:
    from tonelint.checks import Example
    from tonelint.linter import Linter


def misbehaving(linter: "Linter") -> Iterator[PolicyError]:
    """Each example that does not do what it says, and rules with no failing example."""
    policy = linter.policy
    for name, rule in policy.document.rules.items():
        if rule.severity == "off":
            continue
        if not rule.examples.fail:
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


def example_fires(linter: "Linter", name: str, example: "Example") -> bool:
    """Whether a rule finds a fault in an example (with its subject, if it names one)."""
    result = linter.check_draft(
        Draft(
            reply=example.reply,
            message=example.message,
            channel=example.channel,
            audience=example.audience,
            lang=example.lang,
            template=example.template,
            declared_contexts=example.contexts,
        )
    )
    return any(
        found.rule == name and example.subject in (None, found.subject)
        for found in result.violations
    )
