"""``thread``: what goes wrong over several turns of a conversation."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from tonelint.checks.rule import LIKELY, Case, Finding, Rule
from tonelint.results import Detection
from tonelint.understanding import personal
from tonelint.understanding.repeated import repeated

What = Literal[
    "war-of-words",
    "last-word",
    "mirrored-hostility",
    "broken-promise",
    "repeated-confidence",
    "sent-elsewhere",
]
_ARGUING = ("argumentative", "sarcastic", "aggressive")
_HOSTILE = ("aggressive", "sarcastic")
_CLOSING, _NEWS, _AS_PROMISED, _ELSEWHERE, _HERE = (
    "closing",
    "promised-news",
    "as-promised",
    "elsewhere",
    "same-channel",
)
_SIGNALS: dict[What, tuple[str, ...]] = {
    "last-word": (_CLOSING,),
    "broken-promise": (_NEWS, _AS_PROMISED),
    "sent-elsewhere": (_ELSEWHERE, _HERE),
}
_SENSITIVE = frozenset({"danger", "distress", "personal_data"})
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_CONTENT, _LETTERS, _LONGEST = 3, 4, 5  # words that say something, by length, in so many words
_ASIDE = 12  # words beside where to go: fewer are a greeting, an apology


class Thread(Rule):
    """A draft in a conversation: ``what`` is looked for. ``max``: turns of argument in a row."""

    check: Literal["thread"]
    what: What
    max: Annotated[int, Field(ge=1)] = 2

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding a draft, on the words that do it."""
        return _FIND[self.what](self, case)

    def references(self) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
        """The signals that this is told by."""
        yield from super().references()
        for signal in _SIGNALS.get(self.what, ()):
            yield "signal", signal, ("what",)


def _of(tones: Mapping[str, Detection], names: tuple[str, ...]) -> Detection | None:
    """The first of these tones that holds."""
    return next((tones[name] for name in names if name in tones), None)


def _in_draft(case: Case, names: tuple[str, ...]) -> Iterator[Finding]:
    tone = _of({found.name: found for found in case.reading.tones}, names)
    if tone and tone.evidence and tone.score >= LIKELY:
        yield Finding.at(tone.evidence[0], subject=tone.name)


def _war_of_words(rule: Thread, case: Case) -> Iterator[Finding]:
    row = 1  # the draft
    for turn in reversed([turn for turn in case.reading.turns if turn.author == "us"]):
        if not _of(turn.text.tones, _ARGUING):
            break
        row += 1
    if row >= rule.max and row > 1:
        yield from _in_draft(case, _ARGUING)


def _last_word(_: Thread, case: Case) -> Iterator[Finding]:
    ours = any(turn.author == "us" for turn in case.reading.turns)
    closed = case.reading.message_signal(_CLOSING) and not case.reading.has_context("question")
    if ours and closed:
        yield from _in_draft(case, _ARGUING)


def _mirrored_hostility(_: Thread, case: Case) -> Iterator[Finding]:
    if case.reading.has_context("abuse"):
        yield from _in_draft(case, _HOSTILE)


def _broken_promise(_: Thread, case: Case) -> Iterator[Finding]:
    reading = case.reading
    promised = any(
        turn.author == "us" and ("follow-up" in turn.text.elements or _NEWS in turn.text.signals)
        for turn in reading.turns
    )
    if not promised or reading.message is None or reading.signal(_AS_PROMISED):
        return
    for half in reading.halves:
        if 1 - half.likely.get("next-step", 0.0) >= LIKELY and "next-step" not in half.elements:
            yield Finding.on(half)


def _repeated_confidence(_: Thread, case: Case) -> Iterator[Finding]:
    """What a customer said in private, in a reply that everyone reads."""
    if case.audience != "public":
        return
    confided = [
        turn.text.text
        for turn in case.reading.turns
        if turn.author == "customer" and turn.audience == "private"
    ]
    known = _runs(" ".join((case.draft.message or "", *_in_public(case))))
    for text in confided:
        data = [text[start:end] for start, end in personal.everything(text)]
        for start, end in repeated(case.draft.reply, data):
            yield Finding(start, end)
            return
        shared = (_runs(text).keys() - known.keys()) & _runs(case.draft.reply).keys()
        if shared:
            start, end = min(_runs(case.draft.reply)[run] for run in shared)
            yield Finding(start, end)
            return


def _in_public(case: Case) -> Iterator[str]:
    for turn in case.reading.turns:
        if turn.audience != "private":
            yield turn.text.text


def _runs(text: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """The runs of a few words that say something from first to last, and where each stands."""
    words = [(match[0].lower(), match.span()) for match in _WORD.finditer(text)]
    saying = [at for at, (word, _) in enumerate(words) if len(word) >= _LETTERS]
    found = {}
    for first, last in zip(saying, saying[_CONTENT - 1 :], strict=False):
        if last - first < _LONGEST:
            run = words[first : last + 1]
            found[tuple(word for word, _ in run)] = run[0][1][0], run[-1][1][1]
    return found


def _sent_elsewhere(_: Thread, case: Case) -> Iterator[Finding]:
    """Only a number, a counter or an address, for someone who wrote here."""
    reading = case.reading
    here = case.draft.channel is not None and case.draft.channel not in ("email", "sms")
    asks = reading.has_context("question") or reading.has_context("complaint")
    private = reading.signal("asks-details") or reading.signal(_HERE)
    if not here or not asks or private or any(map(reading.has_context, _SENSITIVE)):
        return
    places = reading.signal(_ELSEWHERE)
    beside = [
        match[0]
        for match in _SENTENCE.finditer(case.draft.reply)
        if not any(match.start() <= place.start < match.end() for place in places)
    ]
    if places and len(_WORD.findall(" ".join(beside))) < _ASIDE:
        yield Finding.at(places[0])


_FIND: dict[What, Callable[[Thread, Case], Iterator[Finding]]] = {
    "war-of-words": _war_of_words,
    "last-word": _last_word,
    "mirrored-hostility": _mirrored_hostility,
    "broken-promise": _broken_promise,
    "repeated-confidence": _repeated_confidence,
    "sent-elsewhere": _sent_elsewhere,
}
