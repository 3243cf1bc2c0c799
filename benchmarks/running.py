"""Runs programs as a shell would, and says what each run took.

``os.wait4`` tells what one process and those it waited for used, so nothing needs to be installed
to measure. The process that measures stays small on purpose: Linux counts what a parent holds as
it starts a child in the child's greatest memory.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

_EVERY = 0.2  # seconds between two looks at how much memory is held
_ENOUGH = 12  # looks from which they tell whether memory grows
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


class Failed(Exception):
    """A program did not do its work."""


@dataclass(frozen=True, slots=True)
class Program:
    """What to run, where; ``forgets`` is a folder to delete before each run.

    ``good`` are the exit codes of a program that did its work: linters that found something say so.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    forgets: Path | None = None
    good: range = range(256)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took: seconds, seconds of processor, bytes held at most by all its processes.

    ``growth`` is the most memory in the last third of the run against that in the second; ``None``
    where the run was too short to tell.
    """

    wall: float
    cpu: float
    memory: float
    growth: float | None = None


def interleaved(programs: Sequence[Program], runs: int, *, unmeasured: bool) -> dict[str, Taken]:
    """The medians of each program by name, over runs in turns, so that load falls on all alike.

    With ``unmeasured``, each is run once before, so that files are where the system keeps them.
    Raises :class:`Failed`.
    """
    if unmeasured:
        for program in programs:
            run(program)
    taken: dict[str, list[Taken]] = {program.name: [] for program in programs}
    for _ in range(runs):
        for program in programs:
            taken[program.name].append(run(program))
    return {name: middle(several) for name, several in taken.items()}


def middle(several: Sequence[Taken]) -> Taken:
    """The median of each quantity."""
    growths = [one.growth for one in several if one.growth is not None]
    return Taken(
        statistics.median(one.wall for one in several),
        statistics.median(one.cpu for one in several),
        statistics.median(one.memory for one in several),
        statistics.median(growths) if growths else None,
    )


def run(program: Program) -> Taken:
    """Runs a program once, its output thrown away. Raises :class:`Failed`."""
    if program.forgets:
        shutil.rmtree(program.forgets, ignore_errors=True)
    began = time.perf_counter()
    process = subprocess.Popen(
        program.command,
        cwd=program.folder,
        env={**os.environ, **program.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with _watched(process.pid) as sums:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
    except KeyboardInterrupt:
        process.kill()
        raise
    process.returncode = os.waitstatus_to_exitcode(status)  # or Popen would wait for it again
    if process.returncode not in program.good:
        raise Failed(f"{program.name} ended with {process.returncode}: {said(program)}")
    memory = max(used.ru_maxrss * _RSS_UNIT, *sums, 0)
    return Taken(wall, used.ru_utime + used.ru_stime, memory, growth(sums))


def said(program: Program) -> str:
    """What a program prints, both streams together."""
    done = subprocess.run(
        program.command,
        cwd=program.folder,
        env={**os.environ, **program.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8", "replace")


def floor() -> float:
    """Bytes below which the memory of a program cannot be told from that of this one."""
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT)


def growth(sums: Sequence[float]) -> float | None:
    """The most of the last third against the most of the second, once start-up is over."""
    if len(sums) < _ENOUGH:
        return None
    third = len(sums) // 3
    return max(sums[-third:]) / max(sums[third:-third])


@contextmanager
def _watched(pid: int) -> Iterator[list[float]]:
    """What a process and those below it hold, in bytes, looked at as long as this lasts."""
    sums: list[float] = []
    over = Event()

    def look() -> None:
        while not over.wait(_EVERY):
            sums.append(held(pid))

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield sums
    finally:
        over.set()
        thread.join()


def held(pid: int) -> float:
    """Bytes of memory held now by a process and those below it.

    Pages that several share count for each, so this is never too low. 0 without ``/proc``.
    """
    below: dict[int, list[int]] = {}
    pages: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # some end meanwhile
            # What follows the name, which may hold anything: state, parent… See proc_pid_stat(5).
            facts = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            below.setdefault(int(facts[1]), []).append(int(entry.name))
            pages[int(entry.name)] = int(facts[21])
    family, total = [pid], 0
    while family:
        one = family.pop()
        total += pages.get(one, 0)
        family += below.get(one, [])
    return float(total * os.sysconf("SC_PAGE_SIZE"))
