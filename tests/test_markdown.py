"""Markdown: one reply or several in a file, what is said of each, and where each word stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonelint.drafts import Defaults, markdown, plain
from tonelint.drafts.draft import Draft
from tonelint.drafts.naming import language_of_name, language_of_title
from tonelint.drafts.places import DraftFile
from tonelint.errors import InputError

NONE = Defaults()

LIBRARY = """\
---
channel: email
tags: [réseau]
---
<!-- Nos réponses types -->

# Panne

## Courriel (fr)
<!--
contexts: [outage]
message: |
  Plus de courant
  depuis 6 h
-->

Bonjour! Une équipe est en route.

### Une précision

Rien à débrancher.

---

## E-mail (en)

<!-- {channel: chat, id: outage-en} -->
Hello! A crew is on its way.

***
# Facture

Écrivez-nous en privé.
"""


def drafts(text: str, path: str = "f.md", known: Defaults = NONE) -> list[Draft]:
    found = list(markdown.read(DraftFile(text, path), known))
    assert all(isinstance(item, Draft) for item in found), found
    return [item for item in found if isinstance(item, Draft)]


def errors(text: str) -> list[str]:
    found = markdown.read(DraftFile(text, "f.md"), NONE)
    return [str(item) for item in found if isinstance(item, InputError)]


def test_each_heading_with_text_opens_a_reply() -> None:
    first, more, second, third = drafts(LIBRARY)
    assert first.reply == "Bonjour! Une équipe est en route."
    assert first.title == "Panne / Courriel (fr)"
    assert first.tags == ("réseau", "Panne")
    assert (first.lang, first.channel) == ("fr", "email")
    assert first.declared_contexts == ("outage",)
    assert (first.line, first.extent) == (17, (9, 17))
    assert (more.title, more.reply) == (
        "Panne / Courriel (fr) / Une précision",
        "Rien à débrancher.",
    )
    assert more.lang == "fr", "the nearest heading that names a language"
    assert (second.reply, second.id) == ("Hello! A crew is on its way.", "outage-en")
    assert (second.lang, second.channel) == ("en", "chat")
    assert (third.title, third.tags, third.lang) == ("Facture", ("réseau",), None)
    assert third.reply == "Écrivez-nous en privé."


def test_where_the_message_stands() -> None:
    first, *_ = drafts(LIBRARY)
    assert first.message == "Plus de courant\ndepuis 6 h\n"
    places = first.message_places
    assert places is not None
    start, end = places.span(first.message.index("depuis"), first.message.index("\n", 20))
    assert LIBRARY[start:end] == "depuis 6 h"
    (alone,) = drafts('---\r\nlang: fr\r\nmessage: "Tanné d\'\\u00eatre\\nlà"\r\n---\r\nBonjour!')
    assert alone.message == "Tanné d'être\nlà"
    assert alone.message_places is not None
    place = alone.message_places.position(alone.message.index("être"))
    assert (place.line, place.column) == (3, 19)
    assert alone.message_places.syntax == ("yaml-double",)


def test_a_thread_has_no_place_of_the_message() -> None:
    (draft,) = drafts("---\nthread: [{author: customer, text: Allô?}]\n---\nBonjour!")
    assert draft.message == "Allô?"
    assert draft.message_places is None


@pytest.mark.parametrize(
    ("text", "replies"),
    [
        ("# Panne\n\nBonjour!", 1),
        ("# Panne\n\nBonjour!\n\n## Suite\n\nMerci!", 1),
        ("# Panne\n\n# Facture\n\nBonjour!", 1),
        ("Bonjour!\n\n# Un\n\nA\n\n# Deux\n\nB", 1),
        ("# Un\n\nA\n\n# Deux\n\nB", 2),
        ("---\nreplies: one\n---\n# Un\n\nA\n\n# Deux\n\nB", 1),
        ("---\nreplies: headings\n---\nNos réponses.\n\n# Un\n\nA", 1),
        ("<!-- note -->\n---\n# Un #\nA\n# Deux ##\nB", 2),
        ("Un\n==\n", 1),
        ("Un\n===\n\nA\n\nDeux\n===\n\nB", 2),
        ("Un\n---\n\nA\n\nDeux\n---\n\nB", 2),
        ("# Un\n\nA\n---\n# Deux\n\nB\n---\n", 2),
        ("Bonjour!\n---\nÀ bientôt.\n---\nSalut", 1),
        ("- un\n---\n- deux\n---\ntrois", 1),
        ("# Un\n\n```\n# non\n```\n\n# Deux\n\n~~~ sh\n```\n# non\n~~~\nB", 2),
        ("# Un\n\nA\n\n<!--\n# non\nA\n-->\n\n# Deux\n\nB", 2),
        ("#un mot-clic\n\nA\n\n#deux\n\nB", 1),
        ("# Un\n\n<!-- rien -->\n\n# Deux\n\n---\n", 1),
        ("\n\n", 0),
        ("---\nlang: fr\n---\n \n", 0),
    ],
)
def test_how_many_replies_a_file_holds(text: str, replies: int) -> None:
    assert len(drafts(text)) == replies


@pytest.mark.parametrize(
    "text", ["# Un\n\nA\n---\n# Deux\n\nB\n---\n", "Un\n===\nA\n\nDeux\n===\nB"]
)
def test_titles_and_dashes_are_no_text(text: str) -> None:
    assert [(draft.title, draft.reply) for draft in drafts(text)] == [("Un", "A"), ("Deux", "B")]


def test_a_reply_alone_is_all_of_the_file() -> None:
    text = "---\nlang: en\n---\n# Hello\n\n- one\n- **two**\n\n\n"
    (draft,) = drafts(text)
    assert draft.reply == "# Hello\n\n- one\n- **two**\n\n\n"
    assert (draft.line, draft.extent) == (4, (1, 7))
    assert not draft.template


def test_replies_under_headings_are_canned_unless_they_answer_a_message() -> None:
    text = "# Un\n\n{}A\n\n# Deux\n\nB"
    assert [draft.template for draft in drafts(text.format(""))] == [True, True]
    answering = text.format("<!-- message: Allô? -->\n")
    assert [draft.template for draft in drafts(answering)] == [False, True]
    assert not any(draft.template for draft in drafts(text, known=Defaults(message="Allô?")))
    (alone,) = drafts("---\nreplies: headings\n---\n# Un\nA")
    assert alone.template
    assert not any(draft.template for draft in drafts(f"---\ntemplate: false\n---\n{text}"))


def test_a_message_too_deep_to_be_placed_is_a_mistake() -> None:
    (error,) = errors(f"---\nmessage: a\nthread: {'[' * 150}{']' * 150}\n---\nBonjour!")
    assert error.startswith("f.md:3:")


def test_the_nearest_word_on_the_language_counts() -> None:
    text = "# Un (EN)\n\n<!-- lang: fr -->\nA\n\n# Deux [en]\n\nB\n\n# Trois\n\nC"
    assert [draft.lang for draft in drafts(f"---\nlang: fr\n---\n{text}")] == ["fr", "en", "fr"]
    assert [draft.lang for draft in drafts(text, "x.fr.md")] == ["fr", "en", "fr"]
    (draft,) = plain.read(DraftFile("Hello", "panne/x.EN.txt"), Defaults(lang="fr"))
    assert isinstance(draft, Draft)
    assert (draft.lang, draft.extent) == ("en", (1, 1))


def test_tags_of_a_file_its_headings_and_a_reply_tell_the_contexts() -> None:
    text = "# Panne\n## A\na\n## B\n<!-- tags: paiement -->\nb"
    known = Defaults(tags={"panne": ("outage",), "Paiement": ("bill-problem",)})
    first, second = drafts(text, known=known)
    assert first.declared_contexts == ("outage",)
    assert second.declared_contexts == ("outage", "bill-problem")


def test_what_the_front_matter_calls_the_file() -> None:
    text = "---\nid: x\ntitle: Réseau\ntwin: t\ntool: github\n---\n# Un\n\nA\n\n# Deux\n<!-- title: Z -->\nB"
    first, second = drafts(text)
    assert (first.title, first.id, first.twin, first.tool) == ("Réseau / Un", None, "t", "github")
    assert second.title == "Z"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nlang: fr\nchannel: facebok\n---\nA", "f.md:3:1: “channel: facebok” is none of"),
        (
            "---\nlang: fr\nreplies: two\n---\nA",
            "f.md:3:1: “replies: two” is none of one, headings",
        ),
        ("---\nreplies: headings\n---\nA", "f.md: no heading here has text under it"),
        ("---\nlang: fr\nwaivers: [a]\n---\nA", "f.md:3:1: “waivers” must be a list"),
        (
            "# Un\n<!-- chanel: x -->\nA\n# Deux\nB",
            "f.md:2:6: the comment under this heading has an",
        ),
        ("# Un\n<!--\r\n  id: a\n  lang: de\n-->\nA\n# Deux\nB", "f.md:4:3: “lang: de” is none of"),
        ("# Un\n<!-- id: a\nlang: [ -->\nA\n# Deux\nB", "f.md:3:9: this is not valid YAML"),
        ("# Un\n<!-- replies: one -->\nA\n# Deux\nB", "f.md:2:6: the comment under this heading"),
    ],
)
def test_mistakes_have_their_place(text: str, expected: str) -> None:
    (error,) = errors(text)
    assert error.startswith(expected), error


def test_a_mistake_under_one_heading_loses_no_other_reply() -> None:
    found = list(markdown.read(DraftFile("# Un\n<!-- lang: de -->\nA\n# Deux\nB", "f"), NONE))
    assert isinstance(found[0], InputError)
    assert [item.reply for item in found[1:] if isinstance(item, Draft)] == ["B"]


def test_other_comments_under_a_heading_are_none_of_fields() -> None:
    first, second = drafts("# Un\n<!-- NOTE: à revoir -->\nA\n# Deux\nB <!-- lang: de -->")
    assert first.reply == "<!-- NOTE: à revoir -->\nA"
    assert second.lang is None


_WORDS = st.lists(
    st.sampled_from(["Bonjour!", "café", "😂", "e\u0301té", "**gras**", "12", "-", "\u00a0:"]),
    min_size=1,
    max_size=5,
).map(" ".join)
_REPLY = st.lists(_WORDS, min_size=1, max_size=3).map(lambda lines: "a\n" + "\n".join(lines))


@given(
    replies=st.lists(_REPLY, min_size=2, max_size=4),
    front=st.sampled_from(["", "---\nchannel: email\n---\n", "---\n---\n\n"]),
    under=st.sampled_from(["", "<!-- lang: fr -->\n", "<!--\nlang: fr\n-->\n\n", "\n\n"]),
    between=st.sampled_from(["", "\n", "\n---\n", "\n\n* * *\n\n"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_every_word_is_at_its_place(
    replies: list[str], front: str, under: str, between: str, line_end: str
) -> None:
    text = front + "".join(
        f"## Titre {number}\n{under}{reply}\n{between}" for number, reply in enumerate(replies)
    )
    text = text.replace("\n", line_end)
    lines = text.split(line_end)
    found = drafts(text)
    assert [draft.reply for draft in found] == [
        reply.replace("\n", line_end).strip() for reply in replies
    ]
    line = 0
    for number, draft in enumerate(found):
        line = next(at for at in range(line, len(lines)) if lines[at] == f"## Titre {number}")
        first = lines.index("a", line)
        assert draft.extent == (line + 1, first + 1 + draft.reply.rstrip().count("\n"))
        assert draft.line == first + 1
        for offset, char in enumerate(draft.reply):
            place = draft.written.position(offset)
            if char not in "\r\n":
                assert lines[place.line - 1][place.column - 1] == char
        assert draft.written.syntax == ()


@pytest.mark.parametrize(
    "text",
    ["# " + " " * 100_000 + "x", "-" * 100_000 + "x\n" + "- " * 50_000, "<!--" * 50_000,
     "<!-- " + " " * 100_000 + "-->", "\n".join(["# a", "b"] * 5_000), "```\n" * 50_000],
)  # fmt: skip
def test_hostile_files_are_read(text: str) -> None:
    assert sum(len(draft.reply) for draft in drafts(text)) <= len(text)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Panne (fr)", "fr"), ("Outage [EN]", "en"), ("Outage — English", "en"),
        ("Français", "fr"), ("Panne : français", "fr"), ("Facture - FR-CA", "fr"),
        ("Panne / EN", "en"), ("Panne fr", None), ("Cours d'anglais", None), ("Bilan-EN", None),
        ("", None),
    ],
)  # fmt: skip
def test_language_of_a_title(title: str, language: str | None) -> None:
    assert language_of_title(title) == language


@pytest.mark.parametrize(
    ("path", "language"),
    [("a/x.fr.md", "fr"), ("x.EN.txt", "en"), ("fr.md", None), ("x.md", None), ("fr/x.de.md", None),
     ("<stdin>", None), (".fr.md", None)],
)  # fmt: skip
def test_language_of_a_file_name(path: str, language: str | None) -> None:
    assert language_of_name(path) == language
