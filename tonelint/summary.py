"""What a whole run comes to: counts, the share of humour, waivers that served nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

from tonelint.known import HUMOROUS
from tonelint.results import Result
from tonelint.wording import percent, word

if TYPE_CHECKING:
    from tonelint.checks import AnyRule
    from tonelint.conduct import Document, Policy
    from tonelint.terms import Waiver

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
class _Tally:
    """What was seen of the drafts that one code of conduct governs."""

    policy: "Policy"
    drafts: int = 0
    funny: int = 0
    waived: "set[Waiver]" = field(default_factory=set)

    def count(self, result: Result) -> None:
        self.drafts += 1
        self.funny += any(tone.name == HUMOROUS for tone in result.tones)
        self.waived.update(one.waiver for one in result.suppressed if one.waiver)

    @property
    def allowed(self) -> float:
        return self.policy.outline.humour_share

    def remarks(self, ui: str) -> Iterator[Remark]:
        told = self.policy.outline
        share = Share(self.funny, self.drafts, self.allowed)
        if share.is_too_much and told.humour_severity != "off":
            yield Remark(HUMOUR_SHARE, told.humour_severity, _about(share, ui))
        for waiver in self.policy.document.waivers if told.has_waivers and self.drafts > 1 else ():
            if waiver not in self.waived:
                text = word(f"message of {UNUSED_WAIVER}", ui, text=waiver.rule)
                yield Remark(UNUSED_WAIVER, "info", text)


@dataclass(slots=True)
class Summary:
    """Counts results as they pass. ``policy`` is the code of conduct of the first of them; a run
    over files of several codes counts those of each apart too.
    """

    policy: "Policy"
    ui: str = "en"
    drafts: int = 0
    suppressed: int = 0
    severities: dict[str, int] = field(default_factory=lambda: {"error": 0, "warning": 0})
    _tallies: list[_Tally] = field(default_factory=list)

    def counting(
        self, results: Iterable[Result], policy: "Policy | None" = None
    ) -> Iterator[Result]:
        """Passes results on, counted; ``policy`` governs them (nothing: the first)."""
        tally = _Tally(policy or self.policy)
        self._tallies.append(tally)
        for result in results:
            self.drafts += 1
            self.suppressed += len(result.suppressed)
            for severity in self.severities:
                self.severities[severity] += result.count(severity)
            tally.count(result)
            yield result

    @property
    def document(self) -> "Document":
        """The whole code of conduct of the first results."""
        return self.policy.document

    @property
    def rules(self) -> "dict[str, AnyRule]":
        """The rules of all codes of conduct met so far, by name."""
        known = dict(self.document.rules)
        for tally in self._tallies:
            known = {**tally.policy.document.rules, **known}
        return known

    @property
    def humour(self) -> Share:
        """The share of humour so far, against the strictest word on it."""
        allowed = [tally.allowed for tally in self._tallies]
        funny = sum(tally.funny for tally in self._tallies)
        return Share(funny, self.drafts, min(allowed, default=_Tally(self.policy).allowed))

    def remarks(self) -> Iterator[Remark]:
        """What is to be said at the end of a run."""
        for tally in self._tallies:
            yield from tally.remarks(self.ui)

    def reaches(self, levels: Iterable[str]) -> bool:
        """Whether something is at one of these severities."""
        said = {remark.severity for remark in self.remarks()}
        return any(self.severities.get(level) or level in said for level in levels)


def _about(share: Share, ui: str) -> str:
    return word(
        f"message of {HUMOUR_SHARE}",
        ui,
        count=str(share.count),
        of=str(share.of),
        share=percent(share.share, ui),
        allowed=percent(share.allowed, ui),
        at_least=percent(share.at_least, ui),
    )
