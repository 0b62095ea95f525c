"""Questions that authors expect: those of this person or call, and those that anybody may get.

The analyser's topics are the same for everybody. What an author expects to be asked ("What exactly
did he say?") stands under `asked`, with phrases by which it is known and whole example questions. A
sentence asks for what its nearest example asks for, where that is near enough; a phrase in it
counts in favour of its own question, and alone where no sentence can be compared (lean model).
Where examples of one question name the lines that answer them, the nearest of those examples say
which lines do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from simcall.call.scenario import CallScenario
from simcall.common.bilingual import Language
from simcall.persona.person import Asked
from simcall.speech.nearness import Embed, Embedding, Examples, Near
from simcall.speech.reading import Analyser
from simcall.speech.topics import is_asking, split_sentences

TOPIC = "answer."  # begins the key of the lines that answer a topic
NEAR = 0.78  # similarity from which a sentence asks what its nearest example asks
FAIR = 0.73  # ... where no other question is nearly as near
CLEAR = 0.07  # by how much such a question must be nearer than the next one
FOLLOWS = 0.05  # by how much a question is nearer that follows up what was just told
FAINT = 0.6  # similarity of its own question below which a phrase was said in passing
FAR = 0.55  # similarity below which a sentence does not ask for a topic that it touches
YIELDS = 0.03  # by how much a question must be nearer than one of an earlier rank
PHRASE = 0.15  # by how much another question must be nearer than the one whose phrase was said
SPREAD = 0.06  # similarity by which an example counts e times less for the lines that it names
AGREED = 0.8  # lines with this share of the most votes answer
KNOWN = 0.65  # similarity below which no example says which line answers
GAP: dict[Language, int] = {"zh": 12, "en": 30}  # characters that "..." stands for at most
# Requests that are no questions in form; one is known only where it is near an example.
_REQUEST: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:麻烦|请|劳驾)(?:您|你)?.{0,3}(?:报|念|说|讲|读)|(?:报|念|读)(?:一下|一遍|给我|出来)|给我(?:说|报|念|讲)"
        r"|我(?:就|只|是)?(?:想|要|得)(?:知道|了解|问)|(?:您|你)(?:说|讲)一?下"
    ),
    "en": re.compile(
        r"\b(?:read|spell|say|give|describe|name|remind)(?: (?:it|that|them|me|us|out|the|your))"
        r"|\bI(?:['’]ll|['’]d)?(?: just| only| still| really| now)* (?:need|want|like)"
        r" (?:to (?:know|hear)|your|the|a)\b|\bgo ahead\b|\btell us\b|\btake your\b",
        re.IGNORECASE,
    ),
}
# What is said not to be asked: "I'm not asking about the bill, I'm asking what you spend".
_DENIED: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        r"^\W*(?:我|咱)?(?:们)?(?:不是|没|没有|不)(?:要|在|说|让您|让你)?(?:问|念|说)"
    ),
    "en": re.compile(
        r"^\W*(?:no\W+|sorry\W+)*(?:I(?:['’]m| am) not asking|I (?:wasn['’]t asking|didn['’]t ask"
        r"|don['’]t mean|didn['’]t mean)|not (?:the|your|about)\b)",
        re.IGNORECASE,
    ),
}
_COMMA = re.compile(r"[，,、：:；;—–]+|\s-+\s")
_TAIL = re.compile(r"还是|或者|或|对不对|是不是|(?:or|right|is it|isn['’]t it)\b", re.IGNORECASE)
LEAST: dict[Language, int] = {"zh": 4, "en": 10}  # characters of a clause that asks by itself
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

    fits: the lines that answer each example; near: how near the question is to it. Each example
    votes for its lines, the nearer the more.
    """
    if max(near) < KNOWN:
        return ()
    every = sorted({place for places in fits for place in places})
    votes = dict.fromkeys(every, 0.0)
    for places, similarity in zip(fits, near, strict=True):
        weight = math.exp((similarity - max(near)) / SPREAD)
        for place in places or every:
            votes[place] += weight
    return tuple(place for place in every if votes[place] >= AGREED * max(votes.values()))


def drop_denied(sentence: str, language: Language) -> str:
    """Return a sentence without the clauses that say what is not asked; whole where all do."""
    parts = re.split(rf"({_COMMA.pattern})", sentence)
    kept = [
        clause + (parts[place + 1] if place + 1 < len(parts) else "")
        for place, clause in enumerate(parts)
        if place % 2 == 0 and not _DENIED[language].search(clause)
    ]
    return "".join(kept).strip() or sentence


class Understanding:
    """Knows one person's questions in one language. embed: see `speech.nearness`; None: phrases."""

    def __init__(self, asked: Sequence[Asked], language: Language, embed: Embed | None):
        self.language = language
        self.asked = {topic.name: topic for topic in asked}
        questions = {topic.name: topic.questions for topic in asked if topic.questions}
        late = {topic.name: YIELDS * topic.rank for topic in asked}
        self._examples = Examples(questions, embed, late) if embed and questions else None

    def hear(self, text: str, told: Sequence[str] = ()) -> dict[str, tuple[int, ...]]:
        """Return the names of the questions that a text asks, in the order of its sentences.

        With each, the places (from 1) of the lines that answer it as it was asked; empty: any.
        told: what the debtor has just spoken of, so that more of it is likely to be asked.
        """
        found: dict[str, tuple[int, ...]] = {}
        for sentence in self._find_asking(text):
            name = self._choose(sentence, told)
            if name and name not in found:
                found[name] = self._narrow(name, sentence)
        return found

    def doubt(self, text: str, topics: Iterable[str]) -> tuple[str, ...]:
        """Return those topics that a text only touches and does not ask for.

        Common questions are known by examples; what is far from all of them is not asked.
        """
        if self._examples is None:
            return ()
        near: dict[str, float] = {}
        for sentence in self._find_asking(text):
            for name, similarity in self._rank(sentence):
                key = self.asked[name].answered
                near[key] = max(near.get(key, 0.0), similarity)
        return tuple(topic for topic in topics if near.get(TOPIC + topic, 1.0) < FAR)

    def _find_asking(self, text: str) -> list[str]:
        """Return the sentences of a text that ask for something, without what is only denied."""
        found = []
        for sentence in split_sentences(text):
            if is_asking(sentence, self.language == "zh") or (
                self._examples is not None and _REQUEST[self.language].search(sentence)
            ):
                found.append(drop_denied(sentence, self.language))
        return found

    def _rank(self, sentence: str) -> list[Near]:
        """Return every question by its nearest example to a sentence or to its last clause."""
        assert self._examples is not None
        ranked = self._examples.rank(sentence)
        clause = self._find_clause(sentence)
        if not clause:
            return ranked
        last = dict(self._examples.rank(clause))
        both = [Near(name, max(near, last[name])) for name, near in ranked]
        return sorted(both, key=lambda near: -near.similarity)

    def _find_clause(self, sentence: str) -> str:
        """Return the last clause of a sentence where it is a question by itself, else ""."""
        clause = _COMMA.split(sentence)[-1].strip()
        if len(clause) >= len(sentence) - 1 or _TAIL.match(clause):
            return ""
        words = sum(ch.isalnum() for ch in clause)
        asks = words >= LEAST[self.language] and is_asking(clause, self.language == "zh")
        return clause if asks else ""

    def _narrow(self, name: str, sentence: str) -> tuple[int, ...]:
        """Return the places of the lines that answer a sentence, empty where any of them does."""
        topic = self.asked[name]
        if self._examples is None or not any(topic.fits):
            return ()
        near = self._examples.compare(sentence, topic.questions)
        clause = self._find_clause(sentence)
        if clause:
            near = list(map(max, near, self._examples.compare(clause, topic.questions)))
        return narrow_lines(topic.fits, near)

    def _choose(self, sentence: str, told: Sequence[str] = ()) -> str:
        """Return the question that a sentence asks, empty where none is near enough."""
        by_phrase = find_nearest(sentence, tuple(self.asked.values()), self.language)
        if self._examples is None:
            return by_phrase
        likely = [Near(n, near + FOLLOWS * (n in told)) for n, near in self._rank(sentence)]
        ranked = sorted(likely, key=lambda near: -near.similarity)
        (best, similarity), second = ranked[0], ranked[1].similarity if len(ranked) > 1 else 0.0
        own = dict(ranked).get(by_phrase, 1.0)
        if by_phrase and (own >= FAINT or similarity < own + CLEAR):
            return best if similarity >= max(NEAR, own + PHRASE) else by_phrase
        clear = similarity >= FAIR and similarity - second >= CLEAR
        return best if clear or similarity >= NEAR else ""

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
