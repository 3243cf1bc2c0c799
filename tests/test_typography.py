"""Typography, and the fixes of the rules that have some."""

import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tonelint import Linter, strict_yaml
from tonelint.checks import Case
from tonelint.checks.typography import SlipName, Typography, slips
from tonelint.drafts.draft import Draft
from tonelint.results import Decision, Fix, Violation

NB = "\u00a0"
NAMES: tuple[SlipName, ...] = get_args(SlipName)
SAFE = [name for name in NAMES if name not in ("straight-quotes", "doubled-word")]
PACK = ROOT / "rules" / "typography.yml"


def mended(text: str, language: str, names: Iterable[SlipName] = NAMES) -> str:
    """The text with the slips of these kinds mended, one kind after the other."""
    for name in names:
        for slip in sorted(slips(name, text, language), reverse=True):
            text = text[: slip.first] + slip.text + text[slip.last :]
    return text


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("no-break-space", "Nos heures : 8 h", f"Nos heures{NB}: 8 h"),
        ("no-break-space", "Nos heures  :\n- 8 h", f"Nos heures{NB}:\n- 8 h"),
        ("no-break-space", "Nos heures: 8 h", f"Nos heures{NB}: 8 h"),
        ("no-break-space", "Voici (en gros): oui", f"Voici (en gros){NB}: oui"),
        ("no-break-space", "Voir https://a.ca/b : oui", f"Voir https://a.ca/b{NB}: oui"),
        ("no-break-space", "Pour {{nom}} : oui", f"Pour {{{{nom}}}}{NB}: oui"),
        ("no-break-space", "**Lieu :** ici, **Prix**: 5", f"**Lieu{NB}:** ici, **Prix**{NB}: 5"),
        ("no-break-space", "«mot» et « un mot »", f"«{NB}mot{NB}» et «{NB}un mot{NB}»"),
        ("no-break-space", "«  mot»", f"«{NB}mot{NB}»"),
        ("no-break-space", "50 $, 50$ et 12,50 $.", f"50{NB}$, 50{NB}$ et 12,50{NB}$."),
        ("no-break-space", "20 % ou 20%", f"20{NB}% ou 20{NB}%"),
        ("no-break-space", "à 3 km, 2,5 kWh et 10 k$", f"à 3{NB}km, 2,5{NB}kWh et 10{NB}k$"),
        ("no-break-space", "pour 12 500 clients", f"pour 12{NB}500 clients"),
        ("no-break-space", "soit 1 250 000 $ de plus", f"soit 1{NB}250{NB}000{NB}$ de plus"),
        ("space-before-mark", "Bonjour ! Ça va ?", "Bonjour! Ça va?"),
        ("space-before-mark", f"Bonjour{NB}! Quoi{NB}?! Oui ; non", "Bonjour! Quoi?! Oui; non"),
        ("space-before-mark", "Bien (vraiment !) sûr", "Bien (vraiment!) sûr"),
        ("space-before-mark", "oui , et non .", "oui, et non."),
        ("space-before-mark", "**Oui !** <b>Quoi ?</b>", "**Oui!** <b>Quoi?</b>"),
        ("space-before-mark", "Bonjour {{prenom}} , et `code` !", "Bonjour {{prenom}}, et `code`!"),
        ("space-before-mark", "[ici](https://a.ca) ! Non", "[ici](https://a.ca)! Non"),
        ("doubled-mark", "oui,, non;; Fin.. Oui..", "oui, non; Fin. Oui."),
        ("doubled-mark", "Merci!. Oui?. (etc..)", "Merci! Oui? (etc.)"),
        ("doubled-space", "une  équipe,  oui", "une équipe, oui"),
        ("straight-quotes", 'Dites "oui", ("non").', f"Dites «{NB}oui{NB}», («{NB}non{NB}»)."),
        ("straight-quotes", '"Tout {{nom}}" ici', f"«{NB}Tout {{{{nom}}}}{NB}» ici"),
        ("doubled-word", "dans dans la rue. Les les", "dans la rue. Les"),
    ],
)
def test_french(name: SlipName, wrong: str, right: str) -> None:
    assert mended(wrong, "fr", [name]) == right
    assert not list(slips(name, right, "fr"))


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("space-before-mark", "Hello , there ! Hours : 8 to 5 ; ok .", "Hello, there! Hours: 8 to 5; ok."),
        ("space-before-mark", "It is $5 . Really ?", "It is $5. Really?"),
        ("doubled-mark", "Yes,, no.. Done!.", "Yes, no. Done!"),
        ("doubled-space", "a  crew", "a crew"),
        ("doubled-word", "The the crew, to to you", "The crew, to you"),
    ],
)  # fmt: skip
def test_english(name: SlipName, wrong: str, right: str) -> None:
    assert mended(wrong, "en", [name]) == right
    assert not list(slips(name, right, "en"))


@pytest.mark.parametrize(
    "text",
    [
        # times, numbers, prices, telephone numbers
        "À 18:30, de 8 h à 18 h 30, le 2026-01-10, 3,5 et 3.5, 1er, 10e, 3 : 1, 3: 1",
        "Appelez le 1 866 555-0142, le 514 555-0142, textez au 535 353 ou le 9-8-8",
        "Le dossier 123 456 et le compte 123 456 789 restent ouverts. No 12 345 aussi.",
        "Au 12 345 rue Principale, autobus 24 105 et 33.",
        # emoticons and emoji
        "Merci :) :-) ;) ;-) :D :P :'( :/ <3 ^^ 🎉 ! : ) ; ) 🙂",
        ":smile: Bravo :tada: :+1:",
        # marks that are meant
        "Quoi?! Non!! Oui... et … mais ... . . . etc., M. Roy, J.-P.",
        f"Nos heures{NB}: oui\u202f! Bien\u202f? «\u202fmot\u202f»",
        # links, addresses, file names, mentions
        "https://a.ca/x?y=1;z=2:3 et www.exemple.ca, info@exemple.ca, @nous, #panne, horaire.pdf",
        r"C:\dossiers\a.txt et http://localhost:8080/a",
        # variables of every tool
        "{{ ticket.x | default: 'a : b' }} {%if a ; b%} #{a.b} %{x : y} %First% [[a|b : c]] [NOM]",
        "{% if a : b ; c %}\n<attribute key=\"a : b\" default=\"c\"/>",
        "::error file=a.md,line=3::texte",
        # Markdown
        "- un\n* deux\n1. trois\n\n| a | b |\n|:---|---:|\n| c | d |\n",
        "Une ligne  \nune autre  \n",
        "![image](a.png) **gras** _it_ [lien](https://a.ca/b:c \"titre\")\n[1]: https://a.ca\n",
        "`a ; b : c ,, d` et\n```\nif a ; b : 50$ !\n  c  d\n```\n",
        "> cité ! : ,, dans dans\n",
        "<!-- note : oui ! ,, --> <a href=\"x : y\" title='a ; b'>ici</a>",
        # layout
        "Lundi      8 h\nMardi      9 h\nLundi\t  8 h",
        # a quotation in another
        f"«{NB}Le guide dit \"Appuyez ici\" en gras.{NB}»",
        # words that may stand twice
        "nous nous voyons, vous vous reposez, oh la la, en en parlant, son son est mauvais",
        # lone marks
        "Accueil » Compte » Factures", "« non fermé", "5' 10\" et 27\"", "{\"a\": \"b\"}", "a=\"b\"",
        "!", "?", ":", ";", ".", ",", "", " ", "\n : \n", "« »", '""', "-- : --",
    ],
)  # fmt: skip
def test_what_is_no_slip_in_french(text: str) -> None:
    assert [
        (name, text[slip.start : slip.end]) for name in NAMES for slip in slips(name, text, "fr")
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "Hello: “yes”, \"no\", it’s 5 pm; 50% of $1,250.00, at 18:30!",
        "Thanks :) ;) :D : ) ; ) ... . . . Really?! Acme Inc., U.S.A.",
        "said that that was it, had had, check in in person, thank you you two, my my",
        "Two spaces.  After a point.",
        "See ![map](m.png), !important, a.b:c, `x ; y`, {{a}}: b, %First%: c",
        "A | B\n:-- | --:\nc | d",
        f"In French: Nos heures{NB}: 8 h à 17 h{NB}; merci{NB}!",
    ],
)  # fmt: skip
def test_what_is_no_slip_in_english(text: str) -> None:
    assert [
        (name, text[slip.start : slip.end]) for name in NAMES for slip in slips(name, text, "en")
    ] == []


_PIECES = st.sampled_from(
    [
        "Bonjour", "à", " ", "  ", NB, "!", "?", ";", ":", ",", ".", "..", "«", "»", '"', "50", "$",
        "%", "km", "10 000", "\n", "{{x}}", "https://a.ca", "🎉", "e\u0301", "(", ")", "dans dans",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25).map("".join), st.sampled_from(["fr", "en"]))
def test_no_letter_and_no_digit_is_ever_changed_and_mending_ends(text: str, language: str) -> None:
    last = text
    for _ in range(8):
        new = mended(last, language, SAFE)
        assert [*filter(str.isalnum, new)] == [*filter(str.isalnum, text)]
        if new == last:
            break
        last = new
    assert mended(last, language, SAFE) == last


@given(st.text(max_size=60), st.sampled_from(NAMES), st.sampled_from(["fr", "en"]))
def test_slips_stand_inside_the_text(text: str, name: SlipName, language: str) -> None:
    for slip in slips(name, text, language):
        assert 0 <= slip.start <= slip.first <= slip.last <= slip.end <= len(text)
        assert text[slip.first : slip.last] != slip.text


@pytest.mark.parametrize(
    "piece",
    ['"', "«", " ", "a ", "1 000 ", "[", "`", "<a", "|", "| :", "!", "the ", ": ", NB, "a.", "x\n",
     "> ", "1", ":a", "{", "{%", "!- ", "« a", "a  ", "-", "dans dans "],
)  # fmt: skip
def test_time_grows_with_the_text(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    start = time.process_time()
    for name in NAMES:
        list(slips(name, text, "fr"))
    assert time.process_time() - start < 5


# --- as rules ------------------------------------------------------------------------


def case(linter: Linter, draft: Draft) -> Case:
    """The case of a draft, with no more of the code of conduct than rules of words need."""
    reading = linter.understanding.read(draft)
    return Case(draft, reading, linter.policy.document, (), Decision(), "fr", date(2026, 1, 10))


def pack() -> dict[str, Any]:
    rules: dict[str, Any] = strict_yaml.load(PACK.read_text(encoding="utf-8"), PACK.name)["rules"]
    return rules


def rule(name: str) -> Typography:
    """A rule of the pack."""
    return Typography.model_validate(pack()[name])


def test_the_pack_has_a_rule_for_each_slip_with_examples_of_both_languages() -> None:
    assert {one["slip"] for one in pack().values()} == set(NAMES)
    for name, says in pack().items():
        assert says["severity"] == "info"
        spoken = {example["lang"] for example in says["examples"]["pass"]}
        assert spoken == {"fr", "en"}, name


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_the_pack(linter: Linter, name: str) -> None:
    checked = rule(name)
    for kind, examples in (("fail", checked.examples.fail), ("pass", checked.examples.pass_)):
        for example in examples:
            draft = Draft(example.reply, lang=example.lang, template=example.template)
            found = list(checked.findings(name, case(linter, draft)))
            assert bool(found) == (kind == "fail"), example.reply
            for one in found:
                assert one.fix and one.fills
                assert one.fix.safe == (name in SAFE)
                start, end = one.fix.start, one.fix.end
                fixed = (
                    example.reply[one.start : start] + one.fix.text + example.reply[end : one.end]
                )
                assert one.fills["replacement"] == fixed


def test_what_is_shown_is_the_word_too(linter: Linter) -> None:
    draft = Draft("Bonjour ! Merci de votre patience, on regarde votre dossier.", lang="fr")
    (found,) = rule("space-before-mark").findings("x", case(linter, draft))
    assert draft.reply[found.start : found.end] == "Bonjour !"
    assert (found.suggestions, found.fix) == (("Bonjour!",), Fix(7, 8, ""))


def test_halves_are_read_in_their_own_language(linter: Linter) -> None:
    reply = (
        "Merci de nous avoir écrit ! Voici nos heures : de 8 h à 17 h la semaine.\n\n"
        "Thank you for writing to us ! Here are our hours: 8 to 5 on weekdays."
    )
    judged = case(linter, Draft(reply))
    found = list(rule("no-break-space").findings("x", judged))
    assert [reply[one.start : one.end] for one in found] == ["heures :"]
    found = list(rule("space-before-mark").findings("x", judged))
    assert [reply[one.start : one.end] for one in found] == ["écrit !", "us !"]


def test_text_messages_are_spared_what_their_alphabet_has_not(linter: Linter) -> None:
    reply = 'Voici nos heures : de 8 h à 17 h. Écrivez "oui" !'
    judged = case(linter, Draft(reply, lang="fr", channel="sms"))
    assert not list(rule("no-break-space").findings("x", judged))
    assert not list(rule("straight-quotes").findings("x", judged))
    assert list(rule("space-before-mark").findings("x", judged))


# --- the fixes of other rules --------------------------------------------------------

POLICY = """\
schema: 1
extends: default
resources:
  line: {title: Ligne d'écoute, phone: 1 800 555-0188, formerly: [1 800 555-0142, "55501"]}
  named: {title: Une page, formerly: 1 800 555-0166}
rules:
  names:
    check: prefer
    severity: info
    message: "{text}: {replacement}"
    why: "…"
    remedy: "…"
    replace:
      fr:
        Hydro Québec: Hydro-Québec
        courriel: message
        e-mail: courriel
        tenir au courant: informer
        site internet: page Web
        (gros|grand) problème: ennui
        info pannes: Info-pannes
      en: {power cut: outage, e-mail: email}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    """The linter of a code of conduct with names and numbers of its own."""
    file: Path = tmp_path_factory.mktemp("own") / "tonelint.yml"
    file.write_text(POLICY, encoding="utf-8")
    return Linter(file)


def fixed(linter: Linter, reply: str, rule: str, lang: str) -> list[tuple[str, bool]]:
    """The reply after each fix of a rule, and whether it is safe."""
    found: Iterable[Violation] = linter.check(reply, lang=lang).violations
    fixes = [one.fix for one in found if one.rule == rule and one.fix]
    return [(reply[: fix.start] + fix.text + reply[fix.end :], fix.safe) for fix in fixes]


@pytest.mark.parametrize(
    ("reply", "after", "safe"),
    [
        ("Chez Hydro Québec, on est là.", "Chez Hydro-Québec, on est là.", True),
        ("Tenir au courant les gens, c'est bien.", "Informer les gens, c'est bien.", True),
        ("Merci! Tenir au courant les gens compte.", "Merci! Informer les gens compte.", True),
        ("- Info pannes vous le dit.", "- Info-pannes vous le dit.", True),
        ("On veut vous tenir au courant ce soir.", "On veut vous informer ce soir.", True),
        ("On essaie de tenir au courant les gens.", "On essaie de informer les gens.", False),
        ("Écrivez par E-mail à notre équipe.", "Écrivez par courriel à notre équipe.", True),
        ("L'e-mail est arrivé ce matin.", "L'courriel est arrivé ce matin.", False),
        ("Le site internet est de retour.", "Le page Web est de retour.", True),
        ("C'est un grand problème pour vous.", "C'est un ennui pour vous.", False),
    ],
)
def test_a_preferred_wording(own: Linter, reply: str, after: str, safe: bool) -> None:
    assert fixed(own, reply, "names", "fr") == [(after, safe)]


@pytest.mark.parametrize(
    ("reply", "after", "safe"),
    [
        ("A power cut hit your street.", "A outage hit your street.", False),
        ("The power cut is over.", "The outage is over.", True),
        ("An e-mail is on its way to you.", "An email is on its way to you.", True),
    ],
)
def test_a_preferred_wording_in_english(own: Linter, reply: str, after: str, safe: bool) -> None:
    assert fixed(own, reply, "names", "en") == [(after, safe)]


def test_a_capital_where_a_sentence_begins_is_no_other_wording(tmp_path: Path) -> None:
    file = tmp_path / "tonelint.yml"
    file.write_text(POLICY.replace("tenir au courant: informer", "courrier: courrier"), "utf-8")
    linter = Linter(file)
    assert fixed(linter, "Courrier reçu, merci à vous.", "names", "fr") == []
    (only,) = fixed(linter, "Votre Courrier est reçu, merci à vous.", "names", "fr")
    assert only == ("Votre courrier est reçu, merci à vous.", True)


@pytest.mark.parametrize(
    ("typed", "right", "safe"),
    [
        ("1 800 555-0142", "1 800 555-0188", True),
        ("1-800-555-0142", "1-800-555-0188", True),
        ("+1 (800) 555.0142", "+1 (800) 555.0188", True),
        ("(800) 555-0142", "(800) 555-0188", True),
        ("8005550142", "8005550188", True),
        ("1 800 555-0189", "1 800 555-0188", False),
        ("1.800.555.0118", "1.800.555.0188", False),
        ("1 800 555-018", "1 800 555-0188", False),
        ("55501", "1 800 555-0188", True),
    ],
)
def test_a_number_is_put_right_in_its_own_typing(
    own: Linter, typed: str, right: str, safe: bool
) -> None:
    reply = "Appelez le {}, jour et nuit, quelqu'un vous écoute."
    expected = [(reply.format(right), safe)]
    assert fixed(own, reply.format(typed), "wrong-number", "fr") == expected


def test_a_number_that_nothing_replaces_has_no_fix(own: Linter) -> None:
    result = own.check("Appelez le 1 800 555-0166, quelqu'un vous écoute.", lang="fr")
    (found,) = [one for one in result.violations if one.rule == "wrong-number"]
    assert (found.subject, found.fix) == ("named", None)
