"""The fixed words of the reports that people read, and what they call what is reported.

Those that other parts say too are in :mod:`tonelint.wording`. What is in braces is filled.
"""

import re
from typing import TYPE_CHECKING, cast

from tonelint.rendering.speech import Speech
from tonelint.summary import Summary
from tonelint.wording import FIXED_SUBJECTS, colon, filled, word

if TYPE_CHECKING:
    from tonelint.known import Language
    from tonelint.reports.report import Settings

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Relecture des réponses", "Review of the replies"),
    "origin": (
        "Vérifiées par tonelint {version} selon le code de conduite {policy}.",
        "Checked by tonelint {version} against the code of conduct {policy}.",
    ),
    "share": (
        "{share} des réponses sont sans erreur ni avertissement.",
        "{share} of the replies have neither an error nor a warning.",
    ),
    "all well": ("Rien à redire.", "Nothing to change."),
    "drafts": ("Réponses", "Replies"),
    "draft": ("réponse", "reply"),
    "several drafts": ("réponses", "replies"),
    "errors": ("Erreurs", "Errors"),
    "warnings": ("Avertissements", "Warnings"),
    "notes": ("Notes", "Notes"),
    "set aside": ("Mis de côté", "Set aside"),
    "clean": ("Sans faute", "Without fault"),
    "by rule": ("Par règle", "By rule"),
    "by context": ("Par situation", "By situation"),
    "by file": ("Par fichier", "By file"),
    "rule": ("Règle", "Rule"),
    "context": ("Situation", "Situation"),
    "no context": ("Aucune situation particulière", "No particular situation"),
    "file": ("Fichier", "File"),
    "reason": ("Raison", "Reason"),
    "place": ("Où", "Where"),
    "no file": ("Brouillon sans fichier", "Draft without a file"),
    "findings": ("Réponse par réponse", "Reply by reply"),
    "on the whole": ("De l'ensemble", "On the whole"),
    "to say": ("Des mots qui conviennent", "Words that would do"),
    "mend": ("Correction", "Correction"),
    "see also": ("Voir aussi", "See also"),
    "line": ("ligne {line}", "line {line}"),
    "more files": (
        "{count} autres fichiers ont des constats.",
        "{count} more files have findings.",
    ),
    "one more file": ("Un autre fichier a des constats.", "One more file has findings."),
    "more findings": (
        "{count} autres constats ne tiennent pas dans ce commentaire : voyez le rapport complet.",
        "{count} more findings do not fit in this comment: see the full report.",
    ),
    "one more finding": (
        "Un autre constat ne tient pas dans ce commentaire : voyez le rapport complet.",
        "One more finding does not fit in this comment: see the full report.",
    ),
    # What the program reports itself, which no code of conduct names
    "unused-suppression": ("Mise de côté inutile", "Suppression without use"),
    "expired-waiver": ("Dérogation échue", "Waiver that ended"),
    "refused-waiver": ("Dérogation refusée", "Waiver refused"),
    "unused-waiver": ("Dérogation inutile", "Waiver without use"),
    "humour-share": ("Part d'humour", "Share of humour"),
}


class Words:
    """What a report says, in the language of the user interface."""

    def __init__(self, settings: "Settings", summary: Summary) -> None:
        self.ui = settings.ui
        self._contexts = settings.titles
        self._rules = summary.document.rules
        self._speech = Speech(summary.document, cast("Language", settings.ui))

    def say(self, key: str, **fills: str) -> str:
        """A fixed sentence, filled."""
        return filled(WORDS[key][self.ui != "fr"], fills)

    def led(self, key: str, text: str) -> str:
        """A text after the word it is introduced by, of :mod:`tonelint.wording`."""
        return f"{word(key, self.ui)}{colon(self.ui)}{text}"

    def rule(self, name: str) -> str:
        """A rule, ``rule`` or ``rule:subject``, as people say it."""
        rule, _, subject = name.partition(":")
        if subject and rule in FIXED_SUBJECTS:
            return f"{self.rule(rule)} ({word(f'{FIXED_SUBJECTS[rule]} {subject}', self.ui)})"
        if name in WORDS and name not in self._rules:
            return self.say(name)
        return self._speech.rules([name])[0]

    def context(self, name: str) -> str:
        """A situation as people say it."""
        return self._contexts.get(name, re.sub("[-_]", " ", name))

    def count(self, severity: str, count: int) -> str:
        """How many of a severity there are: *2 warnings*."""
        several = severity != "info" and (count > 1 or (count == 0 and self.ui != "fr"))
        key = f"{severity}s" if several else severity
        plural = "s" if severity == "info" and count > 1 else ""
        return f"{count} {word(key, self.ui)}{plural}"
