"""Checks: one module a kind of rule. A rule is its data and its check.

To add a kind: write a module with a subclass of :class:`Rule` that sets
``check`` and ``findings``, and name it here.
"""

from typing import Annotated

from pydantic import Field

from tonelint.checks.authority import Authority
from tonelint.checks.avoid import Avoid
from tonelint.checks.consistent import Consistent
from tonelint.checks.duplicates import NearDuplicates
from tonelint.checks.fit_channel import FitChannel
from tonelint.checks.follow_decision import FollowDecision
from tonelint.checks.forbid_tone import ForbidTone
from tonelint.checks.freshness import Fresh
from tonelint.checks.licence import Licence
from tonelint.checks.limit import Limit
from tonelint.checks.on_time import OnTime
from tonelint.checks.placeholders import Placeholders
from tonelint.checks.prefer import Prefer
from tonelint.checks.register import Register
from tonelint.checks.require import Require
from tonelint.checks.right_number import RightNumber
from tonelint.checks.rule import Case, Example, Finding, Rule
from tonelint.checks.thread import Thread
from tonelint.checks.twins import Twins
from tonelint.checks.typography import Typography

AnyRule = Annotated[
    Authority
    | Avoid
    | Consistent
    | FitChannel
    | FollowDecision
    | ForbidTone
    | Fresh
    | Licence
    | Limit
    | NearDuplicates
    | OnTime
    | Placeholders
    | Prefer
    | Register
    | Require
    | RightNumber
    | Thread
    | Twins
    | Typography,
    Field(discriminator="check"),
]

__all__ = ["AnyRule", "Case", "Example", "Finding", "Rule"]
