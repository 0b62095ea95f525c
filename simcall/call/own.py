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

from simcall.call.naming import asks_name_of_another
from simcall.call.scenario import CallScenario
from simcall.common.bilingual import Language
from simcall.persona.person import Asked, Line
from simcall.speech.nearness import Embed, Embedding, Examples, Near
from simcall.speech.reading import Analyser
from simcall.speech.topics import is_asking, split_sentences

TOPIC = "answer."  # begins the key of the lines that answer a topic
NEAR = 0.81  # nearness from which a sentence asks what its nearest question asks
FAIR = 0.75  # ... where no other question is nearly as near
CLEAR = 0.07  # by how much such a question must be nearer than the next one
FOLLOWS = 0.05  # by how much a question is nearer that follows up what was just told
FAINT = 0.7  # similarity of its own question below which a phrase was said in passing
FAR = 0.55  # similarity below which a sentence does not ask for a topic that it touches
ALONE = 0.08  # how much nearer a last clause alone must be than the whole sentence
YIELDS = 0.06  # by how much a question must be nearer than one of an earlier rank
PHRASE = 0.05  # by how much another question must be nearer than the one whose phrase was said
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
        r" (?:to (?:know|hear)|your|the|a)\b|\bgo ahead\b|\btell us\b",
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
# Courtesies and openings that ask nothing themselves but look like a question.
_POLITE: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        r"[，,]?\s*(?:方便(?:说|讲|透露)?的话|(?:您|你)?(?:要是|如果)?不介意的话|(?:您|你)别(?:介意|见怪)|冒昧问一?(?:下|句)"
        r"|我(?:就)?多(?:问|嘴)一句|说实话|(?:我)?(?:再|就)?(?:跟您|和您)?确认一下)[，,]?\s*"
    ),
    "en": re.compile(
        r"[\s,;–—-]*\b(?:(?:if|do) you (?:don['’]t )?mind (?:me |my |if I )?(?:ask\w*|telling me)"
        r"|if I (?:may|can|might) ask"
        r"|(?:so )?just so (?:we['’]re|I['’]m|we are|I am) (?:both |all )?(?:clear|sure|straight)"
        r"|just to be (?:clear|sure)|(?:tell me )?honestly(?: now)?)\b,?\s*",
        re.IGNORECASE,
    ),
}
_COMMA = re.compile(r"[，,、：:；;—–]+|\s-+\s")
_PART = re.compile(
    rf"(?:{_COMMA.pattern})(?:\s*(?:and|or)\b)?"
    r"|\s(?:and|or)\s(?=(?:who|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have)\b)",
    re.IGNORECASE,
)
# A part of a sentence with a question's own form: not "a friend?", not "when you are on a break".
_ASKS: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        r"什么(?!的)|啥|谁|哪|多少|几|怎么|咋|为何|[吗么]\W*$|没有?\W*$|(.)不\1|有没有"
    ),
    "en": re.compile(
        r"^(?:and |so |but |then )*(?:who|whose|what(?! about)|where|which|why|how"
        r"|when (?!he|she|you|they|i\b|we|it)"
        r"|is|are|was|were|do|does|did|has|have|can|could|will|would)\b",
        re.IGNORECASE,
    ),
}
_TAIL = re.compile(r"还是|或者|或|对不对|是不是|(?:or|right|is it|isn['’]t it)\b", re.IGNORECASE)
PASSING = frozenset({"agree", "understood", "understand"})  # asked beside what is really asked
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


def find_answers(topic: Asked, lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the lines that answer a question: its own, or those of what it is `answered` by."""
    act, _, about = topic.answered.partition(".") if topic.answered else ("own", "", topic.name)
    return tuple(line.text for line in lines if (line.act, line.topic) == (act, about))


def drop_polite(sentence: str, language: Language) -> str:
    """Return a sentence without its courtesies ("if you don't mind my asking"), else as it was."""
    bare = _POLITE[language].sub(" ", sentence).strip(" ,，")
    return bare if sum(ch.isalnum() for ch in bare) >= LEAST[language] else sentence


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
    """Knows one person's questions in one language, and the lines that answer them.

    embed: see `speech.nearness`; None: questions are known by their phrases alone.
    """

    def __init__(
        self,
        asked: Sequence[Asked],
        language: Language,
        embed: Embed | None,
        lines: Sequence[Line] = (),
    ):
        self.language = language
        self.asked = {topic.name: topic for topic in asked}
        questions = {topic.name: topic.questions for topic in asked if topic.questions}
        late = {topic.name: YIELDS * topic.rank for topic in asked}
        self._examples = None
        if embed and questions:
            told = {topic.name: find_answers(topic, lines) for topic in asked}
            self._examples = Examples(questions, embed, late, told, language == "zh")

    def hear(self, text: str, told: Sequence[str] = ()) -> dict[str, tuple[int, ...]]:
        """Return the names of the questions that a text asks, in the order of its sentences.

        With each, the places (from 1) of the lines that answer it as it was asked; empty: any.
        told: what the debtor has just spoken of, so that more of it is likely to be asked.
        """
        found: dict[str, tuple[int, ...]] = {}
        for sentence in self._find_asking(text):
            for name, part in self._take_apart(sentence, told):
                if name not in found and not (name == "name" and asks_name_of_another(part)):
                    found[name] = self._narrow(name, part)
        return found

    def _take_apart(self, sentence: str, told: Sequence[str]) -> list[tuple[str, str]]:
        """Return the questions of a sentence, each with the words that ask it.

        "What did you sign, and who asked you to?" asks two things, where the whole is near to one.
        """
        name = self._choose(sentence, told)
        whole = [(name, sentence)] if name else []
        parts = self._find_parts(sentence)
        if len(parts) < 2 or self._examples is None:
            return whole
        found = [(self._choose(part, told), part) for part in parts]
        known = [pair for pair in found if pair[0] and pair[0] not in PASSING] or whole
        return known if known and (not name or name in dict(known)) else whole

    def _find_parts(self, sentence: str) -> list[str]:
        """Return the parts of a sentence that are questions by themselves."""
        parts = (part.strip() for part in _PART.split(sentence))
        asks = _ASKS[self.language]
        return [part for part in parts if self._asks_alone(part) and asks.search(part)]

    def doubt(self, text: str, topics: Iterable[str]) -> tuple[str, ...]:
        """Return those topics that a text only touches and does not ask for.

        Common questions are known by examples; what is far from all of them is not asked.
        """
        if self._examples is None:
            return ()
        near: dict[str, float] = {}
        for sentence in self._find_asking(text):
            for name, values in self._examples.measure(sentence).items():
                topic = self.asked[name]
                similarity = values[0] - YIELDS * topic.rank
                near[topic.answered] = max(near.get(topic.answered, 0.0), similarity)
        return tuple(topic for topic in topics if near.get(TOPIC + topic, 1.0) < FAR)

    def _find_asking(self, text: str) -> list[str]:
        """Return the sentences of a text that ask for something, without what is only denied."""
        found = []
        for sentence in split_sentences(text):
            if is_asking(sentence, self.language == "zh") or (
                self._examples is not None and _REQUEST[self.language].search(sentence)
            ):
                found.append(drop_denied(drop_polite(sentence, self.language), self.language))
        return found

    def _rank(self, sentence: str) -> list[Near]:
        """Return every question by its nearest example to a sentence or to its last clause."""
        assert self._examples is not None
        ranked = self._examples.rank(sentence)
        clause = self._find_clause(sentence)
        if not clause:
            return ranked
        last = dict(self._examples.rank(clause))
        both = [Near(name, max(near, last[name] - ALONE)) for name, near in ranked]
        return sorted(both, key=lambda near: -near.similarity)

    def _find_clause(self, sentence: str) -> str:
        """Return the last clause of a sentence where it is a question by itself, else ""."""
        clause = _COMMA.split(sentence)[-1].strip()
        alone = len(clause) < len(sentence) - 1 and self._asks_alone(clause)
        return clause if alone else ""

    def _asks_alone(self, clause: str) -> bool:
        """Tell whether a clause is a question by itself."""
        words = sum(ch.isalnum() for ch in clause)
        long = words >= LEAST[self.language] and not _TAIL.match(clause)
        return long and is_asking(clause, self.language == "zh")

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
    persona, relative = scenario.persona, scenario.relative or scenario.persona.lines
    debtor = Understanding(
        persona.asked.get(language, ()), language, embed, persona.lines.get(language, ())
    )
    other = Understanding(
        scenario.relative_asked.get(language, ()), language, embed, relative.get(language, ())
    )
    return debtor, other


def count_asking(text: str, language: Language) -> int:
    """Return how many sentences of a text ask something."""
    return sum(is_asking(sentence, language == "zh") for sentence in split_sentences(text))
