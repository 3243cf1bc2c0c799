"""Judging: severities, suppressions, conditions, messages."""

from pathlib import Path

import pytest

from tonelint import Draft, InputError, Linter
from tonelint.drafts.draft import Suppression
from tonelint.drafts.places import Position

CAPITALS = "Bonjour! On ouvre JAMAIS le dimanche, seulement de 8 h à 17 h la semaine."
QUESTION = "Vous ouvrez à quelle heure?"


def names(linter: Linter, draft: Draft) -> list[str]:
    return [found.name for found in linter.check_draft(draft).violations]


def test_suppression_sets_aside_and_an_unused_one_is_said(linter: Linter) -> None:
    used = Suppression("shouting", "slogan", Position(3, 1))
    unused = Suppression("overpromise", "guaranteed by law", Position(4, 1))
    result = linter.check_draft(Draft(CAPITALS, QUESTION, suppressions=(used, unused)))
    assert [(one.violation.rule, one.reason) for one in result.suppressed] == [
        ("shouting", "slogan")
    ]
    assert [(found.rule, found.severity, found.begins.line) for found in result.violations] == [
        ("unused-suppression", "info", 4)
    ]


def test_the_strictest_context_decides(linter: Linter) -> None:
    result = linter.check("Voilà.", "Bonjour", declared_contexts=("praise", "danger", "outage"))
    assert result.advice.context == "danger"
    missing = {
        found.subject: found.context
        for found in result.violations
        if found.rule == "missing-element"
    }
    assert missing["empathy"] == "danger"
    assert missing["thanks"] == "praise"


def test_an_unknown_declared_context_is_an_error(linter: Linter) -> None:
    with pytest.raises(InputError, match="did you mean “outage”"):
        linter.check("Voilà.", declared_contexts=("outtage",))
    with pytest.raises(InputError, match="no context is named"):
        Linter("default", during=["storm"])


def test_incidents_hold_for_every_draft() -> None:
    linter = Linter("default", during=["outage"])
    result = linter.check("Haha, bonne blague! 😂", "Mon chat est drôle 😂")
    assert "forbidden-tone:humorous" in [found.name for found in result.violations]


def test_private_replies_may_hold_account_details(linter: Linter) -> None:
    message, reply = (
        "Pourquoi ma facture a monté?",
        "Quel est votre numéro de compte? On regarde ça.",
    )
    public = names(linter, Draft(reply, message, audience="public"))
    private = names(linter, Draft(reply, message, audience="private"))
    assert "public-personal-data" in public
    assert "public-personal-data" not in private


def test_templates_may_hold_variables(linter: Linter) -> None:
    reply = "Bonjour {{prenom}}, on ouvre à 8 h."
    assert "unresolved-placeholder" in names(linter, Draft(reply, QUESTION))
    assert "unresolved-placeholder" not in names(linter, Draft(reply, QUESTION, template=True))


def test_a_policy_changes_severities_and_turns_rules_off(tmp_path: Path) -> None:
    file = tmp_path / "tonelint.yml"
    file.write_text(
        "schema: 1\nextends: default\nrules: {shouting: {severity: info}}\n", encoding="utf-8"
    )
    (found,) = Linter(file).check(CAPITALS, QUESTION).violations
    assert (found.rule, found.severity) == ("shouting", "info")
    file.write_text(
        "schema: 1\nextends: default\nrules: {shouting: {severity: off}}\n", encoding="utf-8"
    )
    assert Linter(file).check(CAPITALS, QUESTION).clean


@pytest.mark.parametrize("ui", ["fr", "en"])
def test_messages_have_no_holes_left(ui: str) -> None:
    linter = Linter("default", ui=ui)
    result = linter.check(
        "GARANTI!!! {{nom}} 😂😂😂 calmez-vous", "On a plus de courant depuis hier"
    )
    assert len(result.violations) > 3
    for found in result.violations:
        said = f"{found.message} {found.why} {found.remedy}".replace("{{nom}}", "x")
        assert "{" not in said
        assert "  " not in said


def test_of_several_contexts_the_strictest_word_wins(tmp_path: Path) -> None:
    file = tmp_path / "tonelint.yml"
    file.write_text(
        "schema: 1\nextends: default\norder: [aaa, bbb]\ncontexts:\n"
        "  aaa: {title: a, require: {thanks: info}, reply-within: 1d}\n"
        "  bbb: {title: b, require: {thanks: error}, reply-within: 30min}\n",
        encoding="utf-8",
    )
    result = Linter(file, during=["aaa", "bbb"]).check("On ouvre à 8 h.", QUESTION)
    (found,) = (found for found in result.violations if found.subject == "thanks")
    assert (found.severity, found.context) == ("error", "bbb")
    assert result.advice.reply_within == "30min"


def test_every_place_is_reported(linter: Linter) -> None:
    result = linter.check("Bonjour [NOM], on ouvre le [DATE] à 8 h.", QUESTION)
    places = [found.text for found in result.violations if found.rule == "unresolved-placeholder"]
    assert places == ["[NOM]", "[DATE]"]


@pytest.mark.parametrize(
    "reply", ["\ufe0f", "#\u0301", "\u00ad", "!" * 5000, "a." * 3000, "1 " * 3000]
)
def test_odd_replies_are_read(linter: Linter, reply: str) -> None:
    assert linter.check(reply, "Plus de courant").reply == reply


def test_the_voice_of_the_policy() -> None:
    linter = Linter("utility")
    reply = "Peux-tu nous écrire en privé? On regarde ton dossier."
    found = [one.rule for one in linter.check(reply, "Allô, ma facture?").violations]
    assert "inconsistent-address" in found


def test_a_clean_draft_has_only_advice(linter: Linter) -> None:
    result = linter.check("Bonjour! On ouvre à 8 h demain.", QUESTION)
    assert result.clean
    assert result.advice.words == "helpful"
    assert result.advice.phrases
