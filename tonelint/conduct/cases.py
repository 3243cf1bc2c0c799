"""Cases of a code of conduct: drafts with what the code finds in them, and what no case reaches.

They stand in the code itself, under ``cases``, or beside it: those of ``transit.yml`` in
``transit.cases.yml``. A code has its own cases; those of what it extends are not its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from tonelint import strict_yaml
from tonelint.conduct import mistakes
from tonelint.conduct.document import Document
from tonelint.conduct.examples import draft_of
from tonelint.conduct.source import Source
from tonelint.errors import PolicyError, PolicyMistakes
from tonelint.known import BREAKING
from tonelint.terms import PolicyCase

if TYPE_CHECKING:
    from tonelint.conduct.loading import Policy
    from tonelint.linter import Linter
    from tonelint.results import Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case that was run, its place, and what came out otherwise than it says."""

    case: PolicyCase
    file: str
    line: int
    wrong: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the case is called, else how its reply begins."""
        return self.case.name or " ".join(self.case.reply.split())[:60]


@dataclass(frozen=True, slots=True)
class Tested:
    """All that came of the cases. Contexts and rules that no case reaches, by name."""

    outcomes: tuple[Outcome, ...]
    contexts: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The cases that came out wrong."""
        return tuple(outcome for outcome in self.outcomes if outcome.wrong)


def run(linter: "Linter") -> Tested:
    """Runs the cases of a linter's code of conduct.

    A rule is reached by a case, or by an example of its own, that breaks it; a context by a case
    in which it holds. Raises :class:`PolicyMistakes` for a file beside that cannot be read.
    """
    outcomes: list[Outcome] = []
    contexts: set[str] = set()
    broken: set[str] = set()
    for source, index, case in of(linter.policy):
        result = linter.check_draft(draft_of(case, case.declared))
        line, _ = strict_yaml.place(source.text, ("cases", index))
        outcomes.append(Outcome(case, source.shown, line, tuple(_wrong(case, result))))
        contexts |= {context.name for context in result.contexts}
        broken |= {violation.rule for violation in result.violations}
    document = linter.policy.document
    return Tested(
        tuple(outcomes),
        tuple(name for name in document.contexts if name not in contexts),
        tuple(
            name
            for name, rule in document.rules.items()
            if rule.severity != "off"
            and name not in broken
            and not rule.examples.fail
            and not rule.sleeps(document)
        ),
    )


def beside(path: Path) -> Path:
    """Where the cases of a code of conduct may stand, beside it."""
    return path.with_name(f"{path.stem}.cases.yml")


def of(policy: "Policy") -> Iterator[tuple[Source, int, PolicyCase]]:
    """The cases of a code of conduct: each with its file, and its number there."""
    own = policy.sources[-1]
    for index, case in enumerate(policy.document.cases):
        yield own, index, case
    path = beside(own.path)
    if path.is_file():
        source = _read(path, str(Path(own.shown).with_name(path.name)))
        for index, case in enumerate(_validated(source, policy.document)):
            yield source, index, case


def _read(path: Path, shown: str) -> Source:
    source = Source(path, shown)
    if not isinstance(source.says, dict) or set(source.says) != {"cases"}:
        message = "a file of cases is “cases:” and a list of {message: …, reply: …, expect: …}"
        raise PolicyMistakes([PolicyError(message, shown, 1, 1)])
    return source


def _validated(source: Source, document: Document) -> tuple[PolicyCase, ...]:
    """The cases of a file beside, by the very shape that those in a code have."""
    try:
        cases = Document.model_validate({"schema": 1, **source.says}).cases
    except ValidationError as error:
        raise PolicyMistakes(mistakes.of_shape(error, [source])) from None
    wrong = mistakes.of_cases(cases, document, [source])
    if wrong:
        raise PolicyMistakes(wrong)
    return cases


def _wrong(case: PolicyCase, result: "Result") -> Iterator[str]:
    """What is otherwise than a case says, in sentences."""
    found = {one.name for one in result.violations if one.severity in BREAKING}
    rules = {name.partition(":")[0] for name in found}
    for name in case.expect:
        if name not in found | rules:
            yield f"does not break {name}"
    notes = {one.name for one in result.violations if one.severity not in BREAKING}
    for name in case.notes:
        if name not in notes | {note.partition(":")[0] for note in notes}:
            yield f"is not told {name}"
    if case.decision and case.decision != result.decision.do:
        yield f"the decision tree says {result.decision.do}"
    expected = set(case.expect)
    for name in sorted(found):
        if name not in expected and name.partition(":")[0] not in expected:
            yield f"breaks {name}, which the case does not expect"
    contexts = {context.name for context in result.contexts}
    for name in case.contexts:
        if name not in contexts:
            yield f"{name} does not hold"
    for name in case.not_contexts:
        if name in contexts:
            yield f"{name} holds"
    if case.tone and case.tone != result.advice.tones:
        yield f"the tone suggested is {', '.join(result.advice.tones)}"
