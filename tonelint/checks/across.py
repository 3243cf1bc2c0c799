"""What rules that look at several replies have in common: a repository, and its canned replies."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.results import Related, Result

if TYPE_CHECKING:
    from tonelint.conduct.document import Document

_WORDS = 6  # of a reply that has no name: it is called by its beginning


@dataclass(frozen=True, slots=True)
class Repository:
    """The canned replies that were read together, in their order, and the code that judges them.

    ``ui``: the language of what people are told. ``named``: files that were named one by one: what
    is not in them may be in others.
    """

    replies: tuple[Result, ...]
    document: "Document"
    ui: str
    named: frozenset[str] = frozenset()


class Across(Rule):
    """A rule that finds nothing in a reply alone: it compares those of a repository."""

    across: ClassVar[bool] = True

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """Nothing: see ``findings_across``."""
        return iter(())

    def findings_across(self, name: str, repository: Repository) -> Iterator[tuple[int, Finding]]:
        """What the rule named ``name`` sees, each with the index of the reply it is found in."""
        raise NotImplementedError


def span(text: str) -> tuple[int, int]:
    """Where the text of a reply stands, without the white space around it."""
    lead = len(text) - len(text.lstrip())
    return lead, max(lead, len(text.rstrip()))


def language(reply: Result) -> str:
    """The language of a reply: the one it says it is in, else the one it was read in."""
    return reply.draft.lang or reply.language


def called(reply: Result) -> str:
    """What people know a reply by: its title, its name, its place, else how it begins."""
    place = f"{reply.path}:{reply.line}" if reply.path else ""
    beginning = " ".join(reply.reply.split()[:_WORDS])
    return reply.draft.title or reply.id or place or beginning


def related(reply: Result) -> Related:
    """A reply as another place that a finding concerns."""
    return Related(reply.path, reply.draft.written.position(span(reply.reply)[0]), called(reply))
