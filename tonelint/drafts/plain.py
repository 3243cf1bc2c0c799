"""Plain text: the whole file is the reply."""

from collections.abc import Iterator

from tonelint.drafts.draft import Draft, SourceMap
from tonelint.drafts.fields import Defaults, known_fields
from tonelint.errors import InputError

SUFFIXES = (".txt", ".text")


def read(text: str, path: str, defaults: Defaults) -> Iterator[Draft | InputError]:
    """Yields one draft; nothing for a blank file."""
    if text.strip():
        yield Draft(
            reply=text, path=path, places=SourceMap.of_lines(text), **known_fields({}, defaults)
        )
