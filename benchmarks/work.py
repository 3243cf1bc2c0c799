"""The work that every program is given, made of texts of the repository.

Drafts are replies of the corpus with the message each answers: Markdown files in English with the
message in the front matter, since the peers read English; JSON lines in both languages, for
tonelint alone.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "training" / "corpus"
WORDS = 60  # of the one draft
PLANTED = (
    "The the policeman was very obviously suprised, you guys: a very unique sort of thing, really."
)
_STRIDE = 97  # pairs away, each time round, from where the end of a text is taken
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")

Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A message and a reply to it, as people wrote them."""

    message: str
    reply: str
    channel: str


@cache
def pairs(language: Language) -> tuple[Pair, ...]:
    """The pairs of the corpus in one language, always in the same order."""
    found = []
    for path in sorted(CORPUS.glob(f"pair_{language}_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            if said.get("message"):
                found.append(Pair(said["message"], said["reply"], said["channel"]))
    return tuple(found)


def spread(everything: Sequence[Pair], count: int) -> list[Pair]:
    """So many pairs, taken from all over; over again where there are not enough."""
    step = max(1, len(everything) // count)
    return [everything[index * step % len(everything)] for index in range(count)]


def one_draft() -> Pair:
    """The draft whose reply has about sixty words."""
    return min(pairs("en"), key=lambda pair: abs(len(pair.reply.split()) - WORDS))


def endless() -> Iterator[Pair]:
    """Drafts without end, French and English in turn, none the same.

    The corpus as it is at first; from then on each text ends in the last sentence of another, so
    that lengths stay what they are and nothing that was read once serves again.
    """
    both = (pairs("fr"), pairs("en"))
    index = 0
    while True:
        for known in both:
            times, place = divmod(index, len(known))
            pair, other = known[place], known[(place + times * _STRIDE) % len(known)]
            yield mixed(pair, other) if times else pair
        index += 1


def mixed(pair: Pair, other: Pair) -> Pair:
    """A pair whose texts end as those of another."""
    return Pair(_ended(pair.message, other.message), _ended(pair.reply, other.reply), pair.channel)


def _ended(text: str, other: str) -> str:
    sentences = _SENTENCES.split(text)
    return " ".join([*(sentences[:-1] or sentences), _SENTENCES.split(other)[-1]])


def joined(several: Sequence[Pair]) -> Pair:
    """One draft of several, their texts put end to end."""
    return Pair(
        " ".join(pair.message for pair in several),
        " ".join(pair.reply for pair in several),
        several[0].channel,
    )


def write_files(folder: Path, drafts: Sequence[Pair]) -> list[str]:
    """Writes a Markdown file a draft; their names, from where ``folder`` is."""
    folder.mkdir(parents=True)
    names = []
    for index, draft in enumerate(drafts):
        path = folder / f"{index:04}.md"
        path.write_text(as_markdown(draft), encoding="utf-8")
        names.append(f"{folder.name}/{path.name}")
    return names


def as_markdown(draft: Pair) -> str:
    """A draft as a file: its message in the front matter (JSON texts are YAML too)."""
    message = json.dumps(draft.message, ensure_ascii=False)
    return f"---\nchannel: {draft.channel}\nmessage: {message}\n---\n\n{draft.reply}\n"


def write_lines(path: Path, count: int) -> None:
    """Writes so many drafts into a file of JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for index, draft in enumerate(islice(endless(), count)):
            record = {
                "id": f"d{index}",
                "channel": draft.channel,
                "message": draft.message,
                "reply": draft.reply,
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
