"""Says what a code of conduct names as people say it, in one language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from tonelint.known import Language
from tonelint.rendering.blocks import Graded
from tonelint.rendering.words import COMMON, MONTHS, UNITS, WORDS
from tonelint.wording import filled, join, quoted, word

if TYPE_CHECKING:
    from tonelint.conduct import Document
    from tonelint.terms import Bilingual, Context, Phrases

_DURATION = re.compile(r"(\d+)\s*(min|h|d)")
URL = re.compile(r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?)]")
# Where a line must not break, and what a keyboard types for an apostrophe.
_SPACES = re.compile(r"[ \t\r\n]+")
_FRENCH_SPACES = (
    (re.compile(r" (?=[:;?!»%])"), "\u00a0"),
    (re.compile(r"(?<=«) "), "\u00a0"),
)
_NUMBER_SPACE = re.compile(r"(?<=\d) (?=\d)")
_APOSTROPHE = re.compile(r"(?<=\w)'")


class Titled(Protocol):
    """Whatever the document gives a title."""

    @property
    def title(self) -> "Bilingual | None":
        """What people call it."""


def upper_first(text: str) -> str:
    """The text with a capital; the rest as it is."""
    return text[:1].upper() + text[1:]


def typeset(text: str, language: Language) -> str:
    """The text as a printer sets it, on one line: apostrophes, spaces where no line may break.

    An address on the web stays as it is.
    """
    text = _SPACES.sub(" ", text)
    set_apart, end = [], 0
    for url in URL.finditer(text):
        set_apart += [_set(text[end : url.start()], language), url[0]]
        end = url.end()
    return "".join((*set_apart, _set(text[end:], language)))


def _set(text: str, language: Language) -> str:
    text = _NUMBER_SPACE.sub("\u00a0", _APOSTROPHE.sub("’", text))
    for space, unbreakable in _FRENCH_SPACES if language == "fr" else ():
        text = space.sub(unbreakable, text)
    return text


@dataclass(frozen=True, slots=True)
class Speech:
    """A document, and the language it is told in."""

    document: "Document"
    language: Language

    def say(self, key: str, **fills: str) -> str:
        """A fixed sentence, filled."""
        return filled(WORDS[key][self.language != "fr"], fills)

    def text(self, words: "Bilingual | None") -> str:
        """A text of the document; none is empty."""
        return words.text(self.language).strip() if words else ""

    def phrases(self, phrases: "Phrases") -> tuple[str, ...]:
        """Phrases, in the language."""
        return phrases.fr if self.language == "fr" else phrases.en

    def join(self, items: Sequence[str], last: str = "and") -> str:
        """*a, b and c*."""
        return join(items, self.language, last)

    def quote(self, text: str) -> str:
        """The text in quotation marks."""
        return quoted(text, self.language)

    def titles(self, names: Iterable[str], titled: Mapping[str, Titled]) -> list[str]:
        """Names as people say them."""
        return [self._title(name, titled) for name in names]

    def _title(self, name: str, titled: Mapping[str, Titled]) -> str:
        label = titled.get(name)
        return self.text(label.title if label else None) or re.sub("[-_]", " ", name)

    def contexts(self, names: Iterable[str]) -> list[str]:
        """Situations as people say them."""
        return self.titles(names, self.document.contexts)

    def ordered(self) -> list[tuple[str, "Context"]]:
        """The situations, the strictest first, as ``order`` says; then the others."""
        rank = {name: index for index, name in enumerate(self.document.order)}
        contexts = self.document.contexts.items()
        return sorted(contexts, key=lambda item: rank.get(item[0], len(rank)))

    def tones(self, names: Iterable[str]) -> list[str]:
        """Tones as people say them."""
        return self.titles(names, self.document.tones)

    def elements(self, names: Iterable[str]) -> list[str]:
        """Elements as people say them."""
        return self.titles(names, self.document.elements)

    def roles(self, names: Iterable[str]) -> list[str]:
        """Roles as people say them."""
        return self.titles(names, self.document.roles)

    def rules(self, names: Iterable[str]) -> list[str]:
        """Rules, ``rule`` or ``rule:subject``, as people say them."""
        return [self._rule(*name.partition(":")) for name in names]

    def _rule(self, name: str, _: str, subject: str) -> str:
        title = self._title(name, self.document.rules)
        return f"{title} ({self.subject(subject) or subject})" if subject else title

    def subject(self, name: str) -> str:
        """What a finding is about, where the document names it; else nothing."""
        document = self.document
        for labels in (document.contexts, document.tones, document.elements, document.powers):
            if name in labels:
                return self._title(name, labels)
        return ""

    def signals(self, names: Iterable[str]) -> list[str]:
        """Signals as the document tells them, inside a sentence."""
        said = []
        for name in names:
            signal = self.document.signals.get(name)
            about = self.text(signal.about if signal else None).rstrip(".")
            said.append(about[:1].lower() + about[1:] if about else re.sub("[-_]", " ", name))
        return said

    def resources(self, names: Iterable[str]) -> list[str]:
        """Resources as a reply would name them."""
        known = self.document.resources
        return [known[name].said(self.language) if name in known else name for name in names]

    def channels(self, names: Iterable[str]) -> list[str]:
        """Channels as people say them inside a sentence."""
        titles = [word(f"channel {name}", self.language) for name in names]
        return [title.lower() if title in COMMON else title for title in titles]

    def graded(self, severity: str, text: str = "") -> Graded:
        """A text with the severity it weighs."""
        return Graded(severity, word(severity, self.language), text)

    def delay(self, duration: str) -> str:
        """A duration such as 30min, 2h or 1d, in words."""
        count, unit = _DURATION.fullmatch(duration).groups()  # type: ignore[union-attr]
        one, several = UNITS[unit][self.language != "fr"]
        return one if int(count) == 1 else f"{count}\u00a0{several}"

    def number(self, number: int) -> str:
        """A number, its thousands set apart."""
        return f"{number:,}".replace(",", "\u00a0" if self.language == "fr" else ",")

    def day(self, day: date) -> str:
        """A date in words."""
        month = MONTHS[self.language].split()[day.month - 1]
        if self.language == "fr":
            return f"{'1er' if day.day == 1 else day.day}\u00a0{month}\u00a0{day.year}"
        return f"{month}\u00a0{day.day}, {day.year}"
