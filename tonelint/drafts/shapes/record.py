"""A record: a mapping read by what its names stand for, and the replies it holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from tonelint.drafts.shapes import values
from tonelint.drafts.shapes.found import Found, Given
from tonelint.drafts.shapes.names import REPLY, Name, are_languages, meant
from tonelint.drafts.tree import Node
from tonelint.known import AUDIENCES, CHANNELS
from tonelint.nearest import nearest

Column = tuple[str, str | None]  # one of our fields, and a language if the name says one
_HANDED_DOWN = (
    "lang", "channel", "audience", "contexts", "tags", "role", "reviewed", "template", "active",
    "tool", "region", "message",
)  # fmt: skip
_NOTHING: Mapping[str, str] = MappingProxyType({})
_LANGUAGE_CODE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
_FEWEST_WORDS = 3
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Around:
    """What is said around a record: above it, by its key, and by the language it is put under."""

    above: Mapping[str, Given] = field(default_factory=dict)
    key: Given | None = None
    lang: Given | None = None

    def inside(self) -> "Around":
        """What is said around the items of what stands here: its key is a tag of theirs."""
        tags = [str(self.key.value)] if self.key else []
        return replace(self, above=_with_tags(self.above, tags, self.key), key=None)


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping by what its names stand for.

    ``usual``: how many of its names are usual ones; ``names_reply``: whether one is that of a
    reply, be it blank; ``is_strong``: whether the name of its reply says that it is one.
    """

    node: Node
    columns: Mapping[Column, Node]
    is_strong: bool = False
    usual: int = 0
    names_reply: bool = False

    @property
    def bodies(self) -> dict[str | None, Node]:
        """The texts of its reply, by language."""
        return {lang: node for (name, lang), node in self.columns.items() if name == REPLY}

    @property
    def all_usual(self) -> bool:
        """Whether all its names are usual ones."""
        return self.usual == len(self.node.fields)

    @property
    def most_usual(self) -> bool:
        """Whether most of its names are usual ones."""
        return 2 * self.usual > len(self.node.fields)

    @property
    def has_words(self) -> bool:
        """Whether its reply has three words."""
        return any(map(has_words, self.bodies.values()))

    @property
    def tells(self) -> bool:
        """Whether a field says what only a reply has: see :mod:`tonelint.drafts.shapes.fields`."""
        return any(_tells(name, node) for (name, _), node in self.columns.items())

    def column(self, name: str, lang: str | None) -> Node | None:
        """The value of a field, that of a language first."""
        return self.columns.get((name, lang)) or self.columns.get((name, None))

    def handed_down(self, above: Mapping[str, Given]) -> Mapping[str, Given]:
        """What holds for all that is inside it, with what holds for it."""
        said = {name: value for name, value in self._said(None).items() if name in _HANDED_DOWN}
        title = self.column("title", None)
        tags = [title.text] if title and title.text else []
        return _with_tags(_joined(above, said), tags, Given(None, self.node))

    def founds(self, around: Around) -> Iterator[Found]:
        """Its replies, one a language."""
        bodies = self.bodies
        for lang, node in bodies.items():
            known = _joined(around.above, self._said(lang))
            if "id" not in known and around.key:
                known["id"] = around.key
            if lang:
                known["lang"] = Given(lang, node)
            elif "lang" not in known and around.lang:
                known["lang"] = around.lang
            message, active = known.get("message"), known.pop("active", None)
            name = known.get("id") or known.get("title") or Given(self.node.start, self.node)
            if node.passage:
                yield Found(
                    node.passage,
                    self.node,
                    known,
                    html=None,
                    message=message.node.passage if message else None,
                    twins=tuple(other for other in bodies.values() if other is not node),
                    pair=str(name.value) if len(bodies) > 1 or around.lang else None,
                    active=active is None or active.value is not False,
                )

    def _said(self, lang: str | None) -> dict[str, Given]:
        names = dict.fromkeys(name for name, _ in self.columns if name != REPLY)
        nodes = ((name, self.column(name, lang)) for name in names)
        return {name: Given(value_of(name, node), node) for name, node in nodes if node}


def record(
    node: Node, named: Mapping[str, str] = _NOTHING, *, languages_are_replies: bool = False
) -> Record:
    """A mapping by what its names stand for; of several names of a field, the surest counts.

    ``named`` gives our fields the names, or paths from here, that the user says: they go before the
    usual ones. ``languages_are_replies``: whether ``fr`` and ``en`` hold the texts of a reply. What
    is blank or nothing says nothing.
    """
    best: dict[Column, tuple[int, Node]] = {}
    claimed, is_strong, usual = set(named.values()), REPLY in named, 0
    names_reply = is_strong
    for key, value in node.fields.items():
        name = _meant(key, value, languages_are_replies)
        usual += name.is_usual or key in claimed
        ours, rank = _field(name, value)
        names_reply = names_reply or ours == REPLY
        if ours is None or ours in named or key in claimed:
            continue
        for lang, part in by_language(value).items():
            column = (ours, name.lang or lang)
            if _says(ours, part) and (column not in best or rank < best[column][0]):
                best[column] = (rank, part)
                is_strong = is_strong or (ours == REPLY and name.is_strong)
    columns = {column: part for column, (_, part) in best.items()}
    for ours, path in named.items():
        given = reached(node, path)
        for lang, part in by_language(given).items() if given else ():
            if _says(ours, part):
                columns[ours, meant(path).lang or lang] = part
    return Record(node, columns, is_strong, usual, names_reply)


def _meant(key: str, value: Node, languages_are_replies: bool) -> Name:
    name = meant(key)
    lang = values.language(key) if languages_are_replies and value.text else None
    return Name(reply=0, lang=lang) if lang and not name.is_usual else name


def reached(node: Node, path: str) -> Node | None:
    """The value that a name or a path leads to from a node; the node itself for none."""
    whole = step(node, path) if path else node
    if whole or "." not in path:
        return whole
    value: Node | None = node
    for name in path.split("."):
        value = step(value, name) if value else None
    return value


def step(node: Node, name: str) -> Node | None:
    """The value under a name, as it is or as it sounds; the item of a number."""
    if node.items and name.isdecimal():
        return node.items[int(name)] if int(name) < len(node.items) else None
    exact = node.get(name)
    if exact or not node.fields:
        return exact
    wanted = values.folded(name)
    return next((value for key, value in node.fields.items() if values.folded(key) == wanted), None)


def by_language(node: Node) -> dict[str | None, Node]:
    """The parts of ``{fr: …, en: …}`` in our languages; anything else is a part of no language."""
    if node.fields and are_languages(list(node.fields)):
        parts = {values.language(name): part for name, part in node.fields.items()}
        return {lang: part for lang, part in parts.items() if lang}
    return {None: node}


def has_words(node: Node) -> bool:
    """Whether a text has three words, tags apart."""
    return len(_WORD.findall(_TAG.sub(" ", node.text or ""))) >= _FEWEST_WORDS


def _field(name: Name, node: Node) -> tuple[str | None, int]:
    """The field a name stands for, and its rank; ``template`` is the reply if it is prose."""
    is_reply = name.reply is not None and (name.field is None or _has_prose(node))
    return (REPLY, name.reply or 0) if is_reply else (name.field, name.rank)


def _has_prose(node: Node) -> bool:
    return any(map(has_words, by_language(node).values()))


def _says(name: str, node: Node) -> bool:
    if node.passage or name == REPLY:
        return bool(node.text and node.text.strip())
    return node.value is not None


def _tells(name: str, node: Node) -> bool:
    text = (node.text or "").strip()
    if name == "message":
        return has_words(node)
    if name == "channel":
        return bool(values.channel(text) or nearest(values.folded(text), CHANNELS))
    if name == "audience":
        return bool(values.audience(text) or nearest(values.folded(text), AUDIENCES))
    if name == "lang":
        return bool(values.language(text) or _LANGUAGE_CODE.fullmatch(text))
    return name in ("contexts", "reviewed") or (name == "template" and value_of(name, node) is True)


def value_of(name: str, node: Node) -> Any:
    """The value of a field as tonelint knows it; as it is, where it is not understood."""
    text = node.text.strip() if node.text else None
    if name in ("contexts", "tags", "approved_by"):
        return values.names(node)
    if name in ("template", "active"):
        said = values.truth(node)
        return node.plain() if said is None else said
    if name == "audience":
        said = values.truth(node)  # “public: no”
        return ("public" if said else "private") if said is not None else _known(name, text, node)
    if text is not None and name in ("lang", "channel"):
        return _known(name, text, node)
    return values.day(text) if text is not None and name == "reviewed" else node.plain()


def _known(name: str, text: str | None, node: Node) -> Any:
    understood = {"lang": values.language, "channel": values.channel, "audience": values.audience}
    return node.plain() if text is None else understood[name](text) or text


def _joined(above: Mapping[str, Given], said: Mapping[str, Given]) -> dict[str, Given]:
    """What is said above and here: here is right, tags are those of both."""
    tags, given = said.get("tags"), above.get("tags")
    joined = {**above, **said}
    if tags and given and isinstance(tags.value, list):
        joined["tags"] = Given(list(dict.fromkeys([*given.value, *tags.value])), tags.node)
    return joined


def _with_tags(
    above: Mapping[str, Given], tags: list[str], where: Given | None
) -> Mapping[str, Given]:
    return _joined(above, {"tags": Given(tags, where.node)}) if tags and where else above
