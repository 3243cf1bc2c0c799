"""pre-commit, the GitHub action, GitLab CI and shell completion, as people run them.

What is installed is a snapshot of this checkout with what is not committed yet; what is run is
written in `.pre-commit-hooks.yaml`, `action.yml` and `examples/ci/.gitlab-ci.yml`, word for word.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from tests.conftest import ROOT
from tonelint.cli.completion import command as completion
from tonelint.drafts.formats import SUFFIXES

_GOOD = """\
---
contexts: [outage]
---
On sait que c'est long. Une équipe est sur place; suivez votre secteur sur Info-pannes.
"""
_BAD = """\
---
contexts: [outage]
---
On sait que c'est long. Suivez votre secteur sur Info-pannes.
Au moins, le souper aux chandelles est servi, haha! 😂
"""
_MISSPELT = "Hydro Québec répond à vos questions du lundi au vendredi, de 8 h à 20 h.\n"
_CODE = "schema: 1\nname: Notre code\nextends: utility\n"
_TOWN_CODE = "schema: 1\nname: Notre ville\nextends: municipality\n"
_BAD_NAME = "replies/mauvaise réponse.md"
_FOUND = f"{_BAD_NAME}:5:"

_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{f"GIT_{who}_NAME": "Essai" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "essai@hydroborealie.example" for who in ("AUTHOR", "COMMITTER")},
}


def _run(
    *arguments: str | Path, cwd: Path, code: int = 0, environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """A process, which must end with ``code``; ``environment`` is added to that of the tests."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, arguments)),
        cwd=cwd,
        env={**inherited, **_GIT, "LC_ALL": "C.UTF-8", **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def _commit(folder: Path) -> None:
    _run("git", "init", "--quiet", cwd=folder)
    _run("git", "add", "--all", cwd=folder)
    _run("git", "commit", "--quiet", "--message", "Essai", cwd=folder)


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as it stands, committed elsewhere."""
    copy = tmp_path_factory.mktemp("snapshot")
    listed = _run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():  # else it is deleted, and not committed yet
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    _commit(copy)
    return copy


@pytest.fixture
def replies(tmp_path: Path) -> Path:
    """A team's repository: a code of conduct, replies, and a file that holds none."""
    written = {
        "replies/bonne.md": _GOOD,
        _BAD_NAME: _BAD,
        "replies/nom.txt": _MISSPELT,
        "tonelint.yml": _CODE,
        "ville/tonelint.yml": _TOWN_CODE,
        "package.json": '{"name": "site", "version": "1.0.0"}\n',
    }
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    _commit(tmp_path)
    return tmp_path


def _load(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


# --- pre-commit ---------------------------------------------------------------------------------


def test_pre_commit(snapshot: Path, replies: Path) -> None:
    """The three hooks at once: each `try-repo` would install everything anew."""
    files = [name for name in _run("git", "ls-files", "-z", cwd=replies).stdout.split("\0") if name]
    done = _run(
        *(sys.executable, "-m", "pre_commit", "try-repo", snapshot, "--verbose"),
        *("--files", *files),
        cwd=replies,
        code=1,
        environment={"PRE_COMMIT_HOME": str(replies.parent / "pre-commit"), **_BORROWED},
    )
    said = _sections(done.stdout)
    assert set(said) == {"tonelint", "tonelint-fix", "tonelint-policy"}
    assert _FOUND in said["tonelint"] and "forbidden-tone" in said["tonelint"]
    assert "- exit code: 1" in said["tonelint"]
    assert "bonne.md" not in said["tonelint"] and "package.json" not in done.stdout
    assert "files were modified by this hook" in said["tonelint-fix"]
    assert "exit code" not in said["tonelint-policy"]
    assert "ville/tonelint.yml" in said["tonelint-policy"]
    mended = (replies / "replies/nom.txt").read_text(encoding="utf-8")
    assert mended == _MISSPELT.replace("Hydro Québec", "Hydro-Québec")


def _sections(output: str) -> dict[str, str]:
    """What pre-commit prints, by the id of its hook."""
    parts = re.split(r"^- hook id: (\S+)$", output, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_hooks_are_given_every_format() -> None:
    for hook in _load(".pre-commit-hooks.yaml")[:2]:
        pattern = re.compile(hook["files"])
        assert all(pattern.search(f"réponses/une réponse{suffix}") for suffix in SUFFIXES)
        assert not pattern.search("image.png") and not pattern.search("README.mdx")


# --- GitHub -------------------------------------------------------------------------------------


class Action:
    """The action, installed once; then run as GitHub would."""

    def __init__(self, path: Path, runner_temp: Path) -> None:
        self.action = _load("action.yml")
        self.context = {"GITHUB_ACTION_PATH": str(path), "RUNNER_TEMP": str(runner_temp)}
        self.install, self.check = self.action["runs"]["steps"]
        self.bin = runner_temp / "tonelint" / "bin"
        self.step(self.install, {}, runner_temp, 0)

    def step(
        self, step: Mapping[str, Any], inputs: Mapping[str, str], cwd: Path, code: int
    ) -> "subprocess.CompletedProcess[str]":
        """Runs one step; what it installs may use what is installed for the tests."""
        assert step["shell"] == "bash"
        script = self.bin.parent.parent / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        usual = {name: str(one["default"]) for name, one in self.action["inputs"].items()}
        given = {**usual, **inputs}
        environment = {name: _expanded(text, given) for name, text in step.get("env", {}).items()}
        return _run(
            *("bash", "--noprofile", "--norc", "-eo", "pipefail", script),
            cwd=cwd,
            code=code,
            environment={**self.context, **environment, **_BORROWED},
        )

    def run(self, cwd: Path, code: int, **inputs: str) -> "subprocess.CompletedProcess[str]":
        """Checks with these inputs (``fail_on`` for ``fail-on``)."""
        named = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert set(named) <= set(self.action["inputs"])
        return self.step(self.check, named, cwd, code)


_BORROWED = {
    "PYTHONPATH": sysconfig.get_path("purelib"),
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
}


def _expanded(text: str, inputs: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], text)


@pytest.fixture(scope="session")
def action(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Action:
    """The action of the snapshot."""
    return Action(snapshot, tmp_path_factory.mktemp("runner"))


def test_action_annotates_and_writes_reports(action: Action, replies: Path) -> None:
    done = action.run(
        replies,
        1,
        paths=f"replies/bonne.md\n{_BAD_NAME}\n",
        output="sarif=tonelint.sarif\njunit=rapport final.xml\n",
    )
    annotated = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert all(f"file={_BAD_NAME}," in line for line in annotated)
    assert any("line=5" in line and "forbidden-tone" in line for line in annotated)
    results = json.loads((replies / "tonelint.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert "forbidden-tone:humorous" in {result["ruleId"] for result in results["results"]}
    assert ET.parse(replies / "rapport final.xml").getroot().tag == "testsuites"


def test_action_takes_a_level_a_format_and_a_policy(action: Action, replies: Path) -> None:
    done = action.run(replies, 0, paths="replies", fail_on="never", format="text", policy="default")
    assert _FOUND in done.stdout and "our-name" not in done.stdout
    assert "our-name" in action.run(replies, 1, format="text").stdout


def test_action_takes_a_baseline(action: Action, replies: Path) -> None:
    baseline = "dettes anciennes.json"
    _run(
        action.bin / "tonelint",
        "baseline",
        "replies",
        "--output",
        baseline,
        cwd=replies,
        environment=_BORROWED,
    )
    assert "::error" not in action.run(replies, 0, paths="replies", baseline=baseline).stdout
    (replies / "replies/autre.md").write_text(_BAD, encoding="utf-8")
    assert "autre.md" in action.run(replies, 1, paths="replies", baseline=baseline).stdout


def test_action_takes_a_revision(action: Action, replies: Path) -> None:
    good = replies / "replies/bonne.md"
    good.write_text(_GOOD.replace("Une équipe", "Une autre équipe"), encoding="utf-8")
    assert "::error" not in action.run(replies, 0, paths="replies", diff="HEAD").stdout
    good.write_text(_BAD, encoding="utf-8")
    said = action.run(replies, 1, paths="replies", diff="HEAD").stdout
    assert "file=replies/bonne.md" in said and _BAD_NAME not in said


# --- GitLab -------------------------------------------------------------------------------------


def test_gitlab(action: Action, snapshot: Path, replies: Path) -> None:
    pipeline = _load("examples/ci/.gitlab-ci.yml")
    job = pipeline["tonelint"]
    known = {"CI_PROJECT_DIR": str(replies)}
    variables = {
        name: Template(value).substitute(known)
        for name, value in (pipeline["variables"] | job["variables"]).items()
    } | {"TONELINT": str(snapshot)}
    path = os.pathsep.join([str(action.bin), os.environ["PATH"]])  # where `python` may install
    script = "\n".join(job["script"])
    environment = {**variables, **_BORROWED, "PATH": path}
    done = _run(
        "bash", "-eo", "pipefail", "-c", script, cwd=replies, code=1, environment=environment
    )
    assert _FOUND in done.stdout
    written = job["artifacts"]["reports"]
    issues = json.loads((replies / written["codequality"]).read_text(encoding="utf-8"))
    assert _BAD_NAME in {issue["location"]["path"] for issue in issues}
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert ET.parse(replies / written["junit"]).getroot().tag == "testsuites"
    assert any((replies / cached).exists() for cached in job["cache"]["paths"])


# --- Shells -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shell", "holds"),
    [
        ("bash", "complete -o nosort -F _tonelint_completion tonelint"),
        ("zsh", "#compdef tonelint"),
        ("fish", "complete --no-files --command tonelint"),
    ],
)
def test_each_shell_has_a_script(shell: str, holds: str) -> None:
    done = CliRunner().invoke(completion, [shell])
    assert done.exit_code == 0
    assert holds in done.output and f"_TONELINT_COMPLETE={shell}_complete" in done.output


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("che",), ["check"]),
        (("comp",), ["completion"]),
        (("check", "--format", "sar"), ["sarif"]),
        (("check", "--force"), ["--force-exclude"]),
    ],
)
def test_bash_completes(
    action: Action, tmp_path: Path, typed: tuple[str, ...], offered: list[str]
) -> None:
    script = f"""
        source <(tonelint completion bash)
        COMP_WORDS=(tonelint {" ".join(typed)}) COMP_CWORD={len(typed)}
        "$(complete -p tonelint | sed 's/.*-F \\([^ ]*\\).*/\\1/')" tonelint
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    path = os.pathsep.join([str(action.bin), os.environ["PATH"]])
    environment = {**_BORROWED, "PATH": path}
    done = _run("bash", "--norc", "-c", script, cwd=tmp_path, environment=environment)
    assert done.stdout.split() == offered
