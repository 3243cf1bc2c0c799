"""The licences of all that tonelint runs on: ``python requirements/licences.py``.

Writes the table of ``docs/licences.md`` from what is installed beside tonelint; with ``--check``,
changes nothing and ends with exit code 1 where the table is not that. Exit code 2: a package that
tonelint needs is not installed, or does not say its licence.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TABLE = Path(__file__).parent.parent / "docs" / "licences.md"
STALE, UNKNOWN = 1, 2
_PROGRAM = "tonelint"
_BEGINS = "| package | version | licence | needed by |\n| --- | --- | --- | --- |\n"
_LONGEST = 60  # characters of a licence's name: more is the licence itself
_CLASSIFIER = "License :: "


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is installed, and the names of those that need it."""

    name: str
    version: str
    licence: str
    needed_by: tuple[str, ...]

    @property
    def row(self) -> str:
        """Its row of the table."""
        needed = ", ".join(self.needed_by)
        return f"| {self.name} | {self.version} | {self.licence} | {needed} |"


def needs(name: str) -> Iterator[str]:
    """What a package needs here, extras left out. Raises ``PackageNotFoundError``."""
    for line in distribution(name).requires or ():
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            yield canonicalize_name(needed.name)


def packages(program: str = _PROGRAM) -> list[Package]:
    """All that a program runs on, what that needs too, by name.

    Raises ``PackageNotFoundError`` for one that is not installed, :class:`LookupError` for one that
    does not say its licence.
    """
    needed_by: dict[str, list[str]] = {}
    waiting, seen = [program], {program}
    while waiting:
        name = waiting.pop()
        for needed in needs(name):
            needed_by.setdefault(needed, []).append(name)
            if needed not in seen:
                seen.add(needed)
                waiting.append(needed)
    return [
        Package(name, one.version, licence(one), tuple(sorted(set(by))))
        for name, by in sorted(needed_by.items())
        if (one := distribution(name))
    ]


def licence(package: Distribution) -> str:
    """The licence that a package says it has: an expression, a name, else its classifiers.

    Raises :class:`LookupError` where it says none.
    """
    said = package.metadata
    for key in ("License-Expression", "License"):
        name = str((said.get_all(key) or [""])[0]).strip()
        if name and name != "UNKNOWN" and "\n" not in name and len(name) <= _LONGEST:
            return name
    listed = said.get_all("Classifier") or []
    names = [one.rpartition(" :: ")[2] for one in listed if one.startswith(_CLASSIFIER)]
    if not names:
        raise LookupError(f"{said['Name']} does not say its licence")
    return ", ".join(names)


def with_table(page: str, rows: list[str]) -> str:
    """The page with its table made of these rows. Raises ``ValueError`` for one without a table."""
    before, begins, after = page.partition(_BEGINS)
    if not begins:
        raise ValueError(f"{TABLE} has no table that begins with\n{_BEGINS}")
    lines = after.split("\n")
    stop = next((index for index, line in enumerate(lines) if not line.startswith("|")), len(lines))
    return before + begins + "\n".join([*rows, *lines[stop:]])


def main() -> int:
    """Writes the table, or checks it; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail if the table is stale")
    check = parser.parse_args().check
    try:
        rows = [package.row for package in packages()]
    except PackageNotFoundError as error:
        print(f"{error.name} is not installed: install tonelint and what it needs", file=sys.stderr)
        return UNKNOWN
    except LookupError as error:
        print(error, file=sys.stderr)
        return UNKNOWN
    before = TABLE.read_text(encoding="utf-8")
    after = with_table(before, rows)
    if check and after != before:
        print(f"{TABLE.name} is stale: python requirements/licences.py", file=sys.stderr)
        return STALE
    if not check:
        TABLE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
