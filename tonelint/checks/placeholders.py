"""``placeholders``: variables and branches of a canned reply that will not read as meant."""

import re
from collections.abc import Callable, Iterator
from typing import ClassVar, Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.drafts.draft import Draft
from tonelint.results import Fix
from tonelint.templates.branches import mistakes
from tonelint.templates.masking import sense_of
from tonelint.templates.placeholders import SYNTAXES, Placeholder, find
from tonelint.templates.tools import Tool, tool

What = Literal["unknown", "unread", "mixed", "no-fallback", "unbalanced", "elision"]

_BRACES = "double_braces"  # Liquid and Handlebars write their variables so
_TAGS = frozenset({"liquid", "handlebars"})
_PRICED = frozenset({"braces", "dollar_braces"})  # “{name}, it costs ${cost}”
_OF_MANY_TOOLS = frozenset({_BRACES, "percent_braces"})  # some have fallbacks, others none
_PLAIN_NAME = re.compile(r"[\w.\[\]-]+")  # no expression of several
_LOCAL = re.compile(r"\b(?:assign|capture|for|tablerow|set)\s+(\w+)")
_OURS = re.compile(
    r"\b(?:current_user|agent|assignee|assigner|author|admin|teammate|staff|owner|my|signature"
    r"|submitter|sender)(?:\b|_)"
)
_OUR_NAME = re.compile(r"\b(?:brand|marque|mailbox|inbox|helpdesk|config)\b")  # one, and known
_ALWAYS_THERE = re.compile(r"(?:username|login)$")  # what somebody signed in with
_ELIDED = re.compile(r"(?i:\b(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)['’]\Z)")
_TO_ELIDE = re.compile(r"(?i:\b(?:de|que|lorsque|puisque)\s\Z)")  # “d'Élodie”, “de Marie”
_REACH = 20  # characters before a placeholder that its elision is told by
_SPACED = re.compile(r"\S*\Z")


class Placeholders(Rule):
    """Looks for ``what`` among the placeholders of a canned reply.

    ``unknown``: the tool has no such variable; ``unread``: nor reads what is so written; ``mixed``:
    a second way to write them; ``no-fallback``: the name of a person who may have given none;
    ``unbalanced``: a branch that is not closed, a placeholder cut short; ``elision``: what stands
    before or after goes with some words only.
    """

    check: Literal["placeholders"]
    what: What
    as_written: ClassVar[bool] = True

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding a place; one a variable for a fallback, one a reply for mixed syntaxes."""
        if case.draft.template:
            yield from _FIND[self.what](case.draft)


def _unknown(draft: Draft) -> Iterator[Finding]:
    known = tool(draft.tool)
    if known is None:
        return
    own = {match[1] for match in _LOCAL.finditer(draft.reply)}
    for found in find(draft.reply):
        is_read = found.kind == "variable" and found.syntax in known.syntaxes
        if not is_read or not _PLAIN_NAME.fullmatch(found.name):
            continue
        if found.name.partition(".")[0] not in own and not known.knows(found.name):
            yield _misnamed(found, draft.reply, known)


def _misnamed(found: Placeholder, reply: str, known: Tool) -> Finding:
    """A finding on a variable that there is not, with the one that was meant."""
    fills = {"tool": known.title, "name": found.name}
    near = known.nearest(found.name)
    if near is None:
        return Finding(found.start, found.end, fills=fills)
    start = reply.index(found.name, found.start)
    end = start + len(found.name)
    return Finding(
        found.start,
        found.end,
        fills=fills,
        suggestions=(reply[found.start : start] + near + reply[end : found.end],),
        fix=Fix(start, end, near, safe=False),
    )


def _unread(draft: Draft) -> Iterator[Finding]:
    known = tool(draft.tool)
    if known is None:
        return
    for found in find(draft.reply):
        if found.kind != "blank" and found.syntax not in known.syntaxes:
            yield Finding(found.start, found.end, fills={"tool": known.title})


def _mixed(draft: Draft) -> Iterator[Finding]:
    """What a known tool does not read is told of each; else, of the first that differs."""
    if tool(draft.tool) is not None:
        return
    first: dict[str, Placeholder] = {}
    for found in find(draft.reply):
        if found.kind == "blank" or draft.reply.startswith("{{", found.start - 1):
            continue  # “{{name}” is cut short
        other = next((one for one in first.values() if not _go_together(one, found)), None)
        if other is not None:
            fills = {"other": draft.reply[other.start : other.end]}
            yield Finding(found.start, found.end, fills=fills)
            return
        first.setdefault(found.syntax, found)


def _go_together(one: Placeholder, other: Placeholder) -> bool:
    both = {one.syntax, other.syntax}
    return len(both) == 1 or (_BRACES in both and bool(both & _TAGS)) or both == _PRICED


def _no_fallback(draft: Draft) -> Iterator[Finding]:
    known = tool(draft.tool)
    told: set[str] = set()
    tags = " ".join(
        draft.reply[one.start : one.end] for one in find(draft.reply) if one.kind == "tag"
    )
    for found in find(draft.reply):
        if found.name in told or found.fallback is not None or not _is_readers_name(found, draft):
            continue
        is_read = (
            known.fallback and found.syntax in known.syntaxes if known else _has_fallback(found)
        )
        if is_read and found.name not in tags:  # a branch may see to it
            told.add(found.name)
            yield Finding(found.start, found.end)


def _has_fallback(found: Placeholder) -> bool:
    """Whether this way to write placeholders has fallbacks, in whatever tool reads it."""
    return bool(SYNTAXES[found.syntax].fallback) and found.syntax not in _OF_MANY_TOOLS


def _is_readers_name(found: Placeholder, draft: Draft) -> bool:
    if found.kind != "variable" or sense_of(found) != "name":
        return False
    is_user = found.name.startswith("user.") and draft.tool != "intercom"  # who answers, elsewhere
    return not is_user and not _OURS.search(found.name) and not _ALWAYS_THERE.search(found.name)


def _unbalanced(draft: Draft) -> Iterator[Finding]:
    for mistake in mistakes(draft.reply):
        yield Finding(mistake.start, mistake.end, fills={"wants": mistake.wants})


def _elision(draft: Draft) -> Iterator[Finding]:
    reply = draft.reply
    for found in find(reply):
        if found.kind != "variable":
            continue
        before = reply[max(found.start - _REACH, 0) : found.start]
        named = sense_of(found) in ("name", "place") and not _OUR_NAME.search(found.name)
        elided = _ELIDED.search(before) or (named and _TO_ELIDE.search(before)) or None
        if elided:
            yield Finding(found.start - len(elided[0]), found.end)
        elif _is_in_a_word(found, reply):
            yield Finding(found.start, found.end)


def _is_in_a_word(found: Placeholder, reply: str) -> bool:
    """Whether letters touch a placeholder, but for those of an address of the Web."""
    beside = reply[found.start - 1 : found.start], reply[found.end : found.end + 1]
    if not any(char.isalnum() for char in beside):
        return False
    word = _SPACED.search(reply[max(found.start - 200, 0) : found.start])
    return word is None or not re.search(r"[/@]|www\.", word[0])


_FIND: dict[What, Callable[[Draft], Iterator[Finding]]] = {
    "unknown": _unknown,
    "unread": _unread,
    "mixed": _mixed,
    "no-fallback": _no_fallback,
    "unbalanced": _unbalanced,
    "elision": _elision,
}
