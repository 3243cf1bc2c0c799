"""``limit``: at most so many of something in a reply."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from tonelint.checks.rule import Case, Finding, Name, Rule

Count = Annotated[int, Field(ge=0)]


class Limit(Rule):
    """At most ``max`` places where the signal ``count`` stands; ``max-in`` by context."""

    check: Literal["limit"]
    count: Name
    max: Count
    max_in: dict[str, Count] = Field(default_factory=dict)

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding a half, from the first place too many to the last."""
        limits = [(self.max, None)] + [
            (most, context)
            for context, most in self.max_in.items()
            if case.reading.has_context(context)
        ]
        most, context = min(limits, key=lambda limit: limit[0])
        for half in case.reading.halves:
            places = half.signals.get(self.count, ())
            if len(places) > most:
                yield Finding(
                    places[most].start,
                    places[-1].end,
                    context=context,
                    fills={"count": str(len(places)), "max": str(most)},
                )

    def references(self) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
        """The signal that is counted and the contexts with limits of their own."""
        yield from super().references()
        yield "signal", self.count, ("count",)
        for context in self.max_in:
            yield "context", context, ("max-in", context)
