"""Markdown with YAML front matter: what is known above, the reply below.

::

    ---
    contexts: [outage]
    channel: facebook
    message: Plus de courant depuis 6 h…
    ---
    Bonjour! …
"""

import re
from collections.abc import Iterator
from typing import Any

from tonelint import strict_yaml
from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults, known_fields, waivers
from tonelint.drafts.places import DraftFile, Position
from tonelint.drafts.suppressions import suppressions_in
from tonelint.errors import InputError, TonelintError
from tonelint.nearest import nearest

SUFFIXES = (".md", ".markdown")
KEYS = (
    "id", "title", "contexts", "channel", "audience", "lang", "message", "thread", "role",
    "approved-by", "region", "template", "waivers", "received_at", "replied_at", "reviewed", "tags",
)  # fmt: skip

_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_UNCLOSED = re.compile(r"\A---[ \t]*\r?\n[\w-]+:")


def read(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """Yields the draft, or what is wrong with its front matter; nothing for a blank reply."""
    text, path = file.text, file.path
    front = _FRONT.match(text)
    if front is None and _UNCLOSED.match(text):
        yield InputError("the front matter opened here is never closed: add a line ---", path, 1)
        return
    body = text[front.end() :] if front else text
    if not body.strip():
        return
    places = file.whole.cut(front.end() if front else 0, len(text)).places
    try:
        record = _record(front["yaml"], path) if front else {}
        fields = known_fields(record, known)
        set_aside = (
            *waivers(record.get("waivers"), _place(front["yaml"] if front else "", "waivers")),
            *suppressions_in(body, places),
        )
    except InputError as error:
        error.path = error.path or path
        error.line = error.line or (2 if front else None)
        yield error
        return
    line = places.position(0).line
    yield Draft(reply=body, path=path, line=line, places=places, suppressions=set_aside, **fields)


def _place(front: str, key: str) -> Position:
    """Where a key stands in the file whose front matter begins on its second line."""
    line, column = strict_yaml.place(front, (key,))
    return Position(line + 1, column)


def _record(front: str, path: str) -> dict[str, Any]:
    try:
        record = strict_yaml.load(front, path, first_line=2)
    except TonelintError as error:
        raise InputError(error.message, error.path, error.line, error.column) from None
    if record is None:
        record = {}
    if not isinstance(record, dict):
        raise InputError(
            "the front matter must be keys and values, like “channel: facebook”", path, 2
        )
    for key in record:
        if key not in KEYS:
            at = _place(front, key)
            hint = nearest(str(key), KEYS)
            raise InputError(
                f"the front matter has an unknown key “{key}”{hint}", path, at.line, at.column
            )
    return record
