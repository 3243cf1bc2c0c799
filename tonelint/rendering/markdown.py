"""Writes the document as Markdown, its decision tree as a Mermaid flowchart and a list."""

import re
from collections.abc import Iterator, Sequence

from tonelint.rendering.blocks import (
    Block,
    Cell,
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

_SPECIAL = re.compile(r"[\\`*_\[\]|~]")
_AT_THE_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+#=])(?=[-+#=\s]|$)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# In a Mermaid label, entities are written with # (and code and quotes would end it).
_MERMAID = {"#": "#35;", "&": "#amp;", "<": "#lt;", ">": "#gt;", '"': "#quot;", "`": "#96;"}


def write(page: Page) -> str:
    """The document, in CommonMark with tables."""
    return "\n\n".join(_Writer(page).pieces()) + "\n"


class _Writer:
    def __init__(self, page: Page) -> None:
        self._page = page

    def pieces(self) -> Iterator[str]:
        """Paragraphs, tables and lists, to be set apart by empty lines."""
        page = self._page
        yield f"# {self._text(page.title)}"
        if page.about:
            yield f"*{self._text(page.about)}*"
        yield "  \n".join(map(self._text, page.origin))
        for number, section in enumerate(page.sections, 1):
            yield from self._section(section, 2, f"{number}. ")

    def _section(self, section: Section, level: int, number: str = "") -> Iterator[str]:
        grade = f" ({section.grade.label})" if section.grade else ""
        yield f"{'#' * level} {number}{self._text(section.title)}{grade}"
        for block in section.blocks:
            yield from self._block(block)
        for part in section.parts:
            yield from self._section(part, level + 1)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield self._lead(block.lead) + self._text(block.text)
            case Items():
                yield "\n".join(f"- {self._line(line)}" for line in block.lines)
            case Quotes():
                yield self._lead(block.lead).rstrip()
                yield "\n".join(f"> - {self._text(phrase)}" for phrase in block.phrases)
            case Table():
                yield f"*{self._text(block.caption)}*"
                yield self._table(block.header, block.rows)
            case Tree():
                yield self._flowchart(block)
                yield f"*{self._text(block.caption)}*"
                yield "\n".join(self._numbered(block))
            case Examples():
                yield from map(self._exchange, block.exchanges)
            case Signatures():
                header = ("", *block.lines)
                rows = tuple(((name,), *((),) * len(block.lines)) for name in block.signatories)
                yield self._table(header, rows)

    def _lead(self, lead: str) -> str:
        return f"**{self._text(lead)}{colon(self._page.language).rstrip()}** " if lead else ""

    def _exchange(self, exchange: Exchange) -> str:
        known = f" ({self._text(exchange.known)})" if exchange.known else ""
        said = [f"{'✓' if exchange.good else '✗'} **{self._text(exchange.title)}**{known}"]
        said += [
            f"*{self._text(who)}*{self._colon()}{self._text(text)}" for who, text in exchange.turns
        ]
        return "\n".join(f"> {line}  " for line in said).rstrip()

    def _colon(self) -> str:
        return colon(self._page.language)

    def _table(self, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
        lines = [[self._text(name) for name in header], ["---"] * len(header)]
        lines += [["<br>".join(map(self._line, cell)) for cell in row] for row in rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _line(self, line: Line) -> str:
        if isinstance(line, Graded):
            label = f"**{self._text(line.label)}**"
            return f"{label}{self._colon()}{self._text(line.text)}" if line.text else label
        return self._text(line)

    def _numbered(self, tree: Tree) -> Iterator[str]:
        for number, branch in enumerate(tree.branches, 1):
            when = f" ({self._text('; '.join(branch.when))})" if branch.when else ""
            yield f"{number}. {self._text(branch.ask)}{when}  "
            done = ". ".join(text.rstrip(".") for text in (branch.outcome, *branch.details))
            yield f"   **{tree.yes} →** {self._text(done)}."
        yield f"{len(tree.branches) + 1}. **{tree.no} →** {self._text(tree.otherwise)}."

    def _flowchart(self, tree: Tree) -> str:
        lines = ["```mermaid", "flowchart TD"]
        last = len(tree.branches)
        for number, branch in enumerate(tree.branches):
            after = f"q{number + 1}" if number + 1 < last else "end_"
            outcome = "<br>".join(map(self._label, (branch.outcome, *branch.details)))
            lines += [
                f'  q{number}{{{{"{self._label(branch.ask)}"}}}}',
                f'  q{number} -->|{tree.yes}| a{number}["{outcome}"]',
                f"  q{number} -->|{tree.no}| {after}",
            ]
        lines += [f'  end_["{self._label(tree.otherwise)}"]', "```"]
        return "\n".join(lines)

    def _label(self, text: str) -> str:
        """A text inside a label of the flowchart."""
        text = typeset(text, self._page.language)
        return "".join(_MERMAID.get(character, character) for character in text)

    def _text(self, text: str) -> str:
        """A text that reads as itself, on one line; addresses on the web become links."""
        text = typeset(text, self._page.language)
        pieces, end = [], 0
        for url in URL.finditer(text):
            pieces += [_escaped(text[end : url.start()]), f"<{_address(url[0])}>"]
            end = url.end()
        pieces.append(_escaped(text[end:]))
        return _AT_THE_START.sub(_escaped_start, "".join(pieces))


def _address(url: str) -> str:
    """The address without what would end the link."""
    return url.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")


def _escaped(text: str) -> str:
    text = "".join(_ENTITIES.get(character, character) for character in text)
    return _SPECIAL.sub(lambda special: f"\\{special[0]}", text)


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"
