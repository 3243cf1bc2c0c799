"""How a code of conduct and what it extends become one.

Mappings merge key by key. Lists replace, so that ``tone: [helpful]`` means
just that; but what recognises things adds up: a policy's own phrases join
those it inherits. A rule of another kind replaces the rule whole, and so does a
resource said in one line one that has its number, hours and region apart.
"""

from collections.abc import Mapping, Sequence
from typing import Any

_ITS_OWN = ("cases", "files")
# Below these keys, lists add up.
ADDING = frozenset({"detect", "sets", "signals", "language", "in-reply"})


def merge_all(files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the files of a code of conduct say together, the most general first.

    Its cases and its files are those of the last: what they tell is true of that code alone; and
    so is its name, where it has one.
    """
    whole: dict[str, Any] = {}
    for says in files:
        whole = merge(whole, says)
    whole.pop("extends", None)
    for key in _ITS_OWN:
        whole.pop(key, None)
    own = {key: files[-1][key] for key in ("name", *_ITS_OWN) if key in files[-1]}
    return {**whole, **own}


def merge(
    base: Mapping[str, Any], over: Mapping[str, Any], *, adding: bool = False
) -> dict[str, Any]:
    """``base`` with ``over`` laid on it; neither is changed."""
    merged = dict(base)
    for key, value in over.items():
        known = merged.get(key)
        add = adding or key in ADDING
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            merged[key] = (
                dict(value) if _other_kind(known, value) else merge(known, value, adding=add)
            )
        elif add and isinstance(known, list) and isinstance(value, list):
            merged[key] = [*known, *(item for item in value if item not in known)]
        else:
            merged[key] = value
    return merged


def _other_kind(known: Mapping[str, Any], over: Mapping[str, Any]) -> bool:
    """Whether they cannot be one: rules of two kinds, or a text and something with keys."""
    if "check" in known and "check" in over:
        return bool(known["check"] != over["check"])
    return bool(known and over) and _is_text(known) != _is_text(over)


def _is_text(value: Mapping[str, Any]) -> bool:
    """Whether it is a text in French and English."""
    return set(value) <= {"fr", "en"} and not any(
        isinstance(text, Mapping | list) for text in value.values()
    )
