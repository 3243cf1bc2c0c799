"""GitLab: saved replies (comment templates) in Markdown, as its GraphQL API answers."""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, body, connected, said
from tonelint.drafts.tree import Node

NAME = "gitlab"
TITLE = "GitLab"


def find(root: Node) -> Iterator[Found]:
    """The replies of an answer of GitLab."""
    for saved in connected(root, "savedReplies"):
        reply = body(saved, "content")
        if reply:
            yield Found(reply, saved, said(saved, id="id", title="name"))
