"""What commands that check files share: from what is asked for to a run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tonelint import clock
from tonelint.cli import options
from tonelint.known import Detecting
from tonelint.wording import ui_language

if TYPE_CHECKING:
    from tonelint.changes import Changes
    from tonelint.drafts import Defaults
    from tonelint.running.run import Run, Trouble

NOTHING = (
    "there is nothing to check: no file given holds a reply, or all are left out "
    "(tonelint config FILE shows why)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What the command line says of the files to check, and of how."""

    paths: tuple[str, ...]
    policy_name: str | None = None
    during: tuple[str, ...] = ()
    now: datetime | None = None
    detection: Detecting | None = None
    channel: str | None = None
    audience: str | None = None
    lang: str | None = None
    force_exclude: bool = False
    stdin_filename: str | None = None
    jobs: int = 0
    no_cache: bool = False
    ui: str | None = None

    def known(self) -> "Defaults":
        """What is said of drafts that do not say it themselves."""
        from tonelint.drafts import Defaults  # noqa: PLC0415 - --help stays quick

        return Defaults(channel=self.channel, audience=self.audience, lang=self.lang)


@contextmanager
def begun(
    asked: Asking, tell: "Callable[[Trouble], None]", changes: "Changes | None" = None
) -> "Iterator[Run]":
    """A run over the files asked for, of those that changed if that matters."""
    from tonelint import memory  # noqa: PLC0415
    from tonelint.conduct.configuration import Configuration  # noqa: PLC0415 - pydantic waits
    from tonelint.running.checking import Checking, Manner, processors  # noqa: PLC0415
    from tonelint.running.run import Run, plan  # noqa: PLC0415

    planned = plan(
        asked.paths,
        Configuration(asked.policy_name, asked.known()),
        stdin_name=asked.stdin_filename,
        force_exclude=asked.force_exclude,
        among=_changed(changes) if changes else None,
    )
    for trouble in planned.troubles:
        tell(trouble)
    now = asked.now or clock.now()
    manner = Manner(ui_language(asked.ui), asked.during, now, asked.detection)
    known = None if asked.no_cache else memory.ours()
    with Checking(manner, known, asked.jobs or processors()) as checking:
        yield Run(
            planned,
            checking,
            tell,
            stdin=options.standard_input(asked.paths),
            stdin_name=asked.stdin_filename,
        )


def _changed(changes: "Changes") -> Callable[[Path], bool]:
    files = set(changes.files())
    return lambda path: path.resolve() in files
