"""Rocket.Chat: canned responses, called by their shortcut; tags and a department file them."""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, body, listed, records, said, tagged
from tonelint.drafts.tree import Node

NAME = "rocketchat"
TITLE = "Rocket.Chat"


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Rocket.Chat."""
    for response in records(root, "cannedResponses", "cannedResponse"):
        reply = body(response, "text")
        if reply and response.get("shortcut"):
            departments = listed(response.get("departmentId"))
            tags = tagged(response, listed(response.get("tags")), departments)
            yield Found(reply, response, {**said(response, id="_id", title="shortcut"), **tags})
