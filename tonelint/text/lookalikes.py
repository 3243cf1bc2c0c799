"""Characters that look like plain letters and figures: read as those, one for one.

Full-width, mathematical, circled and squared letters are plain ones in another dress wherever they
stand. A Cyrillic or Greek letter is a Latin one only inside a Latin word: words of another script
stay what they are. Which letters look alike: Unicode's confusables (UTS #39), for a to z only.
"""

import re
import unicodedata
from functools import cache

# Full-width; letter-like; circled; mathematical; squared.
_DRESSED = re.compile(
    r"[\uff01-\uff5e\u2100-\u214f\u24b6-\u24e9\U0001d400-\U0001d7ff\U0001f130-\U0001f169\U0001f170-\U0001f189]"
)
_EMOJI = "\u2139\u24c2\U0001f170\U0001f171\U0001f17e\U0001f17f"
_ON_BLACK = "\U0001f150"  # and 32 further on, in squares
_FOREIGN = re.compile(r"[\u0251\u0261\u0269\u0370-\u052f\u1d00-\u1d22\ua730\ua731]")
_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]")

_ALIKE = str.maketrans(
    "аАВсСԁеЕёһНіІїјЈкКӏМоОрРԛѕЅТуУѵԝхХαΑΒϲεΕΖιΙηΗϳκΚΜνΝοΟρΡτΤυΥχΧω",
    "aABcCdeEehHiIijJkKlMoOpPqsSTyYvwxXaABceEZiInHjkKMvNoOpPtTuYxXw",
)
# Small capitals and phonetic letters are Latin themselves: they need no Latin letter beside them.
_SMALL = str.maketrans("ɑɡɩᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "agiabcdefghijklmnoprstuvwyz")


def as_plain(text: str) -> str:
    """A text of the same length, with letters and figures out of their dress."""
    return _DRESSED.sub(lambda found: _undressed(found[0]), text) if _DRESSED.search(text) else text


@cache
def _undressed(character: str) -> str:
    if character in _EMOJI:
        return character
    if character >= _ON_BLACK:  # Unicode decomposes none of these
        return chr(ord("A") + (ord(character) - ord(_ON_BLACK)) % 32)
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def as_latin(text: str) -> str:
    """A text of the same length, without letters of other scripts inside Latin words."""
    return _WORD.sub(_latin_word, text) if _FOREIGN.search(text) else text


def _latin_word(found: re.Match[str]) -> str:
    word = found[0].translate(_SMALL)
    if word.isascii() or not _LATIN.search(word):
        return word
    foreign = [letter for letter in word if letter.isalpha() and not _LATIN.match(letter)]
    return word.translate(_ALIKE) if all(ord(letter) in _ALIKE for letter in foreign) else word
