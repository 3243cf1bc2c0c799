"""What several tests share: linters are built once, commands are real processes."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tonelint import Linter

# Time says nothing of what is right, least of all on a busy machine.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

ROOT = Path(__file__).parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@cache
def linter_for(policy: str) -> Linter:
    """A linter of a built-in policy; one for the whole session."""
    linter = Linter(policy)
    linter.prepare()
    return linter


@pytest.fixture(scope="session")
def linter() -> Linter:
    """The linter of the default code of conduct."""
    return linter_for("default")


@pytest.fixture
def tonelint(tmp_path: Path) -> Run:
    """Runs the command as a user would, in an empty folder of a repository.

    Of a repository, so that a code of conduct further up (in ``/tmp``, say) is none of ours.
    """
    (tmp_path.parent / ".git").mkdir(exist_ok=True)

    def run(
        *arguments: str, stdin: str | bytes = b"", cwd: Path = tmp_path, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        content = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "tonelint", *arguments],
            input=content,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "LANG": "C.UTF-8", "LC_ALL": "", **environment},
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run
