"""The code of conduct: what it may say, where it is found, how it is put together."""

from tonelint.conduct.document import Document
from tonelint.conduct.loading import Policy, find, load
from tonelint.errors import PolicyMistakes

__all__ = ["Document", "Policy", "PolicyMistakes", "find", "load"]
