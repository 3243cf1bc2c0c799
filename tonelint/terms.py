"""The words a code of conduct is written in: the shapes of its smaller parts.

These are what packs and policies are validated against; they import nothing
of tonelint, so that every room can speak of them. :mod:`tonelint.conduct` puts
them together into the whole document.
"""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tonelint.known import Audience, Channel, Language, Severity

LEVELS = ("phrases", "likely", "hints", "against")


class Term(BaseModel):
    """A part of the document: unchangeable, and without unknown keys.

    Keys of several words are written with hyphens, as people write them.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        coerce_numbers_to_str=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    )


class Bilingual(Term):
    """A text in French and English; one text alone serves both."""

    fr: str
    en: str

    def text(self, language: str) -> str:
        """The text in ``language`` (English if it is neither)."""
        return self.fr if language == "fr" else self.en


def _both(value: Any) -> Any:
    return {"fr": value, "en": value} if isinstance(value, str) else value


Words = Annotated[Bilingual, BeforeValidator(_both, json_schema_input_type=Bilingual | str)]


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


class Label(Term):
    """What contexts, tones and elements have in common.

    ``sensitivity``: how little it takes for the label to hold. ``high``: a
    hint; ``low``: several signs, even of the surest.
    """

    title: Words | None = None
    about: Words | None = None
    detect: Detect = Detect()
    sensitivity: Literal["low", "normal", "high"] = "normal"


class Tone(Label):
    """How a reply sounds. ``remedy`` says what to do where the tone is out of place."""

    remedy: Words | None = None


class Element(Label):
    """Something a reply contains. ``say``: phrases that would do it."""

    remedy: Words | None = None
    say: Phrases = Phrases()


class Requirement(Term):
    """An element a context requires.

    ``when-signals``: only where one of these signals is in the message or the
    reply; ``audience``: only where the reply is read by that audience.
    """

    severity: Severity
    when_signals: tuple[str, ...] = ()
    audience: Audience | None = None


def _requirement(value: Any) -> Any:
    return {"severity": value} if isinstance(value, str) else value


Require = Annotated[
    Requirement, BeforeValidator(_requirement, json_schema_input_type=Requirement | Severity)
]
_DURATION = re.compile(r"^\d+\s*(min|h|d)$")


def _duration(value: Any) -> Any:
    if isinstance(value, str) and not _DURATION.match(value):
        raise ValueError("a duration is written like 30min, 2h or 1d")
    return value


class Stance(Term):
    """What the code of conduct wants of replies in a situation."""

    tone: tuple[str, ...] = ()
    forbid: dict[str, Severity] = Field(default_factory=dict)
    require: dict[str, Require] = Field(default_factory=dict)
    resources: tuple[str, ...] = ()
    reply_within: Annotated[str, BeforeValidator(_duration)] | None = None
    handled_by: tuple[str, ...] = ()
    say: Phrases = Phrases()


class Context(Label, Stance):
    """A situation a message puts the reply in, and what to do in it.

    ``in-reply``: what tells the situation in a canned reply, which answers no
    message; ``persists``: it still holds later in the same thread.
    """

    detect: DetectContext = DetectContext()
    in_reply: Phrases = Phrases()
    persists: bool = False


class PolicyCase(Term):
    """A draft, and what the code of conduct finds in it.

    ``expect``: all it breaks at ``error`` or ``warning``, as ``rule`` or ``rule:subject`` (nothing:
    it is clean); ``contexts`` hold, ``not-contexts`` do not; ``tone`` is the one suggested;
    ``declared``: contexts the author says.
    """

    reply: str
    name: str | None = None
    message: str | None = None
    channel: Channel | None = None
    audience: Audience | None = None
    lang: Language | None = None
    template: bool = False
    declared: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    not_contexts: tuple[str, ...] = ()
    tone: tuple[str, ...] = ()


class Voice(Term):
    """How the organisation speaks."""

    address: Literal["tu", "vous", "mirror"] = "mirror"


class Writing(Term):
    """How a language is written: what reading needs to know beforehand."""

    splits: dict[str, str] = Field(default_factory=dict)
    spellings: dict[str, str] = Field(default_factory=dict)
    negators: tuple[str, ...] = ()
    affirmations: tuple[str, ...] = ()
    function_words: tuple[str, ...] = ()
    interrogatives: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    typing: tuple[str, ...] = ()
    swearing: tuple[str, ...] = ()
    laughter: tuple[str, ...] = ()
    address: dict[Literal["tu", "vous"], tuple[str, ...]] = Field(default_factory=dict)
