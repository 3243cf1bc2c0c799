"""Rules set aside in a draft, by a comment or a field that gives the reason.

::

    <!-- tonelint: ignore[shouting] our slogan is in capitals -->      the reply it stands in
    <!-- tonelint: ignore-file[shouting] … -->                         all replies of the file
    <!-- tonelint: ignore-start[shouting] … -->                        what is between the two
    <!-- tonelint: ignore-end -->

Where a text is written in YAML, ``# tonelint: ignore[shouting] …`` on a line of its record, or just
above it, does the same, and so does a field ``tonelint: "ignore[shouting] …"`` in any record.
Several rules may be named: ``ignore[shouting, too-many-emoji]``. What is not understood is an
:class:`InputError` beside what is: the draft is checked all the same.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tonelint.drafts.draft import Draft, Suppression
from tonelint.drafts.places import DraftFile, Passage, Position
from tonelint.drafts.tree import Comment, Node
from tonelint.errors import InputError
from tonelint.nearest import nearest

FIELD = "tonelint"  # the field of a record that sets rules aside

REPLY, FILE, START, END = "ignore", "ignore-file", "ignore-start", "ignore-end"
_EVERYWHERE, _IN_A_FIELD = (REPLY, FILE, START, END), (REPLY, FILE)

_TO_US = re.compile(r"\s*tonelint\s*:\s*", re.IGNORECASE)
_SAID = re.compile(
    r"(?P<word>[\w-]*)\s*(?:\[(?P<rules>[^\]]*)\])?[\s:–—-]*(?P<reason>.*)", re.DOTALL
)
_EXAMPLE = "ignore[rule] why this is right here"
_IN_HTML, _IN_YAML = f"<!-- tonelint: {_EXAMPLE} -->", f"# tonelint: {_EXAMPLE}"
_AS_A_FIELD = f"“{FIELD}: {_EXAMPLE}”"

_OPENS = re.compile(r"[\s-]*(?:[^\s#-][^#]*:\s*)?")  # nothing yet, or a key whose value is below

_Item = Suppression | InputError


@dataclass(frozen=True, slots=True)
class Suppressions:
    """What sets rules aside in a draft, and what was meant to but is not understood."""

    found: tuple[Suppression, ...] = ()
    errors: tuple[InputError, ...] = ()

    @classmethod
    def of(cls, items: Iterable[_Item], path: str | None = None) -> "Suppressions":
        """Both kinds, sorted out; the errors in a file, if it is known."""
        found: list[Suppression] = []
        errors: list[InputError] = []
        for item in items:
            if isinstance(item, Suppression):
                found.append(item)
            else:
                errors.append(replace(item, path=path or item.path))
        return cls(tuple(dict.fromkeys(found)), tuple(errors))


def suppressions_in(raw: Passage, reply: Passage | None = None) -> Suppressions:
    """Those of the HTML comments of a text. The errors do not know the file.

    ``reply`` is what is read of it, which spans are counted in, if that is not the text itself.
    """
    return Suppressions.of(_in_body(raw, reply or raw))


def of_record(
    comments: Sequence[Comment],
    reply: Passage,
    raw: Passage,
    field: Node | None,
    file: DraftFile,
) -> Suppressions:
    """Those of a reply of a structured file.

    ``comments`` are those that concern its record (see :func:`concerning`). ``raw`` is the body as
    written, whose HTML comments count; ``reply`` what is read of it, which spans are counted in.
    ``field`` is the value of the record's field ``tonelint``.
    """
    return Suppressions.of(
        [
            *_in_comments(comments, file),
            *_in_body(raw, reply),
            *(_in_field(field, file.lines.position(field.start)) if field else ()),
        ],
        file.path,
    )


def from_field(field: Node | Any, position: Position) -> Suppressions:
    """Those of a field ``tonelint``: a text, or a list of texts, with one on each line.

    ``field`` is its node or its plain value; ``position`` is where it stands, if it does not know.
    The errors do not know the file.
    """
    return Suppressions.of(_in_field(field, position))


def concerning(comments: Sequence[Comment], node: Node, file: DraftFile) -> Sequence[Comment]:
    """Those of the comments of a file, in order, that concern a record.

    They stand on its lines, or above it with only blank lines, comments and the keys it lies under
    between.
    """
    starts = file.lines.starts
    end = node.start + len(file.text[node.start : node.end].rstrip())
    first, last = (file.lines.position(offset).line for offset in (node.start, end))
    depth = _depth(_line(file, first))
    while first > 1 and _opens(_line(file, first - 1), depth):
        first -= 1
    after = starts[last] if last < len(starts) else len(file.text)
    begins, ends = (bisect_left(comments, at, key=_start) for at in (starts[first - 1], after))
    return comments[begins:ends]


def of_the_file(comments: Sequence[Comment], file: DraftFile) -> Iterator[Suppression]:
    """Those that comments of a structured file say for all its replies."""
    for said in _in_comments(comments, file):
        if isinstance(said, Suppression) and said.shared:
            yield said


def strays(
    comments: Sequence[Comment], nodes: Sequence[Node], file: DraftFile
) -> Iterator[InputError]:
    """The comments of a structured file that concern none of its records ``nodes``."""
    ours = {comment.start for node in nodes for comment in concerning(comments, node, file)}
    for comment, words in _to_us(comments):
        if comment.start in ours:
            continue
        position = file.lines.position(comment.start)
        said = _said(words, position, _IN_YAML, _IN_A_FIELD)
        if isinstance(said, InputError):
            yield replace(said, path=file.path)
        elif said.word != FILE:
            yield InputError(
                "no reply follows this suppression: write it on a line of the reply it concerns, "
                f"or just above it (for all replies of the file: {FILE})",
                file.path,
                position.line,
                position.column,
            )


def spread(
    drafts: Iterable[Draft | InputError], said: Iterable[Suppression] = ()
) -> Iterator[Draft | InputError]:
    """The drafts of one file, each with what any of them sets aside for all, and what is ``said``
    for all elsewhere.
    """
    given = list(drafts)
    by_drafts = (one for draft in given if isinstance(draft, Draft) for one in draft.suppressions)
    shared = dict.fromkeys(one for one in (*by_drafts, *said) if one.shared)
    for draft in given:
        if shared and isinstance(draft, Draft):
            together = tuple(dict.fromkeys((*draft.suppressions, *shared)))
            yield replace(draft, suppressions=together)
        else:
            yield draft


def comments_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The HTML comments of a text: ``(words, start, end)``; one never closed ends with the text."""
    start = text.find("<!--")
    while start >= 0:
        closed = text.find("-->", start + 4)
        end = len(text) if closed < 0 else closed + 3
        yield text[start + 4 : len(text) if closed < 0 else closed], start, end
        start = text.find("<!--", end)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one comment says: its word, the rules, the reason."""

    word: str
    rules: tuple[str, ...]
    reason: str
    position: Position

    def suppressions(self, span: tuple[int, int] | None = None) -> Iterator[Suppression]:
        for rule in self.rules:
            yield Suppression(rule, self.reason, self.position, span=span, shared=self.word == FILE)


def _said(words: str, position: Position, shape: str, known: tuple[str, ...]) -> _Said | InputError:
    """What follows ``tonelint:`` in a comment, or what is wrong with it."""
    match = _SAID.match(words)
    word, listed, reason = match.group("word", "rules", "reason") if match else ("", None, "")
    rules = tuple(dict.fromkeys(name.strip() for name in (listed or "").split(",")))
    if word not in known:
        hint = nearest(word, known)
        problem = f"“tonelint: {word}” is not known (there are {', '.join(known)}){hint}"
    elif word == END:
        if listed is None and not reason.strip():
            return _Said(word, (), "", position)
        problem = "the end of a suppression names nothing: write <!-- tonelint: ignore-end -->"
    elif not all(rules) or not re.search(r"\w", reason):
        example = shape.replace(REPLY, word, 1)
        problem = f"a suppression names a rule in brackets and gives a reason: write {example}"
    else:
        return _Said(word, rules, " ".join(reason.split()), position)
    return InputError(problem, line=position.line, column=position.column)


def _in_body(raw: Passage, reply: Passage) -> Iterator[_Item]:
    """Those of the HTML comments of a body; spans are counted in what is read of it."""
    begun: list[tuple[_Said, int]] = []
    for words, start, end in comments_in(raw.text):
        to_us = _TO_US.match(words)
        if not to_us:
            continue
        said = _said(words[to_us.end() :], raw.places.position(start), _IN_HTML, _EVERYWHERE)
        if isinstance(said, InputError):
            yield said
        elif not raw.text.endswith("-->", start, end):
            yield _misplaced(said, "this comment is never closed: end it with -->")
        elif said.word == START:
            begun.append((said, _offset(reply, raw.places.span(start, end)[1])))
        elif said.word in (REPLY, FILE):
            yield from said.suppressions()
        elif begun:
            opened, first = begun.pop()
            yield from opened.suppressions((first, _offset(reply, raw.places.span(start, end)[0])))
        else:
            yield _misplaced(said, f"nothing is open that this could end: there is no {START}")
    for opened, _ in begun:
        yield _misplaced(
            opened, "this suppression never ends: add <!-- tonelint: ignore-end --> in this reply"
        )


def _misplaced(said: _Said, problem: str) -> InputError:
    return InputError(problem, line=said.position.line, column=said.position.column)


def _offset(reply: Passage, place: int) -> int:
    """The first offset of what is read that stands at or after an offset of the file."""
    return bisect_left(
        range(len(reply.text)), place, key=lambda offset: reply.places.span(offset, offset)[0]
    )


def _in_comments(comments: Sequence[Comment], file: DraftFile) -> Iterator[_Item]:
    for comment, words in _to_us(comments):
        said = _said(words, file.lines.position(comment.start), _IN_YAML, _IN_A_FIELD)
        yield from [said] if isinstance(said, InputError) else said.suppressions()


def _to_us(comments: Sequence[Comment]) -> Iterator[tuple[Comment, str]]:
    """The comments that speak to tonelint, with what they say to it."""
    for comment in comments:
        words = comment.text.lstrip("#")
        to_us = _TO_US.match(words)
        if to_us:
            yield comment, words[to_us.end() :]


def _start(comment: Comment) -> int:
    return comment.start


def _line(file: DraftFile, number: int) -> str:
    starts = file.lines.starts
    return file.text[starts[number - 1] : starts[number] if number < len(starts) else None]


def _opens(line: str, depth: int) -> bool:
    """Whether a line holds nothing but a comment or a key less deep, whose value is below."""
    bare = re.split(r"(?:^|(?<=\s))#", line, maxsplit=1)[0]
    return bool(_OPENS.fullmatch(bare)) and (not bare.strip() or _depth(bare.rstrip()) < depth)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _in_field(field: Node | Any, position: Position) -> Iterator[_Item]:
    if isinstance(field, Node):
        if field.passage:
            position = field.passage.places.position(0)
        if field.items:
            for item in field.items:
                yield from _in_field(item, position)
            return
        field = field.plain()
    if isinstance(field, list):
        for item in field:
            yield from _in_field(item, position)
    elif isinstance(field, str):
        for line in filter(str.strip, field.splitlines()):
            said = _said(line.strip(), position, _AS_A_FIELD, _IN_A_FIELD)
            yield from [said] if isinstance(said, InputError) else said.suppressions()
    elif field is not None:
        yield InputError(
            f"“{FIELD}” must be a text: write {_AS_A_FIELD}",
            line=position.line,
            column=position.column,
        )
