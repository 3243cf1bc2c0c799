"""Frappe Helpdesk: saved replies (``HD Saved Reply``), in HTML; their teams are tags."""

from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, body, items_of, listed, records, said, tagged
from tonelint.drafts.tree import Node

NAME = "frappe"
TITLE = "Frappe Helpdesk"

_KIND = "HD Saved Reply"
_SCOPES = ("Global", "Team", "Personal")


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Frappe Helpdesk."""
    for saved in records(root, "data", "message"):
        reply = body(saved, "message")
        if reply and _is_reply(saved):
            name = said(saved, id="name") or said(saved, id="title")
            teams = [team for row in items_of(saved, "teams") for team in _names(row)]
            known = {**name, **said(saved, title="title"), **tagged(saved, teams)}
            yield Found(reply, saved, known, html=True)


def _is_reply(record: Node) -> bool:
    is_named = listed(record.get("doctype")) == [_KIND]
    return is_named or bool(record.get("title") and set(listed(record.get("scope"))) & set(_SCOPES))


def _names(row: Node) -> list[str]:
    """The name of a team, in a row of its own or alone."""
    return listed(row.get("team")) if row.fields else listed(row)
