"""Roles, the decision tree, waivers, adoption and the share of humour."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Run
from tonelint import Draft, Linter
from tonelint.conduct import load
from tonelint.deciding import Facts, decide
from tonelint.drafts.draft import Suppression
from tonelint.drafts.places import Position
from tonelint.summary import Share

CODE = """\
schema: 1
name: test
extends: default
contexts:
  complaint: {approved-by: team-lead, note: {fr: Nommez la ligne., en: Name the line.}}
roles:
  team-lead: {title: {fr: chef d'équipe, en: team lead}, may: [joke]}
waivers:
  - {rule: shouting, reason: The campaign is in capitals, until: 2026-12-31, channels: [x]}
  - {rule: too-many-emoji, reason: Spring party, until: 2026-03-01}
adoption:
  - {until: 2027-01-01, at-most: warning, rules: ["unresolved-placeholder"]}
  - {until: 2026-01-01, at-most: info}
"""
NOW = datetime(2026, 6, 1, tzinfo=UTC)
HELP = "Le comptoir ouvre à 8 h 30."


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("code") / "tonelint.yml"
    path.write_text(CODE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def own(code: Path) -> Linter:
    return Linter(code, now=NOW, detection="phrases")


def names(linter: Linter, draft: Draft) -> dict[str, str]:
    return {one.name: one.severity for one in linter.check_draft(draft).violations}


COMPLAINT = Draft(
    "Désolés pour l'attente. Dites-nous la date, on vérifie aujourd'hui.",
    "J'ai attendu trois heures et personne n'a répondu.",
    declared_contexts=("complaint",),
)


@pytest.mark.parametrize(
    ("role", "approved_by", "stopped"),
    [
        (None, (), True),
        ("customer-service", (), True),
        ("customer-service", ("team-lead",), False),
        ("team-lead", (), False),
        ("customer-service", ("spokesperson",), True),
    ],
)
def test_a_context_may_want_a_second_person(
    own: Linter, role: str | None, approved_by: tuple[str, ...], stopped: bool
) -> None:
    draft = Draft(
        COMPLAINT.reply,
        COMPLAINT.message,
        declared_contexts=("complaint",),
        role=role,
        approved_by=approved_by,
    )
    found = names(own, draft)
    assert ("follow-decision:answer-after-approval" in found) == stopped
    assert own.check_draft(draft).advice.notes == ("Name the line.",)


def test_waivers_of_the_code(own: Linter) -> None:
    loud = "OUVERT dès 8 h."
    result = own.check_draft(Draft(loud, channel="x", lang="fr"))
    assert [one.violation.rule for one in result.suppressed] == ["shouting"]
    assert result.suppressed[0].reason == "The campaign is in capitals"
    assert "shouting" in names(own, Draft(loud, channel="facebook", lang="fr"))
    over = names(own, Draft(f"{HELP} 🎉🎉🎉🎉", lang="fr"))
    assert "too-many-emoji" in over, "a waiver that is over sets nothing aside"


@pytest.mark.parametrize(
    ("message", "until", "told"),
    [
        (None, None, None),
        (None, "2026-05-31", "expired-waiver"),
        (None, "2026-06-01", None),
        ("Je veux mourir, j'en peux plus.", None, "refused-waiver"),
    ],
)
def test_waivers_of_a_draft(
    own: Linter, message: str | None, until: str | None, told: str | None
) -> None:
    end = datetime.fromisoformat(until).date() if until else None
    waiver = Suppression("too-many-emoji", "fête", Position(3, 1), "Ana", end)
    draft = Draft(f"{HELP} 🎉🎉🎉", message, lang="fr", suppressions=(waiver,))
    found = names(own, draft)
    assert told is None or told in found
    assert ("too-many-emoji" in found) == (told is not None)


def test_severities_rise_on_their_day(code: Path, own: Linter) -> None:
    mock = Draft(f"Bonjour [NOM], {HELP}", lang="fr")
    later = Linter(code, now=datetime(2027, 1, 1, tzinfo=UTC), detection="phrases")
    name = "unresolved-placeholder"
    assert (names(own, mock)[name], names(later, mock)[name]) == ("warning", "error")


@pytest.mark.parametrize(
    ("facts", "do", "asked"),
    [
        (Facts(["danger"], [], None, "public", 0), "answer", 1),
        (Facts(["distress"], [], None, "public", 0), "answer", 2),
        (Facts([], ["press"], "x", "public", 0), "route", 3),
        (Facts(["danger"], ["press"], "x", "public", 0), "answer", 1),
        (Facts(["question"], [], "x", "public", 9), "answer", 3),
    ],
)
def test_the_first_yes_decides(facts: Facts, do: str, asked: int) -> None:
    decision = decide(load("default").document, facts, "fr")
    assert (decision.do, len(decision.path)) == (do, asked)
    assert not any(step.yes for step in decision.path[:-1])


def test_questions_ask_all_they_say(tmp_path: Path) -> None:
    code = tmp_path / "tonelint.yml"
    code.write_text(
        "schema: 1\nextends: default\ndecision-tree:\n"
        "  - {ask: Endless?, if: {contexts: [abuse, criticism], not-contexts: [distress],"
        " channels: [x], audience: public, our-turns: 3}, then: {do: close}}\n",
        encoding="utf-8",
    )
    document = load(code).document
    yes = Facts(["criticism"], [], "x", "public", 3)
    assert decide(document, yes, "en").path[0].because == (
        "criticism",
        "x",
        "public",
        "our-turns: 3",
    )
    for no in (
        Facts(["praise"], [], "x", "public", 3),
        Facts(["abuse", "distress"], [], "x", "public", 3),
        Facts(["abuse"], [], "facebook", "public", 3),
        Facts(["abuse"], [], "x", "private", 3),
        Facts(["abuse"], [], "x", "public", 2),
    ):
        assert decide(document, no, "en").do == "answer"


@pytest.mark.parametrize(
    ("count", "of", "allowed", "too_much"),
    [(2, 20, 0.05, False), (5, 20, 0.05, True), (3, 3, 0.05, False), (60, 1000, 0.05, False),
     (70, 1000, 0.05, True), (0, 100, 0.0, False), (1, 100, 0.0, True), (0, 0, 0.05, False)],
)  # fmt: skip
def test_few_replies_prove_nothing(count: int, of: int, allowed: float, too_much: bool) -> None:
    share = Share(count, of, allowed)
    assert share.is_too_much == too_much
    assert 0 <= share.at_least <= share.share <= 1


def test_the_share_of_a_folder_and_the_tree(in_process: Run, tmp_path: Path) -> None:
    joke = {"message": "Mon chat a voté pour votre mascotte 😹", "lang": "fr", "channel": "x",
            "reply": "Elle demande une augmentation payable en thon 😹"}  # fmt: skip
    lines = [{"reply": HELP, "lang": "fr"}] * 15 + [joke] * 10
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (tmp_path / "tonelint.yml").write_text(
        "schema: 1\nextends: default\nhumour: {share: 10 %, severity: error}\n", encoding="utf-8"
    )
    done = in_process("check", "r.jsonl", "--format", "json", "--ui", "fr")
    assert done.returncode == 1, done.stderr
    summary = json.loads(done.stdout)["summary"]
    assert summary["errors"] == 0
    assert summary["humour"]["drafts"] == 10
    assert summary["humour"]["allowed"] == 0.1
    assert [one["name"] for one in summary["remarks"]] == ["humour-share"]
    assert "10 réponses sur 25 sont drôles (40\u00a0%" in summary["remarks"][0]["message"]
    done = in_process(
        "decide", "--message", "Bonjour, je suis journaliste au Quotidien.", "--ui", "fr"
    )
    assert done.stdout.splitlines()[-2:] == [
        "→ transmettre",
        "  Pris en charge par\u00a0: porte-parole",
    ]
