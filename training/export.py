"""Writes a network as an ONNX file that onnxruntime runs on any processor.

Embeddings keep the 4-bit rows they were pretrained with (they are not trained), unpacked for the
pieces of a text only. Matrices are kept in 8 bits with a scale for every output. Activations are
rounded with one scale a text, so texts are run one by one: a batch would make a text's result
depend on its neighbours. A few values in each feed-forward part are many times the rest and would
make that scale too coarse for all: they are multiplied as they are (:func:`loudest`).

Inputs: ``ids`` and ``segments`` (1, T). Outputs: ``logits`` (T, L), what each piece says of each
label, and ``hidden`` (T, H), its values after ``MEANING`` layers: later ones know only the labels,
earlier ones only the words (measured on four contexts of five examples each).
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from training.network import EPSILON, HEADS, HIDDEN, Layer, Network

LARGEST = 63  # of a rounded weight: 7 bits, so that sums overflow on no processor
MEANING = 5
LOUD: Mapping[str, int] = MappingProxyType({"fi": 8, "fo": 16})  # values kept whole, by matrix
Indices = npt.NDArray[np.int64]
_OPSETS = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]


class _Graph:
    """Nodes and weights as they are added; every call gives the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: npt.NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **more: object
    ) -> str:
        name = f"{kind}_{len(self.nodes)}"
        names = [name, *(f"{name}_{number}" for number in range(1, outputs))]
        self.nodes.append(helper.make_node(kind, inputs, names, name, domain=domain, **more))
        return name

    def linear(self, x: str, name: str, part: nn.Linear, loud: Indices | None = None) -> str:
        """``x`` times the matrix (out, in) of a part in 8 bits, plus its bias.

        ``loud``: the inputs that are not rounded.
        """
        matrix, bias = _array(part.weight), _array(part.bias)
        if loud is None:
            return self._rounded(x, name, matrix, bias)
        quiet = np.ones(matrix.shape[1], np.float32)
        quiet[loud] = 0
        whole = self.node(
            "MatMul",
            self.node("Gather", x, self.weight(f"{name}.loud", loud), axis=2),
            self.weight(f"{name}.whole", matrix[:, loud].T),
        )
        rest = self.node("Mul", x, self.weight(f"{name}.quiet", quiet))
        return self.node("Add", self._rounded(rest, name, matrix * quiet, bias), whole)

    def _rounded(
        self, x: str, name: str, matrix: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]
    ) -> str:
        scales = np.maximum(np.abs(matrix).max(1), 1e-12) / LARGEST
        rounded = np.rint(matrix / scales[:, None]).astype(np.int8).T
        return self.node(
            "DynamicQuantizeMatMul",
            x,
            self.weight(f"{name}.w", rounded),
            self.weight(f"{name}.s", scales.astype(np.float32)),
            self.weight(f"{name}.z", np.zeros(len(scales), np.int8)),
            self.weight(f"{name}.b", bias),
            domain="com.microsoft",
        )


def _array(value: object) -> npt.NDArray[np.float32]:
    return value.detach().float().numpy()  # type: ignore[attr-defined,no-any-return]


def _words(graph: _Graph, packed: npt.NDArray[np.uint8]) -> str:
    """The embeddings of ``ids``, unpacked: (1, T, H)."""
    scales = packed[..., :2].copy().view("<f2")
    gathered = graph.node("Gather", graph.weight("words", packed[..., 2:]), "ids")
    low = graph.node("BitwiseAnd", gathered, graph.weight("fifteen", np.array(15, np.uint8)))
    four = graph.weight("four", np.array(4, np.uint8))
    high = graph.node("BitShift", gathered, four, direction="RIGHT")
    nibbles = graph.node("Concat", low, high, axis=-1)
    values = graph.node(
        "Sub",
        graph.node("Cast", nibbles, to=TensorProto.FLOAT),
        graph.weight("eight", np.array(8, np.float32)),
    )
    own = graph.node(
        "Cast", graph.node("Gather", graph.weight("scales", scales), "ids"), to=TensorProto.FLOAT
    )
    scaled = graph.node("Mul", values, own)
    return graph.node("Reshape", scaled, graph.weight("flat", np.array([1, -1, HIDDEN])))


def model(
    network: Network, packed: npt.NDArray[np.uint8], loud: Mapping[str, Indices]
) -> onnx.ModelProto:
    """The ONNX model of a network.

    ``packed``: the 4-bit rows of its vocabulary; ``loud``: the inputs not to round, by matrix.
    """
    graph = _Graph()
    positions = graph.node(
        "Slice",
        graph.weight("positions", _array(network.positions)),
        graph.weight("zero", np.array([0])),
        graph.node(
            "Slice",
            graph.node("Shape", "ids"),
            graph.weight("one", np.array([1])),
            graph.weight("two", np.array([2])),
        ),
    )
    segments = graph.node("Gather", graph.weight("segment", _array(network.segment)), "segments")
    x = graph.node("Add", graph.node("Add", _words(graph, packed), positions), segments)
    x = _normalised(graph, x, "ln", network.ln)
    for number, layer in enumerate(network.layers):
        x = _layer(graph, x, f"l{number}", layer, loud)
        if number + 1 == MEANING:
            meaning = x
    rows = graph.weight("rows", np.array([-1, HIDDEN]))
    hidden = graph.node("Reshape", meaning, rows)
    last = graph.node("Reshape", x, rows)
    logits = graph.node(
        "Gemm",
        last,
        graph.weight("head.w", _array(network.head.weight)),
        graph.weight("head.b", _array(network.head.bias)),
        transB=1,
    )
    graph.nodes += [
        helper.make_node("Identity", [hidden], ["hidden"]),
        helper.make_node("Identity", [logits], ["logits"]),
    ]
    whole = ["batch", "pieces"]
    made = helper.make_graph(
        graph.nodes,
        "tonelint",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, whole)
            for name in ("ids", "segments")
        ],
        [
            helper.make_tensor_value_info(
                "logits", TensorProto.FLOAT, ["pieces", len(network.head.bias)]
            ),
            helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["pieces", HIDDEN]),
        ],
        graph.weights,
    )
    found = helper.make_model(made, opset_imports=_OPSETS, ir_version=10)
    onnx.checker.check_model(found)
    return found


def _normalised(graph: _Graph, x: str, name: str, norm: nn.LayerNorm) -> str:
    return graph.node(
        "LayerNormalization",
        x,
        graph.weight(f"{name}.w", _array(norm.weight)),
        graph.weight(f"{name}.b", _array(norm.bias)),
        epsilon=EPSILON,
    )


def _layer(graph: _Graph, x: str, name: str, layer: Layer, loud: Mapping[str, Indices]) -> str:
    def linear(value: str, part: str) -> str:
        whole = f"{name}.{part}"
        return graph.linear(value, whole, getattr(layer, part), loud.get(whole))

    q, k, v = (linear(x, part) for part in ("q", "k", "v"))
    mixed = graph.node("MultiHeadAttention", q, k, v, domain="com.microsoft", num_heads=HEADS)
    x = _normalised(graph, graph.node("Add", x, linear(mixed, "ao")), f"{name}.aln", layer.aln)
    wide = graph.node("Gelu", linear(x, "fi"))
    return _normalised(graph, graph.node("Add", x, linear(wide, "fo")), f"{name}.oln", layer.oln)


def loudest(network: Network, read: Callable[[], object]) -> dict[str, Indices]:
    """The inputs of each matrix that are largest at their peak, while ``read`` runs the network."""
    peaks: dict[str, torch.Tensor] = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[torch.Tensor]], None]:
        def note(_: nn.Module, given: tuple[torch.Tensor]) -> None:
            peak = given[0].abs().flatten(0, -2).amax(0)
            peaks[name] = torch.maximum(peaks.get(name, peak), peak)

        return note

    hooks = [
        getattr(layer, part).register_forward_pre_hook(watch(f"l{number}.{part}"))
        for number, layer in enumerate(network.layers)
        for part in LOUD
    ]
    read()
    for hook in hooks:
        hook.remove()
    return {
        name: np.sort(
            peak.argsort(descending=True, stable=True)[: LOUD[name.split(".")[1]]].numpy()
        )
        for name, peak in peaks.items()
    }
