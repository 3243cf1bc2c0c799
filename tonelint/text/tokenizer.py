"""One spaCy tokenizer for French and English as they are typed in Québec.

Messages switch language in mid-sentence, so both languages share it. It knows
elision (*l'électricité*, *j’ai*, *jai*), contractions (*don't*, *dont*),
pronouns after a hyphen (*pouvez-vous*), compounds (*Saint-Denis* stays whole),
emoji as grapheme clusters, hashtags split at their capitals, mentions, links
and e-mail addresses. spaCy's stock French tokenizer is not used: it takes
three seconds to build.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex
from spacy.attrs import NORM, ORTH
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

from tonelint.text.folding import APOSTROPHES, Folder
from tonelint.text.marks import EMAIL, EMOJI, LINK, MENTION

_Q = f"[{re.escape(APOSTROPHES)}]"
_ELIDED = rf"(?:[cdjlmnstyz]|ch|qu|jusqu|lorsqu|puisqu|quoiqu){_Q}(?=\w)"
_KEPT_WHOLE = (
    rf"(?:aujourd{_Q}hui|quelqu{_Q}une?s?|presqu{_Q}[iî]le|prud{_Q}hommes?|o{_Q}clock|y{_Q}all"
    rf"|ma{_Q}am|rendez-vous|p{_Q}tite?s?|t{_Q}sais)"
)
_CONTRACTED = [rf"n{_Q}t", rf"{_Q}(?:s|m|d|re|ve|ll)"]
_PRONOUN = (
    r"(?<=\w)-(?:je|tu|il|elle|on|nous|vous|ils|elles|le|la|les|moi|toi|lui|leur|y|en|ce|là|ci|t)"
)
_OPENING = r"[\"“”«»‹›(\[{<*_~`¿¡…—–/|+=>#.,;:!?%$€&-]"
_CLOSING = r"[\"“”«»‹›)\]}>*_~`…—–/|+=<.,;:!?%$€&-]"

_LONGEST_SUFFIX = 40  # characters looked at from the end of a word
_WHOLE = re.compile(rf"(?:{LINK}|{EMAIL}|{MENTION})$", re.IGNORECASE)
_KEPT = re.compile(rf"{_KEPT_WHOLE}$", re.IGNORECASE)
_EMOJI_ALONE = regex.compile(EMOJI)
_INFIX = regex.compile(
    rf"{EMOJI}|…|\.{{2,}}|[!?]+|(?<=\w)[;()\"“”«»/|—–<>](?=\w)|(?<=\w)[,:](?=[^\W\d])|(?<=[^\W\d])[,:](?=\w)|(?<=\p{{L}})[.](?=\p{{Lu}}\p{{Ll}})"
)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[A-Za-zà-ÿ])(?=\d)|_")


def _infixes(text: str) -> Iterator[Any]:
    """Inner cuts: emoji and punctuation glued to words; capitals of a hashtag."""
    return (_CAMEL if text.startswith("#") else _INFIX).finditer(text)


def _cases(word: str) -> list[str]:
    cases = [word, word.capitalize(), word.upper()]
    return [*cases, *(case.replace("'", "’") for case in cases if "'" in case)]


def special_cases(
    splits: Mapping[str, Sequence[str]], fold: Folder
) -> dict[str, list[dict[int, str]]]:
    """spaCy's special cases for words written as one: ``{"jai": [j', ai]}``.

    The parts carry the folded form of what was meant (*j'*); their text is
    what was typed (*j*). ``ca=can`` is typed one way and means another.
    """
    rules: dict[str, list[dict[int, str]]] = {}
    for whole, parts in splits.items():
        for typed in _cases(whole):
            start, pieces = 0, []
            for part in parts:
                written, _, meant = part.partition("=")
                length = len(written) if "'" in whole else len(written.replace("'", ""))
                pieces.append({ORTH: typed[start : start + length], NORM: fold(meant or written)})
                start += length
            if start == len(typed):
                rules[typed] = pieces
    return rules


def build(vocab: Vocab, splits: Mapping[str, Sequence[str]], fold: Folder) -> Tokenizer:
    """The tokenizer, with the words the language packs say to split."""
    # The same mark again and again is one token: cutting it one by one would take forever.
    prefixes = [_ELIDED, rf"({_OPENING})\1*"]
    suffixes = [*_CONTRACTED, _PRONOUN, rf"({_CLOSING})\1*"]
    prefix = re.compile("|".join(f"^{part}" for part in prefixes), re.IGNORECASE)
    suffix = re.compile("|".join(f"{part}$" for part in suffixes), re.IGNORECASE)
    emoji_end = regex.compile(rf"{EMOJI}$")

    def search_prefix(text: str) -> Any:
        if text.startswith("#") and text[1:2].isalnum():
            return None
        return _EMOJI_ALONE.match(text) or prefix.search(text)

    def search_suffix(text: str) -> Any:
        if not text:
            return None
        tail = max(0, len(text) - _LONGEST_SUFFIX)
        found = None if text[-1].isascii() else emoji_end.search(text, tail)
        return found or suffix.search(text, tail)

    return Tokenizer(
        vocab,
        rules=special_cases(splits, fold),
        prefix_search=search_prefix,
        suffix_search=search_suffix,
        infix_finditer=_infixes,
        token_match=_KEPT.match,
        url_match=_WHOLE.match,
    )
