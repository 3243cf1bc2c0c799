"""The decision tree: ordered questions, and what to do at the first that is answered yes."""

from typing import Annotated, Literal

from pydantic import Field

from tonelint.known import Audience, Channel
from tonelint.terms.base import Names, Term, Words

Doing = Literal["answer", "answer-after-approval", "route", "do-not-answer", "close"]


class Condition(Term):
    """When a question is answered yes: all that is given holds, of each list any.

    ``signals`` are looked for in the message; ``our-turns``: we wrote that many times already in
    the thread. Without anything, always.
    """

    contexts: tuple[str, ...] = ()
    not_contexts: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    audience: Audience | None = None
    our_turns: Annotated[int, Field(ge=1)] | None = None


class Outcome(Term):
    """What to do. ``to``: the roles that answer; ``approved-by``: of these, one agrees first."""

    do: Doing
    to: Names = ()
    approved_by: Names = ()
    note: Words | None = None


class Question(Term):
    """One question of the tree."""

    ask: Words
    if_: Condition = Condition()
    then: Outcome
