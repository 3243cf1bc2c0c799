"""Personal data in a text, by its form: the exact kind of detection.

Public lines (1 800…, 911, 811, 310-4141) are nobody's personal data.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from tonelint.text import numbers
from tonelint.text.marks import EMAIL

_DASH = "\u2010\u2011-"  # inside brackets of an expression
_PHONE = re.compile(
    rf"(?<![\w-])(?:\+?1[\s.{_DASH}]?)?\(?([2-9]\d{{2}})\)?[\s.{_DASH}]?\d{{3}}[\s.{_DASH}]?\d{{4}}(?![\w-])"
)
_PUBLIC_AREA_CODES = frozenset({"800", "833", "844", "855", "866", "877", "888", "900"})
_EMAIL = re.compile(EMAIL)
_CARD = re.compile(rf"(?<![\w-])(?:\d[ {_DASH}]?){{12,18}}\d(?![\w-])")
_HEALTH_CARD = re.compile(rf"\b[A-Z]{{4}}[ {_DASH}]?\d{{4}}[ {_DASH}]?\d{{4}}\b")
_INSURANCE = re.compile(rf"(?<![\w-])\d{{3}}[ {_DASH}]\d{{3}}[ {_DASH}]\d{{3}}(?![\w-])")
_POSTAL_CODE = re.compile(r"\b[A-CEGHJ-NPR-TVXY]\d[A-Z][ -]?\d[A-Z]\d\b")

_OWNED = (
    r"compte|dossier|client(?:e)?|contrat|abonn[ée]+|r[ée]clamation|police|plainte|carte|cas|matricule|"
    r"permis|passeport|facture|billet|r[ée]f(?:[ée]rence)?|NAM|NAS|"
    r"account|acct|acc|file|claim|customer|member(?:ship)?|policy|card|case|ticket|invoice|reference|ref|"
    r"licen[cs]e|passport|student|patient|reservation|booking|SIN"
)
# «compte 555 0134», «le dossier QX-555-8012», "acct # 5550-4471-3"
_ACCOUNT = re.compile(
    rf"\b(?:{_OWNED})\b(?:\s+(?:bancaire|d['’]abonné|client|bus|opus|number|numéro|is|est"
    r"|le|la|c['’]est|num|no"
    r"|nº|n°)){0,4}"
    rf"[\s:.#°º-]*((?:[A-Z]{{1,4}}[ {_DASH}]?)?\d[\d {_DASH}]{{3,}}\d\b)",
    re.IGNORECASE,
)
_STREETS_FR = (
    r"rue|av(?:enue|\.)?|boul(?:evard|\.)?|blvd|chemin|ch\.|rang|place|mont[ée]e|c[ôo]te|route|croissant|"
    r"all[ée]e|impasse|ruelle|terrasse|quai|carr[ée]|promenade"
)
_STREETS_EN = (
    r"street|st|road|rd|avenue|ave|drive|dr|lane|ln|court|ct|crescent|cres|boulevard|blvd|way|"
    r"place|pl|terrace|trail|row|circle|close|parkway|heights|highway|hwy|line|side ?road"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,5}}[A-Za-z]?(?:-\d+)?,?\s+(?i:de\s+la\s+|des?\s+|du\s+)?(?:(?:\d+e|\d+re)\s+)?(?i:{_STREETS_FR})\s+(?:d[eu]s?\s+|de\s+la\s+|de\s+l['’]|d['’])?[\w'’.-]{{2,}}"
    rf"|\b\d{{1,5}}[A-Za-z]?\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w'’-]+\s+){{1,3}}(?i:{_STREETS_EN})\b",
)
_BIRTH = re.compile(
    r"\bn[ée]+e?\s+(?:le|en)\s+\d{1,2}?(?:er)?\s*[\w/-]+\s*\d{2,4}"
    r"|\b(?:date de naissance|ddn|dob|date of birth)\b\D{0,12}\d[\d/ -]{3,}"
    r"|\bborn\s+(?:on\s+)?(?:[A-Z][a-z]+\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Z][a-z]+\s+\d{4}"
    r"|\d{1,4}[/-]\d{1,2}[/-]\d{1,4})",
    re.IGNORECASE,
)


def is_public(data: str, public: frozenset[str]) -> bool:
    """Whether what looks like personal data is one of the organisation's own numbers (``public``,
    as one dials them).
    """
    whole = next(numbers.find(data), None) if public else None
    return whole is not None and len(data) == whole.end and whole.digits in public


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Spans of telephone numbers that are not toll-free lines."""
    for match in _PHONE.finditer(text):
        if match[1] not in _PUBLIC_AREA_CODES:
            yield match.span()


def accounts(text: str) -> Iterator[tuple[int, int]]:
    """Spans of account, file, client and card numbers."""
    for match in _ACCOUNT.finditer(text):
        if sum(char.isdigit() for char in match[1]) >= 4 and not _PHONE.fullmatch(match[1]):
            yield match.span(1)
    for pattern in (_CARD, _HEALTH_CARD, _INSURANCE):
        yield from (match.span() for match in pattern.finditer(text))


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Spans of street addresses and postal codes."""
    for pattern in (_ADDRESS, _POSTAL_CODE):
        yield from (match.span() for match in pattern.finditer(text))


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Spans of e-mail addresses."""
    yield from (match.span() for match in _EMAIL.finditer(text))


def births(text: str) -> Iterator[tuple[int, int]]:
    """Spans of dates of birth."""
    yield from (match.span() for match in _BIRTH.finditer(text))


# How each kind is found, by the name of its signal.
KINDS: Mapping[str, Callable[[str], Iterator[tuple[int, int]]]] = MappingProxyType(
    {
        "phone": phones,
        "account": accounts,
        "address": addresses,
        "email": emails,
        "birth": births,
    }
)


def everything(text: str) -> Iterator[tuple[int, int]]:
    """Spans of personal data of any kind."""
    for find in KINDS.values():
        yield from find(text)
