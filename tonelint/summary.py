"""What a whole run comes to: counts, the share of humour, waivers that served nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt

from tonelint.conduct.document import Document
from tonelint.known import HUMOROUS
from tonelint.results import Result
from tonelint.terms import Waiver
from tonelint.wording import percent, word

HUMOUR_SHARE, UNUSED_WAIVER = "humour-share", "unused-waiver"
_Z = 1.645  # one-sided, 95 %
_ENOUGH = 20  # replies below which a share says nothing


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the replies are funny, and how many may be.

    ``at_least`` is the lower confidence bound of the share (Wilson's, one-sided, 95 %): few
    replies prove little, 2 of 20 nothing.
    """

    count: int
    of: int
    allowed: float

    @property
    def share(self) -> float:
        """The share that was seen."""
        return self.count / self.of if self.of else 0.0

    @property
    def at_least(self) -> float:
        """What the share is at least, as far as so many replies tell."""
        if not self.count:
            return 0.0
        near = self.share + _Z**2 / (2 * self.of)
        spread = _Z * sqrt(self.share * (1 - self.share) / self.of + (_Z / (2 * self.of)) ** 2)
        return (near - spread) / (1 + _Z**2 / self.of)

    @property
    def is_too_much(self) -> bool:
        """Whether it is sure enough that more replies are funny than may be."""
        return self.of >= _ENOUGH and self.at_least > self.allowed


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the run as a whole, in the language of the user interface."""

    name: str
    severity: str
    text: str


@dataclass(slots=True)
class Summary:
    """Counts results as they pass."""

    document: Document
    ui: str = "en"
    drafts: int = 0
    suppressed: int = 0
    severities: dict[str, int] = field(default_factory=lambda: {"error": 0, "warning": 0})
    funny: int = 0
    _waived: set[Waiver] = field(default_factory=set)

    def counting(self, results: Iterable[Result]) -> Iterator[Result]:
        """Passes results on, counted."""
        for result in results:
            self.drafts += 1
            self.suppressed += len(result.suppressed)
            for severity in self.severities:
                self.severities[severity] += result.count(severity)
            self.funny += any(tone.name == HUMOROUS for tone in result.tones)
            self._waived.update(one.waiver for one in result.suppressed if one.waiver)
            yield result

    @property
    def humour(self) -> Share:
        """The share of humour so far."""
        return Share(self.funny, self.drafts, self.document.humour.share)

    def remarks(self) -> Iterator[Remark]:
        """What is to be said at the end of a run."""
        share, severity = self.humour, self.document.humour.severity
        if share.is_too_much and severity != "off":
            yield Remark(HUMOUR_SHARE, severity, self._about(share))
        for waiver in self.document.waivers if self.drafts > 1 else ():
            if waiver not in self._waived:
                text = word(f"message of {UNUSED_WAIVER}", self.ui, text=waiver.rule)
                yield Remark(UNUSED_WAIVER, "info", text)

    def reaches(self, levels: Iterable[str]) -> bool:
        """Whether something is at one of these severities."""
        said = {remark.severity for remark in self.remarks()}
        return any(self.severities.get(level) or level in said for level in levels)

    def _about(self, share: Share) -> str:
        return word(
            f"message of {HUMOUR_SHARE}",
            self.ui,
            count=str(share.count),
            of=str(share.of),
            share=percent(share.share, self.ui),
            allowed=percent(share.allowed, self.ui),
            at_least=percent(share.at_least, self.ui),
        )
