"""Which language a text is in: French, English, or another.

``langdetect`` guesses at random on short posts and takes half a second to load
all its languages. Here it has a fixed seed and knows French and English only;
the function words of the language packs vote beside it, and what is declared
or known of the message settles the rest.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tonelint.known import LANGUAGES

OTHER = "other"
_SEED = 0
# Other languages are loaded only for a text with hardly a French or English word in it.
_OTHERS = (
    "es",
    "pt",
    "it",
    "de",
    "nl",
    "ro",
    "pl",
    "ar",
    "ru",
    "uk",
    "zh-cn",
    "vi",
    "tl",
    "tr",
    "fa",
)
_WORDS_FOR_OTHER = 5  # a shorter text is never called foreign
_FOREIGN_SHARE = 0.4  # at most this share of French and English function words
_VOTE = 1.6  # how much one function word more counts, in log odds
_MANY_VOTES = 3  # function words that settle it, without letter statistics
_PROFILE_WEIGHT = 0.7
_LETTERS_FOR_PROFILE = 24  # letter statistics say little about a shorter text
_PRIOR = 1.2  # log odds that a declared or expected language brings
_ACCENTS = frozenset("éèêëàâçùûîïôœÉÈÊÀÂÇÔÎ«»")


@dataclass(frozen=True, slots=True)
class Guess:
    """A language (``fr``, ``en`` or ``other``) and how sure it is, from 0 to 1."""

    language: str
    confidence: float


@cache
def _profiles(languages: tuple[str, ...]) -> Any:
    """A ``langdetect`` factory that knows the given languages only."""
    import langdetect  # noqa: PLC0415 - not paid for by commands that read no text
    from langdetect.detector_factory import DetectorFactory  # noqa: PLC0415
    from langdetect.utils.lang_profile import LangProfile  # noqa: PLC0415

    folder = Path(langdetect.__file__).parent / "profiles"
    factory = DetectorFactory()
    DetectorFactory.seed = _SEED
    for index, language in enumerate(languages):
        profile = LangProfile(**json.loads((folder / language).read_text(encoding="utf-8")))
        factory.add_profile(profile, index, len(languages))
    return factory


def _probabilities(text: str, languages: tuple[str, ...]) -> dict[str, float]:
    from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415

    detector = _profiles(languages).create()
    detector.append(text.lower())  # capitals look English to it
    try:
        return {guess.lang: guess.prob for guess in detector.get_probabilities()}
    except LangDetectException:  # nothing but digits, emoji or links
        return {}


class Identifier:
    """Identifies languages with the function words of the language packs."""

    def __init__(self, function_words: Mapping[str, Sequence[str]]) -> None:
        """``function_words``: folded common words, by language."""
        french, english = (frozenset(function_words.get(lang, ())) for lang in LANGUAGES)
        self._words = {"fr": french - english, "en": english - french}
        self._either = french | english

    def identify(self, text: str, words: Sequence[str], expected: str | None = None) -> Guess:
        """The language of ``text``, whose folded words are ``words``.

        ``expected`` is a prior: the declared language, or the message's. It
        decides where the text itself says nothing (*Merci!*, *OK 👍*).
        """
        letters = [word for word in words if word[:1].isalpha()]
        if self._looks_foreign(text, letters):
            return Guess(OTHER, 0.8)
        votes = {
            lang: sum(word in known for word in letters) for lang, known in self._words.items()
        }
        odds = _VOTE * (votes["fr"] - votes["en"])
        if any(char in _ACCENTS for char in text):
            odds += _VOTE
        # Many short votes outweigh letter statistics; few do not.
        if abs(odds) < _MANY_VOTES * _VOTE:
            probabilities = _probabilities(text, LANGUAGES)
            if probabilities:
                fr = min(max(probabilities.get("fr", 0.0), 0.01), 0.99)
                certainty = min(1.0, sum(map(len, letters)) / _LETTERS_FOR_PROFILE)
                odds += _PROFILE_WEIGHT * certainty * math.log(fr / (1 - fr))
        if expected in LANGUAGES:
            odds += _PRIOR if expected == "fr" else -_PRIOR
        probability = 1 / (1 + math.exp(-max(min(odds, 30), -30)))
        if probability >= 0.5:
            return Guess("fr", probability)
        return Guess("en", 1 - probability)

    def may_be_mixed(self, words: Sequence[str]) -> bool:
        """Whether a text has function words of both languages: only then need it be cut."""
        known = self._words.values()
        return all(sum(word in function for word in words) > 1 for function in known)

    def _looks_foreign(self, text: str, letters: Sequence[str]) -> bool:
        if len(letters) < _WORDS_FOR_OTHER:
            return bool(letters) and not any(
                "a" <= char <= "z" for word in letters for char in word
            )
        known = sum(word in self._either for word in letters)
        if known > _FOREIGN_SHARE * len(letters):
            return False
        probabilities = _probabilities(text, (*LANGUAGES, *_OTHERS))
        best = max(probabilities, key=probabilities.__getitem__, default="fr")
        return best not in LANGUAGES and probabilities[best] > 0.9
