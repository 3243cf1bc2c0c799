"""``fit-channel``: a reply that its channel, or the code's profile of it, has no room for."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from tonelint.checks.rule import Case, Finding, Rule
from tonelint.results import Evidence
from tonelint.templates.placeholders import find
from tonelint.terms import ChannelProfile
from tonelint.text.counting import WAYS, foreign_to_sms, segments
from tonelint.wording import word

if TYPE_CHECKING:
    from tonelint.conduct.document import Document

_NAME = r"\S{1,40}(?: \S{1,40}){0,4}"  # the few words a * stands for
_LONGEST_NAME = 205
_ALIKE = {"'": "['’]", "’": "['’]", "-": "[-–—]", "–": "[-–—]", "—": "[-–—]"}
_LAST_WORD = re.compile(r"\S*\Z")


class FitChannel(Rule):
    """A draft whose channel is known keeps within ``channels``, and is signed where it says so."""

    check: Literal["fit-channel"]
    subjects: ClassVar[tuple[str, ...]] = ("length", "hashtags", "links", "emoji", "signature")

    def findings(self, name: str, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - one interface
        """One finding for each of the ``subjects``, on what is too much; for a signature, at the
        end.
        """
        profile = _profile(case)
        if profile is None:
            return
        if profile.length is not None:
            yield from _too_long(case, profile.length)
        for subject, signal, most in (
            ("hashtags", "hashtag", profile.hashtags),
            ("links", "link", profile.links),
            ("emoji", "emoji", profile.emoji),
        ):
            if most is not None:
                yield from _too_many(case, subject, case.reading.signal(signal), most)
        if profile.signature:
            yield from _unsigned(case)

    def sleeps(self, document: "Document") -> bool:
        """Without any channel's profile."""
        return not document.channels


def _profile(case: Case) -> ChannelProfile | None:
    profiles = case.document.channels.items()
    return next((profile for channel, profile in profiles if channel == case.draft.channel), None)


def _too_long(case: Case, most: int) -> Iterator[Finding]:
    reply = case.draft.reply
    text, lead = reply.strip(), len(reply) - len(reply.lstrip())
    way = WAYS[case.draft.channel or ""]
    start = way.beyond(text, most)
    if start is None:
        return
    fills = {"count": str(way.length(text)), "max": str(most)}
    what = "too much length"
    if case.draft.channel == "sms":
        foreign = foreign_to_sms(text)
        fills |= {"segments": str(segments(text)), "foreign": foreign or ""}
        what += " of foreign sms" if foreign else " of sms"
    yield _finding(case, "length", (lead + start, lead + len(text)), what, fills)


def _too_many(
    case: Case, subject: str, places: tuple[Evidence, ...], most: int
) -> Iterator[Finding]:
    """One finding, from the first one too many to the last."""
    if len(places) > most:
        fills = {"count": str(len(places)), "max": str(most)}
        span = places[most].start, places[-1].end
        yield _finding(case, subject, span, f"too many {subject}", fills)


def _unsigned(case: Case) -> Iterator[Finding]:
    """A finding on the last word of a reply that ends in the signature of none of its halves."""
    signature = case.document.voice.signature
    reply = case.draft.reply.rstrip()
    if signature is None or (case.draft.template and _ends_in_a_variable(reply)):
        return
    signatures = [signature.text(half.language) for half in case.reading.halves]
    if not any(_ends_in(reply, one) for one in signatures):
        last = _LAST_WORD.search(reply[-_LONGEST_NAME:])
        start = len(reply) - (len(last[0]) if last else 0)
        fills = {"signature": signatures[-1]}
        yield _finding(case, "signature", (start, len(reply)), "no signature", fills)


def _ends_in_a_variable(reply: str) -> bool:
    """Whether a canned reply ends in a variable for the signature."""
    last = [found for found in find(reply) if not reply[found.end :].strip()]
    return any("signature" in found.name.lower() for found in last)


def _ends_in(reply: str, signature: str) -> bool:
    """Whether a reply ends in a signature; white space, quotes and dashes may be typed otherwise.

    Only as much of the end is looked at as the signature can be long.
    """
    parts = " ".join(signature.split()).split("*")
    pattern = _NAME.join("".join(_ALIKE.get(char) or re.escape(char) for char in p) for p in parts)
    longest = len(signature) + (len(parts) - 1) * _LONGEST_NAME
    tail = " ".join(reply[-2 * longest :].split())
    return re.search(rf"(?<!\w)(?:{pattern})\Z", tail, re.IGNORECASE) is not None


def _finding(
    case: Case, subject: str, span: tuple[int, int], what: str, fills: dict[str, str]
) -> Finding:
    """A finding whose message says ``what`` is wrong, in words."""
    detail = word(what, case.ui, **fills)
    channel = word(f"channel {case.draft.channel}", case.ui)
    return Finding(*span, subject=subject, fills={**fills, "channel": channel, "detail": detail})
