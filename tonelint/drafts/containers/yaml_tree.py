"""YAML as a tree whose leaves know where they stand.

PyYAML reads the file and says where each scalar is; what is added is how the characters of a
scalar are written there: escapes, folded lines, indentation. Were a text not to come out as PyYAML
reads it, PyYAML is believed, and the text stands for all of its scalar.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

import yaml
from yaml.reader import Reader
from yaml.scanner import Scanner

from tonelint import strict_yaml
from tonelint.drafts.places import DraftFile, Passage, Piece
from tonelint.drafts.tree import Comment, Node, Tree
from tonelint.errors import InputError, TonelintError

PLAIN, FLOW_PLAIN = "yaml-plain", "yaml-flow-plain"
SINGLE, DOUBLE = "yaml-single", "yaml-double"
LITERAL, FOLDED = "yaml-literal", "yaml-folded"

_DEEPEST = 100  # far above honest use, far below the depth of Python’s stack
_SYNTAXES = {"'": SINGLE, '"': DOUBLE, "|": LITERAL, ">": FOLDED}

_BREAK = r"(?:\r\n|[\r\n\x85\u2028\u2029])"
_KEPT = ("\u2028", "\u2029")  # line breaks that read as themselves; the others read as \n
_BREAKS = re.compile(_BREAK)
_SPACE = re.compile(rf"[ \t]*(?:{_BREAK}[ \t]*)*")
_PROPERTIES = re.compile(r"(?:[&!]\S*+(?:\s++#[^\r\n]*+)*+\s*+)*+")  # an anchor, a tag
_HEADER = re.compile(rf"[|>](?P<how>[-+0-9]*)[ \t]*(?:#[^\r\n\x85\u2028\u2029]*)?{_BREAK}?")
_LINE = re.compile(rf"(?P<words>[^\r\n\x85\u2028\u2029]*)(?P<ends>{_BREAK}?)")
_COMMENT = re.compile(r"(?<![^\s,\[\]{}\"'])#[^\r\n\x85\u2028\u2029]*")


def _words(but: str) -> str:
    """The words of one line, up to what ``but`` (of a set of characters) holds."""
    word = rf"[^{but} \t\r\n\x85\u2028\u2029]++"
    return rf"{word}(?:[ \t]++{word})*+"


_ESCAPE = rf"\\(?:x..|u.{{4}}|U.{{8}}|{_BREAK}{_SPACE.pattern}|.)"
_WORDS = {
    PLAIN: re.compile(_words("")),
    FLOW_PLAIN: re.compile(_words("")),
    SINGLE: re.compile("''|" + _words("'")),
    DOUBLE: re.compile(f"{_ESCAPE}|" + _words(r"\\")),
}
_BREAKING = re.compile(r"[\r\n\x85\u2028\u2029]")
_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`")


def read(file: DraftFile) -> Tree:
    """The tree of a YAML file; of several documents, the list of them.

    A key that is there twice is said in the errors of the tree, without loss of the rest. Raises
    :class:`InputError` with the place of what is no YAML, or YAML that is not taken (see
    :mod:`tonelint.strict_yaml`).
    """
    reader = _Reader(file)
    try:
        documents = [reader.node(node) for node in strict_yaml.documents(file.text, file.path)]
    except TonelintError as error:
        raise InputError(error.message, error.path, error.line, error.column) from None
    if len(documents) == 1:
        root = documents[0]
    elif documents:
        root = Node(documents, documents[0].start, documents[-1].end)
    else:
        root = Node(None, 0, 0)
    return Tree(root, tuple(_comments(file.text, reader.scalars)), tuple(reader.errors))


def write(text: str, syntax: str) -> str | None:
    """How a text is written inside a scalar, in the middle of a line; nothing if it cannot be."""
    if syntax == DOUBLE:
        return "".join(map(_escaped, text))
    if _BREAKING.search(text) or Reader.NON_PRINTABLE.search(text):
        return None
    if syntax == SINGLE:
        return text.replace("'", "''")
    if syntax in (PLAIN, FLOW_PLAIN):
        if ": " in text or " #" in text or text.endswith(":") or text.startswith(_INDICATORS):
            return None
        return None if syntax == FLOW_PLAIN and re.search(r"[,\[\]{}]", text) else text
    return text if syntax in (LITERAL, FOLDED) else None


@dataclass(slots=True)
class _Reader:
    """Makes the nodes of PyYAML ours."""

    file: DraftFile
    scalars: list[tuple[int, int]] = field(default_factory=list)  # where they stand
    errors: list[InputError] = field(default_factory=list)
    made: dict[int, Node] = field(default_factory=dict)  # by identity: an alias is what it names
    above: list[int] = field(default_factory=list)  # what is being read, from the outermost on

    def node(self, node: yaml.Node, *, is_flow: bool = False) -> Node:
        """A node; ``is_flow``: it stands between brackets."""
        if id(node) not in self.made:
            if id(node) in self.above:
                raise self._error("this value holds itself (*name): write it out", node)
            if len(self.above) == _DEEPEST:
                raise self._error(
                    f"this is nested too deeply to be read: keep within {_DEEPEST} levels", node
                )
            self.above.append(id(node))
            self.made[id(node)] = self._node(node, is_flow)
            self.above.pop()
        return self.made[id(node)]

    def _error(self, message: str, node: yaml.Node) -> InputError:
        mark = node.start_mark
        return InputError(message, self.file.path, mark.line + 1, mark.column + 1)

    def _node(self, node: yaml.Node, is_flow: bool) -> Node:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, is_flow or bool(node.flow_style))
        if isinstance(node, yaml.SequenceNode):
            return self._list(node, is_flow or bool(node.flow_style))
        return self._scalar(cast("yaml.ScalarNode", node), is_flow)

    def _list(self, node: yaml.SequenceNode, is_flow: bool) -> Node:
        inner = strict_yaml.items(node, self.file.path)
        items = [self.node(item, is_flow=is_flow) for item in inner]
        return Node(items, *_extent(node, items))

    def _mapping(self, node: yaml.MappingNode, is_flow: bool) -> Node:
        self.errors += [
            self._error(problem, key) for key, problem in strict_yaml.repeated_keys(node)
        ]
        fields: dict[str, Node] = {}
        for key, value in strict_yaml.pairs(node, self.file.path):
            if not isinstance(key, yaml.ScalarNode):
                raise self._error("a key must be a text: write “key: value”", key)
            self.node(key, is_flow=is_flow)
            fields[key.value] = self.node(value, is_flow=is_flow)
        return Node(fields, *_extent(node, fields.values()))

    def _scalar(self, node: yaml.ScalarNode, is_flow: bool) -> Node:
        text = self.file.text
        value = strict_yaml.scalar(node, self.file.path)
        properties = _PROPERTIES.match(text, node.start_mark.index, node.end_mark.index)
        start, end = properties.end() if properties else 0, node.end_mark.index
        syntax = _SYNTAXES.get(node.style or "", FLOW_PLAIN if is_flow else PLAIN)
        if syntax in (LITERAL, FOLDED):
            header = _HEADER.match(text, start, end)
            body = header.end() if header else end
            self.scalars.append((body, end))
            end = max(start + 1, start + len(text[start:end].rstrip()))
        else:
            self.scalars.append((start, end))
        if not isinstance(value, str):
            return Node(value, start, end)
        return Node(self._passage(value, start, node.end_mark.index, syntax), start, end)

    def _passage(self, value: str, start: int, end: int, syntax: str) -> Passage:
        whole = self.file.whole
        for pieces in _readings(self.file.text, start, end, syntax):
            read = list(pieces) or [("", start, start)]
            if "".join(piece[0] for piece in read) == value:
                return whole.read_as(read, syntax)
        return whole.read_as([(value, start, end)], syntax)


def _extent(node: yaml.CollectionNode, inner: Iterable[Node]) -> tuple[int, int]:
    """Where a collection stands: what is between brackets, else up to the last value in it."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.flow_style:
        return start, end
    ends = [item.end for item in inner if start <= item.start and item.end <= end]
    return start, max(ends, default=end)


def _readings(text: str, start: int, end: int, syntax: str) -> Iterator[Iterator[Piece]]:
    """How a scalar may be read: one way; but indentation is known only by what is read."""
    if syntax in (PLAIN, FLOW_PLAIN):
        yield _folded(text, start, end, syntax)
    elif syntax in (SINGLE, DOUBLE):
        yield _folded(text, start + 1, end - 1, syntax)
    else:
        header = _HEADER.match(text, start, end)
        if header:
            for indent in range(_deepest(text[header.end() : end]), 0, -1):
                yield _block(text, header.end(), end, indent, syntax == FOLDED, header["how"])


def _deepest(block: str) -> int:
    """The most by which the lines of a block scalar can all be indented: they mostly are."""
    lines = [(len(line) - len(line.lstrip(" ")), line.strip(" ")) for line in _BREAKS.split(block)]
    return max(1, min((width for width, words in lines if words), default=max(lines)[0]))


def _folded(text: str, start: int, end: int, syntax: str) -> Iterator[Piece]:
    """What a scalar without or between quotes reads as: words, escapes, folded lines."""
    words = _WORDS[syntax]
    while start < end:
        found = _SPACE.match(text, start, end)
        if found and found.end() > start:
            yield from _joined(text, *found.span())
        else:
            found = words.match(text, start, end)
            if not found:
                return
            yield from _word(text, *found.span(), syntax)
        start = found.end()


def _joined(text: str, start: int, end: int) -> Iterator[Piece]:
    """White space between words: as it is; of line breaks one less, a space for only one."""
    breaks = list(_line_breaks(text, start, end))
    if not breaks:
        yield text[start:end], start, end
    elif breaks[0][0] in _KEPT:
        yield from breaks
    elif len(breaks) == 1:
        yield " ", *breaks[0][1:]
    else:
        yield from breaks[1:]


def _line_breaks(text: str, start: int, end: int) -> Iterator[Piece]:
    for found in _BREAKS.finditer(text, start, end):
        yield found[0] if found[0] in _KEPT else "\n", *found.span()


def _word(text: str, start: int, end: int, syntax: str) -> Iterator[Piece]:
    written = text[start:end]
    if syntax == SINGLE and written == "''":
        yield "'", start, end
    elif syntax != DOUBLE or not written.startswith("\\"):
        yield written, start, end
    elif _BREAKING.match(written[1]):  # an escaped line break is none; those that follow are
        first = _BREAKS.match(text, start + 1, end)
        yield from _line_breaks(text, first.end() if first else end, end)
    else:
        yield _unescaped(written), start, end


def _unescaped(written: str) -> str:
    """The character of an escape; what it is if it is none."""
    if len(written) > 2:
        return chr(int(written[2:], 16))
    return Scanner.ESCAPE_REPLACEMENTS.get(written[1], written)


def _escaped(char: str) -> str:
    """A character as it is written between double quotes."""
    if char in '\\"':
        return f"\\{char}"
    if char == "\n":
        return "\\n"
    if _BREAKING.match(char) or Reader.NON_PRINTABLE.match(char):
        return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"
    return char


def _block(
    text: str, start: int, end: int, indent: int, is_folded: bool, how: str
) -> Iterator[Piece]:
    """What a block scalar reads as whose lines are indented by ``indent``.

    ``how`` is its header: with ``-``, its last line break is not read; with ``+``, all of them are.
    """
    last: Piece | None = None  # the break of the last line with words
    blank: list[Piece] = []  # the breaks of empty lines since then
    was_indented = True  # what is indented more than the rest is not folded
    while start < end:
        line = _LINE.match(text, start, end)
        if not line:
            return
        begins = start + min(indent, len(line["words"]) - len(line["words"].lstrip(" ")))
        breaks = list(_line_breaks(text, *line.span("ends")))
        start = line.end()
        if begins == line.end("words"):
            blank += breaks
            continue
        is_indented = text[begins] in " \t"
        if last:
            folds = is_folded and last[0] == "\n" and not (was_indented or is_indented)
            if not folds:
                yield last
            elif not blank:
                yield " ", *last[1:]
        yield from blank
        yield text[begins : line.end("words")], begins, line.end("words")
        last, blank, was_indented = (breaks[0] if breaks else None), [], is_indented
    if last and "-" not in how:
        yield last
    if "+" in how:
        yield from blank


def _comments(text: str, scalars: list[tuple[int, int]]) -> Iterator[Comment]:
    """What stands behind ``#`` outside of the scalars."""
    index = 0
    for start, end in (*sorted(scalars), (len(text), len(text))):
        for found in _COMMENT.finditer(text, index, start):
            yield Comment(found[0].lstrip("#").strip(), found.start())
        index = max(index, end)
