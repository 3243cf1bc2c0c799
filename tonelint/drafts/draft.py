"""A draft: a reply not yet posted, with what is known of it."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tonelint.results import Position


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each character of a text stands in its file.

    ``segments`` are ``(offset, line, column)``, sorted: from that offset of the
    text on, up to the next segment, characters follow one another on that
    line. Readers make a new segment after every line break and every escape.
    """

    segments: tuple[tuple[int, int, int], ...] = ((0, 1, 1),)

    def position(self, offset: int) -> Position:
        """The 1-based line and column of an offset in the text."""
        index = bisect_right(self.segments, (offset, 1 << 62, 0)) - 1
        start, line, column = self.segments[max(index, 0)]
        return Position(line, column + offset - start)

    @classmethod
    def of_lines(cls, text: str, line: int = 1) -> "SourceMap":
        """The map of a text that stands in its file as it is, from ``line`` on."""
        segments = [(0, line, 1)]
        for offset, char in enumerate(text):
            if char == "\n" or (char == "\r" and text[offset + 1 : offset + 2] != "\n"):
                line += 1
                segments.append((offset + 1, line, 1))
        return cls(tuple(segments))


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a thread. ``audience``: who could read it, if that is known."""

    author: Literal["customer", "us"]
    text: str
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class Suppression:
    """A rule set aside in a draft, with the reason its author gives, until a day if one is said."""

    rule: str
    reason: str
    position: Position
    author: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft reply and what is known of it.

    ``path`` is the file as the user named it, ``line`` where the draft begins
    in it. ``template`` is true of a canned reply, whose variables are filled
    in later. ``role`` is who sends it, ``approved_by`` the roles that agreed;
    ``region`` is where it is read: incidents elsewhere do not concern it.
    """

    reply: str
    message: str | None = None
    id: str | None = None
    thread: tuple[Turn, ...] = ()
    channel: str | None = None
    audience: str | None = None
    lang: str | None = None
    role: str | None = None
    approved_by: tuple[str, ...] = ()
    region: str | None = None
    template: bool = False
    declared_contexts: tuple[str, ...] = ()
    received_at: str | None = None
    replied_at: str | None = None
    path: str | None = None
    line: int = 1
    places: SourceMap = SourceMap()
    suppressions: tuple[Suppression, ...] = ()

    @property
    def readers(self) -> str:
        """``public`` or ``private``: an audience, known or taken for granted."""
        return "public" if self.is_public else "private"

    @property
    def is_public(self) -> bool:
        """Whether anyone may read the reply: so unless it is known to be private."""
        if self.audience:
            return self.audience == "public"
        return self.channel not in ("email", "chat")
