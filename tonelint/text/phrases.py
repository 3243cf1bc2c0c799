"""The phrase language: how people write what tonelint should recognise.

A phrase is words separated by spaces, compared on their folded forms::

    plus de courant             these words, in any case, with or without accents
    pann*                       any word that begins with pann
    (plus|pu|pas) d'électricité one of several, of one or more words each
    [vraiment] désolé*          an optional word
    facture <3> élevée          up to three other words between
    {no-more} {power}           word sets, defined under ``sets`` in a pack
    <number> heures             any number; also <link>, <any>
    ^ bravo $                   at the start, at the end of a sentence

A phrase compiles into parts, one after the other, each with the ways to write it: sequences of
slots, which ``matching`` looks for in time that grows with the words of a sentence alone. What
would make a phrase itself grow without end is bounded.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from threading import RLock
from typing import NamedTuple

MAX_FORMS = 2000  # forms one phrase may expand to: beyond it the phrase is a mistake
MAX_GAP = 20  # words a gap may span: more is no phrase any more
MAX_LENGTH = 5000  # characters of one phrase
MAX_DEPTH = 20  # brackets, or word sets, inside one another
MAX_STARS = 3  # in one word

_ITEM = re.compile(
    r"(?P<start>\^)|(?<=\s)(?P<end>\$)(?=\s*$)|<(?P<slot>[^<>]*)>|\{(?P<set>[^{}]*)\}"
    r"|\((?P<flat>[^()\[\]]*)\)|(?P<group>\()|(?P<option>\[)|(?P<word>[^\s()\[\]{}<>|^]+)"
)
SUFFIX = 2  # letters a starred word needs after the star, if it has none before
PREFIX = 3  # letters a starred word needs before the star to be an anchor
_ANYTHING = r"[\w'’-]"  # what a star stands for, any number of times
_PLAIN = re.compile(r"[^\s()\[\]{}<>|^]+(?:\s+[^\s()\[\]{}<>|^$]+)*$")  # words and nothing else
_CLOSES = {"(": ")", "[": "]"}
_BUILT_IN = {
    "number": r"[$]?\d[\d.,:h]*[$%k]?",
    "link": r"(?:https?://|www\.)(?s:.*)"
    r"|.*\.(?:ca|com|org|net|fr|quebec|info|gov|app|io|example)(?:/(?s:.*))?",
    "any": r".+",
}

Tokenise = Callable[[str], Sequence[str]]


class PhraseError(ValueError):
    """A phrase that cannot be understood or can never match; says why."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: the words that may stand there."""

    words: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()  # regular expressions over the folded form
    prefixes: frozenset[str] = frozenset()  # first letters of what the patterns match…
    suffixes: frozenset[str] = frozenset()  # …or last letters
    optional: bool = False
    gap: int = 0  # up to so many words of any kind; then the rest is empty


Way = tuple[Slot, ...]  # one way to write a part of a phrase
Steps = tuple[Slot | str, ...]  # the same, compiled: one plain word is itself, quickest to look up


@dataclass(frozen=True, slots=True)
class Form:
    """How a phrase may be written: its parts in order, each in one of several ways; and where it
    must stand. ``needed``: of each of these words, a sentence must have one.
    """

    parts: tuple[tuple[Steps, ...], ...]
    needed: tuple[frozenset[str], ...] = ()
    at_start: bool = False
    at_end: bool = False


class Filing(NamedTuple):
    """Where a phrase is filed: a sentence that holds it has one of ``keys``, and one of ``beside``
    if there are any.
    """

    keys: tuple[str, ...]  # words, first letters (``pann*``), last ones (``*ement``)
    beside: frozenset[str] = frozenset()


@dataclass(slots=True)
class PhraseCompiler:
    """Compiles phrases.

    ``tokenise`` gives the folded words of a text; ``sets`` are the named word
    sets, whose members are themselves phrases.
    """

    tokenise: Tokenise
    sets: Mapping[str, Sequence[str]]
    common: frozenset[str] = frozenset()  # words too frequent to be good anchors
    _expanded: dict[str, list[Way]] = field(default_factory=dict)
    _words: dict[str, Way] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _expanding: RLock = field(default_factory=RLock)  # one thread at a time opens sets

    def __call__(self, phrase: str) -> Form:
        """A phrase, compiled. Raises :class:`PhraseError`."""
        parts = self._parts(phrase)
        if not any(any(ways) for ways in parts):
            raise PhraseError(f"the phrase “{phrase}” has no word in it")
        needs = [need for ways in parts if (need := self._need(ways))]
        return Form(
            parts=tuple(tuple(map(_steps, ways)) for ways in parts if any(ways)),
            needed=tuple(need.words for need in needs if not (need.prefixes or need.suffixes)),
            at_start=phrase.lstrip().startswith("^"),
            at_end=phrase.rstrip().endswith(" $"),
        )

    def filing(self, phrase: str) -> Filing:
        """Where to file a phrase: under the rarest of the words a sentence must have, and beside
        the next rarest that can be looked up.

        Firm words settle it at first sight, without reading the rest.
        """
        items = list(self._items(phrase))
        words = [slot for kind, text in items if kind == "word" for slot in self._word(text)]
        firm = [slot for slot in words if is_anchor(slot) and self._cost(slot) <= 1]
        needs = firm or self._needs(phrase, items)
        under = max(firm, key=_length) if firm else min(needs, key=self._cost)
        keys = _keys(under)
        others = [slot for slot in needs if _is_other(slot, keys[0])]
        if firm and not others:
            others = [slot for slot in self._needs(phrase, items) if _is_other(slot, keys[0])]
        return Filing(keys, min(others, key=self._cost).words if others else frozenset())

    def needs(self, phrase: str) -> list[Slot]:
        """Words of which a sentence must have one, for each part of the phrase.

        Raises :class:`PhraseError` if there are none.
        """
        return self._needs(phrase, self._items(phrase))

    def _needs(self, phrase: str, items: Iterable[tuple[str, str]]) -> list[Slot]:
        found = []
        for kind, text in items:
            need = self._need(self._choices(kind, text, phrase)) if kind != "option" else None
            if need is not None:
                found.append(need)
        if not found:
            found = [self._need(self._sequences(phrase)) or self._no_anchor(phrase)]
        return found

    def _need(self, ways: Sequence[Way]) -> Slot | None:
        """The rarest word of each way, together; ``None`` if one has no firm word."""
        rarest = []
        for way in ways:
            anchors = list(filter(is_anchor, way))
            if not anchors:
                return None
            rarest.append(min(anchors, key=self._cost) if anchors[1:] else anchors[0])
        if len(rarest) < 2:
            return rarest[0] if rarest else None
        return Slot(
            words=_all(slot.words for slot in rarest),
            prefixes=_all(slot.prefixes for slot in rarest),
            suffixes=_all(slot.suffixes for slot in rarest),
        )

    @staticmethod
    def _no_anchor(phrase: str) -> Slot:
        raise PhraseError(
            f"the phrase “{phrase}” needs one whole word, or three letters before a star, "
            "or two after it"
        )

    def _cost(self, slot: Slot) -> float:
        """How poor an anchor is: common words, and many words, are."""
        common = len(slot.words & self.common)
        return common * 20 + len(slot.words) + 4 * len(slot.prefixes) + 40 * len(slot.suffixes)

    def _sequences(self, phrase: str) -> list[Way]:
        """All ways to write a phrase, or a part of one, in full."""
        if phrase in self._words:
            return [self._words[phrase]]
        if _PLAIN.match(phrase):
            return [tuple(slot for word in phrase.split() for slot in self._word(word))]
        return [
            tuple(slot for way in ways for slot in way) for ways in product(*self._parts(phrase))
        ]

    def _parts(self, phrase: str) -> list[list[Way]]:
        """The parts of a phrase in order, each with the ways to write it."""
        parts = [self._choices(kind, text, phrase) for kind, text in self._items(phrase)]
        total = prod(map(len, parts))
        if total > MAX_FORMS:
            raise PhraseError(
                f"the phrase “{phrase}” stands for {total} forms; {MAX_FORMS} is the most: split it"
            )
        return parts

    @staticmethod
    def _items(phrase: str) -> Iterator[tuple[str, str]]:
        """``(kind, text)`` of each item; the text of a group is what its brackets hold."""
        if len(phrase) > MAX_LENGTH:
            raise PhraseError(
                f"the phrase “{phrase[:40]}…” has {len(phrase)} characters; {MAX_LENGTH} is the "
                "most: split it"
            )
        position = 0
        while position < len(phrase):
            if phrase[position].isspace():
                position += 1
                continue
            match = _ITEM.match(phrase, position)
            if match is None or match.lastgroup is None:
                raise PhraseError(
                    f"the phrase “{phrase}” has “{phrase[position]}” where a word should be"
                )
            position = match.end()
            text = match[0]
            if match.lastgroup in ("group", "option"):
                closing = _closing(phrase, match.start())
                text, position = phrase[position:closing], closing + 1
            elif match.lastgroup in ("slot", "set", "flat"):
                text = match[match.lastgroup]
            yield match.lastgroup, text

    def _choices(self, kind: str, text: str, phrase: str) -> list[Way]:
        """The alternatives one item of a phrase stands for, each a tuple of slots."""
        if kind in ("start", "end"):
            return [()]
        if kind == "slot":
            return [(self._slot(text, phrase),)]
        if kind == "set":
            return self._set(text, phrase)
        if kind == "word":
            return [self._word(text)]
        alternatives = text.split("|") if kind == "flat" else _alternatives(text)
        ways = [way for member in alternatives for way in self._sequences(member)]
        return _merged(ways, optional=kind == "option")

    def _slot(self, text: str, phrase: str) -> Slot:
        if text.isdigit() and 0 < int(text) <= MAX_GAP:
            return Slot(gap=int(text))
        if text in _BUILT_IN:
            return Slot(patterns=frozenset({_BUILT_IN[text]}))
        names = ", ".join(f"<{name}>" for name in _BUILT_IN)
        raise PhraseError(
            f"the phrase “{phrase}” has <{text}>: write <1> to <{MAX_GAP}> for a gap, or {names}"
        )

    def _set(self, name: str, phrase: str) -> list[Way]:
        if name not in self.sets:
            raise PhraseError(
                f"the phrase “{phrase}” uses the word set {{{name}}}, which nothing defines"
            )
        with self._expanding:
            if name not in self._expanded:
                self._expanded[name] = self._opened(name)
        return self._expanded[name]

    def _opened(self, name: str) -> list[Way]:
        """A word set, its members written in full."""
        if name in self._open:
            raise PhraseError(f"the word set {{{name}}} contains itself")
        if len(self._open) >= MAX_DEPTH:
            raise PhraseError(
                f"the word set {{{name}}} is the {len(self._open) + 1}th inside one another; "
                f"{MAX_DEPTH} is the most"
            )
        self._open.append(name)
        try:
            forms = [form for member in self.sets[name] for form in self._sequences(member)]
        finally:
            self._open.pop()
        merged = _merged(forms, optional=False)
        if len(merged) > MAX_FORMS:
            raise PhraseError(
                f"the word set {{{name}}} stands for {len(merged)} forms; {MAX_FORMS} is the "
                "most: split it"
            )
        return merged

    def _word(self, text: str) -> Way:
        slots = self._words.get(text)
        if slots is None:
            slots = self._words[text] = self._new_word(text)
        return slots

    def _new_word(self, text: str) -> Way:
        if "*" not in text:
            return tuple(Slot(words=frozenset({word})) for word in self.tokenise(text))
        if any(word.count("*") > MAX_STARS for word in text.split()):
            raise PhraseError(
                f"the word “{text[:40]}” has {text.count('*')} stars; {MAX_STARS} is the most"
            )
        # The star is tokenised as a letter that no word has, then put back.
        words = self.tokenise(text.replace("*", "ʬ"))
        return tuple(
            _starred(word) if "ʬ" in word else Slot(words=frozenset({word})) for word in words
        )


def is_anchor(slot: Slot) -> bool:
    """Whether one of a slot's words must be there, and can be looked up."""
    if slot.optional or slot.gap or not (slot.words or slot.prefixes or slot.suffixes):
        return False
    if slot.patterns and not (slot.prefixes or slot.suffixes):
        return False
    long_enough = all(len(prefix) >= PREFIX for prefix in slot.prefixes)
    return long_enough and all(len(suffix) >= SUFFIX for suffix in slot.suffixes)


def _keys(slot: Slot) -> tuple[str, ...]:
    starred = [f"{one}*" for one in slot.prefixes] + [f"*{one}" for one in slot.suffixes]
    return tuple(sorted([*slot.words, *starred]))


def _length(slot: Slot) -> int:
    """Letters of the one word a slot is for: the longer, the rarer."""
    return len(next(iter(slot.words)))


def _is_other(slot: Slot, filed: str) -> bool:
    """Whether a slot needs words that can all be looked up, and ``filed`` is none of them.

    If it is filed under several, any of them tells: they are of one slot.
    """
    starred = slot.patterns or slot.prefixes or slot.suffixes
    return bool(slot.words) and not starred and filed not in slot.words


def _closing(phrase: str, opening: int) -> int:
    """Where the bracket opened at ``opening`` closes."""
    depth = 0
    for index in range(opening, len(phrase)):
        if phrase[index] in _CLOSES:
            depth += 1
            if depth > MAX_DEPTH:
                raise PhraseError(
                    f"the phrase “{phrase[:40]}…” has more than {MAX_DEPTH} brackets inside one "
                    "another"
                )
        elif phrase[index] in _CLOSES.values():
            depth -= 1
            if depth == 0:
                return index
    raise PhraseError(f"the phrase “{phrase}” opens “{phrase[opening]}” and never closes it")


def _alternatives(text: str) -> list[str]:
    """What stands between the bars of a group, bars of inner groups apart."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in _CLOSES) - (char in _CLOSES.values())
        if char == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _starred(word: str) -> Slot:
    first, *inner, last = word.split("ʬ")
    # What stands between stars is found where it first is, once for all: no way back, in no time.
    between = "".join(f"(?>{_ANYTHING}*?{re.escape(part)})" for part in inner)
    pattern = f"{re.escape(first)}{between}{_ANYTHING}*{re.escape(last)}"
    if first:
        return Slot(patterns=frozenset({pattern}), prefixes=frozenset({first}))
    return Slot(patterns=frozenset({pattern}), suffixes=frozenset({last} if last else ()))


def _steps(way: Way) -> Steps:
    return tuple(_word_of(slot) or slot for slot in way)


def _word_of(slot: Slot) -> str | None:
    """The one plain word that must stand in a slot; ``None`` if others may, or nothing."""
    if len(slot.words) != 1 or slot.patterns or slot.optional:
        return None
    return next(iter(slot.words))


def _merged(ways: Iterable[Way], *, optional: bool) -> list[Way]:
    """Alternatives, with all those of one plain word merged into one slot."""
    singles: list[Slot] = []
    longer: list[Way] = []
    empty = optional
    for way in ways:
        if len(way) == 1 and not way[0].gap and not way[0].optional:
            singles.append(way[0])
        elif way:
            longer.append(way)
        else:
            empty = True
    merged: list[Way] = []
    if singles:
        merged.append((_one_of(singles, optional=empty),))
    elif empty:
        merged.append(())
    return [*merged, *dict.fromkeys(longer)]


def _one_of(slots: Sequence[Slot], *, optional: bool) -> Slot:
    """One place where the word of any of several slots may stand."""
    words = _all(slot.words for slot in slots)
    starred = [slot for slot in slots if slot.patterns]
    if not starred:  # hardly any has a star
        return Slot(words, optional=optional)
    prefixes = _all(slot.prefixes for slot in starred)
    suffixes = _all(slot.suffixes for slot in starred)
    if not all(slot.prefixes or slot.suffixes for slot in starred):
        prefixes = suffixes = frozenset()  # any word may stand there
    return Slot(words, _all(slot.patterns for slot in starred), prefixes, suffixes, optional)


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)
