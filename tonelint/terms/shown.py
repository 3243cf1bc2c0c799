"""Drafts that a code of conduct shows: examples of rules, and cases of the whole."""

from typing import Literal

from tonelint.known import Audience, Channel, Language
from tonelint.terms.base import Day, Names, Term


class ShownTurn(Term):
    """An earlier message of the conversation. ``audience``: who could read it."""

    author: Literal["customer", "us"]
    text: str
    audience: Audience | None = None


class Shown(Term):
    """A draft and what is known of it."""

    reply: str
    id: str | None = None
    message: str | None = None
    thread: tuple[ShownTurn, ...] = ()
    channel: Channel | None = None
    audience: Audience | None = None
    lang: Language | None = None
    role: str | None = None
    approved_by: Names = ()
    received_at: str | None = None
    replied_at: str | None = None
    template: bool = False
    tool: str | None = None
    title: str | None = None
    twin: str | None = None
    reviewed: Day | None = None


class PolicyCase(Shown):
    """A draft, and what the code of conduct finds in it.

    ``expect``: all it breaks at ``error`` or ``warning``, as ``rule`` or ``rule:subject`` (nothing:
    it is clean); ``notes``: what it is told besides, at ``info``; ``contexts`` hold,
    ``not-contexts`` do not; ``tone`` is the one suggested; ``decision``: what the tree says to do;
    ``declared``: contexts the author says.
    """

    name: str | None = None
    declared: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    not_contexts: tuple[str, ...] = ()
    tone: tuple[str, ...] = ()
    decision: str | None = None
