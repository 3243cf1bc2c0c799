"""What time it is, or is said to be: incidents, waivers and adoption look at it."""

from datetime import UTC, datetime


def now() -> datetime:
    """The time, in the machine's own zone: a day ends when it does for who works there."""
    return datetime.now().astimezone()


def aware(time: datetime) -> datetime:
    """A time without a zone is the machine's own."""
    if time.tzinfo is not None:
        return time
    try:
        return time.astimezone()
    except (OverflowError, ValueError):  # the year 9999, meant as for ever
        return time.replace(tzinfo=UTC)


def read(text: str) -> datetime:
    """A day (from its first minute on) or a time, as ISO 8601 writes it, else ``ValueError``."""
    return aware(datetime.fromisoformat(text))
