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

from simcall.speech.overlap import Overlap

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
# How much a question's nearest examples count, the nearest first, and the words that it shares with
# its examples and with the lines that answer it. Fitted on questions kept out of training.
NEAREST = (0.6, 0.25, 0.15)
ASKED, TOLD = 0.5, 0.2


@runtime_checkable
class Embedding(Protocol):
    """Something that turns sentences into vectors; `embed` is None where it cannot."""

    embed: Embed | None


class Near(NamedTuple):
    """A question and how near a sentence is to it, in meaning and words (at most 1.7)."""

    name: str
    similarity: float


class Examples:
    """Example questions by name; their vectors are computed when first needed.

    embed: returns one unit row for each sentence. late: what is taken from the similarity of some.
    lines: what answers them, by name.
    """

    def __init__(
        self,
        questions: Mapping[str, Sequence[str]],
        embed: Embed,
        late: Mapping[str, float] = MappingProxyType({}),
        lines: Mapping[str, Sequence[str]] = MappingProxyType({}),
        chinese: bool = False,
    ):
        self._late = late
        self._names = [name for name, asked in questions.items() for _ in asked]
        self._texts = [text for asked in questions.values() for text in asked]
        self._embed = embed
        self._overlap = Overlap(questions, lines, chinese)
        self._vectors: Vectors | None = None

    def compare(self, sentence: str, texts: Sequence[str]) -> list[float]:
        """Return how near a sentence is to each of some texts in meaning (cosine)."""
        vectors = self._embed([*texts, sentence])
        return [round(float(value), 4) for value in vectors[:-1] @ vectors[-1]]

    def measure(self, sentence: str) -> dict[str, list[float]]:
        """Return the cosines of a sentence to every question's examples, the nearest first."""
        if self._vectors is None:
            self._vectors = self._embed(self._texts)
        found: dict[str, list[float]] = {}
        similarities = (self._vectors @ self._embed([sentence])[0]).tolist()
        for name, value in zip(self._names, similarities, strict=True):
            found.setdefault(name, []).append(value)
        return {name: sorted(values, reverse=True) for name, values in found.items()}

    def rank(self, sentence: str) -> list[Near]:
        """Return every question by meaning and shared words, the nearest first."""
        shares = self._overlap.measure(sentence)
        best = {}
        for name, values in self.measure(sentence).items():
            asked, told = shares[name]
            best[name] = average(values) + ASKED * asked + TOLD * told - self._late.get(name, 0.0)
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        return [Near(name, round(value, 4)) for name, value in ranked]


def average(values: Sequence[float]) -> float:
    """Return the weighted mean of the highest of some descending values."""
    pairs = list(zip(values, NEAREST, strict=False))
    return sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)
