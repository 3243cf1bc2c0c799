"""Walks the decision tree: the first question that is answered yes says what to do."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tonelint.conduct.document import Document
from tonelint.results import Decision, Step
from tonelint.terms import Condition, Outcome


@dataclass(frozen=True, slots=True)
class Facts:
    """What the questions ask about: ``signals`` are those of the message."""

    contexts: Collection[str]
    signals: Collection[str]
    channel: str | None
    audience: str
    our_turns: int


def decide(document: Document, facts: Facts, ui: str) -> Decision:
    """What to do with a message: to answer it, if no question says otherwise."""
    path = []
    for question in document.decision_tree:
        because = _because(question.if_, facts)
        yes = because is not None
        path.append(Step(question.ask.text(ui), yes, because or ()))
        if yes:
            return _decision(question.then, tuple(path), ui)
    return Decision(path=tuple(path))


def _decision(outcome: Outcome, path: tuple[Step, ...], ui: str) -> Decision:
    note = outcome.note.text(ui) if outcome.note else ""
    return Decision(outcome.do, outcome.to, outcome.approved_by, note, path)


def _because(asked: Condition, facts: Facts) -> tuple[str, ...] | None:
    """The facts that answer yes, or ``None`` for a no."""
    if set(asked.not_contexts) & set(facts.contexts):
        return None
    found: list[str] = []
    for wanted, there in _wanted(asked, facts):
        if wanted and not there:
            return None
        found.extend(there)
    return tuple(found)


def _wanted(asked: Condition, facts: Facts) -> Iterator[tuple[bool, list[str]]]:
    """Of each thing a question asks: whether it does, and what of it there is."""
    yield bool(asked.contexts), [one for one in asked.contexts if one in facts.contexts]
    yield bool(asked.signals), [one for one in asked.signals if one in facts.signals]
    yield bool(asked.channels), [one for one in asked.channels if one == facts.channel]
    yield asked.audience is not None, [facts.audience] if asked.audience == facts.audience else []
    enough = asked.our_turns is not None and facts.our_turns >= asked.our_turns
    yield asked.our_turns is not None, [f"our-turns: {facts.our_turns}"] if enough else []
