"""The organisation: who may do what, what its replies may name, how it speaks where."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from tonelint.known import Language, Severity
from tonelint.terms.base import Bilingual, Day, Names, Term, Words


class Power(Term):
    """What not everyone may do: to joke, to argue, to promise, to speak to the press.

    A reply does it where one of these ``tones``, ``elements`` or ``signals`` is in it, or where it
    answers a message in one of the ``contexts`` or with one of the ``message-signals``.
    """

    title: Words
    tones: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    message_signals: tuple[str, ...] = ()


class Role(Term):
    """Someone who answers for the organisation, and the powers they have."""

    title: Words
    about: Words | None = None
    may: tuple[str, ...] = ()


class Resource(Term):
    """A line, a page, a service that replies may name.

    ``phone`` and ``text`` as people type them; ``formerly``: numbers that were right once;
    ``verified-on``: the day someone last made sure of it. Two texts alone are its ``title``.
    """

    title: Words
    phone: Names = ()
    text: Names = ()
    url: Words | None = None
    hours: Words | None = None
    languages: tuple[Language, ...] = ("fr", "en")
    region: str | None = None
    formerly: Names = ()
    verified_on: Day | None = None

    def said(self, language: str) -> str:
        """The resource as a reply may name it."""
        parts = [*self.phone[:1], *(f"SMS {number}" for number in self.text[:1])]
        if self.url:
            parts.append(self.url.text(language))
        title = self.title.text(language)
        missing = [part for part in parts if part not in title]
        return f"{title} ({', '.join(missing)})" if missing else title


def _resource(value: Any) -> Any:
    titled = isinstance(value, str) or (isinstance(value, dict) and set(value) == {"fr", "en"})
    return {"title": value} if titled else value


AnyResource = Annotated[
    Resource, BeforeValidator(_resource, json_schema_input_type=Resource | Bilingual | str)
]

Count = Annotated[int, Field(ge=0)]


class ChannelProfile(Term):
    """What a reply may be on one channel: at most so many characters (by the platform's own way of
    counting), hashtags, links and emoji; whether it is signed.
    """

    length: Count | None = None
    hashtags: Count | None = None
    links: Count | None = None
    emoji: Count | None = None
    signature: bool = False


class Voice(Term):
    """How the organisation speaks: ``address`` its reader as, in which ``register``, signed how.

    ``signature``: what a signed reply ends in; a ``*`` in it stands for any few words, a name say.
    """

    address: Literal["tu", "vous", "mirror"] = "mirror"
    register_: Literal["familiar", "plain", "formal"] | None = None
    signature: Words | None = None


def _share(value: Any) -> Any:
    if isinstance(value, str) and value.strip().endswith("%"):
        return float(value.strip().removesuffix("%").strip().replace(",", ".")) / 100
    return value


class Humour(Term):
    """Where humour may be tried at all, and the share of replies that may be funny.

    ``severity``: what it is if surely more of them are.

    Without ``contexts``, ``roles`` or ``channels``: wherever no context forbids it.
    """

    share: Annotated[
        float, Field(ge=0, le=1), BeforeValidator(_share, json_schema_input_type=float | str)
    ] = 0.05
    severity: Severity = "info"
    contexts: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
