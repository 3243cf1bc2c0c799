"""``right-number``: a number of the registry that is out of date, or typed wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.resources import all_numbers, former_numbers, right_numbers
from tonelint.results import Fix
from tonelint.text.numbers import canonical, differ_by_a_slip, find

if TYPE_CHECKING:
    from tonelint.conduct.document import Document
    from tonelint.terms import Resource

_DIGIT = re.compile("[0-9]")
_LONG = 7  # digits from which one wrong digit still shows which number was meant


class RightNumber(Rule):
    """The telephone numbers of ``resources`` are those of today, to the digit."""

    check: Literal["right-number"]

    def sleeps(self, document: "Document") -> bool:
        """Whether there is no number to compare with."""
        return not all_numbers(document.resources) and not any(
            map(former_numbers, document.resources.values())
        )

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding a place where a number is not right, with the one that is."""
        halves = [half for half in case.reading.halves if _DIGIT.search(half.text)]
        if not halves:  # most replies: the registry's own numbers need not be read
            return
        resources = case.document.resources
        right = all_numbers(resources)
        former = {digits for one in resources.values() for digits in former_numbers(one)}
        for half in halves:
            found: dict[int, Finding] = {}
            for number in find(half.text, right | former):
                meant = _meant(number.digits, resources, half.language)
                if number.digits not in right and meant is not None:
                    start, end = half.start + number.start, half.start + number.end
                    found[number.start] = Finding(
                        start,
                        end,
                        subject=meant.resource,
                        fills={"replacement": meant.typed},
                        suggestions=(meant.typed,),
                        fix=_fix(start, end, number.digits, meant, case.draft.reply),
                    )
            yield from found.values()


@dataclass(frozen=True, slots=True)
class _Meant:
    """The resource that a wrong number was meant for, and its right number as a code types it.

    ``was_right``: the number is one that the resource had; else it is a slip away from this one.
    """

    resource: str
    typed: str
    was_right: bool


def _meant(digits: str, resources: Mapping[str, "Resource"], language: str) -> _Meant | None:
    """What a wrong number was meant to be: one that a resource had, else one a slip away."""
    for name, resource in resources.items():
        if digits in former_numbers(resource):
            right = right_numbers(resource, language)
            return _Meant(name, _instead(digits, resource, right), was_right=True)
    for name, resource in resources.items():
        for right_digits, typed in right_numbers(resource, language).items():
            if len(right_digits) >= _LONG and differ_by_a_slip(digits, right_digits):
                return _Meant(name, typed, was_right=False)
    return None


def _instead(digits: str, resource: "Resource", right: Mapping[str, str]) -> str:
    """What replaces a former number: for a short one, the number to text, where there is one."""
    numbers = resource.text if len(digits) < _LONG and resource.text else resource.phone
    return next(iter((*numbers, *right.values())), resource.title.fr)


def _fix(start: int, end: int, digits: str, meant: _Meant, reply: str) -> Fix | None:
    """The right number in the typing of the wrong one; nothing where there is none any more.

    Of a slip, nobody knows which number was meant: someone else may have that very one.
    """
    right = canonical(meant.typed)
    if not right:
        return None
    is_alike = len(right) == len(digits)
    text = _typed_like(reply[start:end], right) if is_alike else None
    return Fix(start, end, text or meant.typed, safe=meant.was_right)


def _typed_like(typed: str, digits: str) -> str | None:
    """The digits between the marks of a number of as many; nothing where it has letters.

    The country's 1, which is not counted with the others, stays before them.
    """
    lead = len(_DIGIT.findall(typed)) - len(digits)
    if lead not in (0, 1) or any(map(str.isalpha, typed)):
        return None
    new = iter("1" * lead + digits)
    return _DIGIT.sub(lambda _: next(new), typed)
