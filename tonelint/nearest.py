"""The nearest valid word, for messages about a wrong one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, valid: Iterable[str], likeness: float = 0.6) -> str:
    """``; did you mean “outage”?`` where a valid word is close, else nothing.

    ``likeness`` is how close, from 0 to 1 (the same): much where the word may be right as it is.
    """
    found = close(word, valid, likeness)
    return "" if found is None else f"; did you mean “{found}”?"


def close(word: str, valid: Iterable[str], likeness: float = 0.6) -> str | None:
    """The valid word that is closest, if one is as close as ``likeness``."""
    return next(iter(get_close_matches(word, list(valid), n=1, cutoff=likeness)), None)
