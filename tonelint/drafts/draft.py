"""A draft: a reply not yet posted, with what is known of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tonelint.drafts.places import Position, SourceMap


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a thread. ``audience``: who could read it, if that is known."""

    author: Literal["customer", "us"]
    text: str
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class Suppression:
    """A rule set aside in a draft, with the reason its author gives, until a day if one is said.

    ``span``: only what begins in these offsets of the reply (nothing: all of it). ``shared``: it is
    said once for all replies of the file.
    """

    rule: str
    reason: str
    position: Position
    author: str | None = None
    until: date | None = None
    span: tuple[int, int] | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft reply and what is known of it.

    ``path`` is the file as the user named it, ``line`` where the draft begins
    in it. ``template`` is true of a canned reply, whose variables are filled
    in later. ``role`` is who sends it, ``approved_by`` the roles that agreed;
    ``region`` is where it is read: incidents elsewhere do not concern it.

    ``places`` and ``message_places`` say where its texts stand in the file (nothing: they are their
    own file); ``extent`` is the first and last line of all that is written of it there. Of a canned
    reply, ``title`` is what the team calls it, ``tags`` and groups file it, ``tool`` is the
    helpdesk it comes from (whose variables it may use), ``reviewed`` the day someone last read it
    over, and ``twin`` what it shares with the same reply in another language.
    """

    reply: str
    message: str | None = None
    id: str | None = None
    thread: tuple[Turn, ...] = ()
    channel: str | None = None
    audience: str | None = None
    lang: str | None = None
    role: str | None = None
    approved_by: tuple[str, ...] = ()
    region: str | None = None
    template: bool = False
    declared_contexts: tuple[str, ...] = ()
    received_at: str | None = None
    replied_at: str | None = None
    path: str | None = None
    line: int = 1
    places: SourceMap | None = None
    message_places: SourceMap | None = None
    extent: tuple[int, int] | None = None
    suppressions: tuple[Suppression, ...] = ()
    title: str | None = None
    tags: tuple[str, ...] = ()
    tool: str | None = None
    reviewed: date | None = None
    twin: str | None = None

    @property
    def written(self) -> SourceMap:
        """Where the reply stands in its file."""
        return self.places or SourceMap.of(self.reply)

    @property
    def readers(self) -> str:
        """``public`` or ``private``: an audience, known or taken for granted."""
        return "public" if self.is_public else "private"

    @property
    def is_public(self) -> bool:
        """Whether anyone may read the reply: so unless it is known to be private."""
        if self.audience:
            return self.audience == "public"
        return self.channel not in ("email", "chat")
