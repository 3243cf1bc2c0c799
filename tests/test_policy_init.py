"""`tonelint policy init`: what it asks, and that what it writes is sound."""

import json
import os
import pty
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import Run
from tests.test_cli import _read_until
from tonelint import Linter, strict_yaml
from tonelint.conduct import load
from tonelint.conduct.beginning import Answers, beginning
from tonelint.conduct.cases import run
from tonelint.conduct.examples import misbehaving
from tonelint.conduct.schema import json_schema

FIRST = "# yaml-language-server: $schema=.tonelint/schema.json"


def test_a_conversation_on_a_terminal(tmp_path: Path, in_process: Run) -> None:
    """What no option says is asked; a wrong answer is asked for again."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child becomes the program
        os.chdir(tmp_path)
        os.environ.update(TERM="xterm", LANG="fr_CA.UTF-8", COLUMNS="80")
        os.execv(
            sys.executable,
            [sys.executable, "-m", "tonelint", "policy", "init", "--languages", "fr"],
        )
    for question, answer in (
        ("Nom de votre organisation", "Ville d'Essai"),
        ("municipalité", "municipalty"),
        ("did you mean “municipality”?", "4"),
        ("En français, on dit", "tu"),
        ("personne en détresse", ""),
        ("Où vous joindre", "418 555-0142"),
        ("deuxième personne", "peut-être"),
        ("neither yes nor no", "oui"),
    ):
        assert question in _read_until(terminal, question)
        os.write(terminal, f"{answer}\n".encode())
    assert "schema.json" in _read_until(terminal, "schema.json")
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    text = (tmp_path / "tonelint.yml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == FIRST
    says = strict_yaml.load(text, "tonelint.yml")
    assert says["name"]["fr"] == "Code de conduite – Ville d'Essai"
    assert (says["extends"], says["languages"]) == ("municipality", ["fr"])
    assert says["voice"] == {"address": "tu"}
    assert says["resources"]["contact"]["phone"] == "418 555-0142"
    assert "answer-after-approval" in text
    checked = in_process("policy", "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    tested = in_process("policy", "test")
    assert tested.returncode == 0
    assert "2 of 2 cases pass" in tested.stdout


def test_nobody_is_asked_without_a_terminal(in_process: Run, tmp_path: Path) -> None:
    done = in_process("policy", "init", "sub/mine.yml", "--name", "A: {b} #1\n'x'", "--ui", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "sub/mine.yml\nsub/.tonelint/schema.json\n"
    text = (tmp_path / "sub/mine.yml").read_text(encoding="utf-8")
    assert text.startswith(f"{FIRST}\n# Code of conduct, read by tonelint.")
    assert str(tmp_path) not in text
    assert strict_yaml.load(text, "mine.yml")["name"]["en"] == "Code of conduct – A: {b} #1 'x'"
    schema = json.loads((tmp_path / "sub/.tonelint/schema.json").read_text(encoding="utf-8"))
    assert schema == json_schema()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--extends", "transitt"), "--extends: “transitt” is none of default, dig-safe"),
        (("--languages", "fr,es"), "--languages: “fr,es” is not a list of fr, en"),
        (("--languages", ","), "is not a list of fr, en"),
        (("--address", "vuos"), "did you mean “vous”?"),
        (("--name", " "), "--name: this is empty"),
        (("--name", "\udcff"), "half of a character"),
        (("there.yml",), "there.yml: there is a file already"),
        (("there.yml/mine.yml",), "cannot be written"),
    ],
)
def test_a_wrong_option_is_one_clear_sentence(
    in_process: Run, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    (tmp_path / "there.yml").write_text("schema: 1\n", encoding="utf-8")
    done = in_process("policy", "init", *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "tonelint.yml").exists()


@pytest.mark.parametrize(
    ("base", "languages", "address", "contact", "approval", "reached"),
    [
        ("default", ("fr", "en"), "mirror", "", False, {}),
        ("transit", ("en",), "vous", "info@example.org", True, {"url": "info@example.org"}),
        ("utility", ("en", "fr"), "tu", "311 ou 418 555-0142", True, {"phone": ["311", "418 555-0142"]}),
    ],
)  # fmt: skip
def test_what_is_written_is_sound(
    tmp_path: Path,
    base: str,
    languages: tuple[str, ...],
    address: str,
    contact: str,
    approval: bool,
    reached: dict[str, object],
) -> None:
    answers = Answers("Essai", load(base), languages, address, "9-8-8", contact, approval)
    file = tmp_path / "tonelint.yml"
    file.write_text(beginning(answers, "fr"), encoding="utf-8")
    says = strict_yaml.load(file.read_text(encoding="utf-8"), file.name)
    assert Draft202012Validator(json_schema()).is_valid(says)
    title = {"fr": "Service à la clientèle", "en": "Customer service"}
    assert says["resources"]["contact"] == {"title": title, **reached}
    assert set(says["contexts"]["data-leak"]["detect"]["phrases"]) == set(languages)
    linter = Linter(file)
    linter.prepare()
    assert list(misbehaving(linter)) == []
    tested = run(linter)
    assert len(tested.outcomes) == 2
    assert [(one.title, one.wrong) for one in tested.failed] == []
    tree = linter.policy.document.decision_tree
    assert {one.ask.en for one in load(base).document.decision_tree} < {one.ask.en for one in tree}
