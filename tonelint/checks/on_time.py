"""``on-time``: a reply that came later than the situation allows."""

from collections.abc import Iterator
from typing import Literal

from tonelint import clock
from tonelint.checks.rule import Case, Finding, Rule
from tonelint.terms import minutes


class OnTime(Rule):
    """Between ``received_at`` and ``replied_at`` passes no more than the shortest ``reply-within``.

    A draft that does not say both times (ISO 8601) is not judged.
    """

    check: Literal["on-time"]

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding on the whole reply."""
        delay = _delay(case.draft.received_at, case.draft.replied_at)
        allowed = [
            (minutes(stance.reply_within), stance.reply_within, context)
            for context, stance in case.stances
            if stance.reply_within
        ]
        if delay is None or not allowed:
            return
        most, within, context = min(allowed, key=lambda one: one[0])
        if delay > most:
            found = Finding.on(case.reading.halves[0])
            fills = {"count": _said(delay), "max": within}
            yield Finding(found.start, found.end, context=context, fills=fills)


def _delay(received: str | None, replied: str | None) -> float | None:
    """Minutes between two times, if both can be read."""
    try:
        first, last = clock.read(received or ""), clock.read(replied or "")
    except ValueError:
        return None
    return (last - first).total_seconds() / 60


def _said(delay: float) -> str:
    hours, rest = divmod(round(delay), 60)
    return f"{hours} h {rest:02} min" if hours else f"{rest} min"
