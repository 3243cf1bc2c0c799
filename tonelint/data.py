"""Where the rules and codes of conduct that ship with tonelint are.

In a wheel they lie beside the code; in a checkout, at the top of the tree.
"""

from pathlib import Path

_HERE = Path(__file__).parent


def _folder(name: str) -> Path:
    packaged = _HERE / name
    return packaged if packaged.is_dir() else _HERE.parent / name


RULES = _folder("rules")
POLICIES = _folder("policies")
