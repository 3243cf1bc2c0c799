"""Old debts: noted, known again wherever they moved, told when they are paid."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tonelint.baseline import Baseline
from tonelint.cli.baseline import command
from tonelint.drafts.draft import Draft
from tonelint.drafts.places import Position
from tonelint.errors import InputError
from tonelint.results import Advice, Decision, Result, Violation

REPLY = "Bonjour! On ouvre JAMAIS le dimanche. On ferme à 17 h la semaine."


def violation(reply: str, text: str, rule: str = "shouting", severity: str = "error") -> Violation:
    """A violation at the first place of a text in a reply; at all of it for no text."""
    start = reply.index(text)
    end = start + len(text) if text else len(reply)
    place = Position(1, 1)
    said = reply[start:end]
    return Violation(rule, None, severity, "", "", "", said, start, end, place, place)


def result(path: str | None, reply: str, *violations: Violation) -> Result:
    """A result of one draft."""
    draft = Draft(reply, path=path)
    return Result(draft, "fr", (), (), (), Advice(None, (), ""), Decision(), violations)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with two files of replies."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(REPLY, encoding="utf-8")
    (tmp_path / "b.md").write_text(REPLY, encoding="utf-8")
    return tmp_path


def noted(folder: Path, *results: Result, every: bool = False) -> Baseline:
    """The baseline of results, written and read again."""
    file = folder / "base.json"
    made = Baseline.of(results, file, every=every)
    file.write_text("".join(made.text()), encoding="utf-8")
    read = Baseline.load(file)
    assert read.debts == made.debts
    return read


def test_a_known_violation_is_set_aside_and_a_new_one_stands(folder: Path) -> None:
    old = violation(REPLY, "JAMAIS")
    baseline = noted(folder, result("a.md", REPLY, old))
    new = violation(REPLY, "17 h", "time-of-day")
    (after,) = baseline.sift([result("a.md", REPLY, old, new)], "fr")
    assert after.violations == (new,)
    assert [(one.violation, one.reason) for one in after.suppressed] == [(old, "dette déjà connue")]
    assert baseline.gone == []


def test_what_moved_is_known_again(folder: Path) -> None:
    baseline = noted(folder, result("a.md", REPLY, violation(REPLY, "JAMAIS")))
    moved = "Voici nos heures.\n\nOn ouvre  JAMAIS\u00a0le dimanche.\nMerci!"
    (after,) = baseline.sift([result("./a.md", moved, violation(moved, "JAMAIS"))], "en")
    assert after.violations == ()


@pytest.mark.parametrize(
    ("path", "reply", "text", "rule"),
    [
        ("b.md", REPLY, "JAMAIS", "shouting"),
        ("a.md", REPLY, "JAMAIS", "other-rule"),
        ("a.md", REPLY, "dimanche", "shouting"),
        ("a.md", REPLY.replace("dimanche", "samedi"), "JAMAIS", "shouting"),
    ],
)
def test_what_differs_is_new(folder: Path, path: str, reply: str, text: str, rule: str) -> None:
    baseline = noted(folder, result("a.md", REPLY, violation(REPLY, "JAMAIS")))
    (after,) = baseline.sift([result(path, reply, violation(reply, text, rule))], "fr")
    assert len(after.violations) == 1


def test_what_is_missing_from_a_reply_is_known_by_all_of_it(folder: Path) -> None:
    missing = violation(REPLY, "", "missing-element")
    baseline = noted(folder, result("a.md", REPLY, missing))
    changed = REPLY.replace("17", "18")
    (after,) = baseline.sift(
        [result("a.md", changed, violation(changed, "", "missing-element"))], "fr"
    )
    assert len(after.violations) == 1
    (debt,) = baseline.gone
    assert (debt[0].path, debt[0].rule, debt[1]) == ("a.md", "missing-element", 1)


def test_a_debt_is_worth_no_more_than_it_counts(folder: Path) -> None:
    old = violation(REPLY, "JAMAIS")
    baseline = noted(folder, result("a.md", REPLY, old), result("a.md", REPLY, old))
    known = list(baseline.sift([result("a.md", REPLY, old)] * 3, "fr"))
    assert [len(one.violations) for one in known] == [0, 0, 1]
    baseline = noted(folder, result("a.md", REPLY, old), result("a.md", REPLY, old))
    list(baseline.sift([result("a.md", REPLY, old)], "fr"))
    assert [count for _, count in baseline.gone] == [1]


def test_debts_are_paid_only_where_someone_looked(folder: Path) -> None:
    old = violation(REPLY, "JAMAIS")
    results = [result("a.md", REPLY, old), result("b.md", REPLY, old)]
    baseline = noted(folder, *results)
    list(baseline.sift([result("a.md", REPLY)], "fr"))
    assert [debt.path for debt, _ in baseline.gone] == ["a.md"]
    (folder / "b.md").unlink()
    assert [debt.path for debt, _ in baseline.gone] == ["a.md", "b.md"]


def test_info_is_noted_only_if_asked(folder: Path) -> None:
    hint = result("a.md", REPLY, violation(REPLY, "JAMAIS", severity="info"))
    assert not noted(folder, hint).debts
    assert noted(folder, hint, every=True).debts.total() == 1


def test_what_stands_in_no_file_is_never_noted(folder: Path) -> None:
    old = violation(REPLY, "JAMAIS")
    results = [result(None, REPLY, old), result("<stdin>", REPLY, old)]
    baseline = noted(folder, *results)
    assert not baseline.debts
    assert [len(one.violations) for one in baseline.sift(results, "fr")] == [1, 1]


def test_the_file_holds_no_words_and_one_debt_a_line(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub/é t.md").write_text(REPLY, encoding="utf-8")
    old = violation(REPLY, "JAMAIS")
    results = [
        result("sub/é t.md", REPLY, old),
        result("b.md", REPLY, old),
        result("a.md", REPLY, old),
    ]
    noted(folder, *results)
    text = (folder / "base.json").read_text(encoding="utf-8")
    assert "JAMAIS" not in text and "dimanche" not in text
    assert str(folder) not in text
    lines = text.splitlines()
    assert len(lines) == 2 + len(results)
    assert [json.loads(line.strip(","))["path"] for line in lines[1:-1]] == [
        "a.md",
        "b.md",
        "sub/é t.md",
    ]
    assert json.loads(text)["schema"] == 1


def test_paths_start_at_the_folder_of_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = violation(REPLY, "JAMAIS")
    baseline = noted(folder, result("a.md", REPLY, old))
    (folder / "sub").mkdir()
    monkeypatch.chdir(folder / "sub")
    (after,) = baseline.sift([result("../a.md", REPLY, old)], "fr")
    assert after.violations == ()


def test_the_same_debt_noted_on_two_branches_counts_once(folder: Path) -> None:
    baseline = noted(folder, result("a.md", REPLY, violation(REPLY, "JAMAIS")))
    file = folder / "base.json"
    first, debt, last = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([first, f"{debt},", debt, last]), encoding="utf-8")
    assert Baseline.load(file).debts == baseline.debts


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ":1:1: this baseline is not JSON"),
        ('{"schema": 1, "debts": [\n<<<<<<< ours\n]}', ":2:1: this baseline is not JSON"),
        ("[]", "this file is no baseline"),
        ('{"schema": 1}', "this file is no baseline"),
        ('{"schema": 2, "debts": []}', "has “schema: 2”, where 1 is read"),
        ('{"schema": 1, "debts": [3]}', "debt 1 of this baseline is not {path"),
        ('{"schema": 1, "debts": [{"path": "a", "rule": "b", "fingerprint": "c", "count": 0}]}', "debt 1"),
        ('{"schema": 1, "debts": [{"path": "a", "rule": "b", "fingerprint": 3, "count": 1}]}', "debt 1"),
        ("[" * 100_000, "this file is no baseline"),
        (b"\xff\xfe", "this file is no baseline"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_one_sentence_with_a_remedy(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    file = tmp_path / "base.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        Baseline.load(file)
    assert str(file) in str(caught.value) and said in str(caught.value)
    assert "make the file anew" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such baseline: make the file anew"):
        Baseline.load(tmp_path / "none.json")
    with pytest.raises(InputError, match="cannot be read"):
        Baseline.load(tmp_path)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Non.", "Oui!", "Peut-être…", "Merci\nbien"]), st.integers(0, 9)
        ),
        min_size=1,
        max_size=8,
    )
)
def test_all_that_was_noted_is_known_and_nothing_else(drafts: list[tuple[str, int]]) -> None:
    here = Path(__file__)  # any file will do
    results = []
    for reply, at in drafts:
        start = at % len(reply)
        results.append(result(str(here), reply, violation(reply, reply[start])))
    baseline = Baseline.of(results, here.with_name("base.json"))
    assert all(not one.violations for one in baseline.sift(results, "en"))
    assert baseline.gone == []
    assert all(len(one.violations) == 1 for one in baseline.sift(results, "en"))


def test_the_command(folder: Path) -> None:
    (folder / "a.md").write_text(
        "Bonjour! On ouvre JAMAIS le dimanche, seulement la semaine.", "utf-8"
    )
    done = CliRunner().invoke(command, [".", "--ui", "fr", "-o", "base.json"])
    assert done.exit_code == 0, done.output
    baseline = Baseline.load("base.json")
    assert ("a.md", "shouting") in {(debt.path, debt.rule) for debt in baseline.debts}
    assert f"{baseline.debts.total()} dette(s) notée(s) dans base.json" in done.output
    (folder / "bad.md").write_bytes(b"\xff")
    done = CliRunner().invoke(command, ["a.md", "bad.md", "-o", "again.json"])
    assert done.exit_code == 2
    assert {debt.path for debt in Baseline.load("again.json").debts} == {"a.md"}
    for nothing in (["nowhere.md"], ["empty"], ["a.txt.py"]):
        (folder / "empty").mkdir(exist_ok=True)
        done = CliRunner().invoke(command, [*nothing, "-o", "again.json"])
        assert done.exit_code == 2, done.output
        assert Baseline.load("again.json").debts  # what was known is not forgotten
