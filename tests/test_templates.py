"""Templates: placeholders of every tool, texts of every branch, and how they are read."""

import time
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint import Draft, Linter
from tonelint.checks.placeholders import Placeholders
from tonelint.checks.rule import Case, Finding
from tonelint.templates import readable
from tonelint.templates.branches import mistakes, variants
from tonelint.templates.masking import masked, sense_of
from tonelint.templates.placeholders import SYNTAXES, find
from tonelint.templates.tools import _tools, tool

JOINER = "\u2060"

WRITTEN = [
    ("{{ticket.requester.first_name}}", "double_braces", "ticket.requester.first_name", None),
    ('{{ user.name | fallback:"l\'ami" }}', "double_braces", "user.name", "l'ami"),
    ("{{ name | default: 'vous' | upcase }}", "double_braces", "name", "vous"),
    ("{{ name | upcase }}", "double_braces", "name", None),
    ("{{ contact.first_name || 'there' }}", "double_braces", "contact.first_name", "there"),
    ("{{ticket.messages[0].body_text}}", "double_braces", "ticket.messages[0].body_text", None),
    ("{{{raw}}}", "double_braces", "raw", None),
    ("{{ .Contact.FirstName }}", "go", ".Contact.FirstName", None),
    ("{% if solde == '50%' %}", "liquid", "if", None),
    ("{%- endif -%}", "liquid", "endif", None),
    ("{# note #}", "liquid", "#note", None),
    ("{{#if vip}}", "handlebars", "#if", None),
    ("{{else}}", "handlebars", "else", None),
    ("{{/if}}", "handlebars", "/if", None),
    ("{%customer.firstName,fallback=there%}", "help_scout", "customer.firstName", "there"),
    ("{%customer.firstName,fallback=%}", "help_scout", "customer.firstName", ""),
    ("{%user.firstName%}", "help_scout", "user.firstName", None),
    ("#{ticket.customer.firstname}", "zammad", "ticket.customer.firstname", None),
    ("%{ticket.name.first}", "percent_braces", "ticket.name.first", None),
    ("%{my_name,fallback:l'équipe}", "percent_braces", "my_name", "l'équipe"),
    ("{$ticket.title}", "dollar_in_braces", "ticket.title", None),
    ("${prenom}", "dollar_braces", "prenom", None),
    ("[[first_name|Dear Reader]]", "double_brackets", "first_name", "Dear Reader"),
    ("*|FNAME|*", "mailchimp", "FNAME", None),
    ("<OTRS_CUSTOMER_REALNAME>", "otrs", "OTRS_CUSTOMER_REALNAME", None),
    ('<attribute key="user.name" default="there"/>', "intercom", "user.name", "there"),
    ("%First%", "percent", "First", None),
    ("%Prénom%", "percent", "Prénom", None),
    ("<<Prénom>>", "double_angles", "Prénom", None),
    ("{prenom}", "braces", "prenom", None),
    ("[NOM]", "brackets", "NOM", None),
    ("[DATE]", "brackets", "DATE", None),
    ("[Your Name]", "brackets", "Your Name", None),
    ("[file number]", "brackets", "file number", None),
    ("[insérer le nom]", "brackets", "insérer le nom", None),
    ("[INSERT OPENING HOURS]", "brackets", "INSERT OPENING HOURS", None),
    ("[ajouter l'heure d'ouverture]", "brackets", "ajouter l'heure d'ouverture", None),
    ("[first_name]", "brackets", "first_name", None),
    ("[ticketNumber]", "brackets", "ticketNumber", None),
    ("<nom>", "angles", "nom", None),
    ("<NAME>", "angles", "NAME", None),
    ("<votre nom>", "angles", "votre nom", None),
    ("XXX", "filler", "XXX", None),
    ("XXX-XXXX", "filler", "XXX-XXXX", None),
    ("___", "filler", "", None),
    ("lorem ipsum", "filler", "lorem ipsum", None),
    ("FILLIN", "filler", "FILLIN", None),
    ("TODO", "filler", "TODO", None),
]


@pytest.mark.parametrize(("written", "syntax", "name", "fallback"), WRITTEN)
def test_placeholders_of_every_tool_are_found(
    written: str, syntax: str, name: str, fallback: str | None
) -> None:
    text = f"Bonjour {written}, on vous écrit demain."
    (found,) = find(text)
    assert text[found.start : found.end] == written
    assert (found.syntax, found.name, found.fallback) == (syntax, name, fallback)


def test_every_syntax_is_shown_in_the_table() -> None:
    assert {syntax for _, syntax, _, _ in WRITTEN} == set(SYNTAXES)


@pytest.mark.parametrize(
    "text",
    [
        "De 20 % et 30 % de rabais, 100%!",
        "Voyez [la page](https://exemple.ca) et [NOM](https://exemple.ca).",
        "- [x] fait\n- [ ] à faire",
        "Une note[^1], une source [1], [[2]], [sic], [SIC], […], [...].",
        "[FR] [URGENT] Le bureau ferme.",
        "[file closed] and [case in point] are remarks.",
        "[timeline] et [nominal] ne sont rien à remplir.",
        ":-{ :-} <3 5 < 6 > 4",
        "C'est 12 $ ou {} et { return x; }",
        "<br> <strong>Oui</strong> <address>",
        "<<bonjour>> et << Bonjour >>",
        "La carte XXXX-XXXX-XXXX-1234",
        "Écrivez `{{nom}}` dans la case.",
        "```\n{{nom}}\n```",
        "Un\n_____\nDeux",
        "https://exemple.ca/%C3%A9t%C3%A9",
        "Ouvrez %APPDATA% dans l'explorateur.",
        "___gras___ et __init__",
    ],
)
def test_prose_is_no_placeholder(text: str) -> None:
    assert list(find(text)) == []


HOSTILE = ["{{", "{%", "%", "[", "<<", "_", "X", "*|", "#{", "${", "[A", "[[a", "`", "``` ", "{# "]
HOSTILE += ["<attribute ", "{a", "{% if %", "{{#", "[insert the ", "<OTRS_a", "XXXX-", "[a_", "{$"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_hostile_texts_are_read_in_no_time(piece: str) -> None:
    begun = time.process_time()
    list(find(piece * 50_000))
    assert time.process_time() - begun < 1


# --- branches -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "texts"),
    [
        ("Bonjour {{nom}}.", ["Bonjour {{nom}}."]),
        ("A{% if x %}B{% else %}C{% endif %}D", ["ABD", "ACD"]),
        ("A{% if x %}B{% endif %}", ["AB", "A"]),
        ("{% unless x %}B{% endunless %}", ["", "B"]),
        ("{% if a %}1{% elsif b %}2{% elsif c %}3{% else %}4{% endif %}", ["1", "2", "3", "4"]),
        ("{% case x %} . {% when 1 %}A{% when 2 %}B{% endcase %}", ["A", "B", ""]),
        ("{% if a %}1{% else %}2{% endif %}{% case x %}{% when 1 %}A{% when 2 %}B{% else %}C{% endcase %}", ["1A", "2B", "2C"]),
        ("{% if a %}1{% if b %}2{% else %}3{% endif %}{% else %}4{% endif %}", ["12", "13", "4"]),
        ("{% for x in l %}X{% endfor %}", ["X"]),
        ("{% for x in l %}X{% else %}rien{% endfor %}", ["X", "rien"]),
        ("A {%- if x -%} B {%- endif -%} C", ["ABC", "AC"]),
        ("A{% comment %}{% if x %}B{% endcomment %}C{# D #}", ["AC"]),
        ("{% raw %}{% if x %}{% endraw %}A", ["{% if x %}A"]),
        ("{% assign a = 1 %}A{% capture b %}B{% endcapture %}", ["AB"]),
        ("{{#if x}}A{{else if y}}B{{else}}C{{/if}}", ["A", "B", "C"]),
        ("{{#vip}}A{{/vip}}{{^vip}}B{{/vip}}", ["A", "B"]),
        ("{{#each l}}A{{/each}}{{! note }}", ["A"]),
        ("{%user.firstName%}", ["{%user.firstName%}"]),
    ],
)  # fmt: skip
def test_every_branch_is_in_a_text(template: str, texts: list[str]) -> None:
    assert [variant.text for variant in variants(template)] == texts
    assert mistakes(template) == []


@st.composite
def _templates(draw: st.DrawFn, depth: int = 0) -> tuple[str, int]:
    """A template, each of whose branches holds a number of its own: and how many there are."""
    count = 0

    def part(depth: int) -> str:
        nonlocal count
        count += 1
        text = f"<{count}>"
        if depth < 3 and draw(st.booleans()):
            kind = draw(st.sampled_from(["if", "else", "case", "for"]))
            inner = part(depth + 1)
            if kind == "if":
                return f"{text}{{% if a %}}{inner}{{% endif %}}"
            if kind == "for":
                return f"{text}{{% for a in b %}}{inner}{{% endfor %}}"
            other = part(depth + 1)
            if kind == "else":
                return f"{text}{{% if a %}}{inner}{{% else %}}{other}{{% endif %}}{part(depth + 1)}"
            return f"{text}{{% case a %}}{{% when 1 %}}{inner}{{% when 2 %}}{other}{{% endcase %}}"
        return text

    return part(depth), count


@settings(max_examples=60, deadline=None)
@given(_templates())
def test_texts_cover_every_branch_at_their_offsets(template: tuple[str, int]) -> None:
    text, count = template
    found = variants(text)
    assert all(any(f"<{n}>" in one.text for one in found) for n in range(1, count + 1))
    assert len(found) <= 2 * count
    for variant in found:
        assert [text[variant.offset(i)] for i in range(len(variant.text))] == list(variant.text)


def test_spans_are_told_of_the_template() -> None:
    text = "A{% if x %}B {{nom}}{% else %}C{% endif %}D"
    first, second = variants(text)
    at = first.text.index("{{nom}}")
    assert first.span(at, at + 4) == (text.index("{{nom}}"), text.index("{{nom}}") + 7)
    assert text[slice(*second.span(1, 2))] == "C"
    assert text[slice(*second.span(0, 3))] == "A{% if x %}B {{nom}}{% else %}C{% endif %}D"
    assert second.span(3, 3) == (len(text), len(text))


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("{% if a %}A", [("{% if a %}", "never-closed", "{% endif %}")]),
        ("A{% endif %}", [("{% endif %}", "never-opened", "{% if %}")]),
        ("A{% else %}B", [("{% else %}", "never-opened", "{% if %}")]),
        ("{% if a %}{% when 1 %}A{% endif %}", [("{% when 1 %}", "never-opened", "{% case %}")]),
        (
            "{% if a %}{% for b in c %}A{% endif %}{% endfor %}",
            [
                ("{% for b in c %}", "never-closed", "{% endfor %}"),
                ("{% endfor %}", "never-opened", "{% for %}"),
            ],
        ),
        ("{{#if a}}A", [("{{#if a}}", "never-closed", "{{/if}}")]),
        ("Bonjour {{prenom}, oui", [("{{prenom}", "cut-short", "}}")]),
        ("Bonjour {{prenom , oui", [("{{prenom , oui", "cut-short", "}}")]),
        ("A{% if x B", [("{% if x B", "cut-short", "%}")]),
        ("`{{prenom` et #{{ticket.id}}", []),
    ],
)
def test_tags_without_the_other_are_mistakes(
    template: str, found: list[tuple[str, str, str]]
) -> None:
    assert [
        (template[one.start : one.end], one.reason, one.wants) for one in mistakes(template)
    ] == found
    assert variants(template)


@pytest.mark.parametrize("piece", ["{% if %}", "{% endif %}", "{% if %}{% endfor %}", "{{#if}}", "{% if a %}{% else %}"])  # fmt: skip
def test_tags_nested_without_end_are_read(piece: str) -> None:
    begun = time.process_time()
    assert variants(piece * 3000)
    assert mistakes(piece * 3000)
    assert time.process_time() - begun < 5


# --- reading ------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from([one for one, *_ in WRITTEN]), st.text(max_size=8))
    ).map("".join),
    st.sampled_from(["fr", "en", None]),
)  # fmt: skip
def test_what_is_read_has_the_same_offsets(text: str, language: str | None) -> None:
    read = masked(text, language)
    assert len(read) == len(text)
    spans = [(found.start, found.end) for found in find(text)]
    kept = [i for i in range(len(text)) if not any(start <= i < end for start, end in spans)]
    assert [read[i] for i in kept] == [text[i] for i in kept]


@pytest.mark.parametrize(
    ("template", "language", "read"),
    [
        ("Bonjour {{ticket.requester.first_name}},", "fr", "Bonjour Paul,"),
        ("avant le {{date_limite}} ou {{date_limite}}", "fr", "avant le 3 mai ou demain"),
        ("by {{due_date}} at {{heure}}", "en", "by May 3 at 9 am"),
        ("d'ici {{delai}}", "fr", "d'ici 2 jours"),
        ("{{ticket.brand.name}} team", "en", "Montréal team"),
        ('{{user.name | fallback:"là"}}', "fr", "là"),
        ("au XXX-XXXX", "fr", "au 12"),
        ("au {{telephone}} ou au {{no_tel}}", "fr", "au 418 555-0187 ou au 555-0187"),
        ("#{config.http_type}://#{config.fqdn}/a", "fr", "https://exemple.ca/a"),
        ("around {{eta}}", "en", "around 9 am"),
        ("payez {{ticket_field}} $ à {{taux}} %", "fr", "payez 12 $ à 12 %"),
        ("Suivez {{url}} TODO", "fr", "Suivez lien.ca "),
        ("{% if x %}Oui", "fr", "Oui"),
        ("Votre {{produit}}", None, "Votre Montréal"),
        ("Votre {{produit}}", "other", "Votre Montréal"),
    ],
)
def test_placeholders_are_read_as_usual_words(
    template: str, language: str | None, read: str
) -> None:
    assert masked(template, language).replace(JOINER, "") == read


@pytest.mark.parametrize(
    ("name", "sense"),
    [
        ("ticket.requester.first_name", "name"),
        ("current_user.firstname", "name"),
        ("customer.firstName", "name"),
        ("nom_client", "name"),
        ("ticket.id", "number"),
        ("montant", "number"),
        ("ticket.requester.phone_number", "phone"),
        ("ticket.created_at", "date"),
        ("heures.retour", "hour"),
        ("ticket.organization.name", "place"),
        ("mailbox.name", "place"),
        ("satisfaction.rating_url", "link"),
        ("ticket.title", "title"),
        ("dc.politique", "nothing"),
        ("produit", "thing"),
    ],
)
def test_the_name_of_a_variable_tells_what_it_stands_for(name: str, sense: str) -> None:
    (found,) = find("{{" + name + "}}")
    assert sense_of(found) == sense


def test_texts_without_a_word_are_not_read() -> None:
    draft = Draft("{% if fr %}Bonjour{% endif %}", template=True)
    assert [variant.text for variant in readable(draft)] == ["Bonjour"]
    assert len(readable(replace(draft, reply=" "))) == 1


def test_the_language_of_the_draft_comes_before_another() -> None:
    draft = Draft("{{jour}}", lang="fr", template=True)
    assert readable(draft, "en")[0].reading.startswith("demain")
    assert readable(replace(draft, lang=None), "en")[0].reading.startswith("tomorrow")


@pytest.mark.parametrize(
    ("template", "written", "message"),
    [
        (
            "Bonjour {{ticket.requester.first_name}}, on sait que c'est long, et on est désolés pour cette panne. Nos équipes sont sur place et le retour est prévu vers 17 h.",
            "Bonjour Luc, on sait que c'est long, et on est désolés pour cette panne. Nos équipes sont sur place et le retour est prévu vers 17 h.",
            "Plus de courant depuis 8 h!",
        ),
        (
            "Thank you so much {{first_name}}! You made the day of the whole {{ticket.brand.name}} team.",
            "Thank you so much Megan! You made the day of the whole Riverside team.",
            "Great job on the new park!",
        ),
    ],
)
def test_what_is_read_sounds_like_what_is_posted(
    linter: Linter, template: str, written: str, message: str
) -> None:
    (variant,) = readable(Draft(template, message, template=True))
    read, posted = linter.check(variant.reading, message), linter.check(written, message)
    assert {one.name for one in read.tones} == {one.name for one in posted.tones}
    assert {one.name for one in read.elements} == {one.name for one in posted.elements}


# --- tools and the rule ---------------------------------------------------------------


def test_the_table_of_tools_names_syntaxes_that_there_are() -> None:
    assert len(_tools()) == 14
    for known in _tools().values():
        assert known.syntaxes <= set(SYNTAXES)


@pytest.mark.parametrize(
    ("helpdesk", "name", "is_known", "near"),
    [
        ("zendesk", "ticket.requester.first_name", True, None),
        ("zendesk", "ticket.requester.firstname", False, "ticket.requester.first_name"),
        ("zendesk", "Ticket.requester.first_name", False, "ticket.requester.first_name"),
        ("zendesk", "ticket.ticket_field_360012", True, None),
        ("zendesk", "dc.politique", True, None),
        ("chatwoot", "contact.custom_attribute.forfait", True, None),
        ("gorgias", "ticket.messages[0].body_text", True, None),
        ("front", "recipient.segment", True, None),  # a field of the team's own
        ("front", "recipient.firstname", False, "recipient.first_name"),
        ("discourse", "my_nam", False, "my_name"),
        ("zendesk", "meteo", False, None),
    ],
)
def test_variables_are_known_by_tool(
    helpdesk: str, name: str, is_known: bool, near: str | None
) -> None:
    known = tool(helpdesk)
    assert known is not None
    assert known.knows(name) == is_known
    if not is_known:
        assert known.nearest(name) == near


def test_other_tools_are_not_known() -> None:
    assert tool(None) is tool("hootsuite") is None


def found_in(what: str, reply: str, helpdesk: str | None = None, template: bool = True) -> list[Finding]:  # fmt: skip
    words = {"message": {"fr": "x", "en": "x"}, "why": "x", "remedy": "x", "severity": "info"}
    rule = Placeholders.model_validate({"check": "placeholders", "what": what, **words})
    draft = Draft(reply, tool=helpdesk, template=template)
    return list(rule.findings("x", cast("Case", SimpleNamespace(draft=draft))))


@pytest.mark.parametrize(
    ("what", "helpdesk", "reply", "texts"),
    [
        ("unknown", "zendesk", "Bonjour {{ticket.requester.firstname}}", ["{{ticket.requester.firstname}}"]),
        ("unknown", "zendesk", "Bonjour {{ticket.requester.first_name}}", []),
        ("unknown", "zendesk", "{% for c in ticket.comments %}{{c.value}}{% endfor %}", []),
        ("unknown", "zendesk", "{{ 'now' | date: '%Y' }} et [NOM]", []),
        ("unknown", None, "Bonjour {{nimporte}}", []),
        ("unread", "zendesk", "Bonjour %First% et {{ticket.id}}", ["%First%"]),
        ("unread", "helpscout", "{% if x %}A{% endif %}", ["{% if x %}", "{% endif %}"]),
        ("unread", "github", "Bonjour [NOM], {{a}}", ["{{a}}"]),
        ("unread", None, "Bonjour %First% et {{ticket.id}}", []),
        ("mixed", None, "Bonjour {{prenom}}, %{numero} et #{x}", ["%{numero}"]),
        ("mixed", None, "{% if a %}{{prenom}}{% endif %} [NOM] XXX", []),
        ("mixed", None, "{{#if a}}{{prenom}}{{/if}}{% if b %}{% endif %}", ["{% if b %}"]),
        ("mixed", "zendesk", "Bonjour {{prenom}}, %{numero}", []),
        ("mixed", None, "Hi {name}, it costs ${cost}", []),
        ("mixed", None, "Bonjour {{prenom}, {% if x %}oui{% endif %}", []),
        ("no-fallback", "intercom", "Hi {{user.name}}, {{user.name}}", ["{{user.name}}"]),
        ("no-fallback", "intercom", "Hi {{user.name | fallback:\"there\"}}", []),
        ("no-fallback", "intercom", "Hi there – {{author.first_name}}", []),
        ("no-fallback", "helpscout", "{%customer.firstName%} – {%user.firstName%}", ["{%customer.firstName%}"]),
        ("no-fallback", "zammad", "Bonjour #{ticket.customer.firstname}", []),  # has none to give
        ("no-fallback", "zendesk", "{% if ticket.requester.name %}{{ticket.requester.name}}{% endif %}", []),
        ("no-fallback", "discourse", "@%{reply_to_username}: %{reply_to_name}", ["%{reply_to_name}"]),
        ("no-fallback", None, "Bonjour {{prenom}}, %{prenom}", []),
        ("no-fallback", None, "Bonjour {%prenom%}", ["{%prenom%}"]),
        ("unbalanced", None, "Bonjour {% if x %}", ["{% if x %}"]),
        ("elision", None, "le bureau d'{{ville}}, qu’{{prenom}}", ["d'{{ville}}", "qu’{{prenom}}"]),
        ("elision", None, "le dossier de {{prenom}}, plus de {{nombre}}", ["de {{prenom}}"]),
        ("elision", None, "Bonjour{{prenom}}, {{jour}}s", ["{{prenom}}", "{{jour}}"]),
        ("elision", None, "https://exemple.ca/a{{id}}b, n°{{id}}, {{montant}}$, _{{x}}_", []),
        ("elision", None, "la ville d'[VILLE]", []),
        ("elision", None, "l'équipe de {{ticket.brand.name}}, d'{{ticket.brand.name}}", ["d'{{ticket.brand.name}}"]),
    ],
)  # fmt: skip
def test_what_will_not_read_as_meant_is_found(
    what: str, helpdesk: str | None, reply: str, texts: list[str]
) -> None:
    found = found_in(what, reply, helpdesk)
    assert [reply[one.start : one.end] for one in found] == texts
    assert found_in(what, reply, helpdesk, template=False) == []


def test_a_wrong_variable_comes_with_the_right_one() -> None:
    reply = "Bonjour {{ ticket.requester.firstname | default: 'vous' }}!"
    (found,) = found_in("unknown", reply, "zendesk")
    assert found.suggestions == ("{{ ticket.requester.first_name | default: 'vous' }}",)
    assert found.fix is not None
    assert not found.fix.safe
    mended = reply[: found.fix.start] + found.fix.text + reply[found.fix.end :]
    assert mended == "Bonjour {{ ticket.requester.first_name | default: 'vous' }}!"
