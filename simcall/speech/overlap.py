"""Which of several questions shares the rarest words with a sentence.

Meaning alone confuses neighbours ("why did it close?", "when did it close?"); words alone miss
what is said differently. The two together are better than either (hybrid retrieval; Karpukhin et
al. 2020 and after). A word counts by its inverse document frequency among the questions of one
person (Spärck Jones 1972), so that "what" counts for nothing and "restaurant" for much.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

_ENGLISH = re.compile(r"[a-z']+|\d+")
_CHINESE = re.compile(r"[^\u4e00-\u9fffa-z0-9]")
_ENDING = re.compile(r"(?:ing|ed|es|s|e|y)$")
_SLOT = re.compile(r"\{[a-z_]+\}")
OFTEN = 3  # examples of one question that hold a word, from which it counts in full
RARELY = 0.5  # how much a word counts at least that any example holds


def find_stem(word: str) -> str:
    """Return an English word without its ending."""
    bare = word.removesuffix("'s")
    return _ENDING.sub("", bare) if len(bare) > 3 else bare


@lru_cache(maxsize=32768)
def find_words(text: str, chinese: bool) -> frozenset[str]:
    """Return the units of a text: stems and pairs of words, or characters and pairs of them."""
    plain = _SLOT.sub("", text).lower().replace("’", "'")
    if chinese:
        bare = _CHINESE.sub("", plain)
        return frozenset(bare) | {bare[i : i + 2] for i in range(len(bare) - 1)}
    words = [word.removesuffix("'s") for word in _ENGLISH.findall(plain)]
    pairs = (f"{one} {two}" for one, two in itertools.pairwise(words))
    return frozenset(map(find_stem, words)) | frozenset(pairs)


class Overlap:
    """The words of some questions, by name, and of the lines that answer them."""

    def __init__(
        self,
        questions: Mapping[str, Sequence[str]],
        lines: Mapping[str, Sequence[str]],
        chinese: bool,
    ):
        self._chinese = chinese
        self._asked = {
            name: Counter(word for text in texts for word in find_words(text, chinese))
            for name, texts in questions.items()
        }
        self._told = {
            name: frozenset(w for text in lines.get(name, ()) for w in find_words(text, chinese))
            for name in questions
        }
        self._known = Counter(word for count in self._asked.values() for word in count)

    def measure(self, sentence: str) -> dict[str, tuple[float, float]]:
        """Return, by name, the share (0 to 1) of a sentence's weight in questions and in lines."""
        words = find_words(sentence, self._chinese)
        every = 1 + len(self._asked)
        weights = {word: math.log(every / (1 + self._known[word])) for word in sorted(words)}
        total = sum(weights.values()) or 1.0
        found = {}
        for name, count in self._asked.items():
            asked = sum(w * weigh(count[word]) for word, w in weights.items())
            told = sum(w for word, w in weights.items() if word in self._told[name])
            found[name] = (asked / total, told / total)
        return found


def weigh(count: int) -> float:
    """Return how much a word counts that so many examples of a question hold, 0 to 1."""
    return 0.0 if count == 0 else min(1.0, RARELY + (1.0 - RARELY) * count / OFTEN)
