"""Signals that are exact by nature: emoji, capitals, placeholders, numbers…

Each is a named function from a read text, as :class:`View` shows it, to the character spans where
the signal stands. Adding one touches this file only; packs and rules name it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tonelint.templates.placeholders import find
from tonelint.text.marks import EMOJI_PATTERN, FIRST_OF_EMOJI, HASHTAG, LINK
from tonelint.understanding import personal
from tonelint.understanding.repeated import repeated

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]
PERSONAL = "personal-data"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded words of the language packs that surface signals look up."""

    interrogatives: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    typing: frozenset[str] = frozenset()  # words before what is to be typed as it stands
    swearing: frozenset[str] = frozenset()
    laughter: frozenset[str] = frozenset()
    known: Callable[[str], bool] = bool  # whether phrases use a word: it is then no acronym
    function_words: frozenset[str] = frozenset()
    spoken: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by language, as typed
    public: frozenset[str] = frozenset()  # telephone numbers that are nobody's, as one dials them


class View:
    """A read text as signals look at it: what several of them need is made once."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        """``doc`` has been cut into sentences."""
        self.doc = doc
        self.lexicon = lexicon
        self.text: str = doc._.clean.text
        self.tokens = list(doc)

    @cached_property
    def emoji(self) -> list[tuple[str, Span]]:
        """Every emoji, each as one grapheme cluster: its first character, and its place."""
        if max(self.text, default="") < FIRST_OF_EMOJI:  # most texts have none
            return []
        return [(match[0][0], match.span()) for match in EMOJI_PATTERN.finditer(self.text)]

    @cached_property
    def placeholders(self) -> list[Span]:
        """Template variables and filler that were never filled in."""
        return [(found.start, found.end) for found in find(self.text)]

    @cached_property
    def personal(self) -> dict[str, list[Span]]:
        """Personal data, by the signal of its kind."""
        return {
            name: [span for span in of_kind(self.text) if not self._is_public(*span)]
            for name, of_kind in personal.KINDS.items()
        }

    def _is_public(self, start: int, end: int) -> bool:
        return personal.is_public(self.text[start:end], self.lexicon.public)


Find = Callable[[View], Iterable[Span]]

_JOKING = frozenset("😂🤣😜😝😛🤪😹🤭😆😄😁😅🥸🤡😉😎🙈🙊")
_WARM = frozenset("❤🧡💛💚💙💜🤎🖤🤍🙏🤗💕💖💗🥰😍😘☺😊👍👏🙌💪🎉🥳")
_SAD = frozenset("😭😢😔😞😥😓😩😫💔🥺☹🙁😿😟😰")
_ANGRY = frozenset("😡😠🤬👿💢🖕🤮🤢😤")
_SARCASTIC = frozenset("🙄😏🙃😒🤨👏💅🤡☕")
_OPENING = frozenset("«“\"'‘")
_RUN = re.compile(r"[!?‼⁉](?:\s?[!?‼⁉\ufe0f])+")
_LINK = re.compile(LINK, re.IGNORECASE)
_HASHTAG = re.compile(HASHTAG)

_ANY_PHONE = re.compile(
    r"(?<![\w-])(?:\+?1[\s.-]?)?\(?[2-9]\d{2}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?![\w-])"
    r"|\b1[\s.-]8\d\d[\s.-](?:[A-Z]{4,}|\d{3}[\s.-]?[A-Z]{4})\b|(?<![\w-])(?:[2-9]11|9-1-1|8-1-1|3-1-1|2-1-1|9-8-8|988|310-4141)(?![\w-])"
)
_NUMBER = re.compile(r"(?<![\w.,])\d[\d ,.]{0,14}(?:[%$])?")
_TIME = re.compile(
    r"\b\d{1,2}\s?(?:h|H)\s?(?:\d{2})?\b|\b\d{1,2}:\d{2}\b|\b\d{1,2}(?::\d{2})?\s?(?:[ap]\.?m\b\.?)|\b(?:midi|minuit|noon|midnight)\b",
)
_MONTHS = (
    r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DAYS = (
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_DATE = re.compile(
    rf"\b(?:le\s+)?\d{{1,2}}(?:er|st|nd|rd|th)?\s+(?:{_MONTHS})\b|\b(?:{_MONTHS})\s+\d{{1,2}}\b"
    rf"|\b(?:{_DAYS})\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\$\s?\d[\d ,.]{0,14}"
    r"|\d[\d ,.]{0,14}\s?(?:\$|¢|dollars?|piastres?|bucks|cents)(?!\w)",
    re.IGNORECASE,
)
# Controls of direction anywhere; zero-width characters inside a Latin word, where none belongs.
_HIDDEN = re.compile(
    r"[\u202a-\u202e\u2066-\u2069]+"
    r"|(?<=[A-Za-zÀ-ɏ])[\u200b-\u200f\u2060-\u2064\ufeff]+(?=[A-Za-zÀ-ɏ])"
)
_LETTERS_LAST, _LETTERS_FIRST = re.compile(r"\w+\Z"), re.compile(r"\w+")
_NEAR = 30  # characters of the words beside a hidden one that are shown with it
_STRETCHED = re.compile(r"\b\w*([^\W\d_])\1{2,}\w*\b")


def emoji(view: View) -> Iterator[Span]:
    """Every emoji, each as one grapheme cluster."""
    return (span for _, span in view.emoji)


def _emoji_of(kind: frozenset[str]) -> Find:
    return lambda view: (span for first, span in view.emoji if first in kind)


def _matches(pattern: re.Pattern[str]) -> Find:
    return lambda view: (match.span() for match in pattern.finditer(view.text))


def hashtags(view: View) -> Iterator[Span]:
    """Hashtags, but for what looks like one inside a link."""
    found = list(_HASHTAG.finditer(view.text))
    links = [match.span() for match in _LINK.finditer(view.text)] if found else []
    for match in found:
        if not any(start <= match.start() < end for start, end in links):
            yield match.span()


def spoken(view: View) -> Iterator[Span]:
    """Words spelled as they are said or clipped, which folding reads as others (*ben*, *u*).

    Capitals are acronyms (*MTN*), one inside a sentence is a name (*Ben*).
    """
    words = view.lexicon.spoken.get(view.doc._.language, frozenset())
    for token in view.tokens:
        text = token.text
        is_name = text.isupper() or (text.istitle() and not token.is_sent_start)
        if text.lower() in words and not is_name:
            yield token.idx, token.idx + len(token.text)


def _personal(kind: str) -> Find:
    return lambda view: view.personal[kind]


def everything_personal(view: View) -> Iterator[Span]:
    """Personal data of any kind."""
    return (span for spans in view.personal.values() for span in spans)


def placeholders(view: View) -> list[Span]:
    """Template variables and filler that were never filled in."""
    return view.placeholders


def _in_capitals(token: Token) -> bool:
    text = token.text
    return len(text) > 1 and text.isupper() and text.isalpha()


def capitals(view: View) -> Iterator[Span]:
    """Words in capitals for emphasis; acronyms, vanity numbers, *reply STOP* are none.

    A word counts when it is a common word (*PAS*, *NOT*), or long and no
    acronym. Words of two letters count only beside another (*US*, *ON*).
    """
    upper = [
        token
        for token in view.tokens
        if _in_capitals(token) and not _inside(token, view.placeholders)
    ]
    emphatic = {token.i for token in upper if _is_emphatic(token, view.lexicon)}
    for token in upper:
        if token.i not in emphatic:
            continue
        if len(token.text) > 2 or {token.i - 1, token.i + 1} & emphatic:
            yield token.idx, token.idx + len(token.text)


def _inside(token: Token, spans: list[Span]) -> bool:
    return any(start <= token.idx < end for start, end in spans)


def _is_emphatic(token: Token, lexicon: Lexicon) -> bool:
    folded = token.norm_
    before = token.nbor(-1) if token.i else None
    if before is not None and (before.text[-1:].isdigit() or _is_mentioned(before, lexicon)):
        return False
    if folded in lexicon.acronyms:
        return False
    if len(token.text) < 4:  # short words in capitals are acronyms, but for the commonest
        return folded in lexicon.function_words
    return len(token.text) >= 7 or folded in lexicon.function_words or lexicon.known(folded)


def _is_mentioned(before: Token, lexicon: Lexicon) -> bool:
    """Whether a word is shown as one to type, or between quotation marks."""
    return before.norm_ in lexicon.typing or before.text in _OPENING


def questions(view: View) -> Iterator[Span]:
    """Sentences that end in a question mark or open with an interrogative word."""
    for sentence in view.doc.sents:
        tokens = view.tokens[sentence.start : sentence.end]
        words = [token for token in tokens if token.text[0].isalnum()]
        asks = any("?" in token.text for token in tokens[-3:])
        interrogatives = view.lexicon.interrogatives
        if words and (asks or (len(words) > 2 and words[0].norm_ in interrogatives)):
            yield words[0].idx, words[-1].idx + len(words[-1].text)


def repeated_data(view: View) -> list[Span]:
    """Personal data of the message that the reply says again: ``doc._.others_data``."""
    return repeated(view.text, view.doc._.others_data)


def hidden(view: View) -> Iterator[Span]:
    """Words that hold or touch characters one does not see, but for soft hyphens."""
    clean, text, last = view.doc._.clean, view.text, 0
    for match in _HIDDEN.finditer(clean.original):
        place = clean.position(match.start())
        before = _LETTERS_LAST.search(text, max(place - _NEAR, 0), place)
        after = _LETTERS_FIRST.match(text, place, place + _NEAR)
        start = before.start() if before else max(place - 1, 0)
        end = after.end() if after else min(place + 1, len(text))
        if last <= start < end:
            yield start, end
            last = end


def _words(known: Callable[[Lexicon], frozenset[str]]) -> Find:
    def find(view: View) -> Iterator[Span]:
        words = known(view.lexicon)
        for token in view.tokens:
            if token.norm_ in words:
                yield token.idx, token.idx + len(token.text)

    return find


SIGNALS: dict[str, Find] = {
    "emoji": emoji,
    "joking-emoji": _emoji_of(_JOKING),
    "warm-emoji": _emoji_of(_WARM),
    "sad-emoji": _emoji_of(_SAD),
    "angry-emoji": _emoji_of(_ANGRY),
    "sarcastic-emoji": _emoji_of(_SARCASTIC),
    "capitals": capitals,
    "exclamation": _matches(_RUN),
    "stretched": _matches(_STRETCHED),
    "question": questions,
    "placeholder": placeholders,
    "link": _matches(_LINK),
    "hashtag": hashtags,
    "register-familiar": spoken,  # the packs add phrases of their own
    "any-phone": _matches(_ANY_PHONE),
    "number": _matches(_NUMBER),
    "time": _matches(_TIME),
    "date": _matches(_DATE),
    "money": _matches(_MONEY),
    "phone": _personal("phone"),
    "email": _personal("email"),
    "account": _personal("account"),
    "address": _personal("address"),
    "birth": _personal("birth"),
    PERSONAL: everything_personal,
    "repeated-personal-data": repeated_data,
    "hidden-characters": hidden,
    "swearing": _words(lambda lexicon: lexicon.swearing),
    "laughter": _words(lambda lexicon: lexicon.laughter),
}

SIGNAL_NAMES = frozenset(SIGNALS)
