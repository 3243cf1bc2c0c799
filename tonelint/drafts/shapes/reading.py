"""Reads the drafts of a structured file, in whichever shape it has them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any

from tonelint.drafts import suppressions
from tonelint.drafts.containers import html
from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults, known_fields, waivers, whole
from tonelint.drafts.places import DraftFile, Passage, Position
from tonelint.drafts.shapes import (
    chatwoot,
    discourse,
    fields,
    frappe,
    freshdesk,
    front,
    github,
    gitlab,
    gorgias,
    helpscout,
    intercom,
    osticket,
    paths,
    rocketchat,
    zammad,
    zendesk,
)
from tonelint.drafts.shapes.found import Found, Given
from tonelint.drafts.shapes.names import REPLY
from tonelint.drafts.shapes.record import step
from tonelint.drafts.tree import Comment, Node, Tree
from tonelint.errors import InputError

TOOLS: tuple[ModuleType, ...] = (
    zendesk, freshdesk, intercom, front, helpscout, gorgias, chatwoot, zammad, osticket, discourse,
    github, gitlab, rocketchat, frappe,
)  # fmt: skip

__all__ = ["TOOLS", "read"]


def read(tree: Tree, file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """The drafts of a structured file, each mistake in the place of its draft.

    Replies that their tool no longer offers are left out, unless ``known`` wants them. Canned
    replies are templates; so are replies under usual names that answer no message.
    """
    tool, found = _found(tree.root, known)
    comments = [comment for comment in tree.comments if suppressions.FIELD in comment.text]
    wanted = _once(one for one in found if one.active or known.inactive)
    told: set[tuple[int | None, int | None, str]] = set()  # what is said once for many replies
    drafts = (draft for one in wanted for draft in _drafts(one, tool, comments, file, known))
    for item in suppressions.spread(drafts, suppressions.of_the_file(comments, file)):
        if isinstance(item, InputError):
            mistake = (item.line, item.column, item.message)
            if mistake in told:
                continue
            told.add(mistake)
        yield item
    if found:
        yield from suppressions.strays(comments, [one.node for one in found], file)


def _once(found: Iterable[Found]) -> list[Found]:
    """The replies without those that YAML repeats (``*name``): they are written once."""
    kept: dict[tuple[int, int], Found] = {}
    for one in found:
        kept.setdefault((id(one.node), id(one.reply)), one)
    return list(kept.values())


def _found(root: Node, known: Defaults) -> tuple[str | None, list[Found]]:
    """The replies of a file, and the tool it comes from, if it is one's."""
    if REPLY in known.fields:
        return None, list(paths.find(root, known.fields))
    for tool in TOOLS:
        found = list(tool.find(root))
        if found:
            return tool.NAME, found
    return None, list(fields.find(root, known.fields))


def _drafts(
    found: Found, tool: str | None, comments: Sequence[Comment], file: DraftFile, known: Defaults
) -> Iterator[Draft | InputError]:
    """The draft of a reply, and what is wrong in what is said of it; nothing for a blank reply."""
    reply = _plain(found.reply, found.html)
    if not reply.text.strip():
        return
    message = _plain(found.message, None) if found.message else None
    near = suppressions.concerning(comments, found.node, file)
    aside = suppressions.of_record(
        [comment for comment in near if not _is_of_a_twin(comment, found, file)],
        reply,
        found.reply,
        step(found.node, suppressions.FIELD),
        file,
    )
    yield from aside.errors
    at = reply.places.position(0)
    try:
        whole(reply.text)
        known_of_it = known_fields(
            _record(found, message, tool, file), known, template=tool is not None or message is None
        )
        waived = waivers(*_waivers(found, file))
    except InputError as error:
        yield _placed(error, found, file)
        return
    yield Draft(
        reply=reply.text,
        path=file.path,
        line=at.line,
        places=reply.places,
        message_places=message.places if message else None,
        extent=_extent(found.node, file),
        suppressions=(*waived, *aside.found),
        **known_of_it,
    )


def _plain(written: Passage, is_html: bool | None) -> Passage:
    """What is read of a body; None: HTML if it looks like it."""
    if is_html or (is_html is None and html.looks_like(written.text)):
        return html.plain(written).strip()
    return written


def _record(
    found: Found, message: Passage | None, tool: str | None, file: DraftFile
) -> dict[str, Any]:
    """What the record says, for :func:`known_fields`."""
    record: dict[str, Any] = {"tool": tool}
    if found.pair is not None:
        record["twin"] = f"{file.path}#{found.pair}"
    record.update({name: given.value for name, given in found.record.items()})
    return {**record, "message": message.text} if message else record


def _waivers(found: Found, file: DraftFile) -> tuple[Any, Position]:
    given = found.record.get("waivers")
    return (given.value, file.lines.position(given.node.start)) if given else (None, Position(1, 1))


def _placed(error: InputError, found: Found, file: DraftFile) -> InputError:
    """The error, at the first field that is wrong by itself; else at the record."""
    node = next(
        (given.node for name, given in found.record.items() if _is_wrong(name, given)), None
    )
    at = file.lines.position((node or found.node).start)
    return replace(error, path=file.path, line=at.line, column=at.column)


def _is_wrong(name: str, given: Given) -> bool:
    try:
        known_fields({name: given.value}, Defaults())
        waivers(given.value if name == "waivers" else None, Position(1, 1))
    except InputError:
        return True
    return False


def _extent(node: Node, file: DraftFile) -> tuple[int, int]:
    """The first and the last line of a record, the white space after it apart."""
    last = node.start + max(len(file.text[node.start : node.end].rstrip()) - 1, 0)
    return file.lines.position(node.start).line, file.lines.position(last).line


def _is_of_a_twin(comment: Comment, found: Found, file: DraftFile) -> bool:
    """Whether a comment stands on the lines of the same reply in another language alone."""
    line = file.lines.position(comment.start).line
    own = found.reply.places.position(0).line
    ranges = [_extent(twin, file) for twin in found.twins]
    return any(first <= line <= last and not first <= own <= last for first, last in ranges)
