"""What each helpdesk fills in: the syntaxes it reads and the variables it has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from tonelint import strict_yaml
from tonelint.nearest import close

_FILE = Path(__file__).with_name("tools.yml")


@dataclass(frozen=True, slots=True)
class Tool:
    """A helpdesk. ``variables`` may hold ``*``, for what a team names itself; ``fallback``: whether
    it can say what is read where a variable has no value.
    """

    title: str
    syntaxes: frozenset[str]
    variables: tuple[str, ...]
    fallback: bool = False

    def knows(self, name: str) -> bool:
        """Whether there is such a variable.

        What a ``*`` allows is none if it is spelled like one that the tool has, but for case and
        ``_``: nobody names a field of their own *firstname* beside *first_name*.
        """
        if name in self.variables:
            return True
        spelled = _letters(name)
        if any(_letters(variable) == spelled for variable in self.variables):
            return False
        return any("*" in pattern and fnmatchcase(name, pattern) for pattern in self.variables)

    def nearest(self, name: str) -> str | None:
        """The variable that was most likely meant."""
        by_letters = {_letters(one): one for one in self.variables if "*" not in one}
        near = close(_letters(name), by_letters, likeness=0.8)
        return by_letters[near] if near else None


def _letters(name: str) -> str:
    return name.replace("_", "").lower()


def tool(name: str | None) -> Tool | None:
    """The helpdesk of that name; nothing for one whose variables are not known."""
    return _tools().get(name) if name else None


@cache
def _tools() -> Mapping[str, Tool]:
    data = strict_yaml.load(_FILE.read_text(encoding="utf-8"), _FILE.name)
    return {
        name: Tool(
            row["title"],
            frozenset(row["syntaxes"]),
            tuple(_variables(row["variables"])),
            row.get("fallback", False),
        )
        for name, row in data.items()
    }


def _variables(groups: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for group in groups:
        for owner in group.get("of", ("",)):
            yield from (f"{owner}.{name}" if owner else name for name in group["has"])
