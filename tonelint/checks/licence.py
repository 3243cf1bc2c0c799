"""``licence``: humour outside the situations, channels and roles that may try it."""

from collections.abc import Iterator
from typing import Literal

from tonelint.checks.rule import LIKELY, Case, Finding, Rule
from tonelint.known import HUMOROUS


class Licence(Rule):
    """A reply is funny only where ``humour`` says that it may be."""

    check: Literal["licence"]

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding, on the first words that joke."""
        joke = next((tone for tone in case.reading.tones if tone.name == HUMOROUS), None)
        if joke and joke.evidence and joke.score >= LIKELY and not _is_licensed(case):
            yield Finding.at(joke.evidence[0], subject=HUMOROUS)


def _is_licensed(case: Case) -> bool:
    """Whether nothing speaks against humour; what is not known of a draft does not."""
    humour, draft = case.document.humour, case.draft
    return (
        (not humour.contexts or any(map(case.reading.has_context, humour.contexts)))
        and (not humour.roles or draft.role is None or draft.role in humour.roles)
        and (not humour.channels or draft.channel is None or draft.channel in humour.channels)
    )
