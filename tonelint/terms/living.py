"""What changes over time in a code of conduct: exceptions with an end, rules that harden."""

from typing import Literal

from tonelint.known import Channel
from tonelint.terms.base import Day, Term


class Waiver(Term):
    """A rule set aside, by someone, for a reason, until a day.

    ``rule`` is ``rule`` or ``rule:subject``. Of ``contexts`` and ``channels``, where given, one
    holds.
    """

    rule: str
    reason: str
    author: str | None = None
    until: Day | None = None
    contexts: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()


class NeverWaived(Term):
    """What no waiver and no comment in a draft sets aside."""

    contexts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class Adoption(Term):
    """Until a day, violations of these rules (of all, if none is named) weigh so much at most."""

    until: Day
    at_most: Literal["warning", "info"]
    rules: tuple[str, ...] = ()
