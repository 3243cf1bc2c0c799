"""What tonelint says to people, in French and in English.

Machine formats keep stable English keys; only what people read is here.
"""

import locale
import os
import re
from collections.abc import Mapping, Sequence

_HOLE = re.compile(r"\{(\w+)\}")
# Rules whose subjects are words of this module, and the keys these stand under.
FIXED_SUBJECTS = {"follow-decision": "do", "register": "register"}

_WORDS: dict[str, tuple[str, str]] = {
    "and": ("et", "and"),
    "or": ("ou", "or"),
    "nor": ("ni", "or"),
    "message": ("Message", "Message"),
    "draft": ("Brouillon", "Draft"),
    "situation": ("Situation", "Situation"),
    "no situation": ("aucune situation particulière", "no particular situation"),
    "suggested tone": ("Ton suggéré", "Suggested tone"),
    "resources": ("Ressources", "Resources"),
    "reply within": ("Répondre d'ici", "Reply within"),
    "approved by": ("Approuvé par", "Approved by"),
    "handled by": ("Pris en charge par", "Handled by"),
    "editorial-policy": ("politique éditoriale", "editorial policy"),
    "netiquette": ("nétiquette", "netiquette"),
    "editorial-calendar": ("calendrier éditorial", "editorial calendar"),
    "decision-tree": ("arbre de décision", "decision tree"),
    "governance": ("gouvernance", "governance"),
    "note": ("À savoir", "To know"),
    "decision tree": ("Arbre de décision", "Decision tree"),
    "do answer": ("répondre", "answer"),
    "do answer-after-approval": ("répondre après approbation", "answer once approved"),
    "do route": ("transmettre", "hand over"),
    "do do-not-answer": ("ne pas répondre", "do not answer"),
    "do close": ("clore la conversation", "close the thread"),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "channel facebook": ("Facebook", "Facebook"),
    "channel x": ("X", "X"),
    "channel instagram": ("Instagram", "Instagram"),
    "channel linkedin": ("LinkedIn", "LinkedIn"),
    "channel email": ("Courriel", "E-mail"),
    "channel chat": ("Clavardage", "Chat"),
    "channel sms": ("Texto", "SMS"),
    "too much length": (
        "trop long ({count} caractères, pour un maximum de {max})",
        "too long ({count} characters, where at most {max} fit)",
    ),
    "too much length of sms": (
        "trop long ({count} caractères en {segments} textos, pour un maximum de {max})",
        "too long ({count} characters in {segments} messages, where at most {max} fit)",
    ),
    "too much length of foreign sms": (
        "trop long ({count} en {segments} textos, pour un maximum de {max}; « {foreign} » n'est pas"
        " de l'alphabet des textos : chaque caractère compte pour plus de deux)",
        "too long ({count} in {segments} messages, where at most {max} fit; “{foreign}” is not in"
        " the alphabet of SMS: every character counts for more than two)",
    ),
    "too many hashtags": (
        "trop de mots-clics ({count}, pour un maximum de {max})",
        "too many hashtags ({count}, where at most {max} may be)",
    ),
    "too many links": (
        "trop de liens ({count}, pour un maximum de {max})",
        "too many links ({count}, where at most {max} may be)",
    ),
    "too many emoji": (
        "trop d'émojis ({count}, pour un maximum de {max})",
        "too many emoji ({count}, where at most {max} may be)",
    ),
    "no signature": (
        "la réponse finit par la signature « {signature} », qui manque",
        "the reply ends in the signature “{signature}”, which is missing",
    ),
    "register familiar": ("trop familier", "too familiar"),
    "register formal": ("trop guindé", "too stiff"),
    "why": ("Pourquoi", "Why"),
    "instead": ("Plutôt", "Instead"),
    "error": ("erreur", "error"),
    "warning": ("avertissement", "warning"),
    "info": ("note", "note"),
    "errors": ("erreurs", "errors"),
    "warnings": ("avertissements", "warnings"),
    "clean": ("Rien à redire.", "Nothing to change."),
    "no errors": ("Rien n'empêche de publier.", "Nothing stands in the way of posting."),
    "paid debts": (
        "{count} dette(s) payée(s) dans {file} : refaites-le avec « tonelint baseline »",
        "{count} debt(s) of {file} are paid: make it anew with “tonelint baseline”",
    ),
    "debts noted": (
        "{count} dette(s) notée(s) dans {file}",
        "{count} debt(s) noted in {file}",
    ),
    "fixes made": (
        "{count} correction(s) dans {of} fichier(s)",
        "{count} fix(es) in {of} file(s)",
    ),
    "fixes left": (
        "{count} correction(s) laissée(s) : {why}",
        "{count} fix(es) left: {why}",
    ),
    "draft count": ("brouillon", "draft"),
    "drafts count": ("brouillons", "drafts"),
    "suppressed": ("mis de côté", "suppressed"),
    "source message": ("message", "message"),
    "source thread": ("fil de la conversation", "thread"),
    "source declared": ("déclaré", "declared"),
    "source incident": ("incident en cours", "active incident"),
    "source reply": ("réponse", "reply"),
    "ask message": (
        "Collez le message reçu, puis Ctrl-D (Ctrl-D tout de suite s'il n'y en a pas) :",
        "Paste the message received, then Ctrl-D (Ctrl-D at once if there is none):",
    ),
    "ask draft": ("Collez votre brouillon, puis Ctrl-D :", "Paste your draft, then Ctrl-D:"),
    "ask better": (
        "Collez un meilleur brouillon, puis Ctrl-D (Ctrl-D tout de suite pour arrêter) :",
        "Paste a better draft, then Ctrl-D (Ctrl-D at once to stop):",
    ),
    "ask name": ("Nom de votre organisation", "Name of your organisation"),
    "ask extends": ("Votre secteur (numéro ou nom)", "Your sector (number or name)"),
    "ask languages": ("Langues de vos réponses", "Languages of your replies"),
    "ask address": (
        "En français, on dit tu, vous, ou comme la personne le fait (mirror)",
        "In French, readers are addressed as tu, vous, or as they do themselves (mirror)",
    ),
    "ask crisis-line": (
        "Ligne d'aide pour une personne en détresse",
        "Help line for someone in distress",
    ),
    "ask contact": (
        "Où vous joindre : numéro ou adresse (Entrée pour plus tard)",
        "How people reach you: a number or an address (Enter for later)",
    ),
    "ask approval": (
        "Une deuxième personne approuve-t-elle les réponses délicates (oui, non)",
        "Does a second person approve delicate replies (yes, no)",
    ),
    "a context": ("contexte", "context"),
    "a tone": ("ton", "tone"),
    "an element": ("élément", "element"),
    "a rule": ("règle", "rule"),
    "forbids": ("Interdit", "Forbids"),
    "requires": ("Exige", "Requires"),
    "forbidden in": ("Interdit dans", "Forbidden in"),
    "required in": ("Exigé dans", "Required in"),
    "always": ("tous les cas", "every case"),
    "source": ("Source", "Source"),
    "no draft": ("Pas de brouillon : rien à vérifier.", "No draft: nothing to check."),
    "message of unused-suppression": (
        "Cette mise de côté de « {text} » ne met rien de côté.",
        "This suppression of “{text}” suppresses nothing.",
    ),
    "why of unused-suppression": (
        "Une mise de côté qui ne sert plus cache la prochaine vraie faute.",
        "A suppression that is no longer needed hides the next real fault.",
    ),
    "remedy of unused-suppression": ("Retirez-la.", "Remove it."),
    "message of unknown-suppression": (
        "Aucune règle ne s'appelle « {text} » : rien n'est mis de côté.",
        "No rule is named “{text}”: nothing is suppressed.",
    ),
    "why of unknown-suppression": (
        "Une mise de côté mal nommée laisse croire que la faute est pardonnée.",
        "A suppression under a wrong name makes believe that the fault is excused.",
    ),
    "remedy of unknown-suppression": (
        "Nommez une des règles que donne « tonelint rules », ou retirez-la.",
        "Name one of the rules that “tonelint rules” lists, or remove it.",
    ),
    "remedy of unknown-suppression with a near one": (
        "Écrivez « {near} », ou retirez-la.",
        "Write “{near}”, or remove it.",
    ),
    "message of humour-share": (
        "{count} réponses sur {of} sont drôles ({share}, au moins {at_least}) : le code en permet"
        " {allowed}.",
        "{count} replies of {of} are funny ({share}, at least {at_least}): the code allows"
        " {allowed}.",
    ),
    "message of unused-waiver": (
        "La dérogation du code à « {text} » n'a rien mis de côté.",
        "The code's waiver of “{text}” set nothing aside.",
    ),
    "message of expired-waiver": (
        "La dérogation à « {text} » est échue depuis le {until}.",
        "The waiver of “{text}” ended on {until}.",
    ),
    "why of expired-waiver": (
        "Une exception sans fin devient la règle.",
        "An exception without an end becomes the rule.",
    ),
    "remedy of expired-waiver": (
        "Corrigez la réponse, ou faites renouveler la dérogation.",
        "Mend the reply, or have the waiver renewed.",
    ),
    "message of refused-waiver": (
        "Le code de conduite ne permet pas de mettre « {text} » de côté ici.",
        "The code of conduct does not let “{text}” be set aside here.",
    ),
    "why of refused-waiver": (
        "Devant une personne en détresse ou en danger, il n'y a pas d'exception.",
        "Before a person in distress or in danger there are no exceptions.",
    ),
    "sound policy": (
        "{file} : {contexts} situations, {tones} tons, {rules} règles; tous les exemples font"
        " ce qu'ils disent",
        "{file}: {contexts} contexts, {tones} tones, {rules} rules; all examples behave",
    ),
    "for information": ("Pour information :", "For information:"),
    "remedy of refused-waiver": ("Corrigez la réponse.", "Mend the reply."),
}


def word(key: str, ui: str, **fills: str) -> str:
    """What is said to people for a key, in their language, its ``{holes}`` filled."""
    french, english = _WORDS[key]
    return filled(french if ui == "fr" else english, fills)


def filled(text: str, fills: Mapping[str, str], unknown: str | None = None) -> str:
    """The text with each ``{hole}`` filled, once; one that nothing fills stays, or is ``unknown``.

    Never ``str.format``, which would reach into objects.
    """
    return _HOLE.sub(lambda hole: fills.get(hole[1], hole[0] if unknown is None else unknown), text)


def quoted(text: str, ui: str) -> str:
    """The text in the language's quotation marks."""
    return f"«\u00a0{text}\u00a0»" if ui == "fr" else f"“{text}”"


def colon(ui: str) -> str:
    """A colon as the language sets it: French puts a no-break space before."""
    return "\u00a0: " if ui == "fr" else ": "


def percent(share: float, ui: str) -> str:
    """A share as a percentage, as the language sets it."""
    number = f"{100 * share:.1f}".removesuffix(".0")
    return f"{number.replace('.', ',')}\u00a0%" if ui == "fr" else f"{number}%"


def join(items: Sequence[str], ui: str, last: str = "and") -> str:
    """*a, b and c*; ``last`` is the word before the last: *and*, *or*, *nor*."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word(last, ui)} {items[-1]}"


def ui_language(chosen: str | None = None) -> str:
    """The language of the user interface: the one chosen, else the locale's."""
    if chosen:
        return chosen
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return "fr" if os.environ[variable].lower().startswith("fr") else "en"
    return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"
