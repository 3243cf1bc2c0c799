"""``prefer``: one wording rather than another."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.known import Language
from tonelint.results import Evidence, Fix
from tonelint.terms import Detect, Signs
from tonelint.text.folding import APOSTROPHES, plain

# A phrase of words alone: what it finds says no more than it does, and can be replaced as it is.
_WORDS_ALONE = re.compile(rf"(?:[\w&.,/ {APOSTROPHES}-])+")
_ENDS_SENTENCE = (".", "!", "?", "…", ":", "\n")
_OPENS_SENTENCE = ' \t\u00a0\u202f«“"(*_>#•–—-'
# Words that depend on the sound that follows: *de*, *d'*; *le*, *l'*; *ce*, *cet*; *a*, *an*.
_BEFORE_A_SOUND = re.compile(
    rf"(?i:\b(?:[cdjlmnst]|(?:lors|puis|quoi|jus)?qu)[{APOSTROPHES}]|\b(?:ce|cet|de|du|je|la|le|me|ne|se"
    r"|te|ma|ta|sa|mon|ton|son|au|beau|bel|nouveau|nouvel|vieux|vieil|(?:lors|puis|quoi|jus)?que|si"
    r"|à l[ae]|an?)\s+)$"
)
_REACH = 20  # characters before a word that hold the one before it


class Prefer(Rule):
    """``replace`` gives, by language, phrases and what to write instead."""

    check: Literal["prefer"]
    replace: dict[Language, dict[str, str]]

    def findings(self, name: str, case: Case) -> Iterator[Finding]:
        """Every place where the other wording stands, unless it is already the preferred one."""
        for key, language, phrase, preferred in self._preferred(name):
            for half in case.reading.halves:
                found = half.rules.get(key)
                for evidence in found.evidence if found else ():
                    fix = _fix(evidence, phrase, preferred, case.draft.reply)
                    if evidence.text not in (preferred, fix.text):
                        yield Finding(
                            evidence.start,
                            evidence.end,
                            fills={"replacement": preferred},
                            suggestions=(preferred,),
                            fix=fix if half.language == language else None,
                        )

    def detects(self, name: str) -> Mapping[str, Detect]:
        """Each phrase to replace, under a name of its own."""
        found = {}
        for language, replacements in self.replace.items():
            for index, phrase in enumerate(replacements):
                signs = Signs.model_validate({language: [phrase]})
                found[f"{name}/{language}/{index}"] = Detect(phrases=signs, negation="ignore")
        return found

    def _preferred(self, name: str) -> Iterator[tuple[str, str, str, str]]:
        """``(key, language, phrase, preferred)`` of each phrase to replace."""
        for language, replacements in self.replace.items():
            for index, (phrase, preferred) in enumerate(replacements.items()):
                yield f"{name}/{language}/{index}", language, phrase, preferred


def _fix(evidence: Evidence, phrase: str, preferred: str, reply: str) -> Fix:
    """The preferred wording in the place of the other, with its capital where a sentence begins.

    Safe where that is all there is to change: the phrase has no part that the reply fills in as it
    likes, and the word before does not depend on how the next one sounds.
    """
    text = preferred
    if evidence.text[:1].isupper() and _begins_sentence(reply, evidence.start):
        text = preferred[:1].upper() + preferred[1:]
    before = reply[max(0, evidence.start - _REACH) : evidence.start]
    is_bound = _BEFORE_A_SOUND.search(before) and _sound(evidence.text) != _sound(preferred)
    safe = _WORDS_ALONE.fullmatch(phrase) is not None and not is_bound
    return Fix(evidence.start, evidence.end, text, safe=safe)


def _begins_sentence(reply: str, offset: int) -> bool:
    before = reply[:offset].rstrip(_OPENS_SENTENCE)
    return not before or before.endswith(_ENDS_SENTENCE)


def _sound(words: str) -> str:
    """How words begin: with a vowel, a consonant, or a letter that may be either."""
    first = plain(words[:1])[:1]
    return first if first in ("h", "y") else "vowel" if first in tuple("aeiou") else "consonant"
