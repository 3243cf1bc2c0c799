"""Mends the files of a run: what ``--fix`` does before it reports what is left."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tonelint import drafts, mending
from tonelint.drafts import Draft, formats
from tonelint.errors import InputError
from tonelint.mending import Mended
from tonelint.results import Result
from tonelint.running.checking import Checking
from tonelint.running.run import File, Part, Run


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file as it was, and as it is to be."""

    path: Path
    before: bytes
    mended: Mended


def mended_files(
    run: Run, *, unsafe: bool, wanted: Callable[[Result], bool] = lambda _: True
) -> Iterator[MendedFile]:
    """The files of a run that can be mended, those of ``wanted`` results; none is written."""
    for part, (_, found) in zip(run.plan.parts, run.parts(), strict=True):
        by_path: defaultdict[str, list[Result]] = defaultdict(list)
        for result in found:
            if result.path and wanted(result):
                by_path[result.path].append(result)
        for file in part.files:
            results = by_path[str(file.path)]
            if any(violation.fix for result in results for violation in result.violations):
                mended = _mended(_Reader(file, part, run.checking), results, unsafe)
                if mended:
                    yield mended


@dataclass(frozen=True, slots=True)
class _Reader:
    """How the drafts of a file are read and checked."""

    file: File
    part: Part
    checking: Checking

    def read(self, text: str) -> list[Draft]:
        """The drafts of a text of this file."""
        path, applied = str(self.file.path), self.file.applied
        found = formats.drafts_of(text.encode(), path, applied.known, applied.format, optional=True)
        return [item for item in found if isinstance(item, Draft)]

    def check(self, read: list[Draft]) -> list[Result]:
        """Their results."""
        found = self.checking.check(self.part.policy, read)
        return [item for item in found if isinstance(item, Result)]


def _mended(reader: _Reader, results: list[Result], unsafe: bool) -> MendedFile | None:
    path = reader.file.path
    before = drafts.load(path)
    if isinstance(before, InputError):  # it went away meanwhile: the report will say so
        return None
    mended, _ = mending.mend_in_rounds(
        before, results, reread=reader.read, check=reader.check, unsafe=unsafe
    )
    return MendedFile(path, before, mended)
