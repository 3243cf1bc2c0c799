"""Personal data hidden in what reports show: a report goes further than the draft it is about.

JSON is not for showing: there the text of a finding is the draft's own, character for character.

Each letter and digit is written over, but for the first and the last, so that whoever has the
draft still knows which data is meant. Every text keeps its length, in characters and in bytes:
places stay what they are. Numbers of the organisation's own resources are nobody's data.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from tonelint.results import (
    ContextFound,
    Detection,
    Fix,
    Related,
    Result,
    Situation,
    Suppressed,
    Violation,
)

if TYPE_CHECKING:
    from tonelint.conduct import Policy

_LIKELY = re.compile(r"[\d@＠]")  # one of which all personal data has
_INSIDE = re.compile(r"(?<=\w).*(?=\w)", re.DOTALL)
_LETTER = re.compile(r"[^\W_]")
_MARKS = ("*", "·", "•", "🞄")  # of one byte, two, three, four in UTF-8

_Found = TypeVar("_Found", Detection, ContextFound)


def results(found: Iterable[Result], public: frozenset[str]) -> Iterator[Result]:
    """Results that show no personal data of their drafts. ``public``: the organisation's numbers,
    as one dials them.
    """
    for one in found:
        hiding = _Hiding.of(_told(one), public)
        yield hiding.result(one) if hiding.data else one


def _told(one: Result) -> Iterator[str]:
    """What a report may quote of a draft, and of others that its findings name."""
    yield from (one.draft.reply, one.draft.message or "", one.draft.title or "")
    yield from (turn.text for turn in one.draft.thread)
    yield from (related.text for found in one.violations for related in found.related)


def public_numbers(policies: Iterable["Policy"]) -> frozenset[str]:
    """The numbers of the resources of some codes of conduct, as one dials them: what one of a run
    makes public is nobody's data in the others.
    """
    return frozenset[str]().union(*(one.outline.numbers for one in policies))


def situations(found: Iterable[Situation], public: frozenset[str]) -> Iterator[Situation]:
    """Situations that show no personal data of their messages."""
    for one in found:
        hiding = _Hiding.of((one.message,), public)
        yield hiding.situation(one) if hiding.data else one


def masked(data: str) -> str:
    """Personal data, written over: ``5** ***-***4``."""
    return _INSIDE.sub(lambda inside: _LETTER.sub(_mark, inside[0]), data)


def _data(text: str, public: frozenset[str]) -> Iterator[str]:
    """Personal data as they stand in a text, found where the rules find them: in what is read.

    Data that overlap are one: what is hidden of one must not leave the rest of the other.
    """
    from tonelint.text.cleaning import clean  # noqa: PLC0415
    from tonelint.understanding import personal  # noqa: PLC0415 - many expressions

    read = clean(text)
    last = (0, 0)
    for start, end in sorted(personal.everything(read.text)):
        if personal.is_public(read.text[start:end], public):
            continue
        yield text[slice(*read.span(start, end))]
        last = (last[0], max(last[1], end)) if start < last[1] else (start, end)
        yield text[slice(*read.span(*last))]


def _mark(letter: "re.Match[str]") -> str:
    return _MARKS[len(letter[0].encode()) - 1]


@dataclass(frozen=True, slots=True)
class _Hiding:
    """Hides personal data, known from the texts it stands in, wherever it is told again."""

    data: tuple[str, ...]  # the longest first: one may hold another

    @classmethod
    def of(cls, texts: Iterable[str], public: frozenset[str]) -> "_Hiding":
        """What hides the data of some texts."""
        likely = filter(_LIKELY.search, texts)
        found = frozenset(data for text in likely for data in _data(text, public))
        return cls(tuple(sorted(found, key=lambda data: (-len(data), data))))

    def text(self, text: str) -> str:
        """A text without the data."""
        for data in self.data:
            if data in text:
                text = text.replace(data, masked(data))
        return text

    def result(self, one: Result) -> Result:
        """A result without the data."""
        draft = replace(
            one.draft,
            reply=self.text(one.draft.reply),
            message=one.draft.message and self.text(one.draft.message),
            title=one.draft.title and self.text(one.draft.title),
        )
        return replace(
            one,
            draft=draft,
            contexts=self._detections(one.contexts, one.message or "", draft.message or ""),
            tones=self._detections(one.tones, one.reply, draft.reply),
            elements=self._detections(one.elements, one.reply, draft.reply),
            violations=tuple(
                self._violation(found, one.reply, draft.reply) for found in one.violations
            ),
            suppressed=tuple(
                self._suppressed(found, one.reply, draft.reply) for found in one.suppressed
            ),
        )

    def situation(self, one: Situation) -> Situation:
        """A situation without the data."""
        message = self.text(one.message)
        contexts = self._detections(one.contexts, one.message, message)
        return replace(one, message=message, contexts=contexts)

    def _detections(self, found: tuple[_Found, ...], before: str, after: str) -> tuple[_Found, ...]:
        return tuple(
            replace(
                one,
                evidence=tuple(
                    replace(words, text=self._cut(words.text, words.start, before, after))
                    for words in one.evidence
                ),
            )
            for one in found
        )

    def _cut(self, words: str, start: int, before: str, after: str) -> str:
        """Words of a text (``before``) as they stand where it is hidden: part of the data too."""
        end = start + len(words)
        return after[start:end] if before[start:end] == words else self.text(words)

    def _violation(self, found: Violation, before: str, after: str) -> Violation:
        text = self._cut(found.text, found.start, before, after)
        message = found.message
        if text != found.text:
            message = message.replace(found.text, text)
        return replace(
            found,
            text=text,
            message=self.text(message),
            remedy=self.text(found.remedy),
            suggestions=tuple(map(self.text, found.suggestions)),
            fix=self._fix(found.fix),
            related=tuple(map(self._related, found.related)),
        )

    def _suppressed(self, one: Suppressed, before: str, after: str) -> Suppressed:
        return replace(one, violation=self._violation(one.violation, before, after))

    def _fix(self, fix: Fix | None) -> Fix | None:
        """The fix, unless it writes data: what is written over mends nothing."""
        return fix if fix is None or self.text(fix.text) == fix.text else None

    def _related(self, one: Related) -> Related:
        return replace(one, text=self.text(one.text))
