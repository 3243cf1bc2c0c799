"""Plain text: the whole file is the reply."""

from collections.abc import Iterator
from dataclasses import replace

from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults, known_fields
from tonelint.drafts.naming import language_of_name
from tonelint.drafts.places import DraftFile
from tonelint.drafts.suppressions import suppressions_in
from tonelint.errors import InputError

SUFFIXES = (".txt", ".text")


def read(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """Yields one draft, and what is wrong with suppressions in it; nothing for a blank file.

    A file whose name ends in a language (``panne.fr.txt``) is written in it.
    """
    if not file.text.strip():
        return
    suppressions = suppressions_in(file.whole)
    for error in suppressions.errors:
        yield replace(error, path=file.path)
    known = replace(known, lang=language_of_name(file.path) or known.lang)
    yield Draft(
        reply=file.text,
        path=file.path,
        places=file.whole.places,
        extent=(1, file.lines.position(len(file.text.rstrip())).line),
        suppressions=suppressions.found,
        **known_fields({}, known),
    )
