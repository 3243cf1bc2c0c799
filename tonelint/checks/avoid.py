"""``avoid``: something that must not be in a reply."""

from collections.abc import Iterator, Mapping
from typing import Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.terms import Detect


class Avoid(Rule):
    """Nothing of what ``detect`` recognises may be in the reply."""

    check: Literal["avoid"]
    detect: Detect

    def findings(self, name: str, case: Case) -> Iterator[Finding]:
        """Every place where it is; the context is the one that makes the rule apply."""
        context = next(filter(case.reading.has_context, self.when.contexts), None)
        for half in case.reading.halves:
            if name in half.rules:
                for evidence in half.rules[name].evidence:
                    yield Finding.at(evidence, context=context)

    def detects(self, name: str) -> Mapping[str, Detect]:
        """What to look for."""
        return {name: self.detect}
