"""Signals that are exact by nature: emoji, capitals, placeholders, numbers…

Each is a named function from a read text to the character spans where the
signal stands. Adding one touches this file only; packs and rules name it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tonelint.templates.placeholders import find
from tonelint.text.marks import EMOJI_PATTERN, HASHTAG, LINK
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
    common: frozenset[str] = frozenset()  # words that are no acronyms, even in capitals
    function_words: frozenset[str] = frozenset()
    spoken: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by language, as typed
    public: frozenset[str] = frozenset()  # telephone numbers that are nobody's, as one dials them


Find = Callable[["Doc", Lexicon], Iterator[Span]]

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


def emoji(doc: Doc, _: Lexicon) -> Iterator[Span]:
    """Every emoji, each as one grapheme cluster."""
    yield from (match.span() for match in EMOJI_PATTERN.finditer(doc.text))


def _emoji_of(kind: frozenset[str]) -> Find:
    def find(doc: Doc, _: Lexicon) -> Iterator[Span]:
        for match in EMOJI_PATTERN.finditer(doc.text):
            if match[0][0] in kind:
                yield match.span()

    return find


def _matches(pattern: re.Pattern[str]) -> Find:
    def find(doc: Doc, _: Lexicon) -> Iterator[Span]:
        yield from (match.span() for match in pattern.finditer(doc.text))

    return find


def hashtags(doc: Doc, _: Lexicon) -> Iterator[Span]:
    """Hashtags, but for what looks like one inside a link."""
    links = [match.span() for match in _LINK.finditer(doc.text)]
    for match in _HASHTAG.finditer(doc.text):
        if not any(start <= match.start() < end for start, end in links):
            yield match.span()


def spoken(doc: Doc, lexicon: Lexicon) -> Iterator[Span]:
    """Words spelled as they are said or clipped, which folding reads as others (*ben*, *u*).

    Capitals are acronyms (*MTN*), one inside a sentence is a name (*Ben*).
    """
    words = lexicon.spoken.get(doc._.language, frozenset())
    for token in doc:
        text = token.text
        is_name = text.isupper() or (text.istitle() and not token.is_sent_start)
        if text.lower() in words and not is_name:
            yield token.idx, token.idx + len(token.text)


def _personal(finder: Callable[[str], Iterator[Span]]) -> Find:
    def find(doc: Doc, lexicon: Lexicon) -> Iterator[Span]:
        text = doc.text  # made anew each time it is asked for
        for start, end in finder(text):
            if not personal.is_public(text[start:end], lexicon.public):
                yield start, end

    return find


def placeholders(doc: Doc, _: Lexicon) -> Iterator[Span]:
    """Template variables and filler that were never filled in."""
    yield from ((found.start, found.end) for found in find(doc.text))


def _in_capitals(token: Token) -> bool:
    text = token.text
    return len(text) > 1 and text.isupper() and text.isalpha()


def capitals(doc: Doc, lexicon: Lexicon) -> Iterator[Span]:
    """Words in capitals for emphasis; acronyms, vanity numbers, *reply STOP* are none.

    A word counts when it is a common word (*PAS*, *NOT*), or long and no
    acronym. Words of two letters count only beside another (*US*, *ON*).
    """
    filler = list(placeholders(doc, lexicon))
    upper = [token for token in doc if _in_capitals(token) and not _inside(token, filler)]
    emphatic = {token.i for token in upper if _is_emphatic(token, lexicon)}
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
    return folded in lexicon.common or len(token.text) >= 7


def _is_mentioned(before: Token, lexicon: Lexicon) -> bool:
    """Whether a word is shown as one to type, or between quotation marks."""
    return before.norm_ in lexicon.typing or before.text in _OPENING


def questions(doc: Doc, lexicon: Lexicon) -> Iterator[Span]:
    """Sentences that end in a question mark or open with an interrogative word."""
    for sentence in doc.sents:
        words = [token for token in sentence if token.text[0].isalnum()]
        asks = any("?" in token.text for token in sentence[-3:])
        if words and (asks or (len(words) > 2 and words[0].norm_ in lexicon.interrogatives)):
            yield words[0].idx, words[-1].idx + len(words[-1].text)


def repeated_data(doc: Doc, _: Lexicon) -> Iterator[Span]:
    """Personal data of the message that the reply says again: ``doc._.others_data``."""
    yield from repeated(doc.text, doc._.others_data)


def hidden(doc: Doc, _: Lexicon) -> Iterator[Span]:
    """Words that hold or touch characters one does not see, but for soft hyphens."""
    clean, text, last = doc._.clean, doc.text, 0
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
    def find(doc: Doc, lexicon: Lexicon) -> Iterator[Span]:
        words = known(lexicon)
        for token in doc:
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
    "phone": _personal(personal.phones),
    "email": _personal(personal.emails),
    "account": _personal(personal.accounts),
    "address": _personal(personal.addresses),
    "birth": _personal(personal.births),
    PERSONAL: _personal(personal.everything),
    "repeated-personal-data": repeated_data,
    "hidden-characters": hidden,
    "swearing": _words(lambda lexicon: lexicon.swearing),
    "laughter": _words(lambda lexicon: lexicon.laughter),
}

SIGNAL_NAMES = frozenset(SIGNALS)
