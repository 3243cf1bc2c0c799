"""Rules of conversations: what goes wrong over several turns, and what only looks like it."""

import pytest

from tonelint import Draft, Linter, Turn
from tonelint.understanding.confided import cents, runs

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


def customer(text: str, audience: str | None = None) -> Turn:
    return Turn("customer", text, audience)


def us(text: str) -> Turn:
    return Turn("us", text)


@pytest.mark.parametrize(
    ("message", "reply", "thread", "fires"),
    [
        ("Des nouvelles?", "On vous revient.", ("Trou.", "On vous revient vendredi."), True),
        ("Any news?", "We'll get back to you.", ("A hole.", "We'll get back to you."), True),
        ("What's going on with it?", "We really appreciate your patience.",
         ("A hole.", "Thanks, we'll let you know what we find."), True),
        ("Any news?", "The crew filled the hole this morning.",
         ("A hole.", "We'll get back to you."), False),
        ("Toujours rien...", "Le dossier est encore à l'étude.",
         ("Trou.", "On vous redonne des nouvelles lundi."), False),
        ("Merci, c'est parfait!", "Avec plaisir!", ("Trou.", "On vous revient vendredi."), False),
        ("Des nouvelles?", "Merci de nous suivre.",  # the promise was kept since
         ("Trou.", "On vous revient vendredi.", "Ok.", "C'est réparé depuis ce matin."), False),
    ],
)  # fmt: skip
def test_whoever_waits_for_promised_news_gets_some(
    linter: Linter, message: str, reply: str, thread: tuple[str, ...], fires: bool
) -> None:
    turns = tuple((us if odd % 2 else customer)(text) for odd, text in enumerate(thread))
    assert ("broken-promise" in told(linter, Draft(reply, message, thread=turns))) == fires


@pytest.mark.parametrize(
    ("message", "reply", "fires"),
    [
        ("Laissez faire.", "Comme on vous l'a expliqué, notre politique est claire.", True),
        ("Forget it.", "For the record, it wasn't our fault.", True),
        ("Ok merci, bonne journée.", "Je tiens à préciser que l'adresse était mauvaise.", True),
        ("Thanks for your reply, bye.", "Glad we could help, take care!", False),
        ("Merci pour votre réponse.", "Avec plaisir. Le rapport est sur notre site.", False),
        ("Merci pour votre réponse, mais pourquoi?", "Sachez que nous avons suivi la loi.", False),
    ],
)
def test_the_customer_has_the_last_word(
    linter: Linter, message: str, reply: str, fires: bool
) -> None:
    thread = (customer("Mon colis est perdu."), us("L'adresse était incomplète."))
    assert ("last-word" in told(linter, Draft(reply, message, thread=thread))) == fires
    assert "last-word" not in told(linter, Draft(reply, message)), "nothing to reopen"


@pytest.mark.parametrize(
    ("message", "reply", "fires"),
    [
        ("Gang d'incapables!!!", "Faites donc mieux, champion!", True),
        ("You waste our DAMN money!!!", "Maybe learn to count before you whine, genius.", True),
        (
            "Gang d'incapables!!!",
            "On voit que vous êtes fâché. De quelle facture s'agit-il?",
            False,
        ),
        ("Vous ouvrez à quelle heure?", "Apprenez donc à lire, champion!", False),
    ],
)
def test_hostility_is_not_returned(linter: Linter, message: str, reply: str, fires: bool) -> None:
    assert ("mirrored-hostility" in told(linter, Draft(reply, message))) == fires


@pytest.mark.parametrize(
    ("said", "reply", "fires"),
    [
        ("Je vous dois 1240,00$.", "Pour les 1 240 $ que vous devez, on attend.", True),
        ("I owe you 1240 $.", "You owe $1,250, so we wait.", False),
        ("Je commence ma chimio lundi.", "Bon courage pour votre chimio.", True),
        ("I'm going through a divorce.", "Sorry to hear about your divorce.", True),
        ("J'ai perdu mon emploi chez Roy.", "Vous avez perdu votre emploi chez Roy.", True),
        ("Mon cell : 514 555-0142.", "On rappelle au 514.555.0142.", True),
        ("Le service a repris rue Roy.", "Le service a repris rue Roy.", False),
        ("Bonne fin de journée à vous!", "Bonne fin de journée à vous!", False),
    ],
)
def test_what_is_a_confidence(linter: Linter, said: str, reply: str, fires: bool) -> None:
    thread = (customer(said, "private"),)
    draft = Draft(reply, "Alors?", thread=thread, channel="facebook")
    assert ("repeated-confidence" in told(linter, draft)) == fires
    unknown = Draft(reply, "Alors?", thread=thread)
    assert "repeated-confidence" not in told(linter, unknown), "nobody knows who reads it"
    public = Draft(reply, "Alors?", thread=(*thread, customer(said)), channel="facebook")
    assert "repeated-confidence" not in told(linter, public), "they said it in public too"


@pytest.mark.parametrize(
    ("message", "reply", "fires"),
    [
        ("Are dogs allowed in the park?", "Hello Sam, thank you for writing! Please contact our customer service at 514 555-0188.", True),
        ("J'ai attendu l'autobus 40 minutes, c'est inacceptable!", "Désolés de cette situation. Communiquez avec notre service à la clientèle au 514 555-0188.", True),
        ("Is the pool open?", "Not today, sorry. Please call us for the schedule.", False),
        ("Do you sell gift cards?", "We do! Come to our downtown counter any day.", False),
        ("Quand est la collecte?", "Jeudi. Au besoin, appelez le 311.", False),
        ("À quel numéro vous joindre?", "Appelez-nous au 514 555-0188.", False),
        ("How much do I owe on my bill?", "Please call us at 514 555-0188.", False),
    ],
)  # fmt: skip
def test_a_number_alone_is_no_answer(linter: Linter, message: str, reply: str, fires: bool) -> None:
    found = told(linter, Draft(reply, message, channel="facebook"))
    assert ("sent-elsewhere" in found) == fires


@pytest.mark.parametrize(
    ("amount", "count"),
    [
        ("1 240 $", 124000), ("$1,240.00", 124000), ("1240,00$", 124000), ("3,75 $", 375),
        ("1,240 dollars", 124000), ("$", 0),
    ],
)  # fmt: skip
def test_a_sum_however_it_is_typed(amount: str, count: int) -> None:
    assert cents(amount) == count


def test_runs_stay_within_a_sentence() -> None:
    small = {"mon", "chez"}
    text = "Perdu mon EMPLOI chez Roy hier. Rien depuis."
    assert runs(text, small) == {("perdu", "emploi", "roy"): (0, 25), ("emploi", "roy", "hier"): (10, 30)}  # fmt: skip
