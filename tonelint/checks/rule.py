"""What every rule has, whatever its kind, and what a rule is given to judge."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from tonelint.drafts.draft import Draft
from tonelint.known import Audience, Channel, Severity
from tonelint.results import Decision, Evidence, Fix, Related
from tonelint.terms import Detect, Shown, Stance, Term, Words
from tonelint.understanding.reading import Reading, ReadText

if TYPE_CHECKING:
    from tonelint.conduct.document import Document

# A finding rests on several things found: a context, say, and a tone. Each may be wrong, so it is
# as likely as all of them together; one less likely than this would be a false alarm too often.
# Chosen on held-out texts: `docs/quality.md`.
LIKELY = 0.5

Name = Annotated[str, Field(min_length=1)]


class When(Term):
    """Where a rule applies: everything given must hold."""

    contexts: tuple[Name, ...] = ()  # any of them
    audience: Audience | None = None
    template: bool | None = None
    channels: tuple[Channel, ...] = ()


class Unless(Term):
    """What excuses a reply: any of these in it."""

    elements: tuple[Name, ...] = ()
    tones: tuple[Name, ...] = ()


class Example(Shown):
    """A draft on which a rule must, or must not, find something.

    ``beside``: the replies that stand before it in its repository.
    """

    contexts: tuple[str, ...] = ()
    beside: tuple[Shown, ...] = ()
    subject: str | None = None  # of a failing example: the tone or element meant


class Examples(Term):
    """Examples, run as tests: a rule that fires on none of its own is a mistake."""

    fail: tuple[Example, ...] = ()
    pass_: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw: where, and what fills the holes of the rule's message.

    ``severity`` is ``None`` where the rule's own is meant. ``context`` names
    the situation that makes it a violation; ``subject`` the tone or element; ``related`` are other
    replies that it concerns.
    """

    start: int
    end: int
    subject: str | None = None
    severity: str | None = None
    context: str | None = None
    fills: Mapping[str, str] | None = None
    suggestions: tuple[str, ...] = ()
    fix: Fix | None = None
    related: tuple[Related, ...] = ()

    @classmethod
    def at(cls, evidence: Evidence, **more: str | None) -> "Finding":
        """A finding on the words of an evidence."""
        return cls(evidence.start, evidence.end, fills=None, **more)  # type: ignore[arg-type]

    @classmethod
    def on(cls, half: ReadText, **more: str | None) -> "Finding":
        """A finding on a whole text: something is missing from it."""
        lead = len(half.text) - len(half.text.lstrip())
        end = half.start + max(len(half.text.rstrip()), lead)
        return cls(half.start + lead, end, fills=None, **more)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Case:
    """A draft to judge: what is known and understood of it, and what the policy wants there.

    ``stances`` are what the policy says of each context that holds, the
    strictest first, and last what it says always (named ``None``); ``decision``
    is what its decision tree says to do. ``ui``: the language of what people are told; ``today``:
    the day that ages are counted to.
    """

    draft: Draft
    reading: Reading
    document: "Document"
    stances: tuple[tuple[str | None, Stance], ...]
    decision: Decision
    ui: str
    today: date

    def titles(self, roles: Iterable[str]) -> str:
        """Roles as people say them, in the language of the user interface."""
        named = self.document.roles
        return ", ".join(
            named[role].title.text(self.ui) if role in named else role for role in roles
        )

    def chance(self, contexts: Collection[str | None]) -> float:
        """How likely it is that what the policy says of one of these contexts applies."""
        return 1.0 if None in contexts else self.reading.chance(contexts)

    @property
    def audience(self) -> str:
        """``public`` or ``private``."""
        return self.draft.readers


class Rule(Term):
    """A rule of the code of conduct. Each kind adds its own keys and ``findings``.

    ``subjects``: those of its findings that are no name of the document. ``across``: it looks at
    the replies of a repository together (:mod:`tonelint.checks.across`), not at each alone;
    ``as_written``: at a canned reply as it is written, branches and all, not at each text that may
    be sent.
    """

    subjects: ClassVar[tuple[str, ...]] = ()
    across: ClassVar[bool] = False
    as_written: ClassVar[bool] = False

    message: Words
    why: Words
    remedy: Words
    source: Words | None = None
    severity: Severity
    title: Words | None = None
    when: When = When()
    unless: Unless = Unless()
    examples: Examples = Examples()

    def findings(self, name: str, case: Case) -> Iterable[Finding]:
        """What the rule named ``name`` sees in a case that it applies to."""
        raise NotImplementedError

    def detects(self, name: str) -> Mapping[str, Detect]:  # noqa: ARG002 - one interface
        """What understanding must look for in replies, by the name it is found under."""
        return {}

    def sleeps(self, document: "Document") -> bool:  # noqa: ARG002 - one interface
        """Whether the document leaves out what the rule judges by: it then finds nothing."""
        return False

    def references(self) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
        """``(kind, name, key path)`` of everything the rule names, to be checked on loading."""
        for index, name in enumerate(self.when.contexts):
            yield "context", name, ("when", "contexts", index)
        for index, name in enumerate(self.unless.elements):
            yield "element", name, ("unless", "elements", index)
        for index, name in enumerate(self.unless.tones):
            yield "tone", name, ("unless", "tones", index)

    def applies(self, case: Case) -> bool:
        """Whether ``when`` holds for a case and nothing in ``unless`` does."""
        when, reading = self.when, case.reading
        if when.contexts and not any(map(reading.has_context, when.contexts)):
            return False
        if when.audience and when.audience != case.audience:
            return False
        if when.template is not None and when.template != case.draft.template:
            return False
        if when.channels and case.draft.channel not in when.channels:
            return False
        elements = {found.name for found in reading.elements}
        tones = {found.name for found in reading.tones}
        return not (elements & set(self.unless.elements) or tones & set(self.unless.tones))
