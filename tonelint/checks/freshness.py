"""``fresh``: a canned reply that nobody has read over for too long."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from tonelint.checks.across import span
from tonelint.checks.rule import Case, Finding, Rule
from tonelint.terms import minutes
from tonelint.terms.base import Duration
from tonelint.wording import filled

_DAY = 1440  # minutes
_WORDS: dict[str, tuple[str, str]] = {
    "stale": (
        "sa dernière relecture date du {date}",
        "it was last read over on {date}",
    ),
    "never": (
        "rien ne dit quand elle a été relue",
        "nothing says when it was last read over",
    ),
}
_UNITS = {"min": ("minute", "minute"), "h": ("heure", "hour"), "d": ("jour", "day")}


class Fresh(Rule):
    """A canned reply was read over (``reviewed``) within ``every``.

    ``required``: whether one that says no date is a finding too.
    """

    check: Literal["fresh"]
    as_written: ClassVar[bool] = True
    every: Duration = "365d"
    required: bool = False

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding on the whole reply."""
        reviewed = case.draft.reviewed
        if not case.draft.template:
            return
        if reviewed is None:
            if self.required:
                yield self._finding(case, "never", "")
        elif (case.today - reviewed).days * _DAY > minutes(self.every):
            yield self._finding(case, "stale", reviewed.isoformat())

    def _finding(self, case: Case, what: str, day: str) -> Finding:
        fills = {"date": day, "limit": _said(self.every, case.ui)}
        detail = filled(_WORDS[what][case.ui != "fr"], fills)
        return Finding(*span(case.draft.reply), fills={**fills, "detail": detail})


def _said(duration: str, ui: str) -> str:
    """A duration in words: *365 jours*."""
    count = int("".join(filter(str.isdigit, duration)))
    unit = _UNITS[duration.lstrip("0123456789 ")][ui != "fr"]
    plural = count > 1 or (ui != "fr" and count == 0)
    return f"{count}\u00a0{unit}{'s' if plural else ''}"
