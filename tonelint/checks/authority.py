"""``authority``: a power that the draft's author does not have."""

from collections.abc import Iterator
from typing import Literal

from tonelint.checks.rule import LIKELY, Case, Finding, Rule
from tonelint.results import Evidence
from tonelint.terms import Power


class Authority(Rule):
    """Who sends a reply may do what it does (``powers``, ``roles``), or someone who may agreed.

    A draft that does not say its author's role is not judged.
    """

    check: Literal["authority"]

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding a power that neither the author nor whoever agreed has."""
        roles = case.document.roles
        role = roles.get(case.draft.role or "")
        if role is None:
            return
        may = {*role.may, *(power for one in case.draft.approved_by for power in _may(case, one))}
        for power_name, power in case.document.powers.items():
            if power_name not in may:
                yield from _used(power_name, power, case)


def _may(case: Case, role: str) -> tuple[str, ...]:
    known = case.document.roles.get(role)
    return known.may if known else ()


def _used(name: str, power: Power, case: Case) -> Iterator[Finding]:
    """A finding where the reply uses a power, on the first words that do."""
    reading = case.reading
    context = next(filter(reading.has_context, power.contexts), None)
    if context or any(map(reading.message_signal, power.message_signals)):
        yield Finding.on(reading.halves[0], subject=name, context=context)
        return
    for evidence in _evidence(power, case):
        yield Finding.at(evidence, subject=name)
        return


def _evidence(power: Power, case: Case) -> Iterator[Evidence]:
    for found in (*case.reading.tones, *case.reading.elements):
        if found.name in (*power.tones, *power.elements) and found.score >= LIKELY:
            yield from found.evidence
    for signal in power.signals:
        yield from case.reading.signal(signal)
