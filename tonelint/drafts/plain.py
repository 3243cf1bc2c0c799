"""Plain text: the whole file is the reply."""

from collections.abc import Iterator

from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults, known_fields
from tonelint.drafts.places import DraftFile
from tonelint.drafts.suppressions import suppressions_in
from tonelint.errors import InputError

SUFFIXES = (".txt", ".text")


def read(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """Yields one draft, or what is wrong with a suppression in it; nothing for a blank file."""
    if not file.text.strip():
        return
    try:
        suppressions = suppressions_in(file.text, file.whole.places)
    except InputError as error:
        error.path = file.path
        yield error
        return
    yield Draft(
        reply=file.text,
        path=file.path,
        places=file.whole.places,
        suppressions=suppressions,
        **known_fields({}, known),
    )
