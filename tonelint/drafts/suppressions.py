"""Rules set aside in a draft, by a comment that gives the reason.

``<!-- tonelint: ignore[shouting] the slogan is in capitals -->`` sets a rule
aside for the reply it stands in.
"""

import re

from tonelint.drafts.draft import Suppression
from tonelint.drafts.places import SourceMap
from tonelint.errors import InputError

_IGNORE = re.compile(
    r"<!--\s{0,9}tonelint:\s{0,9}ignore\[(?P<rule>[^\]\n]{0,80})\](?P<reason>[^<>]{0,400}?)-->"
)
_SHAPE = "<!-- tonelint: ignore[rule] why this is right here -->"


def suppressions_in(text: str, places: SourceMap) -> tuple[Suppression, ...]:
    """The suppressions of a reply. Raises :class:`InputError` for one without rule or reason."""
    found = []
    for match in _IGNORE.finditer(text):
        position = places.position(match.start())
        rule, reason = match["rule"].strip(), match["reason"].strip()
        if not rule or not reason:
            raise InputError(
                f"a suppression names a rule and a reason: {_SHAPE}",
                line=position.line,
                column=position.column,
            )
        found.append(Suppression(rule, reason, position))
    return tuple(found)
