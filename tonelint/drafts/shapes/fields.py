"""Replies under the usual names of fields: what teams write by hand, and tables.

A *record* is a mapping with a text under a name of replies. Some names say what it is (``reply``,
``réponse``, ``answer``…: strong), others are those of any file (``text``, ``corps``, ``content``…:
weak). Names beside them *tell* that it is a reply when they say what only a reply has: the message,
a language, a channel or an audience that is one, contexts, a date of review, that it is a template.
A record is a reply

- under a name of many replies (``replies``, ``réponses``, ``macros``…), in a list or by its key,
  and in the list that a file is (the rows of a table): if its name is strong, if it tells, or if
  its text has three words at least;
- in any other list: if its name is strong or it tells;
- by its key in a mapping most of whose values are records, or under a strong name of one reply: if
  most of its names are usual ones and it tells; or if all are and its name is strong;
- alone in its file: if most of its names are usual ones, and its name is strong or it tells; or if
  all are and its text has three words;

and nowhere else: so that neither what a program is configured with nor the words of its screens are
read. Texts themselves, of three words at least, count in a list or by their keys under a name of
many replies at the top of a file. What stands above a list (a language, contexts…) holds for all
that is in it; the title or the key of a part is a tag of its replies.

A text by language (``reply: {fr: …, en: …}``, ``texte_fr`` beside ``texte_en``) is as many replies,
twins of one another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from types import MappingProxyType

from tonelint.drafts.shapes.found import Found, Given
from tonelint.drafts.shapes.names import COLLECTIONS, ENVELOPES, REPLY, are_languages, meant
from tonelint.drafts.shapes.record import Around, Record, by_language, has_words, record
from tonelint.drafts.shapes.values import folded, language
from tonelint.drafts.tree import Node

# What the root of files that are surely something else holds: codes of conduct and their cases,
# descriptions of interfaces, workflows.
_OTHER_FILES = ("schema", "cases", "openapi", "swagger", "jobs")
_NOTHING: Mapping[str, str] = MappingProxyType({})
_PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})


class _At(Enum):
    """Where a value stands, for what it takes to be a reply there."""

    ROOT = auto()
    AMONG_REPLIES = auto()  # under a name of many replies
    IN_THE_LIST = auto()  # that the file is
    IN_A_LIST = auto()
    BY_ITS_KEY = auto()  # beside its likes, or under a name of one reply
    ELSEWHERE = auto()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands, and what is said around it.

    ``is_top``: only lists, languages and names of many replies or of any list are above it.
    ``is_whole``: it is all that is under a name of many replies (in a language), not a part of it.
    ``is_item``: it is in a list. ``is_strong``: the name it is under says that it is a reply.
    """

    at: _At
    around: Around = field(default_factory=Around)
    is_top: bool = False
    is_whole: bool = False
    is_item: bool = False
    is_strong: bool = False


def find(root: Node, named: Mapping[str, str] = _NOTHING) -> Iterator[Found]:
    """The replies of a file; ``named`` gives our fields the names that the user says."""
    if not any(name in root.fields for name in _OTHER_FILES):
        yield from _walk(root, _Place(_At.ROOT, is_top=True), named)


def _walk(node: Node, place: _Place, named: Mapping[str, str]) -> Iterator[Found]:
    is_among = place.at is _At.AMONG_REPLIES
    if node.text is not None:
        if is_among and place.is_top and has_words(node):
            yield from Record(node, {(REPLY, None): node}).founds(place.around)
        return
    if node.items:
        at = _At.IN_THE_LIST if place.at is _At.ROOT else place.at
        inner = replace(place, at=at, around=place.around.inside(), is_whole=False, is_item=True)
        for item in node.items:
            yield from _walk(item, inner, named)
        return
    read = record(node, named, languages_are_replies=is_among)
    is_by_key = is_among and _is_by_key(read, place)
    if not is_by_key and _is_reply(read, place):
        yield from read.founds(place.around)
    for value, inner in _inside(read, place, is_by_key):
        yield from _walk(value, inner, named)


def _is_by_key(read: Record, place: _Place) -> bool:
    """Whether a mapping under a name of many replies holds them by their keys."""
    is_part = place.is_whole or not (read.names_reply or place.is_item)
    return is_part and not read.most_usual


def _is_reply(read: Record, place: _Place) -> bool:
    if not read.bodies:
        return False
    says_so = read.is_strong or place.is_strong
    if place.at in (_At.AMONG_REPLIES, _At.IN_THE_LIST):
        return says_so or read.tells or read.has_words
    if place.at is _At.IN_A_LIST:
        return says_so or read.tells
    if place.at is _At.BY_ITS_KEY:
        return (read.most_usual and read.tells) or (read.all_usual and says_so)
    if place.at is _At.ROOT:
        is_plain = read.all_usual and len(read.node.fields) > 1 and read.has_words
        return is_plain or (read.most_usual and (says_so or read.tells))
    return False


def _inside(read: Record, place: _Place, is_by_key: bool) -> Iterator[tuple[Node, _Place]]:
    """The values of a mapping that may hold replies, and where each stands."""
    inner = place.around.inside()
    around = replace(inner, above=read.handed_down(inner.above))
    keys_are_languages = place.is_top and are_languages(list(read.node.fields))
    are_alike = _are_alike(read.node)
    for key, value in read.node.fields.items():
        is_text = value.text is not None
        keyed = replace(around, key=Given(key, value))
        if keys_are_languages and not is_text:
            if language(key):
                yield value, _in_language(key, value, place, around)
        elif is_by_key and key not in _PLURAL_FORMS:
            yield value, _Place(place.at, keyed, is_top=place.is_top)
        elif not is_text:
            usual = _Place(_At.BY_ITS_KEY, keyed) if are_alike else _Place(_At.ELSEWHERE, around)
            yield value, _named(key, value, place, around) or usual


def _in_language(key: str, value: Node, place: _Place, around: Around) -> _Place:
    """Where what is under a language stands: there, in that language."""
    is_among = place.at is _At.AMONG_REPLIES
    at = place.at if is_among else _At.IN_THE_LIST if value.items else _At.ELSEWHERE
    return replace(place, at=at, around=replace(around, lang=Given(language(key), value)))


def _named(key: str, value: Node, place: _Place, around: Around) -> _Place | None:
    """Where a list or a mapping stands by its name, if that tells."""
    name, is_list = folded(key), bool(value.items)
    if name in COLLECTIONS:
        return _Place(_At.AMONG_REPLIES, around, is_top=place.is_top or is_list, is_whole=True)
    if name in ENVELOPES and place.is_top:
        return _Place(_At.IN_THE_LIST if is_list else _At.ELSEWHERE, around, is_top=True)
    if is_list:
        return _Place(_At.IN_A_LIST, around)
    if meant(key).is_strong and None in by_language(value):
        return _Place(_At.BY_ITS_KEY, around, is_strong=True)
    return None


def _are_alike(node: Node) -> bool:
    """Whether most values of a mapping are records with a text under a name of replies."""
    values = node.fields.values()
    alike = sum(bool(value.fields and record(value).bodies) for value in values)
    return 2 * alike > len(values)
