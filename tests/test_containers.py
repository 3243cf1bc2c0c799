"""Containers: what JSON, YAML, CSV and HTML read as, and where each character stands."""

import csv
import html as standard_html
import io
import json
import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tonelint import strict_yaml
from tonelint.drafts import Defaults, jsonl
from tonelint.drafts.containers import csv_tree, html, json_tree, written, yaml_tree
from tonelint.drafts.draft import Draft
from tonelint.drafts.places import DraftFile, Passage
from tonelint.drafts.tree import Node, Tree
from tonelint.errors import InputError, TonelintError

AWKWARD = (
    *"aé 😀'\"\\\n\r\t#:-,;|>&<*{}[]%@`!?\u00a0\u202f\u2028\x85\ufeff\u0301",
    *(
        ": ",
        " #",
        "\n\n",
        "  ",
        "\r\n",
        '""',
        "''",
        "&amp;",
        "<p>",
        "- ",
        "\\n",
        "👩\u200d🚒",
        "---\n",
    ),
)
texts = st.lists(
    st.sampled_from(AWKWARD) | st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    max_size=25,
).map("".join)
SPACE = " \t\r\n\f\x85\u2028\u2029"


def tree_of(read: Callable[[DraftFile], Tree], text: str) -> Tree:
    tree = read(DraftFile(text, "f"))
    assert not tree.errors
    return tree


def passages(tree: Tree) -> list[Passage]:
    return [node.passage for node in tree.root.walk() if node.passage]


def check_places(passage: Passage, file: str, decode: Callable[[str], str]) -> None:
    """Every character of a passage stands where it is said to stand, and in order."""
    last = 0
    for offset, char in enumerate(passage.text):
        start, end = passage.places.span(offset, offset + 1)
        assert last <= start < end <= len(file)
        last = start
        if char not in SPACE:
            assert decode(file[start:end]) == char
        else:
            assert not decode(file[start:end]).strip(SPACE)
        at = passage.places.position(offset)
        ends = [found.end() for found in re.finditer(r"\r\n|[\r\n]", file) if found.end() <= start]
        assert (at.line, at.column) == (len(ends) + 1, start - max(ends, default=0) + 1)


def check_spans(passage: Passage, file: str, decode: Callable[[str], str]) -> None:
    """Every span of a passage, cut from the file and decoded, is the text of the span."""
    for start in range(len(passage.text)):
        for end in range(start + 1, len(passage.text) + 1):
            first, last = passage.places.span(start, end)
            assert decode(file[first:last]) == passage.text[start:end]


# JSON


def from_json(written: str) -> str:
    return str(json.loads(f'"{written}"'))


@given(texts, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json(text: str, ascii_only: bool, indent: int | str | None) -> None:
    value = {"a": [text, 1, 2.5, None, True, {"é": text}], text: {}, "b": []}
    file = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    tree = tree_of(json_tree.read, file)
    assert tree.root.plain() == json.loads(file)
    for passage in passages(tree):
        check_places(passage, file, from_json)
        check_spans(passage, file, from_json)
        assert passage.places.syntax == ("json",)


@given(st.recursive(st.none() | st.floats() | st.integers() | st.booleans() | st.text(max_size=3),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner)))  # fmt: skip
def test_every_json_value_stands_where_it_is_written(value: object) -> None:
    file = f" {json.dumps(value)}\n"
    for node in tree_of(json_tree.read, file).root.walk():
        assert repr(json.loads(file[node.start : node.end])) == repr(node.plain())


@pytest.mark.parametrize(
    ("file", "line", "column", "words"),
    [
        ('{"a": 1,}', 1, 9, "property name"),
        ('{"a": 1\n "b": 2}', 2, 2, "',' delimiter"),
        ("{'a': 1}", 1, 2, "double quotes"),
        ('{"a" 1}', 1, 6, "':' delimiter"),
        ('{"a":\n nope}', 2, 2, "Expecting value"),
        ("[1 // two\n]", 1, 4, "delimiter"),
        ("[", 1, 2, "Expecting value"),
        ("", 1, 1, "Expecting value"),
        ("[1]]", 1, 4, "Extra data"),
        ('["a\nb"]', 1, 4, "written \\n"),
        ('["abc', 1, 2, "Unterminated"),
        ('["\\x"]', 1, 3, "escape"),
        ("[" * 100_000, 1, 101, "nested too deeply"),
        ('{"a":' * 100_000, 1, 501, "nested too deeply"),
        ("[" + "1" * 5000 + "]", 1, 2, "number is too long"),
    ],
)
def test_what_is_no_json(file: str, line: int, column: int, words: str) -> None:
    with pytest.raises(InputError, match=re.escape(words)) as caught:
        json_tree.read(DraftFile(file, "f"))
    assert (caught.value.path, caught.value.line, caught.value.column) == ("f", line, column)


def test_json_that_hides_words_is_said_and_the_rest_is_read() -> None:
    tree = json_tree.read(DraftFile('{"a": "x",\n "b": "\\ud83d",\n "a": "y"}', "f"))
    half, twice = tree.errors
    assert (half.line, half.column, "half of a character" in half.message) == (2, 7, True)
    assert (twice.line, twice.column, "first on line 1" in twice.message) == (3, 2, True)
    assert tree.root.plain() == {"a": "y", "b": None}


def test_json_members_are_those_of_json() -> None:
    found = json_tree.members(' {"a": "é\\n", "b": [1, {"c": "}"}], "a": 3} ')
    assert found == ({"a": 3, "b": [1, {"c": "}"}]}, {"a": (41, 42), "b": (19, 34)})
    assert json_tree.members("[1]") is None


# YAML


def from_yaml(syntax: str) -> Callable[[str], str]:
    if syntax == "yaml-double":
        return lambda written: str(yaml.safe_load(f'"{written}"'))
    if syntax == "yaml-single":
        return lambda written: "'" if written == "''" else written
    return lambda written: written


def check_yaml(file: str) -> Tree:
    """Reads a file: all is as PyYAML reads it, and each character has its own place."""
    tree = tree_of(yaml_tree.read, file)
    assert tree.root.plain() == strict_yaml.load(file, "f")
    for passage in passages(tree):
        (syntax,) = passage.places.syntax
        check_places(passage, file, from_yaml(syntax))
    return tree


@given(
    text=texts,
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    width=st.sampled_from([8, 20, 80, 10_000]),
    unicode=st.booleans(),
    breaks=st.sampled_from(["\n", "\r\n", "\r"]),
    flow=st.sampled_from([None, True, False]),
    start=st.booleans(),
)
def test_yaml(
    text: str,
    style: str | None,
    width: int,
    unicode: bool,
    breaks: str,
    flow: bool | None,
    start: bool,
) -> None:
    value = {"k": text, "list": [text, {"x": text, "y": [text]}], "n": 1, "none": None}
    file = yaml.safe_dump(
        value,
        default_style=style,
        width=width,
        allow_unicode=unicode,
        line_break=breaks,
        default_flow_style=flow,
        explicit_start=start,
    )
    try:
        yaml.load(file, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:  # PyYAML does not always read what it writes
        assume(False)
    assert not check_yaml(file).comments


@given(
    lines=st.lists(st.sampled_from(["", " ", "a", "  b", "# c", "é: 😀 d", "- e", "\tf", "g "])),
    header=st.sampled_from([a + b for a in "|>" for b in ("", "-", "+", "2", "2-", "+2", " # é")]),
    breaks=st.sampled_from(["\n", "\r\n", "\r"]),
    last=st.booleans(),
)
def test_yaml_blocks(lines: list[str], header: str, breaks: str, last: bool) -> None:
    block = breaks.join("  " + line if line.strip() else line for line in lines)
    file = f"k: {header}{breaks}{block}" + (f"{breaks}z: 1{breaks}" if last else "")
    try:
        strict_yaml.load(file, "f")
    except TonelintError:
        assume(False)
    comments = [comment.text for comment in check_yaml(file).comments]
    assert comments[: header.count("#")] == ["é"] * header.count("#")


@given(
    lines=st.lists(st.sampled_from(["a", "é 😀", "it''s", "b ", " ", "", "c#d", "\\e", "-"])),
    quotes=st.sampled_from(["", "'"]),
    breaks=st.sampled_from(["\n", "\r\n"]),
)
def test_yaml_of_several_lines(lines: list[str], quotes: str, breaks: str) -> None:
    file = f"k: {quotes}x{(breaks + '   ').join(['', *lines])}y{quotes}{breaks}l: z"
    check_yaml(file)


@given(
    parts=st.lists(
        st.sampled_from(
            ["a", " ", "\n", "\n   ", "\\\n   ", "\\ ", "\\n", "\\t", "\\u00e9", "\\x41", '\\"',
             "\\U0001F600", "\\\\", "\\_", "\\N", "\\L", "é", "😀", "\\/", "\\0", "\\e", "#", "\t"]
        )
    ),
    breaks=st.sampled_from(["\n", "\r\n"]),
)  # fmt: skip
def test_yaml_escapes(parts: list[str], breaks: str) -> None:
    file = f'k: "{"".join(parts)}"\n  # c\n'.replace("\n", breaks)
    (comment,) = check_yaml(file).comments
    assert (comment.text, file[comment.start :].startswith("# c")) == ("c", True)


@pytest.mark.parametrize(
    ("file", "value", "word", "line", "column"),
    [
        ("a: mot ici # c", {"a": "mot ici"}, "ici", 1, 8),
        ("a: mot\n  plié\n\n  ici", {"a": "mot plié\nici"}, "ici", 4, 3),
        ("a: &x\n  mot\nb: *x", {"a": "mot", "b": "mot"}, "mot", 2, 3),
        ("a: &x # c\n  'l''été'", {"a": "l'été"}, "été", 2, 7),
        ("a: !!str 12", {"a": "12"}, "12", 1, 10),
        ("a: &x !!str |\n  mot", {"a": "mot"}, "mot", 2, 3),
        ("- - |2\n     mot\n", [[" mot\n"]], "mot", 2, 6),
        ("- a: |1-\n    mot", [{"a": " mot"}], "mot", 2, 5),
        ('a: "x\\\n  \\  y"', {"a": "x  y"}, "y", 2, 6),
        ('{"a": "x\\u00e9y", b: [mot, ici]}', {"a": "xéy", "b": ["mot", "ici"]}, "ici", 1, 28),
        ("a: >\n  mot\n  ici\n\n    code\n  fin\n", {"a": "mot ici\n\n  code\nfin\n"}, "fin", 6, 3),
        ("? a\n: mot", {"a": "mot"}, "mot", 2, 3),
        ("---\na: x\n---\nb: mot\n...\n", [{"a": "x"}, {"b": "mot"}], "mot", 4, 4),
        ("x: &b {a: mot, c: 1}\ny: {<<: *b, c: 2}",
         {"x": {"a": "mot", "c": 1}, "y": {"a": "mot", "c": 2}}, "mot", 1, 11),
        ("a: on\nb: oui\nc: 2020-01-01\nd: true\ne: ~",
         {"a": "on", "b": "oui", "c": "2020-01-01", "d": True, "e": None}, "oui", 2, 4),
    ],
)  # fmt: skip
def test_awkward_yaml(file: str, value: object, word: str, line: int, column: int) -> None:
    tree = tree_of(yaml_tree.read, file)
    assert tree.root.plain() == value
    assert value == (
        list(yaml.safe_load_all(file)) if "---" in file else strict_yaml.load(file, "")
    )
    places = {
        passage.places.position(passage.text.index(word))
        for passage in passages(tree)
        if word in passage.text
    }
    ((found_line, found_column),) = [(place.line, place.column) for place in places]
    assert (found_line, found_column) == (line, column)


def test_yaml_comments_are_those_that_no_scalar_holds() -> None:
    file = (
        "# un\na: b#non # deux\n'c # non': |  # trois\n  # non\n\n# quatre\nd: [e,#cinq\n  'f # non'] "
        '#six\ng: "# non"\nh: https://x/#non\ni: &x#7 # sept\n  j\n'
    ).replace("&x#7", "&x")
    tree = tree_of(yaml_tree.read, file)
    words = [comment.text for comment in tree.comments]
    assert words == ["un", "deux", "trois", "quatre", "cinq", "six", "sept"]
    assert all(file[comment.start] == "#" for comment in tree.comments)


def test_yaml_nodes_stand_where_they_are_written() -> None:
    file = "r:\n  - id: a\n    t: |\n      mot\n\n  - {id: b, t: [c]}\n\n# fin\nz: 1\n"
    first, second = tree_of(yaml_tree.read, file).root.get("r").items  # type: ignore[union-attr]
    assert file[first.start : first.end] == "id: a\n    t: |\n      mot"
    assert file[second.start : second.end] == "{id: b, t: [c]}"
    assert tree_of(yaml_tree.read, "# rien\n").root.plain() is None


@pytest.mark.parametrize(
    ("file", "line", "words"),
    [
        ("a: [\n", 2, "not valid YAML"),
        ("a: b: c", 1, "not valid YAML"),
        ("x: 1\na: !ref b", 2, "tags"),
        ("a: !!set {b}", 1, "tags"),
        ("a: !!binary aGk=", 1, "tags"),
        ("a: !x [b]", 1, "tags"),
        ("&a [*a]", 1, "holds itself"),
        ("a: &x b\nc: [" + "*x, " * 21 + "]", 2, "more than 20 aliases"),
        ("[a, b]: c", 1, "a key must be a text"),
        ("[" * 200 + "]" * 200, 1, "nested too deeply"),
        ("[" * 100_000, 1, "nest"),
        ("a: " + "1" * 5000, 1, "number is too long"),
        ("a: \x07", 1, "not YAML"),
    ],
)
def test_yaml_that_is_not_taken(file: str, line: int | None, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        yaml_tree.read(DraftFile(file, "f"))
    assert (caught.value.path, caught.value.line) == ("f", line)


def test_a_yaml_key_that_is_there_twice_is_said_and_the_rest_is_read() -> None:
    tree = yaml_tree.read(DraftFile("a: x\nb: y\na: z\n", "f"))
    (error,) = tree.errors
    assert (error.line, error.column, "first on line 1" in error.message) == (3, 1, True)
    assert tree.root.plain() == {"a": "z", "b": "y"}


# CSV


def from_csv(syntax: str) -> Callable[[str], str]:
    return (lambda written: written.replace('""', '"')) if syntax == "csv-quoted" else str


@given(
    cells=st.lists(texts, min_size=2, max_size=2),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE]),
    delimiter=st.sampled_from(",;\t|"),
    breaks=st.sampled_from(["\n", "\r\n"]),
)  # fmt: skip
def test_csv(cells: list[str], quoting: int, delimiter: str, breaks: str) -> None:
    # Before Python 3.13, the writer does not quote all that ends a line.
    assume(breaks == "\r\n" or quoting == csv.QUOTE_ALL or "\r" not in "".join(cells))
    written = io.StringIO(newline="")
    table = csv.writer(written, quoting=quoting, delimiter=delimiter, lineterminator=breaks)  # type: ignore[arg-type]
    try:
        table.writerows([["id", "texte", "note"], ["1", *cells], ["2", cells[1], "fin"]])
    except csv.Error:  # nothing can be written without quotes
        assume(False)
    file = written.getvalue()
    tree = tree_of(csv_tree.read, file)
    rows = list(csv.DictReader(io.StringIO(file, newline=""), delimiter=delimiter))
    assert tree.root.plain() == rows
    for passage in passages(tree):
        (syntax,) = passage.places.syntax
        assert syntax in ("csv-quoted", f"csv-bare:{delimiter}")
        check_places(passage, file, from_csv(syntax))
        check_spans(passage, file, from_csv(syntax))


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("", []),
        ("a;b\n", []),
        ("sep=;\r\na;b, c\r\n1;2", [{"a": "1", "b, c": "2"}]),
        ('"sep=|"\na|b\n1|2\n', [{"a": "1", "b": "2"}]),
        ("reply\nBonjour, ça va; oui\n", [{"reply": "Bonjour, ça va; oui"}]),
        ("réponse (fr, en);id\nx;1\n", [{"réponse (fr, en)": "x", "id": "1"}]),
        ('"a;b",c\n1,2\n', [{"a;b": "1", "c": "2"}]),
        ("\n \n a ,b\r\n\r\n,\r\n1,\r2,x,,", [{"a": "1", "b": ""}, {"a": "2", "b": "x"}]),
        ("a,,b\n1,2,3", [{"a": "1", "b": "3"}]),
        ('a,b\n"",""\n', [{"a": "", "b": ""}]),
        ('a,b\n5" x,"6"" x"', [{"a": '5" x', "b": '6" x'}]),
    ],
)
def test_awkward_csv(file: str, rows: list[dict[str, str]]) -> None:
    assert tree_of(csv_tree.read, file).root.plain() == rows


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("1;2", 1, "this row has 2 cells and the header 3"),
        ("1;a;b;c", 1, "a cell that holds “;”"),
        ('1;"a" b;c', 6, "after its closing quote"),
        ('1;"il a dit "oui" hier";c', 14, "after its closing quote"),
        ('1;"a;2\n\n', 3, "never closed"),
    ],
)
def test_a_wrong_row_does_not_lose_the_others(row: str, column: int, words: str) -> None:
    tree = csv_tree.read(DraftFile(f'a;b;c\r\n1;"x\r\ny";3\r\n{row}\r\n4;5;6\r\n', "f"))
    (error,) = tree.errors
    assert (error.path, error.line, error.column) == ("f", 4, column)
    assert words in error.message
    kept = [row["a"] for row in tree.root.plain()]
    assert kept == (["1"] if "never closed" in words else ["1", "4"])


def test_a_column_that_is_there_twice_is_said() -> None:
    tree = csv_tree.read(DraftFile("a,b,a\n1,2,3\n", "f"))
    (error,) = tree.errors
    assert (error.line, error.column, "“a” is there twice" in error.message) == (1, 5, True)
    assert tree.root.plain() == [{"a": "1", "b": "2"}]


def test_an_empty_cell_has_a_place() -> None:
    (row,) = tree_of(csv_tree.read, 'a,b,c\n1,,""\n').root.items
    places = [row.fields[name].passage.places.position(0) for name in "bc"]  # type: ignore[union-attr]
    assert [(place.line, place.column) for place in places] == [(2, 3), (2, 5)]


# HTML


def even(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


@given(texts, st.booleans())
def test_html(text: str, quote: bool) -> None:
    page = f"<div class='x'><p>{standard_html.escape(text, quote=quote)}</p></div>"
    passage = html.plain(Passage.of(page))
    assert passage.text == even(text)
    check_places(passage, page, standard_html.unescape)
    assert passage.places.syntax == ("html",)


@given(texts, st.booleans())
def test_html_in_json(text: str, ascii_only: bool) -> None:
    file = json.dumps([f"<p>{standard_html.escape(text)}<br>é</p>"], ensure_ascii=ascii_only)
    (item,) = tree_of(json_tree.read, file).root.items
    assert item.passage
    passage = html.plain(item.passage)
    assert passage.text == f"{even(text)}\né".lstrip("\n")
    assert passage.places.syntax == ("json", "html")
    for offset, char in enumerate(passage.text):
        start, end = passage.places.span(offset, offset + 1)
        if char not in SPACE:
            assert standard_html.unescape(from_json(file[start:end])) == char


@given(st.text(alphabet="<>!-/&;'\"= abpre\n\t#x1é", max_size=60))
@example("1<p>1")
def test_malformed_html_is_read_as_far_as_it_goes(page: str) -> None:
    passage = html.plain(Passage.of(page))

    def decode(written: str) -> str:
        is_tag = written.startswith("<") and len(written) > 1  # what it breaks the line for
        return " " if is_tag else standard_html.unescape(written)[-1:]

    check_places(passage, page, decode)
    html.looks_like(page)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Bonjour <b>Jean</b>&nbsp;!<br>\n Ça va&#8239;?</p>\n<p>R&D &amp; co</p>",
         "Bonjour Jean\u00a0!\nÇa va\u202f?\n\nR&D & co"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<p>a<br></p><p></p><p>b", "a\n\nb"),
        ("<ul><li>un</li>\n <li>deux</ul>fin", "un\ndeux\n\nfin"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a b\nc"),
        ("a<style>p{}</style>b<script>if(a<b)c()</SCRIPT >d<!-- e -->f<!-- g", "abdf"),
        ("<!doctype html><html><head><title>x</title></head><body>a</body></html>", "a"),
        ("oui<blockquote>x<blockquote>y</blockquote>z</blockquote>!", "oui\n!"),
        ('a<div class="gmail_quote x">b<div>c</div></div>d', "a\nd"),
        ("<p hidden>a<p>b</p>", "b"),
        ('<span style="color:red; display: none">a</span>b', "b"),
        ("I <3 U & <nom> 2 < 3 <a href='x", "I <3 U & 2 < 3 <a href='x"),
        ("<p title=l'eau>oui</p> d'ici", "oui\n\nd'ici"),
        ('<a title="a>b">c</a>', "c"),
        ("<pre>a  b\n c</pre>", "a  b\n c"),
        ("a&#32;&#10; b&notit;&bidon;&#x1F600;", "a b¬it;&bidon;😀"),
        ('Hi <attribute key="user.name" default="there"/>,', 'Hi {{user.name|fallback:"there"}},'),
        ("<attribute key='a'>!", "{{a}}!"),
        ("ok<img alt='😀' src=x><img alt='logo'>", "ok😀"),
        ("", ""),
        ("<p></p>", ""),
    ],
)  # fmt: skip
def test_what_is_seen_of_html(page: str, text: str) -> None:
    assert html.plain(Passage.of(page)).text == text


def test_hostile_html_is_read_quickly() -> None:
    for unit in ("<a ", "<", "<!", "<a ='", "<!--", "<style>", "</style", "&#", "<div class='"):
        assert len(html.plain(Passage.of(unit * 20_000)).text) <= 20_000 * len(unit)
        assert html.looks_like(unit * 20_000) is (unit == "<style>")


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("a<br>b", True), ("<P CLASS='x'>", True), ("x</div>", True), ("a <br/> b", True),
        ("I <3 U", False), ("Bonjour <nom>,", False), ("a < b > c", False), ("<b", False),
        ("<pomme>", False), ("&nbsp;", False), ("<attribute key='x'/>", True),
    ],
)  # fmt: skip
def test_what_looks_like_html(text: str, is_html: bool) -> None:
    assert html.looks_like(text) is is_html


# Writing


READERS = {"json": json_tree.read, "yaml": yaml_tree.read, "csv": csv_tree.read}
HOSTS = (
    '["a@b"]', "- a@b", "[a@b, c]", "- 'a@b'", '- "a@b"', "- |\n  a@b\n", "- >\n  a@b\n  c\n",
    'x;y\na@b;"c"\n', 'x;y\n"a@b";c\n', '["<p>a@b</p>"]', "- <p>a@b</p>", 'x,y\n"<p>a@b</p>",z',
)  # fmt: skip
SYNTAXES = (
    ("json",), ("yaml-plain",), ("yaml-flow-plain",), ("yaml-single",), ("yaml-double",),
    ("yaml-literal",), ("yaml-folded",), ("csv-bare:;",), ("csv-quoted",), ("json", "html"),
    ("yaml-plain", "html"), ("csv-quoted", "html"),
)  # fmt: skip


def host_passage(file: str, syntax: tuple[str, ...]) -> Passage:
    node: Node = READERS[syntax[0].partition("-")[0]](DraftFile(file, "f")).root.items[0]
    passage = next(node.passage for node in node.walk() if node.passage)
    return html.plain(passage) if syntax[-1] == "html" else passage


@pytest.mark.parametrize(("file", "syntax"), [*zip(HOSTS, SYNTAXES, strict=True)])
@given(text=texts)
def test_what_is_written_reads_as_it_was_meant(
    file: str, syntax: tuple[str, ...], text: str
) -> None:
    before = host_passage(file, syntax)
    assert before.places.syntax == syntax
    encoded = written(text, syntax)
    if encoded is None:
        assert re.search(r"[\W_]", text), "words can always be written"
        return
    start, end = before.places.span(*re.search("@", before.text).span())  # type: ignore[union-attr]
    after = host_passage(file[:start] + encoded + file[end:], syntax)
    assert after.text == before.text.replace("@", text)


@pytest.mark.parametrize(
    ("text", "syntax", "encoded"),
    [
        ("a\nb", ("csv-bare:;",), None),
        ("a;b", ("csv-bare:;",), None),
        ("a,b", ("csv-bare:;",), "a,b"),
        ('a"b\n', ("csv-quoted",), 'a""b\n'),
        ("a: b", ("yaml-plain",), None),
        ("a #b", ("yaml-plain",), None),
        ("l'été, oui", ("yaml-plain",), "l'été, oui"),
        ("a, b", ("yaml-flow-plain",), None),
        ("l'été: #1", ("yaml-single",), "l''été: #1"),
        ("a\n", ("yaml-literal",), None),
        ('"é"\n\x07', ("yaml-double",), '\\"é\\"\\n\\x07'),
        ("\u00a0: 😀", ("json",), "\u00a0: 😀"),
        ('R&D "<b>"', ("json", "html"), 'R&amp;D \\"&lt;b&gt;\\"'),
        ("a  b", ("html",), None),
        ("a", (), "a"),
    ],
)
def test_how_a_text_is_written(text: str, syntax: tuple[str, ...], encoded: str | None) -> None:
    assert written(text, syntax) == encoded


# JSON lines


def test_json_lines_know_their_places() -> None:
    records = [
        {"message": "É\n😀 quoi", "reply": "On\tarrive 😀!", "tonelint": "ignore[shouting] slogan"},
        {"reply": "Oui <!-- tonelint: ignore[shouting] slogan -->", "message": None},
        {"reply": "Non", "tonelint": "ignore[shouting]"},
    ]
    text = "\r\n".join(map(json.dumps, records)) + "\r\n"
    first, second, error, third = jsonl.read(DraftFile(text, "f"), Defaults())
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert isinstance(third, Draft)
    assert first.message_places
    assert first.message
    start, end = first.message_places.span(first.message.index("😀"), len(first.message))
    assert text[start:end] == "\\ud83d\\ude00 quoi"
    assert (second.message_places, third.extent) == (None, (3, 3))
    assert [(one.rule, one.position.line) for one in (*first.suppressions, *second.suppressions)] \
        == [("shouting", 1), ("shouting", 2)]  # fmt: skip
    assert isinstance(error, InputError)
    assert (error.path, error.line, third.suppressions) == ("f", 3, ())


def test_json_lines_share_what_is_set_aside_for_the_file() -> None:
    text = '{"reply": "A"}\n{"reply": "B", "tonelint": "ignore-file[shouting] slogan"}\n'
    drafts = list(jsonl.read(DraftFile(text, "f"), Defaults()))
    assert [
        [one.rule for one in draft.suppressions] for draft in drafts if isinstance(draft, Draft)
    ] == [["shouting"], ["shouting"]]
