"""What the names of files and the titles of replies say of their language."""

import re
from pathlib import PurePath

from tonelint.known import LANGUAGES

_NAMES = {
    **{name: name for name in LANGUAGES},
    **dict.fromkeys(("fr-ca", "français", "francais", "french"), "fr"),
    **dict.fromkeys(("en-ca", "anglais", "english"), "en"),
}
_MARKED = re.compile(
    rf"(?:^|[(\[]|\s[—–/|-]\s+|\s?:\s+)(?P<name>{'|'.join(_NAMES)})[)\]]?\s*$", re.IGNORECASE
)


def language_of_name(path: str) -> str | None:
    """The language that a file name ends in, before its suffix: ``panne.fr.md``."""
    *_, marker = ("", *PurePath(path).suffixes[:-1])
    return _NAMES.get(marker.removeprefix(".").lower())


def language_of_title(title: str) -> str | None:
    """The language that a title is, or ends in: ``Français``, ``Panne (fr)``, ``Panne – EN``."""
    marked = _MARKED.search(title)
    return _NAMES[marked["name"].lower()] if marked else None
