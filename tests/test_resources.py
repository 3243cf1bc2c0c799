"""The registry of resources: numbers in every typing, the wrong ones, what a reply must name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import linter_for
from tonelint import Draft, Linter, PolicyMistakes
from tonelint.resources import names_one, preferred
from tonelint.results import Violation
from tonelint.terms import Resource
from tonelint.text.numbers import canonical, differ_by_a_slip, find

# --- numbers in a text -----------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("1 866 APPELLE", "8662773553"),
        ("1 866 APPELLE (277-3553)", "8662773553"),
        ("1 866 appelle (277-3553)", "8662773553"),
        ("1-866-appelle", "8662773553"),
        ("1866APPELLE", "8662773553"),
        ("1-866-277-3553", "8662773553"),
        ("1.866.277.3553", "8662773553"),
        ("+1 (866) 277-3553", "8662773553"),
        ("+18662773553", "8662773553"),
        ("(866) 277‑3553", "8662773553"),
        ("1\u00a0866\u00a0277–3553", "8662773553"),
        ("514/555-0198", "5145550198"),
        ("1 800 GO FEDEX", "8004633339"),
        ("1-800-FLOWERSNOW", "8003569377"),
        ("310-4141", "3104141"),
        ("9-8-8", "988"),
        ("9.8.8", "988"),
        ("9‑8‑8", "988"),
        ("8 1 1", "811"),
        ("911", "911"),
        ("535353", "535353"),
        ("1 800 363-901", "800363901"),  # a digit missing
        ("1 800 363-90100", "80036390100"),  # a digit too many
        ("1 866 APELLE", "866273553"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "Appelez le {}.", "Call ({}), day or night", "{} 24/7"])
def test_a_number_is_found_however_it_is_typed(typed: str, digits: str, around: str) -> None:
    text = around.format(typed)
    (found,) = find(text)
    assert (text[found.start : found.end], found.digits) == (typed, digits)


@pytest.mark.parametrize(
    "text",
    [
        "911 $", "$911", "$ 988", "911,50", "988 dollars", "988 %", "988 clients", "911 customers",
        "le 9/11", "12/811", "2023-10-21", "2011-9-8-8", "l'an 988", "2015-2020", "2023",
        "911, rue Principale", "988 avenue du Parc", "911 Main Street", "811 St. John Road",
        "1 988", "988 000", "125 000 000", "4540 1234 5678 9010", "+33 1 45 67 89 10", "3119",
        "le bus 211", "la chambre 811", "ticket 535353", "facture no 45645", "article 8.1.1",
        "535 353 clients", "1 866 clients", "1 866 Québécois", "192.168.100.200", "R-555-2207",
        "988.ca", "https://suicide.ca/988", "988@exemple.ca", "A988", "988e", "988-B", "12:988",
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert list(find(f"Voir {text} ici")) == []
    assert list(find(text)) == []


def test_letters_and_digits_that_differ_are_two_numbers_of_one_place() -> None:
    text = "Le 1 866 APPELLE (277-3535), jour et nuit"
    found = list(find(text))
    assert [text[one.start : one.end] for one in found] == ["1 866 APPELLE (277-3535)"] * 2
    assert [one.digits for one in found] == ["8662773553", "8662773535"]


def test_short_codes_of_a_registry() -> None:
    text = "Textez le 7726, le 31 14 ou le 45 645; 45 645 clients, 3114 $."
    assert [one.digits for one in find(text, ["7726", "3114", "45645"])] == ["7726", "3114"]
    assert canonical("535 353") == "535353"
    assert canonical("811, option 2") == "811"
    assert canonical("7726") == "7726"
    assert not canonical("call us")


_DIGIT = st.sampled_from("0123456789")
_FIRST = st.sampled_from("23456789")
_NUMBER = st.tuples(_FIRST, *[_DIGIT] * 2, _FIRST, *[_DIGIT] * 6).map("".join)
_BETWEEN = st.sampled_from(["", " ", "-", ".", "\u00a0", "\u202f", "‑", "–", " - "])
_LEAD = st.sampled_from(["", "1", "+1"])
_LETTERS = {"2": "AC", "3": "DF", "4": "GI", "5": "JL", "6": "MO", "7": "PS", "8": "TV", "9": "WZ"}
_AROUND = st.sampled_from(
    [
        ("", ""),
        ("Appelez le ", "."),
        ("(", ")"),
        ("Tél.\u00a0: ", ", jour et nuit"),
        ("911 ou ", "; 811"),
    ]
)


@st.composite
def typings(draw: st.DrawFn) -> tuple[str, str]:
    """A number's digits, and one of the ways in which people type it."""
    digits = draw(_NUMBER)
    between, lead = draw(_BETWEEN), draw(_LEAD)
    area = f"({digits[:3]})" if draw(st.booleans()) else digits[:3]
    head = f"{lead}{between}" if lead else ""
    return digits, f"{head}{area}{draw(_BETWEEN)}{digits[3:6]}{between}{digits[6:]}"


@given(typings(), _AROUND)
def test_any_typing_of_a_number_is_that_number(
    typing: tuple[str, str], around: tuple[str, str]
) -> None:
    digits, typed = typing
    text = typed.join(around)
    assert (typed, digits) in [(text[one.start : one.end], one.digits) for one in find(text)]


@given(
    st.text("ADGJMPTW", min_size=7, max_size=9),
    _AROUND,
    st.sampled_from(["1 800 ", "1-888-", "(866) "]),
)
def test_letters_are_dialled_and_those_in_excess_are_dropped(
    word: str, around: tuple[str, str], area: str
) -> None:
    text = f"{area}{word}".join(around)
    keys = "".join(str("?ADGJMPTW".index(letter) + 1) for letter in word)
    dialled = "".join(char for char in area if char.isdigit()).removeprefix("1") + keys[:7]
    assert (f"{area}{word}", dialled) in [
        (text[one.start : one.end], one.digits) for one in find(text)
    ]


@given(st.text("0123456789 -.()+1APEL$%/,:é\n", max_size=60))
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    last = (0, 0)
    for found in find(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.start >= last[1] or (found.start, found.end) == last
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert found.digits.isdigit()
        last = (found.start, found.end)


@given(_NUMBER, st.integers(0, 8), _DIGIT)
def test_a_slip(number: str, at: int, digit: str) -> None:
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    wrong = number[:at] + digit + number[at + 1 :]
    for other in (
        number[:at] + number[at + 1 :],
        number[:at] + digit + number[at:],
        swapped,
        wrong,
    ):
        assert differ_by_a_slip(number, other) == (number != other)
        assert differ_by_a_slip(other, number) == (number != other)


@pytest.mark.parametrize(
    ("one", "other"), [("1234567890", "1234567890"), ("1234567890", "2134567809"), ("123", "12345")]
)
def test_no_slip(one: str, other: str) -> None:
    assert not differ_by_a_slip(one, other)


# --- wrong numbers ---------------------------------------------------------------


def wrong(reply: str, linter: Linter, **known: str) -> list[Violation]:
    result = linter.check_draft(Draft(reply, "Bonjour, j'ai besoin d'aide.", **known))  # type: ignore[arg-type]
    return [found for found in result.violations if found.rule == "wrong-number"]


APPELLE = "1 866 APPELLE (277-3553)"


@pytest.mark.parametrize(
    ("typed", "subject", "right"),
    [
        ("1 866 277-3554", "appelle", APPELLE),
        ("1.866.277.5353", "appelle", APPELLE),
        ("1 866 277-353", "appelle", APPELLE),
        ("+1 (866) 277-35533", "appelle", APPELLE),
        ("1 866 APELLE", "appelle", APPELLE),
        ("1 866 APPELLE (277-3535)", "appelle", APPELLE),
        ("1 866 APELLE (277-3553)", "appelle", APPELLE),
        ("1-800-263-2226", "tel-jeunes", "1 800 263-2266"),
        ("1-833-456-4566", "9-8-8", "9-8-8"),
        ("45645", "9-8-8", "9-8-8"),
    ],
)
def test_a_wrong_number_and_the_right_one(
    linter: Linter, typed: str, subject: str, right: str
) -> None:
    (found,) = wrong(f"Bonjour, 😊 une équipe répond au {typed}, jour et nuit.", linter)
    assert (found.text, found.subject, found.suggestions) == (typed, subject, (right,))
    assert found.severity == "info"


def test_it_says_what_is_wrong_in_words() -> None:
    (found,) = wrong("On vous écoute au 1 866 277-3535, jour et nuit.", Linter(ui="fr"))
    assert "« 1 866 277-3535 »" in found.message
    assert "« Ligne québécoise de prévention du suicide »" in found.message
    assert APPELLE in found.message


@pytest.mark.parametrize(
    "reply",
    [
        "On vous écoute au 1 866 277-3553, par texto au 535353, ou au 9-8-8.",
        "Tel-jeunes répond au 1.800.263.2266, SOS violence conjugale au (800) 363-9010.",
        "Notre bureau répond au 418 555-0142, le dossier 45645 est ouvert et 45645 clients attendent.",
        "Appelez le 912 ou le 81.",
    ],
)
def test_right_and_foreign_numbers_are_left_alone(linter: Linter, reply: str) -> None:
    assert wrong(reply, linter) == []


def policy(tmp_path: Path, says: str) -> Path:
    file = tmp_path / "tonelint.yml"
    file.write_text(f"schema: 1\nname: test\nextends: default\n{says}", encoding="utf-8")
    return file


def test_numbers_said_in_one_line_count_and_replace_an_inherited_entry(tmp_path: Path) -> None:
    file = policy(
        tmp_path,
        "resources:\n"
        "  outage-line: {fr: 'Info-pannes, 1 800 790-2424', en: 'Outages, 1 800 790-2424'}\n"
        "  emergency: {fr: '911', en: '911'}\n"
        "  spam: {title: Pourriel, phone: 7726, formerly: ['3114']}\n",
    )
    linter = Linter(file)
    (found,) = wrong("Appelez le 1 800 790-2442 pour la panne.", linter)
    assert (found.subject, found.suggestions) == ("outage-line", ("1 800 790-2424",))
    (found,) = wrong("Transférez le texto au 3114 maintenant.", linter)
    assert found.suggestions == ("7726",)
    assert linter.policy.document.resources["emergency"].said("fr") == "911"


def test_what_is_no_telephone_number_is_a_mistake(tmp_path: Path) -> None:
    file = policy(tmp_path, "resources:\n  us: {title: Nous, phone: ['911', appelez-nous]}\n")
    with pytest.raises(PolicyMistakes, match=r":5:.*“appelez-nous” is no telephone number"):
        Linter(file)


# --- what a reply must name ------------------------------------------------------

ANY_OF = """\
regions: [Québec, Canada]
resources:
  crisis-team: {title: Équipe de crise du Nord, phone: 418 555-0142, url: crise.example/aide, region: Canada, languages: [fr]}
contexts:
  distress:
    require:
      crisis-resource: {severity: error, any-of: [9-8-8, crisis-team, appelle]}
"""
DISTRESS = "J'en peux plus, j'ai plus envie de vivre."


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    return Linter(policy(tmp_path_factory.mktemp("any-of"), ANY_OF))


def missing(linter: Linter, reply: str, message: str = DISTRESS) -> list[Violation]:
    result = linter.check(reply, message, declared_contexts=("distress",))
    return [found for found in result.violations if found.name == "missing-element:crisis-resource"]


@pytest.mark.parametrize(
    ("reply", "is_missing"),
    [
        ("Ce que vous vivez nous inquiète. On vous écoute au 1-866-277-3553.", False),
        ("Ce que vous vivez nous inquiète. Textez le 535353, quelqu'un répond.", False),
        ("Ce que vous vivez nous inquiète. L'équipe de crise du Nord vous attend.", False),
        (
            "Ce que vous vivez nous inquiète. Écrivez sur https://www.crise.example/aide maintenant.",
            False,
        ),
        ("Ce que vous vivez nous inquiète. Quelqu'un répond au (418) 555‑0142.", False),
        ("Ce que vous vivez nous inquiète. Appelez le 911 si vous êtes en danger.", True),
        ("Ce que vous vivez nous inquiète. Le 988 $ de votre facture peut attendre.", True),
    ],
)
def test_any_of(strict: Linter, reply: str, is_missing: bool) -> None:
    assert bool(missing(strict, reply)) == is_missing


def test_any_of_offers_them_by_language_then_region(strict: Linter) -> None:
    reply = "Ce que vous vivez nous inquiète; appelez le 911 si vous êtes en danger."
    (found,) = missing(strict, reply)
    assert [offer.partition(" (")[0] for offer in found.suggestions] == [
        "Ligne québécoise de prévention du suicide",
        "Ligne d'aide en cas de crise de suicide",
        "Équipe de crise du Nord",
    ]
    english = missing(strict, "We are so worried about you, please call 911.", "I want to die.")
    assert english[0].suggestions[-1].startswith("Équipe de crise du Nord (418 555-0142")


def test_the_default_code_offers_the_lines_of_the_situation(linter: Linter) -> None:
    (found,) = missing(linter, "Ce que vous vivez nous inquiète beaucoup, prenez soin de vous.")
    offers = "\n".join(found.suggestions)
    quebec, canada = offers.index("suicide.ca"), offers.index("988.ca")
    assert quebec < canada
    assert "SOS violence conjugale (1 800 363-9010" in offers
    empathy = linter.check("Le bureau ouvre à 8 h.", DISTRESS, declared_contexts=("distress",))
    other = [one for one in empathy.violations if one.name == "missing-element:empathy"]
    assert not any("988.ca" in offer for one in other for offer in one.suggestions)


@pytest.mark.parametrize(
    ("reply", "is_missing"),
    [
        ("On est inquiets pour vous. Le centre de crise répond jour et nuit.", False),
        ("On est inquiets pour vous. Appelez le 1 888 933-9007.", False),
        ("On est inquiets pour vous, bonne chance.", True),
    ],
)
def test_the_default_code_accepts_any_line(linter: Linter, reply: str, is_missing: bool) -> None:
    assert bool(missing(linter, reply)) == is_missing


def test_preferred_and_named() -> None:
    document = linter_for("default").policy.document
    said = preferred(document, ["9-8-8", "emergency", "appelle", "9-8-8"], "en")
    assert [one.partition(" (")[0] for one in said] == [
        "Québec suicide prevention line",
        "Suicide Crisis Helpline",
        "Emergency services",
    ]
    line = Resource.model_validate({"title": {"fr": "le 311", "en": "311"}})
    assert names_one("Composez le 3-1-1 pour la Ville.", [line])
    assert not names_one("Il en coûte 311 $.", [line])
    assert not names_one("Écrivez à nonsuicide.ca.", [document.resources["appelle"]])


# --- nobody's personal data --------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        (
            "Is 418 555-0142 the right number for billing?",
            "Yes, call us at (418) 555-0142 from 8 to 5, and we'll go over your bill.",
        ),
        (
            "On m'a dit d'appeler le (418) 555-0142 pour un rendez-vous.",
            "C'est ça : appelez le 418-555-0142, une personne vous donnera un rendez-vous.",
        ),
    ],
)
def test_a_registered_number_is_nobodys_data(tmp_path: Path, message: str, reply: str) -> None:
    ours = policy(tmp_path, "resources: {us: {title: Nous, phone: 418 555-0142}}\n")
    for linter, fires in ((linter_for("default"), True), (Linter(ours), False)):
        found = linter.check(reply, message, audience="public").violations
        assert any(one.rule == "public-personal-data" for one in found) == fires
