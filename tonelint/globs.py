"""Globs, written as in ``.gitignore`` and bounded: none that a repository holds can stop a run.

They become regular expressions, which take minutes over a name of as many letters as stars.
"""

import re
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_MOST = 3  # of *, in a name; of **, in a path: far above honest use
_MOST_WAYS = 3  # of ** and of each * in a name after its first: those that can match in many ways


def mistake(glob: str) -> str | None:
    """What is wrong with a glob, if something is."""
    names = glob.split("/")
    across = names.count("**")
    stars = [name.count("*") for name in names if name != "**"]
    ways = across + sum(max(count - 1, 0) for count in stars)
    if across > _MOST or max(stars, default=0) > _MOST:
        return (
            f"the glob “{glob}” holds too many stars: {_MOST} * in a name at most, and {_MOST} **"
        )
    if ways > _MOST_WAYS:
        return (
            f"the glob “{glob}” holds too many stars together: {_MOST_WAYS} at most, of ** and of"
            " each * in a name after its first"
        )
    try:
        _compiled([glob])
    except (ValueError, re.error):
        return f"“{glob}” is no glob: write it as in .gitignore, like replies/**/*.md"
    return None


def compiled(globs: Iterable[str]) -> "GitIgnoreSpec":
    """What tells whether globs match; those with a mistake match nothing, as in git."""
    return _compiled(glob for glob in globs if not mistake(glob))


def _compiled(globs: Iterable[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most codes have no globs

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of [[ in a name
        return GitIgnoreSpec.from_lines(globs)
