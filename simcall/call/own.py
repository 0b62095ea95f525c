"""Questions that only this person or this call gets: their author's own topics, by their words.

The analyser's topics are the same for everybody. What an author expects to be asked in one call
("What exactly did he say?") is found by the phrases that the author lists under `asked`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from simcall.common.bilingual import Language
from simcall.persona.person import Asked
from simcall.speech.topics import is_asking, split_sentences

GAP: dict[Language, int] = {"zh": 12, "en": 30}  # characters that "..." stands for at most
_OFFERING: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:您|你)(?:也|就|先)?(?:可以|能)|请(?:您|你)|我(?:来|先|这就|现在)?(?:帮|给|替)|我(?:们)?(?:不)?会"
    ),
    "en": re.compile(
        r"\byou (?:can|could|may|might)\b|\bwelcome to\b"
        r"|\b(?:I|we)(?:['’]ll| will| won['’]t| can)\b|\blet me\b|\bplease\b",
        re.IGNORECASE,
    ),
}


@lru_cache(maxsize=8192)
def split_phrase(phrase: str) -> tuple[str, ...]:
    """Return the parts of an author's phrase in lower case; dots of any kind stand between them."""
    return tuple(part.strip().lower() for part in re.split(r"\.\.\.|…+", phrase) if part.strip())


@lru_cache(maxsize=2048)
def compile_phrase(phrase: str, language: Language) -> re.Pattern[str]:
    """Return the pattern of an author's phrase."""
    parts = split_phrase(phrase)
    joined = f".{{0,{GAP[language]}}}".join(re.escape(part) for part in parts)
    if language == "en":
        joined = rf"\b{joined}\b"
    return re.compile(joined, re.IGNORECASE)


def find_own(
    text: str, asked: Sequence[Asked], language: Language, offered: bool = False
) -> tuple[str, ...]:
    """Return the names of the own topics that a text asks for, in the order of their sentences.

    offered: look at what is offered or promised ("you can ring the number on the card") instead.
    """
    found: list[str] = []
    for sentence in split_sentences(text):
        asks = is_asking(sentence, language == "zh")
        if asks is offered or (offered and not _OFFERING[language].search(sentence)):
            continue
        name = find_nearest(sentence, asked, language)
        if name:
            found.append(name)
    return tuple(dict.fromkeys(found))


def find_nearest(sentence: str, asked: Sequence[Asked], language: Language) -> str:
    """Return the topic with the longest phrase in a sentence, the earlier one of equals, or ""."""
    best, name = 0, ""
    plain = sentence.lower().replace("’", "'")
    for topic in asked:
        for phrase in topic.phrases:
            parts = split_phrase(phrase)
            length = sum(map(len, parts))
            if length <= best or not all(part in plain for part in parts):
                continue
            if compile_phrase(phrase, language).search(plain):
                best, name = length, topic.name
    return name


def count_asking(text: str, language: Language) -> int:
    """Return how many sentences of a text ask something."""
    return sum(is_asking(sentence, language == "zh") for sentence in split_sentences(text))
