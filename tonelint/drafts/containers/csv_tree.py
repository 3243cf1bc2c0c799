"""CSV and TSV as a tree whose leaves know where they stand: a list of rows by column name.

What a spreadsheet writes is read: ``;`` of French Excel, ``sep=;`` above the header, line breaks in
quoted cells. Whatever is wrong in a row loses that row alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tonelint.drafts.places import DraftFile, Passage, Piece
from tonelint.drafts.tree import Node, Tree
from tonelint.errors import InputError

QUOTED, BARE = "csv-quoted", "csv-bare:"  # after the colon: the delimiter

_DELIMITERS = "\t;|,"  # of equally many in the header, the first: commas may be in names
_NAMES = {"\t": "a tab", "|": "“|”", ";": "“;”", ",": "“,”"}
_SEPARATOR = re.compile(r"(\"?)sep=(?P<char>[^\r\n\"])\1[ \t]*(?:\r\n|[\r\n]|\Z)", re.IGNORECASE)
_QUOTES = re.compile(r'"(?:[^"]|"")*+"?')
_ROW = re.compile(r'\s*+(?:"(?:[^"]|"")*+"?|[^"\r\n])*+')
_RUN_OR_QUOTE = re.compile(r'[^"]+|""')
_END = re.compile(r"\r\n|[\r\n]")


def read(file: DraftFile) -> Tree:
    """The rows of a CSV or TSV file, each a mapping from the names of its columns to texts.

    The first row that is not blank names the columns; a column without a name and blank rows are
    passed over. The errors of the tree name the rows that are lost.
    """
    separator = _SEPARATOR.match(file.text)
    start = separator.end() if separator else 0
    sheet = _Sheet(file, separator["char"] if separator else _delimiter(file.text))
    rows = sheet.rows(start)
    header = next(rows, None)
    errors: list[InputError] = []
    records: list[Node] = []
    if header:
        wrong, columns = _columns(sheet, header)
        errors += [problem for problem in (header.problem, *wrong) if problem]
        for row in rows:
            problem = row.problem or sheet.ragged(row, len(header.cells))
            if problem:
                errors.append(problem)
                continue
            fields = {name: sheet.node(row.cells[index]) for name, index in columns.items()}
            records.append(Node(fields, row.start, row.end))
    return Tree(Node(records, start, len(file.text)), errors=tuple(errors))


def write(text: str, syntax: str) -> str | None:
    """How a text is written inside a cell; nothing if it cannot be."""
    if syntax == QUOTED:
        return text.replace('"', '""')
    if not syntax.startswith(BARE) or re.search(r'["\r\n]', text):
        return None
    return None if syntax.removeprefix(BARE) in text else text


def _delimiter(text: str) -> str:
    """What parts the columns of the header; a tab if there is but one column."""
    header = _ROW.match(text)
    bare = _QUOTES.sub("", header[0]).strip("\r\n ") if header else ""
    return max(_DELIMITERS, key=bare.count)


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a cell stands, with its quotes."""

    start: int
    end: int
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, and what is wrong with it."""

    cells: tuple[_Cell, ...]
    problem: InputError | None

    @property
    def start(self) -> int:
        return self.cells[0].start

    @property
    def end(self) -> int:
        return self.cells[-1].end


@dataclass(frozen=True)
class _Sheet:
    """A file read with one delimiter."""

    file: DraftFile
    delimiter: str

    @cached_property
    def _bare(self) -> "re.Pattern[str]":
        return re.compile(rf"[^{re.escape(self.delimiter)}\r\n]*")

    def rows(self, start: int) -> Iterator[_Row]:
        """The rows from an offset on that are not blank."""
        text = self.file.text
        cells: list[_Cell] = []
        problem: InputError | None = None
        while start < len(text) or cells:
            cell, wrong = self._cell(start)
            cells.append(cell)
            problem = problem or wrong
            if text.startswith(self.delimiter, cell.end):
                start = cell.end + 1
                continue
            if any(text[cell.start : cell.end].strip() for cell in cells):
                yield _Row(tuple(cells), problem)
            cells, problem = [], None
            ending = _END.match(text, cell.end)
            start = ending.end() if ending else len(text)

    def _cell(self, start: int) -> tuple[_Cell, InputError | None]:
        text = self.file.text
        quoted = _QUOTES.match(text, start)
        if not quoted:
            return _Cell(start, self._bare_end(start), is_quoted=False), None
        if quoted[0].count('"') % 2:
            return _Cell(start, quoted.end(), is_quoted=True), self.error(
                "the quote opened here is never closed, so that the rest of the file is not read: "
                'close it with " (and write " inside a cell twice)',
                start,
            )
        end = self._bare_end(quoted.end())
        if end > quoted.end():
            return _Cell(start, end, is_quoted=True), self.error(
                "a quoted cell goes on after its closing quote, so that its row is not read: "
                'write " inside a cell twice ("")',
                quoted.end(),
            )
        return _Cell(start, end, is_quoted=True), None

    def _bare_end(self, start: int) -> int:
        """Where what is not quoted ends: at the delimiter, at the end of the line."""
        found = self._bare.match(self.file.text, start)
        return found.end() if found else start

    def passage(self, cell: _Cell) -> Passage:
        """The text of a cell."""
        whole, text = self.file.whole, self.file.text
        if not cell.is_quoted:
            pieces = [(text[cell.start : cell.end], cell.start, cell.end)]
            return whole.read_as(pieces, BARE + self.delimiter)
        start, end = cell.start + 1, cell.end - 1
        return whole.read_as(list(_unquoted(text, start, end)) or [("", start, start)], QUOTED)

    def node(self, cell: _Cell) -> Node:
        """The text of a cell, as it stands in the tree."""
        return Node(self.passage(cell), cell.start, cell.end)

    def ragged(self, row: _Row, width: int) -> InputError | None:
        """What is wrong with a row that is not as wide as the header: more empty cells may be."""
        cells = row.cells
        while len(cells) > width and cells[-1].end == cells[-1].start:
            cells = cells[:-1]
        if len(cells) == width:
            return None
        delimiter = _NAMES.get(self.delimiter, f"“{self.delimiter}”")
        return self.error(
            f"this row has {len(cells)} cells and the header {width}, so that it is not read: put "
            f"a cell that holds {delimiter} or a line break between quotes, and write empty ones",
            row.start,
        )

    def error(self, message: str, offset: int) -> InputError:
        """What is wrong at an offset of the file."""
        at = self.file.lines.position(offset)
        return InputError(message, self.file.path, at.line, at.column)


def _unquoted(text: str, start: int, end: int) -> Iterator[Piece]:
    """What stands between the quotes of a cell reads as: doubled ones are one."""
    for found in _RUN_OR_QUOTE.finditer(text, start, end):
        yield '"' if found[0] == '""' else found[0], *found.span()


def _columns(sheet: _Sheet, header: _Row) -> tuple[list[InputError], dict[str, int]]:
    """The columns by their names (of two with one name, the first), and what is wrong with them."""
    errors: list[InputError] = []
    columns: dict[str, int] = {}
    for index, cell in enumerate(header.cells):
        name = sheet.passage(cell).text.strip()
        if name in columns:
            problem = f"the column “{name}” is there twice, and the first is read: rename one"
            errors.append(sheet.error(problem, cell.start))
        elif name:
            columns[name] = index
    return errors, columns
