"""The JSON Schema: every file that ships is right by it, and what is wrong is wrong by it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import ROOT, Run
from tonelint import strict_yaml
from tonelint.conduct.schema import json_schema

SHIPPED = sorted([*(ROOT / "policies").glob("*.yml"), *(ROOT / "rules").rglob("*.yml")])
CASES = ".cases.yml"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_ships_is_right(validator: Draft202012Validator, path: Path) -> None:
    says = strict_yaml.load(path.read_text(encoding="utf-8"), path.name)
    if path.name.endswith(CASES):  # they have the shape of those in a code
        says = {"schema": 1, **says}
    assert [error.message for error in validator.iter_errors(says)] == []


@pytest.mark.parametrize(
    "says",
    [
        {},
        {"schema": 2},
        {"schema": 1, "contextes": {}},
        {"schema": 1, "contexts": {"outage": {"forbid": {"humorous": "eror"}}}},
        {"schema": 1, "contexts": {"outage": {"tone": "helpful"}}},
        {"schema": 1, "rules": {"shouting": {"severty": "error"}}},
        {"schema": 1, "tones": {"humorous": {"detect": {"examples": {"fr": ["x"]}}}}},
        {"schema": 1, "cases": [{"replies": "x"}]},
    ],
)
def test_what_is_wrong_is_wrong(validator: Draft202012Validator, says: object) -> None:
    assert not validator.is_valid(says)


def test_the_command_prints_it_and_init_is_right_by_it(
    in_process: Run, tmp_path: Path, validator: Draft202012Validator
) -> None:
    done = in_process("schema")
    assert done.returncode == 0
    assert json.loads(done.stdout) == json_schema()
    in_process("policy", "init")
    says = strict_yaml.load((tmp_path / "tonelint.yml").read_text(encoding="utf-8"), "tonelint.yml")
    assert validator.is_valid(says)
