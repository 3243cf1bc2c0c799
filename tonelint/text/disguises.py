"""Insults in disguise: *c o n n a r d*, *i.d.i.o.t*, *1d10t*, *c0nn@rd*, *b!tch*, *f**k*.

Only words of ``disguises.yml`` are looked for, so that nothing else is ever taken for one: prices,
codes, abbreviations and initials stay what they are. What is found is given letter by letter, with
where each stands.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from tonelint import strict_yaml

_FILE = Path(__file__).with_name("disguises.yml")

_SIGNS = {
    "a": "4@",
    "b": "8",
    "e": "3€",
    "g": "9",
    "i": "1!|",
    "l": "1!|",
    "o": "0",
    "s": "5$",
    "t": "7",
}
_ANY = "*"  # stands for any one letter
_BETWEEN = " .*/·_-"  # what letters are spaced out with
# Hardly any text has a sign before a letter of a word, or letters one by one: two searches tell,
# in a quarter of the time that one for both would take.
_WITH_SIGNS = re.compile(r"[@$€!|*0-9][^\W\d_](?:[\w@$€!|*]|(?<=[^\W\d_]..)|(?<=[@$€!|*]..))")
_WITH_SPACES = re.compile(rf"[{_BETWEEN}]\w[{_BETWEEN}]{{1,3}}\w[{_BETWEEN}]")
_RUN = re.compile(r"[\w@$€!|*]+")
_ONE = r"(?:[^\W_]|[@$€!|])"
_ONE_BY_ONE = re.compile(rf"(?<!\w){_ONE}( ?[{_BETWEEN[1:]}] ?| ){_ONE}(?:\1{_ONE}){{2,}}(?!\w)")
_ENDING = r"[e3€]?[s5$]?"  # feminine, plural
_SHORTEST, _LONGEST = 4, 30  # characters of a run that may be one word
_SHOWN = 2  # letters that a disguised word must still show

_NO_BREAK = "\u00a0\u2007\u202f"
_LETTERS = r"[^\W\d_]"
_CUT = re.compile(
    rf"(?<!{_LETTERS}){_LETTERS}{{1,20}}(?:[{_NO_BREAK}]{_LETTERS}{{1,20}})+(?!{_LETTERS})"
)
_NOTHING = "\u2060"  # word joiner: invisible, and as long as what it replaces


@dataclass(frozen=True, slots=True)
class Disguise:
    """A word in disguise: its letters, and the offset at which each of them stands."""

    places: tuple[int, ...]
    word: str


def find(text: str) -> Iterator[Disguise]:
    """The words in disguise in a text without invisible characters, in their order."""
    found = list(_spelled_out(text)) if _WITH_SPACES.search(text) else []
    found += _written_otherwise(text) if _WITH_SIGNS.search(text) else []
    end = 0
    for one in sorted(found, key=lambda disguise: disguise.places):
        if one.places[0] >= end:
            yield one
            end = one.places[-1] + 1


def knows(word: str) -> bool:
    """Whether a folded word is one of those that are looked for, or its plural or feminine."""
    return word.isalpha() and _pattern().fullmatch(word) is not None


def without_no_breaks(text: str) -> str:
    """A text of the same length, without the no-break spaces inside words in disguise."""
    return _CUT.sub(_uncut, text) if any(space in text for space in _NO_BREAK) else text


def _uncut(found: re.Match[str]) -> str:
    typed = found[0]
    places = [place for place, one in enumerate(typed) if one not in _NO_BREAK]
    letters = list(typed)
    for word in _pattern().finditer(_folded("".join(typed[place] for place in places))):
        first, last = places[word.start()], places[word.end() - 1]
        if _is_edge(typed, first - 1) and _is_edge(typed, last + 1):
            letters[first : last + 1] = [
                _NOTHING if one in _NO_BREAK else one for one in letters[first : last + 1]
            ]
    return "".join(letters)


def _is_edge(typed: str, place: int) -> bool:
    return not 0 <= place < len(typed) or typed[place] in _NO_BREAK


def _spelled_out(text: str) -> Iterator[Disguise]:
    """Words whose letters stand one by one, with the same mark or space between them."""
    for chain in _ONE_BY_ONE.finditer(text):
        step = len(chain[1]) + 1
        typed = chain[0][::step]
        for word in _pattern().finditer(_folded(typed)):
            start = chain.start() + word.start() * step
            places = tuple(range(start, start + len(word[0]) * step, step))
            yield from _uncovered(places, typed[word.start() : word.end()])


def _written_otherwise(text: str) -> Iterator[Disguise]:
    """Words with figures, signs or asterisks for letters."""
    for run in _RUN.finditer(text):
        if not _SHORTEST <= len(run[0]) <= _LONGEST or run[0].isalpha():
            continue
        typed = run[0].lstrip("*_").rstrip("*_!|")
        is_address = "@" in typed and text[run.end() : run.end() + 2].strip(".").isalnum()
        if not typed.isalpha() and not is_address and _pattern().fullmatch(_folded(typed)):
            start = run.start() + len(run[0]) - len(run[0].lstrip("*_"))
            yield from _uncovered(tuple(range(start, start + len(typed))), typed)


def _uncovered(places: tuple[int, ...], typed: str) -> Iterator[Disguise]:
    """The word that was typed, in the case it was typed in, if it shows enough of itself."""
    folded = _folded(typed)
    shown = sum(map(str.isalpha, typed))
    if shown < _SHOWN or typed.count(_ANY) > shown:
        return
    meant, in_capitals = _meant(folded), typed.upper() == typed
    letters = (
        one if one.isalpha() else other.upper() if in_capitals else other
        for one, other in zip(typed, meant, strict=True)
    )
    yield Disguise(places, "".join(letters))


@lru_cache(maxsize=1000)
def _meant(folded: str) -> str:
    """The word that something typed is read as: the first of those it may be."""
    word = next(word for word in _words() if re.fullmatch(_spelt(word) + _ENDING, folded))
    return word + "".join("s" if one in "s5$" else "e" for one in folded[len(word) :])


def _spelt(letters: str) -> str:
    """A regular expression of all ways to write letters."""
    return "".join(f"[{one}{_SIGNS.get(one, '')}{_ANY}]" for one in letters)


@cache
def _words() -> tuple[str, ...]:
    """The words to look for, folded; those first that a doubtful disguise is read as."""
    listed = strict_yaml.load(_FILE.read_text(encoding="utf-8"), str(_FILE))
    return tuple(dict.fromkeys(_folded(word) for words in listed.values() for word in words))


@cache
def _pattern() -> re.Pattern[str]:
    """All words at once, those with the same first letter together."""
    by_first = sorted(_words(), key=lambda word: word[0])
    groups = [
        f"{_spelt(first)}(?:{'|'.join(_spelt(word[1:]) for word in words)})"
        for first, words in groupby(by_first, key=lambda word: word[0])
    ]
    return re.compile(f"(?:{'|'.join(groups)}){_ENDING}")


def _folded(typed: str) -> str:
    """A text of the same length in lower case, without accents."""
    if typed.isascii():
        return typed.lower()
    return "".join(unicodedata.normalize("NFD", one.lower())[0] for one in typed)
