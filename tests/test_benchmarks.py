"""The benchmark suite: its work, its measures, its tables. No figure is judged here."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import programs, running, warm, work
from benchmarks.programs import AGAIN, CLICK, KNOWN, PHRASES, SPACY, TONELINT
from benchmarks.running import Failed, Program, Taken
from benchmarks.table import (
    BEGIN,
    END,
    Measured,
    Report,
    Target,
    figure,
    markdown,
    table,
    targets,
    write_between,
)
from benchmarks.warm import Unread, measured, tenfold
from tonelint.conduct import load
from tonelint.conduct.source import phrases_in
from tonelint.drafts import Defaults, Draft, read

from .conftest import ROOT


def python(folder: Path, code: str, **known: object) -> Program:
    return Program("python", (sys.executable, "-c", code), folder, **known)  # type: ignore[arg-type]


# ------------------------------------------------------------------- the work


def test_one_draft_has_about_sixty_words() -> None:
    assert 57 <= len(work.one_draft().reply.split()) <= 63


def test_files_are_read_as_their_drafts(tmp_path: Path) -> None:
    drafts = work.spread(work.pairs("en"), 30)
    names = work.write_files(tmp_path / "many", drafts)
    assert len(names) == len(set(names)) == 30
    for name, draft in zip(names, drafts, strict=True):
        (found,) = read([str(tmp_path / name)], Defaults())
        assert isinstance(found, Draft)
        assert (found.reply.strip(), found.message) == (draft.reply.strip(), draft.message)


def test_texts_are_spread_over_the_corpus() -> None:
    everything = work.pairs("fr")
    some = work.spread(everything, 50)
    assert len(set(some)) == 50
    assert everything.index(some[-1]) > len(everything) * 0.9
    assert len(work.spread(everything[:3], 7)) == 7


def test_lines_are_never_the_same(tmp_path: Path) -> None:
    count = 4 * max(len(work.pairs("fr")), len(work.pairs("en")))
    path = tmp_path / "drafts.jsonl"
    work.write_lines(path, count)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(records) == count
    texts = {(record["message"], record["reply"]) for record in records}
    assert len(texts) > 0.99 * count
    lengths = [sum(len(one["reply"]) for one in part) for part in (records[:9000], records[-9000:])]
    assert 0.8 < lengths[1] / lengths[0] < 1.25


def test_endless_drafts_begin_with_the_corpus_in_both_languages() -> None:
    first = list(islice(work.endless(), 4))
    assert first == [
        work.pairs("fr")[0],
        work.pairs("en")[0],
        work.pairs("fr")[1],
        work.pairs("en")[1],
    ]


def test_a_mixed_text_ends_as_another() -> None:
    one, other = work.Pair("A. B?", "One. Two.", "x"), work.Pair("C!", "Three. Four.", "email")
    assert work.mixed(one, other) == work.Pair("A. C!", "One. Four.", "x")
    assert work.mixed(other, one).message == "C! B?"


def test_warm_drafts_grow_and_are_new() -> None:
    unread = Unread(30)
    short, long = unread.drafts(4), unread.drafts(4, times=4)
    assert short[0] == work.spread(work.pairs("fr"), 30)[0]
    assert short[1] == work.spread(work.pairs("en"), 30)[0]
    assert not {draft.reply for draft in short} & {draft.reply for draft in long}
    assert sum(len(one.reply) for one in long) > 2 * sum(len(one.reply) for one in short)


def test_the_large_code_of_conduct_has_ten_times_the_rules(tmp_path: Path) -> None:
    default = load("default")
    path, numbers = tenfold(tmp_path, default)
    large = load(path)
    assert numbers["times"] == 10
    assert len(large.document.rules) == 10 * len(default.document.rules)
    added = [
        phrase
        for source in large.sources
        if source.path.is_relative_to(tmp_path)
        for phrase in phrases_in(source.says)
    ]
    assert len(added) == 9 * numbers["phrases"] > 50_000


# --------------------------------------------------------------- the measures


def test_a_run_tells_what_it_took(tmp_path: Path) -> None:
    taken = running.run(python(tmp_path, "held = bytearray(80_000_000); sum(range(1_000_000))"))
    assert taken.wall > 0 and taken.cpu > 0
    assert taken.memory > 80e6
    assert taken.growth is None


def test_processes_below_are_counted(tmp_path: Path) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("no /proc here")
    below = "import time; held = bytearray(80_000_000); time.sleep(1.2)"
    code = f"import subprocess, sys; both = [subprocess.Popen([sys.executable, '-c', {below!r}])"
    code += " for _ in range(2)]; [one.wait() for one in both]"
    assert running.run(python(tmp_path, code)).memory > 160e6


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    broken = python(tmp_path, "print('no way'); raise SystemExit(2)", good=range(2))
    with pytest.raises(Failed, match=r"ended with 2: no way"):
        running.run(broken)
    assert running.run(python(tmp_path, "raise SystemExit(1)", good=range(2))).wall > 0
    with pytest.raises(Failed, match="ended with -9"):
        running.run(python(tmp_path, "import os; os.kill(os.getpid(), 9)"))


def test_programs_take_turns_and_the_first_run_is_not_measured(tmp_path: Path) -> None:
    def noting(name: str) -> Program:
        return Program(name, (sys.executable, "-c", f"open('log', 'a').write('{name}')"), tmp_path)

    taken = running.interleaved([noting("a"), noting("b")], 2, unmeasured=True)
    assert (tmp_path / "log").read_text() == "ababab"
    assert list(taken) == ["a", "b"]


def test_what_is_to_be_forgotten_is(tmp_path: Path) -> None:
    code = "import pathlib; pathlib.Path('memory').mkdir()"  # fails where it is there already
    forgetting = python(tmp_path, code, forgets=tmp_path / "memory", good=range(1))
    running.interleaved([forgetting], 2, unmeasured=True)
    with pytest.raises(Failed):
        running.run(python(tmp_path, code, good=range(1)))


def test_medians_are_of_each_quantity() -> None:
    several = [Taken(3, 1, 5), Taken(1, 2, 5, 1.5), Taken(2, 9, 4, 1.1)]
    assert running.middle(several) == Taken(2, 2, 5, 1.3)
    assert running.middle(several[:1]) == several[0]


def test_growth_compares_the_last_third_with_the_second() -> None:
    assert running.growth([1, 2, 3]) is None
    assert running.growth([*[1.0] * 5, *[10.0] * 5, *[10.0] * 5]) == 1
    assert running.growth([*[99.0] * 5, *[10.0] * 5, *[10.0] * 4, 15.0]) == 1.5


# -------------------------------------------------------------------- the peers


def test_a_peer_is_left_out_unless_it_finds_what_is_planted(tmp_path: Path) -> None:
    installed, folder = tmp_path / "peers", tmp_path / "work"
    places = installed / "node_modules" / ".bin"
    places.mkdir(parents=True)
    folder.mkdir()
    for name, body in (("alex", 'cat "$@" >&2; exit 1'), ("textlint", "echo 'No rules found'")):
        (places / name).write_text(f"#!/bin/sh\n{body}\n")
        (places / name).chmod(0o755)
    programs.make_ready(folder, installed)
    working, left = programs.working_peers(folder, installed)
    names = {peer.name for peer in working}
    assert "alex" in names
    assert not any(name.startswith("textlint") for name in names)
    assert any("textlint" in line and "what is planted" in line for line in left)
    assert len(working) + len(left) == len(programs.PEERS)


def test_pinned_peers_are_those_that_are_measured() -> None:
    folder = ROOT / "benchmarks" / "peers"
    pinned = json.loads((folder / "package.json").read_text())["dependencies"]
    pinned |= dict(
        line.split("==")
        for line in (folder / "requirements.txt").read_text().splitlines()
        if "==" in line
    )
    assert all(version[0].isdigit() for version in pinned.values())
    named = {peer.name.split(" ")[0] for peer in programs.PEERS}
    rules = {name for name in pinned if name.startswith("textlint-rule-")}
    assert named - {"Vale"} == set(pinned) - rules
    chosen = json.loads((folder / "textlintrc.json").read_text())["rules"]
    assert {f"textlint-rule-{name}" for name in chosen} == rules


# ------------------------------------------------------------------- the tables


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0584, "0.058"),
        (0.5, "0.50"),
        (1.417, "1.42"),
        (17.34, "17.3"),
        (412.4, "412"),
        (0, "0.000"),
    ],
)
def test_figures_have_the_digits_that_mean_something(value: float, said: str) -> None:
    assert figure(value) == said


def test_a_table_of_ratios() -> None:
    taken = {
        TONELINT: Taken(2.0, 3.0, 250e6),
        SPACY: Taken(0.5, 0.5, 90e6),
        CLICK: Taken(0.1, 0.1, 20e6),
        "alex": Taken(1.0, 1.1, 97e6),
    }
    lines = table(Measured("files", "Files", 100, taken)).splitlines()
    assert lines[0].startswith("| program | × tonelint | × import spacy |")
    assert lines[2] == "| tonelint | 1.00 | 4.00 | 20.0 | 2.00 | 3.00 | 1.50 | 250 | 50.0 |"
    assert (
        lines[3]
        == '| `python -c "import spacy"` | 0.25 | 1.00 | 5.00 | 0.50 | 0.50 | 1.00 | 90.0 | – |'
    )
    assert lines[5] == "| alex | 0.50 | 2.00 | 10.0 | 1.00 | 1.10 | 1.10 | 97.0 | 100 |"
    assert len({line.count("|") for line in lines}) == 1


def report() -> Report:
    cold = {TONELINT: Taken(2, 2, 1e8), KNOWN: Taken(0.9, 1, 1e8), SPACY: Taken(0.6, 1, 1e8)}
    second = {AGAIN: Taken(0.2, 0.2, 1e8), CLICK: Taken(0.1, 0.1, 1e8)}
    lines = {TONELINT: Taken(100, 190, 6e8, 1.2), PHRASES: Taken(10, 19, 1e8, 1.0)}
    length = [
        {"times": 1, "words": 40, "full": 4, "phrases": 1},
        {"times": 8, "words": 320, "full": 40, "phrases": 8},
    ]
    rules = {"full": 4, "phrases": 1, "tenfold": 6, "tenfold-phrases": 3}
    numbers = {"times": 10, "rules": 49, "phrases": 1000}
    return Report(
        {"cores": 2},
        [
            Measured("cold", "Cold", 1, cold),
            Measured("second", "Second", 1, second),
            Measured("lines", "Lines", 1000, lines),
        ],
        {"drafts": 10, "numbers": numbers, "by_length": length, "by_rules": rules},
        ["Vale is left out: it is not installed."],
    )


def test_targets_say_what_is_met() -> None:
    found = {target.says: (round(target.found, 9), target.is_met) for target in targets(report())}
    spacy = '× `python -c "import spacy"`'
    assert found[f"cold draft: tonelint, {spacy}"] == (3.333333333, False)
    assert found[f"cold draft: {KNOWN}, {spacy}"] == (1.5, True)
    assert found['nothing changed, × `python -c "import click, yaml"`'] == (2, True)
    assert found["JSON lines: cores busy"] == (1.9, True)
    assert found["JSON lines: peak MB of all processes"] == (600, True)
    assert found["JSON lines: peak of the last third ÷ of the second"] == (1.2, False)
    assert found["JSON lines: full ÷ phrases only"] == (10, True)
    assert found["warm: a median draft, ms"] == (4, True)
    assert found["warm: text × 8, growth of time ÷ growth of text"] == (1.25, False)
    assert found["warm: ten times the rules, × the time"] == (1.5, True)
    assert found["warm: ten times the rules, phrases only, × the time"] == (3, False)
    assert found["warm: full ÷ phrases only"] == (4, False)


def test_a_target_at_least_as_large() -> None:
    assert Target("", 10, 10, at_least=True).is_met
    assert not Target("", 10, 9.9, at_least=True).is_met


def test_what_was_not_measured_has_no_table() -> None:
    said = markdown(Report({"cores": 2}, notes=["Vale is left out."]))
    assert said == "Measured with: cores 2.\n\n- Vale is left out."
    whole = markdown(report())
    assert [line for line in whole.splitlines() if line.startswith("#")] == [
        "### Cold", "### Second", "### Lines", "### Warm, through the Python API", "### Targets",
    ]  # fmt: skip
    assert "| 490 rules, 10000 phrases | 6.00 | 3.00 |" in whole


def test_only_what_stands_between_the_markers_is_written(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    path.write_text(f"Before.\n{BEGIN}\nold\n{END}\nAfter.\n", encoding="utf-8")
    for text in ("first", "second"):
        write_between(path, text)
    written = path.read_text(encoding="utf-8")
    assert written == f"Before.\n{BEGIN}\n\nsecond\n\n{END}\nAfter.\n"
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(Failed):
        write_between(path, "x")
    assert path.read_text(encoding="utf-8") == "nothing"


def test_the_page_on_performance_can_be_written_anew() -> None:
    text = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1 and text.index(BEGIN) < text.index(END)


# ------------------------------------------------------------------ the command

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def benchmarks() -> Command:
    def run(*asked: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "benchmarks", *asked],
            cwd=ROOT,
            env={**os.environ, "PATH": os.defpath},  # peers that happen to be there take time
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_the_command_measures_and_writes(tmp_path: Path, benchmarks: Command) -> None:
    page, figures = tmp_path / "page.md", tmp_path / "figures.json"
    page.write_text(f"{BEGIN}{END}", encoding="utf-8")
    asked = ["--quick", "--only", "second", "--json", str(figures), "--write", str(page)]
    done = benchmarks(*asked)
    assert (done.returncode, done.stderr) == (0, "")
    rows = {line.split(" | ")[0].removeprefix("| ") for line in done.stdout.splitlines()}
    assert {AGAIN, f"`{SPACY}`", f"`{CLICK}`"} <= rows
    assert "alex is left out: it is not installed." in done.stdout
    assert done.stdout.strip() in page.read_text(encoding="utf-8")
    told = json.loads(figures.read_text(encoding="utf-8"))
    assert told["works"][0]["taken"][AGAIN]["cpu"] > 0


@pytest.mark.parametrize(("name", "drafts"), [("cold", 1), ("files", 50), ("lines", 2000)])
def test_a_work_gives_all_programs_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, drafts: int
) -> None:
    asked: list[Program] = []
    before: list[Program] = []

    def note(given: Sequence[Program], runs: int, *, unmeasured: bool) -> dict[str, Taken]:
        asked.extend(given)
        return {program.name: Taken(runs, unmeasured, 1) for program in given}

    monkeypatch.setattr(command, "interleaved", note)
    monkeypatch.setattr(command, "run", before.append)
    peer = programs.Peer("a peer", sys.executable, ("-c", ""), "")
    found = getattr(command.Suite(tmp_path, command.QUICK, [peer], None), name)()
    assert (found.name, found.texts) == (name, drafts)
    linters = [one for one in asked if one.name not in (SPACY, CLICK)]
    given = [{word for word in one.command if word.endswith((".md", ".jsonl"))} for one in linters]
    assert all(names == given[0] for names in given)
    assert all((tmp_path / one).is_file() for one in given[0])
    by_name = {one.name: one for one in asked}
    assert by_name[TONELINT].forgets and by_name[PHRASES].forgets  # nothing is remembered
    for remembers in (KNOWN, AGAIN):
        if remembers in by_name:  # what the run before it wrote down
            assert by_name[remembers].forgets is None
            assert by_name[remembers].environment == before[0].environment
    assert ("a peer" in by_name) == (name != "lines")


def test_the_command_refuses_a_page_without_markers(tmp_path: Path, benchmarks: Command) -> None:
    page = tmp_path / "page.md"
    page.write_text("text", encoding="utf-8")
    done = benchmarks("--quick", "--only", "second", "--write", str(page))
    assert (done.returncode, done.stdout) == (2, "")  # told before anything is measured
    assert done.stderr == f"benchmarks: {page}: there is no {BEGIN} … {END} in it\n"


def test_the_warm_measure_reads_every_length_and_both_codes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(warm, "ENDINGS", ("anvil",))  # twice the rules: ten times takes long
    told = measured(2)
    assert told["numbers"]["times"] == 2
    assert [one["times"] for one in told["by_length"]] == [1, 2, 4, 8]
    words = [one["words"] for one in told["by_length"]]
    assert words == sorted(words)
    assert set(told["by_rules"]) == {"full", "phrases", "tenfold", "tenfold-phrases"}
    assert all(value > 0 for value in told["by_rules"].values())
