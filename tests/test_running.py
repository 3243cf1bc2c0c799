"""A run over files: what governs each, what is remembered, what several processes share."""

import json
import os
import pickle
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tonelint import Draft, Linter
from tonelint.conduct import load
from tonelint.conduct.configuration import Configuration
from tonelint.drafts import Defaults, walking
from tonelint.drafts.draft import Suppression
from tonelint.drafts.places import Position
from tonelint.errors import InputError, PolicyMistakes
from tonelint.memory import Key, Memory, program
from tonelint.results import Result
from tonelint.running import checking
from tonelint.running.checking import Checking, Manner
from tonelint.running.codec import reader, written

NOW = datetime(2026, 11, 26, tzinfo=UTC)
MANNER = Manner("en", (), NOW, None)
JOKE = "Patience, ça va revenir! 😂"
OUTAGE = "Plus de courant depuis hier soir."

CODE = """\
schema: 1
extends: utility
files:
  exclude: [archive/**]
  tags: {panne: outage}
  settings:
    - {files: "*.md", channel: email, contexts: [outage]}
    - {files: "deep/*.md", channel: chat}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "tonelint.yml").write_text(CODE, encoding="utf-8")
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# --- what governs a file ---------------------------------------------------------------------


def test_settings_add_up_and_the_later_win(folder: Path) -> None:
    configuration = Configuration()
    applied = configuration.of(folder / "a.md")
    assert (applied.known.channel, applied.known.contexts) == ("email", ("outage",))
    assert applied.known.tags == {"panne": ("outage",)}
    deep = configuration.of(folder / "deep" / "a.md")
    assert (deep.known.channel, deep.known.contexts) == ("chat", ("outage",))
    assert [(one.name, one.line) for one in deep.origins] == [
        ("channel", 7), ("contexts", 7), ("channel", 8),
    ]  # fmt: skip


def test_the_command_line_goes_before_the_files_settings(folder: Path) -> None:
    applied = Configuration(given=Defaults(channel="sms")).of(folder / "a.md")
    assert applied.known.channel == "sms"


def test_the_nearest_code_governs(folder: Path) -> None:
    write(folder / "other" / "tonelint.yml", "schema: 1\nextends: lottery\n")
    configuration = Configuration()
    assert configuration.of(folder / "a.md").policy.path == folder / "tonelint.yml"
    assert configuration.of(folder / "other" / "b.md").policy.path == folder / "other/tonelint.yml"
    assert configuration.of(folder / "other" / "b.md").known.channel is None


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("a.md", True), ("archive/a.md", False), ("tonelint.yml", False), ("a.py", False),
        ("x.cases.yml", False), ("replies.yml", True), ("deep/README.md", False),
    ],
)  # fmt: skip
def test_what_a_folder_gives(folder: Path, name: str, taken: bool) -> None:
    assert Configuration().takes(write(folder / name, "x")) is taken or name == "tonelint.yml"


def test_a_file_of_the_project_is_checked_if_it_is_named_so(folder: Path) -> None:
    readme = write(folder / "deep" / "README.md", "x")
    for include, taken in (("**/*.md", False), ("deep/README.md", True)):
        write(
            folder / "tonelint.yml",
            f"schema: 1\nextends: default\nfiles: {{include: ['{include}']}}\n",
        )
        assert Configuration().takes(readme) is taken


def test_git_ignores_are_honoured_the_deepest_last(folder: Path) -> None:
    write(folder / ".gitignore", "*.txt\nbuild/\n")
    write(folder / "kept" / ".gitignore", "!b.txt\n")
    for name in ("a.txt", "a.md", "kept/b.txt", "build/c.md", ".hidden/d.md", "deep/e.md"):
        write(folder / name, "x")
    found = [path.relative_to(folder).as_posix() for path in walking.below(folder)]
    assert found == ["a.md", "tonelint.yml", "deep/e.md", "kept/b.txt"]
    assert [path.name for path in walking.below(folder / "kept")] == ["b.txt"]


def test_config_says_what_applies_and_from_where(in_process: Run, tmp_path: Path) -> None:
    write(tmp_path / "tonelint.yml", CODE)
    write(tmp_path / "archive" / "a.md", "x")
    write(tmp_path / "deep" / "a.md", "x")
    done = in_process("config", "deep/a.md", "archive/a.md")
    assert done.returncode == 0
    assert "channel: chat  (tonelint.yml:8)" in done.stdout
    assert "contexts: outage  (tonelint.yml:7)" in done.stdout
    assert "checked: no  (files.exclude, tonelint.yml:4)" in done.stdout
    wrong = in_process("config", "nowhere.md")
    assert wrong.returncode == 2
    assert "no such file" in wrong.stderr


@pytest.mark.parametrize(
    ("code", "line", "words"),
    [
        ("files: {tags: {x: outtage}}", 3, "did you mean “outage”?"),
        ("files:\n  settings:\n    - {files: a, contexts: [nope]}", 5, "no context is named"),
        ("files:\n  settings:\n    - {files: a, chanel: sms}", 5, "did you mean “channel”?"),
        ("files:\n  settings:\n    - {files: a, format: yml}", 5, "yaml"),
    ],
)
def test_wrong_settings_name_their_line(
    in_process: Run, tmp_path: Path, code: str, line: int, words: str
) -> None:
    write(tmp_path / "tonelint.yml", f"schema: 1\nextends: default\n{code}\n")
    done = in_process("policy", "check", "tonelint.yml")
    assert done.returncode == 2
    assert f"tonelint.yml:{line}" in done.stderr
    assert words in done.stderr


# --- which files are checked -----------------------------------------------------------------


def test_two_codes_in_one_run(in_process: Run, tmp_path: Path) -> None:
    write(tmp_path / "a" / "tonelint.yml", "schema: 1\nextends: default\n")
    write(
        tmp_path / "b" / "tonelint.yml",
        "schema: 1\nextends: default\nrules: {shouting: {severity: off}}\n",
    )
    for name in ("a", "b"):
        write(
            tmp_path / name / "x.md",
            "---\nmessage: When do you open?\n---\nWE OPEN AT NINE EVERY MORNING",
        )
    done = in_process("check", ".", "--format", "json")
    said = json.loads(done.stdout)
    rules = {
        draft["path"]: {one["rule"] for one in draft["violations"]} for draft in said["drafts"]
    }
    assert "shouting" in rules["a/x.md"]
    assert "shouting" not in rules["b/x.md"]
    assert said["policy"] == "a, b"


def test_a_wrong_code_does_not_lose_the_files_of_another(in_process: Run, tmp_path: Path) -> None:
    write(tmp_path / "a" / "tonelint.yml", "schema: 1\nextend: default\n")
    write(tmp_path / "a" / "x.md", "Hello there")
    write(tmp_path / "b" / "x.md", "[NOM], hello")
    done = in_process("check", ".", "--format", "text")
    assert done.returncode == 2
    assert done.stderr.count("unknown key “extend”") == 1
    assert "b/x.md:1:1: error unresolved-placeholder" in done.stdout


def test_a_wrong_code_is_all_that_is_told_of_its_folder(in_process: Run, tmp_path: Path) -> None:
    write(tmp_path / "tonelint.yml", "schema: 1\nextends: default\nfiles: {exlude: [a]}\n")
    write(tmp_path / "x.md", "Hello there")
    done = in_process("check", ".")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "did you mean “exclude”?" in line


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["."], 2, "nothing to check"),
        (["other.json"], 2, "holds no reply"),
        (["left/x.md", "--force-exclude"], 0, ""),
        (["other.json", "--force-exclude"], 0, ""),
        (["x.py", "--force-exclude"], 0, ""),
        (["x.py"], 2, "are not read"),
        (["left/x.md"], 0, ""),
        (["nowhere.md", "--force-exclude"], 2, "no such file"),
    ],
)
def test_a_run_that_checks_nothing_says_so(
    in_process: Run, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    write(tmp_path / "tonelint.yml", "schema: 1\nextends: default\nfiles: {exclude: [left/**]}\n")
    write(tmp_path / "left" / "x.md", "Hello there, we open at nine.")
    write(tmp_path / "other.json", '{"name": "thing", "version": "1.0", "text": "a"}')
    write(tmp_path / "x.py", "print()")
    done = in_process("check", *arguments)
    assert (done.returncode, words in done.stderr) == (code, True), done


def test_standard_input_under_a_name(in_process: Run, tmp_path: Path) -> None:
    write(tmp_path / "tonelint.yml", CODE)
    done = in_process("check", "-", "--stdin-filename", "deep/a.md", "--format", "json", stdin=JOKE)
    (draft,) = json.loads(done.stdout)["drafts"]
    assert draft["path"] == "deep/a.md"
    assert draft["contexts"][0]["name"] == "outage"


def test_several_reports_at_once(in_process: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.md", "Bonjour [NOM]")
    done = in_process(
        "check", "a.md", "--format", "text", "--output", "sarif=o.sarif", "--output", "junit=o.xml"
    )
    assert "a.md:1:9: error unresolved-placeholder" in done.stdout
    assert json.loads((tmp_path / "o.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "unresolved-placeholder" in (tmp_path / "o.xml").read_text("utf-8")
    wrong = in_process("check", "a.md", "--output", "sarfi=o.sarif")
    assert wrong.returncode == 2
    assert "sarif" in wrong.stderr


# --- what is remembered ----------------------------------------------------------------------


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    cache = Memory(tmp_path / "memory.db")
    yield cache
    cache.close()


def drafts() -> list[Draft]:
    ours = Suppression("shouting", "slogan", Position(1, 1))
    return [
        Draft(JOKE, OUTAGE, path="a.md"),
        Draft("ALLEZ-Y TOUT LE MONDE, VENEZ", None, suppressions=(ours,)),
        Draft("Bonjour {{prenom}}, on s'en occupe.", OUTAGE, template=True),
    ]


def test_results_are_remembered_whole(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = load("utility")
    first = list(Checking(MANNER, memory).check(policy, drafts()))
    monkeypatch.setattr(Linter, "check_draft", None)  # nothing is judged anew
    assert list(Checking(MANNER, memory).check(policy, drafts())) == first
    assert any(isinstance(one, Result) and one.suppressed for one in first)


def test_another_code_way_or_draft_is_judged_anew(memory: Memory) -> None:
    def found(policy: str, manner: Manner, draft: Draft) -> object:
        (result,) = Checking(manner, memory).check(load(policy), [draft])
        return result

    draft = Draft(JOKE, OUTAGE)
    plain = found("default", MANNER, draft)
    assert found("utility", MANNER, draft) != plain
    french = found("default", Manner("fr", (), NOW, None), draft)
    assert isinstance(french, Result)
    assert "n'a pas sa place" in " ".join(one.message for one in french.violations)
    assert found("default", MANNER, Draft(JOKE, "Merci!")) != plain


def test_the_day_counts_where_something_ends() -> None:
    waiver = Suppression("shouting", "slogan", Position(1, 1), until=date(2026, 11, 27))
    linter = Linter("default", now=NOW)
    assert linter.looks_at_the_day(Draft("x", suppressions=(waiver,)))
    assert linter.looks_at_the_day(Draft("x", reviewed=date(2026, 1, 1)))
    assert not linter.looks_at_the_day(Draft("x"))


def test_no_text_is_kept(memory: Memory, tmp_path: Path) -> None:
    secret = "Madame Tremblay-Zyxwv"
    draft = Draft(f"{secret}, PATIENCE ÇA VA REVENIR! 😂", OUTAGE)
    list(Checking(MANNER, memory).check(load("utility"), [draft]))
    memory.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("memory.db*"))
    assert kept
    for word in ("Zyxwv", "courant", "revenir", "forbidden-tone"):
        assert word.encode() not in kept


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_broken_memory_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "memory.db"
    path.write_bytes(content)
    key = Key.of("a")
    for _ in range(2):  # the first run may have to throw the file away
        cache = Memory(path)
        cache.put([(key, [1])])
        cache.close()
    assert Memory(path).get(key) == [1]


def test_a_memory_that_cannot_be_is_done_without(tmp_path: Path) -> None:
    write(tmp_path / "file", "x")
    cache = Memory(tmp_path / "file" / "memory.db")
    cache.put([(Key.of("a"), 1)])
    assert cache.get(Key.of("a")) is None
    cache.close()


def test_the_oldest_is_forgotten_where_much_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tonelint.memory._LARGEST", 200_000)
    keys = [Key.of(str(number)) for number in range(20)]
    for number, key in enumerate(keys):
        monkeypatch.setattr("tonelint.memory.time.time", lambda now=number: now)
        cache = Memory(tmp_path / "memory.db")
        cache.put([(key, random.Random(number).randbytes(10_000).hex())])
        cache.close()
    kept = [bool(Memory(tmp_path / "memory.db").get(key)) for key in keys]
    assert kept[-1] and not kept[0] and kept == sorted(kept)


def test_a_mistake_goes_whole_from_one_process_to_another() -> None:
    for mistake in (InputError("no", path="a.md", line=3), InputError(message="no", column=2)):
        assert pickle.loads(pickle.dumps(mistake)) == mistake


def test_two_runs_share_one_memory(tmp_path: Path) -> None:
    one, other = Memory(tmp_path / "r.db"), Memory(tmp_path / "r.db")
    one.put([(Key.of("a"), "one")])
    other.put([(Key.of("b"), "other")])
    assert (one.get(Key.of("b")), other.get(Key.of("a"))) == ("other", "one")


def test_what_was_tampered_with_is_forgotten(tmp_path: Path) -> None:
    cache = Memory(tmp_path / "r.db")
    cache.put([(Key.of("a"), "one")])
    with sqlite3.connect(tmp_path / "r.db") as file:
        file.execute("update kept set said = x'00'")
    assert cache.get(Key.of("a")) is None


@given(st.lists(st.tuples(st.text(), st.integers(1, 9), st.integers(1, 9)), max_size=4))
def test_what_is_written_is_read_again(items: list[tuple[str, int, int]]) -> None:
    values = tuple(
        Suppression(text, text, Position(line, column), None, date(2026, line, column), (line, 9))
        for text, line, column in items
    )
    kind = tuple[Suppression, ...]
    assert reader(kind)(json.loads(json.dumps(written(values)))) == values


def test_several_processes_find_the_same(tonelint: Run, in_process: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": str(number), "reply": f"OK {number}" if number % 8 else "IT IS OPEN NOW"})
        for number in range(480)
    ]
    write(tmp_path / "many.jsonl", "\n".join(lines) + "\nnot json\n")
    asked = ("check", "many.jsonl", "--format", "jsonl", "--no-cache", "--fail-on", "warning")
    alone = in_process(*asked, "--jobs", "1")
    shared = tonelint(*asked, "--jobs", "2")
    assert alone.stdout == shared.stdout
    assert (alone.returncode, alone.stderr) == (shared.returncode, shared.stderr)
    assert len(alone.stdout.splitlines()) == 480
    assert alone.stdout.count('"shouting"') >= 60


def dies(*_: object) -> None:
    os._exit(1)


def sleeps(*_: object) -> None:
    time.sleep(600)


def test_what_a_killed_process_was_asked_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_WORTH_IT", 0)
    monkeypatch.setattr(checking, "_judged_elsewhere", dies)
    policy, many = load("utility"), drafts() * checking.BATCH
    with Checking(MANNER, None, 2) as shared:
        found = list(shared.check(policy, many))
    assert found == list(Checking(MANNER, None).check(policy, many))


def test_what_is_interrupted_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_WORTH_IT", 0)
    monkeypatch.setattr(checking, "_judged_elsewhere", sleeps)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), Checking(MANNER, None, 2) as shared:
        list(shared.check(load("utility"), interrupted()))
    assert shared._helpers
    for process in shared._helpers.processes:
        # The pool's own thread waits for it too: whoever comes second learns the code a bit later.
        while process.exitcode is None and time.monotonic() - began < 300:
            time.sleep(0.05)
        assert process.exitcode is not None
    assert time.monotonic() - began < 300


def interrupted() -> Iterator[Draft]:
    """Drafts for several batches, then Ctrl-C."""
    yield from drafts() * checking.BATCH
    raise KeyboardInterrupt


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_no_process_outlives_the_one_it_works_for() -> None:
    program = (
        "import os, signal\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from multiprocessing import get_context\n"
        "from tonelint.running.checking import _serve\n"
        "pool = ProcessPoolExecutor(1, get_context('spawn'), _serve)\n"
        "print(pool.submit(os.getpid).result(), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    helper = int(done.stdout)
    for _ in range(300):
        try:
            os.kill(helper, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("it still runs")


def test_results_depend_on_all_files_of_the_program() -> None:
    told = program()
    for name in ("running/checking.py", "templates/tools.yml", "model/weights/pieces.npz"):
        assert f"\n{name} " in told
    assert ".pyc" not in told
    for library in ("spacy", "pydantic_core", "pyyaml", "onnxruntime"):
        assert re.search(rf"\n{library}-[^\n]+info", told, re.IGNORECASE), library


def test_what_other_processes_read_is_what_they_were_sent_for(tmp_path: Path) -> None:
    """A code of conduct that changed on the disk meanwhile is not judged by."""
    code = write(tmp_path / "tonelint.yml", "schema: 1\nextends: default\n")
    manner = Manner("en", (), datetime.now(UTC), "phrases")
    sent = checking._Prepared(load(str(code)), manner)
    draft = [Draft("Bonjour!")]
    asked = (sent.source, manner)
    assert checking._judged_elsewhere(*asked, sent.depends_on, draft)
    assert checking._judged_elsewhere(*asked, "what it was before", draft) is None


def test_one_code_does_not_hide_what_another_finds(in_process: Run, tmp_path: Path) -> None:
    """Where a stretched word is filed depends on the other phrases of its code."""
    for name, phrases in (("a", ["zzooonk"]), ("b", ["zzooonk", "zzoonk today"])):
        code = {
            "schema": 1, "extends": "default",
            "rules": {"odd": {
                "check": "avoid", "severity": "error", "detect": {"phrases": {"en": phrases}},
                **dict.fromkeys(("title", "message", "why", "remedy"), "x"),
            }},
        }  # fmt: skip
        write(tmp_path / name / "tonelint.yml", json.dumps(code))
        write(tmp_path / name / "d.md", "We have a zzooonk here for you.")
    for name in ("a", "b"):
        done = in_process("check", f"{name}/d.md", "--format", "json", cwd=tmp_path)
        (draft,) = json.loads(done.stdout)["drafts"]
        assert "odd" in [one["rule"] for one in draft["violations"]], name


@pytest.mark.parametrize("where", [".", "a.md/x", "nowhere/x", "/dev/full"])
def test_a_report_that_cannot_be_written_keeps_no_other_from_being(
    in_process: Run, tmp_path: Path, where: str
) -> None:
    write(tmp_path / "a.md", JOKE)
    done = in_process("check", "a.md", "--output", f"html={where}", "--output", "json=out.json")
    assert done.returncode == 2
    assert done.stderr.startswith(f"{where}: the report cannot be written (")
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["drafts"]) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"a.md", "out.json"}


@pytest.mark.parametrize("absolute", [False, True])
def test_a_patch_of_fixes_is_one_that_git_applies(
    in_process: Run, tmp_path: Path, absolute: bool
) -> None:
    file = write(tmp_path / "a.md", "---\nlang: fr\n---\nBonjour ! On ouvre à neuf heures.\n")
    path = str(file) if absolute else "a.md"
    patch = in_process("check", path, "--diff-fixes").stdout
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=tmp_path, check=True)
    assert "Bonjour!" in file.read_text(encoding="utf-8")
    assert in_process("check", path, "--diff-fixes", "--output", "json=x").returncode == 2


def test_a_second_run_does_not_import_spacy(tonelint: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.md", JOKE)
    cache = str(tmp_path / "cache")
    tonelint("check", "a.md", XDG_CACHE_HOME=cache)
    again = tonelint("check", "a.md", XDG_CACHE_HOME=cache, PYTHONPROFILEIMPORTTIME="1")
    assert "tonelint.linter" in again.stderr
    for library in ("spacy", "onnxruntime", "numpy"):
        assert f"| {library}\n" not in again.stderr.replace("|     ", "| ")
        assert f" {library}\n" not in again.stderr


def test_a_second_run_makes_nothing_of_the_rules(tonelint: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.md", JOKE)
    cache = str(tmp_path / "cache")
    first = tonelint("check", "a.md", "--format", "json", XDG_CACHE_HOME=cache)
    again = tonelint(
        "check", "a.md", "--format", "json", XDG_CACHE_HOME=cache, PYTHONPROFILEIMPORTTIME="1"
    )
    assert (first.returncode, first.stdout) == (again.returncode, again.stdout)
    imported = {line.rpartition("|")[2].strip() for line in again.stderr.splitlines()}
    assert "tonelint.running.checking" in imported
    assert not {"pydantic", "tonelint.checks", "tonelint.conduct.document"} & imported


def test_a_mistake_is_told_also_where_results_are_remembered(tonelint: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.md", "Hello, we are open all day.\n")
    cache = str(tmp_path / "cache")
    sound = write(tmp_path / "tonelint.yml", "schema: 1\nextends: default\norder: [outage]\n")
    for _ in range(2):
        assert tonelint("check", "a.md", XDG_CACHE_HOME=cache).returncode == 0
    write(sound, "schema: 1\nextends: default\norder: [outage, nowhere]\n")
    for _ in range(2):
        told = tonelint("check", "a.md", XDG_CACHE_HOME=cache)
        assert told.returncode == 2
        assert told.stderr.startswith("tonelint.yml:3:17: no context is named “nowhere”")


def test_where_others_judge_this_process_makes_ready_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "_WORTH_IT", 2 * checking.BATCH)
    manner = Manner("en", (), NOW, "phrases")
    policy, many = load("utility"), drafts() * 2 * checking.BATCH
    with Checking(manner, None, 2) as shared:
        found = list(shared.check(policy, many))
        (prepared,) = shared._linters.values()
        assert "understanding" not in vars(prepared.linter)
    assert found == list(Checking(manner, None).check(policy, many))


def test_mistakes_that_another_process_finds_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(checking, "_WORTH_IT", 0)
    code = write(
        tmp_path / "tonelint.yml",
        "schema: 1\nextends: default\ntones:\n  dismissive:\n    detect:\n"
        '      phrases: {en: ["(((" ]}\n',
    )
    with pytest.raises(PolicyMistakes) as told, Checking(MANNER, None, 2) as shared:
        list(shared.check(load(code), drafts() * checking.BATCH))
    (mistake,) = told.value.mistakes
    assert (mistake.line, mistake.message) == (6, "the phrase “(((” opens “(” and never closes it")


def test_many_remembered_drafts_wait_for_nothing(memory: Memory) -> None:
    policy, known = load("utility"), drafts()
    list(Checking(MANNER, memory).check(policy, known))
    asked: list[Draft] = []

    def coming() -> Iterator[Draft]:
        for draft in known * 3 * checking.BATCH:
            asked.append(draft)
            yield draft

    next(Checking(MANNER, memory, 2).check(policy, coming()))
    assert len(asked) == checking.BATCH
