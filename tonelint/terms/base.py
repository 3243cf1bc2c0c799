"""What every part of the document rests on: strict shapes, texts in two languages, times."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Term(BaseModel):
    """A part of the document: unchangeable, and without unknown keys.

    Keys of several words are written with hyphens, as people write them.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        coerce_numbers_to_str=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    )


class Bilingual(Term):
    """A text in French and English; one text alone serves both."""

    fr: str
    en: str

    def text(self, language: str) -> str:
        """The text in ``language`` (English if it is neither)."""
        return self.fr if language == "fr" else self.en


def _both(value: Any) -> Any:
    return {"fr": value, "en": value} if isinstance(value, str) else value


Words = Annotated[Bilingual, BeforeValidator(_both, json_schema_input_type=Bilingual | str)]

_DURATION = re.compile(r"[0-9]{1,9} *(?:min|h|d)")
_MINUTES = {"min": 1, "h": 60, "d": 1440}


def _duration(value: Any) -> Any:
    if isinstance(value, str) and not _DURATION.fullmatch(value):
        raise ValueError("a duration is written like 30min, 2h or 1d")
    return value


Duration = Annotated[str, BeforeValidator(_duration)]


def minutes(duration: str) -> int:
    """A duration such as 30min, 2h or 1d, in minutes."""
    unit = duration.lstrip("0123456789 ")
    return int(duration.removesuffix(unit)) * _MINUTES[unit]


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("a date is written like 2026-11-30") from None


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=str)]


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str | int) else value  # phone: 911


# A list of names; one name alone may stand without the brackets.
Names = Annotated[
    tuple[str, ...], BeforeValidator(_one_or_more, json_schema_input_type=tuple[str, ...] | str)
]
