"""The text model: pieces and their places, evidence, the join with phrases, examples of one's own."""

import random
import re
import string
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint import Linter
from tonelint.model import model as text_model
from tonelint.model.encoding import encode
from tonelint.model.pieces import UNKNOWN
from tonelint.model.words import evidence, strongest_sentence
from tonelint.understanding.joining import Join
from training import calibration

MODEL = text_model.load()
TYPED = st.text(
    alphabet=st.sampled_from(list(string.printable + "éèàçôœŒÉ’«»… 😂🔥👍🏽\u00a0ﬁ①\u200b")),
    max_size=200,
)

OBLIQUE = {
    "fr": "On soupe à la lampe de poche depuis dimanche pis la pompe du puits repart pas.",
    "en": "We have been eating supper by flashlight since Sunday and the well pump won't run.",
}


@given(TYPED)
@settings(max_examples=300, deadline=None)
def test_pieces_stand_in_order_inside_the_text(text: str) -> None:
    pieces = MODEL.pieces(text)
    ends = 0
    for piece in pieces:
        assert 0 <= piece.start <= piece.end <= len(text)
        assert piece.start >= ends - 1  # a character may be read as several (ﬁ, ①)
        ends = max(ends, piece.end)
    covered = {at for piece in pieces for at in range(piece.start, piece.end)}
    assert all(
        at in covered
        for at, character in enumerate(text)
        if character.isalnum() and character in string.printable
    )


@pytest.mark.parametrize(
    "text", ["Plus de courant à Verdun", "No power in Verdun", "c’est l'fun 😂"]
)
def test_everyday_writing_has_no_unknown_piece(text: str) -> None:
    assert UNKNOWN not in {piece.row for piece in MODEL.pieces(text)}


def test_long_texts_are_bounded() -> None:
    encoded = encode(MODEL.pieces, "un mot " * 5000, "another word " * 5000)
    assert len(encoded.ids) < 400
    assert len(encoded.places) == len(encoded.ids) - encoded.begins
    assert len(MODEL.reply("oui " * 5000, "non " * 5000).vector) == 384


def test_the_same_text_gives_the_same_numbers_whatever_was_read_before() -> None:
    alone = MODEL.message(OBLIQUE["fr"]).logits
    for text in ("?", OBLIQUE["en"] * 5, "Merci"):
        MODEL.message(text)
    assert MODEL.message(OBLIQUE["fr"]).logits == alone


def test_another_process_gives_the_same_numbers() -> None:
    code = (
        "from tonelint.model.model import load; import json, sys;"
        "print(json.dumps(load().message(sys.argv[1]).logits))"
    )
    ran = [
        subprocess.run(
            [sys.executable, "-c", code, OBLIQUE["fr"]],
            capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert ran[0] == ran[1]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_evidence_is_what_carries_the_label(language: str) -> None:
    """Taking the evidence away lowers the label more than taking as many other words away."""
    text = OBLIQUE[language]
    estimate = MODEL.message(text)
    before = estimate.logits["outage"]
    spans = estimate.evidence("outage")
    assert spans
    start, end = spans[0]
    without = MODEL.message(text[:start] + text[end:]).logits["outage"]
    words, chance = text.split(), random.Random(1)
    count = len(text[start:end].split())
    others = []
    for _ in range(12):
        at = chance.randrange(len(words) - count + 1)
        others.append(MODEL.message(" ".join(words[:at] + words[at + count :])).logits["outage"])
    assert before - without > before - float(np.mean(others))


def test_evidence_is_stable_under_small_changes() -> None:
    """An accent, a capital or a full stop more moves the evidence little."""
    text = OBLIQUE["fr"]

    def words(of: str) -> set[str]:
        (start, end), *_ = MODEL.message(of).evidence("outage")
        return set(of[start:end].lower().replace("é", "e").split())

    usual = words(text)
    for other in (text.upper(), text.replace("é", "e"), text + " Merci."):
        shared = usual & words(other)
        assert len(shared) >= 0.5 * min(len(usual), len(words(other)))


def test_evidence_finds_the_heavy_words() -> None:
    text = "je vous écris car plus rien ne marche ici"
    starts = [0]
    for word in text.split()[:-1]:
        starts.append(starts[-1] + len(word) + 1)
    places = [(start, start + len(word)) for start, word in zip(starts, text.split(), strict=True)]
    gives = np.zeros(len(places), np.float32)
    gives[4:8] = 3.0
    ((start, end),) = evidence(text, places, gives)
    assert text[start:end] == "plus rien ne marche"
    assert evidence("", [], np.zeros(0, np.float32)) == ()


def test_what_the_model_alone_found_has_evidence(linter: Linter) -> None:
    for text in OBLIQUE.values():
        found = {context.name: context for context in linter.context(text).contexts}
        assert found["outage"].evidence
        for one in found["outage"].evidence:
            assert text[one.start : one.end] == one.text


def test_a_join_is_a_probability_that_rises_with_all() -> None:
    join = Join("context", "message", 1.0, 0.5, 2.0, -1.0, {"high": 0.2, "normal": 0.5, "low": 0.8})
    values = [join.value(*said) for said in ((0, 0, 0), (0, 0, 0.9), (0, 1, 0.9), (2, 1, 0.9))]
    assert values == sorted(set(values))
    assert 0 < join.value(-800.0, 0.0, 0.0) < values[-1] <= 1


def test_the_strongest_sentence() -> None:
    text = "À 20.50 $ par mois. Ah! Merci beaucoup à vous"
    words = [(0, 0), *(match.span() for match in re.finditer(r"\S+", text)), (0, 0)]
    gives = np.zeros((len(words), 2), np.float32)
    gives[0] = gives[-1] = gives[6] = 9  # special pieces, and a sentence of one piece
    gives[1:6, 0] = 3  # the first sentence: a decimal does not end it
    gives[7:9, 1] = 2  # half of the last
    assert strongest_sentence(text, words, gives).tolist() == [3, 1]
    assert strongest_sentence("Ah!", words[:2], gives[:2]).tolist() == gives[:2].mean(0).tolist()


def test_a_sentence_that_says_it_is_not_lost_among_those_that_do_not() -> None:
    plug = "Profitez aussi de notre forfait Confort, à 20 % de rabais jusqu'à dimanche!"
    kind = "Je suis désolée pour ce chèque perdu, c'est bien la dernière chose qu'il vous fallait. "
    alone, told = MODEL.reply(plug), MODEL.reply(kind * 2 + plug)
    wanted = alone.logits["promotional"]
    assert wanted - told.peaks["promotional"] < wanted - told.logits["promotional"] - 0.3


def test_weights_are_the_best_there_are_above_zero() -> None:
    chance = np.random.default_rng(1)
    truth = (chance.random(300) < 0.3).astype(float)
    said = truth + chance.normal(0, 1, 300)
    inputs = np.column_stack([-said, said, np.zeros(300), np.ones(300)])  # the first misleads
    counts = np.ones(300)
    weights = calibration._fitted(inputs, truth, counts)
    wrong = counts * (1 / (1 + np.exp(-(inputs @ weights))) - truth)
    slope = inputs.T @ wrong + calibration.FIRM * (weights - calibration.USUAL)
    assert weights[0] == 0 and slope[0] > 0
    assert np.abs(slope[1:]).max() < 1e-3


@pytest.mark.parametrize("label", sorted(MODEL.joins))
def test_thresholds_are_in_order(label: str) -> None:
    holds = MODEL.joins[label]["holds"]
    assert 0 < holds["high"] < holds["normal"] < holds["low"] < 1


def _policy(folder: Path, text: str) -> Linter:
    path = folder / "tonelint.yml"
    path.write_text(f"schema: 1\nextends: default\n{text}", encoding="utf-8")
    return Linter(path)


def test_a_phrase_of_ones_own_wins_at_once(tmp_path: Path, linter: Linter) -> None:
    message = "Le zigzag bleu s'est remis à tourner."
    assert "outage" not in {found.name for found in linter.context(message).contexts}
    own = _policy(tmp_path, "contexts:\n  outage: {detect: {phrases: {fr: [zigzag bleu]}}}\n")
    assert "outage" in {found.name for found in own.context(message).contexts}


def test_a_figure_of_speech_of_ones_own_speaks_against_the_model(tmp_path: Path) -> None:
    message = OBLIQUE["fr"]
    full = _policy(tmp_path, "")
    before = next(found for found in full.context(message).contexts if found.name == "outage")
    own = _policy(tmp_path, "contexts:\n  outage: {detect: {figurative: {fr: [lampe de poche]}}}\n")
    after = {found.name: found.score for found in own.context(message).contexts}
    assert after.get("outage", 0) < before.score


def test_phrases_alone_need_no_model(tmp_path: Path) -> None:
    own = _policy(tmp_path, "detection: phrases\n")
    assert own.detection == "phrases"
    assert "outage" in {found.name for found in own.context("Plus de courant à Verdun").contexts}
    code = (
        "import sys; from tonelint import Linter;"
        "Linter(detection='phrases').context('Plus de courant'); print('onnxruntime' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


STRIKE = """
contexts:
  strike:
    title: {fr: grève, en: strike}
    detect:
      examples:
        fr:
          - Allez-vous rouler demain malgré le débrayage?
          - Les chauffeurs sont sur le piquet de grève, on fait quoi pour aller travailler?
          - Combien de temps va durer le conflit de travail?
        en:
          - Will the buses run tomorrow with the walkout on?
          - Drivers are on the picket line, how do we get to work?
    tone: [helpful]
"""


@pytest.mark.parametrize(
    ("message", "holds"),
    [
        ("Est-ce qu'il y a du service pendant la grève des chauffeurs?", True),
        ("Is there any service while the drivers are striking?", True),
        ("Merci au monsieur qui a rapporté ma tuque au comptoir.", False),
        ("My bill is wrong again this month", False),
    ],
)
def test_examples_of_ones_own_context(tmp_path: Path, message: str, holds: bool) -> None:
    own = _policy(tmp_path, STRIKE)
    assert ("strike" in {found.name for found in own.context(message).contexts}) is holds
