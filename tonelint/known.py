"""The fixed words of drafts: languages, channels, audiences, formats, severities."""

from typing import Literal, get_args

Language = Literal["fr", "en"]
Channel = Literal["facebook", "x", "instagram", "linkedin", "email", "chat", "sms"]
Audience = Literal["public", "private"]
Severity = Literal["error", "warning", "info", "off"]
FileFormat = Literal["text", "markdown", "jsonl", "json", "yaml", "csv", "html"]
Detecting = Literal["full", "phrases"]  # with the text model, or by phrases alone

LANGUAGES: tuple[str, ...] = get_args(Language)
CHANNELS: tuple[str, ...] = get_args(Channel)
AUDIENCES: tuple[str, ...] = get_args(Audience)
DETECTING: tuple[str, ...] = get_args(Detecting)
SEVERITIES = ("error", "warning", "info")  # the heaviest first; “off” is none
HUMOROUS = "humorous"  # the tone that has a licence and a share
# Severities that break the code of conduct; an info is no violation by the guidelines.
BREAKING = ("error", "warning")


def rank(severity: str) -> int:
    """The place of a severity, the heaviest first."""
    return SEVERITIES.index(severity)
