"""The one object behind every face of tonelint: command line, hooks, editors."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tonelint import clock
from tonelint.conduct import Policy, PolicyMistakes, load
from tonelint.conduct.loading import DEFAULT
from tonelint.conduct.source import Source, own_phrases, phrases_in
from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import readable
from tonelint.errors import InputError, PolicyError
from tonelint.known import Detecting
from tonelint.nearest import nearest
from tonelint.results import (
    ContextFound,
    Decision,
    Result,
    Situation,
    Suppressed,
    Violation,
)

if TYPE_CHECKING:
    from tonelint.checks import Case
    from tonelint.conduct import Document
    from tonelint.conduct.incidents import Incident
    from tonelint.judging import Judge
    from tonelint.templates import Variant
    from tonelint.understanding.reading import Reading
    from tonelint.understanding.understand import Understanding


class Linter:
    """Checks drafts against a code of conduct.

    >>> linter = Linter(policy="utility")
    >>> result = linter.check(reply="Patience!", message="Plus de courant depuis 8 h…")
    >>> result.violations[0].rule
    'missing-element'
    """

    def __init__(
        self,
        policy: str | Path | Policy = DEFAULT,
        *,
        ui: str = "en",
        during: Iterable[str] = (),
        now: datetime | None = None,
        detection: Detecting | None = None,
    ) -> None:
        """Loads the code of conduct (a built-in name, a file, or one already loaded).

        ``ui`` (``fr`` or ``en``) is the language of messages; ``during`` are
        contexts that hold for every draft; ``now`` is the time at which the
        policy's incidents, waivers and adoption are looked at; ``detection``
        (``full``, or ``phrases`` to do without the text model) is the policy's
        own if not given. Raises
        :class:`~tonelint.conduct.PolicyMistakes` or :class:`InputError`.
        """
        self.policy = policy if isinstance(policy, Policy) else load(policy)
        self.ui = ui
        self.detection = detection or self.policy.outline.detection
        now = clock.aware(now) if now else clock.now()
        self.today = now.date()
        self._during = tuple(during)
        for context in self._during:
            self._refuse_unknown(context)
        self._active = tuple(_active(self.policy, now))

    # What a run in which nothing is new does without is imported and made only when it is used.

    @property
    def _document(self) -> "Document":
        return self.policy.document

    @cached_property
    def _judge(self) -> "Judge":
        from tonelint.judging import Judge  # noqa: PLC0415

        return Judge(self._document, self.ui, self.today)

    @cached_property
    def understanding(self) -> "Understanding":
        """What reads texts for this linter."""
        from tonelint.model import model  # noqa: PLC0415
        from tonelint.understanding.understand import Lore, Understanding  # noqa: PLC0415

        document = self._document
        detects = {
            key: detect
            for name, rule in document.rules.items()
            if rule.severity != "off"
            for key, detect in rule.detects(name).items()
        }
        return Understanding(
            Lore(
                writing={str(name): way for name, way in document.language.items()},
                sets=document.sets,
                signals=document.signals,
                contexts=document.contexts,
                tones=document.tones,
                elements=document.elements,
                rules=detects,
                wanted=document.wanted_signals(),
                own=own_phrases(self.policy.sources),
                public=frozenset(self.policy.outline.numbers),
                model=model.load() if self.detection == "full" else None,
            )
        )

    def prepare(self) -> None:
        """Makes ready to read. Raises ``PolicyMistakes`` for phrases of the policy's own."""
        own = [source for source in self.policy.sources if not source.is_shipped]
        mistakes = list(self.phrase_mistakes(own))
        if mistakes:
            raise PolicyMistakes(mistakes)

    def phrase_mistakes(self, sources: Iterable[Source] | None = None) -> Iterator[PolicyError]:
        """Phrases that cannot be understood or can never match, at their place."""
        from tonelint import strict_yaml  # noqa: PLC0415

        error = self.understanding.phrasebook.error
        for source in self.policy.sources if sources is None else sources:
            for language, phrase, path in phrases_in(source.says):
                reason = error(language, phrase, alone=path[0] != "sets")
                if reason:
                    line, column = strict_yaml.place(source.text, path)
                    yield PolicyError(reason, source.shown, line, column)

    def depends_on(self) -> Iterator[str]:
        """All that decides what is found in a draft, besides the draft, the program and the day."""
        yield from (self.ui, self.detection, *self._during)
        yield from (repr(incident) for incident in self._active)
        for source in self.policy.sources:
            yield source.shown
            yield source.digested

    def looks_at_the_day(self, draft: Draft) -> bool:
        """Whether what is found in a draft may change from one day to the next."""
        ends = any(one.until for one in draft.suppressions)
        return bool(self.policy.outline.ends or draft.reviewed or ends)

    def check(self, reply: str, message: str | None = None, **known: Any) -> Result:
        """Checks one reply; ``known`` are other fields of :class:`Draft`."""
        return self.check_draft(Draft(reply=reply, message=message, **known))

    def check_draft(self, draft: Draft) -> Result:
        """Checks one draft.

        Raises :class:`InputError` for a context nobody defines and for texts that cannot be read.
        """
        texts = [("reply", draft.reply), ("message", draft.message or "")]
        for what, text in (*texts, *(("turn of the thread", turn.text) for turn in draft.thread)):
            readable(what, text, draft.path, draft.line)
        for context in draft.declared_contexts:
            self._refuse_unknown(context, draft)
        if draft.template:
            return self._check_canned(draft)
        case = self._judge.case(draft, self._read(draft))
        return self._result(case, *self._judge.judge(case))

    def _check_canned(self, draft: Draft) -> Result:
        """Checks a canned reply, in each of the texts that its branches make of it."""
        from tonelint import canned  # noqa: PLC0415 - most drafts are none
        from tonelint.templates import readable  # noqa: PLC0415

        found: list[Violation] = []
        cases: list[tuple[Case, Variant]] = []
        for variant in readable(draft, self.language(draft.reply)):
            sent = canned.as_sent(draft, variant)
            reading = self._read(replace(sent, reply=variant.reading))
            case = self._judge.case(sent, reading)
            found += canned.as_written(self._judge.violations(case), draft, variant)
            cases.append((case, variant))
        first, _ = cases[0]
        reading = replace(
            first.reading,
            tones=canned.told((one, way) for case, way in cases for one in case.reading.tones),
            elements=canned.told(
                (one, way) for case, way in cases for one in case.reading.elements
            ),
        )
        case = replace(first, draft=draft, reading=reading)
        found += self._judge.violations(case, as_written=True)
        result = self._result(case, *self._judge.set_aside(canned.once(found), case))
        halves = (half.language for case, _ in cases for half in case.reading.halves)
        return replace(result, languages=tuple(dict.fromkeys(halves)))

    def _read(self, draft: Draft) -> "Reading":
        with self._phrases_blamed():
            return self.understanding.read(draft, self._going_on(draft.region))

    def _result(
        self, case: "Case", violations: tuple[Violation, ...], suppressed: tuple[Suppressed, ...]
    ) -> Result:
        from tonelint.advice import advise  # noqa: PLC0415

        reading = case.reading
        contexts = [context.name for context in reading.contexts]
        return Result(
            draft=case.draft,
            language=reading.language,
            contexts=tuple(_placed(one, case.draft) for one in reading.contexts),
            tones=reading.tones,
            elements=reading.elements,
            advice=advise(self._document, contexts, reading.language, self.ui),
            decision=case.decision,
            violations=violations,
            suppressed=suppressed,
            languages=tuple(half.language for half in reading.halves),
        )

    def check_all(self, drafts: Iterable[Draft | InputError]) -> Iterator[Result | InputError]:
        """Checks drafts as they come; errors pass through in their place."""
        for draft in drafts:
            if isinstance(draft, InputError):
                yield draft
                continue
            try:
                yield self.check_draft(draft)
            except InputError as error:
                yield error

    def language(self, text: str) -> str:
        """The language of a text by itself: ``fr``, ``en`` or ``other``."""
        return self.understanding.identify(text).language

    def context(
        self,
        message: str,
        *,
        id: str | None = None,
        path: str | None = None,
        line: int = 1,
        lang: str | None = None,
    ) -> Situation:
        """What situation a message puts its reply in, and which tone suits it.

        ``lang`` is what is expected where the message itself does not show it;
        ``id``, ``path`` and ``line`` are given back.
        """
        from tonelint.advice import advise  # noqa: PLC0415

        with self._phrases_blamed():
            read, found = self.understanding.situation(
                readable("message", message, path, line), lang
            )
        going_on = self._going_on()
        names = [*going_on, *(context.name for context in found)]
        return Situation(
            id=id,
            path=path,
            line=line,
            language=read.language,
            message=message,
            contexts=self.understanding.strongest([self.understanding.given(going_on), found]),
            advice=advise(self._document, names, read.language, self.ui),
        )

    def decide(
        self,
        message: str,
        *,
        channel: str | None = None,
        audience: str | None = None,
        our_turns: int = 0,
    ) -> Decision:
        """What the decision tree says to do with a message."""
        from tonelint.deciding import Facts, decide  # noqa: PLC0415

        with self._phrases_blamed():
            read, found = self.understanding.situation(readable("message", message))
        asked = Draft("", message, channel=channel, audience=audience)
        facts = Facts(
            contexts=[*self._going_on(), *(context.name for context in found)],
            signals=read.signals,
            channel=channel,
            audience=asked.readers,
            our_turns=our_turns,
        )
        return decide(self._document, facts, self.ui)

    @contextmanager
    def _phrases_blamed(self) -> Iterator[None]:
        """A phrase of a pack that a policy's word set made too large is the policy's mistake."""
        from tonelint.text.phrases import PhraseError  # noqa: PLC0415

        try:
            yield
        except PhraseError as error:
            raise PolicyMistakes([PolicyError(str(error), self.policy.sources[-1].shown)]) from None

    def _refuse_unknown(self, context: str, draft: Draft | None = None) -> None:
        contexts = self.policy.outline.contexts
        if context not in contexts:
            known = ", ".join(sorted(contexts))
            raise InputError(
                f"no context is named “{context}” (there are {known}){nearest(context, contexts)}",
                draft.path if draft else None,
                draft.line if draft else None,
            )

    def _going_on(self, region: str | None = None) -> tuple[str, ...]:
        """The contexts that hold now for what is read in a region, whatever it says."""
        by_incident = (one.context for one in self._active if one.concerns(region))
        return tuple(dict.fromkeys((*self._during, *by_incident)))


def _active(policy: Policy, now: datetime) -> "Iterator[Incident]":
    """The incidents that are going on."""
    if policy.outline.incidents:
        from tonelint.conduct import incidents  # noqa: PLC0415 - most codes name none

        known = incidents.load(policy)
        yield from (one for one in known.all if one.is_active(now)) if known else ()


def _placed(found: ContextFound, draft: Draft) -> ContextFound:
    """A context with the places of what says so in the file, where the message stands in one."""
    places = draft.message_places
    if found.source != "message" or places is None:
        return found
    evidence = tuple(
        replace(one, begins=places.position(one.start), ends=places.end(one.start, one.end))
        for one in found.evidence
    )
    return replace(found, evidence=evidence)
