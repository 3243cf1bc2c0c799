"""Plain text: the whole file is the reply."""

from collections.abc import Iterator

from tonelint.drafts.draft import Draft, SourceMap
from tonelint.drafts.fields import Defaults, known_fields
from tonelint.drafts.suppressions import suppressions_in
from tonelint.errors import InputError

SUFFIXES = (".txt", ".text")


def read(text: str, path: str, defaults: Defaults) -> Iterator[Draft | InputError]:
    """Yields one draft, or what is wrong with a suppression in it; nothing for a blank file."""
    if not text.strip():
        return
    places = SourceMap.of_lines(text)
    try:
        suppressions = suppressions_in(text, places)
    except InputError as error:
        error.path = path
        yield error
        return
    yield Draft(
        reply=text,
        path=path,
        places=places,
        suppressions=suppressions,
        **known_fields({}, defaults),
    )
