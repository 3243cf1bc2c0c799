"""Zendesk: macros (``{"macros": […]}``, one, or a list) and dynamic content.

A macro's reply is the value of its action ``comment_value_html``, else of ``comment_value``: a
text, or ``["channel:all", text]``. Its tags are those it sets, the groups it is restricted to, the
group it assigns and the folders that its title names (``Panne::Suivi``). A comment that is not
public is private; one that is public may go out by e-mail as well as on a public page, so nothing
is said of it. A comment that is dynamic content alone (``{{dc.outage}}``) has no words of its own:
they are checked where that content is exported.
"""

import re
from collections.abc import Iterator

from tonelint.drafts.shapes.found import Found, Given, items_of, listed, records, said, tagged
from tonelint.drafts.shapes.values import truth
from tonelint.drafts.tree import Node

NAME = "zendesk"
TITLE = "Zendesk"

_FOLDER = "::"
_CHANNELS = {"channel:web": "email", "channel:chat": "chat"}  # channel:all is any of them
_ONLY_DYNAMIC = re.compile(r"\s*\{\{\s*dc\.[^{}]+\}\}\s*")


def find(root: Node) -> Iterator[Found]:
    """The replies of an export of Zendesk."""
    for macro in records(root, "macros", "macro"):
        yield from _of_macro(macro)
    for item in records(root, "items", "item"):
        if item.get("placeholder"):
            yield from _of_content(item)


def _of_macro(macro: Node) -> Iterator[Found]:
    rich = _values(macro, "comment_value_html")
    comments = [(value, True) for value in rich]
    for value in _values(macro, "comment_value"):
        if not rich or _channel(value):  # else it is the same comment, as plain text
            comments.append((value, False))
    known = {**said(macro, id="id", title="title"), **_audience(macro), **_tags(macro)}
    for value, is_html in comments:
        words = (value.items[-1] if value.items else value).passage
        if words and not _ONLY_DYNAMIC.fullmatch(words.text):
            yield Found(
                words,
                macro,
                {**known, **_channel(value)},
                html=is_html,
                active=truth(macro.get("active")) is not False,
            )


def _channel(comment: Node) -> dict[str, Given]:
    """The channel of ``["channel:chat", text]``, where it is one."""
    channel = _CHANNELS.get(comment.items[0].text or "") if comment.items else None
    return {"channel": Given(channel, comment.items[0])} if channel else {}


def _audience(macro: Node) -> dict[str, Given]:
    shown = _values(macro, "comment_mode_is_public")
    is_private = bool(shown) and truth(shown[-1]) is False
    return {"audience": Given("private", shown[-1])} if is_private else {}


def _tags(macro: Node) -> dict[str, Given]:
    """Tags are one text with spaces between; a restriction holds the numbers of its groups."""
    tags = [tag for value in _values(macro, "set_tags", "current_tags") for tag in _split(value)]
    assigned = [group for value in _values(macro, "group_id") for group in listed(value)]
    restriction = macro.get("restriction")
    is_of_groups = restriction is not None and listed(restriction.get("type")) == ["Group"]
    groups = listed(restriction.get("ids", "id")) if restriction and is_of_groups else []
    folders = [part for title in listed(macro.get("title")) for part in title.split(_FOLDER)[:-1]]
    return tagged(macro, tags, assigned, groups, folders)


def _split(tags: Node) -> list[str]:
    return tags.text.split() if tags.text else listed(tags)


def _values(macro: Node, *fields: str) -> list[Node]:
    """The values of the actions on these fields."""
    actions = [one for one in items_of(macro, "actions") if one.get("value")]
    return [one.fields["value"] for one in actions if set(listed(one.get("field"))) & set(fields)]


def _of_content(item: Node) -> Iterator[Found]:
    """The variants of dynamic content, one a language (which Zendesk numbers as it likes)."""
    for variant in items_of(item, "variants"):
        content = variant.get("content")
        if content and content.passage:
            yield Found(
                content.passage,
                variant,
                said(item, id="placeholder", title="name", twin="placeholder"),
                active=truth(variant.get("active")) is not False,
            )
