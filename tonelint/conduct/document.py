"""The whole document: what a code of conduct, or a pack, may say."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from tonelint.checks import AnyRule
from tonelint.known import Detecting, Language
from tonelint.terms import (
    Context,
    Element,
    Phrases,
    PolicyCase,
    Signal,
    Stance,
    Term,
    Tone,
    Voice,
    Words,
    Writing,
)


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Document(Term):
    """A code of conduct, or a pack of rules and phrases that one extends.

    ``detection``: by phrases and the text model, or by phrases alone;
    ``order`` lists contexts from the strictest on; ``always`` is what is wanted
    whatever the situation.
    """

    schema_: Literal[1]
    name: Words | None = None
    about: Words | None = None
    extends: Annotated[
        tuple[str, ...],
        BeforeValidator(_one_or_more, json_schema_input_type=tuple[str, ...] | str),
    ] = ()
    languages: tuple[Language, ...] = ("fr", "en")
    voice: Voice = Voice()
    detection: Detecting = "full"
    resources: dict[str, Words] = Field(default_factory=dict)
    incidents: str | None = None
    order: tuple[str, ...] = ()
    always: Stance = Stance()
    contexts: dict[str, Context] = Field(default_factory=dict)
    rules: dict[str, AnyRule] = Field(default_factory=dict)
    tones: dict[str, Tone] = Field(default_factory=dict)
    elements: dict[str, Element] = Field(default_factory=dict)
    signals: dict[str, Signal] = Field(default_factory=dict)
    sets: dict[str, Phrases] = Field(default_factory=dict)
    language: dict[Language, Writing] = Field(default_factory=dict)
    cases: tuple[PolicyCase, ...] = ()

    def wanted_signals(self) -> frozenset[str]:
        """The signals that rules and requirements name."""
        by_rules = (
            name
            for rule in self.rules.values()
            for kind, name, _ in rule.references()
            if kind == "signal"
        )
        by_stances = (
            name
            for stance in (self.always, *self.contexts.values())
            for requirement in stance.require.values()
            for name in requirement.when_signals
        )
        return frozenset((*by_rules, *by_stances))
