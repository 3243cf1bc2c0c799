"""Cases of codes of conduct: those that ship pass, and those that do not are said."""

from pathlib import Path

import pytest

from tests.conftest import Run, linter_for
from tonelint.conduct.cases import run
from tonelint.conduct.loading import built_in

CODE = """\
schema: 1
name: {fr: Bus, en: Buses}
extends: default
cases:
  - message: À quelle heure ouvre le comptoir?
    reply: Le comptoir ouvre à 8 h 30.
    contexts: [question]
  - message: À quelle heure ouvre le comptoir?
    reply: Le comptoir ouvre à 8 h 30!!!
    expect: [shouting]
"""


@pytest.mark.parametrize("name", built_in())
def test_what_ships_behaves(name: str) -> None:
    tested = run(linter_for(name))
    assert len(tested.outcomes) >= 12
    assert {(one.title, one.wrong) for one in tested.failed} == set()
    assert tested.rules == ()


def test_cases_in_a_code_and_beside_it(in_process: Run, tmp_path: Path) -> None:
    (tmp_path / "tonelint.yml").write_text(CODE, encoding="utf-8")
    beside = tmp_path / "tonelint.cases.yml"
    beside.write_text("cases:\n  - {reply: Ouvert à 9 h., name: simple}\n", encoding="utf-8")
    done = in_process("policy", "test")
    assert done.returncode == 0, done.stderr
    assert "3 of 3 cases pass" in done.stdout
    assert "contexts that no case reaches: abuse, complaint, criticism, danger" in done.stdout
    beside.write_text(
        "cases:\n  - {reply: Ouvert à 9 h!!!, name: cri, contexts: [outage]}\n", encoding="utf-8"
    )
    done = in_process("policy", "test")
    assert done.returncode == 1
    assert "tonelint.cases.yml:2: “cri” breaks shouting, which the case does not" in done.stdout
    assert "tonelint.cases.yml:2: “cri” outage does not hold" in done.stdout
    assert "2 of 3 cases pass" in done.stdout


@pytest.mark.parametrize(
    ("cases", "place", "words"),
    [
        ("[{reply: x, expect: [shoutin]}]", "1:29", "no rule is named “shoutin”; did you mean"),
        ("[{reply: x, contexts: [outtage]}]", "1:31", "did you mean “outage”?"),
        ("[{reply: x, expect: ['forbidden-tone:funny']}]", "1:29", "no tone or element is named"),
        ("[{replay: x}]", "1:10", "unknown key “replay”; did you mean “reply”?"),
        ("x", "1:1", "“cases”: this must be a list"),
    ],
)
def test_wrong_cases_are_said(
    in_process: Run, tmp_path: Path, cases: str, place: str, words: str
) -> None:
    (tmp_path / "tonelint.yml").write_text("schema: 1\nextends: default\n", encoding="utf-8")
    (tmp_path / "tonelint.cases.yml").write_text(f"cases: {cases}\n", encoding="utf-8")
    done = in_process("policy", "test")
    assert done.returncode == 2
    assert f"tonelint.cases.yml:{place}: " in done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_code_without_cases_says_how_to_write_some(in_process: Run, tmp_path: Path) -> None:
    (tmp_path / "tonelint.yml").write_text("schema: 1\nextends: default\n", encoding="utf-8")
    done = in_process("policy", "test")
    assert done.returncode == 0
    assert "0 of 0 cases pass" in done.stdout
    assert "tonelint.cases.yml" in done.stdout
