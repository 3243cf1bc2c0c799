"""``right-number``: a number of the registry that is out of date, or typed wrong."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.resources import all_numbers, former_numbers, right_numbers
from tonelint.text.numbers import differ_by_a_slip, find

if TYPE_CHECKING:
    from tonelint.conduct.document import Document
    from tonelint.terms import Resource

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
        resources = case.document.resources
        right = all_numbers(resources)
        former = {digits for one in resources.values() for digits in former_numbers(one)}
        for half in case.reading.halves:
            found: dict[int, Finding] = {}
            for number in find(half.text, right | former):
                meant = _meant(number.digits, resources, half.language)
                if number.digits not in right and meant is not None:
                    subject, typed = meant
                    found[number.start] = Finding(
                        half.start + number.start,
                        half.start + number.end,
                        subject=subject,
                        fills={"replacement": typed},
                        suggestions=(typed,),
                    )
            yield from found.values()


def _meant(
    digits: str, resources: Mapping[str, "Resource"], language: str
) -> tuple[str, str] | None:
    """The resource that a wrong number was meant for, and its right number."""
    for name, resource in resources.items():
        if digits in former_numbers(resource):
            return name, _instead(digits, resource, right_numbers(resource, language))
    for name, resource in resources.items():
        for right, typed in right_numbers(resource, language).items():
            if len(right) >= _LONG and differ_by_a_slip(digits, right):
                return name, typed
    return None


def _instead(digits: str, resource: "Resource", right: Mapping[str, str]) -> str:
    """What replaces a former number: for a short one, the number to text, where there is one."""
    numbers = resource.text if len(digits) < _LONG and resource.text else resource.phone
    return next(iter((*numbers, *right.values())), resource.title.fr)
