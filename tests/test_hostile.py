"""Hostile and broken input, mostly as real processes: one clear sentence, an exit code, nothing lost.

The tables here are those of ``SECURITY.md``. Where many inputs can be given at once, one process
reads them all: each must be told, and none may hide another.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import called, linter_for
from tonelint import Draft, bounds, globs, masking, strict_yaml
from tonelint.conduct import load
from tonelint.drafts import Turn
from tonelint.errors import InputError, PolicyMistakes, TonelintError
from tonelint.known import AUDIENCES
from tonelint.reports import EXACT_FORMATS, FORMATS
from tonelint.results import ContextFound, Evidence, Result
from tonelint.terminal import file_name, safe, visible
from tonelint.understanding.scoring import WEIGHTS, score
from tonelint.understanding.signs import Sign

WRONG, VIOLATIONS, PIPE_CLOSED = 2, 1, 141
TONELINT = (sys.executable, "-m", "tonelint")
Done = subprocess.CompletedProcess[bytes]
linux = pytest.mark.skipif(sys.platform != "linux", reason="devices and limits of Linux")


def bomb(levels: int, each: int) -> bytes:
    """A YAML text whose aliases multiply."""
    lines = ["a0: &a0 [reply, reply]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * each)}]" for n in range(1, levels)]
    return "\n".join(lines).encode()


# --- files of drafts -------------------------------------------------------------------------

MB = 1_000_000
FILES: dict[str, tuple[bytes, str]] = {
    "latin1.md": ("Réponse à tous".encode("latin-1"), ":1: this file is not UTF-8: save it as UTF-8"),
    "utf16.md": ("Réponse".encode("utf-16"), ":1: this file is not UTF-8"),
    "utf16.jsonl": ('{"reply": "a"}'.encode("utf-16"), ":1: this file is not UTF-8"),
    "utf16-unmarked.txt": ("Réponse".encode("utf-16-le"), ":1: this file is binary"),
    "utf32.csv": ("reply\na".encode("utf-32"), ":1: this file is not UTF-8"),
    "nul.txt": (b"Hello\nthe\0re", ":2: this file is binary (it holds a zero byte)"),
    "picture.md": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ":3: this file is binary"),
    "empty.txt": (b"", ": there is nothing to check in this file"),
    "blank.md": (b"\xef\xbb\xbf \n\t\n", ": there is nothing to check in this file"),
    "one-line.txt": (b"a" * 50 * MB, ": this file is larger than 10 MB, and is not read"),
    "one-line.jsonl": (
        b'{"reply": "' + b"a" * 50 * MB + b'"}', ":1: this line is larger than 10 MB, and is not read",
    ),
    "lines.txt": (b"reply\n" * MB, ":1: this reply is 6,000,000 characters long, and no more than 50,000"),
    "lines.json": (b"[\n" + b"1,\n" * 99_999 + b'"reply"]', ": there is nothing to check in this file"),
    "lines.jsonl": (b"\n" * MB + b"{]", ":1000001:2: this line is not JSON"),
    "long.jsonl": (
        json.dumps({"reply": "a", "message": "b" * 50_001}).encode(), ":1: this message is 50,001 characters",
    ),
    "thread.jsonl": (
        json.dumps({"reply": "a", "thread": [{"author": "us", "text": "b" * 50_001}]}).encode(),
        ":1: this turn of the thread is 50,001 characters",
    ),
    "deep.json": (b'{"reply":' + b"[" * 99_999, ":1:109: this is nested too deeply to be read"),
    "deep.jsonl": (b'{"reply":' + b"[" * 99_999, ":1: this line is nested too deeply to be read"),
    "deep.yml": (b"reply: " + b"[" * 99_999, "this YAML is nested too deeply to be read"),
    "dashes.yml": (b"- " * 99_999 + b"reply", "this YAML is nested too deeply to be read"),
    "front.md": (b"---\nmessage: " + b"{a: " * 99_999 + b"\n---\nHi", ":2:"),
    "bomb.yml": (bomb(10, 9), "more than 20 aliases (*name): write the values out"),
    "doubling.yml": (bomb(40, 2), "more than 20 aliases (*name): write the values out"),
    "bomb.md": (b"---\n" + bomb(10, 9) + b"\n---\nHi", "more than 20 aliases"),
    "itself.yml": (b"reply: &a [*a]", ":1:8: this value holds itself"),
    "twice.yml": (b"reply: a\nreply: b", ":2:1: the key “reply” is there twice (first on line 1)"),
    "twice.json": (b'{"reply": "a",\n "reply": "b"}', ":2:2: the key “reply” is there twice (first on line 1)"),
    "twice.md": (b"---\nid: a\nid: b\n---\nHi", ":3:1: the key “id” is there twice (first on line 2)"),
    "object.yml": (
        b'reply: !!python/object/apply:os.system ["touch ran"]', ":1:8: YAML tags (!…) are not used",
    ),
    "object.md": (
        b'---\nid: !!python/object/apply:os.system ["touch ran"]\n---\nHi', ":2:5: YAML tags",
    ),
    "binary-tag.yml": (b"reply: !!binary aGVsbG8=", ":1:8: YAML tags"),
    "number.json": (b'{"reply": ' + b"9" * 9_999 + b"}", ":1:11: this number is too long to be read"),
    "number.jsonl": (b'{"reply": ' + b"9" * 9_999 + b"}", ":1: this line holds a number too long"),
    "number.yml": (b"reply: " + b"9" * 9_999, ":1:8: this number is too long to be read"),
    "half.json": (b'{"reply": "\\ud800"}', ":1:11: the text holds half of a character"),
    "bell.yml": (b"reply: \x07", ":1: this is not YAML"),
    "date.md": (b"---\nreviewed: 2026-99-99\n---\nHi", ":2:1: “reviewed: 2026-99-99” must be a date"),
    "quote.csv": (b'reply,message\n"open\n', ":2:1: the quote opened here is never closed"),
    "cells.csv": (b"reply,message\na,b,c\n", ":2:1: this row has 3 cells and the header 2"),
}  # fmt: skip


def environment(**more: str) -> dict[str, str]:
    """That of a run whose language is known."""
    return {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "", **more}


def run(*arguments: str, cwd: Path, more: Mapping[str, str] | None = None) -> Done:
    """A run of the command."""
    return subprocess.run(
        [*TONELINT, *arguments], capture_output=True, cwd=cwd, env=environment(**(more or {})),
        stdin=subprocess.DEVNULL, check=False, timeout=600,
    )  # fmt: skip


def shell(script: str, cwd: Path) -> Done:
    """A run of a shell script in which ``tonelint`` is the command."""
    begun = f'set -o pipefail; tonelint() {{ "{sys.executable}" -m tonelint "$@"; }}; {script}'
    return subprocess.run(
        ["bash", "-c", begun], capture_output=True, cwd=cwd, env=environment(), check=False,
        timeout=600,
    )  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Done]]:
    """One run over all the wrong files at once, each named; and one good reply among them."""
    folder = tmp_path_factory.mktemp("files")
    (folder / ".git").mkdir()
    for name, (content, _) in FILES.items():
        (folder / name).write_bytes(content)
    (folder / "good.md").write_text("Hello [NAME], we open at nine.", encoding="utf-8")
    yield folder, run("check", "good.md", *FILES, "--format", "text", "--jobs", "1", cwd=folder)
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_wrong_file_is_told(files: tuple[Path, Done], name: str) -> None:
    told = [line for line in files[1].stderr.decode().splitlines() if line.startswith(f"{name}:")]
    assert FILES[name][1] in told[0].removeprefix(name)
    assert len(told) == 1
    assert len(told[0]) < 300


def test_wrong_files_lose_nothing_else(files: tuple[Path, Done]) -> None:
    folder, done = files
    assert done.returncode == WRONG
    assert b"good.md:1:7: error unresolved-placeholder" in done.stdout
    assert len(done.stderr.decode().splitlines()) == len(FILES)
    assert b"Traceback" not in done.stderr
    assert not (folder / "ran").exists()


@linux
def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "round").symlink_to(".")
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    said = {
        "folder.md": "there is nothing to check in this folder",
        "loop.md": "cannot be read (Too many levels of symbolic links)",
        "gone.md": "there is no such file or folder",
        "nowhere.md": "there is no such file or folder",
        "a" * 300: "cannot be read (File name too long)",
        "/dev/zero": "this is a device, no file that holds replies",
        "/proc/self/mem": "this file cannot be read (Input/output error)",
        "round/round/round/nowhere.md": "there is no such file or folder",
    }
    done = run("check", *said, cwd=tmp_path)
    told = done.stderr.decode().splitlines()
    assert done.returncode == WRONG
    assert len(told) == len(said)
    for name, words in said.items():
        assert any(line.startswith(name[:70]) and words in line for line in told), (name, told)


def test_links_lead_nowhere_else(tmp_path: Path) -> None:
    """A folder gives each file once, and none from outside the repository."""
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("Hi [NAME]", encoding="utf-8")
    (project / "a.md").write_text("Hi [NAME]", encoding="utf-8")
    (project / "out.md").symlink_to("../secret.md")
    (project / "again.md").symlink_to("a.md")
    (project / "loop").symlink_to(".")
    (project / "one.md").symlink_to("two.md")
    (project / "two.md").symlink_to("one.md")
    asked = ("--format", "text", "--detection", "phrases")
    done = called("check", ".", *asked, cwd=project)
    assert done.stdout.count("unresolved-placeholder") == 1
    assert done.stderr == ""
    named = called("check", "out.md", *asked, cwd=project)
    assert "out.md:1:4: error unresolved-placeholder" in named.stdout  # one may ask for it


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    """It was there when the run was planned, and is not when it is read."""
    (tmp_path / "a.md").write_text("Hi [NAME]", encoding="utf-8")
    (tmp_path / "b.md").write_text("Hi [NAME]", encoding="utf-8")
    program = (
        "import pathlib, tonelint.running.run as run, tonelint.cli as cli, sys\n"
        "planned = run.plan\n"
        "def plan(*a, **k):\n"
        "    found = planned(*a, **k); pathlib.Path('b.md').unlink(); return found\n"
        "run.plan = plan\n"
        "sys.argv = ['tonelint', 'check', '.', '--format', 'text', '--detection', 'phrases']\n"
        "cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        check=False,
    )
    assert done.returncode == WRONG
    assert done.stderr.decode().splitlines() == [
        "b.md: this file cannot be read (No such file or directory)"
    ]
    assert b"a.md:1:4: error" in done.stdout


# --- codes of conduct ------------------------------------------------------------------------

HEAD = "schema: 1\nextends: default\n"
CODES: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", ":1: a code of conduct is keys and values; it begins with “schema: 1”"),
    "text": ("hello", ":1: a code of conduct is keys and values"),
    "latin1": ("schema: 1\nname: é".encode("latin-1"), ": this file is not UTF-8"),
    "utf16": (HEAD.encode("utf-16"), ": this file is not UTF-8"),
    "nul": ("schema: 1\n\0", ":1: this is not YAML"),
    "large": ("# " + "a" * 10 * MB, ": this file is larger than 10 MB"),
    "number": (f"{HEAD}name: {'9' * 9_999}", ":3:7: this number is too long to be read"),
    "deep": (f"{HEAD}rules: {'[' * 5_000}", ":3:1007: this YAML is nested too deeply"),
    "less-deep": (f"{HEAD}rules: {'[' * 900}{']' * 900}", "too deep"),
    "nested": (f"{HEAD}rules: {'{a: ' * 400}b{'}' * 400}", ":3:9: the rule “a” is not known"),
    "twice": (f"{HEAD}contexts:\n  a: {{}}\n  a: {{}}", ":5:3: the key “a” is there twice (first on line 4)"),
    "object": (f'{HEAD}name: !!python/object/apply:os.system ["touch ran"]', ":3:7: YAML tags"),
    "binary": (f"{HEAD}name: !!binary aGk=", ":3:7: YAML tags"),
    "set": (f"{HEAD}rules: !!set {{a, b}}", ":3:8: YAML tags"),
    "time": (f"{HEAD}name: !!timestamp 2026-01-01", ":3:7: YAML tags"),
    "boolean": (f"{HEAD}name: !!bool maybe", ":3:7: this number is too long to be read, or is none"),
    "bomb": (f"{HEAD}{bomb(10, 9).decode()}", "more than 20 aliases"),
    "itself": (f"{HEAD}rules: &a {{b: *a}}", "an alias (*name) stands inside its own value"),
    "itself-extended": ("schema: 1\nextends: tonelint.yml", "“extends” goes round in a circle"),
    "circle": ("schema: 1\nextends: ../other-circle/tonelint.yml", "“extends” goes round in a circle"),
    "other-circle": ("schema: 1\nextends: [default, ../circle/tonelint.yml]", "goes round in a circle"),
    "climbing": ("schema: 1\nextends: ../../outside.yml", ":2:1: “extends: ../../outside.yml” leads out"),
    "absolute": ("schema: 1\nextends: {outside}", ":2:1: “extends: {outside}” leads out of the repository"),
    "linked": ("schema: 1\nextends: ../link.yml", ":2:1: “extends: ../link.yml” leads out"),
    "looping": ("schema: 1\nextends: ../loop.yml", ":2:1: “extends: ../loop.yml” is neither"),
    "packs": ("schema: 1\nextends: rules/../policies/default", "is neither a built-in name nor a file"),
    "long": (f"schema: 1\nextends: {'a' * 5_000}.yml", "is neither a built-in name nor a file"),
    "chain": ("schema: 1\nextends: ../chain1.yml", "“extends” goes through more than 50 files"),
    "incidents-up": (f"{HEAD}incidents: ../now.yml", ":3:1: “incidents: ../now.yml” leads out of the folder"),
    "incidents-absolute": (f"{HEAD}incidents: /etc/passwd", "leads out of the folder of this code"),
    "keys": (f"{HEAD}? [a, b]\n: c", ":3:3: this is not valid YAML: found unhashable key"),
    "stars": (f'{HEAD}files: {{exclude: ["*a*a*a*a*b"]}}', ":3:9: “files.exclude”: the glob “*a*a*a*a*b” holds too many stars"),
    "no-glob": (f'{HEAD}files: {{exclude: ["[z-a]"]}}', ":3:9: “files.exclude”: “[z-a]” is no glob"),
    "infinite": (f"{HEAD}rules: {{too-many-emoji: {{max: .inf}}}}", ":3:26: "),
}  # fmt: skip


def codes_in(top: Path) -> dict[str, str]:
    """Writes the wrong codes below a repository, each with a reply; what is to be said of each."""
    project = top / "project"
    (project / ".git").mkdir(parents=True)
    outside = top / "outside.yml"
    outside.write_text(HEAD, encoding="utf-8")
    (project / "link.yml").symlink_to("../outside.yml")
    (project / "loop.yml").symlink_to("loop.yml")
    for number in range(1, 60):
        following = f"schema: 1\nextends: chain{number + 1}.yml"
        (project / f"chain{number}.yml").write_text(following, encoding="utf-8")
    said = {}
    for name, (text, words) in CODES.items():
        content = (
            text if isinstance(text, bytes) else text.replace("{outside}", str(outside)).encode()
        )
        (project / name).mkdir()
        (project / name / "tonelint.yml").write_bytes(content)
        (project / name / "a.md").write_text("Hello", encoding="utf-8")
        said[name] = words.replace("{outside}", str(outside))
    return said


@pytest.fixture(scope="module")
def codes(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Done, Path]:
    """One run over replies governed by all the wrong codes, each by its own."""
    top = tmp_path_factory.mktemp("codes")
    said = codes_in(top)
    done = run("check", *(f"{name}/a.md" for name in said), cwd=top / "project")
    return said, done, top / "project"


@pytest.mark.parametrize("name", CODES)
def test_a_wrong_code_is_told(codes: tuple[dict[str, str], Done, Path], name: str) -> None:
    said, done, _ = codes
    lines = done.stderr.decode().splitlines()
    named = (
        (f"{name}/tonelint.yml:", "chain50.yml:") if name == "chain" else f"{name}/tonelint.yml:"
    )
    if name in ("circle", "other-circle"):  # the one that closes the circle is told
        named = ("circle/tonelint.yml:", "other-circle/tonelint.yml:")
    assert any(line.startswith(named) and said[name] in line for line in lines), lines


def test_wrong_codes_end_in_one_exit_code(codes: tuple[dict[str, str], Done, Path]) -> None:
    _, done, project = codes
    assert done.returncode == WRONG
    assert b"Traceback" not in done.stderr
    assert b"failed on this" not in done.stderr
    assert not list(project.rglob("ran"))


def test_what_is_extended_inside_the_repository_is_fine(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "shared.yml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "link.yml").symlink_to("shared.yml")
    for name in ("../../shared.yml", "../../link.yml", str(tmp_path / "shared.yml")):
        (inner / "tonelint.yml").write_text(f"schema: 1\nextends: {name}\n", encoding="utf-8")
        assert load(inner / "tonelint.yml").sources[-2].path == tmp_path / "shared.yml"


def test_no_repository_bounds_nothing(tmp_path: Path) -> None:
    if any((one / ".git").exists() for one in tmp_path.parents):
        pytest.skip("the temporary folder lies in a repository")
    (tmp_path / "a").mkdir()
    (tmp_path / "shared.yml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "a" / "tonelint.yml").write_text(
        "schema: 1\nextends: ../shared.yml\n", encoding="utf-8"
    )
    assert load(tmp_path / "a" / "tonelint.yml").name == "a"


def test_a_link_of_incidents_stays_in_the_repository(tmp_path: Path) -> None:
    (tmp_path / "project" / ".git").mkdir(parents=True)
    (tmp_path / "now.yml").write_text("incidents: []\n", encoding="utf-8")
    (tmp_path / "project" / "now.yml").symlink_to("../now.yml")
    code = tmp_path / "project" / "tonelint.yml"
    code.write_text(f"{HEAD}incidents: now.yml\n", encoding="utf-8")
    done = run("rules", "--policy", "tonelint.yml", cwd=tmp_path / "project")
    assert load(code).document.incidents == "now.yml"
    assert done.returncode in (0, WRONG)
    with pytest.raises(PolicyMistakes, match="is a link out of the repository"):
        linter_of(code)


def linter_of(code: Path) -> None:
    """Makes a linter of a code of conduct; nothing is read with it."""
    from tonelint import Linter  # noqa: PLC0415

    Linter(load(code))


def test_files_extended_many_times_are_read_once(tmp_path: Path) -> None:
    """Each extends the one before three times over: 3^30 readings, were they not remembered."""
    (tmp_path / "0.yml").write_text(HEAD, encoding="utf-8")
    for number in range(1, 31):
        before = f"{number - 1}.yml"
        text = f"schema: 1\nextends: [{before}, {before}, ./{before}]\n"
        (tmp_path / f"{number}.yml").write_text(text, encoding="utf-8")
    sources = [source.path.name for source in load(tmp_path / "30.yml").sources]
    assert sources[-31:] == [f"{number}.yml" for number in range(31)]
    assert len(sources) == len(set(sources))


texts = st.text(
    st.characters(exclude_categories=("Cc", "Cn", "Cs"), exclude_characters="\u2028\u2029\ufeff")
)


@given(st.recursive(st.none() | st.booleans() | st.integers() | texts, st.lists))
def test_plain_values_are_what_they_were(value: object) -> None:
    assert strict_yaml.load(json.dumps(value, ensure_ascii=False), "x") == value


@given(st.text(alphabet="!&*{}[]-?:,|>%@`#\"'abc01. \n\t<=~"))
def test_no_text_breaks_the_reader_of_yaml(text: str) -> None:
    with suppress(TonelintError):
        strict_yaml.load(text, "x")
        strict_yaml.documents(text, "x")


# --- where reports and fixes go --------------------------------------------------------------

STREAMS: dict[str, tuple[str, int, str]] = {
    "closed output": ("tonelint check a.md --format text >&-", VIOLATIONS, ""),
    "closed errors": ("tonelint check nowhere.md 2>&-", WRONG, ""),
    "closed input": ("tonelint check - <&-", WRONG, "<stdin>: there is nothing to check"),
    "no input": ("tonelint check <&-", WRONG, "there is nothing to check: give a path"),
    "all closed": ("tonelint check nowhere.md <&- >&- 2>&-", WRONG, ""),
    "full disk": ("tonelint rules > /dev/full", WRONG, "standard output: this cannot be done (No space left"),
    "full report": (
        "tonelint check a.md --output json=/dev/full", WRONG,
        "/dev/full: the report cannot be written (No space left on device)",
    ),
    "no folder": (
        "tonelint check a.md --output json=none/a.json", WRONG,
        "none/a.json: the report cannot be written (No such file or directory)",
    ),
    "folder": ("tonelint check a.md --output json=.", WRONG, ".: the report cannot be written (Is a directory)"),
    "broken pipe": ("tonelint rules | true", PIPE_CLOSED, ""),
}  # fmt: skip


@linux
@pytest.mark.parametrize("name", STREAMS)
def test_streams_that_fail(tmp_path: Path, name: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text("Hi [NAME]", encoding="utf-8")
    script, code, words = STREAMS[name]
    done = shell(script, tmp_path)
    said = done.stderr.decode()
    assert (done.returncode, words in said) == (code, True), said
    assert not words or len(said.splitlines()) == (4 if "Usage" in said else 1)
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir() if path.name != ".git"] == ["a.md"]


@linux
def test_a_full_disk_leaves_the_files_that_were_to_be_mended(tmp_path: Path) -> None:
    """Nothing longer than a block may be written: the fix fails, the original stays."""
    text = "Bonjour ! " + "On ouvre à neuf heures. " * 400
    (tmp_path / "a.md").write_text(f"---\nlang: fr\n---\n{text}", encoding="utf-8")
    before = (tmp_path / "a.md").read_bytes()

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        [*TONELINT, "check", "a.md", "--fix", "--detection", "phrases"],
        capture_output=True, cwd=tmp_path, env=environment(TONELINT_NO_CACHE="1"), check=False,
        preexec_fn=limited,
    )  # fmt: skip
    assert done.returncode == WRONG, done.stdout.decode()
    assert "a.md: this file cannot be mended (File too large)" in done.stderr.decode()
    assert (tmp_path / "a.md").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


SURROUNDINGS: dict[str, Mapping[str, str]] = {
    "no locale": {"LANG": "xx_XX", "LC_ALL": "xx_XX"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "dumb terminal": {"TERM": "dumb", "NO_COLOR": "1"},
    "no home": {"HOME": "/nonexistent", "XDG_CACHE_HOME": ""},
    "home is a file": {"HOME": "/dev/null", "XDG_CACHE_HOME": ""},
    "read-only cache": {"XDG_CACHE_HOME": "/proc"},
}


@linux
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_change_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "é😀.md").write_text("Ça va, [NOM]?", encoding="utf-8")
    done = run(
        "check", "é😀.md", "--format", "text", "--ui", "fr", "--detection", "phrases", cwd=tmp_path,
        more=SURROUNDINGS[name],
    )  # fmt: skip
    assert done.returncode == VIOLATIONS
    assert done.stdout.decode().startswith("é😀.md:1:8: error unresolved-placeholder « [NOM] »")
    assert done.stderr == b""


@linux
def test_two_runs_at_once_on_one_cache(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Hi [NAME]", encoding="utf-8")
    more = environment(XDG_CACHE_HOME=str(tmp_path / "cache"))
    command = [*TONELINT, "check", "a.md", "--format", "text", "--detection", "phrases"]
    both = [
        subprocess.Popen(
            command, cwd=tmp_path, env=more, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    said = [one.communicate(timeout=600) for one in both]
    assert [one.returncode for one in both] == [VIOLATIONS, VIOLATIONS]
    assert said[0] == said[1]
    assert said[0][1] == b""


# --- names of files, and what drafts would like to do ----------------------------------------

NAMES: tuple[bytes, ...] = (
    b"a\n::error::pwned.md", b"\x1b[31mred\x1b]0;title\x07.md", b"-dash.md", "é😀 \u202egnp.md".encode(),
    b"latin\xe9.md", b"a,b:c;d|e`f%20$(g)&h.md", b"<script>alert(1)<script>.md",
    b"##vso[task.setvariable variable=x]y.md", b"=HYPERLINK(x).md", b"](javascript:x).md",
)  # fmt: skip
_ORDERS = ("\n::", "\x1b", "\x07", "\u202e", "##vso[")
TO_READ = ("text", "rich")  # by people, in a terminal or in the log of a build


@linux
def test_names_of_files_are_harmless_in_every_format(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in NAMES:
        (tmp_path / os.fsdecode(name)).write_text("Hi [NAME]", encoding="utf-8")
    reports = [f"--output={format_}=report.{format_}" for format_ in FORMATS]
    done = called("check", ".", *reports, "--detection", "phrases", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (VIOLATIONS, "")
    for format_ in FORMATS:
        said = (tmp_path / f"report.{format_}").read_bytes().decode()
        assert said.count("NAME") >= len(NAMES), format_
        orders = _ORDERS if format_ in TO_READ else _ORDERS[1:3]
        assert not [order for order in orders if order in said], format_
    assert len((tmp_path / "report.github").read_text("utf-8").splitlines()) == len(NAMES)


@linux
def test_names_of_files_are_harmless_in_diagnostics(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / os.fsdecode(name)).write_bytes(b"\xff")
    done = run("check", ".", cwd=tmp_path)
    said = done.stderr.decode()
    assert done.returncode == WRONG
    assert len(said.splitlines()) == len(NAMES)
    assert not any(order in said for order in _ORDERS)


ATTACKS = (
    "::error file=x::pwned\n::stop-commands::x\n  ::add-mask::a\n##vso[task.setvariable variable=x]y"
    "\n##[error]z\r\n\x1b]0;title\x07\x1b[2J\x9b31m \u202eabc\u2066 <script>document.title='ran'</script>"
    "<img src=x onerror=\"document.title='ran'\"><svg onload=\"document.title='ran'\"> </style></td>"
    ' [a](javascript:alert(1)) `x` ``` =HYPERLINK("http://x.example","y") +1+cmd|\' /C calc\'!A0'
    " {{constructor.constructor('alert(1)')()}} ]]> --> &#x3c; \\u003cscript\\u003e [NOM]"
)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of every format about a draft, a message and a title that would like to act."""
    folder = tmp_path_factory.mktemp("attacks")
    fields = {"id": ATTACKS, "title": ATTACKS, "message": f"Outage! {ATTACKS}", "reply": ATTACKS}
    (folder / "a.jsonl").write_text(json.dumps(fields), encoding="utf-8")
    reports = [f"--output={name}=report.{name}" for name in FORMATS]
    done = called("check", "a.jsonl", *reports, cwd=folder)
    assert done.returncode == VIOLATIONS, done.stderr
    return folder


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("json", "jsonl")])
def test_nothing_a_draft_says_acts(attacked: Path, name: str) -> None:
    said = (attacked / f"report.{name}").read_text("utf-8")
    assert "\x1b" not in said
    assert "\x07" not in said
    assert "unresolved-placeholder" in said
    if name in TO_READ:
        assert not [line for line in said.splitlines() if line.strip().startswith("::")]
        assert "##[" not in said
        assert "##vso[" not in said
    if name == "github":
        assert all(
            line.startswith(("::error ", "::warning ", "::notice ")) for line in said.splitlines()
        )
    if name in ("html", "markdown"):
        assert "<script>document" not in said
        assert "<img src" not in said


CHROMIUM = next(filter(shutil.which, ("chromium", "chromium-browser", "google-chrome")), None)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
def test_the_page_runs_nothing_in_a_browser(attacked: Path, tmp_path: Path) -> None:
    """Its title would be another if anything ran; a page that does run shows that we would see."""
    page = (attacked / "report.html").read_text("utf-8")
    running = tmp_path / "running.html"
    running.write_text(f"<title>idle</title>{ATTACKS}", encoding="utf-8")
    assert "<title>ran</title>" in rendered(running, tmp_path)
    shown = rendered(attacked / "report.html", tmp_path)
    title = page[page.index("<title>") : page.index("</title>")]
    assert title in shown
    assert "<title>ran</title>" not in shown
    assert "onerror=" in shown  # there to be read, as text
    assert "<img" not in shown


def rendered(page: Path, profile: Path) -> str:
    """A page as a browser has it once it has run."""
    done = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         f"--user-data-dir={profile / 'profile'}", "--virtual-time-budget=2000", "--dump-dom", page.as_uri()],
        capture_output=True, check=True, timeout=100,
    )  # fmt: skip
    return done.stdout.decode()


@given(st.text())
def test_safe_text_is_visible_and_gives_no_orders(text: str) -> None:
    assert len(safe(text)) == len(visible(text))
    assert safe(safe(text)) == safe(text)
    assert not any(
        line.strip().startswith("::error") for line in safe(f"{text}\n::error").splitlines() if line
    )
    assert len(file_name(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::a", "\ufffd:error::a"), ("a ::set-env x::b", "a \ufffd:set-env x::b"),
        ("##[group]", "\ufffd#[group]"), ("a##vso[b]", "a\ufffd#vso[b]"), ("a::b", "a::b"),
        ("## titre", "## titre"), ("12:00 :: 13:00", "12:00 :: 13:00"), ("#[a]", "#[a]"),
    ],
)  # fmt: skip
def test_orders_to_a_build_are_broken(text: str, shown: str) -> None:
    assert safe(text) == shown


# --- bounds ----------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["😂", "5", "a@", "{{", "12 rue ", "désolé "])
def test_the_longest_reply_takes_a_while_and_no_more(unit: str) -> None:
    """As many characters as are read, of what costs most; seconds, where it once was minutes."""
    linter = linter_for("default")
    begun = time.process_time()
    linter.check((unit * bounds.TEXT)[: bounds.TEXT].strip())
    assert time.process_time() - begun < 40


def test_texts_too_long_are_refused_by_the_api() -> None:
    linter = linter_for("default")
    with pytest.raises(InputError, match=r"this reply is 50,001 characters long"):
        linter.check("a" * 50_001)
    with pytest.raises(InputError, match=r"this message is 50,001 characters long"):
        linter.context("a" * 50_001)


signs = st.builds(
    lambda level, start, length, what: Sign(level, start, start + length, what),
    st.sampled_from([*WEIGHTS, "against"]), st.integers(0, 30), st.integers(1, 6), st.sampled_from("abc"),
)  # fmt: skip


@given(st.lists(signs, max_size=12))
def test_of_signs_that_overlap_the_strongest_counts(found: list[Sign]) -> None:
    """As comparing each with each tells, which takes minutes for the signs of a long text."""
    kept: list[Sign] = []
    ranked = sorted(
        (sign for sign in found if sign.level in WEIGHTS),
        key=lambda sign: (-WEIGHTS[sign.level], sign.start - sign.end, sign.start),
    )
    for sign in ranked:
        if all(sign.end <= other.start or other.end <= sign.start for other in kept):
            kept.append(sign)
    assert score(found).spans == tuple((sign.start, sign.end) for sign in kept)


@pytest.mark.parametrize("glob", ["*a*a*b", "**/a/**/a/**/b", "[[a]*", "*_fr_*.md"])
def test_globs_that_are_taken_are_quick(glob: str) -> None:
    assert globs.mistake(glob) is None
    begun = time.process_time()
    globs.compiled([glob]).match_file("a/" * 100 + "a" * 250)
    assert time.process_time() - begun < 20


@given(st.lists(st.text(alphabet="[]!*?\\/a-^z# .(){}+"), max_size=4))
def test_no_line_of_a_gitignore_breaks_the_walk(lines: list[str]) -> None:
    """Git passes over those that are none; so do we."""
    globs.compiled(lines).match_file("a/b.md")
    assert not globs.compiled(["*a*a*a*a*a*a*a*a*b"]).match_file("a" * 250)


# --- privacy ---------------------------------------------------------------------------------

GUARD = """\
import os, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
                 "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"):
        os.write(2, f"the network: {event} {arguments}".encode())
        os._exit(99)
sys.addaudithook(refuse)
"""
REPLY = "On est désolés, c'est long sans courant. Le compte 555 0134 est noté."
MESSAGE = "Plus de courant au 12 rue Érable, compte 555 0134, j.tremblay@exemple.ca"
PERSONAL = ("555 0134", "rue Érable", "tremblay")


def test_nothing_leaves_the_machine(tmp_path: Path) -> None:
    """No socket is opened, and the libraries underneath leave nothing behind that would be sent."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"reply": REPLY, "message": MESSAGE}), encoding="utf-8"
    )
    (tmp_path / "home").mkdir()
    paths = f"{tmp_path / 'guard'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    more = {
        "PYTHONPATH": paths,
        "HOME": str(tmp_path / "home"),
        "XDG_CACHE_HOME": str(tmp_path / "home"),
    }
    program = (
        "import sys; from tonelint.cli import main\n"
        "for line in sys.stdin.read().splitlines():\n"
        "    sys.argv = ['tonelint', *line.split()]\n"
        "    try:\n        main()\n    except SystemExit as ended:\n        print(ended.code)\n"
    )
    asked = ("check a.jsonl --fail-on never", "context a.jsonl", "explain humorous")
    done = subprocess.run(
        [sys.executable, "-c", program],
        input="\n".join(asked).encode(),
        capture_output=True,
        cwd=tmp_path,
        env=environment(**more),
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines().count("0") == len(asked)
    kept = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert kept
    assert {path.relative_to(tmp_path / "home").parts[0] for path in kept} == {"tonelint"}
    for path in kept:
        assert not any(data.encode() in path.read_bytes() for data in PERSONAL), path


def test_the_guard_would_see_it(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    program = "import socket; socket.create_connection(('localhost', 9))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        env=environment(PYTHONPATH=str(tmp_path)),
        check=False,
    )
    assert done.returncode == 99


@pytest.fixture(scope="module")
def personal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of every format about a draft that holds personal data, without and with it."""
    folder = tmp_path_factory.mktemp("personal")
    fields = {"reply": f"{REPLY} [NOM]", "message": MESSAGE, "title": "Compte 555 0134"}
    (folder / "a.jsonl").write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    for shown, option in (("hidden", ()), ("shown", ("--show-personal-data",))):
        reports = [f"--output={name}={shown}.{name}" for name in FORMATS]
        called("check", "a.jsonl", *option, *reports, cwd=folder)
    return folder


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in EXACT_FORMATS])
def test_reports_hide_personal_data(personal: Path, name: str) -> None:
    said = (personal / f"hidden.{name}").read_text("utf-8")
    assert "public-personal-data" in said
    assert not any(data in said for data in PERSONAL)
    assert "5** ***4" in said.replace("\\", "") or name in ("markdown", "html", "rich")
    asked = (personal / f"shown.{name}").read_text("utf-8")
    assert "555 0134" in asked


def test_hidden_data_stays_where_it_was(personal: Path) -> None:
    hidden, shown = (
        json.loads((personal / f"{name}.sarif").read_text("utf-8")) for name in ("hidden", "shown")
    )
    for one, other in zip(hidden["runs"][0]["results"], shown["runs"][0]["results"], strict=True):
        assert one["ruleId"] == other["ruleId"]
        ours, theirs = (
            result["locations"][0]["physicalLocation"]["region"] for result in (one, other)
        )
        ours.pop("snippet", None)
        theirs.pop("snippet", None)
        assert ours == theirs


@pytest.mark.parametrize("name", EXACT_FORMATS)
def test_json_tells_the_draft_as_it_is(personal: Path, name: str) -> None:
    said = (personal / f"hidden.{name}").read_text("utf-8")
    assert "555 0134" in said
    assert said == (personal / f"shown.{name}").read_text("utf-8")


@pytest.mark.parametrize(
    ("asked", "told"),
    [("rich", False), ("json", True), ("rich --show-personal-data", True)],
)
def test_messages_are_hidden_as_drafts_are(asked: str, told: bool, tmp_path: Path) -> None:
    done = called("context", "--message", MESSAGE, "--format", *asked.split(), cwd=tmp_path)
    assert ("555 0134" in done.stdout) == told


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("555-0134", "5**-***4"), ("(514) 555-0134", "(5**) ***-***4"), ("12 rue Érable", "1* *** ·****e"),
        ("j.t@exemple.ca", "j.*@*******.*a"), ("H2X 1Y4", "H** **4"),
    ],
)  # fmt: skip
def test_masks(data: str, shown: str) -> None:
    assert masking.masked(data) == shown


@settings(deadline=None)  # the first builds a linter
@given(st.text(), st.text(alphabet="é1 @.-ab\n"))
def test_a_mask_keeps_every_place(text: str, data: str) -> None:
    result = linter_result()
    before = replace(result, draft=replace(result.draft, reply=f"{text} compte 555 0134 {data}"))
    (after,) = masking.results([before], frozenset())
    assert len(after.reply) == len(before.reply)
    assert "555 0134" not in after.reply


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("le 514\u200b-555-1234", "514"), ("le 𝟓𝟏𝟒-555-1234", "𝟏𝟒"), ("438\u2011555\u20119876", "38"),
        ("dob 1980 05 12 345 rue Roy", "rue"), ("né le 3 mai 1980-514-555-1234", "mai"),
        ("compte ５５５５５５", "５５"),
    ],
)  # fmt: skip
def test_data_are_hidden_however_they_are_written(text: str, left: str) -> None:
    found = linter_result()
    before = replace(found, draft=replace(found.draft, reply=f"Voici : {text} merci"))
    (after,) = masking.results([before], frozenset())
    assert left not in after.reply
    assert len(after.reply.encode()) == len(before.reply.encode())


def test_what_a_thread_said_is_hidden_too() -> None:
    turn = Turn("customer", "Remboursez-moi, compte 555 0134")
    told = Evidence("compte 555 0134", 16, 31)
    found = linter_result()
    before = replace(
        found,
        draft=replace(found.draft, thread=(turn,)),
        contexts=(ContextFound("refund", 0.9, (told,), source="thread"),),
    )
    (after,) = masking.results([before], frozenset())
    assert after.contexts[0].evidence[0].text == "compte 5** ***4"


def linter_result() -> Result:
    """A result whose draft the tests put another in."""
    return linter_for("default").check("Bonjour")


def test_numbers_of_the_organisation_are_shown() -> None:
    draft = Draft("Appelez au 418 555-0199.", "Mon numéro est le 418 555-0142")
    found = linter_for("default").check_draft(draft)
    (after,) = masking.results([found], frozenset({"4185550199"}))
    assert after.reply == draft.reply
    assert after.message == "Mon numéro est le 4** ***-***2"


# --- the same, always ------------------------------------------------------------------------


def replies() -> Iterator[dict[str, object]]:
    """Twenty drafts of many kinds: each message with each reply."""
    messages = (
        "Plus de courant depuis hier soir",
        "Your bus never came!",
        "Merci beaucoup!",
        "Je veux mourir",
    )
    drafts = (
        "Une soirée aux chandelles, c'est romantique! 😂", "Calm down, it's YOUR fault. [NAME]",
        "On est désolés, une équipe est en route.", "Sorry about that!! Call 1 800 555-0199 or 555 0134.",
        "Bonjour {{prenom}}, {% if a %}patience{% else %}merci{% endif %}",
    )  # fmt: skip
    for number in range(20):
        yield {
            "id": str(number), "message": messages[number % 4], "reply": f"{drafts[number % 5]} {number // 5}",
            "audience": AUDIENCES[number % len(AUDIENCES)], "template": number % 5 == 4,
        }  # fmt: skip


def test_the_same_input_gives_the_same_output(tmp_path: Path) -> None:
    """Byte for byte: whatever the hash seed, the processes, and what was found before."""
    (tmp_path / ".git").mkdir()
    lines = "\n".join(json.dumps(one) for one in replies())
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    for number, one in enumerate(replies()):
        text = f"---\nmessage: {one['message']}\n---\n{one['reply']}"
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    cache = {"XDG_CACHE_HOME": str(tmp_path / ".cache")}
    ways: list[tuple[list[str], dict[str, str]]] = [
        (["--no-cache", "--jobs", "1"], {"PYTHONHASHSEED": "0"}),
        (["--jobs", "2"], {"PYTHONHASHSEED": "1", **cache}),
        (["--jobs", "1"], {"PYTHONHASHSEED": "2", **cache}),  # all of it remembered
    ]
    said = []
    for options, more in ways:
        outputs = [f"--output={name}=.report.{name}" for name in FORMATS]
        done = run("check", ".", "--now", "2026-11-26", *options, *outputs, cwd=tmp_path, more=more)
        reports = {name: (tmp_path / f".report.{name}").read_bytes() for name in FORMATS}
        said.append((done.returncode, done.stdout, done.stderr, reports))
    assert said[0][0] == VIOLATIONS
    assert all(one == said[0] for one in said[1:])
