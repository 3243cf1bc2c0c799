"""How long the text model takes on one core: ``python -m benchmarks.model``.

Prints the median time of a message by its length in pieces, of a message with its reply, and of
loading. Times are of this machine; compare only within one run.
"""

import statistics
import time
from collections.abc import Callable
from functools import partial

from tonelint.model import model

MESSAGE = (
    "On a plus de courant depuis hier soir pis personne répond, avez-vous une heure de retour?"
)
REPLY = "On est désolés, c'est long sans courant. Une équipe est en route, retour prévu vers 22 h."


def median(run: Callable[[], object], times: int = 40) -> float:
    """Milliseconds a call, after one that is not counted."""
    run()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return 1000 * statistics.median(taken)


def main() -> None:
    """The command."""
    began = time.perf_counter()
    reader = model.load()
    reader.message("bonjour")
    print(f"loading and the first text: {1000 * (time.perf_counter() - began):.0f} ms")
    for words in (4, 17, 40, 100):
        text = " ".join((MESSAGE.split() * 8)[:words])
        pieces = len(reader.pieces(text))
        print(f"a message of {pieces} pieces: {median(partial(reader.message, text)):.1f} ms")
    print(f"a reply after its message: {median(partial(reader.reply, REPLY, MESSAGE)):.1f} ms")


if __name__ == "__main__":
    main()
