"""What several tests share: linters are built once, commands are real processes or calls."""

import gc
import io
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tonelint import Linter, memory
from tonelint.cli import main
from tonelint.conduct import load
from tonelint.conduct.loading import Policy

# Time says nothing of what is right, least of all on a busy machine.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

ROOT = Path(__file__).parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@cache
def policy_of(name: str) -> Policy:
    """A built-in policy; read once for the whole session."""
    return load(name)


@cache
def linter_for(policy: str) -> Linter:
    """A linter of a built-in policy; one for the whole session."""
    linter = Linter(policy_of(policy))
    linter.prepare()
    return linter


@pytest.fixture(scope="session")
def linter() -> Linter:
    """The linter of the default code of conduct."""
    return linter_for("default")


@pytest.fixture
def folder_of_runs(tmp_path: Path) -> Path:
    """An empty folder of a repository: a code further up (in ``/tmp``, say) is none of ours."""
    (tmp_path.parent / ".git").mkdir(exist_ok=True)
    return tmp_path


_SURROUNDINGS = {"LANG": "C.UTF-8", "LC_ALL": ""}


@pytest.fixture
def tonelint(folder_of_runs: Path) -> Run:
    """Runs the command as a user would: a process of its own, which takes seconds to begin."""

    def run(
        *arguments: str, stdin: str | bytes = b"", cwd: Path = folder_of_runs, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        content = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "tonelint", *arguments],
            input=content,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, **_SURROUNDINGS, **environment},
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


def called(
    *arguments: str, cwd: Path, stdin: str | bytes = b"", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Calls the command's entry point, where what it says is tested and no process is.

    Streams are UTF-8 and no terminal; the exit code is what the interpreter would be given.
    """
    content = stdin.encode() if isinstance(stdin, str) else stdin
    given, said, told = _stream(content), _stream(), _stream()
    thresholds = gc.get_threshold()  # the entry point sets its own
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        for name, value in {**_SURROUNDINGS, **environment}.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["tonelint", *arguments])
        for name, stream in (("stdin", given), ("stdout", said), ("stderr", told)):
            patch.setattr(sys, name, stream)
        memory.ours.cache_clear()  # a run opens its own, and closes it
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            memory.ours.cache_clear()
            gc.set_threshold(*thresholds)
    code = ended.value.code or 0
    return subprocess.CompletedProcess(arguments, int(code), _written_to(said), _written_to(told))


@pytest.fixture
def in_process(folder_of_runs: Path) -> Run:
    """:func:`called` in an empty folder of a repository."""
    return partial(called, cwd=folder_of_runs)


def _stream(content: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")


def _written_to(stream: io.TextIOWrapper) -> str:
    """What a stream was given, its bytes as they are."""
    stream.flush()
    content = stream.buffer
    assert isinstance(content, io.BytesIO)
    return content.getvalue().decode()
