"""``typography``: spaces, punctuation marks and doubled words, as each language sets them.

French is set as the Office québécois de la langue française says: a no-break space before a colon,
inside « », before %, $ and units, between thousands; none before ; ! ? (a thin one may stand there,
where a font has it). What is no prose is left alone: links, code, variables, tables, emoticons. A
slip is told only where nothing else can be meant.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.results import Fix
from tonelint.templates import placeholders
from tonelint.text import numbers
from tonelint.text.marks import EMAIL, HASHTAG, LINK, MENTION

NO_BREAK = "\u00a0"

SlipName = Literal[
    "no-break-space", "space-before-mark", "doubled-mark", "doubled-space", "straight-quotes",
    "doubled-word",
]  # fmt: skip

# Letter by letter, a link is one long word; a tag is neither word nor space.
_WORD, _NOTHING = "x", "\0"
_WORDS = re.compile(
    rf"(?P<link>(?i:{LINK}))|{EMAIL}|`[^`\n]{{1,400}}`|\]\([^()\n]{{0,400}}\)"
    rf"|{HASHTAG}|{MENTION}|\b[\w-]{{1,80}}\.[A-Za-z]\w{{1,4}}\b"
)
_MARKUP = re.compile(
    r"```.{0,4000}?```|<!--.{0,400}?-->|</?[A-Za-z][^<>\n]{0,400}>|:[a-z0-9_+-]{2,30}:"
    r"|(?m:^[ \t]*(?:>.*|\|[\s|:-]*))",
    re.DOTALL,
)

_SURE = 0.75  # how sure the language of a text must be; one that is declared is as sure
_REACH = 30  # characters of the word before a slip that are shown with it
_LETTERS_LAST, _MARKS_LAST = re.compile(r"[^\W_]+\Z"), re.compile(r"\S+\Z")
# No-break spaces and « » are not in the alphabet of text messages: they would cost twice as much.
_NOT_IN_SMS = ("no-break-space", "straight-quotes")


class Slip(NamedTuple):
    """Something set wrong at ``start..end`` of a text: ``text`` belongs at ``first..last``."""

    start: int
    end: int
    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text, and the same with all that is no prose out of the way, character by character."""

    text: str
    masked: str

    @classmethod
    def of(cls, text: str) -> "Prose":
        """The prose in a text."""
        words, markup = list(_spans(_WORDS, text)), list(_spans(_MARKUP, text))
        for one in placeholders.find(text):
            (markup if one.kind == "tag" else words).append((one.start, one.end))
        return cls(text, _covered(_covered(text, words, _WORD), markup, _NOTHING))


_prose = lru_cache(maxsize=4)(Prose.of)  # each rule of slips looks at the same replies

Look = Callable[[Prose], Iterator[Slip]]


class Typography(Rule):
    """``slip`` is what the rule looks for; what a language does not mind is none in it."""

    check: Literal["typography"]
    slip: SlipName

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """Each slip, with what would mend it."""
        if case.draft.channel == "sms" and self.slip in _NOT_IN_SMS:
            return
        for half in case.reading.halves:
            if half.certainty < _SURE:
                continue
            text = case.draft.reply[half.start : half.end]
            for slip in slips(self.slip, text, half.language):
                start = _word_before(text, slip.start)
                mended = text[start : slip.first] + slip.text + text[slip.last : slip.end]
                yield Finding(
                    half.start + start,
                    half.start + slip.end,
                    fills={"replacement": mended},
                    suggestions=(mended,),
                    fix=Fix(
                        half.start + slip.first,
                        half.start + slip.last,
                        slip.text,
                        safe=self.slip not in _UNSAFE,
                    ),
                )


def slips(name: SlipName, text: str, language: str) -> Iterator[Slip]:
    """The slips of one kind in a text of a language (``fr`` or ``en``), in order."""
    looks = _LOOKS[name].get(language, ())
    if looks:
        prose = _prose(text)
        yield from sorted(slip for look in looks for slip in look(prose))


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text))


def _covered(text: str, spans: list[tuple[int, int]], mask: str) -> str:
    """The text with spans hidden; lines stay lines."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        first = max(start, at)
        if end > first:
            hidden = (char if char == "\n" else mask for char in text[first:end])
            pieces += [text[at:first], *hidden]
            at = end
    return "".join([*pieces, text[at:]])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, and where each begins."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _word_before(text: str, start: int) -> int:
    """Where the word begins that a space or a colon at ``start`` follows: shown with it, it can be
    found. A mark or a variable may stand for one: *» ;*.
    """
    if text[start : start + 1] not in (" ", NO_BREAK, ":"):
        return start
    before = text[max(0, start - _REACH) : start]
    word = _LETTERS_LAST.search(before) or _MARKS_LAST.search(before)
    return start - len(word[0]) if word else start


def _at(pattern: str, becomes: str | None = None) -> Look:
    """Looks for a pattern, whose group ``gap`` is to become something (nothing: its first mark)."""
    compiled = re.compile(pattern)

    def look(prose: Prose) -> Iterator[Slip]:
        for match in compiled.finditer(prose.masked):
            gap = match["gap"]
            text = gap[:1] if becomes is None else becomes
            yield Slip(*match.span(), *match.span("gap"), text)

    return look


_QUOTED = re.compile(r"«([^«»\n]{1,400})»")


def _inside_guillemets(prose: Prose) -> Iterator[Slip]:
    """What stands inside a pair of « » in one line without a no-break space."""
    for match in _QUOTED.finditer(prose.masked):
        start, end = match.span(1)
        first = start + len(match[1]) - len(match[1].lstrip(" "))
        last = end - len(match[1]) + len(match[1].rstrip(" "))
        if first >= last:
            continue
        if not prose.masked[first].isspace():
            yield Slip(start - 1, min(first + _REACH, last), start, first, NO_BREAK)
        if not prose.masked[last - 1].isspace():
            yield Slip(max(last - _REACH, first), end + 1, last, end, NO_BREAK)


_THOUSANDS = re.compile(
    r"(?<![\w.,:/°º#-])(?<![0-9][ \u00a0])[0-9]{1,3}(?: [0-9]{3})+(?![\w-]|[.,][0-9])"
    r"(?=[ \u00a0](?:\$|%|(?!rue|av|boul|ch|rang|route|place|et\b|ou\b|à\b|au\b)[^\W\d_]{2}))"
)
_IS_OF = re.compile(
    r"(?i:\b(?:au|le|du|n[o°º]|num[ée]ro|dossier|compte|facture|client|commande|code|lot|ticket"
    r"|poste|r[ée]f[ée]rence|r[ée]clamation|permis|composez|textez|texto|t[ée]l|lignes?|circuits?"
    r"|bus|autobus)\b[ .:#\u00a0]*)$"
)


def _between_thousands(prose: Prose) -> Iterator[Slip]:
    """Large numbers of something, that a line may break; no telephone number is one."""
    found = list(_THOUSANDS.finditer(prose.masked))
    dialled = list(numbers.find(prose.text)) if found else []
    for match in found:
        start, end = match.span()
        if _IS_OF.search(prose.masked[max(0, start - _REACH) : start]):
            continue
        if not any(one.start < end and start < one.end for one in dialled):
            yield Slip(start, end, start, end, match[0].replace(" ", NO_BREAK))


_SPACES = re.compile(r"(?<=[^\W\d_]|,)  (?=[^\W\d_])")


def _doubled_spaces(prose: Prose) -> Iterator[Slip]:
    """Two spaces between words, on a line that is not laid out in columns."""
    for at, line in _lines(prose.masked):
        if "   " not in line and "\t" not in line:
            for match in _SPACES.finditer(line):
                start, end = at + match.start(), at + match.end()
                yield Slip(start, end, start, end, " ")


_STRAIGHT = re.compile(
    r"(?<![^\s(’'*_–—-])\"(?P<inner>[^\s\"](?:[^\"\n]{0,300}[^\s\"])?)\"(?![\w\"])"
)
_CODE_LIKE = re.compile(r"\"\s?:|[={]\s?\"")


def _straight_quotes(prose: Prose) -> Iterator[Slip]:
    """A quotation between straight marks, on a line where each has its other half. In another one,
    French has other marks.
    """
    outer = [match.span() for match in _QUOTED.finditer(prose.masked)]
    for at, line in _lines(prose.masked):
        if line.count('"') % 2 == 0 and not _CODE_LIKE.search(line):
            for match in _STRAIGHT.finditer(line):
                start, end = at + match.start(), at + match.end()
                is_within = any(first < start < last for first, last in outer)
                if any(map(str.isalpha, match["inner"])) and not is_within:
                    inner = prose.text[start + 1 : end - 1]
                    text = f"«{NO_BREAK}{inner}{NO_BREAK}»"
                    yield Slip(start, end, start, end, text)


def _doubled(words: str) -> Look:
    """Looks for a word twice in a row, of those that never stand so: not thrice, that is meant."""
    again = re.compile(
        rf"(?<![\w'’-])(?P<word>{'|'.join(words.split())})(?P<gap>(?: +(?P=word))+)(?![\w'’-])",
        re.IGNORECASE,
    )

    def look(prose: Prose) -> Iterator[Slip]:
        for match in again.finditer(prose.masked):
            second = match["gap"].split()
            if len(second) == 1 and second[0].islower():
                yield Slip(*match.span(), *match.span("gap"), "")

    return look


_BEFORE = r"(?<=[\w)»”\"’'])"  # a word, or what closes after one
_SPACE, _ANY_SPACE = r"(?P<gap> +)", r"(?P<gap>[ \u00a0]+)"
_ENDS = r"(?=\s|\Z)"
_NO_SMILE = r"(?! ?[-'^]?[()|/\\]{1,3}(?:\s|\Z))"  # : )  ; )
_COLON = rf":(?=\**(?:\s|\Z)){_NO_SMILE}(?!(?<=[0-9]\s:)\s?[0-9])(?!(?<=[0-9]:)\s?[0-9])"  # 3 : 1
_POINT = rf"[.,]{_ENDS}(?! ?\.)"  # . . .
_SEMICOLON = rf";{_ENDS}{_NO_SMILE}"
_EXCLAIMED = r"[!?]+(?=[\s)»”\"…*\0]|\Z)"
_NUMBER = r"(?<![\w.,])[0-9]+(?:[ \u00a0\u202f][0-9]{3})*(?:[.,][0-9]+)?"
_UNITS = "km/h|km|kWh|MWh|GWh|kW|MW|kV|°C|°F|kg|cm|mm|mL|ml|Go|Mo|Ko|min"

_DOUBLED_MARK = (
    _at(rf"{_BEFORE}(?P<gap>,,|;;)(?=[\s)»”\"]|\Z)"),
    _at(rf"{_BEFORE}(?P<gap>[!?]\.)(?=[\s)»”\"]|\Z)"),
    # Before small letters, two points are a short ellipsis.
    _at(rf"{_BEFORE}(?P<gap>\.\.)(?=[)»”\"]|\s*\Z|[ \t]*\r?\n|[ \u00a0]+[A-ZÀ-Þ«“])"),
)

_LOOKS: Mapping[SlipName, Mapping[str, tuple[Look, ...]]] = {
    "no-break-space": {
        "fr": (
            _at(rf"(?<=[^\s|>#*+-])(?P<gap> +){_COLON}", NO_BREAK),
            _at(rf"(?<=[\w)])(?P<gap>){_COLON}", NO_BREAK),
            _at(rf"(?<=[\w.)]\*\*)(?P<gap> *){_COLON}", NO_BREAK),  # a word in bold
            _at(rf"{_NUMBER}(?P<gap> ?)[%$](?![\w%$])", NO_BREAK),
            _at(rf"{_NUMBER}(?P<gap> )(?:[kMG]\$|{_UNITS})(?!\w)", NO_BREAK),
            _inside_guillemets,
            _between_thousands,
        )
    },
    "space-before-mark": {  # in English, a no-break space is none typed by chance: it is French
        "fr": (_at(rf"{_BEFORE}{_ANY_SPACE}(?:{_POINT}|{_SEMICOLON}|{_EXCLAIMED})", ""),),
        "en": (_at(rf"{_BEFORE}{_SPACE}(?:{_POINT}|{_SEMICOLON}|{_EXCLAIMED}|{_COLON})", ""),),
    },
    "doubled-mark": {"fr": _DOUBLED_MARK, "en": _DOUBLED_MARK},
    "doubled-space": {"fr": (_doubled_spaces,), "en": (_doubled_spaces,)},
    "straight-quotes": {"fr": (_straight_quotes,)},
    "doubled-word": {
        "fr": (
            _doubled(
                "de du des le les une et à dans pour sur par avec que au aux sa ses notre nos"
                " votre vos cette"
            ),
        ),
        "en": (_doubled("the an of to and our your their"),),
    },
}
_UNSAFE = ("straight-quotes", "doubled-word")
