"""From a reply act to what the debtor says: the answer to what was asked, then the act itself."""

from __future__ import annotations

from typing import NamedTuple

from simcall.common.bilingual import Language
from simcall.common.chance import WORDS, draw_block
from simcall.persona.person import Persona
from simcall.persona.shape import END_HANGUP, ENDED, LAYER
from simcall.persona.words import LineBook, fill_slots, find_mood
from simcall.speech.acts import DEBTOR_ACTS, TOPICS
from simcall.speech.move import Move

# Replies beside which a direct question is answered first.
ANSWER_BESIDE = frozenset(
    (
        "emotion negotiate promise offer_amount acknowledge question excuse reason answer thank "
        "dispute cite_law ask_supervisor refuse complain confirm_identity greet"
    ).split()
)
# Questions that the act itself answers.
ANSWERED_BY: dict[str, frozenset[str]] = {
    "reason": frozenset({"reason"}),
    "excuse": frozenset({"reason"}),
    "confirm_identity": frozenset({"identity"}),
    "deny_identity": frozenset({"identity"}),
    "third_party": frozenset({"identity"}),
    "promise": frozenset({"due_date", "plan", "amount"}),
    "offer_amount": frozenset({"plan", "amount"}),
    "negotiate": frozenset({"plan"}),
    "risk": frozenset({"wellbeing"}),
}
MOST_ANSWERS = 2


class Reply(NamedTuple):
    """What the debtor says. act: one of DEBTOR_ACTS; topics: what it answers; mood: its band."""

    act: str
    text: str
    topics: tuple[str, ...] = ()
    mood: str = "calm"


class Voice:
    """Speaks for one persona in one call: never a line twice, never past a question."""

    def __init__(self, persona: Persona, language: Language, seed: tuple[int, int], attempt: int):
        spoken = language if persona.lines.get(language) else next(iter(persona.lines))
        self.book = LineBook(persona.lines[spoken], spoken)
        self.language = spoken
        self._seed = seed
        self._attempt = attempt
        self._count = 0

    def draw(self, turn: int) -> int:
        """Return the random word for the next line of a turn."""
        self._count += 1
        occurrence = (self._attempt * 512 + turn) * 8 + self._count % 8
        return draw_block(*self._seed, 0, 0, WORDS, occurrence)[0]

    def say(
        self,
        act: str,
        topics: tuple[str, ...],
        state: list[float],
        turn: int,
        slots: dict[str, str],
        occasion: str = "",
    ) -> Reply:
        """Return the words for one reply.

        occasion: "offer" when the agent has just proposed something (a promise accepts it),
        "memory" when an earlier call comes up again, else empty.
        """
        self._count = 0
        mood = find_mood(state)
        layer = int(state[LAYER])
        parts = []
        if state[ENDED] == END_HANGUP:
            act_keys = [("hangup", ""), ("refuse", ""), ("bye", "")]
        else:
            parts = self.answer(act, topics, mood, layer, turn)
            act_keys = keys_of(act, topics)
            if occasion == "offer" and act == "promise":
                act_keys.insert(0, ("accept", ""))
            if occasion == "memory":
                act_keys.insert(0, ("memory", ""))
        if not parts or act not in ("acknowledge", "thank", "answer"):
            spoken = self.pick(act_keys, turn, mood, layer)
            if spoken:
                parts.append(spoken)
        text = self.join(parts) or self.fall_back(turn, mood, layer)
        return Reply(act, fill_slots(text, slots), topics, mood)

    def answer(
        self, act: str, topics: tuple[str, ...], mood: str, layer: int, turn: int
    ) -> list[str]:
        """Return the lines that answer the direct questions of a turn."""
        if act not in ANSWER_BESIDE:
            return []
        open_topics = [t for t in topics if t not in ANSWERED_BY.get(act, frozenset())]
        parts = []
        for topic in open_topics[:MOST_ANSWERS]:
            keys = [("answer", topic)]
            if topic == "reason":
                keys = [("reason", ""), *keys] if layer >= 2 else [*keys, ("excuse", "")]
            elif not self.book.has("answer", topic):
                continue
            found = self.pick(keys, turn, mood, layer) or self.pick([("again", "")], turn, mood, 0)
            if found:
                parts.append(found)
        return parts

    def pick(self, keys: list[tuple[str, str]], turn: int, mood: str, layer: int) -> str | None:
        """Return the first unused line along a list of keys."""
        return self.book.choose_first(keys, self.draw(turn), mood, layer)

    def fall_back(self, turn: int, mood: str, layer: int) -> str:
        """Return something to say when the fitting lines are used up: refer back, then little."""
        keys = [("again", ""), ("acknowledge", ""), ("emotion", ""), ("silence", ""), ("bye", "")]
        found = self.pick(keys, turn, mood, layer)
        return found or ("……" if self.language == "zh" else "...")

    def join(self, parts: list[str]) -> str:
        """Put answers and act together as one turn."""
        return ("" if self.language == "zh" else " ").join(dict.fromkeys(parts))


def keys_of(act: str, topics: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return where to look for the line of an act, the nearest first."""
    keys = [(act, topic) for topic in topics]
    keys.append((act, ""))
    if act == "acknowledge":
        keys.append(("answer", "small_talk"))
    if act == "dispute":
        keys.append(("refuse", ""))
    if act == "risk":
        keys.append(("emotion", ""))
    return keys


def topics_asked(move: Move) -> tuple[str, ...]:
    """Return the topics of the direct questions of a move, in the order of the scheme."""
    return tuple(topic for topic in TOPICS if topic in move.questions)


def act_name(reply: int) -> str:
    """Return the name of a reply code; nothing at all to say is silence."""
    return DEBTOR_ACTS[reply] if reply >= 0 else "silence"
