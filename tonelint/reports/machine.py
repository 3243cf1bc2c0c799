"""JSON for other programs: one document, in text that any of them can read."""

import json
import re
from typing import Any

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x7f-\x9f]")  # those that JSON itself may hold as they are


def line(content: Any, indent: int | None = None) -> str:
    """The content as JSON, on one line if nothing is indented, safe to show: all control characters
    are escaped, those too that move the cursor of some terminals (U+009B).
    """
    written = json.dumps(content, ensure_ascii=False, indent=indent)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def document(content: Any) -> str:
    """The content as JSON; half of a surrogate pair, which UTF-8 cannot write, becomes a mark."""
    return _LONE_SURROGATE.sub("\ufffd", line(content, indent=1)) + "\n"
