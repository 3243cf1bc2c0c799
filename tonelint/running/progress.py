"""How far a run has come, on a terminal only."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tonelint.terminal import plain
from tonelint.wording import word

_T = TypeVar("_T")


class Progress:
    """Counts files and drafts as they pass; this one shows nothing."""

    def began(self, path: Path) -> None:
        """A file is being read."""

    def counting(self, items: Iterable[_T]) -> Iterator[_T]:
        """Passes drafts on, counted."""
        yield from items


@contextmanager
def shown(files: int, ui: str, *, wanted: bool = True) -> Iterator[Progress]:
    """A line on standard error while it lasts, if that is a terminal and there is enough to do."""
    on_terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if not (wanted and on_terminal and files):
        yield Progress()
        return
    from rich.console import Console  # noqa: PLC0415 - a large library
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True, no_color=bool(os.environ.get("NO_COLOR")) or None)
    with Bar(*columns, TextColumn("{task.fields[file]}"), console=console, transient=True) as bar:
        yield _Shown(bar, bar.add_task("0", total=files, file=""), ui)


class _Shown(Progress):
    """Moves the bar."""

    def __init__(self, bar: Any, task: Any, ui: str) -> None:
        self._bar, self._task, self._ui = bar, task, ui
        self._files = self._drafts = 0

    def began(self, path: Path) -> None:
        """A file is being read: those before it are done, or nearly."""
        name = plain(str(path))
        self._bar.update(self._task, completed=self._files, file=name)
        self._files += 1

    def counting(self, items: Iterable[_T]) -> Iterator[_T]:
        """Passes drafts on, counted."""
        for item in items:
            self._drafts += 1
            name = word("drafts count" if self._drafts > 1 else "draft count", self._ui)
            self._bar.update(self._task, description=f"{self._drafts} {name}")
            yield item
