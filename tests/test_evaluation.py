"""Figures, records, behaviour, invariance; the corpus and its checker."""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tonelint.evaluation.invariance import CHANGES, flips
from training import check
from training.corpus import LEARNT, Example, examples, held_out, records
from training.splicing import donors, spliced

DATA = [
    {"id": "1", "lang": "fr", "text": "Plus de courant à Verdun", "contexts": ["outage"]},
    {"id": "2", "lang": "en", "text": "What time do you open?", "contexts": ["question"]},
]


@pytest.fixture
def data(tmp_path: Path) -> str:
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(map(json.dumps, DATA)) + "\n", encoding="utf-8")
    return str(path)


def test_a_figure_that_falls_fails(in_process: Run, data: str, tmp_path: Path) -> None:
    record = tmp_path / "figures.json"
    assert in_process("eval", data, "--record", str(record)).returncode == 0
    assert in_process("eval", data, "--against", str(record)).returncode == 0
    kept = json.loads(record.read_text())
    kept["data.jsonl"]["contexts.micro_f1"] = 1.5
    record.write_text(json.dumps(kept))
    fell = in_process("eval", data, "--against", str(record))
    assert fell.returncode == 1
    assert "contexts.micro_f1 fell from 1.500 to" in fell.stderr


@pytest.mark.parametrize("content", ["", "[1]", '{"data.jsonl": 3}'])
def test_a_broken_record_is_said(in_process: Run, data: str, tmp_path: Path, content: str) -> None:
    record = tmp_path / "figures.json"
    record.write_text(content)
    said = in_process("eval", data, "--against", str(record))
    assert said.returncode == 2
    assert "figures.json" in said.stderr
    assert "--record" in said.stderr


def test_behaviour_that_does_not_hold_fails(in_process: Run, tmp_path: Path) -> None:
    path = tmp_path / "behaviour.yml"
    path.write_text(
        "jokes:\n  - {lang: en, message: What time do you open?, holds: outage}\n"
        "  - {lang: en, message: What time do you open?, holds: question -outage}\n"
    )
    done = in_process("eval", str(path))
    assert done.returncode == 1
    assert "1 of 2" in done.stdout
    assert "outage does not hold in “What time do you open?”" in done.stderr


def test_invariance_is_counted(in_process: Run, data: str) -> None:
    done = in_process("eval", data, "--invariance")
    assert done.returncode == 0
    assert all(name in done.stdout for name in CHANGES)


def test_flips_are_labels_that_hold_on_one_side_only() -> None:
    def shouts(text: str) -> frozenset[str]:
        return frozenset(["a", "b"] if text.isupper() else ["a"])

    counted = flips([("plus de courant", "fr")], shouts, possible=12)["upper case"]
    assert (counted.texts, counted.flipped, counted.labels) == (1, 1, 2)
    assert counted.share == pytest.approx(1 / 12)
    assert counted.share_of_found == pytest.approx(1 / 2)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ("accents dropped", "Été à Lévis", "Ete a Levis"),
        ("emoji removed", "Merci 😂👍🏽", "Merci"),
        ("other gender", "Mon mari et sa mère", "Mon femme et sa père"),
        ("other names", "La STM à Laval", "La RTL à Gatineau"),
        ("newcomer's French", "le bus ne passe pas", "la bus passe pas"),
        ("other apostrophes", "j'ai", "j’ai"),
    ],
)
def test_changes(change: str, before: str, after: str) -> None:
    assert CHANGES[change](before, "fr") == after


# --- the corpus -----------------------------------------------------------------

CORPUS = list(records())


def _message(**more: Any) -> dict[str, Any]:
    return {
        "id": "x", "lang": "fr", "contexts": ["outage"], "text": "une deux trois quatre cinq six sept",
        **more,
    }  # fmt: skip


def test_the_corpus_is_whole() -> None:
    assert check.problems(CORPUS, []) == []


def test_no_voice_is_on_both_sides_of_the_split() -> None:
    sides: dict[str, set[bool]] = {}
    for one in examples(CORPUS):
        sides.setdefault(one.group, set()).add(held_out(one.group))
        assert set(one.labels) <= set(LEARNT)
    assert all(len(side) == 1 for side in sides.values())
    assert {True, False} == set.union(*sides.values())


@pytest.mark.parametrize(
    ("found", "others", "said"),
    [
        ([_message(contexts=["outtage"])], [], "“outtage” is no label of “contexts”"),
        ([_message(lang="de")], [], "“lang” is neither fr nor en"),
        ([_message(), _message(text="tout autre chose ici")], [], "this id is given twice"),
        ([_message(id="a"), _message(id="b")], [], "b is a again"),
        (
            [_message(id="a"), _message(id="b", text="une deux trois quatre cinq six huit")],
            [],
            "b is too like a",
        ),
        ([_message(id="a")], [_message(id="z")], "a is z again"),
        (
            [_message(id="a", text="un deux trois quatre cinq six sept huit neuf dix " * 2)],
            [
                _message(
                    id="z", text="onze un deux trois quatre cinq six sept huit " + "autre mot " * 30
                )
            ],
            "with evaluation data",
        ),
    ],
)
def test_the_checker_refuses(
    found: list[dict[str, Any]], others: list[dict[str, Any]], said: str
) -> None:
    assert any(said in problem for problem in check.problems(found, others))


def test_disputed_labels_are_not_learnt() -> None:
    (one,) = examples([_message(disputed=["outage"])])
    assert "outage" not in one.labels
    assert one.labels["payment"] == 0.0


def test_what_a_pair_teaches() -> None:
    pair = {
        "id": "p", "lang": "en", "voice": "v", "message": "no power", "reply": "We are on it",
        "audience": "public", "contexts": ["outage"], "tones": ["helpful"], "elements": [],
        "violations": ["missing-element:empathy", "blame"], "disputed": ["helpful"],
    }  # fmt: skip
    message, reply = examples([pair])
    assert message.reply is None
    assert message.labels["outage"] == 1.0
    assert reply.reply == "We are on it"
    assert "helpful" not in reply.labels
    assert (reply.labels["blame"], reply.labels["empathy"]) == (1.0, 0.0)


def _example(message: str, reply: str | None, **labels: float) -> Example:
    return Example(message[:4], "fr:someone", "fr", message, reply, labels)


def test_a_spliced_text_says_what_either_says() -> None:
    host = _example(
        "Où est mon colis?", "Il part ce soir. Voici le lien.", helpful=1.0, humorous=0.0
    )
    other = _example("Encore en retard", "Calmez-vous.", helpful=0.0, humorous=0.0, dismissive=1.0)
    silent = _example("Bonsoir", "Bonsoir.", helpful=0.0)
    found = donors([other, silent, replace(host, lang="en")])
    texts = set()
    for seed in range(20):
        mixed = spliced(host, found, random.Random(seed))
        assert mixed.message == host.message
        assert mixed.reply is not None
        texts.add(mixed.reply)
        assert mixed.labels == {"helpful": 1.0, "humorous": 0.0}  # a brush-off judges the whole
    assert texts == {
        "Calmez-vous. Il part ce soir. Voici le lien.",
        "Il part ce soir. Calmez-vous. Voici le lien.",
        "Il part ce soir. Voici le lien. Calmez-vous.",
    }
    message = _example("Merci!", None, praise=1.0)
    assert spliced(message, found, random.Random(0)) is message
