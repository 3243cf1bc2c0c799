"""What every output format takes and gives."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from tonelint.results import Result, Situation
from tonelint.summary import Summary


@dataclass(frozen=True, slots=True)
class Settings:
    """How a report is to be written.

    ``policy`` is the name of the code of conduct; ``ui`` the language of
    words; ``color``, ``width`` and ``titles`` (of contexts and roles, by name)
    concern formats for people.
    """

    policy: str
    version: str
    ui: str = "en"
    color: bool = False
    width: int = 80
    titles: Mapping[str, str] = field(default_factory=dict)


class Report(Protocol):
    """An output format: results come as they are found, text goes out as soon as it can."""

    def check(
        self, results: Iterable[Result], settings: Settings, summary: Summary
    ) -> Iterator[str]:
        """The report of ``tonelint check``, in pieces; ``summary`` counted them as they passed."""

    def context(self, situations: Iterable[Situation], settings: Settings) -> Iterator[str]:
        """The report of ``tonelint context``, in pieces."""
