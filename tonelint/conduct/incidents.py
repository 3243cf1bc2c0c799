"""What is going on in the organisation now: a file of incidents.

::

    incidents:
      - {context: outage, from: 2026-01-10T18:00, until: 2026-01-12T06:00, message: Verglas}

A time without a zone is the machine's. ``until`` may be left out while it lasts.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from tonelint import strict_yaml
from tonelint.errors import PolicyError, TonelintError
from tonelint.nearest import nearest
from tonelint.terms import Term

_KEYS = ("context", "from", "until", "message", "region")


def _written(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("a time is a text")
    return value


Time = Annotated[datetime, BeforeValidator(_written)]


class Incident(Term):
    """Something going on: its ``context`` holds for every draft in the meantime."""

    context: str
    from_: Time
    until: Time | None = None
    message: str = ""
    region: str | None = None

    def is_active(self, now: datetime) -> bool:
        """Whether the incident is going on at ``now`` (a time with a zone)."""
        return _aware(self.from_) <= now and (self.until is None or now < _aware(self.until))


class _File(Term):
    incidents: tuple[Incident, ...] = Field(default=())


def _aware(time: datetime) -> datetime:
    """A time without a zone is the machine's own."""
    if time.tzinfo is not None:
        return time
    try:
        return time.astimezone()
    except OverflowError:  # the year 9999, meant as for ever
        return time.replace(tzinfo=UTC)


def load(path: Path, contexts: list[str]) -> tuple[list[Incident], list[PolicyError]]:
    """The incidents of a file, and all that is wrong with it. ``contexts``: those there are."""
    shown = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        says = strict_yaml.load(text, shown)
    except OSError as error:
        return [], [PolicyError(f"the file of incidents cannot be read ({error.strerror})", shown)]
    except UnicodeDecodeError:
        return [], [PolicyError("the file of incidents is not UTF-8: save it as UTF-8", shown)]
    except TonelintError as error:
        return [], [PolicyError(error.message, shown, error.line, error.column)]
    try:
        incidents = list(_File.model_validate(says or {}).incidents)
    except ValidationError as error:
        found = error.errors(include_url=False)
        return [], [_mistake(_sentence(item), tuple(item["loc"]), text, shown) for item in found]
    wrong = []
    for index, incident in enumerate(incidents):
        where = ("incidents", index)
        if incident.context not in contexts:
            hint = nearest(incident.context, contexts)
            message = f"no context is named “{incident.context}”{hint}"
            wrong.append(_mistake(message, (*where, "context"), text, shown))
        if incident.until and _aware(incident.until) <= _aware(incident.from_):
            message = "the incident ends before it begins: “until” must be after “from”"
            wrong.append(_mistake(message, (*where, "until"), text, shown))
    return incidents, wrong


def _mistake(message: str, where: strict_yaml.Path, text: str, shown: str) -> PolicyError:
    plain = tuple("from" if step == "from_" else step for step in where)
    return PolicyError(message, shown, *strict_yaml.place(text, plain))


def _sentence(item: Any) -> str:
    """What is wrong, plainly."""
    key = str(item["loc"][-1]).rstrip("_") if item["loc"] else ""
    if item["type"] == "missing":
        return f"“{key}” is missing: an incident has a context and a time it is there from"
    if item["type"] == "extra_forbidden":
        return f"unknown key “{key}”{nearest(key, _KEYS) or '; here are ' + ', '.join(_KEYS)}"
    if item["type"].startswith(("datetime", "value_error")):
        return f"“{key}” must be a time, like 2026-01-10T18:00 or 2026-01-10T18:00-05:00"
    return "a file of incidents is “incidents:” and a list of {context: …, from: …, until: …}"
