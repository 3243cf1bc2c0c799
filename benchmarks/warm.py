"""How long a draft takes in a program that is already running: ``python -m benchmarks.warm``.

Through the Python API, each draft once, so that nothing remembered of it helps. Prints JSON.
A process of its own, since it grows large: see :mod:`benchmarks.running`.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.programs import FULL, PHRASED, TENFOLD, TENFOLD_PHRASED
from benchmarks.work import Pair, joined, pairs, spread
from tonelint import Linter, Policy
from tonelint.conduct import load
from tonelint.conduct.source import phrases_in

LENGTHS = (1, 2, 4, 8)
# What makes new phrases of those there are: as long, as many forms, never found.
ENDINGS = ("anvil", "fiddle", "harpoon", "kettle", "lantern", "orchid", "saddle", "trowel", "zinc")


def milliseconds(linters: Mapping[str, Linter], drafts: Sequence[Pair]) -> dict[str, float]:
    """The median a draft by linter, each draft read by each linter in turn."""
    taken: dict[str, list[float]] = {name: [] for name in linters}
    for draft in drafts:
        for name, linter in linters.items():
            began = time.perf_counter()
            linter.check(reply=draft.reply, message=draft.message, channel=draft.channel)
            taken[name].append(time.perf_counter() - began)
    return {name: 1000 * statistics.median(several) for name, several in taken.items()}


def words(drafts: Sequence[Pair]) -> float:
    """The median number of words of a draft and its message."""
    return statistics.median(len(f"{one.message} {one.reply}".split()) for one in drafts)


def tenfold(folder: Path, policy: Policy) -> tuple[Path, dict[str, int]]:
    """A code of conduct with ten times the rules and phrases of another, and their numbers.

    Word sets are left as they are: phrases, not sets, are what grows with a code.
    """
    known = list(_phrases(policy))
    rules = len(policy.document.rules)
    files = []
    for ending in ENDINGS:
        path = folder / f"{ending}.yml"
        new = [(language, f"{phrase} {ending}") for language, phrase in known]
        said = {f"{ending}-{index}": _rule(new[index::rules]) for index in range(rules)}
        _write(path, {"schema": 1, "rules": said})
        files.append(path.name)
    whole = folder / "tonelint.yml"
    _write(whole, {"schema": 1, "extends": ["default", *files]})
    return whole, {"times": 1 + len(ENDINGS), "rules": rules, "phrases": len(known)}


def _write(path: Path, said: Mapping[str, Any]) -> None:
    # YAML knows no pairs of surrogates, which is how JSON in ASCII writes emoji.
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _phrases(policy: Policy) -> Iterator[tuple[str, str]]:
    """Languages and phrases to which a word can be added."""
    for source in policy.sources:
        for language, phrase, path in phrases_in(source.says):
            if path[0] != "sets" and not phrase.rstrip().endswith("$"):
                yield language, phrase


def _rule(phrases: Sequence[tuple[str, str]]) -> dict[str, Any]:
    found = {
        language: [phrase for spoken, phrase in phrases if spoken == language]
        for language in ("fr", "en")
    }
    told = dict.fromkeys(("title", "message", "why", "remedy", "source"), "…")
    return {"check": "avoid", "severity": "warning", **told, "detect": {"phrases": found}}


class Unread:
    """Drafts of the corpus that were not given yet."""

    def __init__(self, count: int) -> None:
        """``count`` is how many pairs will be asked for in each language at most."""
        self._pairs = [iter(spread(pairs("fr"), count)), iter(spread(pairs("en"), count))]

    def drafts(self, count: int, times: int = 1) -> list[Pair]:
        """So many drafts, French and English in turn, each as long as ``times`` of the corpus."""
        return [joined(list(islice(self._pairs[index % 2], times))) for index in range(count)]


def measured(count: int) -> dict[str, Any]:
    """Milliseconds a draft by length of text and by number of rules, over so many drafts.

    As many drafts are read before, unmeasured, by each linter: words are looked up when they are
    first met, and a program that is running has met most.
    """
    unread = Unread((count + 1) // 2 * (2 + sum(LENGTHS)))
    default = load("default")
    with tempfile.TemporaryDirectory() as folder:
        path, numbers = tenfold(Path(folder), default)
        large = load(path)
    linters = {FULL: Linter(default), PHRASED: Linter(default, detection="phrases")}
    many = {TENFOLD: Linter(large), TENFOLD_PHRASED: Linter(large, detection="phrases")}
    milliseconds({**linters, **many}, unread.drafts(count))
    by_length = []
    for times in LENGTHS:
        texts = unread.drafts(count, times)
        by_length.append({"times": times, "words": words(texts), **milliseconds(linters, texts)})
    by_rules = milliseconds({**linters, **many}, unread.drafts(count))
    return {"drafts": count, "numbers": numbers, "by_length": by_length, "by_rules": by_rules}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.warm", description=__doc__)
    parser.add_argument("--drafts", type=int, default=100, help="how many drafts (100)")
    print(json.dumps(measured(parser.parse_args().drafts)))


if __name__ == "__main__":
    main()
