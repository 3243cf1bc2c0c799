"""Which files hold drafts, and what is known of those in them."""

from typing import Annotated

from pydantic import AfterValidator, Field

from tonelint.globs import mistake
from tonelint.known import Audience, Channel, FileFormat, Language
from tonelint.terms.base import Names, Term


def _bounded(names: tuple[str, ...]) -> tuple[str, ...]:
    for glob in names:
        wrong = mistake(glob)
        if wrong:
            raise ValueError(wrong)
    return names


Globs = Annotated[Names, AfterValidator(_bounded)]


class FileSettings(Term):
    """What is true of the drafts in files that match one of these globs, where they do not say.

    ``fields``: what such a file calls a field (``{reply: body_fr, message: question}``);
    ``format``: how it is read, whatever its name; ``inactive``: whether replies that a helpdesk no
    longer offers are checked too.
    """

    files: Globs
    format: FileFormat | None = None
    message: str | None = None
    channel: Channel | None = None
    audience: Audience | None = None
    lang: Language | None = None
    template: bool | None = None
    contexts: Names | None = None
    fields: dict[str, str] | None = None
    inactive: bool | None = None


class Files(Term):
    """The files of a repository that hold drafts. Globs are written as in ``.gitignore`` and start
    from the folder of the code of conduct that says them.

    ``tags``: the contexts that tags, groups and folders of a helpdesk stand for; ``settings``: by
    glob; where several match, each adds to those before it.
    """

    include: Globs = ()
    exclude: Globs = ()
    tags: dict[str, Names] = Field(default_factory=dict)
    settings: tuple[FileSettings, ...] = ()
