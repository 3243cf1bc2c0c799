"""Text made safe for a terminal: a draft cannot move the cursor or change colours."""

import re

# Control characters, C1 included, but for line breaks; direction overrides.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """The text with control characters shown as a mark; tabs and line breaks stay."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain(text: str) -> str:
    """Safe, and on one line."""
    return safe(" ".join(text.split()))
