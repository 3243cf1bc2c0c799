"""The repository of `examples/replies`: what is found in it, and that it stands where it is said.

`expected_replies.json` lists every finding. The words of each are cut from the file at the place
that is told and decoded here, simply and without tonelint: they are the words of the finding.
"""

import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Run

_FOLDER = "examples/replies"
_NOW = "2026-12-01"  # some replies were read over long ago, as of this day
_PLACE = ("line", "column", "end_line", "end_column")
_KEYS = ("path", *_PLACE, "rule", "subject", "text")

Record = dict[str, Any]
EXPECTED: list[Record] = json.loads(
    (ROOT / "tests" / "expected_replies.json").read_text(encoding="utf-8")
)


@cache
def _drafts() -> list[Record]:
    """What a real process says of each reply."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tonelint", "check", _FOLDER),
            *("--format", "jsonl", "--now", _NOW, "--ui", "en", "--no-cache"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_findings() -> None:
    found = [
        {key: {**draft, **violation}[key] for key in _KEYS}
        for draft in _drafts()
        for violation in draft["violations"]
    ]
    assert _sorted(found) == _sorted(EXPECTED)


def _sorted(findings: list[Record]) -> list[Record]:
    return sorted(findings, key=lambda one: [str(one[key]).zfill(9) for key in _KEYS])


def test_the_repository_is_as_its_readme_says() -> None:
    drafts = _drafts()
    languages = [draft["language"] for draft in drafts]
    assert languages.count("fr") >= 32 and languages.count("en") >= 32
    assert len({PurePath(draft["path"]).parts[2] for draft in drafts} - {"fr", "en"}) >= 10
    faulty = sum(any(one["severity"] != "info" for one in draft["violations"]) for draft in drafts)
    assert faulty < len(drafts) / 2


@pytest.mark.parametrize(
    "finding", EXPECTED, ids=[f"{one['path']}:{one['line']}:{one['rule']}" for one in EXPECTED]
)
def test_words_stand_where_they_are_said_to(finding: Record) -> None:
    path = finding["path"]
    text = (ROOT / path).read_bytes().decode("utf-8-sig")
    start, end = _offset(text, *_at(finding, 0)), _offset(text, *_at(finding, 2))
    assert start < end or text.startswith("<!-- tonelint: ignore[", start)  # a comment of no use
    assert _decoded(text, start, end, path) == _squeezed(finding["text"])


def _at(finding: Record, index: int) -> tuple[int, int]:
    line, column = (finding[key] for key in _PLACE[index : index + 2])
    return line, column


def _offset(text: str, line: int, column: int) -> int:
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
    return sum(map(len, lines[: line - 1])) + column - 1


# --- Decoding by hand ---------------------------------------------------------------------------


def _decoded(text: str, start: int, end: int, path: str) -> str:
    """What is written in ``start..end`` of a file, read as its syntax has it."""
    cut = text[start:end]
    match PurePath(path).suffix:
        case ".json" | ".jsonl":
            cut = json.loads(f'"{cut}"')
        case ".csv" | ".tsv":
            cut = cut.replace('""', '"')
        case ".yml" | ".yaml":
            cut = _from_yaml(text, start, cut)
    return _squeezed(html.unescape(_without_tags(cut)))


def _from_yaml(text: str, start: int, cut: str) -> str:
    style = _style(yaml.compose(text), start)
    if style == '"':
        return str(yaml.safe_load(f'"{cut}"'))
    return cut.replace("''", "'") if style == "'" else cut


def _style(node: yaml.Node | None, offset: int) -> str | None:
    """How the scalar that an offset lies in is written: ``"``, ``'``, ``|``, ``>``, or plainly."""
    if isinstance(node, yaml.ScalarNode):
        inside = node.start_mark.index <= offset < node.end_mark.index
        return str(node.style or "plain") if inside else None
    if node is None:
        return None
    children = (child for item in node.value for child in _each(item))
    return next((style for child in children if (style := _style(child, offset))), None)


def _each(item: Any) -> tuple[yaml.Node, ...]:
    return item if isinstance(item, tuple) else (item,)


def _without_tags(text: str) -> str:
    """A text without comments and tags; those that end a line or a block part words."""
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.DOTALL)
    text = re.sub(r"</?(?:br|p|div)\b[^>]*>", " ", text)
    return re.sub(r"</?[a-z][^>]*>", "", text)


def _squeezed(text: str) -> str:
    """A text with one space where there is blank space: a folded line is as good as a space."""
    return " ".join(re.split(r"[ \t\r\n]+", text.strip(" \t\r\n")))


def test_what_is_mended_is_all_that_changes(in_process: Run, tmp_path: Path) -> None:
    """After ``--fix`` nothing is left that is safe to fix, and all else is as it was, byte for byte."""
    shutil.copytree(ROOT / _FOLDER, tmp_path / "replies")
    before = _files(tmp_path)
    done = in_process("check", "replies", "--fix", "--format", "json")
    drafts = json.loads(done.stdout)["drafts"]
    fixes = [one["fix"] for draft in drafts for one in draft["violations"] if one["fix"]]
    assert not [fix for fix in fixes if fix["safe"]]
    after = _files(tmp_path)
    assert before.keys() == after.keys()
    mended = [(path, *one) for path in before for one in _changes(before[path], after[path])]
    assert sorted(mended) == [
        ("clavardage/accueil.json", "19", "42"),
        ("csv/gabarits.csv", " ", ""),
        ("csv/gabarits.csv", " ", "-"),
        ("csv/gabarits.csv", " ", "\u00a0"),
        ("equipe/facturation.yml", " ", ""),
        ("helpscout/saved_replies.json", " ", "-"),
        ("helpscout/saved_replies.json", "e", "é"),
        ("intercom/macros.json", "&#46;", ""),
        ("intercom/macros.json", "&nbsp;", ""),
        ("tsv/reseaux-sociaux.tsv", ".", ""),
        ("zendesk/macros.json", "\\u0026nbsp;", ""),
    ]


def _changes(before: bytes, after: bytes) -> Iterator[tuple[str, str]]:
    """What each changed line had and has instead."""
    lines = zip(before.decode().split("\n"), after.decode().split("\n"), strict=True)
    for old, new in lines:
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if old != new else ()
        for kind, first, last, start, end in steps:
            if kind != "equal":
                yield old[first:last], new[start:end]


def _files(folder: Path) -> dict[str, bytes]:
    root = folder / "replies"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
