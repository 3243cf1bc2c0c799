"""A run: from paths to results, each file by the code of conduct nearest to it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from tonelint import drafts
from tonelint.conduct import Policy
from tonelint.conduct.configuration import Applied, Configuration
from tonelint.drafts import formats
from tonelint.errors import InputError, PolicyMistakes
from tonelint.results import Result
from tonelint.running.checking import Checking, Item, Manner, Outcome

Trouble = InputError | PolicyMistakes


@dataclass(frozen=True, slots=True)
class Part:
    """Files governed by one code of conduct, in the order they were found."""

    policy: Policy
    files: list["File"] = field(default_factory=list)

    @property
    def named(self) -> frozenset[str]:
        """The files whose like may not all be read: named one by one, or chosen among others."""
        return frozenset(str(file.path) for file in self.files if file.by_itself)


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, and what holds for it.

    ``is_optional``: that it holds no reply is no mistake; ``by_itself``: others like it may not be
    read in this run.
    """

    path: Path
    applied: Applied
    is_optional: bool
    by_itself: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will check, by code of conduct, and what is wrong before it begins."""

    parts: tuple[Part, ...]
    troubles: tuple[Trouble, ...]

    @property
    def files(self) -> int:
        """How many files there are to read."""
        return sum(len(part.files) for part in self.parts)


def plan(
    paths: Iterable[str],
    configuration: Configuration,
    *,
    stdin_name: str | None = None,
    force_exclude: bool = False,
    among: Callable[[Path], bool] | None = None,
) -> Plan:
    """What paths stand for, each file with what holds for it.

    ``stdin_name`` is the name that standard input is read under; with ``force_exclude``, files
    named outright are left out too where their code of conduct leaves them out, or where they are
    of no format; ``among`` chooses among all of them.
    """
    parts: dict[str, Part] = {}
    troubles: list[Trouble] = []
    takes = _Taking(configuration, troubles)
    for found in drafts.find(paths, takes):
        if isinstance(found, InputError):
            excused = force_exclude and _exists(found.path)
            if not (excused or takes.refused_in(found.path)):
                troubles.append(found)
            continue
        is_input = str(found.path) == drafts.STANDARD_INPUT
        place = Path(stdin_name or ".") if is_input else found.path
        applied = takes.applied(place)
        if applied is None or not (is_input or among is None or among(found.path)):
            continue
        if force_exclude and not is_input and not applied.is_taken:
            continue
        part = parts.setdefault(str(applied.policy.path), Part(applied.policy))
        by_itself = among is not None or not found.met
        part.files.append(
            File(found.path, applied, found.met or force_exclude, by_itself and not is_input)
        )
    return Plan(tuple(parts.values()), tuple(troubles))


def _exists(path: str | None) -> bool:
    return path is not None and Path(path).exists()


class _Taking:
    """Asks the configuration about files; a code of conduct that is wrong is told once."""

    def __init__(self, configuration: Configuration, troubles: list[Trouble]) -> None:
        self._configuration = configuration
        self._troubles = troubles
        self._told: set[str] = set()

    def __call__(self, path: Path) -> bool:
        try:
            return self._configuration.takes(path)
        except PolicyMistakes as mistakes:
            self._tell(mistakes)
            return False

    def applied(self, path: Path) -> Applied | None:
        """What holds for a file, if that can be told."""
        try:
            return self._configuration.of(path)
        except PolicyMistakes as mistakes:
            self._tell(mistakes)
            return None

    def refused_in(self, path: str | None) -> bool:
        """Whether a folder gave nothing because its code of conduct is wrong, which is told."""
        return bool(self._told) and path is not None and Path(path).is_dir()

    def _tell(self, mistakes: PolicyMistakes) -> None:
        if str(mistakes) not in self._told:
            self._told.add(str(mistakes))
            self._troubles.append(mistakes)


def results(
    part: Part,
    checking: Checking,
    stdin: bytes | None = None,
    *,
    stdin_name: str | None = None,
    began: Callable[[Path], None] = lambda _: None,
) -> Iterator[Outcome]:
    """The results of a part's files, and what is wrong in them; ``began`` is told of each file as
    it is read.

    Raises :class:`PolicyMistakes` for phrases of the policy's own.
    """
    found = checking.check(part.policy, _read(part.files, stdin, stdin_name, began))
    for item in found:
        if isinstance(item, Result) and _concerns_others(item):
            yield from _together(chain((item,), found), part, checking.manner)
        else:
            yield item


def _concerns_others(result: Result) -> bool:
    """Whether what is found in a draft is not all before those after it are read."""
    draft = result.draft
    return draft.template or any(one.shared for one in draft.suppressions)


def _together(results: Iterator[Outcome], part: Part, manner: Manner) -> Iterator[Outcome]:
    """The results, with what is found in several drafts together: it takes the whole document."""
    from tonelint import across  # noqa: PLC0415 - all rules, which most runs do without
    from tonelint.setting_aside import SetAside, SharedUse  # noqa: PLC0415

    document, today, ui = part.policy.document, manner.now.date(), manner.ui
    completed = across.completed(results, document, today, ui, part.named)
    return SharedUse(SetAside(document, today, ui)).passing(completed)


def _read(
    files: Iterable[File],
    stdin: bytes | None,
    stdin_name: str | None,
    began: Callable[[Path], None],
) -> Iterator[Item]:
    for file in files:
        began(file.path)
        is_input = str(file.path) == drafts.STANDARD_INPUT
        name = (stdin_name or drafts.STDIN_NAME) if is_input else str(file.path)
        content = (stdin or b"") if is_input else drafts.load(file.path)
        if isinstance(content, InputError):
            yield content
            continue
        known, format_name = file.applied.known, file.applied.format
        yield from formats.drafts_of(content, name, known, format_name, optional=file.is_optional)


class Run:
    """The files of a plan, being checked. ``tell`` is told what is wrong with what was given."""

    def __init__(
        self,
        plan: Plan,
        checking: Checking,
        tell: Callable[[Trouble], None],
        *,
        stdin: bytes | None = None,
        stdin_name: str | None = None,
    ) -> None:
        self.plan = plan
        self.checking = checking
        self._tell = tell
        self._stdin, self._stdin_name = stdin, stdin_name

    def parts(
        self, began: Callable[[Path], None] = lambda _: None
    ) -> Iterator[tuple[Policy, Iterator[Result]]]:
        """The results that each code of conduct governs, as they come."""
        for part in self.plan.parts:
            yield part.policy, self._results(part, began)

    def _results(self, part: Part, began: Callable[[Path], None]) -> Iterator[Result]:
        found = results(part, self.checking, self._stdin, stdin_name=self._stdin_name, began=began)
        try:
            for item in found:
                if isinstance(item, InputError):
                    self._tell(item)
                else:
                    yield item
        except PolicyMistakes as mistakes:
            self._tell(mistakes)
