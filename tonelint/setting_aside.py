"""Violations set aside: by a comment or a waiver in the draft, or by a waiver of the policy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tonelint.checks import Case
from tonelint.conduct.document import Document
from tonelint.drafts.draft import Suppression
from tonelint.drafts.places import Position
from tonelint.results import Suppressed, Violation
from tonelint.terms import Waiver
from tonelint.wording import word

UNUSED, EXPIRED, REFUSED = "unused-suppression", "expired-waiver", "refused-waiver"
_SEVERITIES = {UNUSED: "info", EXPIRED: "warning", REFUSED: "warning"}


@dataclass(frozen=True, slots=True)
class SetAside:
    """Sorts violations into those that stand and those set aside, on a day."""

    document: Document
    today: date
    ui: str

    def sort(
        self, found: Iterable[Violation], case: Case
    ) -> tuple[tuple[Violation, ...], tuple[Suppressed, ...]]:
        """Both kinds. With the first, what is wrong with the waivers of the draft itself."""
        standing: list[Violation] = []
        aside: list[Suppressed] = []
        used: set[Suppression] = set()
        refused: set[Suppression] = set()
        for item in found:
            own = next((one for one in case.draft.suppressions if _names(one.rule, item)), None)
            if own and not self._is_over(own.until):
                if self._may_be(item):
                    used.add(own)
                    aside.append(Suppressed(item, own.reason))
                    continue
                refused.add(own)
            waiver = next(self._waivers(item, case), None)
            if waiver:
                aside.append(Suppressed(item, waiver.reason, waiver))
            else:
                standing.append(item)
        return (*standing, *self._idle(case.draft.suppressions, used, refused)), tuple(aside)

    def _waivers(self, item: Violation, case: Case) -> Iterator[Waiver]:
        """The waivers of the policy that set a violation aside."""
        for waiver in self.document.waivers if self._may_be(item) else ():
            if (
                _names(waiver.rule, item)
                and not self._is_over(waiver.until)
                and (not waiver.contexts or any(map(case.reading.has_context, waiver.contexts)))
                and (not waiver.channels or case.draft.channel in waiver.channels)
            ):
                yield waiver

    def _may_be(self, item: Violation) -> bool:
        """Whether the policy lets a violation be set aside at all."""
        never = self.document.never_waived
        return item.context not in never.contexts and not any(
            _names(rule, item) for rule in never.rules
        )

    def _is_over(self, until: date | None) -> bool:
        return until is not None and until < self.today

    def _idle(
        self, given: Iterable[Suppression], used: set[Suppression], refused: set[Suppression]
    ) -> Iterator[Violation]:
        """A waiver of the draft that is over, that is not allowed, or that sets nothing aside."""
        for one in given:
            if self._is_over(one.until):
                yield self._about(one, EXPIRED)
            elif one in refused:
                yield self._about(one, REFUSED)
            elif one not in used:
                yield self._about(one, UNUSED)

    def _about(self, one: Suppression, rule: str) -> Violation:
        at: Position = one.position
        return Violation(
            rule=rule,
            subject=None,
            severity=_SEVERITIES[rule],
            message=word(f"message of {rule}", self.ui, text=one.rule, until=str(one.until)),
            why=word(f"why of {rule}", self.ui),
            remedy=word(f"remedy of {rule}", self.ui),
            text="",
            start=0,
            end=0,
            begins=at,
            ends=at,
        )


def _names(rule: str, item: Violation) -> bool:
    return rule in (item.rule, item.name)
