"""What of a code of conduct every run asks: all that a run in which nothing is new needs of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tonelint.conduct.document import Document
    from tonelint.known import Detecting


@dataclass(frozen=True, slots=True)
class Outline:
    """A code of conduct in short, of what JSON can write: it is remembered, where making the whole
    document takes longer than all else that such a run does.

    ``contexts`` are their names; ``titles`` what contexts and roles are called, by name and then by
    language; ``numbers`` those of its resources, as one dials them; ``humour_share`` and
    ``humour_severity`` what it says of humour; ``has_waivers``: it has some; ``ends``: something in
    it weighs otherwise from a day on. Of ``files``, ``settings`` are what is said, key by key.
    """

    detection: "Detecting"
    incidents: str | None
    contexts: list[str]
    titles: Mapping[str, Mapping[str, str]]
    numbers: list[str]
    humour_share: float
    humour_severity: str
    has_waivers: bool
    ends: bool
    include: list[str]
    exclude: list[str]
    tags: Mapping[str, list[str]]
    settings: list[Mapping[str, Any]]

    def told(self) -> dict[str, Any]:
        """What is remembered of it: the arguments that make it anew."""
        return asdict(self)


def outline(document: "Document") -> Outline:
    """A code of conduct in short."""
    from tonelint.resources import all_numbers  # noqa: PLC0415 - many expressions

    files = document.files
    titles = {name: one.title for name, one in document.contexts.items()}
    titles |= {name: one.title for name, one in document.roles.items()}
    return Outline(
        detection=document.detection,
        incidents=document.incidents,
        contexts=list(document.contexts),
        titles={name: title.model_dump() for name, title in titles.items() if title},
        numbers=sorted(all_numbers(document.resources)),
        humour_share=document.humour.share,
        humour_severity=document.humour.severity,
        has_waivers=bool(document.waivers),
        ends=bool(document.adoption or any(waiver.until for waiver in document.waivers)),
        include=list(files.include),
        exclude=list(files.exclude),
        tags={tag: list(contexts) for tag, contexts in files.tags.items()},
        settings=[one.model_dump(mode="json", exclude_unset=True) for one in files.settings],
    )
