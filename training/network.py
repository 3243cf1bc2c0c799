"""The network that is trained: the pretrained encoder and one linear head over its pieces.

Shapes: B texts, T pieces, H = 384 hidden values, L labels. The head is linear and texts are
pooled by the mean of their own pieces, so a label's logit is exactly the mean of what each piece
gives to it: at run time that is what tonelint shows as evidence.
"""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.pretrained import Pretrained, unpack

HEADS, LAYERS, HIDDEN, EPSILON, POSITIONS = 12, 12, 384, 1e-12, 512


class Layer(nn.Module):
    """One encoder layer: attention and feed-forward, each followed by a normalisation."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.fi, self.fo = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.aln, self.oln = (nn.LayerNorm(HIDDEN, EPSILON) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` (B, T, H); ``mask`` (B, 1, 1, T), true where there is a piece."""
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        # Written out: the fused attention's backward pass takes half of all time on processors.
        near = (q @ k.transpose(-1, -2)) * (HIDDEN // HEADS) ** -0.5
        if mask is not None:
            near = near.masked_fill(~mask, float("-inf"))
        mixed = (near.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.aln(x + self.dropout(self.ao(mixed)))
        return self.oln(x + self.dropout(self.fo(functional.gelu(self.fi(x)))))


class Network(nn.Module):
    """The encoder with its head. ``labels``: how many."""

    def __init__(
        self, labels: int, vocabulary: int, dropout: float = 0.1, layers: int = LAYERS
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Parameter(torch.zeros(POSITIONS, HIDDEN))
        self.segment = nn.Parameter(torch.zeros(2, HIDDEN))
        self.ln = nn.LayerNorm(HIDDEN, EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.head = nn.Linear(HIDDEN, labels)

    def keep(self, labels: int) -> None:
        """Forgets all labels but the first ones."""
        self.head.weight = nn.Parameter(self.head.weight[:labels].detach())
        self.head.bias = nn.Parameter(self.head.bias[:labels].detach())

    def hidden(self, ids: Tensor, segments: Tensor, mask: Tensor | None = None) -> Tensor:
        """(B, T, H) from ids and segments (B, T); ``mask`` (B, T) is true on pieces."""
        x = self.words(ids) + self.positions[: ids.shape[1]] + self.segment[segments]
        x = self.dropout(self.ln(x))
        wide = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide)
        return x

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor, pooled: Tensor) -> Tensor:
        """Logits (B, L): the mean over the pieces where ``pooled`` (B, T) is true."""
        x = self.hidden(ids, segments, mask)
        weights = pooled.to(x.dtype) / pooled.sum(1, keepdim=True)
        return self.head((x * weights[..., None]).sum(1))


def start(pretrained: Pretrained, rows: np.ndarray, labels: int, dropout: float = 0.1) -> Network:
    """A network with the pretrained weights; ``rows``: the original ids of the vocabulary kept."""
    network = Network(labels, len(rows), dropout)
    tensors = {name: torch.from_numpy(value) for name, value in pretrained.tensors.items()}
    with torch.no_grad():
        network.words.weight.copy_(torch.from_numpy(unpack(pretrained.packed[rows])))
        network.positions.copy_(tensors["emb.pos"].view(POSITIONS, HIDDEN))
        network.segment.copy_(tensors["emb.type"].view(2, HIDDEN)[:1].expand(2, HIDDEN))
        network.ln.weight.copy_(tensors["emb.ln.w"])
        network.ln.bias.copy_(tensors["emb.ln.b"])
        for number, layer in enumerate(network.layers):
            for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                part = getattr(layer, name)
                part.weight.copy_(tensors[f"l{number}.{name}.w"].view_as(part.weight))
                part.bias.copy_(tensors[f"l{number}.{name}.b"])
    return network
