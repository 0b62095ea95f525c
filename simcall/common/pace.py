"""Speaking pace: how long a text takes to say. An estimate: 4 Chinese characters or 2.5 words/s."""

from __future__ import annotations

import re

CHINESE_PER_SECOND = 4.0
WORDS_PER_SECOND = 2.5
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9']+")


def speaking_seconds(text: str) -> float:
    """Return the seconds that a text takes to say, at least 0.4, in thousandths."""
    chinese = len(_CHINESE.findall(text))
    words = len(_WORD.findall(text))
    return round(max(0.4, chinese / CHINESE_PER_SECOND + words / WORDS_PER_SECOND), 3)
