"""tonelint and its peers on the same work: ``python -m benchmarks``. See docs/performance.md."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import programs, running, work
from benchmarks.running import Failed, Program, interleaved, run
from benchmarks.table import MEGABYTE, Measured, Report, around, markdown, write_between

WORKS = ("cold", "second", "files", "lines", "warm")


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything: files, JSON lines, drafts read warm, runs of each program."""

    files: int
    lines: int
    warm: int
    runs: int
    runs_of_files: int


WHOLE = Size(files=1000, lines=100_000, warm=100, runs=5, runs_of_files=3)
QUICK = Size(files=50, lines=2000, warm=10, runs=1, runs_of_files=1)


@dataclass(frozen=True, slots=True)
class Suite:
    """What is measured, in which folder, with which peers."""

    folder: Path
    size: Size
    peers: Sequence[programs.Peer]
    installed: Path | None

    def cold(self) -> Measured:
        """One draft that was never read."""
        names = work.write_files(self.folder / "one", [work.one_draft()])
        known = self._tonelint(programs.KNOWN, [*names, "--no-cache"], remembers=True)
        run(self._tonelint("tonelint, once", names, remembers=True))
        all_of_it = [
            self._tonelint(programs.TONELINT, names),
            known,
            self._tonelint(programs.PHRASES, [*names, "--detection", "phrases"]),
            *programs.baselines(self.folder),
            *self._peers(names),
        ]
        return self._measured("cold", "Cold: one draft of about 60 words", 1, all_of_it)

    def second(self) -> Measured:
        """The same draft again."""
        names = work.write_files(self.folder / "again", [work.one_draft()])
        again = self._tonelint(programs.AGAIN, names, remembers=True)
        run(again)
        all_of_it = [again, *programs.baselines(self.folder)]
        return self._measured("second", "Second run on the unchanged draft", 1, all_of_it)

    def files(self) -> Measured:
        """Many small files."""
        drafts = work.spread(work.pairs("en"), self.size.files)
        names = work.write_files(self.folder / "many", drafts)
        again = self._tonelint(programs.AGAIN, names, remembers=True)
        run(again)
        all_of_it = [
            self._tonelint(programs.TONELINT, names),
            again,
            self._tonelint(programs.PHRASES, [*names, "--detection", "phrases"]),
            *programs.baselines(self.folder),
            *self._peers(names),
        ]
        return self._measured("files", f"{len(names):,} small files", len(names), all_of_it)

    def lines(self) -> Measured:
        """A large file of JSON lines; once, since it is long."""
        name, count = "drafts.jsonl", self.size.lines
        work.write_lines(self.folder / name, count)
        arguments = [name, "--format", "jsonl"]
        all_of_it = [
            self._tonelint(programs.TONELINT, arguments),
            self._tonelint(programs.PHRASES, [*arguments, "--detection", "phrases"]),
        ]
        taken = interleaved(all_of_it, 1, unmeasured=False)
        return Measured("lines", f"{count:,} drafts in one file of JSON lines", count, taken)

    def warm(self) -> dict[str, Any]:
        """Drafts through the Python API, in a process of its own."""
        command = [sys.executable, "-m", "benchmarks.warm", "--drafts", str(self.size.warm)]
        memory = {"XDG_CACHE_HOME": str(self.folder / "memory")}
        done = subprocess.run(
            command,
            cwd=work.ROOT,
            env={**os.environ, **memory},
            stdout=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            raise Failed(f"{' '.join(command)} ended with {done.returncode}")
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def _tonelint(self, name: str, arguments: Sequence[str], *, remembers: bool = False) -> Program:
        return programs.tonelint(name, self.folder, arguments, remembers=remembers)

    def _peers(self, names: Sequence[str]) -> list[Program]:
        found = (
            programs.program_of(peer, self.folder, self.installed, names) for peer in self.peers
        )
        return [program for program in found if program]

    def _measured(
        self, name: str, title: str, texts: int, all_of_it: Sequence[Program]
    ) -> Measured:
        runs = self.size.runs if texts == 1 else self.size.runs_of_files
        return Measured(name, title, texts, interleaved(all_of_it, runs, unmeasured=runs > 1))


def machine() -> dict[str, Any]:
    """What figures depend on, without naming the machine."""
    return {
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "load before": round(os.getloadavg()[0], 2),
    }


def measure(only: Sequence[str], size: Size, installed: Path | None) -> Report:
    """Runs what is asked for. Raises :class:`Failed`."""
    about = machine()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name).resolve()
        (folder / ".git").mkdir()  # a code of conduct further up is none of ours
        programs.make_ready(folder, installed)
        peers, left_out = programs.working_peers(folder, installed)
        suite = Suite(folder, size, peers, installed)
        works = [getattr(suite, one)() for one in WORKS if one in only and one != "warm"]
        warm = suite.warm() if "warm" in only else None
    return Report(about, works, warm, [*left_out, *_notes(size)])


def _notes(size: Size) -> list[str]:
    """How figures were come by."""
    return [
        f"Runs of each program: {size.runs}, {size.runs_of_files} of many files, 1 of JSON lines;"
        " medians, programs in turn.",
        f"A peak below {running.floor() / MEGABYTE:.0f} MB is that of the program that measures.",
    ]


def arguments() -> argparse.Namespace:
    """What the command is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less of everything, each run once")
    parser.add_argument("--only", nargs="+", choices=WORKS, default=WORKS, help="these works")
    parser.add_argument(
        "--peers", type=Path, metavar="FOLDER", help="where peers are installed (else on the path)"
    )
    parser.add_argument("--runs", type=int, metavar="N", help="runs of each program")
    parser.add_argument("--lines", type=int, metavar="N", help="how many JSON lines")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all figures here")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="put the tables between the markers of a file"
    )
    return parser.parse_args()


def main() -> int:
    """The command; its exit code."""
    asked = arguments()
    size = QUICK if asked.quick else WHOLE
    runs, lines = asked.runs or size.runs, asked.lines or size.lines
    size = replace(size, runs=runs, runs_of_files=min(runs, size.runs_of_files), lines=lines)
    try:
        if asked.write:
            around(asked.write)  # a mistake is told before hours are spent
        report = measure(asked.only, size, asked.peers)
        text = markdown(report)
        print(text)
        if asked.json:
            told = json.dumps(asdict(report), ensure_ascii=False, indent=1)
            asked.json.write_text(f"{told}\n", encoding="utf-8")
        if asked.write:
            write_between(asked.write, text)
    except Failed as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
