"""``require``: something that must be in a reply.

Without ``detect``, what the contexts in force ``require``.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from tonelint.checks.rule import LIKELY, Case, Finding, Rule
from tonelint.known import rank
from tonelint.terms import Detect, Requirement
from tonelint.understanding.reading import ReadText


class Require(Rule):
    """What the situation requires, or what ``detect`` recognises, must be in the reply.

    A reply in two languages is judged half by half: each reader reads one.
    """

    check: Literal["require"]
    detect: Detect = Detect()

    def findings(self, name: str, case: Case) -> Iterator[Finding]:
        """One finding an element and half that lacks it."""
        for half in case.reading.halves:
            if not self.detect.empty:
                if name not in half.rules:
                    yield Finding.on(half)
            else:
                yield from self._missing(half, case)

    def _missing(self, half: ReadText, case: Case) -> Iterator[Finding]:
        """One finding an element that is due: of several contexts, the strictest word."""
        due: dict[str, dict[str | None, str]] = {}
        for context, stance in case.stances:
            for element, requirement in stance.require.items():
                if element not in half.elements and _is_due(requirement, case):
                    due.setdefault(element, {})[context] = requirement.severity
        for element, severities in due.items():
            if (1 - half.likely.get(element, 0.0)) * case.chance(severities) >= LIKELY:
                context, severity = min(severities.items(), key=lambda item: rank(item[1]))
                yield Finding.on(half, subject=element, severity=severity, context=context)

    def detects(self, name: str) -> Mapping[str, Detect]:
        """What to look for, if the rule has something of its own."""
        return {} if self.detect.empty else {name: self.detect}


def _is_due(requirement: Requirement, case: Case) -> bool:
    if requirement.severity == "off":
        return False
    if requirement.audience and requirement.audience != case.audience:
        return False
    signals = requirement.when_signals
    return not signals or any(
        case.reading.signal(name) or case.reading.message_signal(name) for name in signals
    )
