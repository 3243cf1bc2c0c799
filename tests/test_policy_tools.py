"""``policy show`` and ``policy diff``: where each line comes from, and what changes, in words."""

import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import Run
from tonelint import conduct, strict_yaml
from tonelint.conduct import differences, showing
from tonelint.conduct.difference_words import HEADINGS, NAMED, ROWS

NO_BREAK = "\u00a0"
COMMENT = re.compile(r" +# [^#]+:\d+$")

BASE = """\
schema: 1
extends: rules/elements/thanks
name: {fr: Un, en: One}
voice: {address: vous}
tones:
  humorous: {title: {fr: humoristique, en: humorous}, detect: {phrases: {fr: [haha, hihi]}}}
  helpful: {title: {fr: aidant, en: helpful}}
elements:
  empathy: {title: {fr: une marque d'empathie, en: a word of empathy}}
  thanks: {title: {fr: un merci, en: thanks}}
signals: {press: {about: {fr: un journaliste, en: a journalist}, phrases: {fr: [journaliste]}}}
resources:
  line: {title: {fr: la ligne, en: the line}, phone: 1 800 555-0141}
roles:
  press: {title: {fr: porte-parole, en: spokesperson}}
  desk: {title: {fr: comptoir, en: desk}, may: [joke]}
powers:
  joke: {title: {fr: plaisanter, en: joke}, tones: [humorous]}
humour: {share: 5 %}
channels: {x: {length: 280}}
decision-tree:
  - {ask: {fr: Un danger?, en: Danger?}, if: {contexts: [outage]}, then: {do: answer}}
  - {ask: {fr: La presse?, en: The press?}, if: {signals: [press]}, then: {do: route, to: press}}
waivers: [{rule: emoji, reason: essai, until: 2026-10-01}]
adoption: [{until: 2026-10-01, at-most: warning, rules: [emoji]}]
always: {tone: [helpful]}
order: [outage]
contexts:
  outage:
    title: {fr: panne, en: outage}
    detect:
      phrases: {fr: [panne, plus de courant], en: [outage]}
    tone: [helpful]
    forbid: {humorous: warning}
    require: {empathy: warning}
    resources: [line]
    reply-within: 2h
    handled-by: desk
    say: {fr: [On regarde ça.], en: [We're on it.]}
rules:
  emoji:
    check: limit
    count: emoji
    max: 2
    severity: warning
    message: {fr: Trop., en: Too many.}
    why: {fr: Sobriété., en: Sobriety.}
    remedy: {fr: Retirez-en., en: Take some out.}
"""
CASES = """\
cases: [{reply: Merci., name: un cas}]
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yml"
    path.write_text(BASE, encoding="utf-8")
    return path


def over(base: Path, says: str) -> Path:
    """A code of conduct that changes a little of the base."""
    path = base.with_name("over.yml")
    path.write_text(f"schema: 1\nextends: base.yml\n{says}\n", encoding="utf-8")
    return path


def said(before: Path, after: Path, ui: str) -> list[str]:
    old, new = conduct.load(before).document, conduct.load(after).document
    sections = differences.differences(old, new, ui)
    return [text.replace(NO_BREAK, " ") for section in sections for text in section.sentences]


# --- show -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["default", "utility", "telecom"])
@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("sources", [False, True])
def test_what_is_shown_loads_back_as_the_same(
    tmp_path: Path, name: str, everything: bool, sources: bool
) -> None:
    policy = conduct.load(name)
    copy = tmp_path / "copy.yml"
    copy.write_text(showing.shown(policy, sources=sources, everything=everything), encoding="utf-8")
    assert conduct.load(copy).document == policy.document


def test_every_line_that_says_something_names_the_line_it_comes_from(base: Path) -> None:
    policy = conduct.load(over(base, "contexts: {outage: {forbid: {humorous: error}}}"))
    texts = {source.shown: source.text.splitlines() for source in policy.sources}
    lines = showing.shown(policy, everything=True).splitlines()
    for line in lines:
        if not line.endswith(":"):
            assert COMMENT.search(line), line
            path, number = line.rpartition("# ")[2].rsplit(":", 1)
            value = line.rpartition("  # ")[0].rstrip().rpartition(": ")[2].strip("-' \"[]")
            assert value[:12].strip() in texts[path][int(number) - 1], line
    texts_alone = {line: line.rpartition("  # ")[0].rstrip() for line in lines}
    columns = {line.rindex("  # ") for line, text in texts_alone.items() if 0 < len(text) < 60}
    assert len(columns) == 1


def test_lists_that_add_up_name_the_file_of_each_item(base: Path) -> None:
    more = "contexts: {outage: {detect: {phrases: {fr: [sans courant, panne]}}}}"
    shown = showing.shown(conduct.load(over(base, more)))
    items = re.findall(r"- ([a-z ]+?) +# \S*?(\w+\.yml):\d+$", shown, re.MULTILINE)
    assert [item for item in items if "courant" in item[0] or item[0] == "panne"] == [
        ("panne", "base.yml"),
        ("plus de courant", "base.yml"),
        ("sans courant", "over.yml"),
    ]


def test_phrases_of_packs_are_left_out_and_own_ones_are_not(base: Path) -> None:
    shown = strict_yaml.load(showing.shown(conduct.load(base)), "shown")
    assert list(shown["signals"]) == ["press"]
    assert "detect" not in shown["elements"]["thanks"]
    assert shown["contexts"]["outage"]["detect"]["phrases"]["en"] == ["outage"]
    assert shown["extends"] == ["rules/elements/thanks"]
    whole = strict_yaml.load(showing.shown(conduct.load(base), everything=True), "shown")
    assert whole["elements"]["thanks"]["detect"]
    assert "extends" not in whole


@pytest.mark.parametrize(
    "text",
    [
        "deux\nlignes",
        "on",
        "2026-10-01",
        "a: b # c",
        "- tiret",
        "« oui » 😹",
        "'\"",
        "{x}, [y]",
        "12",
        "~",
        "",
        " bords ",
    ],
)
def test_any_text_is_shown_as_what_it_is(base: Path, text: str) -> None:
    written = yaml.safe_dump(
        {"name": text, "contexts": {"outage": {"say": {"fr": [text, "b"]}}}}, allow_unicode=True
    )
    policy = conduct.load(over(base, written))
    for everything in (False, True):
        shown = strict_yaml.load(showing.shown(policy, everything=everything), "shown")
        assert shown["name"] == text
        assert shown["contexts"]["outage"]["say"]["fr"] == [text, "b"]


def test_one_is_not_true(base: Path) -> None:
    says = "contexts: {outage: {persists: true}}\nrules: {emoji: {max: 1}}"
    shown = strict_yaml.load(showing.shown(conduct.load(over(base, says))), "shown")
    assert (shown["schema"], shown["rules"]["emoji"]["max"]) == (1, 1)
    assert shown["contexts"]["outage"]["persists"] is True


def test_an_empty_list_says_where_it_was_emptied(base: Path) -> None:
    shown = showing.shown(conduct.load(over(base, "contexts:\n  outage:\n    tone: []")))
    assert re.search(r"^ +tone: \[\] +# \S*over\.yml:5$", shown, re.MULTILINE)


@pytest.mark.usefixtures("base")
def test_the_command_shows(in_process: Run) -> None:
    done = in_process("policy", "show", "base.yml")
    assert done.returncode == 0
    assert re.search(r"^      humorous: warning +# base\.yml:\d+$", done.stdout, re.MULTILINE)
    bare = in_process("policy", "show", "base.yml", "--no-sources").stdout
    assert [COMMENT.sub("", line) for line in done.stdout.splitlines()] == bare.splitlines()
    assert in_process("policy", "show", "nope.yml").returncode == 2


# --- diff -------------------------------------------------------------------------

STRIKE = """\
contexts:
  strike:
    title: {fr: grève, en: strike}
    detect: {phrases: {fr: [grève, piquet], en: [strike]}}
    tone: [helpful]
    forbid: {humorous: error}
    persists: true"""

CHANGES = [
    (
        "contexts: {outage: {forbid: {humorous: error}}}",
        ["En cas de panne, le ton humoristique devient une erreur (il était un avertissement)."],
        ["In case of outage, the humorous tone becomes an error (it was a warning)."],
    ),
    (
        "contexts: {outage: {forbid: {humorous: 'off', helpful: info}}}",
        [
            "En cas de panne, le ton humoristique devient permis (il était un avertissement).",
            "En cas de panne, le ton aidant devient une note (il était permis).",
        ],
        [
            "In case of outage, the humorous tone becomes allowed (it was a warning).",
            "In case of outage, the helpful tone becomes a note (it was allowed).",
        ],
    ),
    (
        STRIKE,
        [
            "Nouvelle situation : grève.",
            "En cas de grève, le ton suggéré est : aidant.",
            "En cas de grève, le ton humoristique devient une erreur.",
            "3 phrases font reconnaître « grève ».",
            "En cas de grève, la situation dure jusqu'à la fin du fil.",
        ],
        [
            "New situation: strike.",
            "In case of strike, the tone suggested is helpful.",
            "In case of strike, the humorous tone becomes an error.",
            "3 phrases recognise strike.",
            "In case of strike, the situation lasts until the end of the thread.",
        ],
    ),
    (
        "contexts: {outage: {tone: [humorous, helpful]}}",
        ["En cas de panne, le ton suggéré devient : humoristique et aidant (c'était : aidant)."],
        ["In case of outage, the tone suggested becomes humorous and helpful (it was helpful)."],
    ),
    (
        "contexts: {outage: {require: {empathy: error, thanks: info}}}",
        [
            "En cas de panne, répondre sans une marque d'empathie devient une erreur"
            " (c'était un avertissement).",
            "En cas de panne, répondre sans un merci devient une note (c'était permis).",
        ],
        [
            "In case of outage, replying without a word of empathy becomes an error"
            " (it was a warning).",
            "In case of outage, replying without thanks becomes a note (it was allowed).",
        ],
    ),
    (
        "contexts: {outage: {require: {empathy: {severity: warning, audience: public, any-of: [line]}}}}",
        [
            "En cas de panne, une marque d'empathie : exigé seulement en public.",
            "En cas de panne, une marque d'empathie : il faut l'une de ces ressources,"
            " dans l'ordre : la ligne.",
        ],
        [
            "In case of outage, a word of empathy: required only in public.",
            "In case of outage, a word of empathy: one of these resources is needed,"
            " in this order: the line.",
        ],
    ),
    (
        "contexts: {outage: {resources: [], reply-within: 30min, handled-by: press}}",
        [
            "En cas de panne, à ne plus proposer : la ligne.",
            "En cas de panne, on répond d'ici 30 min au lieu de 2 h.",
            "En cas de panne, qui répond : porte-parole (c'était : comptoir).",
        ],
        [
            "In case of outage, no longer to be offered: the line.",
            "In case of outage, we reply within 30 min instead of 2 h.",
            "In case of outage, who replies: spokesperson (it was desk).",
        ],
    ),
    (
        "always: {approved-by: press, note: {fr: Du calme., en: Be calm.}}",
        [
            "Dans tous les cas, la réponse attend maintenant l'accord de : porte-parole.",
            "Dans tous les cas, une note à qui répond : « Du calme. »",
        ],
        [
            "Whatever the situation, the reply now waits for the approval of spokesperson.",
            "Whatever the situation, a note to whoever replies: “Be calm.”",
        ],
    ),
    (
        "contexts: {outage: {detect: {phrases: {fr: [a b, c d], en: [e f]}}}}",
        ["3 nouvelles phrases font reconnaître « panne »."],
        ["3 new phrases recognise outage."],
    ),
    (
        "contexts: {outage: {say: {fr: [Autre chose.]}}}",
        [
            "En cas de panne, une nouvelle phrase est proposée.",
            "En cas de panne, une phrase n'est plus proposée.",
        ],
        [
            "In case of outage, 1 new phrase is offered.",
            "In case of outage, 1 phrase is no longer offered.",
        ],
    ),
    (
        "tones: {humorous: {detect: {phrases: {fr: [hoho]}}, sensitivity: high}}",
        [
            "Une nouvelle phrase fait reconnaître « humoristique ».",
            "« humoristique » se reconnaît maintenant au moindre signe (c'était à un signe sûr).",
        ],
        [
            "1 new phrase recognises humorous.",
            "Humorous is now recognised by the least sign (it was by a sure sign).",
        ],
    ),
    (
        "rules: {emoji: {max: 1, severity: 'off', max-in: {outage: 0}}}",
        [
            "Enfreindre la règle emoji devient sans conséquence (c'était un avertissement).",
            "La règle emoji permet 1 au lieu de 2.",
            "En cas de panne, la règle emoji permet 0 (il n'y avait pas de limite à part).",
        ],
        [
            "Breaking the rule emoji becomes of no consequence (it was a warning).",
            "The rule emoji allows 1 instead of 2.",
            "In case of outage, the rule emoji allows 0 (there was no limit of its own).",
        ],
    ),
    (
        "rules: {emoji: {when: {contexts: [outage], channels: [x]}, why: {fr: Non., en: No.}}}",
        [
            "La règle emoji donne maintenant comme raison : « Non. »",
            "La règle emoji ne s'applique plus que dans ces cas : situation : panne; canal : X.",
        ],
        [
            "The rule emoji now gives as its reason: “No.”",
            "The rule emoji now applies in these cases only: situation: outage; channel: X.",
        ],
    ),
    (
        "rules: {emoji: {count: capitals}}",
        ["Rules.emoji.count : capitals au lieu de emoji."],
        ["Rules.emoji.count: capitals instead of emoji."],
    ),
    (
        "roles: {desk: {may: []}, press: {may: [joke]}}",
        [
            "Le rôle « porte-parole » peut maintenant plaisanter.",
            "Le rôle « comptoir » ne peut plus plaisanter.",
        ],
        ["The role “spokesperson” may now joke.", "The role “desk” may no longer joke."],
    ),
    (
        "humour: {share: 2.5 %, channels: [x, sms]}",
        [
            "La part des réponses qui peuvent être drôles passe de 5 % à 2,5 %.",
            "L'humour n'est plus permis que sur ces canaux : X et texto.",
        ],
        [
            "The share of replies that may be funny goes from 5% to 2.5%.",
            "Humour is now allowed only on these channels: X and text message.",
        ],
    ),
    (
        "resources: {line: {phone: 1 800 555-0142}, map: {fr: la carte, en: the map}}",
        [
            "La ligne : le numéro de téléphone devient 1 800 555-0142 (c'était 1 800 555-0141).",
            "Nouvelle ressource : la carte.",
        ],
        [
            "The line: the phone number becomes 1 800 555-0142 (it was 1 800 555-0141).",
            "New resource: the map.",
        ],
    ),
    (
        "voice: {address: tu, register: formal, signature: {fr: – A, en: – B}}\nchannels: {x: {length: 200, signature: true}}",
        [
            "On s'adresse aux gens en disant « tu » (avant : en disant « vous »).",
            "Le registre est maintenant soutenu.",
            "La signature est maintenant « – A ».",
            "Sur X, au plus 200 caractères au lieu de 280.",
            "Sur X, on signe maintenant.",
        ],
        [
            "People are addressed as “tu” in French (before: as “vous” in French).",
            "The register is now formal.",
            "The signature is now “– B”.",
            "On X, at most 200 characters instead of 280.",
            "On X, replies are now signed.",
        ],
    ),
    (
        """\
decision-tree:
  - {ask: {fr: La presse?, en: The press?}, if: {contexts: [outage]}, then: {do: do-not-answer}}
  - {ask: {fr: Un danger?, en: Danger?}, if: {contexts: [outage]}, then: {do: answer}}
  - ask: {fr: Une menace?, en: A threat?}
    then: {do: answer-after-approval, approved-by: press}""",
        [
            "À la question « La presse? », on répond oui dans ces cas : situation : panne"
            " (c'était : il est question de : un journaliste).",
            "Si l'on répond oui à « La presse? » : ne pas répondre"
            " (c'était : acheminer, à qui : porte-parole).",
            "Nouvelle question de l'arbre de décision : « Une menace? »"
            " Si oui : répondre après accord, avec l'accord de : porte-parole.",
            "Les questions de l'arbre de décision se posent dans cet ordre :"
            " « La presse? », « Un danger? », « Une menace? »",
        ],
        [
            "“The press?” is answered yes in these cases: situation: outage"
            " (it was: there is talk of: a journalist).",
            "If “The press?” is answered yes: do not answer"
            " (it was: route, to whom: spokesperson).",
            "New question in the decision tree: “A threat?”"
            " If so: answer after approval, approved by: spokesperson.",
            "The questions of the decision tree are asked in this order:"
            " “The press?”, “Danger?”, “A threat?”",
        ],
    ),
    (
        "decision-tree: []",
        [
            "Question retirée de l'arbre de décision : « Un danger? »",
            "Question retirée de l'arbre de décision : « La presse? »",
        ],
        [
            "Question removed from the decision tree: “Danger?”",
            "Question removed from the decision tree: “The press?”",
        ],
    ),
    (
        "waivers: [{rule: emoji, reason: essai, until: 2026-12-01}]\n"
        "adoption: []\nnever-waived: {contexts: [outage]}",
        [
            "La dérogation à la règle emoji devient : jusqu'au 2026-12-01, parce que : essai"
            " (c'était : jusqu'au 2026-10-01, parce que : essai).",
            "On ne met plus aucune règle de côté dans ces situations : panne.",
            "L'adoption progressive prend fin : jusqu'au 2026-10-01,"
            " comptent au plus comme un avertissement : emoji.",
        ],
        [
            "The waiver of the rule emoji becomes: until 2026-12-01, because: essai"
            " (it was: until 2026-10-01, because: essai).",
            "No rule is set aside any more in these situations: outage.",
            "The time to adopt ends: until 2026-10-01, these count as a warning at most: emoji.",
        ],
    ),
    (
        "name: {fr: Un, en: Two}\nlanguages: [fr]",
        [
            "On répond maintenant en français (c'était en français et anglais).",
            "Le code s'appelle « Two » (c'était « One »).",
        ],
        [
            "Replies are now in French (it was in French and English).",
            "The code is called “Two” (it was “One”).",
        ],
    ),
    (CASES, [], []),
]


@pytest.mark.parametrize(("says", "french", "english"), CHANGES)
def test_a_change_is_said(base: Path, says: str, french: list[str], english: list[str]) -> None:
    after = over(base, says)
    assert said(base, after, "fr") == french
    assert said(base, after, "en") == english


def test_what_goes_is_said_and_needs_no_detail(base: Path) -> None:
    after = over(base, STRIKE)
    assert said(after, base, "fr") == ["Situation retirée : grève."]
    assert said(after, base, "en") == ["Situation removed: strike."]


@pytest.mark.parametrize(("title", "place"), [("avis d'ébullition", "d'"), ("hausse", "de ")])
def test_french_elides(base: Path, title: str, place: str) -> None:
    says = f"contexts: {{notice: {{title: {{fr: {title}, en: notice}}, tone: [helpful]}}}}"
    assert f"En cas {place}{title}, le ton suggéré est : aidant." in said(
        base, over(base, says), "fr"
    )


def test_every_part_of_the_document_has_a_heading_and_every_row_stands_in_it() -> None:
    headed = {part for _, parts in HEADINGS for part in parts}
    keys = {field.alias for field in conduct.Document.model_fields.values()}
    assert keys - {"extends", "cases", "files"} <= headed
    assert {row.path.split(".")[0].split()[0] for row in (*ROWS, *NAMED)} <= headed


@pytest.mark.parametrize(("before", "after"), [("default", "telecom"), ("telecom", "police")])
@pytest.mark.parametrize("ui", ["fr", "en"])
def test_codes_that_ship_differ_in_whole_sentences(before: str, after: str, ui: str) -> None:
    old, new = conduct.load(before).document, conduct.load(after).document
    sections = differences.differences(old, new, ui)
    texts = [text for section in sections for text in section.sentences]
    assert len(texts) > 20
    assert not [text for text in texts if re.search(r"\{\w+\}|: \(|: \.$|\bNone\b|\w+\.\*", text)]
    assert not [text for text in texts if re.match(r"[\w-]+\.[\w-]+\.", text)]
    assert not differences.differences(new, new, ui)


def test_the_command_compares(in_process: Run, base: Path) -> None:
    over(base, "contexts: {outage: {reply-within: 1h}}")
    done = in_process("policy", "diff", "base.yml", "over.yml", "--ui", "fr")
    assert done.returncode == 0
    assert done.stdout == "Situations\n- En cas de panne, on répond d'ici 1 h au lieu de 2 h.\n"
    same = in_process("policy", "diff", "base.yml", "base.yml", "--ui", "en")
    assert same.returncode == 0
    assert same.stdout == "No difference between base.yml and base.yml for whoever replies.\n"
    wrong = in_process("policy", "diff", "base.yml", "defalt")
    assert wrong.returncode == 2
    assert "did you mean “default”?" in wrong.stderr
