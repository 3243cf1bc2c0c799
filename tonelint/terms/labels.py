"""Contexts, tones, elements, and what is wanted of a reply in a situation."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from tonelint.known import Audience, Severity
from tonelint.terms.base import Duration, Names, Term, Words
from tonelint.terms.detection import Detect, DetectContext, Phrases


class Label(Term):
    """What contexts, tones and elements have in common.

    ``sensitivity``: how little it takes for the label to hold. ``high``: a
    hint; ``low``: several signs, even of the surest.
    """

    title: Words | None = None
    about: Words | None = None
    detect: Detect = Detect()
    sensitivity: Literal["low", "normal", "high"] = "normal"


class Tone(Label):
    """How a reply sounds. ``remedy`` says what to do where the tone is out of place."""

    remedy: Words | None = None


class Element(Label):
    """Something a reply contains. ``say``: phrases that would do it.

    ``by-resource``: to name a resource of the situation would do it, too.
    """

    remedy: Words | None = None
    say: Phrases = Phrases()
    by_resource: bool = False


class Requirement(Term):
    """An element a context requires.

    ``when-signals``: only where one of these signals is in the message or the
    reply; ``audience``: only where the reply is read by that audience;
    ``any-of``: the element counts if one of these resources is named, and only
    then; they are offered in the order of ``regions``, then as listed.
    """

    severity: Severity
    when_signals: tuple[str, ...] = ()
    audience: Audience | None = None
    any_of: tuple[str, ...] = ()


def _requirement(value: Any) -> Any:
    return {"severity": value} if isinstance(value, str) else value


Require = Annotated[
    Requirement, BeforeValidator(_requirement, json_schema_input_type=Requirement | Severity)
]


class Stance(Term):
    """What the code of conduct wants of replies in a situation.

    ``handled-by`` and ``approved-by`` name roles; ``note`` is for whoever writes the reply.
    """

    tone: tuple[str, ...] = ()
    forbid: dict[str, Severity] = Field(default_factory=dict)
    require: dict[str, Require] = Field(default_factory=dict)
    resources: tuple[str, ...] = ()
    reply_within: Duration | None = None
    handled_by: Names = ()
    approved_by: Names = ()
    note: Words | None = None
    say: Phrases = Phrases()


class Context(Label, Stance):
    """A situation a message puts the reply in, and what to do in it.

    ``in-reply``: what tells the situation in a canned reply, which answers no
    message; ``persists``: it still holds later in the same thread.
    """

    detect: DetectContext = DetectContext()
    in_reply: Phrases = Phrases()
    persists: bool = False
