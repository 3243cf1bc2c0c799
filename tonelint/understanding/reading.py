"""What is understood of a draft: the situation it answers, and how it sounds."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from tonelint.results import ContextFound, Detection, Evidence


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text that was read: a message, a reply, or one half of a bilingual reply.

    ``start`` is its offset in the whole text; all evidence counts from there.
    """

    text: str
    start: int
    language: str
    certainty: float  # of the language, from 0.5 to 1
    contexts: Mapping[str, Detection]
    tones: Mapping[str, Detection]
    elements: Mapping[str, Detection]
    rules: Mapping[str, Detection]
    likely: Mapping[str, float]  # how likely each element is, of those too that do not hold
    signals: Mapping[str, tuple[Evidence, ...]]

    @property
    def end(self) -> int:
        """Its end in the whole text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """An earlier message of the thread, read."""

    author: str  # customer or us
    audience: str | None
    text: ReadText


@dataclass(frozen=True, slots=True)
class Reading:
    """What is understood of a draft.

    ``halves`` are the read parts of the reply: one, or two where a reply says
    the same in both languages; ``turns`` the thread before the message.
    """

    language: str
    message: ReadText | None
    halves: tuple[ReadText, ...]
    contexts: tuple[ContextFound, ...]
    tones: tuple[Detection, ...]
    elements: tuple[Detection, ...]
    turns: tuple[ReadTurn, ...] = ()

    def has_context(self, name: str) -> bool:
        """Whether a context holds."""
        return any(context.name == name for context in self.contexts)

    def chance(self, contexts: Container[str | None]) -> float:
        """How likely it is that one of these contexts holds, at least; of those found."""
        none = 1.0
        for context in self.contexts:
            if context.name in contexts:
                none *= 1 - context.score
        return 1 - none

    def signal(self, name: str) -> tuple[Evidence, ...]:
        """Where a signal stands in the reply."""
        return tuple(found for half in self.halves for found in half.signals.get(name, ()))

    def message_signal(self, name: str) -> tuple[Evidence, ...]:
        """Where a signal stands in the message."""
        return self.message.signals.get(name, ()) if self.message else ()
