"""Reading drafts: what is known of them, and where each character stands."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonelint.drafts import Defaults, jsonl, markdown, plain, project_files, read, read_messages
from tonelint.drafts.draft import Draft
from tonelint.drafts.places import DraftFile, Position, SourceMap
from tonelint.errors import InputError

NONE = Defaults()


def one(reader: object, text: str) -> Draft:
    (draft,) = reader.read(DraftFile(text, "f"), NONE)  # type: ignore[attr-defined]
    assert isinstance(draft, Draft), draft
    return draft


def character(file: str, line: int, column: int) -> str:
    """What stands at a 1-based place of a file whose lines end in LF, CRLF or CR."""
    return file.replace("\r\n", "\n ").replace("\r", "\n").split("\n")[line - 1][column - 1 :]


@given(st.text(alphabet="aé😂\n\r. -", max_size=40))
def test_plain_positions(text: str) -> None:
    places = SourceMap.of(text)
    line, column = 1, 1
    for offset, char in enumerate(text):
        position = places.position(offset)
        assert (position.line, position.column) == (line, column)
        ends = char == "\n" or (char == "\r" and text[offset + 1 : offset + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)


@given(
    reply=st.text(min_size=1, max_size=30).filter(str.strip),
    message=st.text(max_size=10),
    ascii_only=st.booleans(),
)
def test_json_positions(reply: str, message: str, ascii_only: bool) -> None:
    record = {"id": 1, "message": message, "nested": {"reply": [1, "}"]}, "reply": reply}
    raw = json.dumps(record, ensure_ascii=ascii_only)
    draft = one(jsonl, raw)
    assert draft.reply == reply
    for offset in range(len(reply)):
        start = draft.written.position(offset).column - 1
        end = draft.written.position(offset + 1).column - 1
        assert json.loads(f'"{raw[start:end]}"') == reply[offset]


def test_markdown_knows_its_front_matter() -> None:
    text = (
        "---\r\ncontexts: [outage]\r\nchannel: email\r\nlang: fr\r\nmessage: |\r\n  Plus de courant\r\n"
        "role: porte-parole\r\ntemplate: true\r\n---\r\nBonjour!\r\nOn arrive."
    )
    draft = one(markdown, text)
    assert (draft.channel, draft.lang, draft.role, draft.template) == (
        "email",
        "fr",
        "porte-parole",
        True,
    )
    assert draft.declared_contexts == ("outage",)
    assert draft.message == "Plus de courant\n"
    assert not draft.is_public
    place = draft.written.position(draft.reply.index("On arrive"))
    assert (place.line, place.column) == (11, 1)


def test_markdown_without_front_matter() -> None:
    assert one(markdown, "Merci!\n---\nÀ bientôt").reply.startswith("Merci!")


def test_suppressions_have_a_rule_and_a_reason() -> None:
    draft = one(markdown, "ALLEZ\n<!-- tonelint: ignore[shouting] c'est notre slogan -->")
    (suppression,) = draft.suppressions
    assert (suppression.rule, suppression.reason) == ("shouting", "c'est notre slogan")
    assert suppression.position.line == 2
    error, kept = markdown.read(DraftFile("ALLEZ <!-- tonelint: ignore[shouting] -->", "f"), NONE)
    assert isinstance(error, InputError)
    assert "reason" in error.message
    assert isinstance(kept, Draft)


@pytest.mark.parametrize(
    ("front", "line", "words"),
    [
        ("chanel: x", 2, "did you mean “channel”?"),
        ("channel: facebok", 2, "did you mean “facebook”?"),
        ("lang: de", 2, "none of fr, en"),
        ("template: maybe", 2, "true or false"),
        ("contexts: {a: b}", 2, "list of context names"),
        ("thread: [a]", 2, "“thread” must be a list"),
        ("message: [a]", 2, "must be a text"),
        ("a: [", 3, "not valid YAML"),
        ("channel: x\nchannel: email", 3, "there twice"),
        ("- a", 2, "keys and values"),
        ("layout: post\nreviewd: 2026-01-01", 3, "did you mean “reviewed”?"),
        ("canal: facebok", 2, "did you mean “facebook”?"),
        ("a: b\ntonelint: ignore[shouting]", 3, "gives a reason"),
    ],
)
def test_wrong_front_matter(front: str, line: int, words: str) -> None:
    (error,) = markdown.read(DraftFile(f"---\n{front}\n---\nBonjour", "f.md"), NONE)
    assert isinstance(error, InputError)
    assert words in str(error)
    assert str(error).startswith(f"f.md:{line}")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("{", "not JSON"),
        ("[1]", "no JSON object"),
        ("{}", 'give it a text "reply"'),
        ('{"reply": ""}', 'give it a text "reply"'),
        ('{"reply": "a", "thread": [{"author": "me", "text": "b"}]}', "thread"),
        ("[" * 100_000, "nested too deeply"),
        ('{"reply": "a \\ud83d b"}', "half of a character"),
        ('{"reply": "a", "n": ' + "1" * 5000 + "}", "number too long"),
    ],
)
def test_wrong_json_line_does_not_lose_the_others(raw: str, words: str) -> None:
    text = f'{{"reply": "a"}}\n{raw}\n\n{{"reply": "b", "unknown": 1}}'
    first, error, last = jsonl.read(DraftFile(text, "f"), NONE)
    assert isinstance(first, Draft)
    assert isinstance(error, InputError)
    assert words in error.message
    assert error.line == 2
    assert isinstance(last, Draft)
    assert last.line == 4


def test_front_matter_may_be_in_french_and_hold_keys_of_other_programs() -> None:
    front = (
        "layout: post\nversion: 2\nstatus: ok\ntitre: Panne\nlangue: français\ncanal: Courriel\n"
        "message: Allô?\nquestion: Autre\nrévisé le: 2026-01-05T10:00:00\n"
        "étiquettes: [panne, 2024]\ncontextes: outage, question\napprouvé par: chef\n"
        "tonelint: ignore[shouting] notre slogan\n"
    )
    draft = one(markdown, f"---\n{front}---\nBonjour")
    assert (draft.title, draft.lang, draft.channel, draft.message) == (
        "Panne",
        "fr",
        "email",
        "Allô?",
    )
    assert (draft.reviewed, draft.tags) == (date(2026, 1, 5), ("panne", "2024"))
    assert (draft.declared_contexts, draft.approved_by) == (("outage", "question"), ("chef",))
    (aside,) = draft.suppressions
    assert (aside.rule, aside.reason, aside.position) == (
        "shouting",
        "notre slogan",
        Position(14, 1),
    )
    assert draft.message_places
    assert draft.message_places.position(0) == Position(8, 10)


def test_front_matter_that_never_ends() -> None:
    (error,) = markdown.read(DraftFile("---\nmessage: abc\nBonjour", "f.md"), NONE)
    assert isinstance(error, InputError)
    assert "never closed" in error.message


def test_a_thread_that_ends_with_the_customer_is_what_is_answered() -> None:
    thread = [{"author": "us", "text": "Allô!"}, {"author": "customer", "text": "Plus de courant"}]
    draft = one(jsonl, json.dumps({"reply": "On arrive.", "thread": thread}))
    assert draft.message == "Plus de courant"
    assert len(draft.thread) == 1


def test_json_line_knows_the_thread() -> None:
    record = {
        "reply": "On arrive.",
        "thread": [{"author": "customer", "text": "Allô?"}, {"author": "us", "text": "Oui!"}],
        "contexts": ["humour"],  # labels of evaluation data: not a declaration
        "declared_contexts": ["outage"],
        "audience": "private",
    }
    draft = one(jsonl, json.dumps(record))
    assert [turn.author for turn in draft.thread] == ["customer", "us"]
    assert draft.declared_contexts == ("outage",)
    assert not draft.is_public


def test_what_the_command_line_says_is_a_default() -> None:
    known = Defaults(message="Allô", channel="x", lang="fr")
    (draft,) = plain.read(DraftFile("Bonjour", "f"), known)
    assert isinstance(draft, Draft)
    assert (draft.message, draft.channel, draft.lang) == ("Allô", "x", "fr")


def test_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("caché", encoding="utf-8")
    (tmp_path / "a.md").write_bytes("\ufeffBonjour".encode())
    (tmp_path / "b" / "d.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "b" / "e.txt").write_text("  \n", encoding="utf-8")
    (tmp_path / "b" / "f.txt").write_text("a\0b", encoding="utf-8")
    (tmp_path / "notes.docx").write_text("ignored", encoding="utf-8")
    named = [
        str(tmp_path),
        str(tmp_path / "a.md"),
        str(tmp_path / "none"),
        str(tmp_path / "notes.docx"),
    ]
    found = list(read([*named, "-"], NONE, b'{"reply": "Oui"}'))
    replies = [item.reply for item in found if isinstance(item, Draft)]
    errors = [str(item) for item in found if isinstance(item, InputError)]
    assert replies == ["Bonjour", "Oui"]
    assert len(errors) == 5
    for words in (
        "not UTF-8",
        "nothing to check",
        "binary",
        "no such file",
        "ending in .docx are not read",
    ):
        assert any(words in error for error in errors), words


@pytest.mark.parametrize(
    ("name", "is_of_the_project"),
    [
        ("README.md", True),
        ("readme.txt", True),
        ("README.fr.md", True),
        ("README-fr_CA.md", True),
        ("LISEZMOI.md", True),
        ("LICENSE.txt", True),
        ("CODE_OF_CONDUCT.md", True),
        ("SECURITY.md", True),
        ("security.md", False),
        ("support.fr.md", False),
        ("readme-first.md", False),
        ("licence-chien.md", False),
        ("changelog.yml", False),
        ("requirements-dev.txt", True),
        ("requirements.md", False),
        ("package-lock.json", True),
        ("tsconfig.base.json", True),
        ("docker-compose.override.yml", True),
        ("mkdocs.yml", True),
        ("macros.json", False),
    ],
)
def test_files_of_the_project_are_no_replies(name: str, is_of_the_project: bool) -> None:
    assert project_files.is_one(name) is is_of_the_project


def test_files_of_the_project_are_passed_over_in_folders_and_read_if_named(tmp_path: Path) -> None:
    for name in ("README.md", "a.md"):
        (tmp_path / name).write_text("Bonjour.", encoding="utf-8")
    (met,) = read([str(tmp_path)], NONE)
    assert isinstance(met, Draft)
    assert met.path == str(tmp_path / "a.md")
    (named,) = read([str(tmp_path / "README.md")], NONE)
    assert isinstance(named, Draft)


def test_pages_need_no_name_of_replies_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Bonjour.</p>", encoding="utf-8")
    (tmp_path / "b.html").write_text("<script>1</script>", encoding="utf-8")  # without words
    (tmp_path / "c.json").write_text('{"strict": tru', encoding="utf-8")  # broken, none of ours
    (page,) = read([str(tmp_path)], NONE)
    assert isinstance(page, Draft)
    assert page.reply == "Bonjour."


def test_standard_input_may_be_front_matter_or_text() -> None:
    (marked,) = read(["-"], NONE, b"---\nlang: en\n---\nHello")
    (text,) = read(["-"], NONE, b"Hello there")
    assert isinstance(marked, Draft)
    assert marked.lang == "en"
    assert isinstance(text, Draft)


def test_messages(tmp_path: Path) -> None:
    file = tmp_path / "m.jsonl"
    file.write_text(
        '{"id": 7, "text": "Allô"}\n{"message": "Oui?"}\n{"reply": "x"}\n', encoding="utf-8"
    )
    first, second, error = read_messages([str(file)])
    assert not isinstance(first, InputError)
    assert (first.id, first.text) == ("7", "Allô")
    assert not isinstance(second, InputError)
    assert isinstance(error, InputError)
