"""JSON for other programs: one document, in text that any of them can read."""

import json
import re
from typing import Any

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def document(content: Any) -> str:
    """The content as JSON; half of a surrogate pair, which UTF-8 cannot write, becomes a mark."""
    written = json.dumps(content, ensure_ascii=False, indent=1)
    return _LONE_SURROGATE.sub("\ufffd", written) + "\n"
