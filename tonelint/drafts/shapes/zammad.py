"""Zammad: text modules, in HTML, from its API or from the table it exports.

Tags are its keywords and its groups.
"""

import re
from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, body, listed, records, said, tagged
from tonelint.drafts.shapes.values import truth
from tonelint.drafts.tree import Node

NAME = "zammad"
TITLE = "Zammad"

_USUAL = ("name", "keywords", "content")
_ITS_OWN = ("note", "active", "foreign_id", "group_ids", "groups")
_BETWEEN = re.compile(r"[\s,;]+")


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Zammad."""
    for module in records(root, "text_modules"):
        reply, fields = body(module, "content"), module.fields
        if reply and fields.keys() >= set(_USUAL) and fields.keys() & set(_ITS_OWN):
            texts = listed(module.get("keywords"))
            keywords = [word for text in texts for word in _BETWEEN.split(text)]
            tags = tagged(module, keywords, listed(module.get("groups", "group_ids")))
            yield Found(
                reply,
                module,
                {**said(module, id="id", title="name"), **tags},
                html=True,
                active=truth(module.get("active")) is not False,
            )
