"""The whole document: what a code of conduct, or a pack, may say."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from tonelint.checks import AnyRule
from tonelint.known import Channel, Detecting, Language
from tonelint.terms import (
    Adoption,
    AnyResource,
    ChannelProfile,
    Context,
    Element,
    Files,
    Humour,
    Label,
    Names,
    NeverWaived,
    Phrases,
    PolicyCase,
    Power,
    Question,
    Resource,
    Role,
    Signal,
    Stance,
    Term,
    Tone,
    Voice,
    Waiver,
    Words,
    Writing,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

DocumentKind = Literal[
    "editorial-policy", "netiquette", "editorial-calendar", "decision-tree", "governance"
]


class Document(Term):
    """A code of conduct, or a pack of rules and phrases that one extends.

    ``detection``: by phrases and the text model, or by phrases alone;
    ``order`` lists contexts from the strictest on; ``always`` is what is wanted
    whatever the situation. ``powers`` are what not everyone may do, ``roles`` who may;
    ``decision-tree``: ordered questions, the first answered yes decides.
    ``documents``: where the organisation's other documents are (editorial policy, netiquette,
    calendar, governance), which this code does not replace. ``files``: which files hold drafts.
    """

    schema_: Literal[1]
    name: Words | None = None
    about: Words | None = None
    extends: Names = ()
    languages: tuple[Language, ...] = ("fr", "en")
    voice: Voice = Voice()
    detection: Detecting = "full"
    channels: dict[Channel, ChannelProfile] = Field(default_factory=dict)
    roles: dict[str, Role] = Field(default_factory=dict)
    powers: dict[str, Power] = Field(default_factory=dict)
    humour: Humour = Humour()
    resources: dict[str, AnyResource] = Field(default_factory=dict)
    regions: tuple[str, ...] = ()
    incidents: str | None = None
    files: Files = Files()
    documents: dict[DocumentKind, Words] = Field(default_factory=dict)
    decision_tree: tuple[Question, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    never_waived: NeverWaived = NeverWaived()
    adoption: tuple[Adoption, ...] = ()
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

    def title(self, name: str, language: str) -> str:
        """What people call what has a name here; empty if nothing is called so, or untitled."""
        groups: tuple[Mapping[str, Label | Power | Resource], ...] = (
            self.contexts,
            self.tones,
            self.elements,
            self.powers,
            self.resources,
        )
        found = (group[name].title for group in groups if name in group)
        return next((title.text(language) for title in found if title), "")

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
        by_powers = (name for power in self.powers.values() for name in power.signals)
        return frozenset((*by_rules, *by_stances, *by_powers, *self.wanted_of_messages()))

    def wanted_of_messages(self) -> frozenset[str]:
        """The signals that powers and the decision tree look for in messages."""
        by_powers = (name for power in self.powers.values() for name in power.message_signals)
        by_tree = (name for question in self.decision_tree for name in question.if_.signals)
        return frozenset((*by_powers, *by_tree))
