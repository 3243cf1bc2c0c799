"""The programs that are measured: tonelint, what it is held against, and its peers."""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.running import Program, said
from benchmarks.work import PLANTED, ROOT

TONELINT = "tonelint"
KNOWN = "tonelint, code of conduct known"
PHRASES = "tonelint, phrases only"
AGAIN = "tonelint, nothing changed"
SPACY = 'python -c "import spacy"'
CLICK = 'python -c "import click, yaml"'
# The linters of benchmarks.warm, which nothing else imports: it holds a lot of memory.
FULL, PHRASED, TENFOLD, TENFOLD_PHRASED = "full", "phrases", "tenfold", "tenfold-phrases"


@dataclass(frozen=True, slots=True)
class Peer:
    """A linter of others: its program, what comes before the files, what it says of the text that
    is planted to see whether it works.
    """

    name: str
    program: str
    before: tuple[str, ...]
    says: str


PEERS = (
    Peer("proselint", "proselint", ("check",), "policeman"),
    Peer("codespell", "codespell", (), "suprised"),
    Peer("write-good", "write-good", (), "weasel"),
    Peer("alex", "alex", (), "policeman"),
    Peer("textlint (alex, write-good, terminology)", "textlint", (), "policeman"),
    Peer("harper.js", "node", ("harper.mjs",), "suprised"),
    Peer("Vale", "vale", (), "suprised"),
)


def compiling(folder: Path) -> dict[str, str]:
    """What makes Python compile its modules once for all runs of a folder.

    An installed program is compiled already; a checkout may not be.
    """
    return {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}


def tonelint(name: str, folder: Path, arguments: Sequence[str], *, remembers: bool) -> Program:
    """tonelint with the default code of conduct, run by the Python that runs this.

    With ``remembers``, all runs in ``folder`` share what they remember; else each begins with
    nothing and fills a memory of its own, as on the first day.
    """
    memory = folder / ("memory" if remembers else "memory-of-one-run")
    return Program(
        name,
        (sys.executable, "-m", "tonelint", "check", "--policy", "default", *arguments),
        folder,
        {
            "XDG_CACHE_HOME": str(memory),
            **compiling(folder),
            "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        },
        forgets=None if remembers else memory,
        good=range(2),
    )


def baselines(folder: Path) -> list[Program]:
    """What Python takes to import libraries that tonelint rests on."""
    return [
        Program(name, (sys.executable, "-c", libraries), folder, good=range(1))
        for name, libraries in ((SPACY, "import spacy"), (CLICK, "import click, yaml"))
    ]


def make_ready(folder: Path, installed: Path | None) -> None:
    """Puts what peers need into the folder of the work: settings, packages, the planted text."""
    here = Path(__file__).parent
    shutil.copy(here / "harper.mjs", folder)
    shutil.copy(here / "peers" / "textlintrc.json", folder / ".textlintrc.json")
    shutil.copy(here / "peers" / "vale.ini", folder / ".vale.ini")
    (folder / "planted.md").write_text(f"{PLANTED}\n", encoding="utf-8")
    if installed and (installed / "node_modules").is_dir():
        # Where node looks for packages from the folder it works in.
        (folder / "node_modules").symlink_to((installed / "node_modules").resolve())


def working_peers(folder: Path, installed: Path | None) -> tuple[list[Peer], list[str]]:
    """The peers that find what was planted for them, and why others are left out."""
    working, left = [], []
    for peer in PEERS:
        program = program_of(peer, folder, installed, ["planted.md"])
        if program is None:
            left.append(f"{peer.name} is left out: it is not installed.")
        elif peer.says not in (answer := said(program)):
            left.append(f"{peer.name} is left out: {_reason(answer)}.")
        else:
            working.append(peer)
    return working, left


def _reason(answer: str) -> str:
    """Why a program that answers so is of no use."""
    if "ERR_MODULE_NOT_FOUND" in answer:
        return "node does not find its package"
    return "it does not find what is planted for it"


def program_of(
    peer: Peer, folder: Path, installed: Path | None, files: Sequence[str]
) -> Program | None:
    """A peer as it is run on files of a folder; ``None`` where it is not installed.

    It is looked for among ``installed`` first (``venv`` and ``node_modules``), then on the path.
    """
    places = [installed / "venv/bin", installed / "node_modules/.bin"] if installed else []
    path = os.pathsep.join([*map(str, places), os.environ.get("PATH", "")])
    found = shutil.which(peer.program, path=path)
    if found is None:
        return None
    command = (str(Path(found).absolute()), *peer.before, *files)
    return Program(peer.name, command, folder)
