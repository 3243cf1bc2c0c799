"""Chatwoot: canned responses, in Markdown, called by their short code."""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, body, records, said
from tonelint.drafts.tree import Node

NAME = "chatwoot"
TITLE = "Chatwoot"


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Chatwoot."""
    for response in records(root, "payload", "canned_responses"):
        reply = body(response, "content")
        if reply and response.get("short_code"):
            yield Found(reply, response, said(response, id="short_code", title="short_code"))
