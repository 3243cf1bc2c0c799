"""``forbid-tone``: a tone that has no place in the situation."""

from collections.abc import Iterator
from typing import Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.known import rank


class ForbidTone(Rule):
    """No tone that the contexts in force ``forbid``."""

    check: Literal["forbid-tone"]

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding a forbidden tone, on the first words that carry it."""
        for tone in case.reading.tones:
            strictest = _strictest(tone.name, case)
            if strictest and tone.evidence:
                severity, context = strictest
                yield Finding.at(
                    tone.evidence[0], subject=tone.name, severity=severity, context=context
                )


def _strictest(tone: str, case: Case) -> tuple[str, str | None] | None:
    """The heaviest severity any stance gives a tone, and the context that does."""
    found = [
        (stance.forbid[tone], context)
        for context, stance in case.stances
        if stance.forbid.get(tone, "off") != "off"
    ]
    return min(found, key=lambda item: rank(item[0]), default=None)
