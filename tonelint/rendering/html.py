"""Writes the document as one page of HTML: no script, nothing from elsewhere, fit to print."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from tonelint.rendering.blocks import (
    Block,
    Examples,
    Exchange,
    Graded,
    Items,
    Line,
    Page,
    Paragraph,
    Quotes,
    Section,
    Signatures,
    Table,
    Tree,
)
from tonelint.rendering.speech import URL, typeset
from tonelint.wording import colon

_STYLE = Path(__file__).with_name("page.css")


def write(page: Page) -> str:
    """The document, whole."""
    return "\n".join(_Writer(page).lines()) + "\n"


class _Writer:
    def __init__(self, page: Page) -> None:
        self._page = page

    def lines(self) -> Iterator[str]:
        """The page, line by line."""
        page = self._page
        yield "<!doctype html>"
        yield f'<html lang="{page.language}">'
        yield '<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{escape(typeset(page.title, page.language))}</title>"
        yield f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>"
        yield "<body>\n<header>"
        yield f"<h1>{self._text(page.title)}</h1>"
        if page.about:
            yield f'<p class="about">{self._text(page.about)}</p>'
        yield '<div class="origin">'
        yield from (f"<p>{self._text(line)}</p>" for line in page.origin)
        yield "</div>\n</header>"
        yield from self._contents()
        yield "<main>"
        for number, section in enumerate(page.sections, 1):
            yield f'<section id="s{number}">'
            yield f'<h2><span class="number">{number}</span> {self._text(section.title)}</h2>'
            yield from self._inside(section)
            yield "</section>"
        yield "</main>\n</body>\n</html>"

    def _contents(self) -> Iterator[str]:
        title = self._text(self._page.contents)
        yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{title}</h2>\n<ol>'
        for number, section in enumerate(self._page.sections, 1):
            yield f'<li><a href="#s{number}">{self._text(section.title)}</a></li>'
        yield "</ol>\n</nav>"

    def _inside(self, section: Section) -> Iterator[str]:
        for block in section.blocks:
            yield from self._block(block)
        for part in section.parts:
            grade = f" {self._grade(part.grade)}" if part.grade else ""
            yield f'<section class="part">\n<h3>{self._text(part.title)}{grade}</h3>'
            yield from self._inside(part)
            yield "</section>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                quiet = ' class="quiet"' if block.quiet else ""
                yield f"<p{quiet}>{self._lead(block.lead)}{self._text(block.text)}</p>"
            case Items():
                graded = all(isinstance(line, Graded) for line in block.lines)
                yield '<ul class="grades">' if graded else "<ul>"
                yield from (f"<li>{self._line(line)}</li>" for line in block.lines)
                yield "</ul>"
            case Quotes():
                yield f'<div class="say">\n<p>{self._lead(block.lead)}</p>\n<ul>'
                yield from (f"<li><q>{self._text(phrase)}</q></li>" for phrase in block.phrases)
                yield "</ul>\n</div>"
            case Table():
                yield from self._table(block)
            case Tree():
                yield from self._tree(block)
            case Examples():
                yield '<div class="examples">'
                for exchange in block.exchanges:
                    yield from self._exchange(exchange)
                yield "</div>"
            case Signatures():
                yield from self._signatures(block)

    def _table(self, table: Table) -> Iterator[str]:
        header = "".join(f'<th scope="col">{self._text(name)}</th>' for name in table.header)
        yield f'<table class="of{len(table.header)}">'
        yield f"<caption>{self._text(table.caption)}</caption>"
        yield f"<thead>\n<tr>{header}</tr>\n</thead>\n<tbody>"
        for row in table.rows:
            yield "<tr>"
            for index, cell in enumerate(row):
                tag, scope = ("td", "") if index else ("th", ' scope="row"')
                inside = "".join(f"<p>{self._line(line)}</p>" for line in cell) or "–"
                yield f"<{tag}{scope}>{inside}</{tag}>"
            yield "</tr>"
        yield "</tbody>\n</table>"

    def _tree(self, tree: Tree) -> Iterator[str]:
        """Questions in a column, joined by the noes; a yes leads to what is done beside it."""
        yield f'<figure class="tree">\n<figcaption>{self._text(tree.caption)}</figcaption>\n<ol>'
        for branch in tree.branches:
            when = f'<p class="when">{self._text("; ".join(branch.when))}</p>'
            yield f'<li>\n<div class="ask"><p>{self._text(branch.ask)}</p>{when}</div>'
            yield f'<div class="yes"><span>{self._text(tree.yes)}</span></div>'
            yield self._outcome(branch.outcome, branch.details)
            yield f'<div class="no"><span>{self._text(tree.no)}</span></div>\n</li>'
        yield f"<li>{self._outcome(tree.otherwise)}</li>"
        yield "</ol>\n</figure>"

    def _outcome(self, outcome: str, details: Sequence[str] = ()) -> str:
        inside = "".join(f"<p>{self._text(detail)}</p>" for detail in details)
        return f'<div class="then"><p><strong>{self._text(outcome)}</strong></p>{inside}</div>'

    def _exchange(self, exchange: Exchange) -> Iterator[str]:
        kind, mark = ("good", "✓") if exchange.good else ("bad", "✗")
        lang = f' lang="{exchange.language}"' if exchange.language else ""
        title = f'<span aria-hidden="true">{mark}</span> {self._text(exchange.title)}'
        if exchange.known:
            title += f' <span class="known">{self._text(exchange.known)}</span>'
        yield f'<div class="exchange {kind}">\n<p class="kind">{title}</p>'
        for who, text in exchange.turns:
            speaker = f'<span class="who">{self._text(who)}</span>'
            yield f"<p>{speaker} <span{lang}>{self._text(text)}</span></p>"
        yield "</div>"

    def _signatures(self, signatures: Signatures) -> Iterator[str]:
        yield '<div class="signatures">'
        for name in signatures.signatories:
            yield f'<div class="signatory">\n<h3>{self._text(name)}</h3>'
            for line in signatures.lines:
                yield f'<p class="line"><span>{self._text(line)}</span></p>'
            yield "</div>"
        yield "</div>"

    def _lead(self, lead: str) -> str:
        said = f"{lead}{colon(self._page.language)}".rstrip()
        return f'<span class="lead">{self._text(said)}</span> ' if lead else ""

    def _line(self, line: Line) -> str:
        if not isinstance(line, Graded):
            return self._text(line)
        text = f" {self._text(line.text)}" if line.text else ""
        return f"{self._grade(line)}{text}"

    def _grade(self, graded: Graded) -> str:
        return f'<span class="grade {graded.severity}">{self._text(graded.label)}</span>'

    def _text(self, text: str) -> str:
        """A text, escaped; addresses on the web become links."""
        text = typeset(text, self._page.language)
        pieces, end = [], 0
        for url in URL.finditer(text):
            address = escape(url[0])
            pieces += [escape(text[end : url.start()]), f'<a href="{address}">{address}</a>']
            end = url.end()
        return "".join((*pieces, escape(text[end:])))
