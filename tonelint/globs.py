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
_STARS = re.compile(r"\*+")


def mistake(glob: str) -> str | None:
    """What is wrong with a glob, if something is."""
    names = glob.split("/")
    if names.count("**") > _MOST or any(len(_STARS.findall(name)) > _MOST for name in names):
        return (
            f"the glob “{glob}” holds too many stars: {_MOST} * in a name at most, and {_MOST} **"
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
