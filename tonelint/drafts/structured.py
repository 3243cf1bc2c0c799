"""JSON, YAML and CSV: files whose drafts are fields of records, as teams and tools keep them."""

import re
from collections.abc import Callable, Iterator

from tonelint.drafts import jsonl, shapes
from tonelint.drafts.containers import csv_tree, json_tree, yaml_tree
from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults
from tonelint.drafts.places import DraftFile
from tonelint.drafts.shapes.names import REPLY
from tonelint.drafts.tree import Tree
from tonelint.errors import InputError, TonelintError

# Two objects, a line each: JSON lines under the name of JSON, as helpdesks export them.
_LINES = re.compile(r"\s*\{.*\}[ \t]*\r?\n\s*\{.*\}\s*(?:\n|\Z)")
_OURS = re.compile(rf'"{REPLY}"\s*:')


def read_json(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """The drafts of a JSON file."""
    if _LINES.match(file.text):
        return read_lines(file, known)
    return _read(json_tree.read, file, known)


def read_lines(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """The drafts of JSON lines: our own records, else those of a helpdesk or of usual names."""
    is_ours = _OURS.search(file.text) and REPLY not in known.fields
    found = [] if is_ours else list(_read(json_tree.read_lines, file, known))
    return iter(found) if any(map(_is_draft, found)) else jsonl.read(file, known)


def read_yaml(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """The drafts of a YAML file."""
    return _read(yaml_tree.read, file, known)


def read_csv(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """The drafts of a table, one a row."""
    return _read(csv_tree.read, file, known)


def _read(
    container: Callable[[DraftFile], Tree], file: DraftFile, known: Defaults
) -> Iterator[Draft | InputError]:
    try:
        tree = container(file)
    except TonelintError as error:
        yield InputError(error.message, file.path, error.line, error.column)
        return
    yield from tree.errors
    yield from shapes.read(tree, file, known)


def _is_draft(item: Draft | InputError) -> bool:
    return isinstance(item, Draft)
