"""``forbid-tone``: a tone that has no place in the situation."""

from collections.abc import Iterator
from typing import Literal

from tonelint.checks.rule import LIKELY, Case, Finding, Rule
from tonelint.known import rank


class ForbidTone(Rule):
    """No tone that the contexts in force ``forbid``."""

    check: Literal["forbid-tone"]

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding a forbidden tone, on the first words that carry it."""
        for tone in case.reading.tones:
            forbidding = _forbidding(tone.name, case)
            if forbidding and tone.evidence and tone.score * case.chance(forbidding) >= LIKELY:
                context, severity = next(iter(forbidding.items()))
                yield Finding.at(
                    tone.evidence[0], subject=tone.name, severity=severity, context=context
                )


def _forbidding(tone: str, case: Case) -> dict[str | None, str]:
    """The severity each context gives a tone it forbids, the heaviest first."""
    found = [
        (context, stance.forbid[tone])
        for context, stance in case.stances
        if stance.forbid.get(tone, "off") != "off"
    ]
    return dict(sorted(found, key=lambda item: rank(item[1])))
