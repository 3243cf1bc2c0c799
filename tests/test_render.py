"""The document people sign: everything is in it, nothing in it is more than text."""

import re
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import Run
from tonelint.conduct import Policy, load
from tonelint.known import Language
from tonelint.rendering import render
from tonelint.rendering.speech import typeset, upper_first

DAY = date(2026, 11, 26)
BOTH = [(form, lang) for form in ("markdown", "html") for lang in ("fr", "en")]
VOID = {"meta"}

HOSTILE = """\
schema: 1
name: {fr: "Code <script>alert(1)</script> & cie", en: "Code <script>alert(1)</script> & co"}
about: {fr: "Du *gras*, un | et `du code`", en: "*Bold*, a | and `code`"}
extends: default
voice: {address: tu, register: plain, signature: "^*"}
channels: {x: {hashtags: 1, emoji: 0}, email: {signature: true}}
documents: {netiquette: "https://exemple.quebec/net_etiquette"}
humour: {share: 2.5 %, roles: [community-manager]}
roles: {lead: {title: {fr: chef d'équipe, en: team lead}, may: [promise]}}
resources:
  clinic: {title: {fr: clinique, en: clinic}, phone: 418 555-0100, verified-on: 2026-11-01}
contexts:
  strike:
    title: {fr: grève, en: strike}
    tone: [helpful]
    forbid: {humorous: warning}
    require: {empathy: {severity: warning, audience: public, any-of: [clinic]}}
    approved-by: [lead, spokesperson]
    handled-by: community-manager
    reply-within: 1d
    note: {fr: Vérifiez d'abord., en: Look first.}
decision-tree:
  - ask: {fr: "Trop <b>écrit</b>, \\"oui\\"?", en: "Too <b>much</b>, \\"yes\\"?"}
    if: {our-turns: 3, channels: [email]}
    then: {do: close}
  - ask: {fr: Une grève?, en: A strike?}
    if: {contexts: [strike]}
    then: {do: answer-after-approval, approved-by: [lead]}
waivers:
  - {rule: shouting, reason: Campagne | capitales, author: A. Roy, until: 2027-01-31, channels: [x]}
  - {rule: "forbidden-tone:humorous", reason: Essai, until: 2020-01-31}
adoption: [{until: 2027-03-01, at-most: info, rules: [overpromise]}]
never-waived: {rules: [public-personal-data]}
"""


class Reader(HTMLParser):
    """Reads a page: its elements must nest, and what they say is kept."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.said: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def text(self) -> str:
        return "".join(self.said)


@cache
def utility() -> Policy:
    return load("utility")


@cache
def rendered(form: str, lang: Language) -> str:
    return render(utility(), form, lang, DAY)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    path = tmp_path_factory.mktemp("hostile") / "code.yml"
    path.write_text(HOSTILE, encoding="utf-8")
    return load(path)


def plain(form: str, text: str) -> str:
    """What a reader of the format reads."""
    if form == "html":
        return Reader(text).text
    return unescape(re.sub(r"\\([\\`*_\[\]|~])", r"\1", text))


@pytest.mark.parametrize(("form", "lang"), BOTH)
def test_all_that_is_decided_is_there(form: str, lang: Language) -> None:
    document, page = utility().document, plain(form, rendered(form, lang))
    words = [
        document.name,
        document.about,
        *(question.ask for question in document.decision_tree),
        *(question.then.note for question in document.decision_tree),
        *(role.title for role in document.roles.values()),
        *(context.title for context in document.contexts.values()),
        *(resource.title for resource in document.resources.values()),
        *(rule.title for rule in document.rules.values() if not rule.sleeps(document)),
        *(rule.why for rule in document.rules.values() if not rule.sleeps(document)),
    ]
    phrases = [
        phrase
        for context in document.contexts.values()
        for phrase in (context.say.fr if lang == "fr" else context.say.en)
    ]
    wanted = [word.text(lang) for word in words if word] + phrases
    assert len(wanted) > 100
    missing = [
        text
        for text in wanted
        if (shown := typeset(text.strip(), lang)) not in page and upper_first(shown) not in page
    ]
    assert missing == []
    assert not re.search(r"\{(text|subject|context|count|max|replacement|roles)\}", page)


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "fr",
            [
                "Version du 26\u00a0novembre\u00a02026",
                "Le ton est compréhensif et aidant, jamais humoristique, argumentatif, promotionnel"
                " ni dédaigneux.",
                "On répond en une heure au plus.",
                "Au plus 5\u00a0% des réponses",
                "Aucun dans ces situations\u00a0: détresse et danger.",
                "«\u00a0Hydro Québec\u00a0» s’écrit «\u00a0Hydro-Québec\u00a0».",
            ],
        ),
        (
            "en",
            [
                "Version of November\u00a026, 2026",
                "The tone is understanding and helpful, never humorous, argumentative, promotional"
                " or dismissive.",
                "A reply goes out within one hour.",
                "At most 5% of replies",
                "None in these situations: distress and danger.",
                "“Hydro Quebec” is written “Hydro-Québec”.",
            ],
        ),
    ],
)
def test_it_speaks_in_sentences(lang: Language, sentences: list[str]) -> None:
    for form in ("markdown", "html"):
        page = plain(form, rendered(form, lang))
        assert [sentence for sentence in sentences if sentence not in page] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_html_is_one_whole_page(lang: Language) -> None:
    reader = Reader(rendered("html", lang))
    assert reader.open == []
    assert ("lang", lang) in reader.attributes
    assert not {"script", "link", "img", "iframe"} & set(reader.tags)
    assert "url(" not in rendered("html", lang)
    assert "@media print" in rendered("html", lang)
    assert reader.tags.count("caption") == reader.tags.count("table") > 2
    assert reader.tags.count("h1") == 1
    anchors = {value for name, value in reader.attributes if name == "id"}
    links = {value[1:] for name, value in reader.attributes if name == "href" and value[0] == "#"}  # type: ignore[index]
    assert links and links <= anchors


def test_html_escapes_everything(hostile: Policy) -> None:
    page = render(hostile, "html", "fr", DAY)
    reader = Reader(page)
    assert reader.open == []
    assert "script" not in reader.tags and "b" not in reader.tags
    assert page.count("Code &lt;script&gt;alert(1)&lt;/script&gt; &amp; cie") == 2
    assert 'Trop <b>écrit</b>, "oui"?' in reader.text


def test_markdown_escapes_everything(hostile: Policy) -> None:
    page = render(hostile, "markdown", "fr", DAY)
    assert page.startswith("# Code &lt;script&gt;alert(1)&lt;/script&gt; &amp; cie\n")
    assert "<script" not in page and "<b>" not in page
    assert r"Du \*gras\*, un \| et \`du code\`" in page
    assert 'q0{{"Trop #lt;b#gt;écrit#lt;/b#gt;, #quot;oui#quot;?"}}' in page
    assert "<https://exemple.quebec/net_etiquette>" in page
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1
    assert r"Campagne \| capitales" in page


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_what_a_code_adds_is_told(hostile: Policy, form: str) -> None:
    page = plain(form, render(hostile, form, "fr", DAY))
    for said in (
        "on tutoie la personne",
        "Le registre est simple",
        "se termine par «\u00a0^*\u00a0»",
        "1 au plus",
        "on a déjà répondu 3 fois",
        "canal\u00a0: courriel",
        "Clore la conversation",
        "Qui approuve\u00a0: chef d’équipe",
        "approuvée par ce rôle\u00a0: chef d’équipe ou porte-parole",
        "On répond en un jour au plus.",
        "Peuvent plaisanter\u00a0: gestionnaire de communauté.",
        "2,5\u00a0%",
        "1er\u00a0novembre\u00a02026",
        "31\u00a0janvier\u00a02020 (échue)",
        "31\u00a0janvier\u00a02027",
        "Ton hors de propos (humoristique)",
        "1er\u00a0mars\u00a02027",
        "jamais mises de côté\u00a0: Données personnelles en public.",
        "Vérifiez d’abord.",
        "On évite un ton humoristique.",
        "La réponse devrait contenir une marque d’empathie (si la réponse est publique, en nommant"
        " clinique (418\u00a0555-0100)).",
    ):
        assert said in page, said


def test_a_typeset_text_keeps_addresses() -> None:
    text = "L'heure : « 1 800 » sur https://a.ca/l'x :\n  fin!"
    assert typeset(text, "fr") == (
        "L’heure\u00a0: «\u00a01\u00a0800\u00a0» sur https://a.ca/l'x\u00a0: fin!"
    )


def test_the_command_writes_the_same_document(in_process: Run, tmp_path: Path) -> None:
    done = in_process(
        "policy", "render", "utility", "--format", "html", "--lang", "fr",
        "--now", "2026-11-26", "--output", "code.html",
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "code.html").read_text(encoding="utf-8") == rendered("html", "fr")


def test_the_command_says_what_is_wrong(in_process: Run) -> None:
    done = in_process("policy", "render", "utilty")
    assert done.returncode == 2
    assert "did you mean “utility”?" in done.stderr
    assert done.stdout == ""
