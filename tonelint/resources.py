"""The registry of resources: the numbers it holds, whether a text names one, which come first."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from tonelint.text import numbers
from tonelint.text.folding import plain

if TYPE_CHECKING:
    from tonelint.conduct.document import Document
    from tonelint.terms import Resource

_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?")


def right_numbers(resource: "Resource", language: str) -> dict[str, str]:
    """Each number of a resource, as one dials it, and as the code of conduct types it.

    Those of its title count too: a resource said in one line has no other.
    """
    titles = (resource.title.text(language), resource.title.fr, resource.title.en)
    typed = [
        *((_canonical(number), number) for number in (*resource.phone, *resource.text)),
        *(pair for title in titles for pair in _in_title(title)),
    ]
    right: dict[str, str] = {}
    for digits, number in typed:
        if digits:
            right.setdefault(digits, number)
    return right


def former_numbers(resource: "Resource") -> frozenset[str]:
    """The numbers that were right once, as one dials them."""
    return frozenset(map(_canonical, resource.formerly)) - {""}


def all_numbers(resources: Mapping[str, "Resource"]) -> frozenset[str]:
    """The right numbers of all resources, as one dials them."""
    return frozenset(
        digits for resource in resources.values() for digits in right_numbers(resource, "en")
    )


def mistyped(resource: "Resource") -> Iterator[tuple[str, int]]:
    """The key and the place of each number that is none: nothing could ever match it."""
    for key, typed in (
        ("phone", resource.phone),
        ("text", resource.text),
        ("formerly", resource.formerly),
    ):
        for index, number in enumerate(typed):
            if not _canonical(number):
                yield key, index


def names_one(text: str, resources: Iterable["Resource"]) -> bool:
    """Whether a text names one of these: by a number in any typing, its address or its title."""
    said, shown = _even(text), text.lower()
    for resource in resources:
        right = right_numbers(resource, "en")
        if any(number.digits in right for number in numbers.find(text, right)):
            return True
        titles = [resource.title.fr, resource.title.en]
        names = {_even(title) for title in titles if not _in_title(title)}
        links = {_bare(resource.url.fr), _bare(resource.url.en)} if resource.url else set()
        if _has(said, names) or _has(shown, links):
            return True
    return False


def preferred(document: "Document", names: Iterable[str], language: str) -> tuple[str, ...]:
    """Resources as a reply may name them, those to offer first before the others.

    Those that speak the reply's language come first, then by region as the code of conduct
    prefers them (what names no region is as near as any), then as listed.
    """
    near = (None, *document.regions)

    def order(resource: "Resource") -> tuple[bool, int]:
        region = resource.region
        rank = max(near.index(region), 1) if region in near else len(near)
        return language not in resource.languages, rank

    listed = [document.resources[name] for name in dict.fromkeys(names)]
    return tuple(resource.said(language) for resource in sorted(listed, key=order))


def _has(text: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) for word in words)


def _even(text: str) -> str:
    """The text without the case, accents and spacing in which titles are typed unlike."""
    return " ".join(map(plain, text.split()))


def _bare(url: str) -> str:
    """An address as people type it, too."""
    return _SCHEME.sub("", url.lower()).rstrip("/")


# What is remembered is a code of conduct's own, never a draft's.
@cache
def _canonical(typed: str) -> str:
    return numbers.canonical(typed)


@cache
def _in_title(title: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (number.digits, title[number.start : number.end]) for number in numbers.find(title)
    )
