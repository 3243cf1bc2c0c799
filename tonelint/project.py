"""The repository that a file lies in: what stands outside it is not shared with who works in it."""

import os
from pathlib import Path


def top(path: Path) -> Path | None:
    """The top of the repository that a file or folder lies in, or is; nothing if there is none."""
    folder = Path(os.path.realpath(path))
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def is_inside(path: Path, folder: Path | None) -> bool:
    """Whether a file lies below a folder, wherever links lead; so do all where there is none."""
    return folder is None or Path(os.path.realpath(path)).is_relative_to(folder)
