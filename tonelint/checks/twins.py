"""``twins``: a canned reply without its French or English twin, and twins that differ."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from types import NoneType
from typing import TYPE_CHECKING, ClassVar, Literal

from tonelint.checks.across import Across, Repository, language, related, span
from tonelint.checks.consistent import Consistent
from tonelint.checks.fit_channel import FitChannel
from tonelint.checks.freshness import Fresh
from tonelint.checks.pairing import Pairing, pair, unmarked
from tonelint.checks.prefer import Prefer
from tonelint.checks.register import Register
from tonelint.checks.rule import Finding
from tonelint.known import BREAKING, LANGUAGES
from tonelint.resources import names_one
from tonelint.results import Result, Violation
from tonelint.templates.masking import sense_of
from tonelint.templates.placeholders import Placeholder, find
from tonelint.templates.tools import tool
from tonelint.wording import colon, filled, join, quoted

if TYPE_CHECKING:
    from tonelint.conduct.document import Document

_BILINGUAL = 0.25  # a repository in which so many replies have their twin means all to have one

# Rules that one of two twins may break for what it is: its language, its length, its own date.
_OF_ONE = (Consistent, FitChannel, Fresh, Prefer, Register)

_WORDS: dict[str, tuple[str, str]] = {
    "fr": ("française", "French"),
    "en": ("anglaise", "English"),
    "resources": (
        "seule la version {language} nomme {named}",
        "only the {language} version names {named}",
    ),
    "placeholders": (
        "seule la version {language} contient {named}",
        "only the {language} version holds {named}",
    ),
    "findings": (
        "seule la version {language} enfreint {named}",
        "only the {language} version breaks {named}",
    ),
}


class Twins(Across):
    """``what: missing``: each reply has its twin in the other language, where the code has both.

    Only in a repository that is bilingual: a quarter of the replies at least have their twin. A
    reply that names a twin (``twin``) misses it anywhere. In a file that was named by itself, only
    where other replies of the file have their twins in it: those of one language have theirs in
    files that were not named. Nor in a file of both languages in which no reply is tied to any.

    ``what: difference``: twins name the same resources (those that serve both languages), hold the
    same variables, and break the same rules, but for those of how one language is written.
    """

    check: Literal["twins"]
    what: Literal["missing", "difference"]
    subjects: ClassVar[tuple[str, ...]] = ("resources", "placeholders", "findings")

    def findings_across(
        self,
        name: str,  # noqa: ARG002 - one interface
        repository: Repository,
    ) -> Iterator[tuple[int, Finding]]:
        """One finding on a reply alone; of twins, one a subject on the reply that is to change."""
        if self.sleeps(repository.document):
            return iter(())
        return _missing(repository) if self.what == "missing" else _different(repository)

    def sleeps(self, document: "Document") -> bool:
        """Whether the code answers in one language only."""
        return not set(LANGUAGES) <= set(document.languages)


def _missing(repository: Repository) -> Iterator[tuple[int, Finding]]:
    replies, ui = repository.replies, repository.ui
    found = pair(replies)
    twins = 2 * len(found.pairs)
    is_bilingual = twins >= _BILINGUAL * (twins + len(found.alone))
    within = {replies[one].path for one, other in found.pairs if _same_file(replies, one, other)}
    untied = _untied(replies, found)
    for index in found.alone:
        path = replies[index].path
        if path in repository.named and path not in within:
            continue
        if (is_bilingual and path not in untied) or replies[index].draft.twin:
            other = _other(language(replies[index]))
            yield index, Finding(*span(replies[index].reply), fills={"language": _word(other, ui)})


def _untied(replies: Sequence[Result], found: Pairing) -> set[str | None]:
    """The files with replies in both languages of which none has a twin: what their twins are,
    their names do not say.
    """
    tied = {replies[index].path for pair in found.pairs for index in pair}
    spoken = defaultdict(set)
    for index in found.alone:
        spoken[replies[index].path].add(language(replies[index]))
    return {path for path, both in spoken.items() if len(both) > 1 and path not in tied}


def _same_file(replies: Sequence[Result], one: int, other: int) -> bool:
    return replies[one].path == replies[other].path


def _different(repository: Repository) -> Iterator[tuple[int, Finding]]:
    for french, english in pair(repository.replies).pairs:
        for index, other in ((french, english), (english, french)):
            yield from _lacking(index, other, repository)
            yield from _breaking(index, other, repository)


def _lacking(index: int, other: int, repository: Repository) -> Iterator[tuple[int, Finding]]:
    """What a reply does not have and its twin does."""
    reply, twin = repository.replies[index], repository.replies[other]
    resources = [
        resource
        for resource in repository.document.resources.values()
        if language(reply) in resource.languages
        and names_one(twin.reply, [resource])
        and not names_one(reply.reply, [resource])
    ]
    named = [resource.title.text(repository.ui) for resource in resources]
    if named:
        yield index, _finding("resources", reply, twin, twin, named, repository.ui)
    more = _more_variables(reply, twin)
    if more:
        yield index, _finding("placeholders", reply, twin, twin, more, repository.ui)


def _breaking(index: int, other: int, repository: Repository) -> Iterator[tuple[int, Finding]]:
    """The rules that a reply breaks and its twin does not, be it lightly or with a waiver."""
    reply, twin = repository.replies[index], repository.replies[other]
    known = {found.name for found in twin.violations}
    known |= {aside.violation.name for aside in twin.suppressed}
    broken = {
        found.name: _title(found, repository)
        for found in reply.violations
        if found.severity in BREAKING
        and not isinstance(repository.document.rules.get(found.rule), (*_OF_ONE, NoneType))
        and found.name not in known
    }
    if broken:
        yield index, _finding("findings", reply, twin, reply, [*broken.values()], repository.ui)


def _finding(
    subject: str, reply: Result, twin: Result, which: Result, named: list[str], ui: str
) -> Finding:
    """A finding on a reply, and the words for what only one of the two (``which``) has."""
    fills = {
        "language": _word(language(which), ui),
        "named": join([quoted(name, ui) for name in named], ui),
    }
    detail = filled(_word(subject, ui), fills)
    return Finding(
        *span(reply.reply), subject=subject, fills={"detail": detail}, related=(related(twin),)
    )


def _more_variables(reply: Result, twin: Result) -> list[str]:
    """The variables, as they are written, that only the twin has. A team may name its own in each
    language: *prenom* and *first_name* stand for the same.
    """
    own, theirs = _variables(reply.reply), _variables(twin.reply)
    left = Counter(
        sense_of(place)
        for name, place in own.items()
        if name not in theirs and _is_of_team(place, reply)
    )
    more = []
    for name, place in theirs.items():
        sense = sense_of(place)
        if name not in own and _is_of_team(place, twin) and left[sense]:
            left[sense] -= 1
        elif name not in own:
            more.append(twin.reply[place.start : place.end])
    return more


def _is_of_team(place: Placeholder, reply: Result) -> bool:
    """Whether a team named a variable itself: tools put the object before (*ticket.id*)."""
    return tool(reply.draft.tool) is None and "." not in place.name


def _variables(text: str) -> dict[str, Placeholder]:
    """The variables that a tool fills in, each where it stands first, by its name without its
    language.
    """
    found: dict[str, Placeholder] = {}
    for place in find(text):
        if place.kind == "variable":
            found.setdefault(unmarked(place.name) or place.name, place)
    return found


def _title(found: Violation, repository: Repository) -> str:
    """What people call the rule that is broken, and what is broken of it."""
    document, ui = repository.document, repository.ui
    title = document.rules[found.rule].title
    rule = title.text(ui) if title else found.rule
    subject = document.title(found.subject or "", ui)
    return f"{rule}{colon(ui)}{subject}" if subject else rule


def _other(one: str) -> str:
    return next(language for language in LANGUAGES if language != one)


def _word(key: str, ui: str) -> str:
    return _WORDS[key][ui != "fr"]
