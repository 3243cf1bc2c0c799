"""Texts as people type them: changes that leave a text's labels as they are.

Used while training, so that the model reads through them. The behavioural tests have their own
(:mod:`tonelint.evaluation.invariance`), on other texts.
"""

import random
import re
import unicodedata
from collections.abc import Callable

_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
_HANDLES = [
    "@ServiceClient", "@AskHelp", "@InfoReseau", "@villeinfo", "@TransitAlerts", "@mabanque",
    "@CareTeam", "@Support", "@energie_info", "@myTelecom", "@LaPoste_serv", "@cityhall",
    "@RailHelp", "@assistance", "@shopcare",
]  # fmt: skip
_OPENINGS = [
    "Bonjour, ", "Bonsoir, ", "Bonjour à vous. ", "Allô, ", "Salut! ", "Bon matin, ",
    "Madame, Monsieur, ", "Bonjour l'équipe, ", "Bonjour, petite question ou commentaire : ",
    "Excusez-moi, ", "Bonne journée. ", "En espérant que tout va bien de votre côté. ",
    "Bonjour et bonne semaine. ", "Bonsoir, j'espère que vous passez une belle semaine. ",
    "Salutations à toute l'équipe! ", "Bonjour, en souhaitant que ce mot vous trouve en forme, ",
    "Hi, ", "Hello. ", "Hi there, ", "Good morning, ", "Greetings to everyone there. ",
    "Trust all is well with you. ", "I hope your week is going nicely. ",
    "Dear team, ", "Hey, ", "Good evening. ", "Hope you're doing well. ",
    "To whom it may concern, ", "Excuse me, ", "Happy Friday. ",
]  # fmt: skip
# The keys beside each letter.
_NEAR = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "rw", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "km", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "xs",
}  # fmt: skip


def without_accents(text: str) -> str:
    """A text whose letters have lost their marks."""
    parted = unicodedata.normalize("NFD", text)
    return unicodedata.normalize(
        "NFC", "".join(one for one in parted if not "\u0300" <= one <= "\u036f")
    )


def _typos(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(max(1, len(letters) // 40)):
        at = chance.randrange(len(letters))
        if letters[at].isalpha():
            kind = chance.random()
            if kind < 0.3:
                letters[at] = ""
            elif kind < 0.55 and at + 1 < len(letters) and letters[at + 1].isalpha():
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
            elif kind < 0.75:
                letters[at] *= 2
            else:
                letters[at] = chance.choice(_NEAR.get(letters[at].lower(), letters[at]))
    return "".join(letters)


def _other_apostrophes(text: str, _: random.Random) -> str:
    return text.replace("’", "'") if "’" in text else text.replace("'", "’")


_CHANGES: tuple[tuple[float, Callable[[str, random.Random], str]], ...] = (
    (34, lambda text, _: without_accents(text)),
    (18, lambda text, _: text.lower()),
    (18, _typos),
    (10, _other_apostrophes),
    (8, lambda text, _: re.sub(r"[.,;:!?…]+(?=\s|$)", "", text)),
    (4, lambda text, chance: re.sub(r"(?<=\w)['’](?=\w)", chance.choice(("", " ")), text)),
    (5, lambda text, chance: f"{chance.choice(_HANDLES)} {text}"),
    (9, lambda text, chance: chance.choice(_OPENINGS) + text),
    (2, lambda text, chance: f"{text} https://t.co/{chance.randrange(16**8):x}"),
    (6, lambda text, _: _EMOJI.sub("", text).strip()),
)


def noisy(text: str, chance: random.Random) -> str:
    """A text with up to three changes, none for half of all texts."""
    if len(text) < 12 or chance.random() < 0.5:
        return text
    weights = [weight for weight, _ in _CHANGES]
    for _, change in chance.choices(_CHANGES, weights, k=chance.choice((1, 1, 2, 3))):
        text = change(text, chance) or text
    return text
