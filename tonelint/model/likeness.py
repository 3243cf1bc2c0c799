"""Likeness to a handful of examples: contexts a policy shows instead of describing.

Texts are compared by their vectors, made even by those of some hundreds of everyday messages that
ship with the model: a text is like the examples if it is nearer to them (to the nearest, and to
their middle) than ninety-nine everyday messages in a hundred.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tonelint.model.model import TextModel

Floats = npt.NDArray[np.float32]
_EVEN = 0.3  # share of the mean spread in every direction
_FAR, _STEEP = 0.99, 12.0  # share of everyday messages that is less alike; how fast it turns


class Likeness:
    """How like a text is to examples, from 0 to 1; a half where it begins to count."""

    def __init__(self, model: TextModel, examples: Sequence[str]) -> None:
        everyday = model.everyday
        self._mean = everyday.mean(0)
        self._whiten = _whitening(everyday - self._mean)
        self._examples = self._even(np.stack([model.message(text).vector for text in examples]))
        middle = self._examples.mean(0)
        self._middle = middle / np.linalg.norm(middle)
        self._begins = float(np.quantile(self._near(everyday), _FAR))

    def __call__(self, vector: Floats) -> float:
        """Of a text's vector."""
        alike = float(self._near(vector[None])[0])
        return float(1 / (1 + np.exp(-_STEEP * (alike - self._begins))))

    def _near(self, vectors: Floats) -> Floats:
        """How near vectors (texts, 384) are to the examples."""
        even = self._even(vectors)
        near = (even @ self._examples.T).max(1) + even @ self._middle
        return np.asarray(near / 2, np.float32)

    def _even(self, vectors: Floats) -> Floats:
        """Vectors of length one, measured against everyday messages."""
        even = (vectors - self._mean) @ self._whiten
        return np.asarray(even / np.linalg.norm(even, axis=1, keepdims=True), np.float32)


def _whitening(centred: Floats) -> Floats:
    """A matrix (384, 384) after which everyday messages differ alike in all directions.

    What most messages differ in (a question or not, long or short) then counts no more than what
    few do. ``_EVEN`` draws it to the mean, since some hundreds of messages are few.
    """
    spread = centred.T @ centred / len(centred)
    drawn = (1 - _EVEN) * spread + _EVEN * np.trace(spread) / len(spread) * np.eye(len(spread))
    values, directions = np.linalg.eigh(drawn)
    return np.asarray(directions / np.sqrt(values) @ directions.T, np.float32)
