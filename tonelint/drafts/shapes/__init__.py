"""Shapes: what helpdesks and teams write their replies into.

One module a tool, which names itself and finds its replies in a tree; the usual names of fields
come last. The first that finds any reads the file; a mapping of names that the user gives goes
before them all.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tonelint.drafts.shapes.reading import TOOLS, read

__all__ = ["TOOLS", "read"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from tonelint.drafts.shapes import reading  # noqa: PLC0415 - one module a tool

        return getattr(reading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
