"""The texts that a template with branches may become: every branch is in at least one of them.

``{% if vip %}Merci!{% else %}Bonjour.{% endif %}`` is two replies. Of several choices in a row, the
n-th text takes the n-th branch of each (the last, where there are fewer), so that there are as many
texts as the widest choice has branches, and not their product.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from tonelint.templates.masking import masked
from tonelint.templates.placeholders import CODE, Placeholder, find

Span = tuple[int, int]
_MOST_VARIANTS = 256  # far above honest use: tags nested by the thousand would take minutes
Reason = Literal["never-closed", "never-opened", "cut-short"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A tag without the one that goes with it, in ``start..end``. ``wants``: what is missing."""

    start: int
    end: int
    reason: Reason
    wants: str


@dataclass(frozen=True)
class Variant:
    """A text that a template may become: ``pieces`` are the spans of the original that it keeps.

    ``language`` is that of the words that are read for placeholders.
    """

    original: str
    pieces: tuple[Span, ...]
    language: str | None = None

    @cached_property
    def text(self) -> str:
        """The pieces in a row: no tag is left, placeholders are."""
        return "".join(self.original[start:end] for start, end in self.pieces)

    @cached_property
    def reading(self) -> str:
        """What tones and elements are read in: the text, masked; its offsets are those of it."""
        return masked(self.text, self.language)

    def offset(self, position: int) -> int:
        """Where the character at a position of the text stands in the original."""
        if not self.pieces:
            return 0
        index = max(bisect_right(self._begins, position) - 1, 0)
        start, end = self.pieces[index]
        return min(start + position - self._begins[index], end)

    def span(self, start: int, end: int) -> Span:
        """The span of the original that a span of the text covers: whole placeholders."""
        first = self.offset(start)
        if end <= start:
            return first, first
        last = self.offset(end - 1) + 1
        for left, right in self._placeholders:
            if left < last and first < right:
                first, last = min(first, left), max(last, right)
        return first, last

    @cached_property
    def _begins(self) -> list[int]:
        """The offset in the text of each piece."""
        begins, length = [], 0
        for start, end in self.pieces:
            begins.append(length)
            length += end - start
        return begins

    @cached_property
    def _placeholders(self) -> list[Span]:
        return [(found.start, found.end) for found in find(self.original) if found.kind != "tag"]


def variants(text: str, language: str | None = None) -> list[Variant]:
    """The texts that a template may become: one, the text itself, if it has no tags.

    ``language`` is that of the words that are read for placeholders. Of a template that would take
    more than 256 texts, the first 256 are given.
    """
    root = _Reader(text).read().root
    return [
        Variant(text, tuple(_spans(root, number)), language)
        for number in range(min(root.width, _MOST_VARIANTS))
    ]


def mistakes(text: str) -> list[Mistake]:
    """Tags without the one that goes with them, in order; placeholders that are cut short."""
    found = [*_Reader(text).read().mistakes, *_cut_short(text)]
    return sorted(found, key=lambda mistake: mistake.start)


# --- the tree of a template ---------------------------------------------------------


@dataclass(slots=True)
class _Sequence:
    """What is read in a row: spans of text, and choices. ``width``: how many texts it takes."""

    items: list["Span | _Choice"] = field(default_factory=list)
    width: int = 1

    def add(self, item: "Span | _Choice") -> None:
        self.items.append(item)
        if isinstance(item, _Choice):
            self.width = max(self.width, item.width)


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of several sequences."""

    branches: Sequence[_Sequence]
    begins: Sequence[int]  # the number of the first text of each branch
    width: int

    @classmethod
    def of(cls, branches: Sequence[_Sequence]) -> "_Choice":
        begins, width = [], 0
        for branch in branches:
            begins.append(width)
            width += branch.width
        return cls(branches, begins, width)

    def taken(self, number: int) -> tuple[_Sequence, int]:
        """What the text of that number reads here: a branch, and which of the branch's texts."""
        number = min(number, self.width - 1)
        index = bisect_right(self.begins, number) - 1
        return self.branches[index], number - self.begins[index]


def _spans(root: _Sequence, number: int) -> Iterator[Span]:
    """The spans of the text of that number. (No recursion: tags may be nested without end.)"""
    open_: list[tuple[Iterator[Span | _Choice], int]] = [(iter(root.items), number)]
    while open_:
        items, number = open_[-1]
        item = next(items, None)
        if item is None:
            open_.pop()
        elif isinstance(item, _Choice):
            branch, inner = item.taken(number)
            open_.append((iter(branch.items), inner))
        else:
            yield item


# --- reading tags -------------------------------------------------------------------

_LOOPING = frozenset({"for", "tablerow", "#each"})  # read; or else, if there is an else
_ENCLOSING = frozenset({"capture", "macro", "block", "with", "filter", "#with"})
_SILENT = frozenset({"comment", "raw"})  # no tag is one inside
_OPENING = frozenset({"if", "unless", "case"}) | _LOOPING | _ENCLOSING | _SILENT
_ELSE = frozenset({"else", "elsif", "elif", "when", "^"})
_MOST_SPACE = 200  # that a dash takes after a tag


@dataclass(slots=True)
class _Frame:
    """A tag that is open, and what was read inside so far."""

    tag: Placeholder
    name: str
    branches: list[_Sequence]
    has_else: bool = False

    @property
    def chooses(self) -> bool:
        return self.name not in _ENCLOSING | _SILENT

    def choice(self, is_closed: bool) -> _Choice:
        """What was read. Nothing may be, where no else says what; it comes first where the tag
        says when not to read, so that “if x” and “unless x” side by side are read in turn.
        """
        if self.has_else or not self.chooses or not is_closed or self.name in _LOOPING:
            return _Choice.of(self.branches)
        if self.name == "unless" or self.tag.name.startswith(("^", "#unless")):
            return _Choice.of([_Sequence(), *self.branches])
        return _Choice.of([*self.branches, _Sequence()])


class _Reader:
    """Reads the tags of a template into a tree, whatever is wrong with them."""

    def __init__(self, text: str) -> None:
        self.root = _Sequence()
        self.mistakes: list[Mistake] = []
        self._text = text
        self._frames: list[_Frame] = []
        self._open: Counter[str] = Counter()
        self._last = 0  # what is before was read

    def read(self) -> "_Reader":
        """Itself, with ``root`` and ``mistakes`` filled in."""
        for tag in find(self._text):
            if tag.kind == "tag" and not self._is_shown(tag):
                self._keep_before(tag)
                self._take(tag)
        self._keep(len(self._text))
        while self._frames:
            self._close(is_closed=False)
        return self

    def _is_shown(self, tag: Placeholder) -> bool:
        """Whether a tag is only text, in a comment or where it is shown as it stands."""
        inside = self._frames[-1].name if self._frames else ""
        return inside in _SILENT and tag.name != f"end{inside}"

    def _keep_before(self, tag: Placeholder) -> None:
        """Keeps the text before a tag; a dash in the tag takes the white space beside it."""
        written = self._text[tag.start : tag.end]
        end = tag.start
        if written.startswith(("{%-", "{{~")):
            end = self._last + len(self._text[self._last : end].rstrip())
        self._keep(end)
        self._last = tag.end
        if written.endswith(("-%}", "~}}")):
            after = self._text[tag.end : tag.end + _MOST_SPACE]
            self._last += len(after) - len(after.lstrip())

    def _keep(self, end: int) -> None:
        if not self._frames:
            here: _Sequence | None = self.root
        else:
            frame = self._frames[-1]
            # Neither a comment is read nor what stands before the first “when” of a case.
            here = frame.branches[-1] if frame.branches and frame.name != "comment" else None
        if here is not None and end > self._last:
            here.add((self._last, end))

    def _take(self, tag: Placeholder) -> None:
        if tag.name in _ELSE:
            self._otherwise(tag)
        elif tag.syntax == "handlebars":
            if tag.name.startswith(("#", "^")):
                self._opened(tag, f"#{tag.name[1:]}")
            elif tag.name.startswith("/"):
                self._closed(tag, f"#{tag.name[1:]}")
        elif tag.name in _OPENING:
            self._opened(tag, tag.name)
        elif tag.name.startswith("end") and tag.name != "endset":
            self._closed(tag, tag.name.removeprefix("end"))

    def _opened(self, tag: Placeholder, name: str) -> None:
        self._frames.append(_Frame(tag, name, [] if name == "case" else [_Sequence()]))
        self._open[name] += 1

    def _otherwise(self, tag: Placeholder) -> None:
        frame = self._frames[-1] if self._frames else None
        when = tag.name == "when"
        if frame is None or not frame.chooses or (when and frame.name != "case"):
            self._never_opened(tag, "case" if when else "if")
            return
        again = self._text.startswith("{{else if", tag.start)
        frame.has_else |= tag.name in ("else", "^") and not again
        frame.branches.append(_Sequence())

    def _closed(self, tag: Placeholder, name: str) -> None:
        if not self._open[name]:
            self._never_opened(tag, name)
            return
        while self._frames[-1].name != name:
            self._close(is_closed=False)
        self._close(is_closed=True)

    def _close(self, *, is_closed: bool) -> None:
        frame = self._frames.pop()
        self._open[frame.name] -= 1
        outer = self._frames[-1].branches if self._frames else [self.root]
        if outer and frame.branches:
            outer[-1].add(frame.choice(is_closed))
        if not is_closed:
            wants = f"/{frame.name[1:]}" if frame.name[0] == "#" else f"end{frame.name}"
            self._mistake(frame.tag, "never-closed", wants)

    def _never_opened(self, tag: Placeholder, name: str) -> None:
        handlebars = tag.syntax == "handlebars" and name[0] != "#"
        self._mistake(tag, "never-opened", f"#{name}" if handlebars else name)

    def _mistake(self, tag: Placeholder, reason: Reason, name: str) -> None:
        wants = f"{{{{{name}}}}}" if tag.syntax == "handlebars" else f"{{% {name} %}}"
        self.mistakes.append(Mistake(tag.start, tag.end, reason, wants))


_BEGUN = re.compile(rf"{CODE}|\{{\{{[^{{}}\n]{{0,60}}\}}?|\{{%[^%{{}}\n]{{0,60}}%?\}}?")


def _cut_short(text: str) -> Iterator[Mistake]:
    """Placeholders that begin and do not end: they would be posted as they stand."""
    whole = {found.start for found in find(text)}
    for match in _BEGUN.finditer(text):
        if match.lastgroup is None and match.start() not in whole:
            end = match.start() + len(match[0].rstrip())
            wants = "}}" if match[0][1] == "{" else "%}"
            yield Mistake(match.start(), end, "cut-short", wants)
