"""Replies where the user says they are: ``{"reply": "corps_fr", "message": "question"}``.

A name holds in every mapping that has it. A path (``macros.*.body``; ``*``: every item of a list or
value of a mapping, a number: that item) begins at the root of the file; the record is what its last
``*`` stands for, else the mapping its last name is in, and the paths of other fields begin there,
or at the root by the same way. Fields that are not named are looked for under their usual names.
"""

from collections.abc import Iterator, Mapping

from tonelint.drafts.shapes.found import Found, Given
from tonelint.drafts.shapes.names import REPLY
from tonelint.drafts.shapes.record import Around, reached, record
from tonelint.drafts.tree import Node

_EVERY = "*"


def find(root: Node, named: Mapping[str, str]) -> Iterator[Found]:
    """The replies where ``named`` says: our fields to names or paths, ``reply`` among them."""
    to_record = _to_record(root, named[REPLY])
    paths = {field: _from(to_record, path) for field, path in named.items()}
    if to_record:
        holders = _followed(root, to_record, None)
    else:
        holders = ((node, None) for node in root.walk() if reached(node, paths[REPLY]))
    for node, key in holders:
        yield from record(node, paths).founds(Around(key=key))


def _to_record(root: Node, path: str) -> list[str]:
    """The steps from the root to the records that hold the reply; none if it is a name."""
    if "." not in path or any(path in node.fields for node in root.walk()):
        return []
    steps = path.split(".")
    last = max((index for index, step in enumerate(steps) if step == _EVERY), default=None)
    return steps[:-1] if last is None else steps[: last + 1]


def _from(steps: list[str], path: str) -> str:
    """The path from the record on."""
    parts = path.split(".")
    return ".".join(parts[len(steps) :]) if steps and parts[: len(steps)] == steps else path


def _followed(
    node: Node, steps: list[str], key: Given | None
) -> Iterator[tuple[Node, Given | None]]:
    """What a path leads to, each with its key where it is the value of a mapping."""
    if not steps:
        yield node, key
        return
    step, *rest = steps
    if step == _EVERY:
        for item in node.items:
            yield from _followed(item, rest, None)
        for name, value in node.fields.items():
            yield from _followed(value, rest, Given(name, value))
    else:
        inner = reached(node, step)
        if inner:
            yield from _followed(inner, rest, None)
