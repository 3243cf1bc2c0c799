"""Rules of conversations: what goes wrong over several turns, and what only looks like it."""

import pytest

from tonelint import Draft, Linter, Turn

ARGUED = Turn(
    "us",
    "C'est inexact. Nos dépenses ont baissé, comme le montre le rapport que vous n'avez pas lu.",
)
AGAIN = (
    "Vous vous trompez encore. Les chiffres sont vérifiés et ils contredisent ce que vous avancez."
)
PRIVATE = Turn(
    "customer", "Ma fille Rosalie a été hospitalisée mardi dernier, je manque d'argent.", "private"
)


def told(linter: Linter, draft: Draft) -> set[str]:
    return {one.rule for one in linter.check_draft(draft).violations}


@pytest.mark.parametrize(
    ("thread", "fires"),
    [
        ((), False),
        (
            (Turn("customer", "Vous gaspillez."), Turn("us", "Merci, on regarde ça avec vous.")),
            False,
        ),
        ((Turn("customer", "Vous gaspillez."), ARGUED), True),
        ((ARGUED, Turn("us", "Merci de votre patience, voici le rapport.")), False),
    ],
)
def test_two_arguments_in_a_row_are_a_war(
    linter: Linter, thread: tuple[Turn, ...], fires: bool
) -> None:
    draft = Draft(AGAIN, "Vos chiffres sont faux.", thread=thread)
    assert ("war-of-words" in told(linter, draft)) == fires


@pytest.mark.parametrize(
    ("reply", "audience", "thread", "fires"),
    [
        ("Comme votre fille Rosalie a été hospitalisée mardi, on attend.", "public", (PRIVATE,), True),
        ("Comme votre fille Rosalie a été hospitalisée mardi, on attend.", "private", (PRIVATE,), False),
        ("On vous écrit en privé pour la suite de l'entente.", "public", (PRIVATE,), False),
        (
            "Comme votre fille Rosalie a été hospitalisée mardi, on attend.",
            "public",
            (PRIVATE, Turn("customer", "Ma fille Rosalie a été hospitalisée mardi!", "public")),
            False,
        ),
    ],
)  # fmt: skip
def test_a_confidence_stays_private(
    linter: Linter, reply: str, audience: str, thread: tuple[Turn, ...], fires: bool
) -> None:
    draft = Draft(reply, "Et mon entente?", thread=thread, audience=audience)
    assert ("repeated-confidence" in told(linter, draft)) == fires


@pytest.mark.parametrize(
    ("channel", "message", "reply", "fires"),
    [
        ("facebook", "Comment changer mon adresse?", "Bonjour, appelez au 1 800 555-0100.", True),
        ("email", "Comment changer mon adresse?", "Bonjour, appelez au 1 800 555-0100.", False),
        (
            "facebook",
            "Ça sent le gaz dans la cave!",
            "Sortez et appelez le 911 tout de suite.",
            False,
        ),
        (
            "x",
            "How do I change my address?",
            "Hi, DM us or call our line at 1 800 555-0100.",
            False,
        ),
    ],
)
def test_answered_where_they_wrote(
    linter: Linter, channel: str, message: str, reply: str, fires: bool
) -> None:
    assert ("sent-elsewhere" in told(linter, Draft(reply, message, channel=channel))) == fires


def test_our_own_turns_make_no_context(linter: Linter) -> None:
    thread = (
        Turn("us", "Il y a une panne dans votre secteur depuis midi, une équipe est en route."),
    )
    result = linter.check_draft(Draft("Avec plaisir!", "Merci pour tout!", thread=thread))
    assert "outage" not in {context.name for context in result.contexts}
