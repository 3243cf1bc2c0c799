"""Incoming messages, for ``tonelint context``."""

from collections.abc import Iterator
from dataclasses import dataclass

from tonelint.drafts import jsonl
from tonelint.drafts.fields import whole
from tonelint.errors import InputError


@dataclass(frozen=True, slots=True)
class Message:
    """An incoming message and where it was read."""

    text: str
    id: str | None = None
    path: str | None = None
    line: int = 1


def read(text: str, path: str, *, by_line: bool) -> Iterator[Message | InputError]:
    """The messages of a text: one, or with ``by_line`` one JSON object a line."""
    if not by_line:
        if text.strip():
            yield Message(text, path=path)
        return
    for line, record, _ in jsonl.records(text, path):
        if isinstance(record, InputError):
            yield record
            continue
        found = record.get("message", record.get("text"))
        if isinstance(found, str) and found.strip():
            name = record.get("id")
            try:
                yield Message(whole(found), None if name is None else str(name), path, line)
            except InputError as error:
                yield jsonl.replace_place(error, path, line)
        else:
            yield InputError('this line has no text "message" (or "text")', path, line)
