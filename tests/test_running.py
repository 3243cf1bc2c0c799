"""A run over files: what governs each, what is remembered, what several processes share."""

import json
import sqlite3
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
from tonelint.results import Result
from tonelint.running.cache import Cache, Key
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
        ("x.cases.yml", False), ("replies.yml", True),
    ],
)  # fmt: skip
def test_what_a_folder_gives(folder: Path, name: str, taken: bool) -> None:
    assert Configuration().takes(write(folder / name, "x")) is taken or name == "tonelint.yml"


def test_git_ignores_are_honoured_the_deepest_last(folder: Path) -> None:
    write(folder / ".gitignore", "*.txt\nbuild/\n")
    write(folder / "kept" / ".gitignore", "!b.txt\n")
    for name in ("a.txt", "a.md", "kept/b.txt", "build/c.md", ".hidden/d.md", "deep/e.md"):
        write(folder / name, "x")
    found = [path.relative_to(folder).as_posix() for path in walking.below(folder)]
    assert found == ["a.md", "tonelint.yml", "deep/e.md", "kept/b.txt"]
    assert [path.name for path in walking.below(folder / "kept")] == ["b.txt"]


def test_config_says_what_applies_and_from_where(tonelint: Run, tmp_path: Path) -> None:
    write(tmp_path / "tonelint.yml", CODE)
    write(tmp_path / "archive" / "a.md", "x")
    write(tmp_path / "deep" / "a.md", "x")
    done = tonelint("config", "deep/a.md", "archive/a.md")
    assert done.returncode == 0
    assert "channel: chat  (tonelint.yml:8)" in done.stdout
    assert "contexts: outage  (tonelint.yml:7)" in done.stdout
    assert "checked: no  (files.exclude, tonelint.yml:4)" in done.stdout
    wrong = tonelint("config", "nowhere.md")
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
    tonelint: Run, tmp_path: Path, code: str, line: int, words: str
) -> None:
    write(tmp_path / "tonelint.yml", f"schema: 1\nextends: default\n{code}\n")
    done = tonelint("policy", "check", "tonelint.yml")
    assert done.returncode == 2
    assert f"tonelint.yml:{line}" in done.stderr
    assert words in done.stderr


# --- which files are checked -----------------------------------------------------------------


def test_two_codes_in_one_run(tonelint: Run, tmp_path: Path) -> None:
    write(tmp_path / "a" / "tonelint.yml", "schema: 1\nextends: default\n")
    write(tmp_path / "b" / "tonelint.yml", "schema: 1\nextends: default\nrules: {shouting: {severity: off}}\n")
    for name in ("a", "b"):
        write(tmp_path / name / "x.md", "---\nmessage: When do you open?\n---\nWE OPEN AT NINE EVERY MORNING")
    done = tonelint("check", ".", "--format", "json")
    said = json.loads(done.stdout)
    rules = {draft["path"]: {one["rule"] for one in draft["violations"]} for draft in said["drafts"]}
    assert "shouting" in rules["a/x.md"]
    assert "shouting" not in rules["b/x.md"]
    assert said["policy"] == "a, b"


def test_a_wrong_code_does_not_lose_the_files_of_another(tonelint: Run, tmp_path: Path) -> None:
    write(tmp_path / "a" / "tonelint.yml", "schema: 1\nextend: default\n")
    write(tmp_path / "a" / "x.md", "Hello there")
    write(tmp_path / "b" / "x.md", "[NOM], hello")
    done = tonelint("check", ".", "--format", "text")
    assert done.returncode == 2
    assert done.stderr.count("unknown key “extend”") == 1
    assert "b/x.md:1:1: error unresolved-placeholder" in done.stdout


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
    tonelint: Run, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    write(tmp_path / "tonelint.yml", "schema: 1\nextends: default\nfiles: {exclude: [left/**]}\n")
    write(tmp_path / "left" / "x.md", "Hello there, we open at nine.")
    write(tmp_path / "other.json", '{"name": "thing", "version": "1.0", "text": "a"}')
    write(tmp_path / "x.py", "print()")
    done = tonelint("check", *arguments)
    assert (done.returncode, words in done.stderr) == (code, True), done


def test_standard_input_under_a_name(tonelint: Run, tmp_path: Path) -> None:
    write(tmp_path / "tonelint.yml", CODE)
    done = tonelint("check", "-", "--stdin-filename", "deep/a.md", "--format", "json", stdin=JOKE)
    (draft,) = json.loads(done.stdout)["drafts"]
    assert draft["path"] == "deep/a.md"
    assert draft["contexts"][0]["name"] == "outage"


def test_several_reports_at_once(tonelint: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.md", "Bonjour [NOM]")
    done = tonelint(
        "check", "a.md", "--format", "text", "--output", "sarif=o.sarif", "--output", "junit=o.xml"
    )
    assert "a.md:1:9: error unresolved-placeholder" in done.stdout
    assert json.loads((tmp_path / "o.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "unresolved-placeholder" in (tmp_path / "o.xml").read_text("utf-8")
    wrong = tonelint("check", "a.md", "--output", "sarfi=o.sarif")
    assert wrong.returncode == 2
    assert "sarif" in wrong.stderr


# --- what is remembered ----------------------------------------------------------------------


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Cache]:
    cache = Cache(tmp_path / "results.db")
    yield cache
    cache.close()


def drafts() -> list[Draft]:
    ours = Suppression("shouting", "slogan", Position(1, 1))
    return [
        Draft(JOKE, OUTAGE, path="a.md"),
        Draft("ALLEZ-Y TOUT LE MONDE, VENEZ", None, suppressions=(ours,)),
        Draft("Bonjour {{prenom}}, on s'en occupe.", OUTAGE, template=True),
    ]


def test_results_are_remembered_whole(memory: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = load("utility")
    first = list(Checking(MANNER, memory).check(policy, drafts()))
    monkeypatch.setattr(Linter, "check_draft", None)  # nothing is judged anew
    assert list(Checking(MANNER, memory).check(policy, drafts())) == first
    assert any(isinstance(one, Result) and one.suppressed for one in first)


def test_another_code_way_or_draft_is_judged_anew(memory: Cache) -> None:
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


def test_no_text_is_kept(memory: Cache, tmp_path: Path) -> None:
    secret = "Madame Tremblay-Zyxwv"
    draft = Draft(f"{secret}, PATIENCE ÇA VA REVENIR! 😂", OUTAGE)
    list(Checking(MANNER, memory).check(load("utility"), [draft]))
    memory.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("results.db*"))
    assert kept
    for word in ("Zyxwv", "courant", "revenir", "forbidden-tone"):
        assert word.encode() not in kept


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_broken_memory_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "results.db"
    path.write_bytes(content)
    key = Key.of("a")
    for _ in range(2):  # the first run may have to throw the file away
        cache = Cache(path)
        cache.put([(key, [1])])
        cache.close()
    assert Cache(path).get(key) == [1]


def test_a_memory_that_cannot_be_is_done_without(tmp_path: Path) -> None:
    write(tmp_path / "file", "x")
    cache = Cache(tmp_path / "file" / "results.db")
    cache.put([(Key.of("a"), 1)])
    assert cache.get(Key.of("a")) is None
    cache.close()


def test_two_runs_share_one_memory(tmp_path: Path) -> None:
    one, other = Cache(tmp_path / "r.db"), Cache(tmp_path / "r.db")
    one.put([(Key.of("a"), "one")])
    other.put([(Key.of("b"), "other")])
    assert (one.get(Key.of("b")), other.get(Key.of("a"))) == ("other", "one")


def test_what_was_tampered_with_is_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "r.db")
    cache.put([(Key.of("a"), "one")])
    with sqlite3.connect(tmp_path / "r.db") as file:
        file.execute("update results set said = x'00'")
    assert cache.get(Key.of("a")) is None


@given(st.lists(st.tuples(st.text(), st.integers(1, 9), st.integers(1, 9)), max_size=4))
def test_what_is_written_is_read_again(items: list[tuple[str, int, int]]) -> None:
    values = tuple(
        Suppression(text, text, Position(line, column), None, date(2026, line, column), (line, 9))
        for text, line, column in items
    )
    kind = tuple[Suppression, ...]
    assert reader(kind)(json.loads(json.dumps(written(values)))) == values


def test_several_processes_find_the_same(tonelint: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": str(number), "reply": f"Hi {number}, WE ARE OPEN ALL DAY TODAY", "message": "Open?"})
        for number in range(480)
    ]
    write(tmp_path / "many.jsonl", "\n".join(lines) + "\nnot json\n")
    alone = tonelint("check", "many.jsonl", "--format", "jsonl", "--no-cache", "--jobs", "1")
    shared = tonelint("check", "many.jsonl", "--format", "jsonl", "--no-cache", "--jobs", "2")
    assert alone.stdout == shared.stdout
    assert (alone.returncode, alone.stderr) == (shared.returncode, shared.stderr)
    assert len(alone.stdout.splitlines()) == 480


def test_a_second_run_does_not_import_spacy(tonelint: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.md", JOKE)
    cache = str(tmp_path / "cache")
    tonelint("check", "a.md", XDG_CACHE_HOME=cache)
    again = tonelint("check", "a.md", XDG_CACHE_HOME=cache, PYTHONPROFILEIMPORTTIME="1")
    assert "tonelint.linter" in again.stderr
    for library in ("spacy", "onnxruntime", "numpy"):
        assert f"| {library}\n" not in again.stderr.replace("|     ", "| ")
        assert f" {library}\n" not in again.stderr
