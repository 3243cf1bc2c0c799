"""Front: message templates (``rsp_…``), whose body is HTML."""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, body, listed, records, said
from tonelint.drafts.tree import Node

NAME = "front"
TITLE = "Front"

_PREFIX = "rsp_"


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Front."""
    for template in records(root, "_results"):
        reply = body(template, "body")
        if reply and any(key.startswith(_PREFIX) for key in listed(template.get("id"))):
            yield Found(reply, template, said(template, id="id", title="name"), html=True)
