"""Discourse: canned replies in Markdown, ``{"replies": […]}`` or the store of the plugin by id.

A team's own file may hold ``replies`` with a title and a content too: those of Discourse count
their ``usages``, or have ids of 32 hexadecimal digits.
"""

import re
from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, body, listed, records, said, tagged
from tonelint.drafts.tree import Node

NAME = "discourse"
TITLE = "Discourse"

_ID = re.compile(r"[0-9a-f]{32}")


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Discourse."""
    for canned in (*records(root, "replies"), *root.fields.values()):
        reply = body(canned, "content")
        if reply and canned.get("title") and _is_of_discourse(canned):
            tags = tagged(canned, listed(canned.get("tags")))
            yield Found(reply, canned, {**said(canned, id="id", title="title"), **tags})


def _is_of_discourse(record: Node) -> bool:
    return bool(record.get("usages")) or any(map(_ID.fullmatch, listed(record.get("id"))))
