"""A code of conduct to begin with: commented, and sound from the first line on.

It shows each part once, in the organisation's own terms; what it does not say comes from the code
it extends.
"""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from tonelint.known import LANGUAGES
from tonelint.terms import Question
from tonelint.text import numbers

if TYPE_CHECKING:
    from tonelint.conduct.loading import Policy

SCHEMA_FILE = ".tonelint/schema.json"  # from where the code is
CRISIS_LINE = "1 866 APPELLE (277-3553)"
_URGENT = {"danger", "distress"}  # what is asked before anything of one's own
_HOLE = re.compile(r"\{([\w-]+)\}")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the organisation says of itself."""

    name: str
    base: "Policy"
    languages: tuple[str, ...] = LANGUAGES
    address: str = "mirror"
    crisis_line: str = CRISIS_LINE
    contact: str = ""
    approval: bool = False


# What a line that begins with “word|” is for: a language of replies, or an answer.
_TEMPLATE = """\
# yaml-language-server: $schema={schema}
# {top}
schema: 1
name: {name}
extends: {base}
languages: {languages}

# {voice}
voice: {address: {address}}

# {documents}
# documents:
#   editorial-policy: https://…
#   netiquette: https://…
#   editorial-calendar: https://…
#   governance: https://…

# {resources}
resources:
  contact:
    title: {contact-title}
contact|    {contact}
no-contact|    # phone: 418 555-0100
    # hours: {hours-example}
    # verified-on: 2026-11-30
  crisis-line:
    title: {crisis-title}
    {crisis-line}
    hours: {always-open}

# {powers}
roles:
  privacy-officer:
    title: {privacy-officer}
    may: [promise]

# {tree}
decision-tree:
{urgent-questions}
  - ask: {own-question}
    if: {contexts: [data-leak]}
approval|    then: {do: answer-after-approval, approved-by: [privacy-officer], note: {own-note}}
no-approval|    then: {do: answer, note: {own-note}}
{other-questions}

contexts:
  # {inherited-context}
  distress:
    resources: {distress-resources}
    note: {distress-note}

  # {own-context}
  data-leak:
    title: {own-title}
    about: {own-about}
    detect:
      phrases:
fr|        fr: [fuite de (données|renseignements), vol de (données|renseignements), cyberattaque*]
en|        en: [data (leak|leaks|breach|breaches), (stolen|leaked) data, cyberattack*]
    tone: [empathetic, helpful]
    forbid: {humorous: error, promotional: error, dismissive: error}
    require: {empathy: error, next-step: warning}
    resources: [contact]
    reply-within: 1h

# {rules}
rules:
  too-many-emoji: {max: 1}

# {cases}
cases:
"""

_CASES = {
    "fr": (
        {
            "name": "la fuite, un mot pour la personne et la suite",
            "message": "Est-ce que mes renseignements sont touchés par la fuite de données?",
            "reply": "On comprend que ce soit inquiétant, et on en est désolés. On vérifie chaque"
            " dossier, et les personnes touchées recevront une lettre d'ici vendredi.",
        },
        {
            "name": "la fuite n'est pas le moment d'une blague",
            "message": "J'ai lu qu'il y a eu une fuite de données. Mon dossier est dedans?",
            "reply": "Au moins, quelqu'un aura enfin lu nos rapports! 😂",
        },
    ),
    "en": (
        {
            "name": "the leak, a word for the person and what comes next",
            "message": "Is my information part of the data breach?",
            "reply": "We understand how worrying this is, and we're sorry. We're checking every"
            " file, and everyone affected will get a letter by Friday.",
        },
        {
            "name": "the leak is not the moment for a joke",
            "message": "I read that there was a data breach. Is my file in it?",
            "reply": "At least somebody finally read our reports! 😂",
        },
    ),
}

_TEXTS = {  # French, English
    "contact-title": ("Service à la clientèle", "Customer service"),
    "hours-example": ("en semaine, de 8 h 30 à 16 h 30", "on weekdays, 8:30 to 4:30"),
    "crisis-title": ("Ligne d'écoute et de prévention du suicide", "Suicide crisis line"),
    "always-open": ("jour et nuit", "day and night"),
    "privacy-officer": (
        "responsable de la protection des renseignements personnels",
        "privacy officer",
    ),
    "distress-note": (
        "Avertissez tout de suite quelqu'un de l'équipe.",
        "Tell someone on the team at once.",
    ),
    "own-question": (
        "Le message parle-t-il d'une fuite de renseignements?",
        "Is the message about a data leak?",
    ),
    "own-note": (
        "Rien sur l'enquête; jamais de renseignements personnels en public.",
        "Nothing about the investigation; never personal information in public.",
    ),
    "own-title": ("fuite de renseignements", "data leak"),
    "own-about": (
        "La personne craint que ses renseignements aient été volés ou publiés chez nous.",
        "The person fears that their information was stolen from us or published.",
    ),
}

_COMMENTS = {  # French, English
    "top": (
        "Code de conduite, lu par tonelint. Ce qui n'est pas écrit ici vient du code nommé sous\n"
        "« extends ». Pour la suite :\n"
        "  tonelint policy check    vérifie ce fichier, et dit ce qui reste à faire\n"
        "  tonelint policy test     passe les cas écrits à la fin\n"
        "  tonelint policy show     montre le tout, avec ce qui vient d'ailleurs\n"
        "La ligne du haut sert aux éditeurs (VS Code et d'autres) : ils complètent et vérifient\n"
        "pendant que vous écrivez.",
        "Code of conduct, read by tonelint. What is not written here comes from the code named\n"
        "under “extends”. What comes next:\n"
        "  tonelint policy check    checks this file, and says what is left to do\n"
        "  tonelint policy test     runs the cases written at the end\n"
        "  tonelint policy show     prints the whole, with what comes from elsewhere\n"
        "The line at the top is for editors (VS Code and others): they complete and check while\n"
        "you type.",
    ),
    "voice": (
        "tu, vous, ou mirror : comme la personne s'adresse à vous.",
        "tu, vous, or mirror: as the person addresses you (French only).",
    ),
    "documents": (
        "Où sont vos autres documents. Enlevez les # des lignes qui vous concernent.",
        "Where your other documents are. Remove the # of the lines that concern you.",
    ),
    "resources": (
        "Ce que vos réponses peuvent nommer. Un numéro mal écrit dans une réponse est signalé.\n"
        "Appelez chaque numéro une fois l'an, et notez le jour : verified-on: 2026-11-30",
        "What your replies may name. A number mistyped in a reply is pointed out.\n"
        "Call each number once a year, and write down the day: verified-on: 2026-11-30",
    ),
    "powers": (
        "Qui répond, et ce que chacun peut faire (may) : plaisanter, argumenter, promettre,\n"
        "parler à la presse. Un brouillon nomme son auteur : « role: community-manager ».",
        "Who answers, and what each may do: joke, argue, promise, speak to the press.\n"
        "A draft names its author: “role: community-manager”.",
    ),
    "tree": (
        "Que faire d'un message : la première question dont la réponse est oui décide. La liste\n"
        "remplace celle du code de base, dont les questions sont reprises ici; celle de la fuite\n"
        "est à vous. Décisions : answer, answer-after-approval, route, do-not-answer, close.",
        "What to do with a message: the first question answered yes decides. The list replaces\n"
        "the one of the base, whose questions are repeated here; the one of the leak is yours.\n"
        "Decisions: answer, answer-after-approval, route, do-not-answer, close.",
    ),
    "inherited-context": (
        "Des situations du code de base : ce qui est écrit ici s'ajoute à ce qu'il en dit.",
        "Situations of the base: what is written here adds to what it says of them.",
    ),
    "own-context": (
        "Une situation à vous : à quels mots on la reconnaît (un * tient lieu de fin de mot), le\n"
        "ton qui convient (tone), ce qui n'y a pas sa place (forbid), ce qu'il y faut (require).",
        "A situation of your own: the words it is known by (a * stands for any ending), the tone\n"
        "that suits it, what has no place in it (forbid), what it takes (require).",
    ),
    "rules": (
        "Une règle du code de base, changée : un émoji au plus. « tonelint rules » les montre\n"
        "toutes; « severity: off » en désactive une.",
        "A rule of the base, changed: one emoji at most. “tonelint rules” lists them all;\n"
        "“severity: off” turns one off.",
    ),
    "cases": (
        "Des brouillons, et ce que ce code y trouve (expect; sans lui : rien). Ajoutez les\n"
        "vôtres, puis « tonelint policy test ».",
        "Drafts, and what this code finds in them (expect; without it: nothing). Add your own,\n"
        "then “tonelint policy test”.",
    ),
}


def beginning(answers: Answers, ui: str) -> str:
    """The text of a code of conduct to begin with, its comments in ``ui``."""
    comments = {key: words[ui != "fr"] for key, words in _COMMENTS.items()}
    fills = {
        **{key: _flow({"fr": fr, "en": en}) for key, (fr, en) in _TEXTS.items()},
        **_fills(answers),
    }
    kept = [said for said in map(_kept(answers), _TEMPLATE.splitlines()) if said is not None]
    lines = [line for said in kept for line in _filled(said, comments, fills)]
    return "\n".join((*lines, *_cases(answers), ""))


def _kept(answers: Answers) -> Callable[[str], str | None]:
    """What is left of a line of the template: nothing, if its condition does not hold."""
    holds = {
        "fr": "fr" in answers.languages,
        "en": "en" in answers.languages,
        "contact": bool(answers.contact),
        "no-contact": not answers.contact,
        "approval": answers.approval,
        "no-approval": not answers.approval,
    }

    def kept(line: str) -> str | None:
        condition, bar, said = line.partition("|")
        if not bar or condition not in holds:
            return line
        return said if holds[condition] else None

    return kept


def _filled(line: str, comments: Mapping[str, str], fills: Mapping[str, str]) -> Iterator[str]:
    """A line of the template with its holes filled; a comment may take several lines."""
    before, mark, key = line.partition("# {")
    if mark and key.rstrip("}") in comments:
        for words in comments[key.rstrip("}")].splitlines():
            yield f"{before}# {words}"
    else:
        yield _HOLE.sub(lambda hole: fills.get(hole[1], hole[0]), line)


def _fills(answers: Answers) -> dict[str, str]:
    document = answers.base.document
    distress = document.contexts["distress"].resources
    questions = document.decision_tree
    urgent = max(
        (i for i, one in enumerate(questions, 1) if _URGENT & {*one.if_.contexts}), default=0
    )
    return {
        "schema": SCHEMA_FILE,
        "name": _flow(
            {
                "fr": f"Code de conduite – {answers.name}",
                "en": f"Code of conduct – {answers.name}",
            }
        ),
        "base": answers.base.name,
        "languages": _flow(answers.languages),
        "address": answers.address,
        "contact": _reached(answers.contact),
        "crisis-line": _reached(answers.crisis_line),
        "distress-resources": _flow(tuple(dict.fromkeys(("crisis-line", *distress)))),
        "urgent-questions": "\n".join(map(_question, questions[:urgent])),
        "other-questions": "\n".join(map(_question, questions[urgent:])),
    }


def _reached(said: str) -> str:
    """The key of a resource for what people say of it: its numbers, else an address."""
    typed = [said[number.start : number.end] for number in numbers.find(said)]
    if not typed or "://" in said or "@" in said:
        return f"url: {_flow(said)}"
    return f"phone: {_flow(typed[0] if len(typed) == 1 else typed)}"


def _question(question: Question) -> str:
    says = question.model_dump(mode="json", by_alias=True, exclude_unset=True)
    first, *others = (f"{key}: {_flow(value)}" for key, value in says.items())
    return "\n".join((f"  - {first}", *(f"    {line}" for line in others)))


def _cases(answers: Answers) -> Iterator[str]:
    """Two cases: what is well said in the first language, what is not in the last."""
    more: dict[str, object] = {"contexts": ["data-leak"], "decision": "answer"}
    if answers.approval:
        more |= {"decision": "answer-after-approval", "approved-by": ["privacy-officer"]}
    clean, joke = _CASES[answers.languages[0]][0], _CASES[answers.languages[-1]][1]
    for case in (
        {**clean, **more},
        {**joke, **more, "expect": ["forbidden-tone", "missing-element"]},
    ):
        first, *others = (f"{key}: {_flow(value)}" for key, value in case.items())
        yield f"  - {first}"
        yield from (f"    {line}" for line in others)


def _flow(value: Any) -> str:
    """A value as YAML on one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    written: str = yaml.safe_dump(
        [value], allow_unicode=True, width=math.inf, default_flow_style=True
    )
    plain = written.strip()[1:-1]
    # In single quotes, every apostrophe would be doubled.
    return json.dumps(value, ensure_ascii=False) if plain.startswith("'") else plain
