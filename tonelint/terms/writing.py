"""How a language is written."""

from typing import Literal

from pydantic import Field

from tonelint.terms.base import Term


class Writing(Term):
    """How a language is written: what reading needs to know beforehand."""

    splits: dict[str, str] = Field(default_factory=dict)
    spellings: dict[str, str] = Field(default_factory=dict)
    negators: tuple[str, ...] = ()
    affirmations: tuple[str, ...] = ()
    function_words: tuple[str, ...] = ()
    interrogatives: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    typing: tuple[str, ...] = ()
    swearing: tuple[str, ...] = ()
    laughter: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    address: dict[Literal["tu", "vous"], tuple[str, ...]] = Field(default_factory=dict)
