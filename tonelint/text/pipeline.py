"""The spaCy pipelines that understanding builds on: tokens and sentences."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from spacy.attrs import NORM, SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tonelint import memory
from tonelint.text import tokenizer
from tonelint.text.cleaning import clean
from tonelint.text.folding import Folder, plain

_ENDS = frozenset(".!?…")
_CONTRACTED = frozenset({"n't", "'s", "'m", "'d", "'re", "'ve", "'ll"})  # as tokens are cut
_STARTS_NONE = np.uint64(2**64 - 1)  # spaCy's −1: known to start no sentence
_ABBREVIATIONS = frozenset(
    {"boul", "av", "ch", "st", "mr", "mrs", "ms", "dr", "tél", "tel", "ext", "no", "min"}
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST_SENTENCE = 80  # tokens; a text without full stops is cut there, to stay linear

Doc.set_extension("clean", default=None, force=True)


@Language.component("tonelint_sentences")
def sentences(doc: Doc) -> Doc:
    """Marks where sentences start: after . ! ? … and at line breaks."""
    marks: Any = np.full((len(doc), 1), _STARTS_NONE, dtype="uint64")
    length, ended, at_break = 0, True, False
    for token in doc:
        text = token.text
        closing = text[0] in _ENDS or text in '»”")]'
        starts = at_break or (ended and not closing) or length >= _LONGEST_SENTENCE
        if starts and not at_break and text[0].islower() and _abbreviated(doc, token.i):
            starts = False
        starts = starts or token.i == 0
        if starts:
            marks[token.i] = 1
        length = 1 if starts else length + 1
        at_break = "\n" in text
        ended = text[0] in _ENDS or (ended and closing and not starts)
    # All at once: spaCy looks the whole document over at each single mark.
    return doc.from_array([SENT_START], marks)


def _abbreviated(doc: Doc, index: int) -> bool:
    """Whether the full stop before the token at ``index`` ends an abbreviation (p.m., boul.)."""
    before = doc[index - 2].text if index > 1 and doc[index - 1].text == "." else ""
    return (
        "." in before or (len(before) == 1 and before.isalpha()) or before.lower() in _ABBREVIATIONS
    )


@dataclass(frozen=True, slots=True)
class Spellings:
    """Words written as one (``jai: j' ai``) and words spelled otherwise (``chu: suis``)."""

    splits: dict[str, str] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict)


class Reader:
    """Turns texts into spaCy documents, and folds words alike in texts and phrases."""

    def __init__(self, writing: Spellings, phrases: Iterable[str] = ()) -> None:
        """``phrases``: all that are looked for; a stretched word is read as a word of theirs."""
        self.phrases = tuple(phrases)
        self.fold = Folder(writing.spellings, self.knows)
        self.vocab = Vocab(lex_attr_getters={NORM: self.fold})
        splits = {whole: parts.split() for whole, parts in writing.splits.items()}
        self._splits = splits
        self._tokenizer = tokenizer.build(self.vocab, splits, self.fold)

    def knows(self, word: str) -> bool:
        """Whether phrases use a word, folded."""
        return word in self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        """The words of all phrases, before anything is filed: spaCy folds a word only once."""
        key = memory.Key.of("words", memory.edition(), "\n".join(self.phrases))
        return frozenset(memory.remembered(key, self._words_of_phrases))

    def _words_of_phrases(self) -> list[str]:
        return sorted(set(map(plain, set(_WORD.findall("\n".join(self.phrases))))))

    def pipeline(self) -> Language:
        """A new pipeline that cleans, tokenises and cuts into sentences."""
        nlp = Language(self.vocab, create_tokenizer=lambda _: self.tokens)
        nlp.add_pipe("tonelint_sentences")
        return nlp

    def sentences(self, text: str) -> Doc:
        """A text with its sentences marked, and nothing more."""
        doc: Doc = sentences(self.tokens(text))
        return doc

    def words(self, text: str) -> list[str]:
        """The folded words of a piece of a phrase."""
        is_plain = text.isalpha() and text not in self._splits
        if is_plain or text in _CONTRACTED:  # most are one plain word: no need of a document
            return [self.fold(text)]
        return [token.norm_ for token in self._tokenizer(text)]

    def tokens(self, text: str) -> Doc:
        """A text, cleaned and cut into tokens."""
        cleaned = clean(text)
        doc: Doc = self._tokenizer(cleaned.text)
        doc._.clean = cleaned
        return doc


def merge_writing(parts: Iterable[tuple[Mapping[str, str], Mapping[str, str]]]) -> Spellings:
    """The ``(splits, spellings)`` of several languages as one: all are read at once."""
    merged = Spellings()
    for splits, spellings in parts:
        merged.splits.update(splits)
        merged.spellings.update(spellings)
    return merged
