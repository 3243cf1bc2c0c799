"""What the owner of a code of conduct may want to look at: information, never a mistake.

Only of files of the user's own: nobody but us can act on what ships with tonelint.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import get_args

from tonelint import clock, strict_yaml
from tonelint.conduct import cases, incidents
from tonelint.conduct.document import DocumentKind
from tonelint.conduct.incidents import Incident, Incidents
from tonelint.conduct.loading import Policy
from tonelint.conduct.source import Source, phrases_in
from tonelint.resources import right_numbers
from tonelint.terms import Condition, Context, Phrases
from tonelint.text.folding import plain
from tonelint.wording import filled, join, word

STALE = 365  # days after which a resource is to be verified again
_SOON = 30  # days before its end at which a waiver is named
_LONG = timedelta(days=7)  # an incident open for longer was forgotten, or is no incident
_PAST = timedelta(days=1)

_Place = tuple[Source, int, int]

_WORDS: dict[str, tuple[str, str]] = {
    "unverified": (
        "la ressource « {name} » n'a jamais été vérifiée : vérifiez-la, puis ajoutez"
        " « verified-on: {today} »",
        "the resource “{name}” was never verified: verify it, then add “verified-on: {today}”",
    ),
    "stale": (
        "la ressource « {name} » a été vérifiée il y a {days} jours : vérifiez-la de nouveau",
        "the resource “{name}” was verified {days} days ago: verify it again",
    ),
    "waiver over": (
        "la dérogation à « {name} » est échue depuis le {day} : renouvelez-la ou retirez-la",
        "the waiver of “{name}” ended on {day}: renew it or remove it",
    ),
    "waiver ending": (
        "la dérogation à « {name} » prend fin le {day}",
        "the waiver of “{name}” ends on {day}",
    ),
    "incident past": (
        "l'incident « {name} » a pris fin le {day} : retirez-le",
        "the incident “{name}” ended on {day}: remove it",
    ),
    "incident open": (
        "l'incident « {name} » est ouvert depuis le {day} : s'il est fini, ajoutez « until »",
        "the incident “{name}” has been open since {day}: if it is over, add “until”",
    ),
    "incidents overlap": (
        "l'incident « {name} » chevauche celui de la ligne {line}, au même endroit : gardez-en un",
        "the incident “{name}” overlaps the one on line {line}, in the same place: keep one",
    ),
    "unreached context": (
        "rien ne mène à la situation « {name} » : ni « detect », ni incident, ni cas qui la"
        " déclare",
        "nothing leads to the context “{name}”: no “detect”, no incident, no case that declares it",
    ),
    "hidden question": (
        "on n'arrive jamais à cette question : chaque fois que la réponse serait oui, la question"
        " de la ligne {line} a déjà décidé",
        "this question is never reached: whenever its answer would be yes, the question on line"
        " {line} has decided already",
    ),
    "question never yes": (
        "la réponse à cette question n'est jamais oui : « not-contexts » exclut tous ses"
        " « contexts »",
        "the answer to this question is never yes: “not-contexts” excludes all of its “contexts”",
    ),
    "rule off": ("la règle « {name} » est désactivée", "the rule “{name}” is off"),
    "phrase twice": (
        "l'expression « {name} » est déjà à la ligne {line}",
        "the phrase “{name}” is on line {line} already",
    ),
    "phrase inherited": (
        "l'expression « {name} » vient déjà de {file}",
        "the phrase “{name}” already comes from {file}",
    ),
    "idle role": (
        "le rôle « {name} » n'a aucun pouvoir, et ni question ni situation ne le nomme",
        "the role “{name}” has no power, and no question or context names it",
    ),
    "documents": (
        "documents couverts : {covered}; « documents » ne dit pas où sont : {missing}",
        "documents covered: {covered}; “documents” does not say where these are: {missing}",
    ),
    "all documents": (
        "les cinq documents sont couverts : {covered}",
        "all five documents are covered: {covered}",
    ),
    "no": ("aucun", "none"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at, and where."""

    file: str
    line: int
    column: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.sentence}"


def remarks(
    policy: Policy, ui: str, now: datetime | None = None, stale: int = STALE
) -> tuple[Remark, ...]:
    """What there is to look at, file by file and line by line, in the language of the interface.

    ``now``: the time that dates are looked at; ``stale``: for how many days a resource stays
    verified. Raises :class:`PolicyMistakes` for a file of incidents or cases with a mistake in it.
    """
    seen = _Looking(policy, ui, now or clock.now(), stale)
    return tuple(sorted(seen.all(), key=lambda one: (one.file, one.line, one.column)))


@dataclass(frozen=True, slots=True)
class _Looking:
    """Looks at a code of conduct, at a time."""

    policy: Policy
    ui: str
    now: datetime
    stale: int

    def all(self) -> Iterator[Remark]:
        known = incidents.load(self.policy)
        yield from self._resources()
        yield from self._waivers()
        yield from self._incidents(known)
        yield from self._contexts(known)
        yield from self._questions()
        yield from self._rules()
        yield from self._phrases()
        yield from self._roles()
        yield from self._documents()

    def _resources(self) -> Iterator[Remark]:
        today = self.now.date()
        for name, resource in self.policy.document.resources.items():
            if not (resource.url or right_numbers(resource, self.ui)):
                continue  # a title alone does not grow old
            path = ("resources", name)
            if resource.verified_on is None:
                yield from self._at(path, "unverified", name=name, today=today)
            elif (today - resource.verified_on).days > self.stale:
                days = (today - resource.verified_on).days
                yield from self._at((*path, "verified-on"), "stale", name=name, days=days)

    def _waivers(self) -> Iterator[Remark]:
        for index, waiver in enumerate(self.policy.document.waivers):
            if waiver.until is None:
                continue
            left = (waiver.until - self.now.date()).days
            if left <= _SOON:
                key = "waiver over" if left < 0 else "waiver ending"
                path = ("waivers", index, "until")
                yield from self._at(path, key, name=waiver.rule, day=waiver.until)

    def _incidents(self, known: Incidents | None) -> Iterator[Remark]:
        if known is None:
            return
        for index, one in enumerate(known.all):
            if one.until and self.now - one.until > _PAST:
                place = known.place(index, "until")
                yield from self._on(place, "incident past", name=one.context, day=one.until.date())
            elif one.until is None and self.now - one.from_ > _LONG:
                place = known.place(index, "from")
                yield from self._on(place, "incident open", name=one.context, day=one.from_.date())
        current = [(i, one) for i, one in enumerate(known.all) if not self._is_over(one)]
        for (first, earlier), (second, later) in combinations(current, 2):
            if _overlap(earlier, later):
                _, line, _ = known.place(first)
                place = known.place(second)
                yield from self._on(place, "incidents overlap", name=later.context, line=line)

    def _is_over(self, incident: Incident) -> bool:
        return incident.until is not None and incident.until <= self.now

    def _contexts(self, known: Incidents | None) -> Iterator[Remark]:
        document = self.policy.document
        by_phrases = document.detection == "phrases"
        reached = {one.context for one in known.all} if known else set()
        for _, _, case in cases.of(self.policy):
            reached.update(case.declared)
        for name, context in document.contexts.items():
            if name not in reached and not _is_recognised(context, by_phrases=by_phrases):
                yield from self._at(("contexts", name), "unreached context", name=name)

    def _questions(self) -> Iterator[Remark]:
        questions = self.policy.document.decision_tree
        for index, question in enumerate(questions):
            asked = question.if_
            path = ("decision-tree", index)
            if asked.contexts and set(asked.contexts) <= set(asked.not_contexts):
                yield from self._at(path, "question never yes")
                continue
            for first, earlier in enumerate(questions[:index]):
                if _implies(asked, earlier.if_):
                    _, line, _ = self.policy.place(("decision-tree", first))
                    yield from self._at(path, "hidden question", line=line)
                    break

    def _rules(self) -> Iterator[Remark]:
        for name, rule in self.policy.document.rules.items():
            if rule.severity == "off":
                yield from self._at(("rules", name, "severity"), "rule off", name=name)

    def _phrases(self) -> Iterator[Remark]:
        """Phrases that stand in a list, or in the one it adds to, already."""
        known: dict[tuple[object, ...], tuple[Source, strict_yaml.Path]] = {}
        for source in self.policy.sources:
            for language, phrase, path in phrases_in(source.says):
                words = " ".join(map(plain, phrase.split()))
                first, where = known.setdefault((language, words, *path[:-1]), (source, path))
                is_first = first is source and where == path
                takes_over = isinstance(path[-1], str)  # another replacement of a word, on purpose
                if source.is_shipped or is_first or takes_over:
                    continue
                place = (source, *strict_yaml.place(source.text, path))
                if first is source:
                    line, _ = strict_yaml.place(source.text, where)
                    yield from self._on(place, "phrase twice", name=phrase, line=line)
                else:
                    yield from self._on(place, "phrase inherited", name=phrase, file=first.shown)

    def _roles(self) -> Iterator[Remark]:
        document = self.policy.document
        named = set(document.humour.roles)
        for question in document.decision_tree:
            named.update(question.then.to, question.then.approved_by)
        for stance in (document.always, *document.contexts.values()):
            named.update(stance.handled_by, stance.approved_by)
        for name, role in document.roles.items():
            if not role.may and name not in named:
                yield from self._at(("roles", name), "idle role", name=name)

    def _documents(self) -> Iterator[Remark]:
        document = self.policy.document
        covered = {*document.documents, *(("decision-tree",) if document.decision_tree else ())}
        kinds = get_args(DocumentKind)
        there = self._list(kind for kind in kinds if kind in covered)
        missing = self._list(kind for kind in kinds if kind not in covered)
        source = self.policy.sources[-1]
        place = (source, *strict_yaml.place(source.text, ("documents",)))
        if missing:
            covered_words = there or self._say("no")
            yield from self._on(place, "documents", covered=covered_words, missing=missing)
        else:
            yield from self._on(place, "all documents", covered=there)

    def _list(self, keys: Iterable[str]) -> str:
        return join([word(key, self.ui) for key in keys], self.ui)

    def _at(self, path: strict_yaml.Path, key: str, **fills: object) -> Iterator[Remark]:
        yield from self._on(self.policy.place(path), key, **fills)

    def _on(self, place: _Place, key: str, **fills: object) -> Iterator[Remark]:
        """The remark, if it is about a file of the user's own."""
        source, line, column = place
        if not source.is_shipped:
            yield Remark(source.shown, line, column, self._say(key, **fills))

    def _say(self, key: str, **fills: object) -> str:
        french, english = _WORDS[key]
        said = {name: str(fill) for name, fill in fills.items()}
        return filled(french if self.ui == "fr" else english, said)


def _overlap(one: Incident, other: Incident) -> bool:
    """Whether two incidents say the same of one place at one time."""
    return (
        one.context == other.context
        and one.concerns(other.region)
        and (one.until is None or other.from_ < one.until)
        and (other.until is None or one.from_ < other.until)
    )


def _is_recognised(context: Context, *, by_phrases: bool) -> bool:
    """Whether a text can tell the context; example messages do by the text model only."""
    detect = context.detect
    if by_phrases:
        detect = detect.model_copy(update={"examples": Phrases()})
    return not detect.empty or bool(context.in_reply.fr or context.in_reply.en)


def _implies(later: Condition, earlier: Condition) -> bool:
    """Whether a yes to one question is always a yes to another."""
    lists = (
        (later.contexts, earlier.contexts),
        (later.signals, earlier.signals),
        (later.channels, earlier.channels),
    )
    return (
        all(not wanted or (given and set(given) <= set(wanted)) for given, wanted in lists)
        and set(earlier.not_contexts) <= set(later.not_contexts)
        and earlier.audience in (None, later.audience)
        and (earlier.our_turns is None or (later.our_turns or 0) >= earlier.our_turns)
    )
