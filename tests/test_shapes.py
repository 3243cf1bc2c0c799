"""What helpdesks and teams write replies into: exports, tables, files by hand; and what is none."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tonelint.drafts import shapes, structured
from tonelint.drafts.containers import csv_tree, json_tree, yaml_tree
from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults
from tonelint.drafts.places import DraftFile
from tonelint.drafts.tree import Tree
from tonelint.errors import InputError

HERE = Path(__file__).parent
FILES = HERE / "shapes"
READERS: dict[str, Callable[[DraftFile], Tree]] = {
    ".json": json_tree.read, ".yaml": yaml_tree.read, ".yml": yaml_tree.read, ".csv": csv_tree.read,
}  # fmt: skip
NONE = Defaults()


def text_of(name: str) -> str:
    return (FILES / name).read_bytes().decode("utf-8-sig")


def items(name: str, text: str, known: Defaults = NONE) -> list[Draft | InputError]:
    file = DraftFile(text, name)
    return list(shapes.read(READERS[Path(name).suffix](file), file, known))


def drafts(name: str, text: str | None = None, known: Defaults = NONE) -> list[Draft]:
    found = items(name, text_of(name) if text is None else text, known)
    assert not [item for item in found if isinstance(item, InputError)], found
    return [item for item in found if isinstance(item, Draft)]


def naive_place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset of a text whose lines end in LF or CRLF."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def told(draft: Draft) -> dict[str, Any]:
    """What is known of a draft, without what says nothing."""
    names = ("id", "title", "lang", "channel", "audience", "tags", "twin", "reviewed")
    known = {name: getattr(draft, name) for name in names}
    return {name: value for name, value in known.items() if value}


# One file a tool: what is known of each reply, and what is read of it.
EXPORTS: dict[str, tuple[str, list[tuple[dict[str, Any], str]]]] = {
    "zendesk.json": ("zendesk", [
        (
            {"id": "360012345678", "title": "Pannes::Suivi (FR)", "audience": "private",
             "tags": ("panne", "urgent", "22", "23", "Pannes")},
            "Bonjour {{ticket.requester.first_name}},\n\nL’équipe est en route vers le transformateur.",
        ),
        (
            {"id": "2", "title": "Outages::Follow-up (EN)", "tags": ("outage", "44", "Outages")},
            "Hello {{ticket.requester.first_name}},\n\nThe crew is on its way to the substation. 🙏",
        ),
        (
            {"id": "3", "title": "Accueil", "channel": "email"},
            "Bonjour, comment puis-je vous aider par courriel?",
        ),
        (
            {"id": "3", "title": "Accueil", "channel": "chat"},
            "Bonjour! Comment puis-je vous aider en clavardant?",
        ),
    ]),
    "zendesk_dynamic.json": ("zendesk", [
        (
            {"id": "{{dc.accueil}}", "title": "Accueil", "twin": "{{dc.accueil}}"},
            "Bonjour et bienvenue au comptoir virtuel.",
        ),
        (
            {"id": "{{dc.accueil}}", "title": "Accueil", "twin": "{{dc.accueil}}"},
            "Hello and welcome to the online counter.",
        ),
    ]),
    "freshdesk.json": ("freshdesk", [
        (
            {"id": "71", "title": "Délai de paiement", "tags": ("Facturation", "5")},
            "Bonjour {{ticket.requester.firstname}},\nVous avez trente jours supplémentaires.",
        ),
        ({"id": "72", "title": "Payment extension"}, "You have thirty additional days."),
    ]),
    "freshdesk_folders.json": ("freshdesk", [
        ({"id": "81", "title": "En route", "tags": ("Pannes",)}, "La nacelle arrive."),
    ]),
    "intercom.json": ("intercom", [
        (
            {"id": "123", "title": "Accueil"},
            'Bonjour {{user.name|fallback:"vous"}}!\n\nPosez votre question, une conseillère vous lit.',
        ),
        (
            {"id": "124", "title": "Welcome", "channel": "chat", "tags": ("9",)},
            "Ask away, an advisor is reading.",
        ),
    ]),
    "front.json": ("front", [
        (
            {"id": "rsp_1abc", "title": "Merci"},
            "Merci {{recipient.first_name}}, votre suggestion est notée.",
        ),
        ({"id": "rsp_1abd", "title": "Thanks"}, "Thank you, your suggestion is recorded."),
    ]),
    "helpscout.json": ("helpscout", [
        (
            {"id": "10", "title": "Rappel", "channel": "email"},
            "Bonjour {%customer.firstName,fallback=à vous%},\nOn vous rappelle demain matin.",
        ),
        ({"id": "10", "title": "Rappel", "channel": "chat"}, "On vous rappelle bientôt."),
        (
            {"id": "11", "title": "Callback", "channel": "email"},
            "Hi there,\nWe will call you tomorrow.",
        ),
    ]),
    "gorgias.json": ("gorgias", [
        (
            {"id": "5", "title": "Suivi de colis", "lang": "fr",
             "tags": ("livraison", "colis", "shipping/status")},
            "Votre colis est au dépôt régional.",
        ),
    ]),
    "chatwoot.json": ("chatwoot", [
        (
            {"id": "accueil", "title": "accueil"},
            "Bonjour {{contact.first_name}},\n\nQue peut-on faire pour **vous** ce matin?",
        ),
        ({"id": "hello", "title": "hello"}, "Hello, what can we do for you this morning?"),
    ]),
    "zammad.csv": ("zammad", [
        (
            {"id": "1", "title": "Rendez-vous", "tags": ("rv", "visite")},
            'Bonjour #{ticket.customer.firstname},\nVotre "rendez-vous" est confirmé.',
        ),
        (
            {"id": "2", "title": "Appointment", "tags": ("visit",)},
            "Your appointment is confirmed.",
        ),
    ]),
    "osticket.yaml": ("osticket", [
        (
            {"title": "Accusé de réception", "lang": "fr"},
            "Bonjour %{ticket.name.first},\n\nVotre demande porte le numéro %{ticket.number}.",
        ),
        ({"title": "Receipt"}, "Hello,\nYour request is registered."),
    ]),
    "discourse.json": ("discourse", [
        (
            {"id": "5f4dcc3b5aa765d61d8327deb882cf99", "title": "Bienvenue"},
            "Bonjour @%{reply_to_username}, bienvenue sur le forum!",
        ),
        (
            {"id": "6f4dcc3b5aa765d61d8327deb882cf99", "title": "Off topic",
             "tags": ("moderation",)},
            "This thread drifts: please open another topic.",
        ),
    ]),
    "github.json": ("github", [
        ({"id": "501", "title": "Doublon"}, "Merci! C'est le doublon d'un billet **ouvert**."),
        ({"id": "SR_2", "title": "Duplicate"}, "Thanks! This duplicates an open ticket."),
    ]),
    "gitlab.json": ("gitlab", [
        (
            {"id": "gid://gitlab/Groups::SavedReply/1", "title": "Journal"},
            "Pouvez-vous joindre le journal complet?",
        ),
        (
            {"id": "gid://gitlab/Groups::SavedReply/2", "title": "Logs"},
            "Could you attach the complete log?",
        ),
    ]),
    "rocketchat.json": ("rocketchat", [
        (
            {"id": "a1", "title": "attente", "tags": ("accueil", "d7")},
            "Un instant, je consulte votre dossier.",
        ),
        ({"id": "a2", "title": "wait"}, "One moment, I am opening your file."),
    ]),
    "frappe.json": ("frappe", [
        (
            {"id": "Remboursement", "title": "Remboursement", "tags": ("Facturation",)},
            "Bonjour {{ full_name }}, votre remboursement part lundi.",
        ),
        ({"id": "Refund", "title": "Refund"}, "Your refund leaves on Monday."),
    ]),
}  # fmt: skip


def test_every_tool_has_an_export() -> None:
    assert {tool for tool, _ in EXPORTS.values()} == {tool.NAME for tool in shapes.TOOLS}


@pytest.mark.parametrize("name", EXPORTS)
def test_exports(name: str) -> None:
    tool, expected = EXPORTS[name]
    found = drafts(name)
    assert [(told(draft), draft.reply) for draft in found] == expected
    assert {draft.tool for draft in found} == {tool}
    assert all(draft.template and draft.path == name for draft in found)


@pytest.mark.parametrize("name", [*EXPORTS, "equipe.yml", "equipe.csv"])
def test_each_word_stands_where_it_is_said_to(name: str) -> None:
    text = text_of(name)
    for draft in drafts(name):
        words = [
            match
            for match in re.finditer(r"\{\{.*?\}\}|(?P<word>\w{3,})", draft.reply)
            if match["word"] and len(re.findall(rf"\b{match[0]}\b", text)) == 1
        ]
        assert words, draft.reply
        for word in words:
            offset = re.search(rf"\b{word[0]}\b", text)
            assert offset
            at = draft.written.position(word.start())
            assert (at.line, at.column) == naive_place(text, offset.start())
            assert draft.written.span(*word.span()) == offset.span()
        first, last = draft.extent or (0, 0)
        assert first <= draft.line <= draft.written.position(len(draft.reply) - 1).line <= last


@pytest.mark.parametrize(
    ("name", "id", "first", "last"),
    [
        ("zendesk.json", "2", 15, 26),
        ("freshdesk.json", "71", 4, 6),
        ("zammad.csv", "2", 3, 4),
        ("equipe.yml", "panne", 5, 15),
        ("equipe.yml", "merci", 16, 20),
        ("equipe.csv", "compteur-fr", 2, 3),
    ],
)
def test_extent_is_that_of_the_record(name: str, id: str, first: int, last: int) -> None:
    assert {draft.extent for draft in drafts(name) if draft.id == id} == {(first, last)}


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("zendesk.json", "Une formule abandonnée depuis longtemps."),
        ("zendesk_dynamic.json", "Hola y bienvenido."),
        ("gorgias.json", "Your parcel is at the warehouse."),
        ("zammad.csv", "Un gabarit retiré."),
        ("osticket.yaml", "Un vieux texte retiré."),
        ("equipe.yml", "Cette formule ne sert plus à personne."),
    ],
)
def test_replies_no_longer_offered_are_read_if_asked(name: str, reply: str) -> None:
    assert reply not in [draft.reply for draft in drafts(name)]
    assert reply in [draft.reply for draft in drafts(name, known=Defaults(inactive=True))]


def test_a_list_of_pages_or_one_record_alone() -> None:
    macro = json.loads(text_of("zendesk.json"))["macros"][2]
    for whole in ([{"macros": [macro]}, {"macros": [macro]}], [macro, macro]):
        assert [draft.id for draft in drafts("m.json", json.dumps(whole))] == ["3"] * 4
    assert [draft.id for draft in drafts("m.json", json.dumps({"macro": macro}))] == ["3", "3"]


def test_an_export_may_be_json_lines() -> None:
    macros = json.loads(text_of("zendesk.json"))["macros"]
    lines = [json.dumps(macro) for macro in macros]
    text = "\r\n".join(["", lines[0], '{"broken": [1,', *lines[1:], '{"a": 1} {"b": 2}'])
    found = list(structured.read_lines(DraftFile(text, "zendesk.jsonl"), NONE))
    errors = [item for item in found if isinstance(item, InputError)]
    assert [error.line for error in errors] == [3, len(lines) + 3]
    replies = [item for item in found if isinstance(item, Draft)]
    assert [draft.reply for draft in replies] == [draft.reply for draft in drafts("zendesk.json")]
    assert [draft.tool for draft in replies] == ["zendesk"] * len(replies)
    assert replies[1].line == 4
    assert list(structured.read_json(DraftFile(text.lstrip(), "zendesk.json"), NONE))


def test_json_lines_of_usual_or_given_names() -> None:
    text = '{"réponse": "Bonjour à tous", "corps": "Non", "langue": "fr"}\n{"réponse": "Oui"}\n'
    file = DraftFile(text, "a.jsonl")
    assert [getattr(item, "reply", item) for item in structured.read_lines(file, NONE)] == [
        "Bonjour à tous",
        "Oui",
    ]
    (named,) = structured.read_lines(file, Defaults(fields={"reply": "corps"}))
    assert isinstance(named, Draft)
    assert (named.reply, named.lang) == ("Non", "fr")


def test_what_yaml_repeats_is_one_reply() -> None:
    text = (
        "replies:\n- &a {id: a, reply: Merci à tous}\n- *a\n"
        "- <<: *a\n  id: b\n"  # a record of its own, whose text stands there too
    )
    assert [(draft.id, draft.line) for draft in drafts("a.yml", text)] == [("a", 2), ("b", 2)]


def test_a_team_file() -> None:
    first, second, third, fourth = drafts("equipe.yml")
    assert [told(draft) for draft in (first, second)] == [
        {
            "id": "panne", "title": title, "lang": lang, "channel": "email",
            "tags": ("panne", "secteur nord"), "twin": "equipe.yml#panne",
            "reviewed": date(2026, 3, 4),
        }
        for title, lang in (("La panne", "fr"), ("The outage", "en"))
    ]  # fmt: skip
    assert first.reply == "Bonjour,\nl'équipe répare le câble.\n"
    assert second.reply == "Hello, the crew is mending the cable.\n"
    assert first.declared_contexts == ("outage",)
    assert told(third) == {"id": "merci", "lang": "fr", "channel": "email", "audience": "public"}
    assert third.declared_contexts == ("praise",)
    assert third.reply == "C'est noté, et merci d'avoir écrit!"
    assert told(fourth) == {"id": "rappel", "lang": "en", "channel": "x"}
    assert fourth.message == "When will you call back?"
    assert [draft.template for draft in (first, second, third, fourth)] == [True] * 3 + [False]
    assert not any(draft.tool for draft in (first, second, third, fourth))


def test_where_the_message_stands() -> None:
    draft = drafts("equipe.yml")[3]
    assert draft.message_places and draft.message
    at = draft.message_places.position(draft.message.index("call"))
    text = text_of("equipe.yml")
    assert (at.line, at.column) == naive_place(text, text.index("call back"))


def test_a_table_of_french_excel() -> None:
    first, second = drafts("equipe.csv")
    assert told(first) == {
        "id": "compteur-fr", "lang": "fr", "channel": "email", "audience": "private",
        "tags": ("compteur", "relevé"),
    }  # fmt: skip
    assert (first.message, first.template) == ("Comment lire mon compteur?", False)
    assert first.reply == "Lisez les chiffres; de gauche\r\nà droite."
    assert told(second) == {"id": "merci-en", "lang": "en", "channel": "chat"}
    assert (second.reply, second.template) == ("Thanks!", True)


def test_tags_tell_contexts_and_what_the_record_says_goes_before() -> None:
    known = Defaults(tags={"PANNE": ("outage",)}, channel="chat", audience="public", lang="fr")
    first, second, third, _ = drafts("zendesk.json", known=known)
    assert first.declared_contexts == ("outage",)
    assert second.declared_contexts == ()
    assert (first.audience, second.audience) == ("private", "public")
    assert (first.channel, third.channel) == ("chat", "email")


def test_the_command_line_decides_what_is_a_template() -> None:
    assert not any(d.template for d in drafts("zendesk.json", known=Defaults(template=False)))
    assert all(d.template for d in drafts("equipe.yml", known=Defaults(template=True)))


Replies = list[tuple[str | None, str | None, str]]  # id, language, reply

# What people write by hand: each is read as these replies.
BY_HAND: list[tuple[str, str, Replies]] = [
    ("texts by their keys", "replies:\n  panne: L'équipe est en route.\n  merci: Merci de votre bon mot.\n",
     [("panne", None, "L'équipe est en route."), ("merci", None, "Merci de votre bon mot.")]),
    ("by key, then by language", "réponses:\n  panne: {fr: En route!, en: On our way!}\n",
     [("panne", "fr", "En route!"), ("panne", "en", "On our way!")]),
    ("by language, then by key", "replies:\n  fr: {panne: L'équipe est en route.}\n  en: {panne: The crew is coming.}\n",
     [("panne", "fr", "L'équipe est en route."), ("panne", "en", "The crew is coming.")]),
    ("by part, then by key", "macros:\n  pannes: {route: L'équipe est en route.}\n",
     [("route", None, "L'équipe est en route.")]),
    ("a list of texts", "Modèles:\n- Bonjour et bienvenue ici.\n- Oui.\n",
     [(None, None, "Bonjour et bienvenue ici.")]),
    ("columns by language", "- {id: a, texte (fr): Merci., Text EN: Thanks., lang: fr}\n",
     [("a", "fr", "Merci."), ("a", "en", "Thanks.")]),
    ("words for languages", "- {id: a, Réponse en français: Merci., réponse en anglais: Thanks.}\n",
     [("a", "fr", "Merci."), ("a", "en", "Thanks.")]),
    ("languages beside an id", "replies:\n- {id: a, fr: Merci., en: Thanks.}\n",
     [("a", "fr", "Merci."), ("a", "en", "Thanks.")]),
    ("the whole file by language", "fr:\n  replies: [{id: a, text: Merci bien à vous.}]\nen:\n- {id: a, reply: Thanks.}\n",
     [("a", "fr", "Merci bien à vous."), ("a", "en", "Thanks.")]),
    ("records by their keys", "panne: {texte: En route!, contextes: [outage]}\nmerci: {texte: De rien!, langue: fr}\n",
     [("panne", None, "En route!"), ("merci", "fr", "De rien!")]),
    ("one record, the file", "id: a\nmessage: Quand revient le courant?\nréponse: Ce soir.\n",
     [("a", None, "Ce soir.")]),
    ("one record, weak names", "titre: Accueil\ntexte: Bonjour et bienvenue ici.\n",
     [(None, None, "Bonjour et bienvenue ici.")]),
    ("a reply in a record", "- {message: Quand revient le courant?, reply: {text: Ce soir., lang: fr}}\n",
     [(None, "fr", "Ce soir.")]),
    ("several replies to a message", "message: Quand revient le courant?\nreplies:\n- Vers six heures ce soir.\n- {text: Bientôt.}\n",
     [(None, None, "Vers six heures ce soir.")]),
    ("questions and answers", "sujets:\n- nom: Facture\n  faq:\n  - {question: Où est ma facture?, answer: En ligne.}\n",
     [(None, None, "En ligne.")]),
    ("a list in an envelope", "count: 1\ndata:\n- {id: 7, text: Bonjour et bienvenue ici.}\n",
     [("7", None, "Bonjour et bienvenue ici.")]),
    ("documents of YAML", "id: a\nreply: Merci.\n---\nid: b\nreply: Thanks.\n",
     [("a", None, "Merci."), ("b", None, "Thanks.")]),
    ("the name that says it, before any other", "- {text: Quand revient le courant?, reply: Ce soir.}\n",
     [(None, None, "Ce soir.")]),
    ("HTML before text", "- {id: a, body_text: 'x y z', body_html: '<p>Bonjour,<br>à demain!</p>'}\n",
     [("a", None, "Bonjour,\nà demain!")]),
    ("no HTML", "- {id: a, text: '<nom>, on vous aime <3'}\n",
     [("a", None, "<nom>, on vous aime <3")]),
    ("Discourse's names, a team's file", "replies:\n- {id: a, title: T, content: Bonjour à tous et toutes.}\n",
     [("a", None, "Bonjour à tous et toutes.")]),
    ("a blank name beside", "- {id: a, reply: '', réponse: Merci.}\n", [("a", None, "Merci.")]),
    ("a template that is a text, and one that is a yes", "- {id: a, template: Bonjour et bienvenue ici.}\n- {id: b, template: true, text: Merci.}\n",
     [("a", None, "Bonjour et bienvenue ici."), ("b", None, "Merci.")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in BY_HAND], ids=[case[0] for case in BY_HAND]
)
def test_files_by_hand(text: str, expected: Replies) -> None:
    found = drafts("f.yml", text)
    assert [(draft.id, draft.lang, draft.reply) for draft in found] == expected
    for draft in found:
        assert draft.tool is None


def test_what_stands_above_holds_below() -> None:
    (draft,) = drafts(
        "f.yml",
        "canal: facebook\ntags: [a]\nparts:\n- title: Pannes\n  contexts: [outage]\n"
        "  message: Quand?\n  replies:\n  - {id: x, tags: [b], text: Ce soir vers six heures.}\n",
    )
    assert (draft.channel, draft.tags) == ("facebook", ("a", "Pannes", "b"))
    assert (draft.declared_contexts, draft.message) == (("outage",), "Quand?")


def test_the_key_of_a_part_is_a_tag() -> None:
    (draft,) = drafts("f.yml", "macros:\n  pannes:\n    nord:\n    - {text: On arrive ce soir.}\n")
    assert draft.tags == ("pannes", "nord")


TWO = "replies:\n  panne: {fr: En route!, en: On our way!}\n  merci: {fr: Merci!, en: Thanks!}\n"


def test_languages_of_a_record_are_twins() -> None:
    twins = [draft.twin for draft in drafts("f.yml", TWO)]
    assert twins[0] == twins[1] != twins[2] == twins[3]
    assert drafts("g.yml", TWO)[0].twin != twins[0]  # another file, another reply
    unnamed = "- {reply_fr: Merci!, reply_en: Thanks!}\n- {reply_fr: Bon!, reply_en: Good!}\n"
    assert len({draft.twin for draft in drafts("f.yml", unnamed)}) == 2
    said = drafts("f.yml", "- {twin: t, reply: {fr: Merci!, en: Thanks!}}\n")
    assert [draft.twin for draft in said] == ["t", "t"]


@pytest.mark.parametrize(
    ("field", "written", "read"),
    [
        ("channel", "canal: Clavardage", "chat"),
        ("channel", "CHANNEL: E-mail", "email"),
        ("channel", "canal: texto", "sms"),
        ("channel", "channel: X (Twitter)", "x"),
        ("audience", "audience: Privée", "private"),
        ("audience", "public: false", "private"),
        ("audience", "public: Oui", "public"),
        ("audience", "Visibilité: publique", "public"),
        ("lang", "langue: fr_CA", "fr"),
        ("lang", "locale: en-US", "en"),
        ("lang", "lang: anglais", "en"),
        ("declared_contexts", "situation: outage; strike", ("outage", "strike")),
        ("tags", "Mots-clés: 'a, b\n\n    c'", ("a", "b", "c")),
        ("tags", "tags: [1, two]", ("1", "two")),
        ("tags", "étiquettes: 12", ("12",)),
        ("reviewed", "relu_le: 2026-03-04 23:59", date(2026, 3, 4)),
        ("reviewed", "révisé: 2026-03-04", date(2026, 3, 4)),
        ("template", "gabarit: non", False),
        ("template", "isTemplate: 1", True),
        ("role", "rôle: porte-parole", "porte-parole"),
        ("id", "slug: 12", "12"),
        ("title", "objet: Votre panne", "Votre panne"),
        ("tool", "outil: zendesk", "zendesk"),
        ("approved_by", "approved-by: mairie", ("mairie",)),
    ],
)
def test_values(field: str, written: str, read: object) -> None:
    (draft,) = drafts("f.yml", f"replies:\n  - reply: Merci.\n    {written}\n")
    assert getattr(draft, field) == read


UI = {"submit": "Send", "cancel": "Cancel", "loading": "Please wait a moment"}
NO_REPLY: list[tuple[str, Any]] = [
    ("package.json", {"name": "site", "version": "1.0.0", "description": "The site of the city",
                      "scripts": {"body": "node build all pages", "text": "x"}, "author": "Us"}),
    ("a code of conduct", {"schema": 1, "rules": {"r": {"examples": {"pass": [
        {"lang": "fr", "message": "Quand revient le courant?", "reply": "Ce soir."}]}}}}),
    ("cases of a code", {"cases": [{"message": "Plus de courant ici", "reply": "Ce soir."}]}),
    ("a workflow", {"on": "push", "jobs": {"say": {"steps": [{"name": "Say that it is done",
        "with": {"channel": "#ops", "text": "The build is done", "body": "See the log of it"}}]}}}),
    ("an action", {"name": "Say", "description": "Says it", "runs": {"steps": [{"name": "Say",
        "with": {"channel": "email", "message": "All is done now", "body": "See it there"}}]}}),
    ("an issue form", {"name": "Bug", "title": "A bug", "labels": ["bug"], "body": [
        {"type": "markdown", "attributes": {"value": "Thanks for taking the time to write"}}]}),
    ("screens by language", {"fr": {"comments": {"reply": "Répondre à ce commentaire", **UI}},
                             "en": {"comments": {"reply": "Reply to this comment", **UI}}}),
    ("screens by section", {"contact": {"title": "Write to us here", "reply": "Send your reply now",
                                        "message": "Type your message here", **UI},
                            "menu": {"text": "Open the main menu", **UI}}),
    ("screens, flat", {"reply": "Reply to this comment", "message": "Type your message here", **UI,
                       "save": "Save", "open": "Open", "close": "Close"}),
    ("plural forms", {"replies": {"one": "%{count} reply so far", "other": "%{count} replies so far"}}),
    ("words of screens by language", {"welcome": {"fr": "Bienvenue chez nous", "en": "Welcome home"}}),
    ("OpenAPI", {"openapi": "3.1.0", "paths": {"/r": {"get": {"responses": {"200": {
        "description": "ok", "content": {"x": {"example": {"message": "Plus de courant ici",
                                                           "reply": "Ce soir.", "lang": "fr"}}}}}}}}}),
    ("docker compose", {"services": {"web": {"image": "web:1", "labels": ["a"], "command": "run it all"}}}),
    ("a recorded exchange", {"interactions": [{"request": {"body": "a b c d", "method": "GET"},
        "response": {"status": 200, "headers": {}, "body": "The page that was sent"}}]}),
    ("the matter of a site", {"features": [{"title": "Fast", "text": "Our site is quick and light"}],
                              "hero": {"title": "Hello", "text": "Welcome to our new site"}}),
    ("snippets", {"Print": {"prefix": "log", "body": "console.log(a, b, c)", "description": "Log"}}),
    ("a schema", {"$schema": "x", "properties": {"reply": {"type": "string", "title": "The reply"}}}),
    ("a text alone", {"text": "Bonjour et bienvenue ici"}),
    ("too few words", [{"text": "Oui, merci"}, {"id": 1, "content": "Non"}]),
    ("a text", "Bonjour et bienvenue ici"),
    ("numbers", [1, 2.5, None, True]),
    ("nothing", None),
    ("an empty list", []),
    ("blank replies", [{"id": "a", "lang": "fr", "reply": "  \n"}, {"reply": None, "lang": "en"}]),
    ("no text", [{"id": "a", "reply": 12}, {"id": "b", "reply": ["x"]}, {"reply": {"fr": 1}}]),
    ("previews", [{"id": 1, "name": "Rappel", "preview": "Bonjour, on vous rappelle"}]),
    ("an image for a reply", [{"id": 1, "reply": "<p><img src='a.png'></p>"}]),
]  # fmt: skip


@pytest.mark.parametrize("content", [c for _, c in NO_REPLY], ids=[name for name, _ in NO_REPLY])
def test_files_without_replies(content: Any) -> None:
    assert items("f.json", json.dumps(content)) == []


@pytest.mark.parametrize("name", ["policies/utility.cases.yml", "rules/style.yml", "action.yml"])
def test_our_own_files_hold_no_reply(name: str) -> None:
    assert items("f.yml", (HERE.parent / name).read_text(encoding="utf-8")) == []


ONE = "replies:\n  - reply: Merci.\n"
WRONG: list[tuple[str, tuple[int, int], str]] = [
    ("    channel: facebok\n", (3, 14), "“channel: facebok” is none of facebook,"),
    ("    canal: widget\n", (3, 12), "“channel: widget” is none of facebook,"),
    ("    langue: es\n", (3, 13), "“lang: es” is none of fr, en"),
    ("    audience: tous\n", (3, 15), "“audience: tous” is none of public, private"),
    ("    reviewed: hier\n", (3, 15), "“reviewed: hier” must be a date like 2026-11-30"),
    ("    gabarit: peut-être\n", (3, 14), "“template” must be true or false"),
    ("    id: [a]\n", (3, 9), "“id” must be a text"),
    ("    titre: {a: b}\n", (3, 12), "“title” must be a text"),
    ("    message: [a, b]\n", (3, 14), "“message” must be a text"),
    ("    contexts: {a: b}\n", (3, 15), "“contexts” must be a list of context names"),
    ("    tags: [[a]]\n", (3, 11), "“tags” must be a list of tags"),
    ("    thread: bonjour\n", (3, 13), "“thread” must be a list of"),
    ("    waivers: [{rule: a}]\n", (3, 14), "a waiver names a rule and a reason"),
    ("    id: a\n    canal: mastodon\n", (4, 12), "“channel: mastodon” is none of"),
]


@pytest.mark.parametrize(("written", "place", "sentence"), WRONG)
def test_wrong_fields(written: str, place: tuple[int, int], sentence: str) -> None:
    error, other = items("f.yml", ONE + written + "  - {reply: Thanks., lang: en}\n")
    assert isinstance(error, InputError)
    assert isinstance(other, Draft) and other.reply == "Thanks."
    assert (error.path, error.line, error.column) == ("f.yml", *place)
    assert error.message.startswith(sentence)


def test_what_a_tool_says_that_means_nothing_here_is_no_mistake() -> None:
    macro = {"id": 1, "title": {"a": 1}, "restriction": 3, "actions": [
        {"field": "set_tags", "value": {"a": 1}}, {"field": 3, "value": "x"},
        {"field": "comment_value", "value": ["channel:widget", "Bonjour à vous."]},
        {"field": "comment_value", "value": [1, 2]}]}  # fmt: skip
    (draft,) = drafts("f.json", json.dumps([macro]))
    assert told(draft) == {"id": "1"}
    assert draft.reply == "Bonjour à vous."


def test_one_mistake_above_many_replies_is_told_once() -> None:
    (error,) = items("f.yml", "canal: facebok\nreplies: [{text: Un deux trois.}, {reply: Ah.}]\n")
    assert isinstance(error, InputError)
    assert (error.line, error.column) == (1, 8)


NAMED: list[tuple[dict[str, str], str, list[tuple[str | None, str | None, str | None, str]]]] = [
    ({"reply": "corps_fr"}, "- {id: a, corps_fr: Oui., corps_en: Yes., reply: Non.}\n",
     [("a", "fr", None, "Oui.")]),
    ({"reply": "Mot", "message": "texte", "id": "n°"}, "x: {y: {mot: Oui., texte: Ça va?, 'n°': 3}}\n",
     [("3", None, "Ça va?", "Oui.")]),
    ({"reply": "macros.*.body.words"}, "macros: [{id: a, body: {words: Oui.}}, {body: 3}]\n",
     [("a", None, None, "Oui.")]),
    ({"reply": "macros.*.body", "message": "macros.*.asked.text", "lang": "asked.lang"},
     "macros: {m: {body: Oui., asked: {text: Ça va?, lang: Français}}}\n",
     [("m", "fr", "Ça va?", "Oui.")]),
    ({"reply": "all.0.say"}, "all: [{say: Oui.}, {say: Non.}]\n", [(None, None, None, "Oui.")]),
    ({"reply": "texts.*"}, "texts: {a: Oui., b: Non.}\nschema: 1\n",
     [("a", None, None, "Oui."), ("b", None, None, "Non.")]),
    ({"reply": "le.mot"}, "- {id: a, le.mot: Oui.}\n", [("a", None, None, "Oui.")]),
    ({"reply": "mot"}, "- {id: a, mot: {fr: Oui., en: Yes.}}\n",
     [("a", "fr", None, "Oui."), ("a", "en", None, "Yes.")]),
    ({"reply": "absent"}, "- {id: a, reply: Bonjour et bienvenue.}\n", []),
    ({"message": "texte"}, "- {id: a, texte: Tout va bien?, corps: Oui.}\n", [("a", None, "Tout va bien?", "Oui.")]),
]  # fmt: skip


@pytest.mark.parametrize(("named", "text", "expected"), NAMED)
def test_names_that_the_user_gives(
    named: dict[str, str],
    text: str,
    expected: list[tuple[str | None, str | None, str | None, str]],
) -> None:
    found = drafts("f.yml", text, Defaults(fields=named))
    assert [(draft.id, draft.lang, draft.message, draft.reply) for draft in found] == expected


def test_names_that_the_user_gives_go_before_a_tool() -> None:
    found = drafts("zendesk.json", known=Defaults(fields={"reply": "macros.*.title"}))
    assert found[0].reply == "Pannes::Suivi (FR)"
    assert {draft.tool for draft in found} == {None}


def test_rules_set_aside() -> None:
    found = drafts(
        "f.yml",
        "replies:\n"
        "  # tonelint: ignore[shouting] Un slogan en majuscules\n"
        "  - reply:\n"
        "      fr: OUI!\n"
        "      en: YES!  # tonelint: ignore[too-many-emoji] It is our slogan\n"
        "  - reply: Merci.\n"
        "    Tonelint: 'ignore[thanks] On le dit toujours'\n"
        "    waivers: [{rule: empathy, reason: Sans objet}]\n"
        "  - reply: 'Bon. <!-- tonelint: ignore[closing] Trop long --><br>'\n",
    )
    rules = [[one.rule for one in draft.suppressions] for draft in found]
    assert rules == [
        ["shouting"],
        ["shouting", "too-many-emoji"],
        ["empathy", "thanks"],
        ["closing"],
    ]
    assert [draft.suppressions[0].position.line for draft in found] == [2, 2, 8, 9]


def test_rules_set_aside_for_the_file_or_for_no_reply() -> None:
    text = (
        "# tonelint: ignore-file[shouting] Nos slogans\nreplies:\n- reply: OUI!\n- reply: NON!\n"
        "other: 1  # tonelint: ignore[thanks] Rien ici\n"
    )
    first, second, error = items("f.yml", text)
    assert isinstance(first, Draft) and isinstance(second, Draft)
    assert [s.rule for s in (*first.suppressions, *second.suppressions)] == ["shouting"] * 2
    assert isinstance(error, InputError) and error.line == 5


def test_a_suppression_that_is_not_understood_is_told_beside_its_draft() -> None:
    error, draft = items("f.yml", "- {reply: Merci., lang: fr, tonelint: ignore shouting}\n")
    assert isinstance(error, InputError) and (error.path, error.line) == ("f.yml", 1)
    assert isinstance(draft, Draft) and draft.suppressions == ()
