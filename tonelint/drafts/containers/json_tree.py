"""JSON as a tree whose leaves know where they stand.

Values are those of Python's own ``json``; what is added is the place of each, and a word on what
hides a text from its readers: a key that is there twice.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from json import decoder
from typing import Any, NamedTuple, TypeVar

from tonelint.drafts.fields import whole
from tonelint.drafts.places import DraftFile, Piece
from tonelint.drafts.tree import Node, Tree
from tonelint.errors import InputError

SYNTAX = "json"

_T = TypeVar("_T")
_DEEPEST = 100  # far above honest use, far below the depth of Python’s stack
_DECODER = json.JSONDecoder()
_scan_string: Any = vars(decoder)["scanstring"]  # not in the stubs
_scan_value: Any = vars(_DECODER)["scan_once"]
_ESCAPES: dict[str, str] = vars(decoder)["BACKSLASH"]
_SPACE = re.compile(r"[ \t\r\n]*")
_LINE = re.compile(r"[^\n]*[^ \t\r\n][^\n]*")  # that is not blank
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_RUN_OR_ESCAPE = re.compile(rf'[^"\\]+|{_PAIR}|\\u[0-9a-fA-F]{{4}}|\\.')


def read(file: DraftFile) -> Tree:
    """The tree of a JSON file.

    A key that is there twice and half of a character are said in the errors of the tree, without
    loss of the rest. Raises :class:`InputError` with the place of what is no JSON.
    """
    reader = _Reader(file)
    root = reader.whole(file.text, 0, len(file.text))
    return Tree(root, errors=tuple(reader.errors))


def read_lines(file: DraftFile) -> Tree:
    """The tree of JSON lines: the list of their values. A line that is no JSON loses itself alone,
    and is said in the errors of the tree.
    """
    reader = _Reader(file)
    items: list[Node] = []
    for found in _LINE.finditer(file.text):
        try:
            items.append(reader.whole(file.text, *found.span()))
        except InputError as error:
            reader.errors.append(error)
    return Tree(Node(items, 0, len(file.text)), errors=tuple(reader.errors))


def write(text: str, syntax: str) -> str | None:
    """How a text is written between the quotes of a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1] if syntax == SYNTAX else None


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """What a JSON string reads as: runs of characters, and escapes.

    ``start`` and ``end`` are those of what stands between its quotes; a surrogate pair is one
    character. The string is one that ``json`` accepts.
    """
    if text.find("\\", start, end) < 0:
        yield text[start:end], start, end
        return
    for found in _RUN_OR_ESCAPE.finditer(text, start, end):
        written = found[0]
        if written[0] == "\\":
            written = _ESCAPES.get(written[1]) or json.loads(f'"{written}"')
        yield written, *found.span()


def members(text: str) -> tuple[dict[str, Any], dict[str, tuple[int, int]]] | None:
    """The object a text holds, and where the value of each key begins and ends; else nothing.

    Of equal keys, the last counts. Raises what ``json.loads`` does.
    """
    start = _after_space(text, 0)
    if text[start : start + 1] != "{":
        json.loads(text)
        return None
    found, end = _members(text, start, _scan_value)
    end = _after_space(text, end)
    if end < len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    record = {member.key: member.value for member in found}
    return record, {member.key: (member.start, member.end) for member in found}


@dataclass(slots=True)
class _Reader:
    """Reads the values of one file."""

    file: DraftFile
    errors: list[InputError] = field(default_factory=list)
    depth: int = 0

    def error(self, message: str, offset: int) -> InputError:
        """What is wrong at an offset of the file."""
        at = self.file.lines.position(offset)
        return InputError(message, self.file.path, at.line, at.column)

    def whole(self, text: str, start: int, end: int) -> Node:
        """The value that all between two offsets is. Raises :class:`InputError`."""
        self.depth = 0
        try:
            root, last = self.value(text, _after_space(text, start))
            after = _after_space(text, last)
            if last > end:
                raise json.JSONDecodeError("Expecting all of it on one line", text, start)
            if after < end:
                raise json.JSONDecodeError("Extra data", text, after)
        except json.JSONDecodeError as error:
            raise self.error(_reason(error.msg), min(error.pos, end)) from None
        return root

    def value(self, text: str, start: int) -> tuple[Node, int]:
        """The value that begins at ``start``, and where it ends."""
        match text[start : start + 1]:
            case '"':
                return self._string(text, start)
            case "{":
                return self._nested(self._mapping, text, start)
            case "[":
                return self._nested(self._list, text, start)
        try:
            value, end = _scan_value(text, start)
        except StopIteration:
            raise json.JSONDecodeError("Expecting value", text, start) from None
        except ValueError:
            raise self.error("this number is too long to be read: shorten it", start) from None
        return Node(value, start, end), end

    def _nested(
        self, read: Callable[[str, int], tuple[Node, int]], text: str, start: int
    ) -> tuple[Node, int]:
        if self.depth == _DEEPEST:
            raise self.error(
                f"this is nested too deeply to be read: keep within {_DEEPEST} levels", start
            )
        self.depth += 1
        found = read(text, start)
        self.depth -= 1
        return found

    def _string(self, text: str, start: int) -> tuple[Node, int]:
        value, end = _scan_string(text, start + 1)
        try:
            whole(value)
        except InputError as error:
            self.errors.append(self.error(error.message, start))
            return Node(None, start, end), end
        passage = self.file.whole.read_as(pieces(text, start + 1, end - 1), SYNTAX)
        return Node(passage, start, end), end

    def _mapping(self, text: str, start: int) -> tuple[Node, int]:
        found, end = _members(text, start, self.value)
        fields: dict[str, Node] = {}
        firsts: dict[str, int] = {}
        for member in found:
            first = firsts.setdefault(member.key, member.key_start)
            if member.key in fields:
                self.errors.append(self._repeated(member.key, first, member.key_start))
            fields[member.key] = member.value
        return Node(fields, start, end), end

    def _repeated(self, key: str, first: int, again: int) -> InputError:
        line = self.file.lines.position(first).line
        return self.error(f"the key “{key}” is there twice (first on line {line}): keep one", again)

    def _list(self, text: str, start: int) -> tuple[Node, int]:
        items: list[Node] = []
        index = _after_space(text, start + 1)
        is_closed = text[index : index + 1] == "]"
        while not is_closed:
            item, index = self.value(text, index)
            items.append(item)
            index, is_closed = _next(text, index, "]")
        return Node(items, start, index + 1), index + 1


class _Member(NamedTuple):
    """A key of an object and its value, with their offsets."""

    key: str
    key_start: int
    value: Any
    start: int
    end: int


def _members(
    text: str, start: int, value: Callable[[str, int], tuple[_T, int]]
) -> tuple[list[_Member], int]:
    """What the object whose brace is at ``start`` holds, and where it ends."""
    found: list[_Member] = []
    index = _after_space(text, start + 1)
    is_closed = text[index : index + 1] == "}"
    while not is_closed:
        if text[index : index + 1] != '"':
            raise json.JSONDecodeError(
                "Expecting property name enclosed in double quotes", text, index
            )
        key, after_key = _scan_string(text, index + 1)
        colon = _after_space(text, after_key)
        if text[colon : colon + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", text, colon)
        begins = _after_space(text, colon + 1)
        try:
            read, ends = value(text, begins)
        except StopIteration as stopped:  # of the C scanner
            raise json.JSONDecodeError("Expecting value", text, stopped.value) from None
        found.append(_Member(key, index, read, begins, ends))
        index, is_closed = _next(text, ends, "}")
    return found, index + 1


def _next(text: str, index: int, closing: str) -> tuple[int, bool]:
    """Where the next item begins, after a comma; or the closing bracket, and that it is one."""
    index = _after_space(text, index)
    char = text[index : index + 1]
    if char == closing:
        return index, True
    if char != ",":
        raise json.JSONDecodeError("Expecting ',' delimiter", text, index)
    return _after_space(text, index + 1), False


def _after_space(text: str, index: int) -> int:
    found = _SPACE.match(text, index)
    return found.end() if found else index


def _reason(problem: str) -> str:
    if problem.startswith("Invalid control character"):
        return "a line break or a tab inside a JSON text is written \\n or \\t: write it so"
    return (
        f"this is not valid JSON ({problem}): look for a comma, a quote or a bracket that is "
        "missing or too many just here"
    )
