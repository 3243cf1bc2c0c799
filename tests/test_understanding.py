"""What is understood: negation, figures of speech, aim, halves, sources. Both languages."""

import pytest

from tonelint import Draft, Linter, Turn
from tonelint.understanding.courtesy import without_opening
from tonelint.understanding.repeated import repeated


def contexts(linter: Linter, message: str) -> set[str]:
    return {found.name for found in linter.context(message).contexts}


@pytest.mark.parametrize(
    ("message", "present", "absent"),
    [
        ("On a plus d'électricité depuis 6 heures", "outage", ""),
        ("ON A PU DELECTRICITE DEPUIS 6H", "outage", ""),
        ("We've had no power since noon", "outage", ""),
        ("Mon inspiration est en panne, envoyez une équipe 😂", "humour", "outage"),
        ("Je peux pas payer ma facture ce mois-ci", "payment", "abuse"),
        ("I can't afford to pay my bill this month", "payment", ""),
        ("J'en peux plus de vivre, je veux mourir", "distress", ""),
        ("I want to die, there is nothing left", "distress", ""),
        ("Je suis mort de rire 😂", "", "distress"),
        ("I'm dead 💀 this is too funny", "", "distress"),
        ("Il y a un fil électrique à terre devant chez nous", "danger", ""),
        ("I smell gas in the basement", "danger", ""),
        ("Vous êtes une gang d'incompétents", "abuse", ""),
        ("You are a bunch of clowns", "abuse", ""),
        ("Câlisse qu'y fait frette à soir", "", "abuse"),
        ("À quelle heure ouvrez-vous le dimanche?", "question", "complaint"),
        ("What time do you open on Sunday?", "question", "complaint"),
        ("Ce serait le fun d'avoir un mode sombre dans l'appli", "suggestion", ""),
        ("It would be great to have a dark mode in the app", "suggestion", ""),
        ("Merci au chauffeur de la 51, il a été super gentil", "praise", "complaint"),
        ("Huge thanks to the driver on the 51, he was so kind", "praise", "complaint"),
        ("Mon compte est le 555 0134 926", "personal_data", ""),
        ("My number is 416-555-0177", "personal_data", ""),
        ("Appelez le 1 800 555-0100 ou le 911", "", "personal_data"),
    ],
)
def test_contexts(linter: Linter, message: str, present: str, absent: str) -> None:
    found = contexts(linter, message)
    assert not present or present in found
    assert absent not in found


def test_evidence_is_the_words_themselves(linter: Linter) -> None:
    message = "Bonjour!\u00a0 On a  pu de\u00a0courant…"
    (outage,) = (found for found in linter.context(message).contexts if found.name == "outage")
    assert outage.evidence
    for one in outage.evidence:
        assert message[one.start : one.end] == one.text
    assert 0.5 <= outage.score <= 1


def test_the_customers_words_are_not_the_organisations(linter: Linter) -> None:
    said = "Vous parlez de « gang d'incompétents » et on comprend votre colère."
    tones = {tone.name for tone in linter.check(said).tones}
    assert "aggressive" not in tones


def test_sources_of_contexts(linter: Linter) -> None:
    thread = (Turn("customer", "On a plus de courant depuis hier"), Turn("us", "On arrive"))
    result = linter.check_draft(
        Draft("Oui, à 22 h.", "À quelle heure ouvre le comptoir?", thread=thread)
    )
    assert {found.name: found.source for found in result.contexts} == {
        "outage": "thread",
        "question": "message",
    }
    declared = linter.check_draft(Draft("Oui.", "Merci!", declared_contexts=("outage",)))
    assert ("outage", "declared") in [(found.name, found.source) for found in declared.contexts]
    canned = linter.check("Bonjour! On est désolés pour la panne, une équipe est en route.")
    assert ("outage", "reply") in [(found.name, found.source) for found in canned.contexts]


def test_a_bilingual_reply_is_judged_half_by_half(linter: Linter) -> None:
    french = "On est désolés, c'est long sans courant. Une équipe est en route vers votre secteur."
    english = "The outage map on our site is updated every ten minutes, day and night."
    result = linter.check(f"{french}\n\n{english}", "Plus de courant depuis hier à Verdun")
    missing = [found for found in result.violations if found.name == "missing-element:empathy"]
    assert [found.text for found in missing] == [english]
    assert not [found for found in result.violations if found.rule == "language-mismatch"]


def test_a_word_of_the_other_language_is_no_half(linter: Linter) -> None:
    result = linter.check(
        "Bonjour! On ouvre à 8 h demain matin. Have a nice day!", "Vous ouvrez à quelle heure?"
    )
    assert not [found for found in result.violations if found.rule == "language-mismatch"]


def test_a_message_in_a_third_language(linter: Linter) -> None:
    message = "No tengo luz en mi casa desde ayer por la noche, ¿me pueden ayudar por favor?"
    french = "On est désolés, une équipe est en route vers votre secteur ce matin."
    english = "We are sorry, a crew is on its way to your area this morning."
    one = linter.check(french, message)
    both = linter.check(f"{french}\n\n{english}", message)
    assert "language-mismatch" in [found.rule for found in one.violations]
    assert "language-mismatch" not in [found.rule for found in both.violations]


@pytest.mark.parametrize(
    ("reply", "data", "found"),
    [
        ("Le compte 555-0198 443 est à jour", "555 0198 443", ["555-0198 443"]),
        ("Chez vous au 12 RUE des Lilas", "12, rue des Lilas", ["12 RUE des Lilas"]),
        ("Rien du tout", "555 0198", []),
        ("au 12", "12", []),
    ],
)
def test_repeated_personal_data(reply: str, data: str, found: list[str]) -> None:
    assert [reply[start:end] for start, end in repeated(reply, [data])] == found


def test_reading_is_the_same_every_time(linter: Linter) -> None:
    message, reply = "Ma facture a doublé, je peux pas payer!!", "Désolé! Écrivez-nous en privé 😊"
    assert linter.check(reply, message) == linter.check(reply, message)


def test_what_was_read_before_changes_nothing() -> None:
    """A stretched word is read as a word of some phrase, of messages or of replies."""
    fresh = Linter(detection="phrases").understanding
    used = Linter(detection="phrases").understanding
    reply = "On est désolééés, c'est bonnnn, merciii, sorrrry, toooo bad, allllors"
    used.situation(reply)
    assert used.read(Draft(reply)).halves == fresh.read(Draft(reply)).halves


def test_a_bilingual_reply_with_characters_one_does_not_see() -> None:
    """Where the language changes is found in what is read, not in what is typed."""
    understanding = Linter(detection="phrases").understanding
    french = "On est désolés, c'est long sans courant. Une équipe est en route vers votre secteur."
    english = "The outage map on our site is updated every ten minutes, day and night."
    typed = f"{french}\n\n{english}"
    covered = typed.replace("e", "e\u200b")
    assert [half.language for half in understanding.read(Draft(typed)).halves] == ["fr", "en"]
    halves = understanding.read(Draft(covered)).halves
    assert [half.language for half in halves] == ["fr", "en"]
    assert "".join(half.text for half in halves) == covered


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Bonjour, j'espère que vous allez bien. Le 51 est en retard.", "Le 51 est en retard."),
        ("bonjour jespere que vous allez bien, j'ai une question", "j'ai une question"),
        ("Hello, I hope you are well. The bus is late.", "The bus is late."),
        ("Hi team, hope this email finds you well!\nNo power.", "No power."),
        ("Hope you're doing well, my card is lost", "my card is lost"),
        ("Bonjour, j'espère que vous allez bien.", "Bonjour, j'espère que vous allez bien."),
        ("Bonjour, j'espère que vous allez payer.", "Bonjour, j'espère que vous allez payer."),
        ("I hope you are well paid for this. Shame.", "I hope you are well paid for this. Shame."),
        ("Hope it works. Hello?", "Hope it works. Hello?"),
    ],
)
def test_good_wishes_at_the_start_are_not_weighed(text: str, rest: str) -> None:
    found = without_opening(text)
    assert len(found) == len(text)
    assert found.strip() == rest


def test_a_courteous_opening_is_no_distress() -> None:
    for opening in ("Bonjour, j'espère que vous allez bien. ", "Hello, I hope you are well. "):
        found = Linter().context(opening + "The 51 bus is late again, 40 minutes.")
        assert "distress" not in {one.name for one in found.contexts}
