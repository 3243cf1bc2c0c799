"""The command line: real processes where one is tested, else calls of the entry point."""

import json
import os
import pty
import select
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

OUTAGE = "On a plus de courant depuis hier soir"
JOKE = "Une soirée aux chandelles, c'est romantique! 😂"
GOOD = "On est désolés, c'est long sans courant. Une équipe est en route, retour prévu vers 22 h."


def test_check_says_what_and_why(tonelint: Run) -> None:
    done = tonelint("check", "--message", OUTAGE, "--reply", JOKE, "--ui", "fr")
    assert done.returncode == 1
    assert "forbidden-tone:humorous" in done.stdout
    assert "compréhensif et aidant" in done.stdout
    assert done.stderr == ""


def test_fail_levels(in_process: Run) -> None:
    assert in_process("check", "--message", OUTAGE, "--reply", GOOD).returncode == 0
    assert (
        in_process("check", "--message", OUTAGE, "--reply", JOKE, "--fail-on", "never").returncode
        == 0
    )
    shouted = (
        "check",
        "--message",
        "Vous ouvrez quand?",
        "--reply",
        "On ouvre TOUJOURS à 8 h, du lundi au vendredi.",
    )
    assert in_process(*shouted).returncode == 0
    assert in_process(*shouted, "--fail-on", "warning").returncode == 1


def test_files_folders_and_standard_input(tonelint: Run, tmp_path: Path) -> None:
    (tmp_path / "replies").mkdir()
    (tmp_path / "replies" / "a.md").write_text(
        f"---\nmessage: {OUTAGE}\n---\nAllô!\n{JOKE}\n", encoding="utf-8"
    )
    (tmp_path / "replies" / "b.txt").write_bytes(b"\xe9t\xe9")
    done = tonelint(
        "check",
        "replies",
        "-",
        "--format",
        "text",
        stdin=json.dumps({"reply": GOOD, "message": OUTAGE}),
    )
    assert done.returncode == 2
    assert "replies/b.txt:1: this file is not UTF-8" in done.stderr
    assert "replies/a.md:5:" in done.stdout
    assert "Traceback" not in done.stderr


def test_json_goes_to_a_file_whole(in_process: Run, tmp_path: Path) -> None:
    done = in_process(
        "check", "--reply", GOOD, "--message", OUTAGE, "--format", "json", "--output", "out.json"
    )
    assert done.stdout == ""
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["summary"]["drafts"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    lost = in_process("check", "--reply", GOOD, "--output", "no/such/out.json")
    assert lost.returncode == 2
    assert "cannot be written" in lost.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check",), "nothing to check"),
        (("check", "none.md"), "no such file"),
        (("check", "--reply", " "), "--reply is empty"),
        (("check", "a.md", "--reply", "x"), "not both"),
        (("check", "--reply", "x", "--message", "a", "--message-file", "b"), "not both"),
        (("check", "--reply", "x", "--message-file", "none.txt"), "no such file"),
        (("check", "--reply", "x", "--policy", "utilty"), "did you mean “utility”?"),
        (("check", "--reply", "x", "--during", "outtage"), "did you mean “outage”?"),
        (("check", "."), "nothing to check in this folder"),
        (("context",), "give messages"),
        (("context", "--message", " "), "--message is empty"),
        (("explain", "humourous"), "did you mean “humorous”?"),
        (("policy", "check", "none.yml"), "no such code of conduct"),
        (("policy", "check", "nobody"), "built in: default, dig-safe"),
        (("check", "--reply", "ok", "--message", "x \udcff"), "half of a character"),
        (("check", "Bonjour, on est désolés. " * 20), "a draft itself is given with --reply"),
        (("check", "a.csv"), "no such file"),
        (("policy", "init", "--extends", "utilty"), "did you mean “utility”?"),
        (("eval", "none.jsonl"), "no such file"),
    ],
)
def test_a_wrong_command_is_one_clear_sentence(
    in_process: Run, arguments: tuple[str, ...], words: str
) -> None:
    done = in_process(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_argument_that_is_not_utf8_is_told(tonelint: Run) -> None:
    done = tonelint("check", "--reply", "ok \udcff")
    assert done.returncode == 2
    assert "half of a character" in done.stderr
    assert "Traceback" not in done.stderr


def test_context(in_process: Run) -> None:
    done = in_process(
        "context", "-", "--format", "jsonl", stdin='{"id": "a", "text": "On a plus de courant"}\n'
    )
    record = json.loads(done.stdout)
    assert record["id"] == "a"
    assert record["language"] == "fr"
    assert [found["name"] for found in record["contexts"]] == ["outage"]
    assert record["suggested_tone"] == ["empathetic", "helpful"]


def test_rules_and_explain(in_process: Run) -> None:
    listed = in_process("rules")
    assert "forbidden-tone" in listed.stdout
    assert {row["rule"] for row in json.loads(in_process("rules", "--format", "json").stdout)} >= {
        "blame",
        "shouting",
    }
    for name in ("outage", "sarcastic", "empathy", "overpromise", "forbidden-tone:humorous"):
        told = in_process("explain", name, "--ui", "fr")
        assert told.returncode == 0
        assert name.split(":", maxsplit=1)[0] in told.stdout


def test_policy_init_show_check(in_process: Run, tmp_path: Path) -> None:
    assert in_process("policy", "init", "--name", "Ville: [l'Île] #1", "--ui", "fr").returncode == 0
    assert in_process("policy", "init").returncode == 2  # nothing is written over
    checked = in_process("policy", "check")
    assert checked.returncode == 0, checked.stderr
    assert "tonelint.yml" in checked.stdout
    shown = in_process("policy", "show")
    assert "forbid:" in shown.stdout
    assert shown.stdout.count("detect:") == 1  # its own; those of packs are left out
    (tmp_path / "tonelint.yml").write_text(
        "schema: 1\nextends: default\nvoice: {adress: tu}\n", encoding="utf-8"
    )
    wrong = in_process("policy", "check")
    assert wrong.returncode == 2
    assert wrong.stderr.strip() == "tonelint.yml:3:9: unknown key “adress”; did you mean “address”?"


def test_policy_check_runs_the_examples(in_process: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(
        "schema: 1\nextends: default\nrules:\n  no-howdy:\n    check: avoid\n    severity: error\n"
        "    message: m\n    why: w\n    remedy: r\n    detect: {phrases: {en: [howdy]}}\n"
        "    examples: {fail: [{reply: Hello there, lang: en}]}\n",
        encoding="utf-8",
    )
    done = in_process("policy", "check", "mine.yml")
    assert done.returncode == 2
    assert (
        done.stderr.strip()
        == "mine.yml:11:23: this “fail” example does not break the rule “no-howdy”"
    )


def test_a_shipped_policy_passes_its_own_check(in_process: Run) -> None:
    """One, by the command; of all of them, test_conduct looks at every phrase and example."""
    done = in_process("policy", "check", "utility")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_word_set_too_large_is_said(in_process: Run, tmp_path: Path) -> None:
    members = ", ".join(f"mot{number} dur{number}" for number in range(2500))
    (tmp_path / "tonelint.yml").write_text(
        f"schema: 1\nextends: default\nsets: {{em-hard: {{fr: [{members}]}}}}\n", encoding="utf-8"
    )
    done = in_process("check", "--message", OUTAGE, "--reply", "C'est vraiment dur, mot1 dur1.")
    assert done.returncode == 2
    assert "split it" in done.stderr
    assert "Traceback" not in done.stderr


def test_eval(in_process: Run, tmp_path: Path) -> None:
    rows = [
        {"id": "1", "lang": "fr", "text": OUTAGE, "contexts": ["outage"], "disputed": []},
        {"id": "2", "lang": "fr", "message": OUTAGE, "reply": JOKE, "contexts": ["outage"], "tones": ["humorous"],
         "violations": ["forbidden-tone:humorous", "missing-element:empathy"], "disputed": ["missing-element:empathy"]},
    ]  # fmt: skip
    (tmp_path / "data.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = in_process("eval", "data.jsonl", "--format", "json")
    scores = json.loads(done.stdout)["data.jsonl"]
    assert scores["items"] == 2
    assert scores["contexts"]["labels"]["outage"] == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0, "support": 2, "found": 2,
    }  # fmt: skip
    assert scores["violations"]["labels"]["forbidden-tone:humorous"]["recall"] == 1.0
    assert "missing-element:empathy" not in scores["violations"]["labels"]
    assert scores["verdict"]["accuracy"] == 1.0
    assert scores["language"]["accuracy"] == 1.0
    assert "macro" in in_process("eval", "data.jsonl", "--errors").stdout
    (tmp_path / "bad.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    assert "no labels" in in_process("eval", "bad.jsonl").stderr


@pytest.mark.parametrize(
    "code",
    [
        "import tonelint",
        "import tonelint.cli.check, tonelint.cli.rules, tonelint.cli.policy.show",
        "import tonelint.conduct.showing, tonelint.conduct.differences",
        "from tonelint.conduct import load; load('utility')",
        "import tonelint.conduct as c\ntry: c.load('nope')\nexcept c.PolicyMistakes: pass",
    ],
)
def test_what_needs_no_text_imports_no_spacy(code: str) -> None:
    check = f"{code}\nimport sys; assert not {{'spacy', 'langdetect'}} & set(sys.modules)"
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", check]) == 0


def test_a_check_loads_two_languages_only() -> None:
    check = (
        "from tonelint import Linter; Linter().check('Merci bien', 'ok')\n"
        "from tonelint.text.language import _profiles; assert _profiles.cache_info().currsize == 1\n"
        "import sys; assert 'spacy.lang.fr' not in sys.modules"
    )
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", check]) == 0


def _read_until(terminal: int, words: str, seconds: float = 60) -> str:
    seen = b""
    end = time.monotonic() + seconds
    while words not in seen.decode(errors="ignore") and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                seen += os.read(terminal, 4096)
            except OSError:  # the program has ended
                break
    return seen.decode(errors="ignore")


def test_a_conversation_on_a_terminal(tmp_path: Path) -> None:
    """Message, draft, report, better draft: until it is clean."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child becomes the program
        os.chdir(tmp_path)
        os.environ.update(TERM="xterm", LANG="fr_CA.UTF-8", COLUMNS="80")
        os.execv(sys.executable, [sys.executable, "-m", "tonelint", "check"])
    end = b"\n\x04"
    assert "Collez le message" in _read_until(terminal, "Ctrl-D tout de suite s'il")
    os.write(terminal, OUTAGE.encode() + end)
    assert "brouillon" in _read_until(terminal, "Collez votre brouillon")
    os.write(terminal, JOKE.encode() + end)
    assert "humorous" in _read_until(terminal, "Collez un meilleur brouillon")
    os.write(terminal, GOOD.encode() + end)
    assert "✓" in _read_until(terminal, "✓")
    _read_until(terminal, "never said", 20)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def test_examples_as_the_readme_walks_through_them(in_process: Run) -> None:
    """Every example has the findings its name promises."""
    shown = ("examples/fr", "examples/en", "examples/drafts.jsonl")
    done = in_process("check", *shown, "--format", "jsonl", cwd=ROOT)
    drafts = [json.loads(line) for line in done.stdout.splitlines()]
    found = {
        draft["id"] or Path(draft["path"]).stem: sorted(
            {
                one["rule"] + (f":{one['subject']}" if one["subject"] else "")
                for one in draft["violations"]
                if one["severity"] != "info"
            }
        )
        for draft in drafts
    }
    expected = json.loads((ROOT / "tests" / "expected_examples.json").read_text(encoding="utf-8"))
    assert found == expected
    assert done.returncode == 1
