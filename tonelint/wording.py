"""What tonelint says to people, in French and in English.

Machine formats keep stable English keys; only what people read is here.
"""

import locale
import os
from collections.abc import Sequence

_WORDS: dict[str, tuple[str, str]] = {
    "and": ("et", "and"),
    "message": ("Message", "Message"),
    "draft": ("Brouillon", "Draft"),
    "situation": ("Situation", "Situation"),
    "no situation": ("aucune situation particulière", "no particular situation"),
    "suggested tone": ("Ton suggéré", "Suggested tone"),
    "resources": ("Ressources", "Resources"),
    "reply within": ("Répondre d'ici", "Reply within"),
    "handled by": ("Pris en charge par", "Handled by"),
    "why": ("Pourquoi", "Why"),
    "instead": ("Plutôt", "Instead"),
    "error": ("erreur", "error"),
    "warning": ("avertissement", "warning"),
    "info": ("note", "note"),
    "errors": ("erreurs", "errors"),
    "warnings": ("avertissements", "warnings"),
    "clean": ("Rien à redire.", "Nothing to change."),
    "no errors": ("Rien n'empêche de publier.", "Nothing stands in the way of posting."),
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
    "message of unused": (
        "Cette mise de côté de « {text} » ne met rien de côté.",
        "This suppression of “{text}” suppresses nothing.",
    ),
    "why of unused": (
        "Une mise de côté qui ne sert plus cache la prochaine vraie faute.",
        "A suppression that is no longer needed hides the next real fault.",
    ),
    "remedy of unused": ("Retirez-la.", "Remove it."),
}


def word(key: str, ui: str) -> str:
    """What is said to people for a key, in their language."""
    french, english = _WORDS[key]
    return french if ui == "fr" else english


def colon(ui: str) -> str:
    """A colon as the language sets it: French puts a no-break space before."""
    return "\u00a0: " if ui == "fr" else ": "


def join(items: Sequence[str], ui: str) -> str:
    """*a, b and c*."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word('and', ui)} {items[-1]}"


def ui_language(chosen: str | None = None) -> str:
    """The language of the user interface: the one chosen, else the locale's."""
    if chosen:
        return chosen
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return "fr" if os.environ[variable].lower().startswith("fr") else "en"
    return "fr" if (locale.getlocale()[0] or "").lower().startswith("fr") else "en"
