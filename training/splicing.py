"""Texts put together from two: what one clause says must be heard among all the others.

A short text of somebody else is put between two sentences of an example, often without a full stop
in between, as people write. What either says is then said; labels that judge a text as a whole are
no longer known where one of the two has them. (Where neither has, they are taken not to hold,
though a reply that was right where it stood may be wrong here: one spliced reply in ten.)
"""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from training.corpus import Example

SHORT = 130  # characters of what is put in
# Labels that judge the whole: a brush-off with help after it is none.
OF_THE_WHOLE = frozenset(("dismissive", "corporate", "asks-details", "amiss"))
_BETWEEN = re.compile(r"(?<=[.!?…])\s+(?=\w)|\n+")

Donors = Mapping[tuple[str, bool], Sequence[Example]]


def donors(examples: Iterable[Example]) -> Donors:
    """Short examples that say something, by language and whether they are replies."""
    found: dict[tuple[str, bool], list[Example]] = {}
    for one in examples:
        if len(_said(one)) <= SHORT and any(one.labels.values()):
            found.setdefault((one.lang, one.reply is not None), []).append(one)
    return found


def spliced(example: Example, given: Donors, chance: random.Random) -> Example:
    """The example with a donor in it; itself where there is none for it."""
    some = given.get((example.lang, example.reply is not None))
    if not some:
        return example
    donor = chance.choice(some)
    text, labels = _put_in(_said(example), _said(donor), chance), _labels(example, donor)
    if example.reply is None:
        return replace(example, message=text, labels=labels)
    return replace(example, reply=text, labels=labels)


def _said(one: Example) -> str:
    return one.message if one.reply is None else one.reply


def _put_in(text: str, other: str, chance: random.Random) -> str:
    places = [0, *(found.end() for found in _BETWEEN.finditer(text)), len(text)]
    at = chance.choice(places)
    parts = (text[:at].rstrip(), other.strip(), text[at:].lstrip())
    return " ".join(part for part in parts if part)


def _labels(example: Example, donor: Example) -> dict[str, float]:
    found = {}
    for label in example.labels.keys() | donor.labels.keys():
        values = [one.labels.get(label) for one in (example, donor)]
        if values == [0.0, 0.0]:
            found[label] = 0.0
        elif 1.0 in values and label not in OF_THE_WHOLE:
            found[label] = 1.0
    return found
