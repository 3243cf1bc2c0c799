"""What a document that people sign is made of, whatever format it is written in."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tonelint.known import Language


@dataclass(frozen=True, slots=True)
class Graded:
    """A text with the severity it weighs: ``severity`` is a key, ``label`` what people read."""

    severity: str
    label: str
    text: str = ""


Line = str | Graded
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences. ``lead``: the words it begins with, set apart; ``quiet``: said aside."""

    text: str
    lead: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """Words that one may use as they are."""

    lead: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; the first cell of a row says what the row is about."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def compact(self) -> "Table":
        """The table without the columns in which no row says anything."""
        kept = [
            index for index in range(len(self.header)) if any(any(row[index]) for row in self.rows)
        ]
        return Table(
            self.caption,
            tuple(self.header[index] for index in kept),
            tuple(tuple(row[index] for index in kept) for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class Branch:
    """A question of the tree: ``when`` it is answered yes, and what is then done."""

    ask: str
    when: tuple[str, ...]
    outcome: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Ordered questions: the first answered yes decides; after the last no, ``otherwise``."""

    caption: str
    branches: tuple[Branch, ...]
    otherwise: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """An example: who says what, in order. ``known`` is what else is known of the reply.

    ``language`` is that of the example, where it is not the document's.
    """

    good: bool
    title: str
    known: str
    turns: tuple[tuple[str, str], ...]
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    """What to avoid and what to follow, side by side where there is room."""

    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Room for people to sign: who they sign as, and the lines each fills."""

    signatories: tuple[str, ...]
    lines: tuple[str, ...]


Block = Paragraph | Items | Quotes | Table | Tree | Examples | Signatures


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document, with parts of its own; a rule's has the ``grade`` it weighs."""

    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple["Section", ...] = ()
    grade: Graded | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The whole: its title, what it is about, where it comes from, and its sections."""

    language: Language
    title: str
    about: str
    origin: tuple[str, ...]
    contents: str
    sections: Sequence[Section] = field(default_factory=tuple)
