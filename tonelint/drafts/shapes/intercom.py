"""Intercom: macros, whose body is HTML.

A macro that only the messenger offers is for chats; the teams that see it are tags.
"""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, Given, body, listed, records, said, tagged
from tonelint.drafts.tree import Node

NAME = "intercom"
TITLE = "Intercom"


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Intercom."""
    for macro in records(root, "data", "macros"):
        rich, plain = body(macro, "body"), body(macro, "body_text")
        reply = rich or plain
        if reply and _is_macro(macro):
            tags = tagged(macro, listed(macro.get("visible_to_team_ids")))
            known = {**said(macro, id="id", title="name"), **_channel(macro), **tags}
            yield Found(reply, macro, known, html=bool(rich))


def _is_macro(record: Node) -> bool:
    is_named = listed(record.get("type")) == ["macro"]
    return is_named or bool(record.get("body_text") and record.get("visible_to", "available_on"))


def _channel(macro: Node) -> dict[str, Given]:
    offered = macro.get("available_on")
    only_chats = offered is not None and listed(offered) == ["messenger"]
    return {"channel": Given("chat", offered)} if offered and only_chats else {}
