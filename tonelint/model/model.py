"""The text model: how far each label holds in a message, or in a reply read after its message.

The encoder is an ONNX file that onnxruntime runs on one core. Its head is linear and a text is
the mean of its pieces, so a label's logit, of a text or of a sentence, is the mean of what each
piece gives to it: the words that gave most are the evidence. How it was made:
``docs/model-card.md``.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tonelint.model.encoding import Encoded, encode
from tonelint.model.pieces import Pieces
from tonelint.model.words import Span, evidence, strongest_sentence

_NO_TELEMETRY = "ORT_DISABLE_TELEMETRY"  # looked at as onnxruntime is imported
FOLDER = Path(__file__).parent / "weights"
SCHEMA = 2  # of ``model.json``: from the second on, how the strongest sentence weighs
REMEMBERED = 64  # messages: a draft is checked many times over while it is written
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Estimate:
    """What the model makes of one text.

    ``logits`` by label, of the whole text and, as ``peaks``, of the sentence that says it most;
    ``vector`` (384,) stands for what the text means; ``text`` is the text
    that ``evidence`` spans count in.
    """

    text: str
    logits: dict[str, float]
    peaks: dict[str, float]
    vector: Floats
    _gives: Floats = field(repr=False)  # (pieces, labels): what each piece gives to each label
    _places: Sequence[Span] = field(repr=False)
    _columns: dict[str, int] = field(repr=False)

    def evidence(self, label: str) -> tuple[Span, ...]:
        """The words that speak most for a label, as spans of the text, the strongest first."""
        return evidence(self.text, self._places, self._gives[:, self._columns[label]])


@dataclass(frozen=True)
class TextModel:
    """A trained model. Thread-safe; the same text always gives the same numbers."""

    labels: tuple[str, ...]
    joins: dict[str, dict[str, Any]]  # how each label joins the phrases: see understanding.joining
    pieces: Pieces
    path: Path

    @cached_property
    def _session(self) -> Any:
        # It would report its use to its makers: nothing leaves the machine of who checks a draft.
        os.environ.setdefault(_NO_TELEMETRY, "1")
        import onnxruntime  # noqa: PLC0415 - a large library

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.path), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {label: column for column, label in enumerate(self.labels)}

    @cached_property
    def everyday(self) -> Floats:
        """Vectors (texts, 384) of everyday messages, to compare with."""
        with np.load(self.path.with_name("everyday.npz")) as stored:
            return np.asarray(stored["vectors"], np.float32)

    def message(self, text: str) -> Estimate:
        """Reads a message by itself; the last few are remembered."""
        return self._message(text)

    @cached_property
    def _message(self) -> Callable[[str], Estimate]:
        def read(text: str) -> Estimate:
            return self._estimate(text, encode(self.pieces, text))

        return lru_cache(REMEMBERED)(read)

    def reply(self, text: str, message: str = "") -> Estimate:
        """Reads a reply after the message it answers, if there is one."""
        return self._estimate(text, encode(self.pieces, message, text))

    def _estimate(self, text: str, encoded: Encoded) -> Estimate:
        ids = np.array([encoded.ids], np.int64)
        segments = np.zeros_like(ids)
        segments[0, encoded.begins :] = int(encoded.is_reply)
        gives, hidden = self._session.run(["logits", "hidden"], {"ids": ids, "segments": segments})
        gives, hidden = gives[encoded.begins :], hidden[encoded.begins :]
        peaks = strongest_sentence(text, encoded.places, gives)
        return Estimate(
            text,
            dict(zip(self.labels, gives.mean(0).tolist(), strict=True)),
            dict(zip(self.labels, peaks.tolist(), strict=True)),
            hidden.mean(0),
            gives,
            encoded.places,
            self._columns,
        )


@cache
def load(folder: Path = FOLDER) -> TextModel:
    """The model that ships with tonelint, or another one in the same shape.

    Raises ``ValueError`` for a model made by another version of the training.
    """
    about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    if about["schema"] != SCHEMA:
        raise ValueError(f"{folder}: a model of schema {about['schema']}, not {SCHEMA}: train anew")
    with np.load(folder / "pieces.npz") as stored:
        pieces = bytes(stored["pieces"]).decode().split("\n")
        points, words = stored["points"].tolist(), bytes(stored["words"]).decode().split("\n")
        vocabulary = Pieces(
            pieces, stored["scores"].tolist(), dict(zip(points, words, strict=True))
        )
    return TextModel(tuple(about["labels"]), about["joins"], vocabulary, folder / "encoder.onnx")
