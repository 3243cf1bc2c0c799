"""Formats of files: by name and content, from bytes to drafts.

To add one: a function ``(DraftFile, Defaults) -> drafts and errors``, named here with the ends of
its files. Each is imported when a file of its kind is read.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath
from typing import cast

from tonelint import bounds
from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults
from tonelint.drafts.places import DraftFile
from tonelint.errors import InputError

Reader = Callable[[DraftFile, Defaults], Iterator[Draft | InputError]]
_BOM = "\ufeff"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What a structured file that holds replies calls them: one without, broken or not, is none of ours.
_NAMES_REPLIES = re.compile(
    r"(?i)(?<![^\W_])(?:repl(?:y|ies)|responses?|r[ée]ponses?|answers?|textes?|text|body|corps"
    r"|content|contenu|macros?|canned|templates?|mod[èe]les?|gabarits?|savedReplies|comment"
    r"|chatText|HD Saved Reply)(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ends of its files, and the function that reads them (``module:name``).

    ``holds_other_things``: files of this kind seldom hold replies; one that holds none, met in a
    folder, is no mistake. ``has_names``: replies lie under names in it.
    """

    suffixes: tuple[str, ...]
    home: str
    holds_other_things: bool = False
    has_names: bool = False

    def read(self, file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
        """The drafts of a file, and what is wrong in it."""
        module, function = self.home.split(":")
        reader = cast("Reader", getattr(import_module(f"tonelint.drafts.{module}"), function))
        return reader(file, known)


FORMATS: dict[str, Format] = {
    "text": Format((".txt", ".text"), "plain:read"),
    "markdown": Format((".md", ".markdown"), "markdown:read"),
    "jsonl": Format((".jsonl", ".ndjson"), "structured:read_lines"),
    "json": Format((".json",), "structured:read_json", holds_other_things=True, has_names=True),
    "yaml": Format(
        (".yml", ".yaml"), "structured:read_yaml", holds_other_things=True, has_names=True
    ),
    "csv": Format((".csv", ".tsv"), "structured:read_csv", holds_other_things=True, has_names=True),
    "html": Format((".html", ".htm"), "page:read", holds_other_things=True),
}
SUFFIXES = {suffix: name for name, format in FORMATS.items() for suffix in format.suffixes}


def named(path: str) -> str | None:
    """The format that a file's name tells."""
    return SUFFIXES.get(PurePath(path).suffix.lower())


def guessed(text: str) -> str:
    """The format of a text without a name: JSON or JSON lines, else plain or with front matter."""
    start = text.lstrip()
    if start.startswith('{"') or (start.startswith("{") and '"reply"' in start.split("\n", 1)[0]):
        return "jsonl"
    return "json" if start.startswith(("[{", "{\n", "[\n")) else "markdown"


def drafts_of(
    content: bytes,
    path: str,
    known: Defaults,
    format_name: str | None = None,
    *,
    optional: bool = False,
) -> Iterator[Draft | InputError]:
    """The drafts of a file's bytes, and what is wrong in it, in order.

    ``optional``: it was met in a folder, say: that it holds no reply is then no mistake, if files
    of its format often hold none.
    """
    try:
        text = decode(content, path)
    except InputError as error:
        yield error
        return
    chosen = FORMATS[format_name or named(path) or guessed(text)]
    is_other = optional and chosen.holds_other_things
    is_searched = is_other and chosen.has_names and "reply" not in known.fields
    if is_searched and not _NAMES_REPLIES.search(text):
        return
    too_large = None if chosen is FORMATS["jsonl"] else bounds.too_large(len(content), path)
    if too_large:
        yield too_large
        return
    empty = True
    for item in chosen.read(DraftFile(text, path), known):
        empty = False
        yield item if isinstance(item, InputError) else _alone(item)
    if empty and not is_other:
        yield InputError("there is nothing to check in this file: it holds no reply", path)


def _alone(draft: Draft) -> Draft:
    """The draft without the lines of its file that do not concern it."""
    return replace(
        draft,
        places=draft.places.alone() if draft.places else None,
        message_places=draft.message_places.alone() if draft.message_places else None,
    )


def decode(content: bytes, path: str) -> str:
    """UTF-8 text, with or without a byte order mark. Raises :class:`InputError`."""
    if b"\0" in content and not content.startswith(_UTF_16):
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise InputError("this file is binary (it holds a zero byte), no text to check", path, line)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            "this file is not UTF-8: save it as UTF-8 and check it again", path, line
        ) from None
    return text.removeprefix(_BOM)
