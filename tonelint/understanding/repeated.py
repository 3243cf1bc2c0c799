"""Personal data of a message that a reply says again, however it is spaced."""

from collections.abc import Iterable

_SHORTEST = 5  # letters and digits; less is no identification


def repeated(reply: str, data: Iterable[str]) -> list[tuple[int, int]]:
    """Spans of ``reply`` that repeat one of ``data``, comparing letters and digits only."""
    places = [index for index, char in enumerate(reply) if char.isalnum()]
    squeezed = "".join(reply[index].lower() for index in places)
    if len(squeezed) != len(places):  # a letter whose lower case is two (İ): rare, not worth a map
        squeezed = "".join(reply[index] for index in places)
    spans = set()
    for item in data:
        wanted = "".join(char for char in item if char.isalnum()).lower()
        if len(wanted) < _SHORTEST:
            continue
        found = squeezed.find(wanted)
        if found >= 0:
            spans.add((places[found], places[found + len(wanted) - 1] + 1))
    return sorted(spans)
