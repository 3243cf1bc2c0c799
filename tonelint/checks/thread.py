"""``thread``: what goes wrong over several turns of a conversation."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import prod
from typing import Annotated, Literal

from pydantic import Field

from tonelint.checks.rule import LIKELY, Case, Finding, Rule
from tonelint.results import Detection, Evidence
from tonelint.text.folding import plain
from tonelint.understanding.confided import cents, content, runs, sentences
from tonelint.understanding.reading import ReadText
from tonelint.understanding.repeated import repeated
from tonelint.understanding.surface import PERSONAL

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
_CLOSING, _JUSTIFYING = "closing", "justifying"
_NEWS, _AS_PROMISED, _WAITING = "promised-news", "as-promised", "still-waiting"
_FACT, _TO_READER = "personal-fact", "to-reader"
_ELSEWHERE, _HERE, _GREETING = "elsewhere", "same-channel", "greeting"
_HOW_TO_REACH, _OWN_FILE, _DETAILS = "how-to-reach", "own-file", "asks-details"
_SIGNALS: dict[What, tuple[str, ...]] = {
    "last-word": (_CLOSING, _JUSTIFYING),
    "broken-promise": (_NEWS, _AS_PROMISED, _WAITING),
    "repeated-confidence": (_FACT, _TO_READER, _CLOSING),
    "sent-elsewhere": (_ELSEWHERE, _HERE, _GREETING, _HOW_TO_REACH, _OWN_FILE, _DETAILS),
}
_SENSITIVE = frozenset({"danger", "distress", "personal_data"})
_SAFETY = frozenset({"safety-instruction", "crisis-resource"})
_WANTING = frozenset({"question", "complaint", "outage", "payment", "danger", "distress"})
_LOUD = ("swearing", "angry-emoji", "capitals", "exclamation")  # how criticism turns hostile
_COURTEOUS = ("empathy", "thanks", "empathetic", "apologetic", "grateful")
_EXACT = ("number", "time", "date", "link")  # where one stands, something is answered
_ASIDE = 1  # words that say something, beside a courtesy: more are an answer
_LAST_WORD = re.compile(r"\w+\W*\Z")


class Thread(Rule):
    """A draft in a conversation: ``what`` is looked for. ``max``: turns of argument in a row, the
    draft among them, that are a war of words.
    """

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


# --- quarrels -------------------------------------------------------------------


def _strongest(tones: Mapping[str, Detection], names: tuple[str, ...]) -> Detection | None:
    """Of these tones, the one that holds most surely."""
    found = [tones[name] for name in names if name in tones]
    return max(found, key=lambda tone: tone.score, default=None)


def _in_draft(case: Case, names: tuple[str, ...], chance: float = 1.0) -> Iterator[Finding]:
    """A finding on the tone; ``chance``: how likely all else is that makes it one."""
    tone = _strongest({found.name: found for found in case.reading.tones}, names)
    if tone and tone.evidence and tone.score * chance >= LIKELY:
        yield Finding.at(tone.evidence[0], subject=tone.name)


def _war_of_words(rule: Thread, case: Case) -> Iterator[Finding]:
    before = max(rule.max - 1, 1)
    ours = [turn.text.tones for turn in case.reading.turns if turn.author == "us"][-before:]
    tones = [tone for turn in ours if (tone := _strongest(turn, _ARGUING))]
    if len(tones) == before:
        yield from _in_draft(case, _ARGUING, prod(tone.score for tone in tones))


def _last_word(_: Thread, case: Case) -> Iterator[Finding]:
    reading = case.reading
    ours = any(turn.author == "us" for turn in reading.turns)
    asks = reading.has_context("question") or reading.message_signal("question")
    if not ours or asks or not reading.message_signal(_CLOSING):
        return
    argued = list(_in_draft(case, _ARGUING))
    justified = [Finding.at(place) for place in reading.signal(_JUSTIFYING)]
    yield from (*argued, *justified)[:1]


def _mirrored_hostility(_: Thread, case: Case) -> Iterator[Finding]:
    hostile = {"abuse", "criticism"} if any(map(case.reading.message_signal, _LOUD)) else {"abuse"}
    yield from _in_draft(case, _HOSTILE, case.reading.chance(hostile))


# --- promises -------------------------------------------------------------------


def _broken_promise(_: Thread, case: Case) -> Iterator[Finding]:
    """Where our last turn promised news, and whoever waits for it gets none."""
    ours = [turn.text for turn in case.reading.turns if turn.author == "us"]
    promised = ours and ("follow-up" in ours[-1].elements or _NEWS in ours[-1].signals)
    if not promised or not _waits(case) or case.reading.signal(_AS_PROMISED):
        return
    for half in case.reading.halves:
        if not _answers(half):
            yield Finding.on(half)


def _waits(case: Case) -> bool:
    """Whether the message wants something: thanks and jokes do not."""
    message = case.reading.message
    if message is None:
        return False
    return bool(message.contexts.keys() & _WANTING or {_WAITING, "question"} & set(message.signals))


def _answers(half: ReadText) -> bool:
    """Whether a reply says what comes next; to promise news once more is none."""
    step = half.elements.get("next-step")
    if step is None:
        return 1 - half.likely.get("next-step", 0.0) < LIKELY
    again = half.signals.get(_NEWS, ())
    return not again or any(not _within(place, again) for place in step.evidence)


def _within(place: Evidence, others: Iterable[Evidence]) -> bool:
    return any(other.start < place.end and place.start < other.end for other in others)


# --- confidences ----------------------------------------------------------------


def _repeated_confidence(_: Thread, case: Case) -> Iterator[Finding]:
    """What a customer said in private alone, in a reply known to be read by everyone."""
    is_known = case.draft.audience is not None or case.draft.channel is not None
    turns = case.reading.turns
    told = [turn.text for turn in turns if turn.author == "customer" and turn.audience == "private"]
    if not told or not is_known or not case.draft.is_public:
        return
    public = [turn.text for turn in turns if turn.audience != "private"]
    public += [case.reading.message] if case.reading.message else []
    for half in case.reading.halves:
        places = [*_data(half, told, public), *_facts(half, told, public, case)]
        for start, end in sorted(places)[:1]:
            yield Finding(half.start + start, half.start + end)


def _data(
    half: ReadText, told: Iterable[ReadText], public: Iterable[ReadText]
) -> Iterator[tuple[int, int]]:
    """Personal data, digit by digit."""
    for text in told:
        for found in text.signals.get(PERSONAL, ()):
            if not any(repeated(other.text, [found.text]) for other in public):
                yield from repeated(half.text, [found.text])


def _facts(
    half: ReadText, told: list[ReadText], public: list[ReadText], case: Case
) -> Iterator[tuple[int, int]]:
    """Sums, matters of health and family, and runs of the same words; but only in a sentence that
    speaks to the reader: that trains run again is nobody's secret.
    """
    small = _small(case)
    shared = _runs(told, small) - _runs(public, small)
    sums = _sums(told) - _sums(public)
    facts = {_last(place) for text in told for place in text.signals.get(_FACT, ())}
    facts -= {word for text in public for word, _ in content(text.text, small)}
    places = [place for place in half.signals.get("money", ()) if cents(place.text) in sums]
    places += [place for place in half.signals.get(_FACT, ()) if _last(place) in facts]
    spans = [(place.start - half.start, place.end - half.start) for place in places]
    closing = half.signals.get(_CLOSING, ())  # a wish that both end in
    for run, (start, end) in runs(half.text, small).items():
        place = Evidence("", half.start + start, half.start + end)
        if run in shared and not _within(place, closing):
            spans.append((start, end))
    to_reader = [place.start - half.start for place in half.signals.get(_TO_READER, ())]
    for sentence in sentences(half.text):
        if any(sentence.start() <= place < sentence.end() for place in to_reader):
            yield from (span for span in spans if sentence.start() <= span[0] < sentence.end())


def _small(case: Case) -> set[str]:
    """The words that say nothing by themselves."""
    ways = case.document.language.values()
    return {plain(word) for way in ways for word in way.function_words}


def _runs(texts: Iterable[ReadText], small: set[str]) -> set[tuple[str, ...]]:
    return {run for text in texts for run in runs(text.text, small)}


def _sums(texts: Iterable[ReadText]) -> set[int]:
    return {cents(place.text) for text in texts for place in text.signals.get("money", ())}


def _last(place: Evidence) -> str:
    """The noun that a fact ends in: *ma fille*, *votre fille*."""
    word = _LAST_WORD.search(place.text)
    return plain(word[0]) if word else ""


# --- channels -------------------------------------------------------------------


def _sent_elsewhere(_: Thread, case: Case) -> Iterator[Finding]:
    """Only a number, a counter or an address, for someone who wrote here."""
    reading = case.reading
    here = case.draft.channel is not None and case.draft.channel not in ("email", "sms")
    asks = reading.has_context("question") or reading.has_context("complaint")
    if not here or not asks or any(map(reading.has_context, _SENSITIVE)):
        return
    if any(map(reading.message_signal, (_HOW_TO_REACH, _OWN_FILE))):
        return
    if any(map(reading.signal, (_HERE, _OWN_FILE, _DETAILS))):
        return
    if _SAFETY & {found.name for found in reading.elements}:
        return
    for half in reading.halves:
        places = half.signals.get(_ELSEWHERE, ())
        if places and not any(_says_something(one, half, case) for one in sentences(half.text)):
            yield Finding.at(places[0])
            return


def _says_something(sentence: re.Match[str], half: ReadText, case: Case) -> bool:
    """Whether a sentence answers; one that says where to go, before it does so."""
    start, end = half.start + sentence.start(), half.start + sentence.end()
    where = [place.start for place in half.signals[_ELSEWHERE] if start <= place.start < end]
    before = range(start, min(where, default=end))
    if any(place.start in before for name in _EXACT for place in half.signals.get(name, ())):
        return True
    return not where and not _is_courtesy(sentence, half, case)


def _is_courtesy(sentence: re.Match[str], half: ReadText, case: Case) -> bool:
    """Whether a sentence only greets, thanks, apologises or understands."""
    start, end = half.start + sentence.start(), half.start + sentence.end()
    kind = [place for place in _courtesies(half) if start <= place.start < end]
    if not kind:
        return not content(sentence[0], ())
    negations = {plain(word) for way in case.document.language.values() for word in way.negators}
    beside = [
        word
        for word, (first, last) in content(sentence[0], _small(case) - negations)
        if not _within(Evidence(word, start + first, start + last), kind)
        and not (first and sentence[0][first].isupper())  # a name
    ]
    return len(beside) <= _ASIDE


def _courtesies(half: ReadText) -> Iterator[Evidence]:
    yield from half.signals.get(_GREETING, ())
    for name in _COURTEOUS:
        found = half.elements.get(name) or half.tones.get(name)
        yield from found.evidence if found else ()


_FIND: dict[What, Callable[[Thread, Case], Iterator[Finding]]] = {
    "war-of-words": _war_of_words,
    "last-word": _last_word,
    "mirrored-hostility": _mirrored_hostility,
    "broken-promise": _broken_promise,
    "repeated-confidence": _repeated_confidence,
    "sent-elsewhere": _sent_elsewhere,
}
