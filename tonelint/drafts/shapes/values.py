"""What people write as the value of a field, in both languages, as tonelint knows it.

What is not understood stays as it is: whoever reads the field says what is wrong with it.
"""

import re

from tonelint.drafts.tree import Node
from tonelint.known import AUDIENCES, CHANNELS, LANGUAGES
from tonelint.text.folding import plain

_CHANNELS = {
    "courriel": "email", "e_mail": "email", "mail": "email", "mel": "email",
    "clavardage": "chat", "live_chat": "chat", "messenger": "chat", "messagerie": "chat",
    "texto": "sms", "textos": "sms", "message_texte": "sms", "text_message": "sms",
    "fb": "facebook", "twitter": "x", "x_twitter": "x", "ig": "instagram", "insta": "instagram",
}  # fmt: skip
_AUDIENCES = {
    "publique": "public", "public_post": "public", "prive": "private", "privee": "private",
}  # fmt: skip
_LANGUAGES = {
    "francais": "fr", "french": "fr", "fra": "fr", "fre": "fr", "francaise": "fr",
    "anglais": "en", "english": "en", "eng": "en", "anglaise": "en",
}  # fmt: skip
_TRUE = ("true", "vrai", "yes", "oui", "1", "on")
_FALSE = ("false", "faux", "no", "non", "0", "off")

_NOT_A_WORD = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_REGION = re.compile(r"_[a-z]{2}\Z")
_DAY_AND_HOUR = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d.*", re.DOTALL)
_BETWEEN_NAMES = re.compile(r"[,;|\n]")


def folded(name: str) -> str:
    """A name without case, accents and signs: ``Texte (français)`` is ``texte_francais``."""
    return _NOT_A_WORD.sub("_", plain(_HUMP.sub("_", name))).strip("_")


def language(name: str) -> str | None:
    """The language that a name or a code stands for: ``fr-CA``, ``Français``, ``EN``."""
    word = folded(name)
    code = _REGION.sub("", word) if len(word) == len("fr_ca") else word
    return code if code in LANGUAGES else _LANGUAGES.get(word)


def channel(name: str) -> str | None:
    """The channel that a name stands for: ``courriel``, ``Twitter``."""
    word = folded(name)
    return word if word in CHANNELS else _CHANNELS.get(word)


def audience(name: str) -> str | None:
    """The audience that a name stands for: ``privé``."""
    word = folded(name)
    return word if word in AUDIENCES else _AUDIENCES.get(word)


def truth(node: Node | None) -> bool | None:
    """Whether a value says yes or no, in words, numbers or truth values; nothing else does."""
    value = node.plain() if node else None
    word = folded(str(value)) if isinstance(value, str | int) else ""
    return True if word in _TRUE else False if word in _FALSE else None


def day(text: str) -> str:
    """The day of a date that may have an hour."""
    dated = _DAY_AND_HOUR.fullmatch(text.strip())
    return dated[1] if dated else text.strip()


def names(node: Node) -> object:
    """A list of names: a list, or a text with commas, semicolons, bars or new lines between them.

    Anything else stays as it is.
    """
    text = node.text
    if text is not None:
        return [name.strip() for name in _BETWEEN_NAMES.split(text) if name.strip()]
    if node.items:
        return [str(item) if _is_number(item) else item for item in node.plain()]
    return [str(node.value)] if _is_number(node.value) else node.plain()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
