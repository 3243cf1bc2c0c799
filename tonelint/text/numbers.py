"""Telephone numbers in a text, however people type them.

*1 866 APPELLE*, *1-866-277-3553* and *+1 (866) 277-3553* are one number; so are *9-8-8* and *988*.
A number typed with a digit missing or too many is found too where its form, or a toll-free area
code, shows that it was meant as one. Short codes count only where they stand for themselves: *988*
is none in *988 $*, *988 clients* or *988, rue Principale*.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

_WHOLE = 10  # digits of a number with its area code, without the country's 1
_CODES = frozenset({"988", *(f"{first}11" for first in range(2, 10))})
_SHORT = re.compile(r"[0-9]{3,6}")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")

_SP = r"[ \t\u00a0\u2007\u2009\u202f]"
_HY = r"[-\u2010-\u2015\u2212\ufe63\uff0d]"
_S = rf"(?:{_SP}?{_HY}{_SP}?|{_SP}{{1,2}}|\.)"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_TOLL_FREE = r"8(?:00|33|44|55|66|77|88)"

# What follows a number and belongs to something else: hours (7 j/7), which do not undo it…
_HOURS = rf"{_SP}[0-9]{{1,2}}{_SP}?(?i:/|(?:h|hrs?|hours?|heures?|j|jours?|days?|[ap]m)\b|[ap]\.m)"
# …and digits, amounts and what is counted, which do.
_COUNTED = (
    rf"{_SP}?(?:[$€£¢%°]|k\$)|{_SP}(?i:dollars?|piastres?|euros?|cents|bucks|pour{_SP}cent|percent|"
    r"clients?|clientes|customers?|abonn[ée]e?s?|subscribers|foyers?|homes|households|logements|"
    r"personnes|people|citoyens|citizens|r[ée]sidents|habitants|usagers|users|riders|places|seats|"
    r"km|mm?|cm|kg|[km]?wh?|volts?|watts?|litres?|liters?|mots|words|pages|votes|minutes?|mois|"
    r"months?|ans|years?|fois)\b"
)
_BEFORE = rf"(?<![\w@#])(?<![$€£+])(?<![$€£]{_SP})(?<![0-9][.,:])(?<!\w{_HY})"
_AFTER = rf"(?![-\u2010\u2011]?\w)(?:(?={_HOURS})|(?!{_S}\(?[0-9]|[,:][0-9]|{_COUNTED}))"
_ALONE = rf"(?<![0-9]{_SP})"  # no digits before it either: only a leading 1 stands out from them
_LEAD = rf"(?:\+1{_S}?|1{_S}|{_ALONE}1?)"
_STREET = (
    rf",?{_SP}(?:rue|av(?:enue\b|\.)|boul(?:evard\b|\.)|chemin|ch\.|rang|route|mont[ée]e|c[ôo]te|"
    rf"place|promenade|terrasse|croissant|all[ée]e)(?!\w)|{_SP}(?:[NSEW]\.?{_SP})?"
    rf"(?:[A-Z][\w'’.-]*{_SP}){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Drive|Dr|Lane|Court|Crescent|"
    r"Boulevard|Blvd|Way|Trail|Highway|Hwy|Parkway)\b"
)
_DATE_BEFORE, _DATE_AFTER = r"(?<!\b[0-9]/)(?<!\b[0-9]{2}/)", r"(?!/(?:[0-9]{1,2}|[0-9]{4})\b)"
_AREA = r"(?:\([2-9][0-9]{2}\)|[2-9][0-9]{2})"
_TOLL_FREE_AREA = rf"(?:\({_TOLL_FREE}\)|{_TOLL_FREE})"

# Letters: in capitals, or joined to the area code, or with their digits beside them. All that is
# needed to make seven; what the last word has more is dialled in vain.
_CAPITAL = rf"(?:[A-Z0-9](?:{_HY}|{_S}(?![0-9]))?)"  # *APPELLE 24/7* is not *APPELLE24*
_CAPITALS = rf"(?={_CAPITAL}{{0,5}}[A-Z]{{2}})(?:{_CAPITAL}{{6}}[A-Z0-9]+|{_CAPITAL}{{5}}[A-Z0-9])"
_JOINED = rf"(?=[0-9]*[A-Za-z]{{3}})(?:[A-Za-z0-9](?:{_HY}|\.)?){{5}}[A-Za-z0-9]+"
_IN_DIGITS = rf"{_SP}?\((?P<again>[0-9]{{3}}{_S}?[0-9]{{4}})\)"
_VANITY = (
    rf"{_LEAD}{_TOLL_FREE_AREA}(?:{_S}?{_CAPITALS}|(?:{_HY}|\.)?{_JOINED}"
    rf"|{_SP}[A-Za-z]{{7}}(?={_IN_DIGITS.replace('?P<again>', '?:')}))(?![\w])"
)
_FULL = rf"{_LEAD}{_AREA}(?:{_S}|/)?[0-9]{{3}}{_S}?[0-9]{{4}}{_AFTER}"
_NEARLY_FULL = (
    rf"{_LEAD}(?:(?:\([0-9]{{2,4}}\)|[0-9]{{2,4}}){_S}[0-9]{{2,4}}{_S}[0-9]{{3,5}}"
    rf"|{_TOLL_FREE_AREA}{_S}?[0-9]{{6,8}}){_AFTER}"
)
_LOCAL = (
    rf"{_ALONE}(?:[2-9][0-9]{{2}}(?:{_SP}|\.)?[0-9]{{4}}"
    rf"|(?!{_YEAR})[2-9][0-9]{{1,3}}{_HY}(?!{_YEAR})[0-9]{{3,5}}){_AFTER}"
)
_THOUSANDS = re.compile(rf"[0-9]{{1,3}}(?:(?:{_SP}|\.)[0-9]{{3}})+")
_DIGIT = re.compile("[0-9]")
_PAREN = re.compile(_IN_DIGITS)
_LINK = re.compile(r"(?i:https?://|www\.)\S*$|[\w-]+(?:\.[\w-]+)+/\S*$")
_LINKED = re.compile(r"(?:\.(?:[a-z0-9-]+\.)*[a-z]{2,}\b|@)")
_OF_SOMETHING = re.compile(
    r"(?i:\b(?:bus|autobus|circuit|train|vol|flight|chambre|room|page|dossier|file|ticket|billet|"
    r"facture|invoice|compte|account|commande|order|r[ée]clamation|claim|porsche|version|article|"
    r"section|l['’]an|ann[ée]e|year|poste|extension)"
    r"[\s:#]*(?:num[ée]ro|number|n[o°º]\.?)?)\s*$"
)
_DIALLED = re.compile(r"(?i:\b(?:au|le|to|at|text|texto|textez|sms)|:)\s*$")
_REACH = 40  # characters before a number that say what it is of


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number and where it stands: ``digits`` are those one dials, without the 1."""

    start: int
    end: int
    digits: str


def find(text: str, codes: Iterable[str] = ()) -> Iterator[Number]:
    """The numbers in a text, in their order; ``codes``: short ones besides the public ones.

    *1 866 APPELLE (277-3535)* is two numbers in one place: what its letters say, and its digits.
    """
    if not _DIGIT.search(text):  # most texts: the pattern is slow to compile
        return
    pattern = _pattern(frozenset(filter(_SHORT.fullmatch, codes)) - _CODES)
    at = 0
    while match := pattern.search(text, at):
        at = match.start() + 1
        for number in _read(match, text):
            yield number
            at = number.end


def canonical(typed: str) -> str:
    """The digits of a number as a code of conduct types it; nothing if there is none in it."""
    digits = _dialled(typed)
    if _SHORT.fullmatch(digits) and re.fullmatch("|".join(_forms(digits)), typed.strip()):
        return digits
    return next((number.digits for number in find(f":{typed}")), "")


def differ_by_a_slip(one: str, other: str) -> bool:
    """Whether a slip makes one the other: a digit wrong, missing or too many, or two swapped."""
    if len(one) == len(other):
        swaps = (
            one[:at] + one[at + 1] + one[at] + one[at + 2 :] == other for at in range(len(one) - 1)
        )
        return sum(map(str.__ne__, one, other)) == 1 or (one != other and any(swaps))
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )


def _read(match: re.Match[str], text: str) -> Iterator[Number]:
    """The number of a match; two of the same place, if its letters and digits are not one."""
    start, end = match.span()
    digits = _dialled(match[0])
    if match["vanity"]:
        digits = digits[:_WHOLE]
        again = _PAREN.match(text, end)
        end = again.end() if again else end
        yield Number(start, end, digits)
        if again and _dialled(again["again"]) != digits[3:]:
            yield Number(start, end, digits[:3] + _dialled(again["again"]))
    elif match["nearly"]:
        if abs(len(digits) - _WHOLE) <= 1 and not _is_large(match[0]):
            yield Number(start, end, digits)
    elif match["local"]:
        if abs(len(digits) - 7) <= 1:
            yield Number(start, end, digits)
    elif match["full"] or _stands_alone(match, text):
        yield Number(start, end, digits)


def _dialled(typed: str) -> str:
    """What one dials: letters as on the keypad; no area code begins with 1, so a first 1 goes."""
    dialled = re.sub(r"[^0-9]", "", typed.upper().translate(_KEYPAD))
    return dialled[1:] if len(dialled) >= _WHOLE and dialled[0] == "1" else dialled


def _is_large(typed: str) -> bool:
    """Whether it is a large number in threes: *125 000 000*, but not *1 866 277 355*."""
    return bool(_THOUSANDS.fullmatch(typed)) and not re.match(rf"1{_S}{_TOLL_FREE}", typed)


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Whether a short code is nobody's ticket, bus or page, no thousands, no part of a link."""
    before = text[max(0, match.start() - _REACH) : match.start()]
    is_large = bool(_THOUSANDS.fullmatch(match[0])) and not match[0].isdigit()
    return (
        not _OF_SOMETHING.search(before)
        and not _LINK.search(before)
        and not _LINKED.match(text, match.end())
        and (not is_large or bool(_DIALLED.search(before)))
    )


@cache  # it takes long to compile: one for each set of short codes
def _pattern(codes: frozenset[str]) -> re.Pattern[str]:
    forms = "|".join(form for code in sorted(_CODES | codes) for form in _forms(code))
    alone = rf"{_ALONE}{_DATE_BEFORE}(?:{forms}|[0-9]{{5,6}}){_AFTER}{_DATE_AFTER}(?!{_STREET})"
    return re.compile(
        rf"{_BEFORE}(?:(?P<full>{_FULL})|(?P<vanity>{_VANITY})|(?P<nearly>{_NEARLY_FULL})"
        rf"|(?P<local>{_LOCAL})|{alone})"
    )


def _forms(code: str) -> Iterator[str]:
    """A short code digit by digit, by twos, by threes, and in one."""
    yield code
    for size in (1, 2, 3):
        if len(code) % size == 0 and size < len(code):
            yield _S.join(code[at : at + size] for at in range(0, len(code), size))
