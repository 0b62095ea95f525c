"""The encoder in torch, for training: frozen base weights in half precision, low-rank adapters."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812

from simcall.speech.packed import PackedModel

Tensor = torch.Tensor
DROP = 0.1  # of what each half of a layer adds, while training


class Adapted(nn.Module):
    """A frozen linear layer with a low-rank adapter: W x + 2 B A x + b."""

    def __init__(self, packed: PackedModel, name: str, columns: int, rank: int):
        super().__init__()
        weight = torch.tensor(packed.weights(f"{name}.w", columns))
        self.register_buffer("weight", weight.to(torch.bfloat16))
        self.bias = nn.Parameter(torch.tensor(packed.floats(f"{name}.b").copy()))
        self.down = nn.Parameter(torch.randn(rank, columns) / math.sqrt(columns))
        self.up = nn.Parameter(torch.zeros(weight.shape[0], rank))

    def forward(self, x: Tensor) -> Tensor:
        low = F.linear(F.linear(x, self.down.to(x.dtype)), self.up.to(x.dtype))
        return F.linear(x, self.weight, self.bias.to(x.dtype)) + 2.0 * low


def load_norm(packed: PackedModel, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(packed.width, eps=packed.epsilon)
    norm.weight.data = torch.tensor(packed.floats(f"{name}.w").copy())
    norm.bias.data = torch.tensor(packed.floats(f"{name}.b").copy())
    return norm


class Block(nn.Module):
    """One encoder layer."""

    def __init__(self, packed: PackedModel, number: int, rank: int):
        super().__init__()
        name = f"l{number}"
        width, inner = packed.width, packed.inner
        self.heads = packed.heads
        for part in ("q", "k", "v", "ao", "fi"):
            setattr(self, part, Adapted(packed, f"{name}.{part}", width, rank))
        self.fo = Adapted(packed, f"{name}.fo", inner, rank)
        self.aln = load_norm(packed, f"{name}.aln")
        self.oln = load_norm(packed, f"{name}.oln")

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        mixed = attend(split(self.q(x)), split(self.k(x)), split(self.v(x)), mask)
        said = self.ao(mixed.transpose(1, 2).reshape(batch, length, width))
        x = norm_as(self.aln, x + drop_alike(said, DROP, self.training))
        inner = self.fo(F.gelu(self.fi(x)))
        return norm_as(self.oln, x + drop_alike(inner, DROP, self.training))


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Scaled dot-product attention, written out: torch's own is six times slower backwards here.

    q, k, v: (batch, heads, length, width); mask: added to the scores, 0 or a large negative number.
    """
    scores = (q.contiguous() / math.sqrt(q.shape[-1])) @ k.transpose(-1, -2)
    return (scores.float() + mask).softmax(-1).to(q.dtype) @ v.contiguous()


def drop_alike(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout that leaves out the same features of all tokens of an utterance (few random draws)."""
    if not training:
        return x
    kept = torch.rand(x.shape[0], 1, x.shape[2]) >= share
    return x * (kept.to(x.dtype) / (1.0 - share))


def norm_as(norm: nn.LayerNorm, x: Tensor) -> Tensor:
    return F.layer_norm(
        x, norm.normalized_shape, norm.weight.to(x.dtype), norm.bias.to(x.dtype), norm.eps
    )


class Network(nn.Module):
    """Encoder and head. Input: word embeddings (batch, length, width), masks of tokens and text."""

    def __init__(self, packed: PackedModel, labels: int, rank: int):
        super().__init__()
        width = packed.width
        self.register_buffer(
            "position", torch.tensor(packed.floats("emb.pos").reshape(-1, width).copy())
        )
        self.register_buffer(
            "kind", torch.tensor(packed.floats("emb.type").reshape(-1, width)[0].copy())
        )
        self.first = load_norm(packed, "emb.ln")
        self.blocks = nn.ModuleList(Block(packed, n, rank) for n in range(packed.layers))
        self.head = nn.Linear(2 * width, labels)
        nn.init.zeros_(self.head.weight)
        nn.init.constant_(self.head.bias, -3.0)

    def vectors(self, words: Tensor, mask: Tensor, text: Tensor) -> Tensor:
        x = words + self.position[: words.shape[1]] + self.kind
        x = self.first(x).to(torch.bfloat16)
        unseen = torch.where(mask[:, None, None, :], 0.0, -1e9)
        for block in self.blocks:
            x = block(x, unseen)
        x = x.float()
        weight = text.float()[:, :, None]
        return torch.cat([(x * weight).sum(1) / weight.sum(1), x[:, 0]], 1)

    def forward(self, words: Tensor, mask: Tensor, text: Tensor, drop: float = 0.1) -> Tensor:
        return self.head(F.dropout(self.vectors(words, mask, text), drop, self.training))


def export_adapters(network: Network) -> dict[str, np.ndarray]:
    """Return everything that was trained, under the names that simcall.speech.encoder reads."""

    def half(tensor: Tensor) -> np.ndarray:
        return tensor.detach().to(torch.float16).numpy()

    out = {"emb.ln.w": half(network.first.weight), "emb.ln.b": half(network.first.bias)}
    for number, block in enumerate(network.blocks):
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            layer = getattr(block, part)
            out[f"l{number}.{part}.A"] = half(layer.down)
            out[f"l{number}.{part}.B"] = half(layer.up)
            out[f"l{number}.{part}.b"] = half(layer.bias)
        for part in ("aln", "oln"):
            norm = getattr(block, part)
            out[f"l{number}.{part}.w"] = half(norm.weight)
            out[f"l{number}.{part}.b"] = half(norm.bias)
    out["head_weight"] = network.head.weight.detach().numpy()
    out["head_bias"] = network.head.bias.detach().numpy()
    return out


def load_adapters(network: Network, path: Path) -> None:
    """Put the adapters of an earlier run back into a network."""
    with np.load(path) as file:
        arrays = {key: torch.tensor(file[key].astype(np.float32)) for key in file.files}
    network.first.weight.data, network.first.bias.data = arrays["emb.ln.w"], arrays["emb.ln.b"]
    for number, block in enumerate(network.blocks):
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            layer, name = getattr(block, part), f"l{number}.{part}"
            layer.down.data, layer.up.data = arrays[f"{name}.A"], arrays[f"{name}.B"]
            layer.bias.data = arrays[f"{name}.b"]
        for part in ("aln", "oln"):
            norm, name = getattr(block, part), f"l{number}.{part}"
            norm.weight.data, norm.bias.data = arrays[f"{name}.w"], arrays[f"{name}.b"]
    known = arrays["head_weight"].shape[0]  # labels that came later start from nothing
    network.head.weight.data[:known] = arrays["head_weight"]
    network.head.bias.data[:known] = arrays["head_bias"]
