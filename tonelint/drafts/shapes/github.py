"""GitHub: saved replies in Markdown, as its GraphQL API answers (``savedReplies``)."""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, body, connected, said
from tonelint.drafts.tree import Node

NAME = "github"
TITLE = "GitHub"


def find(root: Node) -> Iterator[Found]:
    """The replies of an answer of GitHub."""
    for saved in connected(root, "savedReplies"):
        reply = body(saved, "body")
        if reply:
            number = said(saved, id="databaseId") or said(saved, id="id")
            yield Found(reply, saved, {**number, **said(saved, title="title")})
