"""What a finding is known by from one run to the next, though lines move."""

from collections import Counter
from hashlib import sha256

from tonelint.reports.files import portable
from tonelint.results import Result, Violation


class Fingerprints:
    """Fingerprints of the findings of a run, no two of them the same.

    One is of the rule, the file, and the lines of the reply it is found on, however they are
    spaced; where all of that is the same again, of how many times it was seen before.
    """

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, ...]] = Counter()

    def of(self, result: Result, found: Violation) -> str:
        """The fingerprint of the next finding: 64 hexadecimal digits."""
        return self.of_words(found.name, portable(result.path), _lines(result.reply, found))

    def of_words(self, *words: str) -> str:
        """The fingerprint of anything that these words tell."""
        known = tuple(" ".join(word.split()) for word in words)
        parts = (*known, str(self._seen[known]))
        self._seen[known] += 1
        return sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def _lines(reply: str, found: Violation) -> str:
    """The lines of the reply that a finding is on."""
    after = reply.find("\n", found.end)
    return reply[reply.rfind("\n", 0, found.start) + 1 : after if after >= 0 else len(reply)]
