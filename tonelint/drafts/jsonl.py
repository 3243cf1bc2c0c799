"""JSON lines: one draft, or one message, a line."""

import json
from collections.abc import Iterator
from dataclasses import replace
from json import decoder
from typing import Any

from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults, known_fields, waivers, whole
from tonelint.drafts.places import DraftFile, Passage, Piece, Position
from tonelint.errors import InputError

SUFFIXES = (".jsonl", ".ndjson")

_DECODER = json.JSONDecoder()
_scan_string: Any = vars(decoder)["scanstring"]  # not in the stubs
_SPACE = " \t\r\n"


def read(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """Yields a draft or an error a line; blank lines are passed over."""
    offset = 0
    for line, record, raw in records(file.text, file.path):
        offset = file.text.index(raw, offset)
        if isinstance(record, InputError):
            yield record
            continue
        try:
            yield _draft(record, file.whole.cut(offset, offset + len(raw)), file.path, line, known)
        except InputError as error:
            yield replace_place(error, file.path, line)


def records(text: str, path: str) -> Iterator[tuple[int, dict[str, Any] | InputError, str]]:
    """``(line number, object or error, raw line)`` for each line that is not blank."""
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        yield number, _object(raw, path, number), raw


def replace_place(error: InputError, path: str, line: int) -> InputError:
    """The error, with the place where it was found."""
    return replace(error, path=path, line=error.line or line)


def _object(raw: str, path: str, number: int) -> dict[str, Any] | InputError:
    try:
        record = json.loads(raw)
    except json.JSONDecodeError as error:
        return InputError(
            f"this line is not JSON ({error.msg}): each line is one object, like "
            '{"message": "…", "reply": "…"}',
            path,
            number,
            error.colno,
        )
    except ValueError:
        return InputError("this line holds a number too long to be read", path, number)
    except RecursionError:
        return InputError("this line is nested too deeply to be read", path, number)
    if not isinstance(record, dict):
        return InputError(
            'this line is no JSON object: write {"message": "…", "reply": "…"}', path, number
        )
    return record


def _draft(record: dict[str, Any], raw: Passage, path: str, line: int, known: Defaults) -> Draft:
    reply = record.get("reply")
    if not isinstance(reply, str) or not reply.strip():
        raise InputError('this line has no draft to check: give it a text "reply"')
    whole(reply)
    fields = known_fields({**record, "contexts": None}, known)
    starts = _value_starts(raw.text)
    at = Position(line, starts.get("waivers", 0) + 1)
    return Draft(
        reply=reply,
        path=path,
        line=line,
        places=raw.read_as(_pieces(raw.text, starts["reply"]), "json").places,
        suppressions=waivers(record.get("waivers"), at),
        **fields,
    )


def _value_starts(raw: str) -> dict[str, int]:
    """Where the value of each key of a JSON object begins (0-based); of equal keys, the last."""
    starts: dict[str, int] = {}
    index = _skip(raw, raw.index("{") + 1)
    while raw[index] != "}":
        key, index = _scan_string(raw, index + 1)
        index = _skip(raw, _skip(raw, index) + 1)
        starts[key] = index
        _, index = _DECODER.raw_decode(raw, index)
        index = _skip(raw, index)
        if raw[index] == ",":
            index = _skip(raw, index + 1)
    return starts


def _skip(raw: str, index: int) -> int:
    while raw[index] in _SPACE:
        index += 1
    return index


def _pieces(raw: str, quote: int) -> Iterator[Piece]:
    """What the string whose opening quote is at ``quote`` reads as: runs, and escapes."""
    start = index = quote + 1
    while raw[index] != '"':
        if raw[index] != "\\":
            index += 1
            continue
        if index > start:
            yield raw[start:index], start, index
        start = index + _escape_length(raw, index)
        yield json.loads(f'"{raw[index:start]}"'), index, start
        index = start
    yield raw[start:index], start, index


def _escape_length(raw: str, index: int) -> int:
    """The length of the escape at ``index``; a surrogate pair is one character of twelve."""
    if raw[index + 1] != "u":
        return 2
    is_high = raw[index + 2 : index + 4].lower() in ("d8", "d9", "da", "db")
    follows = raw[index + 6 : index + 8] == "\\u"
    is_low = raw[index + 8 : index + 10].lower() in ("dc", "dd", "de", "df")
    return 12 if is_high and follows and is_low else 6
