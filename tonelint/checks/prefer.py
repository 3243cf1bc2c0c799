"""``prefer``: one wording rather than another."""

from collections.abc import Iterator, Mapping
from typing import Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.known import Language
from tonelint.terms import Detect, Signs


class Prefer(Rule):
    """``replace`` gives, by language, phrases and what to write instead."""

    check: Literal["prefer"]
    replace: dict[Language, dict[str, str]]

    def findings(self, name: str, case: Case) -> Iterator[Finding]:
        """Every place where the other wording stands, unless it is already the preferred one."""
        for key, preferred in self._preferred(name):
            for half in case.reading.halves:
                found = half.rules.get(key)
                for evidence in found.evidence if found else ():
                    if evidence.text != preferred:
                        yield Finding(
                            evidence.start,
                            evidence.end,
                            fills={"replacement": preferred},
                            suggestions=(preferred,),
                        )

    def detects(self, name: str) -> Mapping[str, Detect]:
        """Each phrase to replace, under a name of its own."""
        found = {}
        for language, replacements in self.replace.items():
            for index, phrase in enumerate(replacements):
                signs = Signs.model_validate({language: [phrase]})
                found[f"{name}/{language}/{index}"] = Detect(phrases=signs, negation="ignore")
        return found

    def _preferred(self, name: str) -> Iterator[tuple[str, str]]:
        for language, replacements in self.replace.items():
            for index, preferred in enumerate(replacements.values()):
                yield f"{name}/{language}/{index}", preferred
