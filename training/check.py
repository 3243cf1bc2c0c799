"""Checks the corpus: ``python -m training.check [--against FOLDER]``.

Refuses unknown labels, missing keys, ids given twice, texts that stand twice or nearly so (in the
corpus, or in the JSON lines of a folder of evaluation data it must not touch), long runs of words
shared with those, and counts that are out of balance. Prints the counts. Exit code 1 for a problem.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.corpus import (
    CONTEXTS,
    ELEMENTS,
    FAULTS,
    HERE,
    LAST,
    MESSAGE_SIGNALS,
    STRANGERS,
    TONES,
    Record,
    records,
)

ALIKE = 0.5  # share of their runs of three words that two texts may have in common, at most
RUN = 8  # words in a row that may not come from evaluation data
RAREST = 0.04  # of messages: the least each context is on
EXACT = [
    "language-mismatch",
    "inconsistent-address",
    "shouting",
    "too-many-emoji",
    "unresolved-placeholder",
    "missing-element:crisis-resource",
    "missing-element:private-channel",
]
_DERIVED = [f"forbidden-tone:{tone}" for tone in TONES] + [
    f"missing-element:{element}" for element in ELEMENTS
]
_ALLOWED = {
    "contexts": set(CONTEXTS),
    "tones": set(TONES),
    "elements": set(ELEMENTS),
    "violations": {*FAULTS, *EXACT, *_DERIVED},
    "signals": set(MESSAGE_SIGNALS),
    "disputed": {*CONTEXTS, *TONES, *ELEMENTS, *FAULTS, *EXACT, *_DERIVED},
}
_KEYS = {"text": ("contexts",), "reply": ("message", "contexts", "tones", "violations", "audience")}
_WORD = re.compile(r"\w+")

Words = tuple[str, ...]


def texts(record: Record) -> Words:
    """The words of a record: of the message, or of the message and the reply."""
    return _words(record.get("text") or f"{record.get('message', '')} {record.get('reply', '')}")


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.lower()))


def _distinct(found: Iterable[Record]) -> Iterator[tuple[str, Words]]:
    """Name and words of what must not stand twice: a message, where several replies answer the
    same one (a good one and a bad one, say), is read with the first of them only.
    """
    answered: set[tuple[object, str]] = set()
    for record in found:
        message = record.get("message")
        again = message is not None and (record.get("voice"), message) in answered
        yield _name(record), _words(record["reply"]) if again else texts(record)
        if message is not None:
            answered.add((record.get("voice"), message))


def malformed(found: Iterable[Record]) -> Iterator[str]:
    """Unknown labels, missing keys, repeated ids."""
    seen: set[str] = set()
    for record in found:
        name = str(record.get("id"))
        if name in seen:
            yield f"{name}: this id is given twice"
        seen.add(name)
        kind = "reply" if "reply" in record else "text"
        if record.get("lang") not in ("fr", "en"):
            yield f"{name}: “lang” is neither fr nor en"
        for key in (kind, *_KEYS[kind]):
            if key not in record:
                yield f"{name}: there is no “{key}”"
        for key, allowed in _ALLOWED.items():
            for label in set(record.get(key, ())) - allowed:
                yield f"{name}: “{label}” is no label of “{key}”"


def alike(found: Sequence[Record], others: Sequence[Record]) -> Iterator[str]:
    """Texts that stand twice or nearly so, within ``found`` and against ``others``."""
    distinct = [*_distinct(others), *_distinct(found)]
    whole: dict[Words, int] = {}
    where: defaultdict[Words, list[int]] = defaultdict(list)
    for number, (name, of_it) in enumerate(distinct):
        own = number >= len(others)
        if own and of_it in whole:
            yield f"{name} is {distinct[whole[of_it]][0]} again"
            continue
        whole[of_it] = number
        runs = _runs(of_it, 3)
        common = Counter(at for run in runs for at in where[run]) if own else Counter()
        for at, count in common.items():
            if count > 2 and count > ALIKE * min(len(runs), len(_runs(distinct[at][1], 3))):
                yield f"{name} is too like {distinct[at][0]}"
        for run in runs:
            where[run].append(number)


def borrowed(found: Iterable[Record], others: Iterable[Record]) -> Iterator[str]:
    """Texts with a long run of words from evaluation data."""
    theirs = {run for record in others for run in _runs(texts(record), RUN)}
    for record in found:
        shared = _runs(texts(record), RUN) & theirs
        if shared:
            yield f"{_name(record)} shares “{' '.join(min(shared))}” with evaluation data"


def skewed(found: Sequence[Record]) -> Iterator[str]:
    """Contexts too rare among messages, a language too small."""
    messages = [record for record in found if "text" in record]
    count = Counter(label for record in messages for label in record["contexts"])
    for label in CONTEXTS:
        if count[label] < RAREST * len(messages):
            yield f"{label} is on {count[label]} of {len(messages)} messages only"
    for language in ("fr", "en"):
        share = sum(record["lang"] == language for record in found) / max(len(found), 1)
        if share < 0.38:
            yield f"only {share:.0%} of the corpus is in {language}"


def _runs(words: Words, length: int) -> set[Words]:
    return {words[at : at + length] for at in range(len(words) - length + 1)}


def _name(record: Record) -> str:
    return str(record.get("id"))


def counts(found: Sequence[Record]) -> Iterator[str]:
    """What there is, in lines."""
    for kind, shown in (("text", "messages"), ("reply", "pairs")):
        of_kind = [record for record in found if kind in record]
        by_language = Counter(record["lang"] for record in of_kind)
        voices = {(record["lang"], record.get("voice")) for record in of_kind}
        labelled_twice = sum("second" in record for record in of_kind)
        yield (
            f"{len(of_kind)} {shown}: {by_language['fr']} fr, {by_language['en']} en;"
            f" {len(voices)} voices; labelled twice: {labelled_twice}"
        )
        for key in ("contexts", "tones", "elements", "violations"):
            count = Counter(label for record in of_kind for label in record.get(key, ()))
            if count:
                yield f"  {key}: " + ", ".join(f"{name} {n}" for name, n in count.most_common())
    pairs = [record for record in found if "reply" in record]
    yield f"  good replies: {sum(not record['violations'] for record in pairs)} of {len(pairs)}"


def problems(found: Sequence[Record], others: Sequence[Record]) -> list[str]:
    """All that is wrong with a corpus, in sentences."""
    return [*malformed(found), *alike(found, others), *borrowed(found, others), *skewed(found)]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="a folder of evaluation data")
    given = parser.parse_args()
    found = [*records(HERE), *records(LAST), *records(STRANGERS)]
    print("\n".join(counts(found)))
    wrong = problems(found, list(records(given.against)) if given.against else [])
    print("\n".join(wrong) or "nothing is wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
