"""HTML bodies of helpdesks as the text their readers see, each character with its place.

Malformed HTML is read as far as it goes, as a browser does; it is never an error.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tonelint.drafts.places import Passage, Piece

SYNTAX = "html"

_ATTRIBUTES = r"(?:=\s*(?:\"[^\"]*\"|'[^']*')|[^>])*+"
_COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))"
_TAG = rf"<[!?][^>]*>|<(?P<closes>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<attributes>{_ATTRIBUTES})>"
_WORDS = (
    r"(?P<entity>&(?:\#[0-9]+|\#[xX][0-9a-fA-F]+|[A-Za-z][0-9A-Za-z]{1,31});?)"
    r"|(?P<space>[ \t\r\n\f]+)|(?P<words>[^<& \t\r\n\f]+|.)"
)
_TOKEN = re.compile(f"{_COMMENT}|{_TAG}|{_WORDS}", re.DOTALL)
_NO_TAG = r"(?P<closes>(?P<name>(?P<attributes>(?!))))"  # after the last that is closed
_LAST_TOKEN = re.compile(f"{_COMMENT}|{_NO_TAG}|{_WORDS}", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s\"'=<>`]+)))?"
)
_RAW = frozenset({"script", "style", "title"})  # no tag but their own ends these
_UNSEEN = frozenset({"blockquote", "head", "noscript", "template"})
_ENDED_BY_THE_NEXT = frozenset({"dd", "dt", "li", "p", "td", "th", "tr"})
_QUOTED = re.compile(
    r"(?:^|\s)(?:gmail_quote|gmail_extra|yahoo_quoted|moz-cite-prefix|protonmail_quote"
    r"|zendesk_quoted|freshdesk_quote|OutlookMessageHeader|divRplyFwdMsg|appendonsend)(?:\s|$)",
    re.IGNORECASE,
)  # classes and ids in which mail programs put what is answered
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre"})
_BLOCKS = frozenset({
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li",
    "main", "nav", "section", "summary", "tbody", "tfoot", "thead", "tr",
})  # fmt: skip
_VOID = frozenset({
    "area", "attribute", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
    "source", "track", "wbr",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "b", "br", "code", "em", "font", "i", "img", "s", "small", "span", "strong",
    "sub", "sup", "td", "th", "u",
})  # fmt: skip
_KNOWN_TAG = re.compile(
    rf"</?(?:{'|'.join(sorted(_PARAGRAPHS | _BLOCKS | _INLINE | _UNSEEN | _RAW | _VOID))})"
    rf"(?=[\s/>]){_ATTRIBUTES}>",
    re.IGNORECASE,
)
_EMOJI = re.compile(r"[^\w\s]{1,9}")


def looks_like(text: str) -> bool:
    """Whether a text is HTML: it has a tag that is one (``<3`` and ``<name>`` are none)."""
    return bool(_KNOWN_TAG.search(text, 0, text.rfind(">") + 1))


def plain(passage: Passage) -> Passage:
    """What a reader sees of an HTML text.

    Tags, comments and what is not shown are dropped, and so is the history that mail programs
    quote. Paragraphs are parted by an empty line, other blocks and ``<br>`` by a line break; white
    space is evened out except in ``<pre>``; the placeholder that Intercom writes as a tag
    (``<attribute key="user.name" default="…">``) is read as its texts write it.
    """
    page = _Page()
    return passage.read_as(list(page.pieces(passage.text)) or [("", 0, 0)], SYNTAX)


def write(text: str, syntax: str) -> str | None:
    """How a text is written between tags; nothing if a browser would not keep its white space."""
    if syntax != SYNTAX or re.search(r"[\t\r\n\f]|  ", text):
        return None
    return html.escape(text, quote=False)


def _tokens(text: str) -> Iterator["re.Match[str]"]:
    """The tags, comments, words, entities and white space of a text, what scripts hold left out."""
    index, last_tag = 0, text.rfind(">")
    while index < len(text):
        token = (_TOKEN if index <= last_tag else _LAST_TOKEN).match(text, index)
        if not token:
            return
        yield token
        index = token.end()
        name = _name(token)
        if name in _RAW and not token["closes"]:
            closing = re.compile(rf"</{name}(?=[\s/>])[^>]*>?", re.IGNORECASE).search(text, index)
            index = closing.end() if closing else len(text)


def _name(token: "re.Match[str]") -> str:
    """The name of a tag; nothing for anything else."""
    return (token["name"] or "").lower()


def _attributes(token: "re.Match[str]") -> dict[str, str]:
    return {
        found["name"].lower(): html.unescape(found[found.lastgroup or "name"])
        for found in _ATTRIBUTE.finditer(token["attributes"])
    }


@dataclass(slots=True)
class _Page:
    """The state of reading one HTML text."""

    lines: list[Piece] = field(default_factory=list)  # the line breaks before what comes next
    space: Piece | None = None  # or the white space before it, on the line
    is_begun: bool = False
    unseen: list[str] = field(default_factory=list)  # what is not shown, and its like inside it
    kept: int = 0  # how many <pre> are open

    def pieces(self, text: str) -> Iterator[Piece]:
        """What is read of a text."""
        for token in _tokens(text):
            name = _name(token)
            if name and self._is_seen(name, token):
                yield from self._tag(name, token)
            elif not name and token.lastgroup and not self.unseen:
                yield from self._words(token)

    def _is_seen(self, name: str, token: "re.Match[str]") -> bool:
        """Whether a tag is one of what is shown; of what is not, where it begins and ends."""
        closes = bool(token["closes"])
        if self.unseen:
            if name != self.unseen[0]:
                return False
            if closes:
                self.unseen.pop()
            elif name in _ENDED_BY_THE_NEXT:
                self.unseen.clear()
                return self._is_seen(name, token)
            else:
                self.unseen.append(name)
            return False
        if not closes and name not in _VOID and (name in _UNSEEN or _is_hidden(token)):
            self.unseen.append(name)
            self._break(1, token)
            return False
        return name not in _RAW

    def _tag(self, name: str, token: "re.Match[str]") -> Iterator[Piece]:
        if name == "br":
            self.lines.append(("\n", *token.span()))
            self.space = None
        elif name in _PARAGRAPHS:
            self._break(2, token)
        elif name in _BLOCKS:
            self._break(1, token)
        elif name in ("td", "th"):
            self._space(token)
        elif name in ("img", "attribute") and not token["closes"]:
            yield from self._shown(_instead(name, _attributes(token)), token)
        if name == "pre":
            self.kept = max(0, self.kept + (-1 if token["closes"] else 1))

    def _break(self, least: int, token: "re.Match[str]") -> None:
        """At least so many line breaks stand here between what is before and after."""
        missing = least - len(self.lines)
        if missing > 0:
            self.lines += [("\n", *token.span())] * missing
        self.space = None

    def _space(self, token: "re.Match[str]") -> None:
        if self.is_begun and not self.lines and not self.space:
            self.space = " ", *token.span()

    def _words(self, token: "re.Match[str]") -> Iterator[Piece]:
        text = html.unescape(token[0]) if token["entity"] else token[0]
        if self.kept or text.strip(" \t\r\n\f"):
            yield from self._shown(text, token)
        elif text:
            self._space(token)

    def _shown(self, text: str, token: "re.Match[str]") -> Iterator[Piece]:
        """What is shown in the place of a token, after the white space before it."""
        if not text:
            return
        if self.is_begun and self.lines:
            yield from self.lines
        elif self.space:
            yield self.space
        self.is_begun, self.lines, self.space = True, [], None
        yield text, *token.span()


def _is_hidden(token: "re.Match[str]") -> bool:
    """Whether an element is not shown, or holds what a mail program quotes."""
    attributes = _attributes(token)
    return (
        "hidden" in attributes
        or bool(_HIDDEN.search(attributes.get("style", "")))
        or any(_QUOTED.search(attributes.get(name, "")) for name in ("class", "id"))
    )


def _instead(name: str, attributes: dict[str, str]) -> str:
    """What a reader sees of a tag: an emoji drawn as an image, a placeholder of Intercom."""
    if name == "img":
        shown = attributes.get("alt", "")
        return shown if _EMOJI.fullmatch(shown) else ""
    default = attributes.get("default")
    fallback = f'|fallback:"{default}"' if default else ""
    return f"{{{{{attributes.get('key', '')}{fallback}}}}}"
