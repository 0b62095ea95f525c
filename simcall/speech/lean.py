"""The lean model: a linear classifier over hashed character and word n-grams.

It needs numpy only and reads thousands of utterances a second, where the sentence encoder cannot be
installed or is not wanted. It is the lesser model, and says so in its name.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 15
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z']+|[0-9]+|[?？!！]")


def list_grams(text: str, side: str) -> Iterator[str]:
    """Yield the n-grams of a text: 1 to 4 Chinese characters, 1 to 3 English words, stems."""
    runs = _RUN.findall(text.lower())
    units: list[str] = []
    for run in runs:
        if run[0] >= "\u3400":
            units.extend(run)
        elif run[0].isdigit():
            units.append("0")
        else:
            units.append(run)
    yield side + "^" + "".join(units[:2])
    for at in range(len(units)):
        gram = side
        for size in range(4):
            if at + size >= len(units):
                break
            gram += "_" + units[at + size]
            yield gram
        word = units[at]
        if len(word) > 5 and word.isascii():
            yield side + "<" + word[:5]


def hash_text(text: str, prev: str) -> NDArray[np.int64]:
    """Return the distinct buckets of an utterance and of what was said before it."""
    found = {zlib.crc32(gram.encode()) % BUCKETS for gram in list_grams(text[:2000], "t")}
    if prev:
        found |= {zlib.crc32(gram.encode()) % BUCKETS for gram in list_grams(prev[:300], "p")}
    return np.fromiter(sorted(found), dtype=np.int64)


class LeanWeights(NamedTuple):
    """Weights in bytes: shape (BUCKETS, labels), a scale and a bias for each label."""

    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]


def score_lean(model: LeanWeights, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    """Return one row of label scores (log odds) for each (text, prev)."""
    rows = []
    for text, prev in pairs:
        buckets = hash_text(text, prev)
        total = model.weights[buckets].astype(np.float32).sum(axis=0)
        rows.append(total * model.scale / np.sqrt(max(1, len(buckets))) + model.bias)
    return np.stack(rows).astype(np.float32)
