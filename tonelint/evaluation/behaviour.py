"""Behaviour that must hold whatever the figures: what a change to a text must and must not do.

A YAML file of cases. ``minimum``: a message, and the contexts that hold or do not. ``direction``:
a message before and after a change. ``reply``: what a reply to it breaks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tonelint.errors import InputError
from tonelint.linter import Linter

_SHAPE = (
    "a file of behaviour is names, each with a list of {message: …, holds: …}, "
    "{message: …, after: …, then: …} or {message: …, reply: …, breaks: …}"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: the behaviour it belongs to, and what it got wrong, if anything."""

    behaviour: str
    lang: str
    wrong: str | None


def run(linter: Linter, behaviours: Any) -> Iterator[Outcome]:
    """Every case of every behaviour. Raises :class:`InputError` for what is no behaviour."""
    if not isinstance(behaviours, Mapping) or not all(map(_is_list, behaviours.values())):
        raise InputError(_SHAPE)
    for name, cases in behaviours.items():
        for case in cases:
            if not _is_case(case):
                raise InputError(f"{name}: {_SHAPE}")
            wrong = "; ".join(_wrong(linter, case))
            yield Outcome(name, str(case.get("lang", "")), wrong or None)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _is_case(value: Any) -> bool:
    """Whether it has a message, and a reply only with what that breaks."""
    if not isinstance(value, Mapping) or "message" not in value:
        return False
    return "reply" not in value or "breaks" in value


def _wrong(linter: Linter, case: Mapping[str, Any]) -> Iterator[str]:
    for text, expected in (("message", "holds"), ("after", "then")):
        if text in case and expected in case:
            yield from _unlike(linter, str(case[text]), str(case[expected]).split())
    if "reply" in case:
        result = linter.check(str(case["reply"]), str(case.get("after", case["message"])))
        found = {violation.name for violation in result.violations}
        for name in str(case["breaks"]).split():
            if name not in found:
                yield f"“{case['reply']}” does not break {name}"


def _unlike(linter: Linter, message: str, expected: list[str]) -> Iterator[str]:
    """What is otherwise than expected; a name after ``-`` must not hold."""
    found = {context.name for context in linter.context(message).contexts}
    for name in expected:
        if name.startswith("-") and name[1:] in found:
            yield f"{name[1:]} holds in “{message}”"
        elif not name.startswith("-") and name not in found:
            yield f"{name} does not hold in “{message}”"
