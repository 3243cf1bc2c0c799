"""Checks: one module a kind of rule. A rule is its data and its check.

To add a kind: write a module with a subclass of :class:`Rule` that sets
``check`` and ``findings``, and name it here.
"""

from typing import Annotated

from pydantic import Field

from tonelint.checks.avoid import Avoid
from tonelint.checks.consistent import Consistent
from tonelint.checks.forbid_tone import ForbidTone
from tonelint.checks.limit import Limit
from tonelint.checks.prefer import Prefer
from tonelint.checks.require import Require
from tonelint.checks.rule import Case, Example, Finding, Rule

AnyRule = Annotated[
    Avoid | Consistent | ForbidTone | Limit | Prefer | Require, Field(discriminator="check")
]

__all__ = ["AnyRule", "Case", "Example", "Finding", "Rule"]
