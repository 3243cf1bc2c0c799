"""Judges the canned replies of a repository together, once all of them are read."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from tonelint.checks import Case
from tonelint.checks.across import Across, Repository, language
from tonelint.conduct.document import Document
from tonelint.errors import InputError
from tonelint.judging import Stamp, by_place
from tonelint.results import Result, Violation
from tonelint.setting_aside import SetAside
from tonelint.understanding.reading import Reading


def completed(
    results: Iterable[Result | InputError],
    document: Document,
    today: date,
    ui: str,
    named: Collection[str] = (),
) -> Iterator[Result | InputError]:
    """The results, those of canned replies with what rules find when they look at all of them.

    From the first canned reply on, all wait for the last one, and come in their order; before it,
    and where no such rule is in force, they pass at once. ``ui`` is the language of messages,
    ``today`` the day that waivers and adoption look at; ``named`` are the files that were named one
    by one.
    """
    rules = {
        name: rule
        for name, rule in document.rules.items()
        if isinstance(rule, Across) and rule.severity != "off"
    }
    held: list[Result | InputError] = []
    for item in results:
        if held or (rules and isinstance(item, Result) and item.draft.template):
            held.append(item)
        else:
            yield item
    canned = [item for item in held if isinstance(item, Result) and item.draft.template]
    judged = _judged(Repository(tuple(canned), document, ui, frozenset(named)), rules, today)
    for item in held:
        yield next(judged) if isinstance(item, Result) and item.draft.template else item


def _judged(repository: Repository, rules: Mapping[str, Across], today: date) -> Iterator[Result]:
    replies, document, ui = repository.replies, repository.document, repository.ui
    cases = [_case(reply, document, today, ui) for reply in replies]
    stamp = Stamp(document, ui, today)
    found: defaultdict[int, list[Violation]] = defaultdict(list)
    for name, rule in rules.items():
        for index, finding in rule.findings_across(name, repository):
            if rule.applies(cases[index]):
                reply = replies[index]
                found[index].append(
                    stamp.violation(name, rule, finding, reply.draft, language(reply))
                )
    aside = SetAside(document, today, ui)
    for index, reply in enumerate(replies):
        standing, suppressed = aside.sort_across(found[index], reply)
        violations = (*reply.violations, *standing)
        by_rules = (item for item in violations if item.rule in document.rules)
        others = (item for item in violations if item.rule not in document.rules)
        yield replace(
            reply,
            violations=(*sorted(by_rules, key=by_place), *others),
            suppressed=(*reply.suppressed, *suppressed),
        )


def _case(reply: Result, document: Document, today: date, ui: str) -> Case:
    """What is left of a reply's case, once it is judged: enough to tell which rules apply."""
    reading = Reading(reply.language, None, (), reply.contexts, reply.tones, reply.elements)
    return Case(reply.draft, reading, document, (), reply.decision, ui, today)
