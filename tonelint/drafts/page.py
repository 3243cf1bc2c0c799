"""HTML: the whole page is the reply, as a helpdesk or a mailing sends it."""

from collections.abc import Iterator

from tonelint.drafts.containers import html
from tonelint.drafts.draft import Draft
from tonelint.drafts.fields import Defaults, known_fields
from tonelint.drafts.places import DraftFile
from tonelint.drafts.suppressions import suppressions_in
from tonelint.errors import InputError


def read(file: DraftFile, known: Defaults) -> Iterator[Draft | InputError]:
    """Yields one draft; nothing for a page without words."""
    reply = html.plain(file.whole).strip()
    if not reply.text:
        return
    aside = suppressions_in(file.whole, reply)
    for error in aside.errors:
        error.path = file.path
        yield error
    yield Draft(
        reply=reply.text,
        path=file.path,
        line=reply.places.position(0).line,
        places=reply.places,
        extent=(1, len(file.lines.starts)),
        suppressions=aside.found,
        **known_fields({}, known, template=True),
    )
