"""What a shape finds in a structured file: replies, with what their record says of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tonelint.drafts.places import Passage
from tonelint.drafts.shapes.values import language
from tonelint.drafts.tree import Node


@dataclass(frozen=True, slots=True)
class Given:
    """The value of a field as :func:`~tonelint.drafts.fields.known_fields` reads it, and where it
    is written.
    """

    value: Any
    node: Node


@dataclass(frozen=True, slots=True)
class Found:
    """A reply in a structured file.

    ``reply`` is its body as written, ``html`` whether that is HTML (None: if it looks like it);
    ``message`` is what it answers.
    ``node`` is the record that holds it, ``record`` what that says of it. ``twins`` are the bodies
    of the same record in other languages, ``pair`` what it shares with the reply of another one.
    ``active``: whether the tool still offers it.
    """

    reply: Passage
    node: Node
    record: Mapping[str, Given] = field(default_factory=dict)
    html: bool | None = False
    message: Passage | None = None
    twins: tuple[Node, ...] = ()
    pair: str | None = None
    active: bool = True


def records(root: Node, *wrappers: str) -> list[Node]:
    """The records of an export: a list, one alone, or what a mapping holds under a wrapper.

    Pages of an export, one after the other in a list, are read as one.
    """
    inner = root.get(*wrappers)
    if inner is not None and (inner.items or inner.fields):
        return records(inner)
    if any(item.get(*wrappers) is not None for item in root.items):
        return [record for page in root.items for record in records(page, *wrappers)]
    return [item for item in root.items or [root] if item.fields]


def said(record: Node, **names: str) -> dict[str, Given]:
    """The texts and numbers of a record under our names: ``said(record, id="short_code")``."""
    given = ((ours, record.get(theirs)) for ours, theirs in names.items())
    return {ours: Given(node.plain(), node) for ours, node in given if node and _says(node)}


def spoken(record: Node, name: str) -> dict[str, Given]:
    """The language of a record, if it is one of ours."""
    node = record.get(name)
    lang = language(node.text or "") if node else None
    return {"lang": Given(lang, node)} if node and lang else {}


def tagged(record: Node, *names: Iterable[str]) -> dict[str, Given]:
    """The tags of a record, from all that files it: its tags, its groups, its folder."""
    tags = [tag.strip() for several in names for tag in several if tag.strip()]
    return {"tags": Given(list(dict.fromkeys(tags)), record)} if tags else {}


def listed(node: Node | None) -> list[str]:
    """The texts and numbers of a list, as texts; a value alone is a list of one."""
    items = (node.items or [node]) if node else []
    return [str(item.plain()).strip() for item in items if _says(item)]


def items_of(record: Node, name: str) -> list[Node]:
    """The items of the list that a record holds under a name; none if it is no list."""
    node = record.get(name)
    return node.items if node else []


def connected(root: Node, name: str) -> Iterator[Node]:
    """The nodes of the connections of this name in an answer of a GraphQL API."""
    for inner in root.walk():
        connection = inner.get(name)
        if connection:
            yield from items_of(connection, "nodes")
            edges = (edge.get("node") for edge in items_of(connection, "edges"))
            yield from (node for node in edges if node)


def _says(node: Node) -> bool:
    """Whether it is a text that is not blank, or a number."""
    if isinstance(node.value, Passage):
        return bool(node.value.text.strip())
    return isinstance(node.value, int | float) and not isinstance(node.value, bool)


def body(record: Node, name: str) -> Passage | None:
    """The text under a name, unless it is blank."""
    node = record.get(name)
    return node.passage if node and (node.text or "").strip() else None
