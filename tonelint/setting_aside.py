"""Violations set aside: by a comment or a waiver in the draft, or by a waiver of the policy."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tonelint.checks import Case
from tonelint.conduct.document import Document
from tonelint.drafts.draft import Draft, Suppression
from tonelint.errors import InputError
from tonelint.nearest import close
from tonelint.results import Result, Suppressed, Violation
from tonelint.terms import Waiver
from tonelint.wording import word

UNUSED, UNKNOWN = "unused-suppression", "unknown-suppression"
EXPIRED, REFUSED = "expired-waiver", "refused-waiver"
_SEVERITIES = {UNUSED: "info", UNKNOWN: "warning", EXPIRED: "warning", REFUSED: "warning"}

Sorted = tuple[tuple[Violation, ...], tuple[Suppressed, ...]]


@dataclass(frozen=True, slots=True)
class SetAside:
    """Sorts violations into those that stand and those set aside, on a day.

    With the first comes what is wrong with the suppressions of the draft itself; each is judged
    once: those of rules across replies by :meth:`sort_across`, those said for a whole file by
    :class:`SharedUse`, the others by :meth:`sort`.
    """

    document: Document
    today: date
    ui: str

    def sort(self, found: Iterable[Violation], case: Case) -> Sorted:
        """What the rules see in one draft."""
        judged = [one for one in case.draft.suppressions if not self._is_later(one, case.draft)]
        contexts = {context.name for context in case.reading.contexts}
        return self._sorted(found, case.draft, contexts, judged)

    def sort_across(self, found: Iterable[Violation], result: Result) -> Sorted:
        """What rules across replies see in the draft of a result, once all are read."""
        judged = [one for one in result.draft.suppressions if self._is_later(one, result.draft)]
        contexts = {context.name for context in result.contexts}
        return self._sorted(found, result.draft, contexts, judged)

    def mistakes(
        self,
        given: Iterable[Suppression],
        used: Collection[Suppression],
        refused: Collection[Suppression] = (),
    ) -> Iterator[Violation]:
        """What is wrong with suppressions of a draft: one names no rule, is over, is not allowed,
        or sets nothing aside.
        """
        for one in given:
            if not self._is_known(one.rule):
                yield self._about(one, UNKNOWN)
            elif self._is_over(one.until):
                yield self._about(one, EXPIRED)
            elif one in refused:
                yield self._about(one, REFUSED)
            elif one not in used:
                yield self._about(one, UNUSED)

    def _sorted(
        self,
        found: Iterable[Violation],
        draft: Draft,
        contexts: Collection[str],
        judged: Sequence[Suppression],
    ) -> Sorted:
        """Both kinds; with the first, what is wrong with the suppressions ``judged``."""
        standing: list[Violation] = []
        aside: list[Suppressed] = []
        used: set[Suppression] = set()
        refused: set[Suppression] = set()
        in_force = [one for one in draft.suppressions if not self._is_over(one.until)]
        in_force.sort(key=lambda one: (one.shared, one.span is None))  # the nearest first
        for item in found:
            own = next((one for one in in_force if _covers(one, item)), None)
            if own and self._may_be(item):
                used.add(own)
                aside.append(Suppressed(item, own.reason, by=own))
                continue
            if own:
                refused.add(own)
            waiver = next(self._waivers(item, draft, contexts), None)
            if waiver:
                aside.append(Suppressed(item, waiver.reason, waiver))
            else:
                standing.append(item)
        own_mistakes = [one for one in judged if not one.shared or one in refused]
        return (*standing, *self.mistakes(own_mistakes, used, refused)), tuple(aside)

    def _waivers(
        self, item: Violation, draft: Draft, contexts: Collection[str]
    ) -> Iterator[Waiver]:
        """The waivers of the policy that set a violation aside."""
        for waiver in self.document.waivers if self._may_be(item) else ():
            if (
                _names(waiver.rule, item)
                and not self._is_over(waiver.until)
                and (not waiver.contexts or any(name in contexts for name in waiver.contexts))
                and (not waiver.channels or draft.channel in waiver.channels)
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

    def _is_later(self, one: Suppression, draft: Draft) -> bool:
        """Whether what it sets aside is only looked for once all canned replies are read."""
        rule = self.document.rules.get(one.rule.partition(":")[0])
        return draft.template and rule is not None and rule.across and rule.severity != "off"

    def _is_known(self, name: str) -> bool:
        """Whether it names a rule of the policy, and of its subjects if it names one."""
        rule, _, subject = name.partition(":")
        return rule in self.document.rules and (not subject or subject in self._subjects(rule))

    def _subjects(self, rule: str) -> Collection[str]:
        document = self.document
        labels = (document.tones, document.elements, document.powers, document.resources)
        return {*document.rules[rule].subjects, *(name for group in labels for name in group)}

    def _nearest(self, name: str) -> str | None:
        """The name most like one that is not known, as a suppression would write it."""
        rule, _, subject = name.partition(":")
        if rule not in self.document.rules:
            return close(rule, self.document.rules)
        near = close(subject, self._subjects(rule))
        return f"{rule}:{near}" if near else None

    def _about(self, one: Suppression, rule: str) -> Violation:
        near = self._nearest(one.rule) if rule == UNKNOWN else None
        remedy = f"remedy of {rule} with a near one" if near else f"remedy of {rule}"
        return Violation(
            rule=rule,
            subject=None,
            severity=_SEVERITIES[rule],
            message=word(f"message of {rule}", self.ui, text=one.rule, until=str(one.until)),
            why=word(f"why of {rule}", self.ui),
            remedy=word(remedy, self.ui, near=near or ""),
            text="",
            start=0,
            end=0,
            begins=one.position,
            ends=one.position,
        )


@dataclass(frozen=True, slots=True)
class SharedUse:
    """Judges the suppressions said once for a whole file, when all its results have passed."""

    aside: SetAside

    def passing(self, results: Iterable[Result | InputError]) -> Iterator[Result | InputError]:
        """The results, those of a file one after another; what is wrong with what a file sets
        aside stands at its last result.
        """
        last: Result | None = None
        since: list[InputError] = []  # come after it
        given: dict[Suppression, None] = {}
        used: set[Suppression] = set()
        for item in results:
            if isinstance(item, InputError):
                since.append(item)
                continue
            if last is not None and last.path != item.path:
                last = self._judged(last, given, used)
                given, used = {}, set()
            yield from (*([last] if last is not None else ()), *since)
            last, since = item, []
            shared = [one for one in item.draft.suppressions if one.shared]
            given.update(dict.fromkeys(shared))
            used.update(one for one in shared if _serves(one, item))
        if last is not None:
            yield self._judged(last, given, used)
        yield from since

    def _judged(
        self, last: Result, given: Iterable[Suppression], used: Collection[Suppression]
    ) -> Result:
        """The last result of a file, with what is wrong with what it sets aside for all."""
        mistakes = tuple(self.aside.mistakes(given, used))
        return replace(last, violations=(*last.violations, *mistakes)) if mistakes else last


def _serves(one: Suppression, result: Result) -> bool:
    """Whether it set something aside in a result, or was told that it may not."""
    return any(item.by == one for item in result.suppressed) or any(
        item.rule == REFUSED and item.begins == one.position for item in result.violations
    )


def _covers(one: Suppression, item: Violation) -> bool:
    """Whether a suppression is about a violation, where that begins."""
    within = one.span is None or one.span[0] <= item.start < one.span[1]
    return within and _names(one.rule, item)


def _names(rule: str, item: Violation) -> bool:
    return rule in (item.rule, item.name)
