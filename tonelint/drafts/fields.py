"""What is known of a draft, checked: the same in front matter and in JSON lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from tonelint import bounds
from tonelint.drafts.draft import Suppression, Turn
from tonelint.drafts.places import Position
from tonelint.errors import InputError
from tonelint.known import AUDIENCES, CHANNELS, LANGUAGES
from tonelint.nearest import nearest

_TEXTS = (
    "id", "title", "message", "role", "region", "received_at", "replied_at", "tool", "twin",
)  # fmt: skip
_HALF = re.compile("[\ud800-\udfff]")
_CHOICES = {"channel": CHANNELS, "audience": AUDIENCES, "lang": LANGUAGES}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the command line and the configuration say of every draft that does not say it itself.

    ``template``: whether they are canned replies; ``contexts``: what they are declared to answer;
    ``tags``: the contexts that tags and groups of a helpdesk stand for; ``fields``: what a file
    calls a field (``{"reply": "body_fr"}``); ``inactive``: whether replies that the helpdesk no
    longer offers are read too.
    """

    message: str | None = None
    channel: str | None = None
    audience: str | None = None
    lang: str | None = None
    template: bool | None = None
    contexts: tuple[str, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    inactive: bool = False


def known_fields(
    record: Mapping[str, Any], defaults: Defaults, *, template: bool = False
) -> dict[str, Any]:
    """The fields of a :class:`Draft` that ``record`` gives. Raises :class:`InputError`.

    ``contexts`` is another name of ``declared_contexts``. ``template``: whether drafts of this kind
    are canned replies where nobody says whether they are.
    """
    fields: dict[str, Any] = {name: _text(record, name) for name in _TEXTS}
    for name, choices in _CHOICES.items():
        fields[name] = _choice(record, name, choices) or getattr(defaults, name)
    fields["message"] = fields["message"] or defaults.message
    fields["thread"] = _thread(record.get("thread"))
    if fields["message"] is None and fields["thread"] and fields["thread"][-1].author == "customer":
        *earlier, last = fields["thread"]  # what a thread ends in is what is answered
        fields["thread"], fields["message"] = tuple(earlier), last.text
    usual = template if defaults.template is None else defaults.template
    fields["template"] = _truth(record, "template", usual)
    fields["tags"] = _names(record.get("tags"), "tags", "tags")
    fields["reviewed"] = _day(record, "reviewed")
    fields["declared_contexts"] = _declared(record, fields["tags"], defaults)
    approved = record.get("approved_by", record.get("approved-by"))
    fields["approved_by"] = _names(approved, "approved_by", "roles")
    return fields


def waivers(value: Any, position: Position) -> tuple[Suppression, ...]:
    """The rules a draft sets aside with their reasons: ``[{rule, reason, author, until}]``."""
    if value is None:
        return ()
    problem = InputError("“waivers” must be a list of {rule: …, reason: …, author: …, until: …}")
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise problem
    found = []
    for item in value:
        if set(item) - {"rule", "reason", "author", "until"}:
            raise problem
        rule, reason = _text(item, "rule"), _text(item, "reason")
        if not rule or not reason or not reason.strip():
            raise InputError("a waiver names a rule and a reason: {rule: …, reason: …}")
        found.append(
            Suppression(rule, reason, position, _text(item, "author"), _day(item, "until"))
        )
    return tuple(found)


def _day(record: Mapping[str, Any], name: str) -> date | None:
    value = _text(record, name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise InputError(f"“{name}: {value}” must be a date like 2026-11-30") from None


def whole(text: str) -> str:
    """The text, if all its characters are whole. Raises :class:`InputError` for half of a pair."""
    if text.isascii() or not _HALF.search(text):
        return text
    raise InputError("the text holds half of a character (a lone surrogate): write it again")


def readable(what: str, text: str, path: str | None = None, line: int | None = None) -> str:
    """The text, if it can be one that people write to one another (``what``: a reply, say).

    Raises :class:`InputError` for one too long, or with half of a character.
    """
    if len(text) > bounds.TEXT:
        raise InputError(
            f"this {what} is {len(text):,} characters long, and no more than {bounds.TEXT:,} are "
            "read: cut it, or leave it out",
            path,
            line,
        )
    return whole(text)


def _text(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return whole(value) if value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"“{name}” must be a text")


def _declared(
    record: Mapping[str, Any], tags: tuple[str, ...], defaults: Defaults
) -> tuple[str, ...]:
    """The contexts that a record declares, else those of its tags, else the usual ones."""
    declared = record.get("declared_contexts", record.get("contexts"))
    if declared is not None:
        return _names(declared, "contexts", "context names")
    known = {tag.casefold(): contexts for tag, contexts in defaults.tags.items()}
    tagged = [name for tag in tags for name in known.get(tag.casefold(), ())]
    return tuple(dict.fromkeys(tagged)) or defaults.contexts


def _truth(record: Mapping[str, Any], name: str, usual: bool) -> bool:
    value = record.get(name, usual)
    if not isinstance(value, bool):
        raise InputError(f"“{name}” must be true or false")
    return value


def _choice(record: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> str | None:
    value = _text(record, name)
    if value is None or value in choices:
        return value
    hint = nearest(value, choices)
    raise InputError(f"“{name}: {value}” is none of {', '.join(choices)}{hint}")


def _names(value: Any, name: str, what: str) -> tuple[str, ...]:
    if value is None:
        return ()
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        raise InputError(f"“{name}” must be a list of {what}")
    return tuple(values)


def _thread(value: Any) -> tuple[Turn, ...]:
    if value is None:
        return ()
    problem = InputError('“thread” must be a list of {"author": "customer" or "us", "text": "…"}')
    if not isinstance(value, list):
        raise problem
    turns = []
    for turn in value:
        if not isinstance(turn, dict) or not isinstance(turn.get("text"), str):
            raise problem
        if turn.get("author") not in ("customer", "us"):
            raise problem
        audience = _choice(turn, "audience", AUDIENCES)
        turns.append(Turn(cast("Any", turn["author"]), whole(turn["text"]), audience))
    return tuple(turns)
