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

    def rank(self, sentence: str) -> list[Near]:
        """Return every question by its nearest example, the nearest first."""
        best: dict[str, float] = {}
        for name, value in zip(self._names, self._compare(sentence), strict=True):
            best[name] = max(best.get(name, -1.0), value)
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        return [Near(name, round(value, 4)) for name, value in ranked]

    def measure(self, sentence: str, name: str) -> float:
        """Return how near a sentence is to the nearest example of one question, 0 without any."""
        values = zip(self._names, self._compare(sentence), strict=True)
        return round(max((value for known, value in values if known == name), default=0.0), 4)

    def _compare(self, sentence: str) -> list[float]:
        """Return the similarity of a sentence to every example."""
        if self._vectors is None:
            self._vectors = self._embed(self._texts)
        similarities: list[float] = (self._vectors @ self._embed([sentence])[0]).tolist()
        late = self._late
        return [s - late.get(n, 0.0) for s, n in zip(similarities, self._names, strict=True)]
