"""Which replies of a repository say the same in French and in English.

Twins are two replies in different languages that share, the surest first: what their ``twin`` says
(a name they have in common, or the ``id`` of the other); their ``id`` or their title, in files of
the same name; their ``id`` alone; their place among as many replies, in files of the same name;
their title alone. Names are the same but for the language that they begin or end with: *panne-fr*
and *panne-en*, *Outage (EN)* and *Outage (FR)*, ``fr/panne.md`` and ``en/panne.md``.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from tonelint.checks.across import language
from tonelint.known import LANGUAGES
from tonelint.results import Result
from tonelint.text.folding import plain

_MARKERS = frozenset(
    {
        *("fr", "fra", "fre", "francais", "francaise", "french"),
        *("en", "eng", "anglais", "anglaise", "english"),
    }
)
_REGIONS = frozenset({"ca", "qc", "us", "gb", "uk"})  # after a language: fr-CA
_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Pairing:
    """Indexes of replies: ``pairs`` (French, English) that are twins, and those ``alone``.

    One of several variants of a twin is in no pair, nor alone.
    """

    pairs: tuple[tuple[int, int], ...]
    alone: tuple[int, ...]


def unmarked(name: str) -> str:
    """A name as both twins have it: without case, accents, punctuation and language.

    Empty where the language was all it said.
    """
    parts = [plain(part) for part in _PART.findall(unicodedata.normalize("NFC", name))]
    if parts and parts[0] in _MARKERS:
        parts = parts[2:] if parts[1:2] and parts[1] in _REGIONS else parts[1:]
    if len(parts) > 1 and parts[-1] in _REGIONS and parts[-2] in _MARKERS:
        parts = parts[:-1]
    if parts and parts[-1] in _MARKERS:
        parts = parts[:-1]
    return " ".join(parts)


def pair(replies: Sequence[Result]) -> Pairing:
    """The twins among replies in French and English; those in both languages at once need none."""
    asking = [index for index, reply in enumerate(replies) if _may_have_a_twin(reply)]
    keys = _keys([replies[index] for index in asking])
    pairs: list[tuple[int, int]] = []
    paired: set[int] = set()
    matched: set[int] = set()
    for ranked in zip(*keys, strict=True):  # the keys of all replies, the surest kind first
        groups: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index, own in zip(asking, ranked, strict=True):
            for key in own if index not in paired else ():
                groups[key].append(index)
        for group in groups.values():
            free = [index for index in group if index not in paired]  # by a key before this one
            french, english = (
                [index for index in free if language(replies[index]) == which]
                for which in LANGUAGES
            )
            if french and english:
                found = list(zip(french, english, strict=False))
                pairs += found
                paired.update(*found)
                matched.update(french, english)
    alone = tuple(index for index in asking if index not in matched)
    return Pairing(tuple(sorted(pairs)), alone)


def _may_have_a_twin(reply: Result) -> bool:
    return language(reply) in LANGUAGES and not set(LANGUAGES) <= set(reply.languages)


def _keys(replies: Sequence[Result]) -> Iterator[tuple[tuple[Hashable, ...], ...]]:
    """What each reply and its twin have in common, by kind, the surest first."""
    said = {reply.draft.twin for reply in replies}
    many = Counter(reply.path for reply in replies)
    seen: Counter[str | None] = Counter()
    for reply in replies:
        draft, path = reply.draft, reply.path
        file = None if path is None else _file(path)
        name, title = unmarked(draft.id or ""), unmarked(draft.title or "")
        twins = {draft.twin, draft.id if draft.id in said else None} - {None}
        yield (
            tuple(sorted(filter(None, twins))),
            ((file, name),) if name else (),
            ((file, title),) if title else (),
            (name,) if name and not name.isdigit() else (),  # numbers are given anew in each file
            ((file, many[path], seen[path]),) if path is not None else (),
            (title,) if title else (),
        )
        seen[path] += 1


def _file(path: str) -> str:
    """The name of a file as those of both languages have it."""
    file = PurePosixPath(path.replace("\\", "/"))
    return "/".join(filter(None, map(unmarked, (*file.parent.parts, file.stem))))
