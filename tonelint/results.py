"""What tonelint gives back: plain, immutable objects.

All offsets are Unicode code points in the original text, end exclusive; lines
and columns are 1-based positions in the file.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tonelint.drafts.draft import Draft, Suppression
from tonelint.drafts.places import Position

if TYPE_CHECKING:
    from tonelint.terms.living import Waiver

Source = Literal["message", "thread", "declared", "incident", "reply"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that say so, and where they stand: in their text, and in the file if it is known."""

    text: str
    start: int
    end: int
    begins: Position | None = None
    ends: Position | None = None


@dataclass(frozen=True, slots=True)
class Detection:
    """A tone or an element found: its name, a score from 0 to 1, the evidence."""

    name: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextFound(Detection):
    """A context that holds, and what says so: evidence stands in that source."""

    source: Source = "message"


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend a violation: ``text`` instead of ``start..end`` of the reply.

    ``safe``: it changes how something is written, never what is said.
    """

    start: int
    end: int
    text: str
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a violation concerns: a twin, a near-duplicate."""

    path: str | None
    begins: Position
    text: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something in a draft that breaks the code of conduct.

    ``start`` and ``end`` are offsets in the reply; ``context`` is the situation
    that makes the rule apply, if one does; ``message``, ``why`` and ``remedy``
    are in the language of the user interface, ``suggestions`` in the reply's.
    """

    rule: str
    subject: str | None
    severity: str
    message: str
    why: str
    remedy: str
    text: str
    start: int
    end: int
    begins: Position
    ends: Position
    context: str | None = None
    suggestions: tuple[str, ...] = ()
    fix: Fix | None = None
    related: tuple[Related, ...] = ()

    @property
    def name(self) -> str:
        """``rule`` or ``rule:subject``, as evaluation data writes it."""
        return f"{self.rule}:{self.subject}" if self.subject else self.rule


@dataclass(frozen=True, slots=True)
class Advice:
    """The tone a situation calls for.

    ``context`` decided (``None``: no particular situation); ``tones`` are
    names; ``words`` says them in the language of the user interface;
    ``phrases`` would do it, in the reply's language; ``notes`` are for whoever writes it.
    """

    context: str | None
    tones: tuple[str, ...]
    words: str
    phrases: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    reply_within: str | None = None
    handled_by: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A question of the decision tree, in the language of the user interface, and its answer.

    ``because`` are the contexts, signals and other facts that made it a yes.
    """

    asked: str
    yes: bool
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What the decision tree says to do, and the way there.

    ``do`` is ``answer``, ``answer-after-approval``, ``route``, ``do-not-answer`` or ``close``;
    ``to`` are the roles that answer (none: any), ``approved_by`` those of whom one agrees first.
    """

    do: str = "answer"
    to: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    note: str = ""
    path: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A violation that does not count, and why: set aside in the draft (``by``), by a ``waiver`` of
    the code of conduct, or, with neither, known already by the baseline.
    """

    violation: Violation
    reason: str
    waiver: "Waiver | None" = None
    by: Suppression | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Everything tonelint has to say of one draft.

    ``languages``: those of its halves; two of a bilingual reply.
    """

    draft: Draft
    language: str
    contexts: tuple[ContextFound, ...]
    tones: tuple[Detection, ...]
    elements: tuple[Detection, ...]
    advice: Advice
    decision: Decision
    violations: tuple[Violation, ...]
    suppressed: tuple[Suppressed, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def id(self) -> str | None:
        """The draft's name."""
        return self.draft.id

    @property
    def path(self) -> str | None:
        """The file the draft stands in, as the user named it."""
        return self.draft.path

    @property
    def line(self) -> int:
        """The line it begins on."""
        return self.draft.line

    @property
    def message(self) -> str | None:
        """The message it answers."""
        return self.draft.message

    @property
    def reply(self) -> str:
        """Its text."""
        return self.draft.reply

    def count(self, severity: str) -> int:
        """How many violations of one severity there are."""
        return sum(violation.severity == severity for violation in self.violations)

    @property
    def clean(self) -> bool:
        """Whether nothing is an error or a warning."""
        return not (self.count("error") or self.count("warning"))


@dataclass(frozen=True, slots=True)
class Situation:
    """What ``tonelint context`` says of one message."""

    id: str | None
    path: str | None
    line: int
    language: str
    message: str
    contexts: tuple[ContextFound, ...]
    advice: Advice
