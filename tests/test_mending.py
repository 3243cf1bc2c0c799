"""Mending files: what is fixed is fixed where it stands, and nothing else is touched."""

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint.checks.typography import SlipName, slips
from tonelint.drafts import formats
from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults
from tonelint.drafts.places import SourceMap
from tonelint.errors import InputError
from tonelint.mending import WHY, Mended, Reread, mend, mend_in_rounds, unified, write
from tonelint.results import Advice, Decision, Fix, Result, Violation

LOOKED_FOR: tuple[SlipName, ...] = (
    "no-break-space", "space-before-mark", "doubled-mark", "doubled-space",
)  # fmt: skip
BOM = b"\xef\xbb\xbf"


def reader(path: str) -> Reread:
    """Reads the text of a file of that name as tonelint does."""

    def reread(text: str) -> list[Draft]:
        found = formats.drafts_of(text.encode(), path, Defaults())
        return [one for one in found if isinstance(one, Draft)]

    return reread


def drafts_of(path: str, content: bytes) -> list[Draft]:
    return reader(path)(content.decode("utf-8-sig"))


def violation(draft: Draft, fix: Fix) -> Violation:
    """A violation that a fix would mend."""
    places, text = draft.written, draft.reply[fix.start : fix.end]
    return Violation(
        "some-rule", None, "info", "", "", "", text, fix.start, fix.end,
        places.position(fix.start), places.end(fix.start, fix.end), fix=fix,
    )  # fmt: skip


def result(draft: Draft, *fixes: Fix) -> Result:
    violations = tuple(violation(draft, fix) for fix in fixes)
    return Result(draft, "fr", (), (), (), Advice(None, (), ""), Decision(), violations)


def swapped(drafts: list[Draft], old: str, new: str, *, safe: bool = True) -> list[Result]:
    """Results that would have each ``old`` be ``new``."""
    return [
        result(
            draft,
            *(
                Fix(found.start(), found.end(), new, safe)
                for found in re.finditer(re.escape(old), draft.reply)
            ),
        )
        for draft in drafts
    ]


def typographic(drafts: list[Draft]) -> list[Result]:
    """Results that tell the slips of typography."""
    return [
        result(
            draft,
            *(
                Fix(slip.first, slip.last, slip.text)
                for name in LOOKED_FOR
                for slip in slips(name, draft.reply, "fr")
            ),
        )
        for draft in drafts
    ]


def swap(path: str, content: bytes, old: str, new: str) -> Mended:
    return mend(content, swapped(drafts_of(path, content), old, new), reread=reader(path))


# --- in each format --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.txt", "Hydro Québec\r\nici.", "Hydro-Québec\r\nici."),
        ("a.md", "---\nmessage: Hydro Québec?\n---\n# Hydro Québec\n", "---\nmessage: Hydro Québec?\n---\n# Hydro-Québec\n"),
        ("a.json", '[{"reply": "Hydro Qu\\u00e9bec\\n\\"ici\\"", "message": "Hydro Québec"}]', '[{"reply": "Hydro-Qu\\u00e9bec\\n\\"ici\\"", "message": "Hydro Québec"}]'),
        ("a.jsonl", '{"reply":"Hydro Québec"}\r\n\r\n{ "reply" : "a\\tHydro Québec" }', '{"reply":"Hydro-Québec"}\r\n\r\n{ "reply" : "a\\tHydro-Québec" }'),
        ("a.yml", "# Hydro Québec\n- reply: >-\n    Chez Hydro Québec,\n    on est là.\n", "# Hydro Québec\n- reply: >-\n    Chez Hydro-Québec,\n    on est là.\n"),
        ("a.yml", "- reply: 'C''est Hydro Québec'  # oui\n", "- reply: 'C''est Hydro-Québec'  # oui\n"),
        ("a.yml", '- reply: "\\tHydro Qu\\xe9bec\\n"\n', '- reply: "\\tHydro-Qu\\xe9bec\\n"\n'),
        ("a.yml", "- reply: |\n    Hydro Québec\n\n    Hydro Québec\n", "- reply: |\n    Hydro-Québec\n\n    Hydro-Québec\n"),
        ("a.csv", 'reply;note\r\n"C\'est ""Hydro Québec""";Hydro Québec\r\nHydro Québec;\r\n', 'reply;note\r\n"C\'est ""Hydro-Québec""";Hydro Québec\r\nHydro-Québec;\r\n'),
        ("a.html", "<p title='Hydro Québec'>Hydro Qu&eacute;bec &amp; vous</p>", "<p title='Hydro Québec'>Hydro-Qu&eacute;bec &amp; vous</p>"),
        ("a.json", '[{"reply": "<p>Chez <b>Hydro Québec<\\/b></p>"}]', '[{"reply": "<p>Chez <b>Hydro-Québec<\\/b></p>"}]'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", [b"", BOM])
def test_a_fix_is_written_as_its_file_writes(
    path: str, before: str, after: str, mark: bytes
) -> None:
    mended = swap(path, mark + before.encode(), "Hydro Québec", "Hydro-Québec")
    assert mended.content == mark + after.encode()
    assert mended.applied and not mended.left


@pytest.mark.parametrize(
    ("path", "before", "new", "after"),
    [
        ("a.json", '[{"reply": "un X"}]', 'dit "\\"\n', '[{"reply": "un dit \\"\\\\\\"\\n"}]'),
        ("a.csv", 'reply,lang\n"un X",fr\n', 'dit "a", b', 'reply,lang\n"un dit ""a"", b",fr\n'),
        ("a.yml", "- reply: 'un X'\n", "c'est", "- reply: 'un c''est'\n"),
        ("a.html", "<p>un X</p>", "a < b & c", "<p>un a &lt; b &amp; c</p>"),
    ],
)
def test_what_its_syntax_asks_for_is_escaped(path: str, before: str, new: str, after: str) -> None:
    mended = swap(path, before.encode(), "X", new)
    assert mended.content.decode() == after


@pytest.mark.parametrize(
    ("path", "before", "new"),
    [
        ("a.yml", "- reply: un X\n  lang: fr\n", ": deux"),
        ("a.yml", "- reply: un X\n  lang: fr\n", " # deux"),
        ("a.yml", "- reply: X un\n  lang: fr\n", "- un"),
        ("a.yml", "- reply: X\n  lang: fr\n", "true"),
        ("a.csv", "reply,lang\nun X,fr\n", "deux, trois"),
        ("a.yml", "- reply: |\n    un X\n", "deux\ntrois"),
    ],
)
def test_what_cannot_be_written_there_is_left(path: str, before: str, new: str) -> None:
    mended = swap(path, before.encode(), "X", new)
    assert (mended.content.decode(), mended.applied) == (before, ())
    assert [one.why for one in mended.left] == ["unwritable"]


def test_what_stands_in_several_pieces_is_left() -> None:
    before = b"<p>Hydro <b>Qu\xc3\xa9bec</b> et Hydro Qu\xc3\xa9bec</p>"
    mended = swap("a.html", before, "Hydro Québec", "la société d'État")
    assert mended.content == before.replace(
        b"et Hydro Qu\xc3\xa9bec", "et la société d'État".encode()
    )
    assert [one.why for one in mended.left] == ["unwritable"]


def test_only_what_differs_is_written_anew() -> None:
    before = b"<p>Hydro <b>Qu&eacute;bec</b></p>"
    mended = swap("a.html", before, "Hydro Québec", "Hydro-Québec")
    assert (mended.content, mended.left) == (before.replace(b"Hydro ", b"Hydro-"), ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- reply: >\n    Merci\n    ! Bien\n    dit\n", "- reply: >\n    Merci! Bien\n    dit\n"),
        ("- reply: 'Heures\n    : 8 h'\n", "- reply: 'Heures\u00a0: 8 h'\n"),
        ('- reply: "10\\\n    \\ 000 clients"\n', '- reply: "10\u00a0000 clients"\n'),
        ("- reply: 'pour 10\n    000 clients'\n", "- reply: 'pour 10\u00a0000 clients'\n"),
    ],
)
def test_a_line_that_is_folded_at_a_fix_is_joined(before: str, after: str) -> None:
    content = before.encode()
    mended = mend(content, typographic(drafts_of("a.yml", content)), reread=reader("a.yml"))
    assert mended.content.decode() == after


def test_one_that_would_spoil_the_file_keeps_no_other_from_being_made() -> None:
    before = "- reply: X un\n- reply: Y un\n- reply: X deux\n"
    drafts = drafts_of("a.yml", before.encode())
    results = [
        result(drafts[0], Fix(0, 1, "[x")),  # a list that never closes
        result(drafts[1], Fix(0, 1, "Z")),
        result(drafts[2], Fix(2, 6, "trois")),
    ]
    mended = mend(before.encode(), results, reread=reader("a.yml"))
    assert mended.content.decode() == "- reply: X un\n- reply: Z un\n- reply: X trois\n"
    assert [one.violation.text for one in mended.left] == ["X"]
    assert [one.text for one in mended.applied] == ["Y", "deux"]


def test_a_fix_never_changes_what_is_known_of_a_draft() -> None:
    before = "Bonjour X\nà tous"
    comment = "<!-- tonelint: ignore[shouting] notre slogan -->"
    mended = swap("a.md", before.encode(), "X", comment)
    assert (mended.content.decode(), [one.why for one in mended.left]) == (before, ["unwritable"])


# --- which fixes -----------------------------------------------------------------------


def test_unsafe_fixes_are_made_only_if_asked() -> None:
    content = b"un X et Y"
    (draft,) = drafts_of("a.txt", content)
    results = [result(draft, Fix(3, 4, "deux", safe=False), Fix(8, 9, "trois"))]
    mended = mend(content, results, reread=reader("a.txt"))
    assert mended.content == b"un X et trois"
    assert [(one.violation.text, one.why) for one in mended.left] == [("X", "unsafe")]
    mended = mend(content, results, reread=reader("a.txt"), unsafe=True)
    assert (mended.content, mended.left) == (b"un deux et trois", ())


def test_of_fixes_that_clash_the_first_is_made() -> None:
    content = b"un deux trois"
    (draft,) = drafts_of("a.txt", content)
    fixes = Fix(0, 7, "A"), Fix(3, 9, "B"), Fix(8, 13, "C"), Fix(13, 13, "!"), Fix(13, 13, "?")
    mended = mend(content, [result(draft, *fixes)], reread=reader("a.txt"))
    assert mended.content == b"A C!"
    assert [one.why for one in mended.left] == ["overlaps", "overlaps"]


def test_violations_without_a_fix_change_nothing() -> None:
    content = b"un deux"
    (draft,) = drafts_of("a.txt", content)
    mended = mend(content, [result(draft)], reread=reader("a.txt"))
    assert mended == Mended(content)


def test_results_of_a_file_that_changed_meanwhile_mend_nothing() -> None:
    results = swapped(drafts_of("a.txt", b"un X"), "X", "Y")
    mended = mend(b"deux X", results, reread=reader("a.txt"))
    assert (mended.content, [one.why for one in mended.left]) == (b"deux X", ["unwritable"])


def test_a_fix_that_brings_out_another_is_followed_up_and_a_circle_ends() -> None:
    def following(steps: dict[str, str]) -> Callable[[list[Draft]], list[Result]]:
        def fixes(draft: Draft) -> list[Fix]:
            first = draft.reply[0]
            return [Fix(0, 1, steps[first])] if first in steps else []

        return lambda drafts: [result(draft, *fixes(draft)) for draft in drafts]

    for steps, end, rest in (({"a": "b", "b": "c"}, b"c!", 0), ({"a": "b", "b": "a"}, b"a!", 1)):
        check = following(steps)
        results = check(drafts_of("a.txt", b"a!"))
        mended, last = mend_in_rounds(b"a!", results, reread=reader("a.txt"), check=check)
        assert mended.content == end
        assert len(mended.applied) >= 2
        assert sum(len(one.violations) for one in last) == rest


def test_why_a_fix_is_left_is_said_in_both_languages() -> None:
    for words in WHY.values():
        assert words.fr and words.en and words.fr != words.en


# --- properties ------------------------------------------------------------------------

_PIECES = (
    "Bonjour", "Très bien", " ", "  ", " !", " ?", " ; ", " : ", "Note: ", "50$", "12,50 $ ",
    "20 %", "« mot »", "«mot»", "10 000 clients ", ",,", "..", " ,", " .", "\n", "\n\n", "'", '"',
    "\\", "#", " # ", "- ", "{{prenom}} !", "🎉 !", "e\u0301 !", "\u00a0: ", "https://a.ca/?x=1 !",
    "<b>", "&amp;", ":) ", "`a ; b`", ";", "|", "[ici](x.md) !", "\t", "vrai: ", "true", "é: ",
)  # fmt: skip
replies = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map("".join)


def as_json(texts: list[str]) -> str:
    return json.dumps([{"reply": text} for text in texts], indent=1)


def as_lines(texts: list[str]) -> str:
    return "".join(f"{json.dumps({'reply': text}, ensure_ascii=False)}\n" for text in texts)


def as_csv(texts: list[str]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(["reply", "lang"])
    writer.writerows([text, "fr"] for text in texts)
    return file.getvalue()


def as_yaml(style: str | None) -> Callable[[list[str]], str]:
    def dump(texts: list[str]) -> str:
        records = [{"reply": text, "lang": "fr"} for text in texts]
        return yaml.safe_dump(records, default_style=style, allow_unicode=True, width=30)

    return dump


def as_html(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


WRITERS: list[tuple[str, Callable[[list[str]], str]]] = [
    ("a.txt", "\n".join), ("a.md", lambda texts: "---\nlang: fr\n---\n" + "\n".join(texts)),
    ("a.json", as_json), ("a.jsonl", as_lines), ("a.csv", as_csv), ("a.html", as_html),
    *(("a.yml", as_yaml(style)) for style in (None, "'", '"', "|", ">")),
]  # fmt: skip


@given(st.sampled_from(WRITERS), st.lists(replies, min_size=1, max_size=3), st.booleans(), st.booleans())  # fmt: skip
@settings(deadline=None, max_examples=300)
def test_nothing_else_is_touched(
    writer: tuple[str, Callable[[list[str]], str]], texts: list[str], marked: bool, windows: bool
) -> None:
    path, dump = writer
    text = dump(texts)
    if windows:
        text = re.sub(r"\r?\n", "\r\n", text)
    content = (BOM if marked else b"") + text.encode()
    before = drafts_of(path, content)
    results = typographic(before)
    mended = mend(content, results, reread=reader(path))

    # outside of the places that were mended, the file is what it was, byte for byte
    spans = sorted(
        one.written.span(found.fix.start, found.fix.end)
        for result in results
        for one in [result.draft]
        for found in result.violations
        if found.fix and found in mended.applied
    )
    edges = [(0, 0), *dict.fromkeys(spans), (len(text), len(text))]
    kept = [text[end:start] for (_, end), (start, _) in pairwise(edges)]
    unfolded = (f"(?:{re.escape(one)}|{re.escape(one.lstrip(' '))})" for one in kept)
    pattern = ".{0,9}?".join(unfolded)  # where a folded line was joined, its indentation is gone
    assert mended.content.startswith(BOM) == marked
    assert re.fullmatch(pattern, mended.content.decode("utf-8-sig"), re.DOTALL)

    # every word is there, and each reply says what was meant
    after = drafts_of(path, mended.content)
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        assert [*filter(str.isalnum, new.reply)] == [*filter(str.isalnum, old.reply)]
        assert (new.lang, new.message, new.id) == (old.lang, old.message, old.id)

    # what was mended once stays mended
    final, last = mend_in_rounds(content, results, reread=reader(path), check=typographic)
    again, _ = mend_in_rounds(final.content, last, reread=reader(path), check=typographic)
    assert again.content == final.content
    assert again.applied == ()


@given(replies)
@settings(deadline=None)
def test_in_plain_text_nothing_is_left_to_fix(text: str) -> None:
    content = text.encode()
    results = typographic(drafts_of("a.txt", content))
    final, last = mend_in_rounds(content, results, reread=reader("a.txt"), check=typographic)
    assert final.left == ()
    assert not any(one.violations for one in last)


def test_drafts_without_places_are_their_own_file() -> None:
    draft = Draft("Bonjour !")
    assert draft.written == SourceMap.of("Bonjour !")
    mended = mend(b"Bonjour !", typographic([draft]), reread=lambda text: [Draft(text)])
    assert mended.content == b"Bonjour!"


# --- writing ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("un\ndeux\ntrois\n", "un\nDEUX\ntrois\n"),
        ("un\r\ndeux\r\n", "un\r\nDEUX\r\n"),
        ("un\ndeux", "un\nDEUX"),
        ("un\u2028a\ndeux\n", "un\u2028a\nDEUX\n"),
        ("\ufeffun\ndeux\n", "\ufeffun\nDEUX\n"),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "sous dossier/é à.md"])
def test_a_diff_is_one_that_git_applies(tmp_path: Path, before: str, after: str, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(before.encode())
    diff = unified(name, before.encode(), after.encode())
    subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=tmp_path, check=True)
    assert file.read_bytes() == after.encode()


def test_no_change_is_no_diff() -> None:
    assert unified("a.md", b"un\n", b"un\n") == ""


def test_a_file_is_written_in_place_with_its_mode_and_links(tmp_path: Path) -> None:
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"un")
    file.chmod(0o640)
    link.symlink_to(file)
    write(link, b"un", b"deux")
    assert link.is_symlink() and file.read_bytes() == b"deux"
    assert file.stat().st_mode & 0o777 == 0o640
    assert {one.name for one in tmp_path.iterdir()} == {"a.md", "b.md"}


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"trois")
    with pytest.raises(InputError, match=r"a\.md: this file changed while it was checked"):
        write(file, b"un", b"deux")
    assert file.read_bytes() == b"trois"


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this file cannot be mended"):
        write(tmp_path / "none.md", b"", b"deux")
    assert not list(tmp_path.iterdir())
