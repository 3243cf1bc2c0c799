"""Markdown with YAML front matter: what is known above, the reply below.

::

    ---
    contexts: [outage]
    channel: facebook
    message: Plus de courant depuis 6 h…
    ---
    Bonjour! …

Keys may be the usual names in both languages (``canal``, ``langue``…); those of other programs are
passed over, unless one is nearly one of ours.

A file may hold several replies, each under a heading of its own. It does where text stands under at
least two headings of one level and none before the first; ``replies: one`` or ``headings`` in the
front matter says so for sure (text before the first heading is then an introduction, no reply).
What the front matter says holds for each; what a YAML mapping in a comment right under a heading
says, for that one::

    ## Panne (fr)
    <!--
    contexts: [outage]
    -->
    Bonjour! …

A reply's title is its heading after those above it, which are also its tags; lines of dashes
between replies are no text of theirs.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tonelint import strict_yaml
from tonelint.drafts.containers import yaml_tree
from tonelint.drafts.draft import Draft, Suppression
from tonelint.drafts.fields import Defaults, known_fields, waivers
from tonelint.drafts.headings import Section, has_text, sections, without_breaks
from tonelint.drafts.naming import language_of_name, language_of_title
from tonelint.drafts.places import DraftFile, Lines, Passage, Position, SourceMap
from tonelint.drafts.shapes.names import meant
from tonelint.drafts.shapes.record import value_of
from tonelint.drafts.suppressions import FIELD, comments_in, from_field, spread, suppressions_in
from tonelint.errors import InputError, TonelintError
from tonelint.nearest import nearest

if TYPE_CHECKING:
    from tonelint.drafts.tree import Node

KEYS = (
    "id", "title", "contexts", "channel", "audience", "lang", "message", "thread", "role",
    "approved-by", "region", "template", "waivers", "received_at", "replied_at", "reviewed", "tags",
    "tool", "twin", FIELD,
)  # fmt: skip
_WAY = "replies"  # of the front matter alone: how many replies there are
ONE, HEADINGS = "one", "headings"

_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_UNCLOSED = re.compile(r"\A---[ \t]*\r?\n[\w-]+:")
_KEY = re.compile(r"(?:\{\s*)?([\w-]+)[ \t]*:(?!\S)")
_LIKENESS = 0.8  # of a key that is one of ours misspelled; “status” is none (nor “version”)
_SAID_IN_WORDS = (
    "channel", "audience", "lang", "contexts", "tags", "approved-by", "reviewed", "template",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Fields:
    """A YAML mapping of what is known, by our names, and where it and its message stand."""

    record: dict[str, Any] = field(default_factory=dict)
    written: Passage | None = None
    message: Passage | None = None

    def waivers(self) -> tuple[Suppression, ...]:
        """The rules it sets aside."""
        if self.written is None:
            return ()
        return tuple(
            one
            for name, read in _SET_ASIDE.items()
            if name in self.record
            for one in read(self.record[name], _place(self.written, name))
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A reply of a file: its text, where its comments stand, and what is said of it there.

    ``titles`` are those of the headings it stands under, from the outermost on.
    """

    reply: Passage
    around: Passage
    extent: tuple[int, int]
    titles: tuple[str, ...] = ()
    fields: Passage | None = None


def read(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """Yields each draft and what is wrong with it; nothing for a blank file."""
    front = _FRONT.match(file.text)
    try:
        if front is None and _UNCLOSED.match(file.text):
            raise InputError("the front matter opened here is never closed: add a line ---", line=1)
        head = _front(file.whole.cut(*front.span("yaml"))) if front else _Fields()
        parts = _parts(file, front.end() if front else 0, head)
    except InputError as error:
        error.path = file.path
        yield error
        return
    known = replace(known, lang=language_of_name(file.path) or known.lang)
    yield from spread(item for part in parts for item in _drafts(part, head, file.path, known))


def _drafts(part: _Part, head: _Fields, path: str, known: Defaults) -> Iterator[Draft | InputError]:
    """The draft of a part, after what is wrong with its suppressions; or why there is none."""
    try:
        where = "the comment under this heading"
        own = _fields(part.fields, where, KEYS) if part.fields else _Fields()
    except InputError as error:
        error.path = path
        yield error
        return
    suppressions = suppressions_in(part.around, part.reply)
    yield from (replace(mistake, path=path) for mistake in suppressions.errors)
    is_one_of_several = bool(part.titles)
    record = _together(part, head.record, own.record)
    is_canned = (
        is_one_of_several and known.message is None and not {"message", "thread"} & set(record)
    )
    of_the_file = (replace(one, shared=is_one_of_several) for one in head.waivers())
    fields = known_fields(record, known, template=is_canned)
    yield Draft(
        reply=part.reply.text,
        path=path,
        line=part.reply.places.position(0).line,
        places=part.reply.places,
        message_places=_places_of(fields["message"], own, head),
        extent=part.extent,
        suppressions=(*own.waivers(), *of_the_file, *suppressions.found),
        **fields,
    )


def _places_of(message: str | None, *said: _Fields) -> SourceMap | None:
    """Where the message answered stands, if the comment or the front matter says it."""
    passages = (fields.message for fields in said if fields.message)
    return next((passage.places for passage in passages if passage.text == message), None)


def _moved(inner: Passage, outer: Passage) -> Passage:
    """A passage of a text that is itself a passage, where it stands in the file of that one."""
    segments = inner.places.segments
    stops = [*(offset for offset, _, _ in segments[1:]), len(inner.text)]
    pieces = (
        (inner.text[offset:stop], start, end)
        for (offset, start, end), stop in zip(segments, stops, strict=True)
    )
    return outer.read_as(pieces, next(iter(inner.places.syntax), None))


def _together(part: _Part, head: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a reply: by itself, by its headings, by the file, the nearest first."""
    if not part.titles:
        return dict(head)
    titles = [*([head["title"]] if head.get("title") else []), *part.titles]
    language = next(filter(None, map(language_of_title, reversed(part.titles))), None)
    by_headings = {
        "id": None,  # the file's own is not each reply's
        "title": " / ".join(map(str, titles)),
        **({"lang": language} if language else {}),
    }
    tags = [*_listed(head.get("tags")), *part.titles[:-1], *_listed(own.get("tags"))]
    return {**head, **by_headings, **own, "tags": tags}


def _listed(value: Any) -> list[Any]:
    return [value] if isinstance(value, str) else list(value or ())


def _front(written: Passage) -> _Fields:
    head = _fields(written, "the front matter", (*KEYS, _WAY))
    way = head.record.get(_WAY, ONE)
    if way not in (ONE, HEADINGS):
        problem = (
            f"“replies: {way}” is none of {ONE}, {HEADINGS}{nearest(str(way), (ONE, HEADINGS))}"
        )
        raise _error(problem, _place(written, _WAY))
    return head


def _fields(written: Passage, where: str, keys: tuple[str, ...]) -> _Fields:
    """The mapping that a YAML text is. Raises :class:`InputError` at the place of a mistake.

    Its keys may be the usual names in both languages. One that is nearly one of ours is a mistake;
    others are the team's own.
    """
    first = 1
    try:
        nodes = yaml_tree.read(DraftFile(written.text, "")).root.fields
        first = written.places.position(0).line  # from here on, lines are those of the file
        record = strict_yaml.load(written.text, "", first_line=first)
    except TonelintError as error:
        at = _position(written, (error.line or first) - first + 1, error.column or 1)
        raise _error(error.message, at) from None
    if record is None:
        record = {}
    if not isinstance(record, dict):
        problem = f"{where} must be keys and values, like “channel: facebook”"
        raise _error(problem, written.places.position(0))
    found: dict[str, Any] = {}
    message: Passage | None = None
    for key, value in ((str(key), value) for key, value in record.items()):
        name, node = _ours(key, keys), nodes.get(key)
        try:
            if name is None:
                _refuse_nearly_ours(key, keys, where)
            elif name == key or name not in record:  # its own name goes before another
                found[name] = _value(name, value, node)
                message = node.passage if node and name == "message" else message
        except InputError as error:
            raise _error(error.message, _place(written, key)) from None
    return _Fields(found, written, _moved(message, written) if message else None)


def _ours(key: str, keys: tuple[str, ...]) -> str | None:
    """Which of our keys a key is, by itself or as one of the usual names."""
    name = key if key in keys else (meant(key).field or "").replace("_by", "-by")
    return name if name in keys else None


def _refuse_nearly_ours(key: str, keys: tuple[str, ...], where: str) -> None:
    hint = nearest(key.lower(), keys, _LIKENESS)
    if hint or key == _WAY:
        raise InputError(f"{where} has an unknown key “{key}”{hint}")


def _value(name: str, value: Any, node: "Node | None") -> Any:
    """The value of a key, in the words we know. Raises :class:`InputError` for a wrong one."""
    field = _underscored(name)
    said = value_of(field, node) if node and name in _SAID_IN_WORDS else value
    known_fields({field: said}, Defaults())
    if name in _SET_ASIDE:
        _SET_ASIDE[name](said, Position(1, 1))
    return said


def _underscored(name: str) -> str:
    return name.replace("-", "_")


def _of_field(value: Any, position: Position) -> tuple[Suppression, ...]:
    """What a field ``tonelint`` sets aside. Raises :class:`InputError`."""
    said = from_field(value, position)
    if said.errors:
        raise said.errors[0]
    return said.found


_SET_ASIDE: dict[str, Callable[[Any, Position], tuple[Suppression, ...]]] = {
    "waivers": waivers,
    FIELD: _of_field,
}


def _place(written: Passage, key: str) -> Position:
    """Where a key of a YAML text stands in the file."""
    return _position(written, *strict_yaml.place(written.text, (key,)))


def _position(written: Passage, line: int, column: int) -> Position:
    """Where a line and column of a YAML text stand in the file."""
    starts = (*Lines.of(written.text).starts, len(written.text))  # it may end with a line break
    return written.places.position(starts[min(line, len(starts)) - 1] + column - 1)


def _error(message: str, at: Position) -> InputError:
    return InputError(message, line=at.line, column=at.column)


def _parts(file: DraftFile, start: int, head: _Fields) -> list[_Part]:
    """The replies of a file whose body begins at an offset."""
    way = head.record.get(_WAY)
    found = [] if way == ONE else list(sections(file, start))
    levels = Counter(section.heading.level for section in found if section.has_text)
    if way == HEADINGS:
        if not levels:
            raise InputError("no heading here has text under it: write one above each reply")
        return list(_under_headings(file, start, found))
    if max(levels.values(), default=0) > 1 and not has_text(
        file.text[start : found[0].heading.start]
    ):
        return list(_under_headings(file, start, found))
    body = file.whole.cut(start, len(file.text))
    last = file.lines.position(len(file.text.rstrip())).line
    return [_Part(body, body, (1, last))] if body.text.strip() else []


def _under_headings(file: DraftFile, start: int, found: list[Section]) -> Iterator[_Part]:
    """A part for each section with text. Comments before it, from the section with text before on,
    are its own, and so are, of the last one, those after it.
    """
    full = [section for section in found if section.has_text]
    for section in full:
        heading = section.heading
        fields, begin = _fields_under(file, heading.end, section.end)
        reply = without_breaks(file.whole.cut(begin, section.end))
        end = len(file.text) if section is full[-1] else section.end
        stop = reply.places.span(0, len(reply.text))[1]
        yield _Part(
            reply=reply,
            around=file.whole.cut(start, end),
            extent=(file.lines.position(heading.start).line, file.lines.position(stop).line),
            titles=tuple(one.title for one in (*section.above, heading)),
            fields=fields,
        )
        start = end


def _fields_under(file: DraftFile, start: int, end: int) -> tuple[Passage | None, int]:
    """The YAML of a comment right under a heading, if it is fields, and where what follows begins.

    It is fields if its first line begins with a key, or nearly.
    """
    text = file.text[start:end]
    after = 0
    for words, first, last in comments_in(text):
        if text[after:first].strip():
            break
        lead = len(words) - len(words.lstrip())
        key = _KEY.match(words, lead)
        if key and (_ours(key[1], (*KEYS, _WAY)) or nearest(key[1].lower(), KEYS, _LIKENESS)):
            begin = start + first + len("<!--")
            line = words.rfind("\n", 0, lead) + 1 or lead
            return file.whole.cut(begin + line, begin + len(words)), start + last
        after = last
    return None, start
