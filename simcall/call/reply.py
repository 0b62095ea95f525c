"""From a reply act to what the debtor says: the answer to what was asked, then the act itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from simcall.call.kinds import find_kind
from simcall.call.occasion import (
    NONE,
    OWN,
    PRIVATE,
    SETTLED,
    SURELY,
    Occasion,
    is_harsh,
    is_proposal,
)
from simcall.call.own import count_asking
from simcall.call.wordings import asks_means, refine_questions
from simcall.common.bilingual import Language, guess_language
from simcall.common.chance import WORDS, draw_block
from simcall.persona.fitting import COUNTED
from simcall.persona.person import Line
from simcall.persona.shape import END_HANGUP, END_NONE, ENDED, LAYER, PROMISE, RISK
from simcall.persona.tone import shade_line
from simcall.persona.words import (
    NOTHING,
    RAISED,
    ROOM,
    Heard,
    LineBook,
    fill_slots,
    find_mood,
    find_units,
)
from simcall.speech.acts import DEBTOR_ACTS, TOPICS
from simcall.speech.fit import find_content
from simcall.speech.move import Move

# Replies beside which a direct question is answered first.
ANSWER_BESIDE = frozenset(
    (
        "emotion negotiate promise offer_amount acknowledge question excuse reason answer thank "
        "dispute cite_law ask_supervisor refuse complain confirm_identity greet silence"
    ).split()
)
# Questions that the act itself answers.
ANSWERED_BY: dict[str, frozenset[str]] = {
    "reason": frozenset({"reason"}),
    "excuse": frozenset({"reason"}),
    "confirm_identity": frozenset({"identity"}),
    "deny_identity": frozenset({"identity"}),
    "third_party": frozenset({"identity"}),
    "promise": frozenset({"due_date", "plan", "amount", "auto_debit"}),
    "offer_amount": frozenset({"plan", "amount"}),
    "negotiate": frozenset({"plan"}),
    "risk": frozenset({"wellbeing"}),
}
# Replies that are only there to keep the talk going: an answer stands alone without them.
FILLERS = frozenset({"acknowledge", "thank", "answer", "silence", "greet"})
# Replies that are left out beside an answer, where nothing was proposed and no harm done.
SPARED = frozenset("negotiate emotion question refuse cite_law dispute excuse".split())
# Occasions that are answers, each to a question of its own: all of them are given.
GIVEN = frozenset("name_given figure_said date_said agreed_sum paid_last paid_never".split())
# Replies whose words do not change with feeling: sums, names, danger.
STEADY = frozenset(
    "promise offer_amount confirm_identity deny_identity risk bye greet silence complain".split()
)
SHADED = (OWN, "asked_", "say_", "yes", "felt")  # occasions whose words change with feeling
# Replies to a proposal: its figures are no questions then.
BARGAINING = frozenset({"negotiate", "refuse", "promise", "offer_amount", "dispute"})
# What somebody who hints at self-harm no longer talks about.
MONEY = frozenset(
    (
        "amount due_date plan income fee credit_record auto_debit other_lenders waiver "
        "line_restored platform_score"
    ).split()
)
MOST_ANSWERS = 2
AGAIN = 0.5  # share of a line's content that makes it the same as another in one breath
# Topics that a sentence about something else often touches: the narrower one is what was asked.
BROAD = (
    frozenset({"amount", "family", "work", "health", "wellbeing"}),
    frozenset({"reason", "due_date", "plan", "tried", "identity", "who_is_calling"}),
)
_JOINED = re.compile(r"和|还有|以及|跟|、|\band\b|\bor\b|还是", re.IGNORECASE)
TELLING = ("inform", "rights", "offer", "refer", "summarise", "purpose")


class Reply(NamedTuple):
    """What the debtor says. act: one of DEBTOR_ACTS; topics: what it answers; mood: its band.

    voice: who was asked for other words (see `call.phrasing`), empty where nobody was; written: the
    hand-written line then; why: the reason for which that line stands, empty where it does not.
    party: "third_party" where somebody else holds the debtor's phone. raised: whether the debtor
    has brought up something unasked.
    """

    act: str
    text: str
    topics: tuple[str, ...] = ()
    mood: str = "calm"
    written: str = ""
    voice: str = ""
    why: str = ""
    party: str = ""
    raised: bool = False

    @property
    def phrased(self) -> bool:
        """Tell whether the words come from a language model."""
        return bool(self.voice) and not self.why


class Voice:
    """Speaks one person's lines in one call: never a line twice, never past a question."""

    def __init__(
        self,
        lines: Mapping[Language, tuple[Line, ...]],
        language: Language,
        seed: tuple[int, int],
        attempt: int,
    ):
        spoken = language if lines.get(language) else next(iter(lines))
        self.book = LineBook(lines[spoken], spoken)
        self.language = spoken
        self._seed = seed
        self._attempt = attempt
        self._count = 0
        self._heard = NOTHING
        self._unsaid = ""  # what anger cut off the last line
        self._telling = ""  # the own question that was answered last
        self._covered: frozenset[str] = frozenset()  # what the other side has spoken of

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
        occasion: Occasion = NONE,
        heard: Heard = NOTHING,
    ) -> Reply:
        """Return the words for one reply: what was asked, what the occasion calls for, the act."""
        self._count = 0
        self._covered |= heard.content
        self._heard = heard = heard._replace(covered=self._covered)
        mood = find_mood(state)
        layer = int(state[LAYER])
        text = self.word_occasion(occasion, topics, mood, layer, turn) if occasion.alone else ""
        if text:
            said = occasion.act or act
        else:
            text, said = self.word_act(act, topics, state, turn, mood, occasion), act
        self._telling = next((key for key in occasion.keys if key.startswith(OWN)), self._telling)
        whole, self._unsaid = text, ""
        if state[RISK] == 0.0 and state[ENDED] == END_NONE and not self.is_fixed(said, occasion):
            text = shade_line(text, state, self.language, self.draw(turn))
            self._unsaid = whole.replace(text, "").strip() if text in whole else ""
        raised = self.pick([(RAISED, "")], turn, mood, layer) if heard.room else ""
        if raised and heard.room != ROOM:
            text, said = "", "question"
        words = self.join([part for part in (text, raised) if part])
        return Reply(said, fill_slots(words, slots), topics, mood, raised=bool(raised))

    def is_fixed(self, said: str, occasion: Occasion) -> bool:
        """Tell whether words stay as written: figures, danger, what answers just this question."""
        if said in STEADY:
            return True
        if not occasion.keys:
            return False
        first = occasion.keys[0]
        return not first.startswith(SHADED) or first.removeprefix(OWN) in self._heard.fitting

    def tell_on(self, turn: int, mood: str, layer: int) -> str:
        """Return more of what was being told: what was cut off, else another line about it."""
        if self._unsaid or not self._telling:
            return self._unsaid
        return self.pick([split_key(self._telling)], turn, mood, layer) or ""

    def word_occasion(
        self, occasion: Occasion, topics: tuple[str, ...], mood: str, layer: int, turn: int
    ) -> str:
        """Return the words of an occasion that stands alone, empty when they are used up."""
        keys = [split_key(key) for key in occasion.keys]
        if occasion.keys[0] == "go_on" and (more := self.tell_on(turn, mood, layer)):
            return more
        if occasion.keys[0].startswith((OWN, "asked_")) or set(occasion.keys) <= GIVEN:
            said = self.join(self.pick_each(self.spare_unknown(occasion.keys), turn, mood, layer))
            refer_back = not said and occasion.keys[0].startswith(OWN)
            return (self.pick([("again", "")], turn, mood, layer) or "") if refer_back else said
        if occasion.keys == ("personal",):
            keys.append(("answer", "off_topic"))
        return self.pick(keys, turn, mood, layer) or ""

    def word_act(
        self,
        act: str,
        topics: tuple[str, ...],
        state: list[float],
        turn: int,
        mood: str,
        occasion: Occasion,
    ) -> str:
        """Return the answers to what was asked and the line of the act, as one turn."""
        layer = int(state[LAYER])
        if state[ENDED] == END_HANGUP:
            keys = [("hangup", ""), ("refuse", ""), ("bye", "")]
            return self.pick(keys, turn, mood, layer) or self.fall_back(turn, mood, layer, False)
        parts = [] if state[ENDED] != END_NONE else self.answer(act, topics, state, mood, turn)
        own = [key for key in occasion.keys if key.startswith(OWN)]
        parts = [*self.pick_each(own, turn, mood, layer), *parts]
        spared = act in SPARED and not (self._heard.proposal or self._heard.harsh)
        if not parts or (act not in FILLERS and not spared):
            others = (split_key(key) for key in occasion.keys if key not in own)
            keys = [*others, *keys_of(act, topics)]
            spoken = self.pick(keys, turn, mood, layer)
            if spoken and not says_again(spoken, parts):
                parts.append(spoken)
        return self.join(parts) or self.fall_back(turn, mood, layer, bool(topics))

    def answer(
        self, act: str, topics: tuple[str, ...], state: list[float], mood: str, turn: int
    ) -> list[str]:
        """Return the lines that answer the direct questions of a turn."""
        if act not in ANSWER_BESIDE:
            return []
        layer = int(state[LAYER])
        closed = ANSWERED_BY.get(act, frozenset()) | (PRIVATE if self._heard.harsh else frozenset())
        if 1.0 <= state[RISK] < 3.0:
            closed |= MONEY
        if self._heard.proposal and act in BARGAINING:
            closed |= SETTLED
        open_topics = [t for t in topics if t not in closed]
        if not self._heard.several:
            means = self._heard.wanted == "affordable"
            open_topics = sorted(open_topics, key=lambda t: measure_breadth(t, means))[:1]
        parts = []
        for topic in open_topics[:MOST_ANSWERS]:
            keys = [("answer", topic)]
            if topic == "reason":
                keys = [("reason", ""), *keys] if layer >= 2 else [*keys, ("excuse", "")]
            elif topic == "due_date" and self._heard.wanted == "days":
                keys.append(("asked_days", ""))
            elif state[PROMISE] == 1.0 and topic in SETTLED:
                keys = [("agreed_sum", ""), ("agreed", ""), *keys]
            elif not self.book.has("answer", topic):
                continue
            found = self.pick(keys, turn, mood, layer) or self.pick([("again", "")], turn, mood, 0)
            if found:
                parts.append(found)
        return parts

    def pick(self, keys: list[tuple[str, str]], turn: int, mood: str, layer: int) -> str | None:
        """Return the first unused line along a list of keys."""
        return self.book.choose_first(keys, self.draw(turn), mood, layer, self._heard)

    def pick_each(self, keys: Iterable[str], turn: int, mood: str, layer: int) -> list[str]:
        """Return one unused line for each key that has any."""
        found = [self.pick([split_key(key)], turn, mood, layer) for key in keys]
        return [line for line in found if line]

    def spare_unknown(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return own answers, declined where they say nothing of the day or number asked for."""
        kind = self._heard.kind
        if kind not in COUNTED or len(keys) != 1 or not keys[0].startswith(OWN):
            return keys
        if keys[0].removeprefix(OWN) in self._heard.fitting:
            return keys
        known = self.book.knows(keys[0].removeprefix(OWN), kind)
        return keys if known else (f"say_{kind}",)

    def fall_back(self, turn: int, mood: str, layer: int, asked: bool) -> str:
        """Return something to say when the fitting lines are used up: refer back, then little."""
        keys = [
            (key, "") for key in ("acknowledge", "nodding", "silence", "emotion", "again", "bye")
        ]
        if asked:
            keys.insert(0, ("again", ""))
        found = self.pick(keys, turn, mood, layer)
        return found or ("……" if self.language == "zh" else "...")

    def join(self, parts: list[str]) -> str:
        """Put answers and act together as one turn."""
        return ("" if self.language == "zh" else " ").join(dict.fromkeys(parts))


def says_again(text: str, parts: Iterable[str]) -> bool:
    """Tell whether a line tells mostly what is told in the same breath already."""
    units = find_units(text)
    return any(len(units & find_units(part)) >= max(2.0, AGAIN * len(units)) for part in parts)


def measure_breadth(topic: str, means: bool) -> int:
    """Return how easily a topic is touched by a sentence about another: 0 narrow to 2 broad.

    means: the sentence asks what could be paid.
    """
    if means and topic in ("amount", "plan"):
        return -1
    return next((level for level, broad in enumerate(BROAD, 1) if topic in broad), 0)


def split_key(key: str) -> tuple[str, str]:
    """Return the act and the topic of a wording's key (`stung`, `own.what_he_said`)."""
    act, _, topic = key.partition(".")
    return act, topic


def keys_of(act: str, topics: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return where to look for the line of an act, the nearest first."""
    keys = [(act, topic) for topic in topics]
    keys.append((act, ""))
    if act == "acknowledge":
        keys.append(("nodding", ""))
    if act == "dispute":
        keys.append(("refuse", ""))
    if act == "risk":
        keys.append(("emotion", ""))
    return keys


def topics_asked(move: Move, text: str = "", cues: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the topics of the direct questions of a move, in the order of the scheme."""
    acts = [act for act, weight in move.acts if weight >= 0.5]
    asked = refine_questions(text, move.questions, acts) if text else move.questions
    if not asked and "name" in cues:
        asked = ("identity",)
    return tuple(topic for topic in TOPICS if topic in asked)


def listen(move: Move, text: str, cues: frozenset[str]) -> Heard:
    """Return what decides which of the debtor's lines fits these words."""
    told = any(move.weight(act) >= 0.5 for act in TELLING)
    harsh = is_harsh(move, SURELY)
    has_terms = bool(move.slots.amounts or move.slots.instalments or move.slots.days)
    wanted = "digits" if "digits" in cues else ("name" if "name" in cues else "")
    if asks_means(text):
        wanted = "affordable"
    if "days" in cues:
        wanted = "days"
    if "name" in (move.asked or ()):
        wanted = "name"
    if "afford" in (move.asked or ()):
        wanted = "affordable"
    proposal = is_proposal(move) and has_terms
    language = guess_language(text)
    several = _JOINED.search(text) is not None or count_asking(text, language) > 1
    kind = find_kind(text, language)
    return Heard(
        find_content(text), move.topics, told, wanted, harsh, proposal, several, kind,
        dict(move.fitting),
    )  # fmt: skip


def act_name(reply: int) -> str:
    """Return the name of a reply code; nothing at all to say is silence."""
    return DEBTOR_ACTS[reply] if reply >= 0 else "silence"
