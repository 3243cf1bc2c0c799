"""How labels and signals are recognised in a text."""

from typing import Literal

from tonelint.terms.base import Term, Words

LEVELS = ("phrases", "likely", "hints", "against")


class Phrases(Term):
    """Phrases (see :mod:`tonelint.text.phrases`) in each language."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def items(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """``(language, phrases)`` pairs."""
        return (("fr", self.fr), ("en", self.en))


class Signs(Phrases):
    """Phrases and named signals that speak for or against something."""

    signals: tuple[str, ...] = ()


class Detect(Term):
    """How something is recognised in a text.

    ``phrases`` are enough alone; what is ``likely`` counts alone unless
    something speaks ``against`` it; ``hints`` need another one. A match that
    overlaps a ``figurative`` phrase does not count.
    """

    phrases: Signs = Signs()
    likely: Signs = Signs()
    hints: Signs = Signs()
    against: Signs = Signs()
    figurative: Phrases = Phrases()
    negation: Literal["respect", "ignore"] = "respect"

    def signals(self) -> frozenset[str]:
        """The signals it looks for."""
        levels = (self.phrases, self.likely, self.hints, self.against)
        return frozenset(name for level in levels for name in level.signals)

    @property
    def empty(self) -> bool:
        """Whether nothing could ever be detected."""
        return not any(
            level.fr or level.en or level.signals
            for level in (self.phrases, self.likely, self.hints)
        )


class DetectContext(Detect):
    """How a context is recognised. ``examples``: messages that show it, to which the text model
    compares what it reads.
    """

    examples: Phrases = Phrases()

    @property
    def empty(self) -> bool:
        """Whether nothing could ever be detected."""
        return super().empty and not (self.examples.fr or self.examples.en)


class Signal(Term):
    """A named group of phrases, which several labels and rules may use."""

    about: Words | None = None
    phrases: Phrases = Phrases()
    figurative: Phrases = Phrases()
    negation: Literal["respect", "ignore"] = "respect"
