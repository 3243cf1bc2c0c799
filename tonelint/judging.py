"""From what the checks see to violations: the one place that stamps severities,
fills messages, and honours suppressions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tonelint.advice import say, stances
from tonelint.checks import Case, Finding, Rule
from tonelint.conduct.document import Document
from tonelint.deciding import Facts, decide
from tonelint.drafts.draft import Draft
from tonelint.known import rank
from tonelint.resources import preferred
from tonelint.results import Suppressed, Violation
from tonelint.setting_aside import SetAside
from tonelint.terms import Adoption, Bilingual, Element
from tonelint.understanding.reading import Reading
from tonelint.wording import filled

_SHOWN = 60  # characters of the draft shown inside a message


@dataclass(frozen=True, slots=True)
class Judge:
    """Applies the rules of a code of conduct.

    ``ui`` is the language of messages, ``today`` the day that waivers and adoption look at.
    """

    document: Document
    ui: str
    today: date

    def judge(self, case: Case) -> tuple[tuple[Violation, ...], tuple[Suppressed, ...]]:
        """The violations that stand, and those that the draft or the policy sets aside."""
        found = (*self.violations(case), *self.violations(case, as_written=True))
        return self.set_aside(found, case)

    def set_aside(
        self, found: Iterable[Violation], case: Case
    ) -> tuple[tuple[Violation, ...], tuple[Suppressed, ...]]:
        """Violations, in order: those that stand, and those that the draft or the policy sets
        aside.
        """
        in_order = sorted(found, key=by_place)
        return SetAside(self.document, self.today, self.ui).sort(in_order, case)

    def case(self, draft: Draft, reading: Reading) -> Case:
        """The case the rules judge."""
        document = self.document
        names = [context.name for context in reading.contexts]
        facts = Facts(
            contexts=names,
            signals=reading.message.signals if reading.message else (),
            channel=draft.channel,
            audience=draft.readers,
            our_turns=sum(turn.author == "us" for turn in draft.thread),
        )
        decision = decide(document, facts, self.ui)
        return Case(
            draft, reading, document, stances(document, names), decision, self.ui, self.today
        )

    def violations(self, case: Case, *, as_written: bool = False) -> Iterator[Violation]:
        """What the rules see in a case: those that look at the text as it is sent, or those that
        look at it as it is written.
        """
        stamp = Stamp(self.document, self.ui, self.today)
        for name, rule in self.document.rules.items():
            if rule.as_written != as_written:
                continue
            if rule.severity == "off" or not rule.applies(case):
                continue
            for finding in rule.findings(name, case):
                yield stamp.violation(name, rule, finding, case.draft, _language(finding, case))


@dataclass(frozen=True, slots=True)
class Stamp:
    """Makes a violation of what a check saw: its severity, what is said of it, its place.

    ``ui`` is the language of messages, ``today`` the day that adoption looks at.
    """

    document: Document
    ui: str
    today: date

    def violation(
        self, name: str, rule: Rule, finding: Finding, draft: Draft, language: str
    ) -> Violation:
        """The violation of the rule ``name``; ``language``: that of the reply where it stands."""
        text = draft.reply[finding.start : finding.end]
        fills = {
            "text": _shortened(text),
            "subject": self._title(finding.subject),
            "context": self._title(finding.context),
            **(finding.fills or {}),
        }
        places = draft.written
        return Violation(
            rule=name,
            subject=finding.subject,
            severity=self._severity(finding.severity or rule.severity, name, finding.subject),
            message=_filled(rule.message, self.ui, fills),
            why=_filled(rule.why, self.ui, fills),
            remedy=self._remedy(rule, finding, fills),
            text=text,
            start=finding.start,
            end=finding.end,
            begins=places.position(finding.start),
            ends=places.end(finding.start, finding.end),
            context=finding.context,
            suggestions=finding.suggestions or self._suggestions(finding, language),
            fix=finding.fix,
            related=finding.related,
        )

    def _severity(self, severity: str, rule: str, subject: str | None) -> str:
        """The severity as it weighs today: lighter while the team adopts the rule."""
        for step in self.document.adoption:
            if self.today < step.until and _names(step, rule, subject):
                severity = max(severity, step.at_most, key=rank)
        return severity

    def _title(self, name: str | None) -> str:
        return self.document.title(name or "", self.ui) or name or ""

    def _remedy(self, rule: Rule, finding: Finding, fills: Mapping[str, str]) -> str:
        """What to change: the subject's own remedy where it has one."""
        for labels in (self.document.tones, self.document.elements):
            label = labels.get(finding.subject or "")
            if label is not None and label.remedy:
                return label.remedy.text(self.ui)
        return _filled(rule.remedy, self.ui, fills)

    def _suggestions(self, finding: Finding, language: str) -> tuple[str, ...]:
        """Phrases that would do, in the reply's language: the element's, else the situation's."""
        element = self.document.elements.get(finding.subject or "")
        if element is not None:
            phrases = say(element.say.fr, element.say.en, language)
            return (*phrases, *self._resources(finding, language, element))
        context = self.document.contexts.get(finding.context or "")
        if context is not None and finding.subject in self.document.tones:
            return say(context.say.fr, context.say.en, language)
        return ()

    def _resources(self, finding: Finding, language: str, element: Element) -> tuple[str, ...]:
        """The resources of the situation, where to name one is what the element asks."""
        if not element.by_resource:
            return ()
        stance = self.document.contexts.get(finding.context or "", self.document.always)
        return preferred(self.document, stance.resources, language)


def by_place(item: Violation) -> tuple[int, int, str]:
    """The order in which the violations of a reply are told: by place, the gravest first."""
    return item.start, rank(item.severity), item.name


def _language(finding: Finding, case: Case) -> str:
    """The language of the half of the reply in which a finding begins."""
    halves = case.reading.halves
    return next(half.language for half in halves if finding.start < half.end or half is halves[-1])


def _names(step: Adoption, rule: str, subject: str | None) -> bool:
    return not step.rules or rule in step.rules or f"{rule}:{subject}" in step.rules


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _SHOWN else one_line[: _SHOWN - 1].rstrip() + "…"


def _filled(words: Bilingual, ui: str, fills: Mapping[str, str]) -> str:
    """The message with its holes filled; one that this finding does not fill is empty."""
    return filled(words.text(ui), fills, unknown="")
