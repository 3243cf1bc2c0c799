"""Text made safe for terminals and for the logs of builds.

A draft, or the name of a file, cannot move the cursor, change colours, or give orders to the
service whose log it is printed in (GitHub Actions and Azure Pipelines read some in their logs).
"""

import re

# Control characters, C1 included, but for line breaks; direction overrides.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE = re.compile(r"[\t\r\n\u2028\u2029]")
_ORDER = re.compile(r"(?<!\S):(?=:[A-Za-z])|#(?=#(?:vso)?\[)")  # ::error::…, ##vso[…]
_MARK = "\ufffd"


def visible(text: str) -> str:
    """The text with control characters shown as a mark; tabs and line breaks stay."""
    return _CONTROL.sub(_MARK, text.replace("\r\n", "\n").replace("\r", "\n"))


def safe(text: str) -> str:
    """Visible, and without orders to the service that runs a build: a mark breaks them."""
    return _ORDER.sub(_MARK, visible(text))


def plain(text: str) -> str:
    """Safe, and on one line."""
    return safe(" ".join(text.split()))


def file_name(path: str) -> str:
    """The name of a file as it is, safe and on one line; what is no UTF-8 in it is a mark."""
    named = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return safe(_LINE.sub(_MARK, named))
