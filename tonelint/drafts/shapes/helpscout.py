"""Help Scout: saved replies, with an HTML text for e-mails and a plain one for chats.

The list that its API gives holds previews only: nothing is read of it. Each reply has its texts.
"""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, Given, body, records, said
from tonelint.drafts.tree import Node

NAME = "helpscout"
TITLE = "Help Scout"

_CHANNELS = {"text": "email", "chatText": "chat"}
_SIGNS = ("chatText", "chatPreview", "preview")


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Help Scout."""
    for saved in records(root, "savedReplies", "saved_replies", "replies"):
        if saved.get("name") and saved.get(*_SIGNS):
            yield from _of(saved)


def _of(saved: Node) -> Iterator[Found]:
    known = said(saved, id="id", title="name")
    for name, channel in _CHANNELS.items():
        reply = body(saved, name)
        if reply:
            record = {**known, "channel": Given(channel, saved.fields[name])}
            yield Found(reply, saved, record, html=name == "text")
