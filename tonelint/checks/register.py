"""``register``: words too familiar, or too stiff, for how the organisation speaks."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.results import Evidence
from tonelint.wording import word

if TYPE_CHECKING:
    from tonelint.conduct.document import Document

_UNWELCOME = {
    "formal": ("familiar",),
    "familiar": ("formal",),
    "plain": ("familiar", "formal"),
}


class Register(Rule):
    """Familiar words do not fit a formal ``register``, stiff ones a familiar one, neither a plain
    one. A code that names none judges none.
    """

    check: Literal["register"]
    subjects: ClassVar[tuple[str, ...]] = ("familiar", "formal")

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding a place, in the order of what is unwelcome."""
        register = case.document.voice.register_
        for unwelcome in _UNWELCOME[register] if register else ():
            for found in _apart(case.reading.signal(_signal(unwelcome))):
                fills = {"subject": word(f"register {unwelcome}", case.ui)}
                yield Finding(found.start, found.end, subject=unwelcome, fills=fills)

    def references(self) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
        """The signals that tell registers."""
        yield from super().references()
        for subject in self.subjects:
            yield "signal", _signal(subject), ("check",)

    def sleeps(self, document: "Document") -> bool:
        """Without a register."""
        return document.voice.register_ is None


def _apart(places: Iterable[Evidence]) -> Iterator[Evidence]:
    """Of places that overlap, the first and longest."""
    end = 0
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if place.start >= end:
            end = place.end
            yield place


def _signal(register: str) -> str:
    return f"register-{register}"
