"""Freshdesk and Freshservice: canned responses, alone, in a list, or in their folders.

The HTML (``content_html``) is what is sent: ``content`` is read where there is none. The name of
the folder is a tag, and so are the numbers of the groups that see it.
"""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, body, items_of, listed, records, said, tagged
from tonelint.drafts.tree import Node

NAME = "freshdesk"
TITLE = "Freshdesk"

_LISTS = ("canned_responses", "responses")
_FOLDERS = ("canned_response_folders", "folders", "canned_response_folder")


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Freshdesk."""
    folders = [one for one in records(root, *_FOLDERS) if one.get("name")]
    names = {key: listed(one.get("name")) for one in folders for key in listed(one.get("id"))}
    inside = [
        (one, folder) for folder in folders for name in _LISTS for one in items_of(folder, name)
    ]
    for response, folder in inside:
        yield from _of(response, listed(folder.get("name")))
    for response in [] if inside else records(root, *_LISTS, "canned_response"):
        keys = listed(response.get("folder_id"))
        yield from _of(response, [name for key in keys for name in names.get(key, [])])


def _of(response: Node, folder: list[str]) -> Iterator[Found]:
    rich, plain = body(response, "content_html"), body(response, "content")
    reply = rich or (plain if response.get("folder_id") else None)
    if reply and response.get("title"):
        tags = tagged(response, folder, listed(response.get("group_ids")))
        known = {**said(response, id="id", title="title"), **tags}
        yield Found(reply, response, known, html=bool(rich))
