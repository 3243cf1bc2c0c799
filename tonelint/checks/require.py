"""``require``: something that must be in a reply.

Without ``detect``, what the contexts in force ``require``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from tonelint.checks.rule import LIKELY, Case, Finding, Rule
from tonelint.known import rank
from tonelint.resources import names_one, preferred
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
        due: dict[str, dict[str | None, Requirement]] = {}
        for context, stance in case.stances:
            for element, requirement in stance.require.items():
                if _is_due(requirement, case) and not _is_met(element, requirement, half, case):
                    due.setdefault(element, {})[context] = requirement
        for element, requirements in due.items():
            likely = 0.0 if _any_of(requirements) else half.likely.get(element, 0.0)
            if (1 - likely) * case.chance(requirements) >= LIKELY:
                context, requirement = min(
                    requirements.items(), key=lambda item: rank(item[1].severity)
                )
                found = Finding.on(
                    half, subject=element, severity=requirement.severity, context=context
                )
                resources = preferred(case.document, _any_of(requirements), half.language)
                yield replace(found, suggestions=resources)

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


def _is_met(element: str, requirement: Requirement, half: ReadText, case: Case) -> bool:
    """Whether the element is there; of ``any-of``, whether one of the resources is named."""
    if requirement.any_of:
        known = case.document.resources
        return names_one(half.text, [known[name] for name in requirement.any_of])
    return element in half.elements


def _any_of(requirements: Mapping[str | None, Requirement]) -> tuple[str, ...]:
    """The resources that these requirements name."""
    return tuple(name for one in requirements.values() for name in one.any_of)
