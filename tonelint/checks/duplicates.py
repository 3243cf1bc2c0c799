"""``near-duplicates``: canned replies that are almost the same, so that one would do."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from math import floor
from typing import Annotated, Literal

from pydantic import Field

from tonelint.checks.across import Across, Repository, called, language, related, span
from tonelint.checks.rule import Finding
from tonelint.templates.placeholders import find
from tonelint.text.folding import plain
from tonelint.wording import percent

_LONG = 8  # words that a reply has more of: shorter ones (Merci!) are alike by nature
_PART = re.compile(r"\w+|\ufffc")
_MASK = "\ufffc"  # stands for any placeholder


class NearDuplicates(Across):
    """Two canned replies of one language, longer than a few words, are alike by less than
    ``likeness`` per cent. Case, accents, punctuation and what placeholders are called are no
    difference.

    The likeness is that of ``rapidfuzz.fuzz.ratio``: twice the characters that both have in the
    same order, by all they have.
    """

    check: Literal["near-duplicates"]
    likeness: Annotated[float, Field(ge=0, le=100)] = 90

    def findings_across(
        self,
        name: str,  # noqa: ARG002 - one interface
        repository: Repository,
    ) -> Iterator[tuple[int, Finding]]:
        """One finding on each reply that is like some before it, with the most alike of them."""
        # numpy takes a while to load: not paid for by all that only loads the code of conduct.
        from tonelint.checks.alike import Alike, alike  # noqa: PLC0415

        replies, ui = repository.replies, repository.ui
        written: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for index, reply in enumerate(replies):
            text = folded(reply.reply)
            if text.count(" ") >= _LONG:
                written[language(reply)][index] = text
        nearest: Alike = {}
        for texts in written.values():
            nearest |= alike(texts, self.likeness)
        for index, found in sorted(nearest.items()):
            likeness, most = found[0]
            fills = {
                "other": called(replies[most]),
                "likeness": percent(floor(10 * likeness) / 1000, ui),  # 99.99 % is not all
            }
            others = tuple(related(replies[other]) for _, other in found)
            yield index, Finding(*span(replies[index].reply), fills=fills, related=others)


def folded(text: str) -> str:
    """The words of a text as they are compared, one space between them."""
    parts: list[str] = []
    end = 0
    text = unicodedata.normalize("NFC", text)
    for place in find(text):
        parts += (text[end : place.start], " " if place.kind == "tag" else _MASK)
        end = place.end
    return " ".join(map(plain, _PART.findall("".join((*parts, text[end:])))))
