"""Structured files as trees whose leaves know where they stand.

JSON, YAML and CSV are containers: each reads a file into :class:`Node` s, and what a helpdesk calls
its fields is looked for in them, whatever the container.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tonelint.drafts.places import Passage
from tonelint.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a structured file: a text, a mapping, a list, a number, a truth value, nothing.

    ``start`` and ``end`` are where it is written, offsets in the text of the file (of a mapping in
    YAML: from its first key to the end of its last value).
    """

    value: "Passage | dict[str, Node] | list[Node] | int | float | bool | None"
    start: int
    end: int

    def get(self, *names: str) -> "Node | None":
        """What a mapping holds under the first of these names that it has; nothing elsewhere."""
        if isinstance(self.value, dict):
            return next((self.value[name] for name in names if name in self.value), None)
        return None

    @property
    def passage(self) -> Passage | None:
        """The text, if it is one."""
        return self.value if isinstance(self.value, Passage) else None

    @property
    def text(self) -> str | None:
        """The characters of the text, if it is one."""
        return self.value.text if isinstance(self.value, Passage) else None

    @property
    def items(self) -> "list[Node]":
        """The items of a list; none of anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def fields(self) -> "dict[str, Node]":
        """The keys and values of a mapping; none of anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def plain(self) -> Any:
        """The value as Python's own objects."""
        if isinstance(self.value, Passage):
            return self.value.text
        if isinstance(self.value, dict):
            return {name: item.plain() for name, item in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value

    def walk(self) -> "Iterator[Node]":
        """The node and all below it, from the first on."""
        yield self
        for inner in (*self.fields.values(), *self.items):
            yield from inner.walk()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a structured file: its words, and where it begins in the file's text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A structured file: its value, its comments, and what in it could not be read."""

    root: Node
    comments: tuple[Comment, ...] = ()
    errors: tuple[InputError, ...] = ()
