"""Parroting: how much of what an agent says is the debtor's own sentence, given back.

A reflection takes up two or three of the debtor's words and adds a meaning; a parrot returns the
sentence. Measured by runs of characters (Chinese) or words (English) after swapping I and you.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from simcall.speech.fit import find_content

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[\u3400-\u9fff]|[a-z']+|\d+")
_SWAP = {
    "您": "我",
    "你": "我",
    "you": "i",
    "your": "my",
    "yours": "mine",
    "you're": "i'm",
    "you've": "i've",
    "you'll": "i'll",
    "you'd": "i'd",
    "yourself": "myself",
    "are": "am",
    "were": "was",
}
REPEATED = 0.6  # shared content from which a turn says an earlier one again
REPEATED_LEAST = 4  # units of content that such a turn has at least
RUN = 4  # tokens in a row that must be the same to count as copied


def split_tokens(text: str) -> list[str]:
    """Return characters (Chinese) and words (English), seen from one side: you becomes I."""
    return [_SWAP.get(token, token) for token in _TOKEN.findall(text.lower())]


def measure_copy(text: str, said: str) -> float:
    """Return the share of `text` that stands in `said` in runs of RUN or more tokens, 0 to 1."""
    mine, theirs = split_tokens(text), split_tokens(said)
    if len(mine) < RUN or len(theirs) < RUN:
        return 0.0
    size = RUN if _CHINESE.search(text) else RUN - 1
    runs = {tuple(theirs[i : i + size]) for i in range(len(theirs) - size + 1)}
    copied = [False] * len(mine)
    for start in range(len(mine) - size + 1):
        if tuple(mine[start : start + size]) in runs:
            copied[start : start + size] = [True] * size
    return round(sum(copied) / len(mine), 3)


def says_again(text: str, said: Sequence[str]) -> bool:
    """Tell whether a turn with some content says an earlier one again, nearly word for word."""
    content = find_content(text)
    if len(content) < REPEATED_LEAST:
        return False
    shares = (
        len(content & earlier) / len(content | earlier) for earlier in map(find_content, said)
    )
    return max(shares, default=0.0) >= REPEATED
