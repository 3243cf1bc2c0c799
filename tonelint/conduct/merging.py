"""How a code of conduct and what it extends become one.

Mappings merge key by key. Lists replace, so that ``tone: [helpful]`` means
just that; but what recognises things adds up: a policy's own phrases join
those it inherits. A rule of another kind replaces the rule whole.
"""

from collections.abc import Mapping
from typing import Any

# Below these keys, lists add up.
_ADDING = frozenset({"detect", "sets", "signals", "language", "in-reply"})


def merge(
    base: Mapping[str, Any], over: Mapping[str, Any], *, adding: bool = False
) -> dict[str, Any]:
    """``base`` with ``over`` laid on it; neither is changed."""
    merged = dict(base)
    for key, value in over.items():
        known = merged.get(key)
        add = adding or key in _ADDING
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            merged[key] = (
                dict(value) if _other_kind(known, value) else merge(known, value, adding=add)
            )
        elif add and isinstance(known, list) and isinstance(value, list):
            merged[key] = [*known, *(item for item in value if item not in known)]
        else:
            merged[key] = value
    return merged


def _other_kind(rule: Mapping[str, Any], over: Mapping[str, Any]) -> bool:
    return "check" in rule and "check" in over and rule["check"] != over["check"]
