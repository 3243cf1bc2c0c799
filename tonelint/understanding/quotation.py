"""Which words of a reply are not the organisation's own.

Quoted words of the customer, quoted history, code, comments, links and
template variables say nothing of how the organisation sounds.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

from tonelint.templates.placeholders import find
from tonelint.text.marks import EMAIL, LINK

_QUOTE = (
    r"«[^«»\n]{1,400}»|“[^“”\n]{1,400}”|(?<!\w)\"[^\"\n]{1,400}\"(?!\w)"
    r"|(?m:^\s*>.*$)"
)
QUOTE = re.compile(_QUOTE)  # words of somebody else
_QUOTED = re.compile(
    rf"{_QUOTE}"
    r"|```.{0,4000}?```|`[^`\n]+`|<!--.{0,400}?-->"
    rf"|(?i:{LINK})|{EMAIL}",
    re.DOTALL,
)


@Language.component("tonelint_quoted")
def quoted(doc: Doc) -> Doc:
    """Fills ``doc._.quoted`` with character spans of the cleaned text."""
    text = doc._.clean.text
    filled_in = (found for found in find(text) if found.kind != "blank")
    doc._.quoted = (
        *(match.span() for match in _QUOTED.finditer(text)),
        *((found.start, found.end) for found in filled_in),
    )
    return doc
