"""Whatever is read, nothing falls over: the targets of ``tests/fuzz`` on made-up and spoilt inputs.

Short here, with the same inputs each time; ``TONELINT_FUZZ=long`` tries a hundred times as many,
new ones each time. See docs/security-testing.md. What failed once is below, by itself, for good.
"""

import json
import os
import re
import sqlite3
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, linter_for
from tests.fuzz import inputs, targets
from tests.fuzz.atheris_run import Failures
from tonelint import Linter, globs, memory
from tonelint.baseline import Baseline
from tonelint.cli import cli
from tonelint.conduct import load
from tonelint.drafts import Draft, Passage, formats
from tonelint.drafts.fields import Defaults
from tonelint.errors import PolicyMistakes, TonelintError
from tonelint.memory import Key, Memory
from tonelint.reports import Settings, named
from tonelint.summary import Summary

LONG = os.environ.get("TONELINT_FUZZ") == "long"
TIMES = 100  # as many inputs in the long run as in the short one
# Inputs of each target in the suite: as many as cost each about as much.
TRIED: dict[str, int] = {
    "read-text": 60, "read-markdown": 80, "read-jsonl": 80, "read-json": 100, "read-yaml": 100,
    "read-csv": 80, "read-tsv": 60, "read-html": 80, "read-stdin": 60, "messages": 60, "places": 100,
    "suppressions": 80, "placeholders": 100, "tokens": 80, "understanding": 8, "phrases": 150,
    "globs": 40, "yaml-values": 100, "policy": 60, "policy-keys": 60, "incidents": 60, "cases": 60,
    "baseline": 80, "memory-pages": 40, "memory-rows": 30, "reports": 20, "reports-controls": 20,
    "mend-markdown": 40, "mend-json": 40, "mend-yaml": 40, "mend-csv": 40,
}  # fmt: skip
SIGNED = (
    "channels: {sms: {signature: true}}\nrules:\n  r: {check: fit-channel, severity: error, title: {fr: a, en: b},"
    " message: {fr: a, en: b}, why: {fr: a, en: b}, remedy: {fr: a, en: b}}\n"
)
DOC = ROOT / "docs" / "security-testing.md"


linux = pytest.mark.skipif(sys.platform != "linux", reason="bounds of Linux")


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """No case is found in, or written to, what other tests remember."""
    monkeypatch.setattr(memory, "ours", lambda: None)


# --- inputs ----------------------------------------------------------------------------------

_KEYS = st.sampled_from(
    ("reply", "message", "id", "lang", "title", "tonelint", "waivers", "thread", "contexts", "template", "body", "name",
     "content", "actions", "value", "replies", "fr", "en", "rules", "detect", "phrases", "schema", "debts", "count", "path"),
) | st.text(max_size=4)  # fmt: skip
_PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(("Bonjour!", "<p>Allô</p>", "ignore[a] b", "fr", "9" * 400, 10**400, "\ud800", "a.md"))
)  # fmt: skip
_VALUES = st.recursive(
    _PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=5), max_leaves=15
)  # fmt: skip


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _structured() -> st.SearchStrategy[bytes]:
    """Values as JSON (which is YAML too), indented or not; several of them a line each."""
    one = st.builds(
        lambda value, indent, ascii: json.dumps(value, indent=indent, ensure_ascii=ascii),
        _VALUES, st.sampled_from((None, 1)), st.booleans(),
    )  # fmt: skip
    return st.lists(one, min_size=1, max_size=3).map("\n".join).map(_bytes)


def _nested(piece: str) -> Callable[[int], bytes]:
    return lambda levels: _bytes(piece * levels)


@cache
def of(name: str) -> st.SearchStrategy[bytes]:
    """Inputs of a target: its syntax put together at random, values, spoilt files, nests, bytes."""
    pieces = (
        st.sampled_from(inputs.FRAGMENTS[name]) | st.sampled_from(inputs.WILD) | st.text(max_size=6)
    )
    strategies = [
        st.lists(pieces, max_size=25).map("".join).map(_bytes),
        st.lists(st.sampled_from(inputs.FRAGMENTS[name]), max_size=40).map("".join).map(_bytes),
        _structured(),
        st.sampled_from(inputs.FRAGMENTS[name]).flatmap(
            lambda one: st.integers(2, 2_000).map(_nested(one))
        ),
        st.binary(max_size=200),
    ]
    seeds = inputs.seeds(name)
    if seeds:
        edit = st.tuples(
            st.floats(0, 1), st.integers(0, 9), pieces.map(_bytes) | st.binary(max_size=3)
        )
        strategies.append(st.builds(_spoilt, st.sampled_from(seeds), st.lists(edit, max_size=5)))
    return st.one_of(strategies)


def _spoilt(seed: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """A file with edits: ``(where, from its beginning to its end, bytes taken out, bytes put in)``."""
    for where, out, new in edits:
        at = round(where * len(seed))
        seed = seed[:at] + new + seed[at + out :]
    return seed


@pytest.mark.parametrize("name", list(targets.TARGETS))
def test_nothing_falls_over(name: str) -> None:
    targets.prepare(name)

    @settings(
        max_examples=TRIED[name] * (TIMES if LONG else 1), derandomize=not LONG, database=None, deadline=None,
        phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(of(name))
    def falls_over(content: bytes) -> None:
        targets.run(name, content)

    falls_over()


# --- the fuzzing itself ----------------------------------------------------------------------


@pytest.mark.parametrize("name", list(targets.TARGETS))
def test_real_files_are_taken(name: str) -> None:
    """What it begins with passes, whole: a target that refuses all it is given finds nothing."""
    for seed in inputs.seeds(name)[:12]:
        targets.run(name, seed)


def test_every_target_has_inputs_and_is_in_the_table() -> None:
    """The table of the docs tells how many inputs are tried, as they are."""
    assert set(inputs.FRAGMENTS) == set(targets.TARGETS) == set(TRIED)
    rows = re.findall(
        r"(?m)^\| `([\w-]+)` \|[^|]*\| ([\d,]+) \| ([\d,]+) \|", DOC.read_text("utf-8")
    )
    told = {
        name: (int(short.replace(",", "")), int(long.replace(",", "")))
        for name, short, long in rows
    }
    assert told == {name: (tried, tried * TIMES) for name, tried in TRIED.items()}


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(targets.OverTime), targets.bounded(seconds=0.01):
        while True:
            pass


@linux
def test_what_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(MemoryError), targets.bounded(more=100_000_000):
        bytearray(1_000_000_000)
    assert len(bytearray(200_000_000)) == 200_000_000  # the bound is of the case alone


def test_a_place_that_is_not_where_it_says_is_seen() -> None:
    passage = Passage.of("abc").cut(1, 3)
    targets.check_places("bc", passage.places, "abc")
    with pytest.raises(AssertionError):
        targets.check_places("bd", passage.places, "abc")


def test_of_each_kind_of_failure_the_smallest_input_is_kept(tmp_path: Path) -> None:
    kept = Failures(tmp_path / "a")
    for content in (b"long one", b"one", b"other"):
        for kind in (ValueError, KeyError):
            try:
                raise kind(content)
            except (ValueError, KeyError) as error:
                kept.add(content, error)
    found = sorted((tmp_path / "a").glob("*.input"))
    assert [path.read_bytes() for path in found] == [b"one", b"one"]
    assert all("Traceback" in path.with_suffix(".txt").read_text("utf-8") for path in found)


# --- the supply chain ------------------------------------------------------------------------

LOCK = (ROOT / "requirements" / "ci.txt").read_text("utf-8")


def test_the_lock_has_the_versions_of_the_constraints_each_with_hashes() -> None:
    entries = re.findall(
        r"(?m)^([\w.-]+)==([^\s;]+)(?: ;[^\\\n]*)? \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
        LOCK,
    )
    assert len(entries) == len(re.findall(r"(?m)^\S", LOCK))  # nothing is without
    locked = {re.sub(r"[_.]", "-", name).lower(): version for name, version, _ in entries}
    wanted = (ROOT / "constraints.txt").read_text("utf-8").split()
    for name, _, version in (line.partition("==") for line in wanted):
        assert locked[re.sub(r"[_.]", "-", name).lower()] == version


@pytest.mark.parametrize("name", ["ci.txt", "tools.txt"])
def test_a_lock_names_no_place_to_fetch_from(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    assert not re.search(r"://|^ *(?:-i|-f|--index|--extra|--find)", text, re.MULTILINE)


# --- what failed once ------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["a text", 7, 7.5, None])
def test_a_memory_with_a_value_of_another_kind_forgets_it(tmp_path: Path, value: object) -> None:
    key = Key.of("a")
    kept = Memory(tmp_path / "memory.db")
    kept.put([(key, "known")])
    with sqlite3.connect(tmp_path / "memory.db") as rows:
        rows.execute("update kept set said = ?", (value,))
    rows.close()
    assert kept.get(key) is None
    kept.close()


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif"])
def test_json_holds_no_control_character(name: str) -> None:
    """U+009B moves the cursor of some terminals, as the escape it stands for does."""
    result = linter_for("default").check("Bonjour \x9b31m\x7f\x85 [NOM]", id="\x9b")
    summary = Summary(linter_for("default").policy)
    settings = Settings(policy="default", version="1")
    report = "".join(named(name).check(summary.counting([result]), settings, summary))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", report)


def test_a_signature_of_many_stars_hangs_nothing() -> None:
    """It is refused, or looked for in no time."""
    signature = "*a" * 7 + "*b"
    content = f"voice: {{signature: {{fr: '{signature}', en: '{signature}'}}}}\n{SIGNED}"
    with targets.bounded(seconds=1):
        targets.TARGETS["policy-keys"](content.encode())


@pytest.mark.parametrize("message", ["5", "12345", "1.5e3"])
def test_a_message_that_is_a_number_stands_where_it_is(message: str) -> None:
    content = f'{{"reply": "Bonjour", "message": {message}}}'
    (draft,) = formats.drafts_of(content.encode(), "a.jsonl", Defaults())
    assert isinstance(draft, Draft)
    places = draft.message_places  # none where what is read is not what is written
    assert places is None or content[slice(*places.span(0, len(message)))] == message


@pytest.mark.parametrize("duration", ["٣d", "2\\td", "2\\u2003h", "9" * 5_000 + "d"])
def test_a_duration_that_cannot_be_read_is_a_mistake(tmp_path: Path, duration: str) -> None:
    """It is told when the code is loaded, and does not end the check of a late reply."""
    (tmp_path / "tonelint.yml").write_text(
        f"""schema: 1
contexts:
  outage:
    title: {{fr: a, en: b}}
    reply-within: "{duration}"
    detect: {{phrases: {{fr: [plus de courant]}}}}
rules:
  o: {{check: on-time, severity: error, title: {{fr: a, en: b}}, message: {{fr: a, en: b}}, why: {{fr: a, en: b}}, remedy: {{fr: a, en: b}}}}
""",
        encoding="utf-8",
    )
    with pytest.raises(PolicyMistakes, match="a duration is written like"):
        Linter(load(tmp_path / "tonelint.yml"), detection="phrases").check(
            "Bonjour",
            "Plus de courant!",
            received_at="2026-01-01T00:00",
            replied_at="2026-03-03T00:00",
        )


@pytest.mark.parametrize("glob", ["*aa**a**a=", "*a*a*a/*a*a*b", "**/*a*/**/*a*/**/*b"])
def test_a_glob_of_many_ways_is_refused(glob: str) -> None:
    """Each takes minutes over the folders of a few hundred letters that a repository may hold."""
    assert globs.mistake(glob)


def test_a_baseline_with_a_path_too_long_is_read(tmp_path: Path) -> None:
    debt = {"path": "a" * 300, "rule": "r", "fingerprint": "f", "count": 1}
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps({"schema": 1, "debts": [debt]}), encoding="utf-8")
    ((gone, count),) = Baseline.load(file).gone
    assert (gone.path, count) == ("a" * 300, 1)


@linux
def test_a_debt_of_a_file_whose_name_is_no_utf_8_is_known_again(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"latin\xe9.md")
    path.write_text("Hi [NAME]", encoding="utf-8")
    result = linter_for("default").check("Hi [NAME]", path=str(path))
    file = tmp_path / "baseline.json"
    with file.open("w", encoding="utf-8", errors="replace") as written:  # as the command writes
        written.writelines(Baseline.of([result], file).text())
    known = Baseline.load(file)
    (sifted,) = known.sift([result], "en")
    assert not sifted.count("error")
    assert known.gone == []


@pytest.mark.parametrize(
    "content", [b"[1]", b"a", b"a: 1", b"a: [1]", b"a: [{reply: b}]", b"", b"\xff"]
)
def test_a_file_of_behaviour_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "b.yml"
    file.write_bytes(content)
    done = CliRunner().invoke(cli, ["eval", str(file), "--detection", "phrases"])
    # A mistake is told, with exit code 2, by what runs the command.
    assert isinstance(done.exception, TonelintError) or done.exit_code == 2
