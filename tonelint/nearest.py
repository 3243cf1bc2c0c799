"""The nearest valid word, for messages about a wrong one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, valid: Iterable[str]) -> str:
    """``; did you mean “outage”?`` where a valid word is close, else nothing."""
    close = get_close_matches(word, list(valid), n=1, cutoff=0.6)
    return f"; did you mean “{close[0]}”?" if close else ""
