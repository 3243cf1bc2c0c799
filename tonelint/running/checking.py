"""Checks drafts in batches: what is remembered first, the rest here or in several processes."""

import hashlib
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, get_type_hints

from tonelint.conduct import Policy
from tonelint.conduct.loading import load
from tonelint.drafts.draft import Draft
from tonelint.errors import InputError
from tonelint.known import Detecting
from tonelint.linter import Linter
from tonelint.memory import Key, Memory, edition
from tonelint.results import Result, Suppressed, Violation
from tonelint.running.codec import reader, written

if TYPE_CHECKING:
    from tonelint.running.helping import Helpers, Sent

BATCH = 32  # drafts that travel together
_WORTH_IT = 400  # drafts to judge from which other processes earn what it takes to start them

Item = Draft | InputError
Outcome = Result | InputError


@dataclass(frozen=True, slots=True)
class Manner:
    """How drafts are to be checked, whatever the code of conduct: see :class:`Linter`."""

    ui: str
    during: tuple[str, ...]
    now: datetime
    detection: Detecting | None

    def linter(self, policy: Policy) -> Linter:
        """A linter of a code of conduct."""
        return Linter(
            policy, ui=self.ui, during=self.during, now=self.now, detection=self.detection
        )


class Checking:
    """Checks drafts against codes of conduct; ``jobs`` is how many processes may."""

    def __init__(self, manner: Manner, memory: Memory | None, jobs: int = 1) -> None:
        self.manner = manner
        self._memory = memory
        self._jobs = jobs
        self._helpers: Helpers | None = None
        self._linters: dict[str, _Prepared] = {}
        self._judged = 0

    def __enter__(self) -> "Checking":
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """Lets other processes go; where nobody waits any more, at once, whatever they are at."""
        if self._helpers is not None:
            self._helpers.leave(at_once=error is not None)
        if self._memory is not None:
            self._memory.close()

    def check(self, policy: Policy, drafts: Iterable[Item]) -> Iterator[Outcome]:
        """Results in the order of the drafts; errors pass in their place.

        Raises :class:`PolicyMistakes` for phrases of the policy's own.
        """
        prepared = self._prepared(policy)
        waiting: deque[_Batch] = deque()
        source = iter(drafts)
        while items := list(islice(source, BATCH)):
            waiting.append(self._begun(prepared, items))
            self._share(prepared, waiting)
            while waiting and self._is_due(waiting):
                yield from self._finished(prepared, waiting.popleft())
        while waiting:
            yield from self._finished(prepared, waiting.popleft())

    def _prepared(self, policy: Policy) -> "_Prepared":
        name = str(policy.path)
        if name not in self._linters:
            self._linters[name] = _Prepared(policy, self.manner)
        return self._linters[name]

    def _begun(self, prepared: "_Prepared", items: Sequence[Item]) -> "_Batch":
        """A batch whose unknown drafts are yet to be judged."""
        keys = [
            prepared.key(one) if self._memory and isinstance(one, Draft) else None for one in items
        ]
        found = [
            one if isinstance(one, InputError) else self._recalled(prepared, one, key)
            for one, key in zip(items, keys, strict=True)
        ]
        unknown = [
            one
            for one, outcome in zip(items, found, strict=True)
            if isinstance(one, Draft) and outcome is None
        ]
        self._judged += len(unknown)
        return _Batch(keys, found, unknown)

    def _recalled(self, prepared: "_Prepared", draft: Draft, key: Key | None) -> Result | None:
        told = self._memory.get(key) if self._memory and key else None
        return None if told is None else prepared.recalled(told, draft)

    def _share(self, prepared: "_Prepared", waiting: Iterable["_Batch"]) -> None:
        """Has other processes judge what waits, once that is enough work for them."""
        if self._jobs < 2 or self._judged < _WORTH_IT:
            return
        if self._helpers is None:
            from tonelint.running.helping import Helpers  # noqa: PLC0415 - large libraries

            self._helpers = Helpers(self._jobs, _serve)
        for batch in waiting:
            if batch.unknown and batch.elsewhere is None:
                given = (prepared.source, self.manner, prepared.depends_on, batch.unknown)
                batch.elsewhere = self._helpers.sent(_judged_elsewhere, *given)
                if batch.elsewhere is None:
                    self._jobs = 1  # there is nobody left to ask
                    return

    def _is_due(self, waiting: Sequence["_Batch"]) -> bool:
        """Whether to tell the first of what waits now.

        It waits for enough work to share, so that this process, which then judges nothing, need
        not hold all that judging takes; then for as much as others do meanwhile.
        """
        most = 2 * self._jobs if self._helpers else _WORTH_IT // BATCH
        return self._jobs < 2 or not waiting[0].unknown or len(waiting) > most

    def _finished(self, prepared: "_Prepared", batch: "_Batch") -> Iterator[Outcome]:
        judged = iter(self._judgement(prepared, batch))
        new: list[tuple[Key, Any]] = []
        for key, known in zip(batch.keys, batch.found, strict=True):
            outcome = known or next(judged)
            if known is None and key and isinstance(outcome, Result):
                new.append((key, prepared.told(outcome)))
            yield outcome
        if self._memory is not None:
            self._memory.put(new)

    def _judgement(self, prepared: "_Prepared", batch: "_Batch") -> Iterable[Outcome]:
        """What is found in the unknown drafts of a batch: here, where no other process told."""
        told: list[Outcome] | None = batch.elsewhere.result() if batch.elsewhere else None
        if batch.elsewhere and told is None:
            self._jobs = 1  # others are killed: ask no more
        return prepared.judged(batch.unknown) if told is None else told


@dataclass(slots=True)
class _Batch:
    """Drafts and errors that travel together: their keys, what is known of them, the rest, and who
    judges that, if others do.
    """

    keys: Sequence[Key | None]
    found: Sequence[Outcome | None]
    unknown: list[Draft]
    elsewhere: "Sent | None" = None


class _Prepared:
    """A code of conduct and its linter, which reads nothing until it must."""

    def __init__(self, policy: Policy, manner: Manner) -> None:
        self.policy = policy
        self.linter = manner.linter(policy)
        self._ready = False

    @property
    def source(self) -> str:
        """What another process finds the code of conduct by."""
        return str(self.policy.path)

    def prepare(self) -> None:
        """Makes ready to read, once."""
        if not self._ready:
            self.linter.prepare()
            self._ready = True

    def judged(self, drafts: list[Draft]) -> Iterator[Outcome]:
        """The results of drafts, found here."""
        if drafts:
            self.prepare()
        yield from self.linter.check_all(drafts)

    @cached_property
    def depends_on(self) -> str:
        digest = hashlib.sha256()
        for told in (edition(), *self.linter.depends_on()):
            digest.update(hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest())
        return digest.hexdigest()

    def key(self, draft: Draft) -> Key:
        """Where the result of a draft is filed: by all it depends on."""
        day = str(self.linter.today) if self.linter.looks_at_the_day(draft) else ""
        return Key.of(self.depends_on, day, repr(draft))

    def told(self, result: Result) -> list[Any]:
        """A result as it is remembered: without its draft; of what set violations aside, the place
        in the draft and in the policy.
        """
        own = result.draft.suppressions
        aside = [
            (
                written(one.violation),
                one.reason,
                self.policy.document.waivers.index(one.waiver) if one.waiver else None,
                own.index(one.by) if one.by else None,
            )
            for one in result.suppressed
        ]
        kept = [written(getattr(result, name)) for name in _KEPT]
        return [kept, aside]

    def recalled(self, told: list[Any], draft: Draft) -> Result:
        """The result of a draft, from what was remembered of it."""
        kept, aside = told
        hints = get_type_hints(Result)
        values = {name: reader(hints[name])(value) for name, value in zip(_KEPT, kept, strict=True)}
        violation = reader(Violation)
        suppressed = tuple(
            Suppressed(
                violation(one),
                reason,
                None if waiver is None else self.policy.document.waivers[waiver],
                None if own is None else draft.suppressions[own],
            )
            for one, reason, waiver, own in aside
        )
        return Result(draft=draft, suppressed=suppressed, **values)


_KEPT = tuple(field.name for field in fields(Result) if field.name not in ("draft", "suppressed"))


def _serve() -> None:
    """Makes another process one that ends with ours: Ctrl-C is for the one that waits for us, and
    when that one is gone, killed perhaps, there is nobody left to work for.
    """
    from multiprocessing import parent_process  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with, args=(parent_process(),), daemon=True).start()


def _leave_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


@cache
def _prepared_here(source: str, manner: Manner) -> _Prepared:
    return _Prepared(load(source), manner)


def _judged_elsewhere(
    source: str, manner: Manner, depends_on: str, drafts: list[Draft]
) -> list[Outcome] | None:
    """The results of drafts: what other processes do. Nothing where what is on the disk is no
    longer what they were sent for: who sent them has it still.
    """
    prepared = _prepared_here(source, manner)
    return list(prepared.judged(drafts)) if prepared.depends_on == depends_on else None


def processors() -> int:
    """How many processes may work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
