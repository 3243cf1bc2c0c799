"""Changes to a message that leave its situation as it is, and how often labels flip all the same.

In the manner of CheckList (Ribeiro et al., 2020): each change is applied to every message it can
change; a label that holds on one side only has flipped.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tonelint.linter import Linter

Change = Callable[[str, str], str]  # of a text and its language
Contexts = Callable[[str], frozenset[str]]

_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")

# Names that may stand for one another.
_NAMES = (
    "Hydro-Québec Énergir Bell Vidéotron Rogers Telus Fizz Desjardins SAAQ",
    "Montréal Québec Laval Gatineau Sherbrooke Saguenay Longueuil Lévis Toronto Halifax Calgary",
    "STM RTL STL RTC exo VIA",
)
_GENDERS = {
    "fr": "mari/femme père/mère fils/fille frère/sœur monsieur/madame il/elle ils/elles chum/blonde"
    " papa/maman grand-père/grand-mère voisin/voisine",
    "en": "husband/wife father/mother son/daughter brother/sister he/she dad/mom"
    " grandfather/grandmother"
    " uncle/aunt man/woman boy/girl",
}
_OPENINGS = {"fr": "Bonjour, j'espère que vous allez bien. ", "en": "Hello, I hope you are well. "}
_NEWCOMER = (
    (r"\b(le|la) (?=\w)", lambda found: "la " if found[1].lower() == "le" else "le "),
    (r"\b(un|une) (?=\w)", lambda found: "une " if found[1].lower() == "un" else "un "),
    (r"\bn['’]", lambda _: ""),
    (r"\bne (?=\w)", lambda _: ""),
    (r"\b(du|des) (?=\w)", lambda _: "de "),
    (r"\bj['’]ai\b", lambda _: "je"),
)


@dataclass(frozen=True, slots=True)
class Flips:
    """How often labels flipped under one change."""

    texts: int  # that the change changed
    flipped: int  # labels that hold on one side only
    labels: int  # labels that hold on either side
    decisions: int  # texts times labels that could hold

    @property
    def share(self) -> float:
        """Share of all decisions that flipped."""
        return self.flipped / self.decisions if self.decisions else 0.0

    @property
    def share_of_found(self) -> float:
        """Share of the labels found, on either side, that flipped: stricter."""
        return self.flipped / self.labels if self.labels else 0.0


def contexts_flipped(linter: "Linter", messages: Iterable[tuple[str, str]]) -> dict[str, Flips]:
    """How often a linter's contexts flip, by change, on ``(text, language)`` pairs."""

    def contexts(text: str) -> frozenset[str]:
        return frozenset(found.name for found in linter.context(text).contexts)

    return flips(messages, contexts, len(linter.policy.document.contexts))


def flips(
    messages: Iterable[tuple[str, str]], contexts: Contexts, possible: int
) -> dict[str, Flips]:
    """Flips by change, of ``(text, language)`` pairs; ``possible``: how many labels there are."""
    messages = list(messages)
    before = {text: contexts(text) for text, _ in messages}
    found = {}
    for name, change in CHANGES.items():
        changed = [(text, change(text, language)) for text, language in messages]
        changed = [(text, other) for text, other in changed if other != text]
        pairs = [(before[text], contexts(other)) for text, other in changed]
        found[name] = Flips(
            len(pairs),
            sum(len(one ^ other) for one, other in pairs),
            sum(len(one | other) for one, other in pairs),
            len(pairs) * possible,
        )
    return found


def _without_accents(text: str, _: str) -> str:
    parted = unicodedata.normalize("NFD", text)
    bare = "".join(one for one in parted if unicodedata.category(one) != "Mn")
    return unicodedata.normalize("NFC", bare)


def _typos(text: str, _: str) -> str:
    """Two neighbouring letters change places in every fortieth character, always the same ones."""
    chance = random.Random(text)
    letters = list(text)
    for _try in range(max(1, len(letters) // 40)):
        at = chance.randrange(max(1, len(letters) - 1))
        if letters[at : at + 2] and all(one.isalpha() for one in letters[at : at + 2]):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def _other_apostrophes(text: str, _: str) -> str:
    return text.replace("’", "'") if "’" in text else text.replace("'", "’")


def _without_emoji(text: str, _: str) -> str:
    return re.sub(r"  +", " ", _EMOJI.sub("", text)).strip() or text


def _swapped(text: str, words: Mapping[str, str]) -> str:
    if not words:
        return text
    pattern = r"\b(" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")\b"

    def other(found: re.Match[str]) -> str:
        word = found[0]
        swapped = words.get(word) or words[word.lower()]
        return swapped.capitalize() if word[0].isupper() and swapped[0].islower() else swapped

    return re.sub(pattern, other, text, flags=re.IGNORECASE if all(map(str.islower, words)) else 0)


def _other_names(text: str, _: str) -> str:
    swap: dict[str, str] = {}
    for group in _NAMES:
        names = group.split()
        swap |= dict(zip(names, names[1:] + names[:1], strict=True))
    return _swapped(text, swap)


def _other_gender(text: str, language: str) -> str:
    swap: dict[str, str] = {}
    for pair in _GENDERS.get(language, "").split():
        one, other = pair.split("/")
        swap |= {one: other, other: one}
    return _swapped(text, swap)


def _polite(text: str, language: str) -> str:
    return _OPENINGS.get(language, _OPENINGS["en"]) + text


def _newcomer(text: str, language: str) -> str:
    if language != "fr":
        return text
    for pattern, other in _NEWCOMER:
        text = re.sub(pattern, other, text, flags=re.IGNORECASE)
    return text


CHANGES: Mapping[str, Change] = {
    "accents dropped": _without_accents,
    "lower case": lambda text, _: text.lower(),
    "upper case": lambda text, _: text.upper(),
    "typos": _typos,
    "other apostrophes": _other_apostrophes,
    "emoji removed": _without_emoji,
    "other names": _other_names,
    "other gender": _other_gender,
    "polite opening": _polite,
    "newcomer's French": _newcomer,
}
