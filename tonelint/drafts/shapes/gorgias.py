"""Gorgias: macros, whose reply is the argument of their action ``setResponseText``.

Tags are those its action ``addTags`` adds, and what the macro is meant for (``intent``).
"""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import (
    Found,
    Given,
    body,
    items_of,
    listed,
    records,
    said,
    spoken,
    tagged,
)
from tonelint.drafts.tree import Node

NAME = "gorgias"
TITLE = "Gorgias"


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Gorgias."""
    for macro in records(root, "data", "macros"):
        for given in _arguments(macro, "setResponseText"):
            rich, plain = body(given, "body_html"), body(given, "body_text")
            reply = rich or plain
            if reply:
                known = {**said(macro, id="id", title="name"), **spoken(macro, "language")}
                known.update(_tags(macro))
                yield Found(reply, macro, known, html=bool(rich), active=not _is_archived(macro))


def _arguments(macro: Node, action: str) -> list[Node]:
    """The arguments of the actions of this name."""
    actions = [one for one in items_of(macro, "actions") if one.get("arguments")]
    return [one.fields["arguments"] for one in actions if listed(one.get("name")) == [action]]


def _tags(macro: Node) -> dict[str, Given]:
    """Tags are one text with commas between."""
    texts = [text for given in _arguments(macro, "addTags") for text in listed(given.get("tags"))]
    added = [tag.strip() for text in texts for tag in text.split(",")]
    return tagged(macro, added, listed(macro.get("intent")))


def _is_archived(macro: Node) -> bool:
    return bool(listed(macro.get("archived_datetime")))
