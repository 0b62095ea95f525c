"""Questions that authors expect: those of this person or call, and those that anybody may get.

The analyser's topics are the same for everybody. What an author expects to be asked ("What exactly
did he say?") stands under `asked`, with phrases by which it is known and whole example questions. A
sentence asks for what its nearest example asks for, where that is near enough; a phrase in it
counts in favour of its own question, and alone where no sentence can be compared (lean model).
Where examples of one question name the lines that answer them, the nearest of those examples say
which lines do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from simcall.call.scenario import CallScenario
from simcall.common.bilingual import Language
from simcall.persona.person import Asked
from simcall.speech.nearness import Embed, Embedding, Examples
from simcall.speech.reading import Analyser
from simcall.speech.topics import is_asking, split_sentences

NEAR = 0.75  # similarity from which a sentence asks what its nearest example asks
YIELDS = 0.03  # by how much a question must be nearer than one of an earlier rank
PHRASE = 0.15  # by how much another question must be nearer than the one whose phrase was said
CLOSE = 0.05  # lines whose examples are this much farther than the nearest still answer
KNOWN = 0.6  # similarity below which no example says which line answers
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


def narrow_lines(fits: Sequence[Sequence[int]], near: Sequence[float]) -> tuple[int, ...]:
    """Return the places of the lines that answer a question, empty where any of them may.

    fits: the lines that answer each example; near: how near the question is to it.
    """
    if max(near) < KNOWN:
        return ()
    every = sorted({place for places in fits for place in places})
    best = dict.fromkeys(every, 0.0)
    for places, similarity in zip(fits, near, strict=True):
        for place in places or every:
            best[place] = max(best[place], similarity)
    return tuple(place for place in every if best[place] >= max(near) - CLOSE)


class Understanding:
    """Knows one person's questions in one language. embed: see `speech.nearness`; None: phrases."""

    def __init__(self, asked: Sequence[Asked], language: Language, embed: Embed | None):
        self.language = language
        self.asked = {topic.name: topic for topic in asked}
        questions = {topic.name: topic.questions for topic in asked if topic.questions}
        late = {topic.name: YIELDS * topic.rank for topic in asked}
        self._examples = Examples(questions, embed, late) if embed and questions else None

    def hear(self, text: str) -> dict[str, tuple[int, ...]]:
        """Return the names of the questions that a text asks, in the order of its sentences.

        With each, the places (from 1) of the lines that answer it as it was asked; empty: any.
        """
        found: dict[str, tuple[int, ...]] = {}
        for sentence in split_sentences(text):
            if is_asking(sentence, self.language == "zh"):
                name = self._choose(sentence)
                if name and name not in found:
                    found[name] = self._narrow(name, sentence)
        return found

    def _narrow(self, name: str, sentence: str) -> tuple[int, ...]:
        """Return the places of the lines that answer a sentence, empty where any of them does."""
        topic = self.asked[name]
        if self._examples is None or not any(topic.fits):
            return ()
        return narrow_lines(topic.fits, self._examples.compare(sentence, topic.questions))

    def _choose(self, sentence: str) -> str:
        """Return the question that a sentence asks, empty where none is near enough."""
        by_phrase = find_nearest(sentence, tuple(self.asked.values()), self.language)
        if self._examples is None:
            return by_phrase
        ranked = self._examples.rank(sentence)
        best, similarity = ranked[0]
        if not by_phrase:
            return best if similarity >= NEAR else ""
        own = dict(ranked).get(by_phrase, 0.0)
        return best if similarity >= max(NEAR, own + PHRASE) else by_phrase

    def hear_phrases(self, text: str) -> tuple[str, ...]:
        """Return the names of the questions that a text asks, by their phrases alone."""
        return find_own(text, tuple(self.asked.values()), self.language)

    def hear_offer(self, text: str) -> tuple[str, ...]:
        """Return the questions that what is offered or promised would answer, by their phrases."""
        return find_own(text, tuple(self.asked.values()), self.language, offered=True)


def understand_people(
    scenario: CallScenario, language: Language, analyser: Analyser
) -> tuple[Understanding, Understanding]:
    """Return what the debtor understands, and anybody else who may hold the phone."""
    embed = analyser.embed if isinstance(analyser, Embedding) else None
    debtor = Understanding(scenario.persona.asked.get(language, ()), language, embed)
    other = Understanding(scenario.relative_asked.get(language, ()), language, embed)
    return debtor, other


def count_asking(text: str, language: Language) -> int:
    """Return how many sentences of a text ask something."""
    return sum(is_asking(sentence, language == "zh") for sentence in split_sentences(text))
