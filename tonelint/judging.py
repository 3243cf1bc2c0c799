"""From what the checks see to violations: the one place that stamps severities,
fills messages, and honours suppressions.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tonelint.advice import say, stances
from tonelint.checks import Case, Finding, Rule
from tonelint.conduct.document import Document
from tonelint.drafts.draft import Draft
from tonelint.known import rank
from tonelint.results import Suppressed, Violation
from tonelint.terms import Bilingual
from tonelint.understanding.reading import Reading
from tonelint.wording import word

UNUSED = "unused-suppression"
_HOLE = re.compile(r"\{(\w+)\}")
_SHOWN = 60  # characters of the draft shown inside a message


@dataclass(frozen=True, slots=True)
class Judge:
    """Applies the rules of a code of conduct. ``ui`` is the language of messages."""

    document: Document
    ui: str

    def judge(
        self, draft: Draft, reading: Reading
    ) -> tuple[tuple[Violation, ...], tuple[Suppressed, ...]]:
        """The violations that stand, and those a suppression sets aside."""
        case = self.case(draft, reading)
        found = sorted(
            self._violations(case),
            key=lambda item: (item.start, rank(item.severity), item.name),
        )
        reasons = {suppression.rule: suppression.reason for suppression in draft.suppressions}
        standing = [item for item in found if not _reason(item, reasons)]
        set_aside = tuple(
            Suppressed(item, reason) for item in found if (reason := _reason(item, reasons))
        )
        used = {name for item in set_aside for name in (item.violation.rule, item.violation.name)}
        return (*standing, *self._unused(draft, used)), set_aside

    def case(self, draft: Draft, reading: Reading) -> Case:
        """The case the rules judge."""
        document = self.document
        names = [context.name for context in reading.contexts]
        return Case(draft, reading, stances(document, names), document.voice, document.languages)

    def _violations(self, case: Case) -> Iterator[Violation]:
        for name, rule in self.document.rules.items():
            if rule.severity == "off" or not rule.applies(case):
                continue
            for finding in rule.findings(name, case):
                yield self._violation(name, rule, finding, case)

    def _violation(self, name: str, rule: Rule, finding: Finding, case: Case) -> Violation:
        text = case.draft.reply[finding.start : finding.end]
        fills = {
            "text": _shortened(text),
            "subject": self._title(finding.subject),
            "context": self._title(finding.context),
            **(finding.fills or {}),
        }
        places = case.draft.places
        return Violation(
            rule=name,
            subject=finding.subject,
            severity=finding.severity or rule.severity,
            message=_filled(rule.message, self.ui, fills),
            why=_filled(rule.why, self.ui, fills),
            remedy=self._remedy(rule, finding, fills),
            text=text,
            start=finding.start,
            end=finding.end,
            begins=places.position(finding.start),
            ends=places.position(finding.end),
            context=finding.context,
            suggestions=finding.suggestions or self._suggestions(finding, case),
        )

    def _title(self, name: str | None) -> str:
        for labels in (self.document.contexts, self.document.tones, self.document.elements):
            label = labels.get(name or "")
            if label is not None and label.title:
                return label.title.text(self.ui)
        return name or ""

    def _remedy(self, rule: Rule, finding: Finding, fills: Mapping[str, str]) -> str:
        """What to change: the subject's own remedy where it has one."""
        for labels in (self.document.tones, self.document.elements):
            label = labels.get(finding.subject or "")
            if label is not None and label.remedy:
                return label.remedy.text(self.ui)
        return _filled(rule.remedy, self.ui, fills)

    def _suggestions(self, finding: Finding, case: Case) -> tuple[str, ...]:
        """Phrases that would do, in the reply's language: the element's, else the situation's."""
        half = next(
            half
            for half in case.reading.halves
            if finding.start < half.end or half is case.reading.halves[-1]
        )
        element = self.document.elements.get(finding.subject or "")
        if element is not None:
            return say(element.say.fr, element.say.en, half.language)
        context = self.document.contexts.get(finding.context or "")
        if context is not None and finding.subject in self.document.tones:
            return say(context.say.fr, context.say.en, half.language)
        return ()

    def _unused(self, draft: Draft, used: set[str]) -> Iterator[Violation]:
        for suppression in draft.suppressions:
            if suppression.rule not in used:
                yield Violation(
                    rule=UNUSED,
                    subject=None,
                    severity="info",
                    message=word("message of unused", self.ui).replace("{text}", suppression.rule),
                    why=word("why of unused", self.ui),
                    remedy=word("remedy of unused", self.ui),
                    text="",
                    start=0,
                    end=0,
                    begins=suppression.position,
                    ends=suppression.position,
                )


def _reason(violation: Violation, reasons: Mapping[str, str]) -> str | None:
    return reasons.get(violation.name) or reasons.get(violation.rule)


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _SHOWN else one_line[: _SHOWN - 1].rstrip() + "…"


def _filled(words: Bilingual, ui: str, fills: Mapping[str, str]) -> str:
    """The message with its holes filled; never ``str.format``, which would reach into objects."""
    return _HOLE.sub(lambda hole: fills.get(hole[1], ""), words.text(ui))
