"""Other processes that work for this one."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


class Helpers:
    """So many processes at most; each calls ``serve`` when it begins."""

    def __init__(self, count: int, serve: Callable[[], None]) -> None:
        self.processes: set[BaseProcess] = set()
        self._pool = ProcessPoolExecutor(count, get_context("spawn"), serve)

    def sent(self, work: Callable[..., Any], *given: Any) -> "Sent | None":
        """Work being done by one of them; ``None`` where one was killed, for want of memory say."""
        others = set(active_children()) - self.processes
        try:
            with _interrupts_held():
                return Sent(self._pool.submit(work, *given))
        except BrokenExecutor:
            return None
        finally:
            self.processes |= set(active_children()) - others

    def leave(self, *, at_once: bool) -> None:
        """Lets them go; ``at_once``, whatever they are at, or when they are done.

        Not to wait where all is done leaves a thread to trip over what is closed meanwhile.
        """
        self._pool.shutdown(wait=not at_once, cancel_futures=True)
        for process in self.processes if at_once else ():
            process.terminate()


class Sent:
    """Work that another process does."""

    def __init__(self, future: "Future[Any]") -> None:
        self._future = future

    def result(self) -> Any:
        """What came of it, when it is done; ``None`` where a process was killed."""
        try:
            return self._future.result()
        except BrokenExecutor:
            return None


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits meanwhile, and never reaches the processes that begin."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
