"""Every output format, on drafts that would like to break it."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import jsonschema
import pytest

import tonelint.reports
from tonelint import Draft, Linter, Result
from tonelint.conduct import load
from tonelint.reports import CONTEXT_FORMATS, Settings, named
from tonelint.summary import Summary
from tonelint.terminal import safe

SCHEMA = json.loads(
    (Path(tonelint.reports.__file__).parent / "schema.json").read_text(encoding="utf-8")
)
MESSAGE = "On a plus de courant depuis 8 heures!!"
REPLY = (
    "Allumez une chandelle, c'est romantique! 😂\r\n::error::, 100%\n\x1b[31mROUGE\x1b[0m [DATE]"
)


@pytest.fixture(scope="module")
def results(linter: Linter) -> list[Result]:
    drafts = [
        Draft(REPLY, MESSAGE, path="a,b:c.md"),
        Draft("Bonjour! On ouvre à 8 h.", "Vous ouvrez quand?", id="2"),
    ]
    return [linter.check_draft(draft) for draft in drafts]


def report(name: str, results: Iterable[Result], **settings: object) -> str:
    summary = Summary(load("default"))
    how = Settings("default", "0", **settings)  # type: ignore[arg-type]
    return "".join(named(name).check(summary.counting(results), how, summary))


def test_json_follows_its_schema(results: list[Result], linter: Linter) -> None:
    written = json.loads(report("json", results))
    jsonschema.validate(written, SCHEMA)
    assert written["summary"]["drafts"] == 2
    assert json.loads(report("json", []))["drafts"] == []
    lines = [json.loads(line) for line in report("jsonl", results).splitlines()]
    assert lines == written["drafts"]
    violation = lines[0]["violations"][0]
    assert REPLY[violation["start"] : violation["end"]] == violation["text"]
    messages = "".join(named("json").context([linter.context(MESSAGE)], Settings("default", "0")))
    jsonschema.validate(json.loads(messages), SCHEMA)


def test_text_is_one_line_a_violation(results: list[Result]) -> None:
    lines = report("text", results).splitlines()
    assert len(lines) == sum(len(result.violations) for result in results)
    for line in lines:
        assert re.match(r"a,b:c\.md:\d+:\d+: (error|warning|info) [a-z:-]+ \S", line)
        assert "\x1b" not in line


def test_github_annotations_are_escaped(results: list[Result]) -> None:
    lines = report("github", results).splitlines()
    assert lines
    for line in lines:
        assert re.match(r"::(error|warning|notice) file=a%2Cb%3Ac\.md,line=\d+,", line)
        assert line.count("::") == 2


@pytest.mark.parametrize("ui", ["fr", "en"])
@pytest.mark.parametrize("color", [True, False])
def test_rich_fits_80_columns_and_shows_no_control_characters(
    results: list[Result], ui: str, color: bool
) -> None:
    text = report("rich", results, ui=ui, color=color)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) <= 80
    assert ("Ton suggéré" if ui == "fr" else "Suggested tone") in plain
    assert "forbidden-tone:humorous" in plain
    if not color:
        assert "\x1b" not in text
        assert "^^" in text


def test_every_format_says_contexts(linter: Linter) -> None:
    for name in CONTEXT_FORMATS:
        text = "".join(named(name).context([linter.context(MESSAGE)], Settings("default", "0")))
        assert "outage" in text


def test_safe_text_keeps_its_length_but_for_line_ends() -> None:
    assert safe("a\x1b[0m\x9b\u202eb\tc\n") == "a\ufffd[0m\ufffd\ufffdb\tc\n"
