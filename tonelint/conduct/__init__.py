"""The code of conduct: what it may say, where it is found, how it is put together."""

from typing import TYPE_CHECKING, Any

from tonelint.conduct.loading import Policy, find, load
from tonelint.errors import PolicyMistakes

if TYPE_CHECKING:
    from tonelint.conduct.document import Document

__all__ = ["Document", "Policy", "PolicyMistakes", "find", "load"]


def __getattr__(name: str) -> Any:
    if name == "Document":
        from tonelint.conduct.document import Document  # noqa: PLC0415 - all rules and pydantic

        return Document
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
