"""The document that people sign: what a code of conduct says, in a format to read.

``content`` makes a page of sections out of a policy; ``markdown`` and ``html`` write it.
"""

from typing import TYPE_CHECKING

from tonelint.rendering import html, markdown
from tonelint.rendering.content import page

if TYPE_CHECKING:
    from datetime import date

    from tonelint.conduct import Policy
    from tonelint.known import Language

_WRITERS = {"markdown": markdown.write, "html": html.write}


def render(policy: "Policy", format_name: str, language: "Language", today: "date") -> str:
    """A code of conduct as a document, dated ``today``: ``markdown`` or ``html``."""
    return _WRITERS[format_name](page(policy, language, today))
