"""JSON lines: one draft, or one message, a line."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tonelint import bounds
from tonelint.drafts import suppressions
from tonelint.drafts.containers import json_tree
from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults, known_fields, waivers, whole
from tonelint.drafts.places import DraftFile, Passage, Position
from tonelint.errors import InputError

SUFFIXES = (".jsonl", ".ndjson")

Spans = dict[str, tuple[int, int]]  # where the value of each key of a record stands in the text


def read(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """Yields a draft or an error a line; blank lines are passed over."""
    drafts = _drafts(file, known)
    yield from suppressions.spread(drafts) if suppressions.FILE in file.text else drafts


def records(text: str, path: str) -> Iterator[tuple[int, dict[str, Any] | InputError, Spans]]:
    """``(line number, object or error, its places)`` for each line that is not blank."""
    start = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        if raw.strip():
            yield number, *_object(raw, start, path, number)
        start += len(raw) + 1


def replace_place(error: InputError, path: str, line: int) -> InputError:
    """The error, with the place where it was found."""
    return replace(error, path=path, line=error.line or line)


def _object(
    raw: str, start: int, path: str, number: int
) -> tuple[dict[str, Any] | InputError, Spans]:
    too_large = bounds.too_large(len(raw), path, number)
    if too_large:
        return too_large, {}
    column = None
    try:
        members = json_tree.members(raw)
    except json.JSONDecodeError as error:
        column = error.colno
        problem = (
            f"this line is not JSON ({error.msg}): each line is one object, like "
            '{"message": "…", "reply": "…"}'
        )
    except ValueError:
        problem = "this line holds a number too long to be read"
    except RecursionError:
        problem = "this line is nested too deeply to be read"
    else:
        if members:
            record, spans = members
            return record, {key: (start + a, start + b) for key, (a, b) in spans.items()}
        problem = 'this line is no JSON object: write {"message": "…", "reply": "…"}'
    return InputError(problem, path, number, column), {}


def _drafts(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    for line, record, spans in records(file.text, file.path):
        if isinstance(record, InputError):
            yield record
            continue
        try:
            draft, mistakes = _draft(file, record, spans, line, known)
        except InputError as error:
            yield replace_place(error, file.path, line)
        else:
            yield from (replace_place(error, file.path, line) for error in mistakes)
            yield draft


def _declaring(record: dict[str, Any]) -> dict[str, Any]:
    """The record whose ``contexts`` declare something: those of a canned reply. Of a draft that
    answers a message they are labels, as evaluation data has them.
    """
    return record if record.get("template") else {**record, "contexts": None}


def _draft(
    file: DraftFile, record: dict[str, Any], spans: Spans, line: int, known: Defaults
) -> tuple[Draft, tuple[InputError, ...]]:
    """The draft of a line, and what of its suppressions is not understood."""
    reply, message = record.get("reply"), record.get("message")
    if not isinstance(reply, str) or not reply.strip():
        raise InputError('this line has no draft to check: give it a text "reply"')
    whole(reply)
    fields = known_fields(_declaring(record), known)
    body = _passage(file, spans["reply"])
    in_field = suppressions.from_field(
        record.get(suppressions.FIELD), _position(file, spans, suppressions.FIELD, line)
    )
    in_body = suppressions.suppressions_in(body)
    draft = Draft(
        reply=reply,
        path=file.path,
        line=line,
        places=body.places,
        # A number taken for a text is written otherwise than it is read.
        message_places=_passage(file, spans["message"]).places
        if message and isinstance(message, str)
        else None,
        extent=(line, line),
        suppressions=(
            *waivers(record.get("waivers"), _position(file, spans, "waivers", line)),
            *in_field.found,
            *in_body.found,
        ),
        **fields,
    )
    return draft, (*in_field.errors, *in_body.errors)


def _passage(file: DraftFile, span: tuple[int, int]) -> Passage:
    """The text that stands between the quotes of a value."""
    start, end = span[0] + 1, span[1] - 1
    return file.whole.read_as(json_tree.pieces(file.text, start, end), json_tree.SYNTAX)


def _position(file: DraftFile, spans: Spans, key: str, line: int) -> Position:
    """Where the value of a key stands; the line, if it is not there."""
    return file.lines.position(spans[key][0]) if key in spans else Position(line, 1)
