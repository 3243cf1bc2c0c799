"""Rules that look at several replies: twins, near-duplicates, freshness."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tonelint.across import completed
from tonelint.checks import Case
from tonelint.checks.across import Repository
from tonelint.checks.duplicates import NearDuplicates, folded
from tonelint.checks.freshness import Fresh
from tonelint.checks.pairing import pair, unmarked
from tonelint.conduct import Document, load
from tonelint.drafts.draft import Draft, Suppression
from tonelint.drafts.places import Position
from tonelint.errors import InputError
from tonelint.judging import Judge
from tonelint.results import Advice, Decision, Result, Suppressed, Violation
from tonelint.understanding.reading import Reading, ReadText

TODAY = date(2026, 6, 1)
FR, EN = "Une équipe est en route.", "A crew is on its way."
CREW = "Bonjour, une équipe est en route et le courant devrait revenir avant seize heures."
ABOUT_ACROSS = {"missing-twin", "twins-differ", "near-duplicate"}


@cache
def default() -> Document:
    return load("default").document


def policy(folder: Path, text: str) -> Document:
    """A code of conduct that says a few things more."""
    file = folder / "tonelint.yml"
    file.write_text(f"schema: 1\nextends: [default, rules/repository]\n{text}", encoding="utf-8")
    return load(file).document


def result(reply: str, lang: str | None = None, **known: Any) -> Result:
    """A canned reply in which no rule found anything."""
    draft = Draft(reply, lang=lang, **{"template": True, **known})
    return Result(draft, lang or "fr", (), (), (), Advice(None, (), ""), Decision(), ())


def fr(**known: Any) -> Result:
    return result(FR, "fr", **known)


def en(**known: Any) -> Result:
    return result(EN, "en", **known)


def with_violations(reply: Result, *found: tuple[str, str | None, str]) -> Result:
    """The reply, breaking some ``(rule, subject, severity)``."""
    at = Position(1, 1)
    violations = (
        Violation(rule, subject, severity, "", "", "", "", 0, 0, at, at)
        for rule, subject, severity in found
    )
    return replace(reply, violations=tuple(violations))


def judged(
    replies: Sequence[Result], document: Document | None = None, ui: str = "en"
) -> list[Result]:
    done = completed(replies, document or default(), TODAY, ui)
    return [item for item in done if isinstance(item, Result)]


def names(replies: Sequence[Result], document: Document | None = None) -> list[set[str]]:
    """What rules across replies find in each."""
    return [
        {found.name for found in reply.violations if found.rule in ABOUT_ACROSS}
        for reply in judged(replies, document)
    ]


def lone(replies: Sequence[Result], rule: str, ui: str = "en") -> tuple[int, Violation]:
    """The one violation of a rule, and the reply it is in."""
    ((index, found),) = (
        (index, found)
        for index, reply in enumerate(judged(replies, ui=ui))
        for found in reply.violations
        if found.rule == rule
    )
    return index, found


# --- which replies are twins ----------------------------------------------------


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("panne-fr", "panne"),
        ("FR_panne", "panne"),
        ("Panne (EN)", "panne"),
        ("Panne – FR", "panne"),
        ("Panne en cours", "panne en cours"),
        ("panne.fr-CA", "panne"),
        ("en-US outage", "outage"),
        ("Délais / Français", "delais"),
        (unicodedata.normalize("NFD", "Délais français"), "delais"),
        ("Outage in English", "outage in"),
        ("french-fries", "fries"),
        ("enfant", "enfant"),
        ("CA", "ca"),
        ("fr", ""),
        ("", ""),
    ],
)
def test_names_without_their_language(name: str, left: str) -> None:
    assert unmarked(name) == left


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ({"twin": "panne"}, {"twin": "panne"}),
        ({"twin": "outage", "id": "panne"}, {"id": "outage"}),
        ({"id": "panne"}, {"id": "outage", "twin": "panne"}),
        ({"id": "panne-fr"}, {"id": "panne-en"}),
        ({"id": "panne"}, {"id": "panne_EN", "path": "autre.yml"}),
        ({"id": "12", "path": "fr.csv"}, {"id": "12", "path": "en.csv"}),
        ({"title": "Panne (FR)"}, {"title": "Panne (EN)"}),
        (
            {"title": "Panne / Français", "path": "a.md"},
            {"title": "Panne / English", "path": "b.md"},
        ),
        ({"path": "panne.fr.md"}, {"path": "panne.en.md"}),
        ({"path": "x/fr/panne.md"}, {"path": "x/en/panne.md"}),
        ({"path": "x\\fr\\panne.md"}, {"path": "x\\en\\panne.md"}),
        ({"path": "panne/fr.txt"}, {"path": "panne/en.md"}),
        ({"path": "panne.md", "title": "Panne"}, {"path": "panne-en.md", "title": "Outage"}),
    ],
)
def test_twins_found(french: dict[str, Any], english: dict[str, Any]) -> None:
    assert pair([fr(**french), en(**english)]).pairs == ((0, 1),)
    assert pair([en(**english), fr(**french)]).pairs == ((1, 0),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (fr(), en()),
        (fr(twin="panne"), en(twin="merci")),
        (fr(id="panne-fr"), en(id="outage-en")),
        (fr(id="panne-fr"), fr(id="panne")),
        (fr(id="12", path="pannes.csv"), en(id="12", path="payments.csv")),
        (fr(path="panne.md"), en(path="outage.md")),
        (fr(title="FR"), en(title="EN")),
        (fr(id="panne"), result("Gracias por escribirnos.", id="panne-es", lang="es")),
    ],
)
def test_no_twins(one: Result, other: Result) -> None:
    assert pair([one, other]).pairs == ()


def test_replies_of_two_files_are_twins_by_their_order() -> None:
    french = [fr(path="pannes.fr.md", title=title) for title in ("Courant", "Délai")]
    english = [en(path="pannes.en.md", title=title) for title in ("Power", "Delay")]
    assert pair([*french, *english]).pairs == ((0, 2), (1, 3))
    assert pair([*french, *english[:1]]).pairs == ()


def test_the_surest_likeness_decides() -> None:
    replies = [
        fr(path="pannes.fr.md", title="Facebook"),
        en(path="paiements.en.md", title="Facebook"),
        en(path="pannes.en.md", title="Facebook"),
        fr(path="paiements.fr.md", title="Facebook"),
    ]
    assert pair(replies).pairs == ((0, 2), (3, 1))


def test_a_variant_of_a_twin_is_not_alone() -> None:
    found = pair([fr(twin="panne"), en(twin="panne"), en(twin="panne")])
    assert (found.pairs, found.alone) == (((0, 1),), ())


# --- a missing twin -------------------------------------------------------------


PAIR = [fr(id="merci-fr"), en(id="merci-en")]


@pytest.mark.parametrize(
    ("replies", "missing"),
    [
        ([*PAIR, fr(id="panne-fr")], [2]),
        ([*PAIR, fr(id="panne-fr"), en(id="refund-en")], [2, 3]),
        ([fr(id="panne"), fr(id="merci"), fr(id="delai")], []),
        ([fr(id="panne"), fr(id="merci"), en(id="refund")], []),
        ([*PAIR, *(fr(id=f"a{number}") for number in range(6))], [*range(2, 8)]),
        ([*PAIR, *(fr(id=f"a{number}") for number in range(7))], []),
        ([fr(id="a"), fr(id="b"), fr(twin="panne")], [2]),
        ([*PAIR, replace(fr(id="panne"), languages=("fr", "en"))], []),
        ([*PAIR, fr(id="panne", path="a.yml"), en(id="refund", path="a.yml")], []),
        ([*PAIR, fr(id="panne", path="a.yml"), fr(id="delai", path="a.yml")], [2, 3]),
        ([*PAIR, result("Gracias por escribirnos.", "es")], []),
        ([*PAIR, replace(fr(id="a"), draft=Draft(FR, id="a", lang="fr"))], []),
    ],
)
def test_a_twin_is_missing(replies: list[Result], missing: list[int]) -> None:
    found = names(replies)
    assert [index for index, some in enumerate(found) if "missing-twin" in some] == missing


def test_a_code_in_one_language_wants_no_twins(tmp_path: Path) -> None:
    document = policy(tmp_path, "languages: [fr]\n")
    replies = [*PAIR, fr(twin="panne"), result(f"{FR} {{{{ticket.id}}}}", "fr", twin="x")]
    assert names(replies, document) == [set()] * 4
    assert document.rules["missing-twin"].sleeps(document)


def test_what_is_said_of_a_missing_twin() -> None:
    index, found = lone([*PAIR, result(f"\n{FR}\n", "fr", id="panne")], "missing-twin", "fr")
    assert (index, found.text) == (2, FR)
    assert found.begins == Position(2, 1)
    assert found.message == "Cette réponse n'a pas de version anglaise."
    _, found = lone([*PAIR, en(id="refund")], "missing-twin")
    assert found.message == "This reply has no French version."


# --- twins that differ ----------------------------------------------------------


@pytest.mark.parametrize(
    ("french", "english", "different"),
    [
        ("Appelez le 9-8-8.", "Call 988 any time.", []),
        ("Appelez le 1 866 APPELLE (277-3553).", "Call 1-866-277-3553.", []),
        ("Voyez suicide.ca.", "Call 1-866-277-3553.", []),
        ("Appelez le 9-8-8.", "Call us any time.", [(1, "resources")]),
        ("Appelez le 9-8-8.", "Call Tel-jeunes.", [(0, "resources"), (1, "resources")]),
        ("{{ticket.id}}, merci.", "{{ ticket.id }}, thanks.", []),
        ("{{dc.merci_fr}}", "{{dc.merci_en}}", []),
        ("Merci [NOM].", "Thanks [NAME].", []),
        ("{{prenom}}, {{heure}}, {{ville}}", "{{city}}, {{first_name}}, {{eta}}", []),
        ("{{prenom}}, {{nom}}", "{{first_name}}", [(1, "placeholders")]),
        ("{% if a %}Merci{% endif %} {{b.c}}", "Thanks {{b.c}}", []),
        ("Bonjour {{user.name}}.", "Hello.", [(1, "placeholders")]),
        ("Bonjour.", "Hello {{user.name}}.", [(0, "placeholders")]),
        ("{{a.b}} {{c.d}}", "{{a.b}} {{c.e}}", [(0, "placeholders"), (1, "placeholders")]),
    ],
)
def test_twins_differ(french: str, english: str, different: list[tuple[int, str]]) -> None:
    found = names([result(french, "fr", id="a-fr"), result(english, "en", id="a-en")])
    assert [(i, name) for i, some in enumerate(found) for name in sorted(some)] == [
        (index, f"twins-differ:{subject}") for index, subject in different
    ]


def test_variables_of_a_tool_have_one_name() -> None:
    french = result("{{ticket.requester.name}}", "fr", id="a-fr", tool="zendesk")
    english = result("{{current_user.name}}", "en", id="a-en", tool="zendesk")
    assert names([french, english]) == [{"twins-differ:placeholders"}] * 2


def test_a_resource_in_one_language_is_no_difference(tmp_path: Path) -> None:
    document = policy(
        tmp_path,
        "resources: {ecoute: {title: Écoute Bonjour, phone: 418 555-0142, languages: [fr]}}\n",
    )
    replies = [
        result("Écoute Bonjour est là : 418 555-0142.", "fr", id="a-fr"),
        result("We are here for you.", "en", id="a-en"),
    ]
    assert names(replies, document) == [set(), set()]


LOUD, SOFT = ("shouting", None, "warning"), ("shouting", None, "info")
ARGUING = ("forbidden-tone", "argumentative", "error")
JOKING = ("forbidden-tone", "humorous", "error")


@pytest.mark.parametrize(
    ("french", "english", "told"),
    [
        ([LOUD], [], [True, False]),
        ([LOUD], [LOUD], [False, False]),
        ([LOUD], [SOFT], [False, False]),
        ([SOFT], [], [False, False]),
        ([JOKING], [ARGUING], [True, True]),
        ([("unused-suppression", None, "warning")], [], [False, False]),
    ],
)
def test_one_twin_breaks_a_rule(
    french: list[tuple[str, str | None, str]],
    english: list[tuple[str, str | None, str]],
    told: list[bool],
) -> None:
    replies = [with_violations(PAIR[0], *french), with_violations(PAIR[1], *english)]
    assert [bool(found) for found in names(replies)] == told


def test_a_fault_set_aside_in_one_twin_is_no_difference() -> None:
    loud = with_violations(PAIR[0], LOUD)
    excused = replace(PAIR[1], suppressed=(Suppressed(loud.violations[0], "slogan"),))
    assert names([loud, excused]) == [set(), set()]


@pytest.mark.parametrize(
    ("ui", "said"),
    [
        (
            "fr",
            "Les deux versions ne disent pas la même chose\u00a0: seule la version anglaise contient"
            " «\u00a0{{ticket.id}}\u00a0» et «\u00a0{{ticket.url}}\u00a0».",
        ),
        (
            "en",
            "The two versions do not say the same: only the English version holds “{{ticket.id}}”"
            " and “{{ticket.url}}”.",
        ),
    ],
)
def test_what_is_said_of_twins_that_differ(ui: str, said: str) -> None:
    english = result("See {{ticket.id}}: {{ticket.url}}", "en", title="Suivi (EN)", path="b.yml")
    index, found = lone([fr(title="Suivi (FR)"), english], "twins-differ", ui)
    assert (index, found.message) == (0, said)
    (other,) = found.related
    assert (other.path, other.begins, other.text) == ("b.yml", Position(1, 1), "Suivi (EN)")


def test_what_is_said_of_findings_of_one_twin() -> None:
    _, found = lone([with_violations(PAIR[0], JOKING), PAIR[1]], "twins-differ")
    assert found.subject == "findings"
    title, subject = default().rules["forbidden-tone"].title, default().tones["humorous"].title
    assert title
    assert subject
    assert f"only the French version breaks “{title.en}: {subject.en}”" in found.message


# --- near-duplicates ------------------------------------------------------------


def alike(texts: Sequence[tuple[str, str]], likeness: float = 90) -> dict[int, list[str]]:
    """The replies of ``(text, language)`` that are like some before them, by index: by number."""
    says = {"message": "m", "why": "w", "remedy": "r", "severity": "info"}
    rule = NearDuplicates.model_validate({**says, "check": "near-duplicates", "likeness": likeness})
    replies = [result(text, lang, title=str(at)) for at, (text, lang) in enumerate(texts)]
    found = rule.findings_across("x", Repository(tuple(replies), default(), "en"))
    return {index: [one.text for one in finding.related] for index, finding in found}


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (CREW, True),
        (CREW.upper(), True),
        (unicodedata.normalize("NFD", CREW), True),
        (CREW.replace(", ", "! ").replace(" ", "\n"), True),
        (CREW.replace("seize", "treize"), True),
        ("Votre remboursement est en route et devrait arriver dans cinq jours ouvrables.", False),
        (f"{CREW} Merci de votre patience, et écrivez-nous si rien ne bouge d'ici là.", False),
        (" ".join(sorted(CREW.split())), False),
    ],
)
def test_replies_that_are_almost_the_same(other: str, found: bool) -> None:
    assert alike([(CREW, "fr"), (other, "fr")]) == ({1: ["0"]} if found else {})


def test_what_placeholders_are_called_is_no_difference() -> None:
    one, other = CREW + " {{contact.first_name}}", CREW + " {{ticket.requester.name}}"
    assert folded(one) == folded(other)
    assert folded(CREW) != folded(one)


def test_short_replies_are_alike_by_nature() -> None:
    eight, nine = (
        "un deux trois quatre cinq six sept huit",
        "un deux trois quatre cinq six sept huit neuf",
    )
    assert alike([(eight, "fr"), (eight, "fr")]) == {}
    assert alike([(nine, "fr"), (nine, "fr")]) == {1: ["0"]}


def test_replies_in_two_languages_are_no_duplicates() -> None:
    assert alike([(CREW, "fr"), (CREW, "en")]) == {}


def test_a_reply_is_like_by_the_limit_or_more() -> None:
    other = CREW.replace("seize", "vingt").replace("équipe", "camionnette")
    likeness = fuzz.ratio(folded(CREW), folded(other))
    assert 80 < likeness < 95
    texts = [(CREW, "fr"), (other, "fr")]
    assert alike(texts, likeness) == {1: ["0"]}
    assert alike(texts, likeness + 0.001) == {}


def test_each_pair_is_told_once_on_the_later_the_most_alike_first() -> None:
    texts = [CREW.replace("seize", hour) for hour in ("seize", "dix", "dix-sept", "dix-huit")]
    found = alike([(text, "fr") for text in texts])
    assert found == {1: ["0"], 2: ["1", "0"], 3: ["1", "2", "0"]}


def test_of_replies_that_are_the_same_the_first_stands_for_all() -> None:
    texts = [CREW, CREW.replace("seize", "treize"), CREW, CREW]
    assert alike([(text, "fr") for text in texts]) == {1: ["0"], 2: ["0"], 3: ["0"]}


@pytest.mark.parametrize(
    ("ui", "said"),
    [
        ("fr", "Presque la même réponse que «\u00a0Panne\u00a0» (semblable à 98,1\u00a0%)."),
        ("en", "Almost the same reply as “Panne” (98.1% alike)."),
    ],
)
def test_what_is_said_of_near_duplicates(ui: str, said: str) -> None:
    replies = [
        result(CREW, "fr", title="Panne", path="pannes.yml"),
        result(CREW.replace("seize", "treize"), "fr", title="Courant"),
    ]
    index, found = lone(replies, "near-duplicate", ui)
    assert (index, found.message) == (1, said)
    assert [other.path for other in found.related] == ["pannes.yml"]


WORDS = [
    *("panne", "équipe", "courant", "retour", "heure", "merci", "secteur", "carte", "vent"),
    *("poteau", "ligne", "verglas", "demande", "bureau", "facture", "dossier", "samedi"),
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=10, max_size=14, unique=True),
    st.lists(
        st.lists(st.tuples(st.integers(0, 9), st.sampled_from(WORDS)), max_size=4),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from([60.0, 80.0, 90.0, 97.0]),
)
def test_no_pair_is_missed(
    base: list[str], changes: list[list[tuple[int, str]]], likeness: float
) -> None:
    texts = []
    for change in changes:
        words = list(base)
        for at, word in change:
            words[at] = word
        texts.append(" ".join(words))
    expected = {
        later
        for earlier, later in combinations(range(len(texts)), 2)
        if fuzz.ratio(folded(texts[earlier]), folded(texts[later])) >= likeness
    }
    assert set(alike([(text, "fr") for text in texts], likeness)) == expected


# --- freshness ------------------------------------------------------------------


def stale(draft: Draft, ui: str = "en", **keys: Any) -> list[dict[str, str]]:
    """What fills the message of each finding of a rule of freshness."""
    says = {"message": "m", "why": "w", "remedy": "r", "severity": "info"}
    rule = Fresh.model_validate({**says, "check": "fresh", **keys})
    text = ReadText(draft.reply, 0, "fr", 1.0, {}, {}, {}, {}, {}, {})
    reading = Reading("fr", None, (text,), (), (), ())
    case = Case(draft, reading, default(), (), Decision(), ui, TODAY)
    return [dict(found.fills or {}) for found in rule.findings("x", case)]


@pytest.mark.parametrize(
    ("reviewed", "keys", "found"),
    [
        ("2025-06-01", {}, False),
        ("2025-05-31", {}, True),
        ("2026-05-01", {"every": "30d"}, True),
        ("2026-05-02", {"every": "30d"}, False),
        ("2027-01-01", {}, False),
        (None, {}, False),
        (None, {"required": True}, True),
        ("2026-05-31", {"required": True}, False),
    ],
)
def test_replies_are_read_over(reviewed: str | None, keys: dict[str, Any], found: bool) -> None:
    day = date.fromisoformat(reviewed) if reviewed else None
    assert bool(stale(Draft(FR, template=True, reviewed=day), **keys)) == found
    assert not stale(Draft(FR, template=False, reviewed=day), **keys)


@pytest.mark.parametrize(
    ("ui", "every", "limit", "detail"),
    [
        ("fr", "365d", "365\u00a0jours", "sa dernière relecture date du 2024-02-03"),
        ("en", "1d", "1\u00a0day", "it was last read over on 2024-02-03"),
        ("en", "48 h", "48\u00a0hours", "it was last read over on 2024-02-03"),
    ],
)
def test_what_is_said_of_a_stale_reply(ui: str, every: str, limit: str, detail: str) -> None:
    draft = Draft(FR, template=True, reviewed=date(2024, 2, 3))
    assert stale(draft, ui, every=every) == [
        {"date": "2024-02-03", "limit": limit, "detail": detail}
    ]


def test_a_stale_reply_is_judged_with_its_words() -> None:
    draft = Draft(FR, template=True, reviewed=date(2024, 2, 3))
    text = ReadText(FR, 0, "fr", 1.0, {}, {}, {}, {}, {}, {})
    judge = Judge(default(), "fr", TODAY)
    standing, _ = judge.judge(judge.case(draft, Reading("fr", None, (text,), (), (), ())))
    (found,) = (one for one in standing if one.rule == "stale-reply")
    assert found.text == FR
    assert "2024-02-03" in found.message
    assert "365\u00a0jours" in found.message
    assert "{" not in found.message


# --- the pass over the results --------------------------------------------------


def test_only_canned_replies_wait() -> None:
    taken: list[str] = []
    posted = Result(Draft(FR), "fr", (), (), (), Advice(None, (), ""), Decision(), ())
    error = InputError("this line is no JSON", "a.jsonl", 3)

    def coming() -> Iterator[Result | InputError]:
        for item in (posted, PAIR[0], error, fr(id="panne")):
            taken.append(type(item).__name__)
            yield item

    done = completed(coming(), default(), TODAY, "en")
    assert next(done) is posted
    assert len(taken) == 1
    first, second, last = done  # in their order
    assert second is error
    assert isinstance(first, Result)
    assert isinstance(last, Result)
    assert (first.id, last.id) == ("merci-fr", "panne")


def test_without_such_rules_everything_passes_at_once(tmp_path: Path) -> None:
    off = "".join(f"  {name}: {{severity: off}}\n" for name in sorted(ABOUT_ACROSS))
    document = policy(tmp_path, f"rules:\n{off}")
    coming = iter([*PAIR, fr(id="panne")])
    done = completed(coming, document, TODAY, "en")
    assert next(done) is PAIR[0]
    assert next(coming) is PAIR[1]


def test_violations_are_merged_in_their_order() -> None:
    ending = ("unused-suppression", None, "info")
    before = with_violations(fr(id="panne"), LOUD, ("zzz", None, "info"), ending)
    (_, _, after) = judged([*PAIR, replace(before, violations=before.violations)])
    assert [found.rule for found in after.violations] == [
        "shouting",
        "missing-twin",
        "zzz",
        "unused-suppression",
    ]


def test_when_narrows_what_is_reported(tmp_path: Path) -> None:
    document = policy(tmp_path, "rules: {missing-twin: {when: {channels: [email]}}}\n")
    replies = [*PAIR, fr(id="a", channel="x"), fr(id="b", channel="email")]
    assert names(replies, document) == [set(), set(), set(), {"missing-twin"}]


def suppressed(rule: str, **known: Any) -> Result:
    return fr(suppressions=(Suppression(rule, "à venir", Position(1, 1)),), **known)


def test_a_reply_sets_a_rule_aside() -> None:
    *_, last = judged([*PAIR, suppressed("missing-twin", id="panne")])
    assert last.violations == ()
    assert [(one.violation.rule, one.reason) for one in last.suppressed] == [
        ("missing-twin", "à venir")
    ]


def test_what_sets_nothing_aside_is_told() -> None:
    first, _ = judged([suppressed("missing-twin", id="merci-fr"), PAIR[1]])
    assert [found.rule for found in first.violations] == ["unused-suppression"]


def test_a_waiver_of_the_code(tmp_path: Path) -> None:
    waiver = "waivers: [{rule: missing-twin, reason: translation under way, until: 2026-06-01}]\n"
    *_, last = judged([*PAIR, fr(id="panne")], policy(tmp_path, waiver))
    assert last.violations == ()
    assert last.suppressed[0].reason == "translation under way"


@pytest.mark.parametrize(("until", "severity"), [("2026-06-02", "info"), ("2026-06-01", "error")])
def test_adoption(tmp_path: Path, until: str, severity: str) -> None:
    document = policy(
        tmp_path,
        "rules: {missing-twin: {severity: error}}\n"
        f"adoption: [{{until: {until}, at-most: info, rules: [missing-twin]}}]\n",
    )
    *_, last = judged([*PAIR, fr(id="panne")], document)
    assert [(found.rule, found.severity) for found in last.violations] == [
        ("missing-twin", severity)
    ]
