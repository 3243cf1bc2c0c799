"""Old debts: the violations that a team knows of and has not mended yet.

A baseline is a file beside the replies, one debt a line, sorted, so that it reads well in a diff.
It holds no text of any reply: a debt is known again by a fingerprint of its rule, its words and the
sentence they stand in, wherever in the file that has moved.
"""

import hashlib
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from tonelint.errors import InputError
from tonelint.known import BREAKING
from tonelint.results import Result, Suppressed, Violation
from tonelint.terms.base import Bilingual

_SCHEMA = 1
_REMEDY = "make the file anew with “tonelint baseline”"
_REASON = Bilingual(fr="dette déjà connue", en="known already, in the baseline")
_NOT_UTF_8 = re.compile("[\ud800-\udfff]")  # of the name of a file: written as an escape
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n")


class Debt(NamedTuple):
    """A violation known already: ``path`` from the folder of the baseline on, with ``/``."""

    path: str
    rule: str
    fingerprint: str


@dataclass(slots=True)
class Baseline:
    """The debts of a team, how many of each, and which of them a run has met."""

    folder: Path
    debts: Counter[Debt]
    _met: Counter[Debt] = field(default_factory=Counter)
    _checked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, results: Iterable[Result], file: Path, *, every: bool = False) -> "Baseline":
        """The debts of today, for a file; ``every``: those at ``info`` too."""
        folder = file.resolve().parent
        debts: Counter[Debt] = Counter()
        for result in results:
            for violation, debt in _known_by(result, folder):
                if debt and (every or violation.severity in BREAKING):
                    debts[debt] += 1
        return cls(folder, debts)

    @classmethod
    def load(cls, path: str | Path) -> "Baseline":
        """Reads a baseline. Raises :class:`InputError` for a file that is none."""
        file = Path(path)
        try:
            says = json.loads(file.read_text(encoding="utf-8"))
        except OSError as error:
            reason = "there is no such baseline" if isinstance(error, FileNotFoundError) else (
                f"this baseline cannot be read ({error.strerror})"
            )  # fmt: skip
            raise InputError(f"{reason}: {_REMEDY}", str(path)) from None
        except json.JSONDecodeError as error:
            raise InputError(
                f"this baseline is not JSON ({error.msg}): {_REMEDY}",
                str(path), error.lineno, error.colno,
            ) from None  # fmt: skip
        except (ValueError, RecursionError):
            raise InputError(f"this file is no baseline: {_REMEDY}", str(path)) from None
        return cls(file.resolve().parent, _debts(says, str(path)))

    def text(self) -> Iterator[str]:
        """The file, piece by piece."""
        yield f'{{"schema": {_SCHEMA}, "debts": ['
        between = "\n"
        for debt, count in sorted(self.debts.items()):
            told = json.dumps({**debt._asdict(), "count": count}, ensure_ascii=False)
            yield between + _NOT_UTF_8.sub(lambda found: f"\\u{ord(found[0]):04x}", told)
            between = ",\n"
        yield "\n]}\n"

    def sift(self, results: Iterable[Result], ui: str) -> Iterator[Result]:
        """The results with their known violations set aside, of each debt no more than there are.

        ``ui``: the language in which the reason is said.
        """
        for result in results:
            standing: list[Violation] = []
            known: list[Suppressed] = []
            self._checked.add(_path(result.path, self.folder) or "")
            for violation, debt in _known_by(result, self.folder):
                if debt and self._met[debt] < self.debts[debt]:
                    self._met[debt] += 1
                    known.append(Suppressed(violation, _REASON.text(ui)))
                else:
                    standing.append(violation)
            if known:
                suppressed = (*result.suppressed, *known)
                result = replace(result, violations=tuple(standing), suppressed=suppressed)  # noqa: PLW2901
            yield result

    @property
    def gone(self) -> list[tuple[Debt, int]]:
        """The debts that are paid, and how many of each: of files that were checked, or are gone.

        To be asked when all results have passed.
        """
        paid = self.debts - self._met
        return [
            (debt, count)
            for debt, count in sorted(paid.items())
            if debt.path in self._checked or not _is_there(self.folder / debt.path)
        ]


def _debts(says: Any, path: str) -> Counter[Debt]:
    """The debts that the content of a file tells."""
    if not isinstance(says, dict) or not isinstance(says.get("debts"), list):
        raise InputError(f"this file is no baseline: {_REMEDY}", path)
    if says.get("schema") != _SCHEMA:
        raise InputError(
            f"this baseline has “schema: {says.get('schema')}”, where {_SCHEMA} is read: {_REMEDY}",
            path,
        )
    debts: Counter[Debt] = Counter()
    for number, item in enumerate(says["debts"], start=1):
        debt, count = _read(item)
        if debt is None:
            raise InputError(
                f"debt {number} of this baseline is not {{path, rule, fingerprint, count}}: "
                f"{_REMEDY}",
                path,
            )
        debts[debt] = max(debts[debt], count)  # two branches may have noted the same one
    return debts


def _read(item: Any) -> tuple[Debt | None, int]:
    """One debt of the file, and how many there are; nothing where it is none."""
    if not isinstance(item, dict):
        return None, 0
    count = item.get("count")
    texts = [text for name in Debt._fields if isinstance(text := item.get(name), str)]
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        return None, 0
    return (Debt(*texts), count) if len(texts) == len(Debt._fields) else (None, 0)


def _known_by(result: Result, folder: Path) -> Iterator[tuple[Violation, Debt | None]]:
    """The violations of a result, and what each is known by: nothing if they stand in no file."""
    path = _path(result.path, folder)
    for violation in result.violations:
        around = _sentence(result.reply, violation.start, violation.end)
        words = "\0".join(map(_normal, (violation.name, violation.text, around)))
        fingerprint = hashlib.sha256(words.encode()).hexdigest()
        yield violation, Debt(path, violation.name, fingerprint) if path else None


def _is_there(path: Path) -> bool:
    """Whether there is such a file; there is none of a name too long to be one."""
    try:
        return path.exists()
    except OSError:
        return False


def _path(path: str | None, folder: Path) -> str | None:
    if path is None or not Path(path).is_file():
        return None
    return Path(os.path.relpath(Path(path).resolve(), folder)).as_posix()


def _sentence(reply: str, start: int, end: int) -> str:
    """The sentences that a span stands in: of what is missing from a reply, all of it."""
    first, last = 0, len(reply)
    for gap in _BETWEEN_SENTENCES.finditer(reply):
        if gap.end() <= start:
            first = gap.end()
        elif gap.start() >= end:
            last = gap.start()
            break
    return reply[first:last]


def _normal(text: str) -> str:
    """The text without what editors and operating systems write unlike."""
    return " ".join(unicodedata.normalize("NFC", text).split())
