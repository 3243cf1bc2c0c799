"""Placeholders: what a tool, or a person, is to fill in before a reply is posted.

Every syntax that helpdesks use is a row of one table. Each pattern either is bounded or stops at
what opens the next placeholder, so that reading a text takes time in proportion to its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["variable", "tag", "blank"]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place to be filled in, in characters ``start..end`` of a text.

    ``syntax`` names how it is written. ``kind``: a ``variable`` that a tool fills in, a ``tag``
    that chooses what is read (``{% if … %}``), a ``blank`` that a person fills in. ``name`` is that
    of the variable, the keyword of the tag, the words of the blank; ``fallback`` is what is read
    where there is no value (``None``: it does not say).
    """

    start: int
    end: int
    syntax: str
    kind: Kind
    name: str
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class _Syntax:
    """How a placeholder is written: what stands around its name, and what precedes a fallback."""

    pattern: str
    kind: Kind = "variable"
    around: str = ""
    fallback: str = ""


# The words of Liquid and Jinja; after “{%”, any other word is a variable of Help Scout.
_TAG = (
    "if|elsif|elif|else|unless|case|when|for|break|continue|cycle|tablerow|comment|assign|capture"
    "|raw|increment|decrement|echo|render|include|set|macro|block|liquid|with|filter"
    "|end(?:if|unless|case|for|tablerow|comment|capture|raw|set|macro|block|with|filter)"
)

_CAPITAL = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ"
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
_FILL = r"(?:ins[ée]re[rz]?|insert|ajoute[rz]?|add|enter|entre[rz]|compl[ée]te[rz]?|fill in)"
_BEFORE = rf"(?:(?:{_FILL}|votre|vos|your|notre|our|mon|my|l[ea]s?|the) ){{0,3}}(?:l['’])?"
_NOUN = (
    r"(?:noms?|pr[ée]noms?|(?:first |last |full )?names?|agente?|signature|cliente?|customer"
    r"|dates?|heures?|d[ée]lais?|num[ée]ros?|numbers?|montants?|amounts?|dossier|ticket|order"
    r"|ville|city|quartier|rue|secteur|adresse|courriel|e?-?mail|t[ée]l[ée]phone|phone|liens?|url"
)
_WHOSE = r"(?:file|case|account|claim|permit|street|product|company|store|office|staff|team|due)"
# In angle brackets, these are tags of HTML.
_BRACKETED = rf"{_NOUN}|time|link|address|{_WHOSE} (?:name|number|date|address))"
_ANGLED = rf"{_NOUN}|link)"
_FILTERED = r"(?:\|\s*(?:fallback|default)\s*[:(]|\|\||\bor\b)"

SYNTAXES: dict[str, _Syntax] = {
    "liquid": _Syntax(
        rf"\{{%-?\s*(?:{_TAG})\b(?:[^%{{}}\n]|%(?!\}}))*%\}}|\{{#[^#\n]*#\}}", "tag", "{}%-"
    ),
    "handlebars": _Syntax(
        r"\{\{\{?~?\s*(?:[#/^!>][^{}\n]*|else(?: if\b[^{}\n]*)?)\}\}\}?", "tag", "{}~"
    ),
    "go": _Syntax(r"\{\{-?\s*\.[^{}\n]*\}\}", around="{}-", fallback=r"\bor\b"),
    "double_braces": _Syntax(
        r"\{\{\{[^{}\n]*\}\}\}|\{\{[^{}\n]*\}\}", around="{}-", fallback=_FILTERED
    ),
    "help_scout": _Syntax(r"\{%[^%{}\n]*%\}", around="{}%", fallback=r",\s*fallback\s*="),
    "zammad": _Syntax(r"#\{[^{}\n]*\}", around="#{}"),
    "percent_braces": _Syntax(r"%\{[^{}\n]*\}", around="%{}", fallback=r",\s*fallback\s*:"),
    "dollar_in_braces": _Syntax(r"\{\$[^{}\s]+\}", around="{$}"),
    "dollar_braces": _Syntax(r"\$\{[^{}\n]+\}", around="${}"),
    "double_brackets": _Syntax(r"\[\[[^\[\]\n]*\]\](?!\()", around="[]", fallback=r"\|"),
    "mailchimp": _Syntax(r"\*\|[A-Z_:0-9]+\|\*", around="*|"),
    "otrs": _Syntax(r"<OTRS_\w[^<>\n]*>", around="<>"),
    "intercom": _Syntax(
        r"<attribute\s[^<>]*>(?:</attribute>)?", around="<>/ ", fallback=r"\bdefault\s*="
    ),
    "percent": _Syntax(rf"(?<![\w%])%[{_LETTER}][{_LETTER}_]{{2,}}%", around="%"),
    "double_angles": _Syntax(
        rf"<<(?:[\w.]*[_.{_CAPITAL}][\w. ]*|(?i:{_BEFORE}{_BRACKETED})[\w ]{{0,30}})>>", around="<>"
    ),
    "braces": _Syntax(rf"(?<!\\)\{{[{_LETTER}][{_LETTER}0-9_.-]{{1,30}}\}}", around="{}"),
    "brackets": _Syntax(
        rf"\[(?:[{_CAPITAL}][{_CAPITAL}0-9'’ _/.,:#&+-]{{2,40}}"
        rf"|(?i: ?{_BEFORE}{_BRACKETED}(?![{_LETTER}])[^\]\n(]{{0,30}})"
        rf"|(?i: ?{_FILL} [^\[\]\n(]{{1,40}})"
        r"|[a-zà-ÿ]{1,30}(?:_[a-zà-ÿ]{1,30}){1,5}|[a-z]{1,30}(?:[A-Z][a-z]{1,30}){1,5})"
        r"\](?!\(|\[|: ?http)",
        "blank",
        "[] ",
    ),
    "angles": _Syntax(rf"(?i:<{_BEFORE}{_ANGLED}(?: [\w ]{{1,30}})?>)", "blank", "<>"),
    "filler": _Syntax(
        r"\b(?!(?:X{4}[ -]?){1,3}\d{4}\b)X{3,}(?:[-. ]X{2,})*\b|\bx{4,}\b"
        r"|_{4,}|(?<!\w)_{3}(?!\w)|(?i:\blorem ipsum\b)|\bFILLIN\b|\bTBD\b|\bTODO\b",
        "blank",
        "_",
    ),
}

# Code is shown as it stands: what it holds is nothing to fill in.
CODE = r"(?P<code>```[^`]{0,4000}```|`[^`\n]+`)"
_FIRST = r"[`{%#$\[*<_XxLlFT]"  # what begins any of them: other characters are passed over
_EACH = "|".join(f"(?P<{name}>{row.pattern})" for name, row in SYNTAXES.items())
_ANY = re.compile(f"(?={_FIRST})(?:{CODE}|{_EACH})")
_VALUE = r"\s*(?:\"([^\"]*)\"|'([^']*)'|([^|,]*))"
_FALLBACKS = {
    name: re.compile(row.fallback + _VALUE) for name, row in SYNTAXES.items() if row.fallback
}
_KEY = re.compile(r"\bkey\s*=\s*[\"']?([^\"'\s]*)")
_KEYWORD = re.compile(r"[#/^!>]?\s*\w*")
_AFTER_NAME = re.compile(r"[|,]|\sor\s")

# What stands in brackets and is no blank: languages, headings, remarks of an editor.
_HEADING = re.compile(
    "FR|EN|FRANÇAIS|ENGLISH|SIC|PDF|URGENT|IMPORTANT|UPDATE|MISE À JOUR|M[ÀA]J|RAPPEL|REMINDER"
    "|AVIS|NOTICE|RÉSOLU|RESOLVED|SOLVED|CLOSED|FERMÉ"
)
# Folders that Windows itself writes this way.
_FOLDER = re.compile("(?:LOCAL)?APPDATA|PROGRAM(?:DATA|FILES)|TEMP|USERPROFILE|WINDIR")


def find(text: str) -> Iterator[Placeholder]:
    """The placeholders of a text, in order; they do not overlap."""
    for match in _ANY.finditer(text):
        syntax = match.lastgroup or ""
        if syntax != "code" and not _is_text(syntax, match):
            yield _placeholder(syntax, match)


def _placeholder(syntax: str, match: re.Match[str]) -> Placeholder:
    row = SYNTAXES[syntax]
    inside = match[0].strip(row.around).strip()
    if row.kind == "tag":
        keyword = _KEYWORD.match(inside)
        name, fallback = (keyword[0] if keyword else "").replace(" ", ""), None
    else:
        name, fallback = _name(syntax, inside), _fallback(syntax, inside)
    return Placeholder(match.start(), match.end(), syntax, row.kind, name, fallback)


def _name(syntax: str, inside: str) -> str:
    if syntax == "intercom":
        key = _KEY.search(inside)
        return key[1] if key else ""
    return inside if SYNTAXES[syntax].kind == "blank" else _AFTER_NAME.split(inside, 1)[0].strip()


def _fallback(syntax: str, inside: str) -> str | None:
    pattern = _FALLBACKS.get(syntax)
    match = pattern.search(inside) if pattern else None
    if match is None:
        return None
    return next(value.strip() for value in match.groups() if value is not None)


def _is_text(syntax: str, match: re.Match[str]) -> bool:
    """Whether what looks like a placeholder is none."""
    inside = match[0].strip(SYNTAXES[syntax].around)
    if syntax == "brackets":
        return _HEADING.fullmatch(inside) is not None
    if syntax == "double_brackets":
        return inside.isdigit()  # the number of a source
    if syntax == "percent":
        return _FOLDER.fullmatch(inside) is not None
    return syntax == "filler" and not inside and _is_alone(match)


def _is_alone(match: re.Match[str]) -> bool:
    """Whether underscores are all there is on their line: a rule, not a blank."""
    text, start, end = match.string, match.start(), match.end()
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n", "\r")
