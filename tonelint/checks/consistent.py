"""``consistent``: a reply that holds to one language, or one form of address."""

from collections.abc import Iterator
from typing import Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.known import LANGUAGES
from tonelint.understanding.reading import ReadText

_SURE = 0.75  # how sure both languages must be before a reply is held against its message
_FEWEST_WORDS = 2
_TU, _VOUS = "address-tu", "address-vous"  # signals of the packs


class Consistent(Rule):
    """``what: language``: the reply is in the message's language.

    ``what: address``: a French reply says *tu* or *vous* to its reader, not both.
    """

    check: Literal["consistent"]
    what: Literal["language", "address"]

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding on the reply, or one on the form of address that comes second."""
        return self._language(case) if self.what == "language" else self._address(case)

    def references(self) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
        """The signals that tell forms of address."""
        yield from super().references()
        if self.what == "address":
            yield "signal", _TU, ("what",)
            yield "signal", _VOUS, ("what",)

    @staticmethod
    def _language(case: Case) -> Iterator[Finding]:
        message, halves = case.reading.message, case.reading.halves
        if not all(map(_is_sure, halves)):
            return
        languages = {half.language for half in halves}
        if languages <= set(LANGUAGES) and not languages & set(case.document.languages):
            yield Finding.on(halves[0])
        elif message is not None and _is_sure(message):
            both = languages == set(LANGUAGES)  # also answers a message in a third language
            if message.language not in languages and not both:
                yield Finding.on(halves[0])

    @staticmethod
    def _address(case: Case) -> Iterator[Finding]:
        for half in case.reading.halves:
            tu, vous = half.signals.get(_TU, ()), half.signals.get(_VOUS, ())
            wrong = {"vous": tu, "tu": vous}.get(case.document.voice.address, ())
            if half.language == "fr" and wrong:
                yield Finding.at(wrong[0])
            elif half.language == "fr" and tu and vous:
                yield Finding.at(max(tu[0], vous[0], key=lambda found: found.start))


def _is_sure(text: ReadText) -> bool:
    return text.certainty >= _SURE and len(text.text.split()) >= _FEWEST_WORDS
