"""What is going on in the organisation now: a file of incidents.

::

    incidents:
      - {context: outage, from: 2026-01-10T18:00, until: 2026-01-12T06:00, message: Verglas}

A time without a zone is the machine's. ``until`` may be left out while it lasts; without a
``region``, an incident is everywhere.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from tonelint import clock, project, strict_yaml
from tonelint.conduct.source import Source, is_file
from tonelint.errors import PolicyError, PolicyMistakes
from tonelint.nearest import nearest
from tonelint.terms import Term
from tonelint.text.folding import plain

if TYPE_CHECKING:
    from tonelint.conduct.loading import Policy

_KEYS = ("context", "from", "until", "message", "region")


def _written(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("a time is a text")
    return value


Time = Annotated[datetime, BeforeValidator(_written), AfterValidator(clock.aware)]


class Incident(Term):
    """Something going on: its ``context`` holds for every draft in the meantime."""

    context: str
    from_: Time
    until: Time | None = None
    message: str = ""
    region: str | None = None

    def is_active(self, now: datetime) -> bool:
        """Whether the incident is going on at ``now`` (a time with a zone)."""
        return self.from_ <= now and (self.until is None or now < self.until)

    def concerns(self, region: str | None) -> bool:
        """Whether it is going on in a region, too. What names no region may be anywhere."""
        return not self.region or not region or _same(self.region) == _same(region)


class _File(Term):
    incidents: tuple[Incident, ...] = Field(default=())


def _same(region: str) -> str:
    return " ".join(map(plain, region.split()))


@dataclass(frozen=True, slots=True)
class Incidents:
    """The incidents of a code of conduct, and the file that names them."""

    source: Source
    all: tuple[Incident, ...]

    def place(self, index: int, *keys: str) -> tuple[Source, int, int]:
        """Where an incident, or a key of it, stands."""
        return self.source, *strict_yaml.place(self.source.text, ("incidents", index, *keys))


def load(policy: "Policy") -> Incidents | None:
    """The incidents of a code of conduct; ``None`` if it names no file of them.

    Raises :class:`PolicyMistakes` with all that is wrong with the file.
    """
    named = policy.outline.incidents
    if not named:
        return None
    above, line, column = policy.place(("incidents",))
    path = above.path.parent / named
    message = None
    if not is_file(path):
        message = f"there is no file of incidents at “{named}”"
    elif not project.is_inside(path, project.top(above.path)):
        message = f"“incidents: {named}” is a link out of the repository: put the file in there"
    if message:
        raise PolicyMistakes([PolicyError(message, above.shown, line, column)])
    source = Source(path, str(Path(above.shown).parent / named))
    try:
        found = _File.model_validate({} if source.says is None else source.says).incidents
    except ValidationError as error:
        raise PolicyMistakes(
            [
                _mistake(_sentence(item), tuple(item["loc"]), source)
                for item in error.errors(include_url=False)
            ]
        ) from None
    wrong = _meaningless(found, policy, source)
    if wrong:
        raise PolicyMistakes(wrong)
    return Incidents(source, found)


def _meaningless(
    found: tuple[Incident, ...], policy: "Policy", source: Source
) -> list[PolicyError]:
    """Incidents of contexts that nobody defines, or that end before they begin."""
    contexts = policy.outline.contexts
    wrong = []
    for index, incident in enumerate(found):
        if incident.context not in contexts:
            message = (
                f"no context is named “{incident.context}”{nearest(incident.context, contexts)}"
            )
            wrong.append(_mistake(message, ("incidents", index, "context"), source))
        if incident.until and incident.until <= incident.from_:
            message = "the incident ends before it begins: “until” must be after “from”"
            wrong.append(_mistake(message, ("incidents", index, "until"), source))
    return wrong


def _mistake(message: str, where: strict_yaml.Path, source: Source) -> PolicyError:
    keys = tuple("from" if step == "from_" else step for step in where)
    return PolicyError(message, source.shown, *strict_yaml.place(source.text, keys))


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
