"""Canned replies: each text that one may become is judged, and what is found is told of the reply
as it is written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tonelint.drafts.draft import Draft
from tonelint.drafts.places import Passage
from tonelint.results import Detection, Evidence, Fix, Violation

if TYPE_CHECKING:
    from tonelint.templates import Variant


def as_sent(draft: Draft, variant: "Variant") -> Draft:
    """The draft as one of the texts it may become, which still stands where it is written."""
    if variant.text == draft.reply:
        return draft
    pieces = ((draft.reply[start:end], start, end) for start, end in variant.pieces)
    passage = Passage(draft.reply, draft.written).read_as(pieces)
    return replace(draft, reply=passage.text, places=passage.places)


def as_written(found: Iterable[Violation], draft: Draft, variant: "Variant") -> Iterator[Violation]:
    """What was found in one of the texts, by the offsets of the reply as it is written. What is
    said of the whole text is said of the whole reply, so that it is the same in each of them.
    """
    text = variant.text
    whole = len(text) - len(text.lstrip()), len(text.rstrip())
    for one in found:
        if (one.start, one.end) == whole and one.end > one.start:
            start = len(draft.reply) - len(draft.reply.lstrip())
            end = len(draft.reply.rstrip())
        else:
            start, end = variant.span(one.start, one.end)
        yield replace(
            one,
            start=start,
            end=end,
            text=draft.reply[start:end],
            begins=draft.written.position(start),
            ends=draft.written.end(start, end),
            fix=_moved(one.fix, variant) if one.fix else None,
        )


def _moved(fix: Fix, variant: "Variant") -> Fix | None:
    """The fix by the offsets of the reply; none where it would reach over a tag."""
    start, end = variant.offset(fix.start), variant.offset(max(fix.end - 1, fix.start)) + 1
    end = end if fix.end > fix.start else start
    whole = variant.original[start:end] == variant.text[fix.start : fix.end]
    return replace(fix, start=start, end=end) if whole else None


def once(found: Iterable[Violation]) -> list[Violation]:
    """The violations, each once: those of several texts are often the same."""
    kept: dict[tuple[str, int, int, str | None], Violation] = {}
    for one in found:
        kept.setdefault((one.name, one.start, one.end, one.context), one)
    return list(kept.values())


def told(detections: Iterable[tuple[Detection, "Variant"]]) -> tuple[Detection, ...]:
    """What was found in the texts, in the words of the reply, each name once."""
    best: dict[str, Detection] = {}
    for one, variant in detections:
        evidence = tuple(_in_words_of(variant, item) for item in one.evidence)
        known = best.get(one.name)
        if known is None or known.score < one.score:
            best[one.name] = replace(one, evidence=evidence)
    return tuple(best[name] for name in sorted(best))


def _in_words_of(variant: "Variant", evidence: Evidence) -> Evidence:
    start, end = variant.span(evidence.start, evidence.end)
    return replace(evidence, text=variant.original[start:end], start=start, end=end)
