"""The coverage-guided job: ``python -m tests.fuzz.atheris_run --seconds 600 [TARGET…]``.

Each target has its share of the time in a process of its own: libFuzzer never gives one back, and
a process that ran out of memory ends nothing else. A failure does not end the target's time: the
smallest input of each (one a kind of exception and a line of the program) is kept, with its
traceback, in the folder ``--failures``. ``--corpus`` keeps inputs that reached new code from one
run to the next. Exit code: 1 if anything failed, 2 if there is no atheris here.
"""

import argparse
import hashlib
import pkgutil
import re
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.fuzz import inputs

FAILED, NO_ATHERIS = 1, 2
_LONGEST = 8_192  # bytes of an input that is made up
_HANGS, _MEGABYTES = 60, 4_096  # libFuzzer's own bounds, far beyond those of a case
_TRIED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERED = re.compile(r"cov: (\d+)")


@dataclass
class Failures:
    """The failures of a target, the smallest input of each, kept in a folder as they are found."""

    folder: Path
    smallest: dict[str, int] = field(default_factory=dict)

    def add(self, content: bytes, error: BaseException) -> None:
        """Keeps an input and its traceback, if none smaller failed in the same way."""
        frames = [
            one for one in traceback.extract_tb(error.__traceback__) if "fuzz" not in one.name
        ]
        last = frames[-1]
        told = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
        if len(content) >= self.smallest.get(told, sys.maxsize):
            return
        self.smallest[told] = len(content)
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(told.encode()).hexdigest()[:12]
        (self.folder / f"{name}.input").write_bytes(content)
        said = "".join(traceback.format_exception(error))
        (self.folder / f"{name}.txt").write_text(said, encoding="utf-8", errors="replace")


def main() -> int:
    """Runs the targets asked for, one after the other; prints a table."""
    asked = _arguments()
    if find_spec("atheris") is None:
        print(
            "there is no atheris here: python -m pip install atheris (see docs/security-testing.md)",
            file=sys.stderr,
        )
        return NO_ATHERIS
    if asked.alone:
        _fuzz(asked.targets[0], Path(asked.corpus), Path(asked.failures), asked.seconds)
    names = asked.targets or list(inputs.FRAGMENTS)
    each = max(asked.seconds // len(names), 1)
    failed = 0
    for name in names:
        tried, covered, found = _alone(name, each, asked.corpus, asked.failures)
        failed += found
        print(f"{name:16} {tried:>9} inputs {covered:>6} edges {found:>3} failures", flush=True)
    return FAILED if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*inputs.FRAGMENTS, []], metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=600, help="of all targets together")
    parser.add_argument("--corpus", default="", help="a folder that is kept (else none is)")
    parser.add_argument("--failures", default=".fuzz-failures", help="where failures are kept")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _alone(name: str, seconds: int, corpus: str, failures: str) -> tuple[int, int, int]:
    """Runs one target in a process: inputs tried, edges covered, kinds of failure found."""
    found = Path(failures) / name
    with tempfile.TemporaryDirectory() as folder:
        place = Path(corpus or folder) / name
        command = [
            sys.executable, "-m", "tests.fuzz.atheris_run", name, "--alone", "--seconds", str(seconds),
            "--corpus", str(place), "--failures", str(found),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace")
    tried, covered = _TRIED.search(said), _COVERED.findall(said)
    if done.returncode or not tried:  # it was ended: the last words of libFuzzer say why
        found.mkdir(parents=True, exist_ok=True)
        (found / "ended.txt").write_text(said[-20_000:], encoding="utf-8")
    kinds = len(list(found.glob("*.txt"))) if found.is_dir() else 0
    return int(tried[1]) if tried else 0, int(covered[-1]) if covered else 0, kinds


def _fuzz(name: str, corpus: Path, failures: Path, seconds: int) -> None:
    """Fuzzes one target until its time is over; does not return."""
    atheris: Any = import_module("atheris")
    _begin(name, corpus)
    kept = Failures(failures)
    with atheris.instrument_imports(include=["tonelint"]):  # as they are first imported
        for module in pkgutil.walk_packages(import_module("tonelint").__path__, "tonelint."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
        targets: Any = import_module("tests.fuzz.targets")
    targets.forget()
    targets.prepare(name)

    def one(content: bytes) -> None:
        try:
            targets.run(name, content)
        except Exception as error:
            kept.add(content, error)

    words = _dictionary(name, corpus.parent)
    atheris.Setup(
        [
            "fuzz", f"-max_total_time={seconds}", f"-timeout={_HANGS}", f"-rss_limit_mb={_MEGABYTES}",
            f"-max_len={_LONGEST}", f"-dict={words}", f"-artifact_prefix={corpus.parent}/", "-print_final_stats=1",
            str(corpus),
        ],
        one,
    )  # fmt: skip
    atheris.Fuzz()


def _begin(name: str, corpus: Path) -> None:
    """Puts the seeds of a target where libFuzzer looks for them."""
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in inputs.seeds(name):
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


def _dictionary(name: str, folder: Path) -> Path:
    """The pieces of a target's syntax, as libFuzzer reads them: bytes in hexadecimal."""
    path = folder / f"{name}.dict"
    pieces = [one.encode()[:60] for one in (*inputs.FRAGMENTS[name], *inputs.WILD)]
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in piece) + '"\n' for piece in pieces)
    path.write_text("".join(lines), encoding="ascii")
    return path


if __name__ == "__main__":
    sys.exit(main())
