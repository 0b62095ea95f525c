"""Which of several example questions a sentence is nearest to in meaning.

The encoder's vectors (mean over the words, unit length) of questions that ask the same lie close
together, whatever their words (Reimers and Gurevych 2019); the nearest example names the question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]


@runtime_checkable
class Embedding(Protocol):
    """Something that turns sentences into vectors; `embed` is None where it cannot."""

    embed: Embed | None


class Near(NamedTuple):
    """A question and how near a sentence is to its nearest example (cosine, at most 1)."""

    name: str
    similarity: float


class Examples:
    """Example questions by name; their vectors are computed when first needed.

    embed: returns one unit row for each sentence. late: what is taken from the similarity of some.
    """

    def __init__(
        self,
        questions: Mapping[str, Sequence[str]],
        embed: Embed,
        late: Mapping[str, float] = MappingProxyType({}),
    ):
        self._late = late
        self._names = [name for name, asked in questions.items() for _ in asked]
        self._texts = [text for asked in questions.values() for text in asked]
        self._embed = embed
        self._vectors: Vectors | None = None

    def compare(self, sentence: str, texts: Sequence[str]) -> list[float]:
        """Return how near a sentence is to each of some texts."""
        vectors = self._embed([*texts, sentence])
        return [round(float(value), 4) for value in vectors[:-1] @ vectors[-1]]

    def rank(self, sentence: str) -> list[Near]:
        """Return every question by its nearest example, the nearest first."""
        if self._vectors is None:
            self._vectors = self._embed(self._texts)
        similarities = (self._vectors @ self._embed([sentence])[0]).tolist()
        best: dict[str, float] = {}
        for name, value in zip(self._names, similarities, strict=True):
            best[name] = max(best.get(name, -1.0), value - self._late.get(name, 0.0))
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        return [Near(name, round(value, 4)) for name, value in ranked]
