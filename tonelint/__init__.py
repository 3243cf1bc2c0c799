"""tonelint: the right tone at the right moment.

Checks draft replies against the message they answer and a code of conduct::

    from tonelint import Linter

    result = Linter(policy="utility").check(
        reply="Patience, ça va revenir! 😂", message="Plus de courant depuis hier soir."
    )
    for violation in result.violations:
        print(violation.name, violation.message)

Importing tonelint imports neither spaCy nor the rules: that waits for use.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tonelint.conduct import Policy
    from tonelint.drafts import Draft, Turn
    from tonelint.errors import InputError, PolicyError, PolicyMistakes, TonelintError
    from tonelint.linter import Linter
    from tonelint.results import (
        Advice,
        ContextFound,
        Detection,
        Evidence,
        Result,
        Situation,
        Violation,
    )

_HOMES = {
    "Linter": "tonelint.linter",
    "Draft": "tonelint.drafts.draft",
    "Turn": "tonelint.drafts.draft",
    "Policy": "tonelint.conduct",
    "PolicyMistakes": "tonelint.errors",
    "TonelintError": "tonelint.errors",
    "InputError": "tonelint.errors",
    "PolicyError": "tonelint.errors",
    "Advice": "tonelint.results",
    "ContextFound": "tonelint.results",
    "Detection": "tonelint.results",
    "Evidence": "tonelint.results",
    "Result": "tonelint.results",
    "Situation": "tonelint.results",
    "Violation": "tonelint.results",
}

__all__ = [
    "Advice", "ContextFound", "Detection", "Draft", "Evidence", "InputError", "Linter", "Policy",
    "PolicyError", "PolicyMistakes", "Result", "Situation", "TonelintError", "Turn", "Violation",
    "__version__",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415 - only what is asked for

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
