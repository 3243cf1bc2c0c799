"""A template as it will read: a usual word where each placeholder stands, at the same offsets."""

import re
from collections.abc import Mapping, Sequence

from tonelint.templates.placeholders import Placeholder, find
from tonelint.text.folding import plain

_NOTHING = "\u2060"  # a word joiner: cleaning drops it

# What a placeholder stands for, told by the words of its name; the first that fits.
_OWNERS = r"account|brand|compagnie|company|department|dept|entreprise|equipe|group|inbox|mailbox"
_OWNERS += r"|marque|organi[sz]ation|organisme|queue|service|team"
_SENSES: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (sense, re.compile(rf"\b(?:{words})\b"))
    for sense, words in (
        ("nothing", r"dc|survey|sondage|lorem ipsum|todo|tbd|fillin|description|comments?|body"),
        ("link", r"url|link|lien|liens|web|fqdn"),
        ("place", r"e?mail|courriel|handle|twitter"),
        ("phone", r"phone|telephone|tel|mobile|cell|cellulaire|fax"),
        ("number", r"id|number|numero|num|no|count|nombre|amount|montant|prix|price|total|code"),
        ("number", r"zip|order|commande|dossier|ticket_?id|nb|minutes?|age|annee|year|ligne|line"),
        ("number", r"solde|balance|couts?|costs?|frais|fees?|taux|rate|pourcentage|percentage"),
        ("hour", r"time|heures?|hours?|eta"),
        ("delay", r"delais?|delay|duree|duration"),
        ("date", r"dates?|at|day|jour|due|echeance"),
        ("title", r"title|titre|subject|sujet|objet"),
        ("place", r"city|ville|quartier|rue|street|secteur|address|adresse|region|country|pays"),
        ("place", rf"(?:{_OWNERS})(?: .*)? ?(?:name|nom)|(?:name|nom) .*(?:{_OWNERS})|{_OWNERS}"),
        ("name", r"prenoms?|noms?|(?:first|last|full|user|f|l)? ?names?|fname|lname|firstname"),
        (
            "name",
            r"lastname|fullname|realname|username|login|first|last|agente?|signature|clients?",
        ),
        ("name", r"customer|user|recipient|owner|employee|destinataire"),
    )
)
# For each, words from the longest to the shortest: the first that fits is taken. Of fourteen given
# names, “Paul” is among those that change least in what the text model reads beside them.
_SHARED = {
    "name": ("Paul", "Luc", "Al"),
    "place": ("Montréal", "Laval", "Ici"),
    "number": ("12", "1"),
    "phone": ("418 555-0187", "555-0187", "12"),
    "link": ("exemple.ca", "lien.ca", "a.ca"),
}
_WORDS: Mapping[str | None, Mapping[str, Sequence[str]]] = {
    "fr": {
        **_SHARED,
        "date": ("demain",),
        "date after article": ("3 mai",),
        "hour": ("9 h",),
        "delay": ("2 jours", "1 h"),
        "title": ("votre demande", "ceci"),
        "thing": ("ceci", "ça"),
    },
    "en": {
        **_SHARED,
        "date": ("tomorrow", "today"),
        "date after article": ("May 3",),
        "hour": ("9 am",),
        "delay": ("2 days", "1 h"),
        "title": ("your request", "this"),
        "thing": ("this", "it"),
    },
    None: {  # reads the same in both
        **_SHARED,
        "date": ("2030-05-03", "3-05"),
        "date after article": ("2030-05-03", "3-05"),
        "hour": ("9:00",),
        "delay": ("48 h",),
        "title": _SHARED["place"],
        "thing": _SHARED["place"],
    },
}
_ARTICLE = re.compile(r"\b(?:le|du|au|on|of|from|until|since|before|after|by)\s+\Z", re.IGNORECASE)
_AMOUNT = re.compile(r"[ \u00a0]?[$%€¢]")  # after what is a number, whatever its name
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_SEPARATORS = re.compile(r"[\W_]+")


def masked(text: str, language: str | None = None) -> str:
    """The text with a usual word for each placeholder, made as long with what reading drops.

    A name is read as a given name, a date as one of ``language`` (``fr`` or ``en``; ``None``: as
    what reads the same in both). Tags are read as nothing.
    """
    words = _WORDS.get(language, _WORDS[None])
    pieces: list[str] = []
    last = 0
    for found in find(text):
        size = found.end - found.start
        pieces.append(text[last : found.start])
        pieces.append(_word(found, text, words)[:size].ljust(size, _NOTHING))
        last = found.end
    return "".join((*pieces, text[last:]))


def _word(found: Placeholder, text: str, words: Mapping[str, Sequence[str]]) -> str:
    """What is read for a placeholder: its own fallback, else the longest usual word that fits."""
    sense = sense_of(found)
    if sense == "nothing":
        return ""
    if found.fallback and len(found.fallback) <= found.end - found.start:
        return found.fallback
    if text.startswith("://", found.end):
        return "https"
    if sense == "thing" and _AMOUNT.match(text, found.end):
        sense = "number"
    if sense == "date" and _ARTICLE.search(text[max(found.start - 10, 0) : found.start]):
        sense = "date after article"
    size = found.end - found.start
    return next((word for word in words[sense] if len(word) <= size), words[sense][-1])


def sense_of(found: Placeholder) -> str:
    """What a placeholder stands for: ``name``, ``date``, ``hour``, ``delay``, ``number``,
    ``phone``, ``link``, ``place``, ``title``; some other ``thing``; or
    ``nothing`` that can be said of it.
    """
    if found.kind == "tag":
        return "nothing"
    if found.syntax == "filler":
        return "number" if found.name[:1] in ("X", "x", "") else "nothing"
    words = _SEPARATORS.sub(" ", plain(_CAMEL.sub(" ", found.name))).strip()
    # The last words tell: the first name of a ticket's requester is no ticket.
    tail = " ".join(words.split()[-3:])
    for sense, pattern in _SENSES:
        if pattern.search(tail):
            return sense
    return "thing"
