"""What is going on in the organisation now: a file of incidents.

::

    incidents:
      - {context: outage, from: 2026-01-10T18:00, until: 2026-01-12T06:00, message: Verglas}

A time without a zone is the machine's. ``until`` may be left out while it lasts.
"""

from datetime import datetime
from pathlib import Path

from pydantic import Field, ValidationError

from tonelint import strict_yaml
from tonelint.errors import PolicyError, TonelintError
from tonelint.terms import Term


class Incident(Term):
    """Something going on: its ``context`` holds for every draft in the meantime."""

    context: str
    from_: datetime
    until: datetime | None = None
    message: str = ""
    region: str | None = None

    def is_active(self, now: datetime) -> bool:
        """Whether the incident is going on at ``now`` (a time with a zone)."""
        begins = self.from_.astimezone(now.tzinfo)
        return begins <= now and (self.until is None or now < self.until.astimezone(now.tzinfo))


class _File(Term):
    incidents: tuple[Incident, ...] = Field(default=())


def load(path: Path) -> tuple[Incident, ...]:
    """The incidents of a file. Raises :class:`PolicyError` with the place of the first mistake."""
    shown = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        says = strict_yaml.load(text, shown)
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(f"the file of incidents cannot be read ({error})", shown) from None
    except TonelintError as error:
        raise PolicyError(error.message, shown, error.line, error.column) from None
    try:
        return _File.model_validate(says or {}).incidents
    except ValidationError as error:
        item = error.errors(include_url=False)[0]
        where = tuple(item["loc"])
        line, column = strict_yaml.place(text, where)
        reason = str(item["msg"]).lower()
        raise PolicyError(f"“{'.'.join(map(str, where))}”: {reason}", shown, line, column) from None
