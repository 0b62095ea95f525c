"""The ledger in words: why each feeling changed, with cause, size and room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simcall.common.bilingual import Language, Text
from simcall.persona.shape import FEELING_NAMES, LEDGER_SIZE, TERM_SIZE
from simcall.persona.temper import CAUSE_NAMES
from simcall.speech.acts import ACT_NAMES

FEELING_TEXTS: dict[str, Text] = {
    "anger": Text("愤怒", "anger"),
    "anxiety": Text("焦虑", "anxiety"),
    "shame": Text("羞愧", "shame"),
    "reactance": Text("抗拒", "reactance"),
    "trust": Text("信任", "trust"),
    "despair": Text("绝望", "despair"),
}
CAUSE_TEXTS: dict[str, Text] = {
    **ACT_NAMES,
    "choice_given": Text("给了选择", "a choice was given"),
    "neutral_consequence": Text("平实说明后果", "a consequence stated plainly"),
    "warm_then_cold": Text("先暖后冷", "warm words, then cold"),
    "early_detail": Text("未核实身份就说欠款", "debt named before identity"),
    "early_offer": Text("没问原因就给方案", "offer before the reason"),
    "ignored_risk": Text("忽视了求救信号", "a cry for help ignored"),
    "decay": Text("随时间平复", "time passing"),
    "drift": Text("情绪起伏", "mood drift"),
    "limit": Text("到达边界", "limit reached"),
    "waiting": Text("排队等待", "waiting in the queue"),
    "memory": Text("以往通话", "earlier calls"),
    "temper": Text("性情", "temper"),
    "tone": Text("坐席语气的感染", "the agent's tone carries over"),
    "probing": Text("难堪时被追问私事", "private questions while ashamed"),
}


class Term(NamedTuple):
    """One signed reason for a change of one feeling."""

    cause: str
    feeling: str
    base: float
    factor: float
    room: float

    @property
    def change(self) -> float:
        """Return the signed change of the feeling."""
        return self.base * self.factor * self.room

    def explain(self, language: Language) -> str:
        """Return the term as one short line."""
        feeling = FEELING_TEXTS[self.feeling].say(language)
        cause = CAUSE_TEXTS[self.cause].say(language)
        if self.factor == 1.0 and self.room == 1.0:
            return f"{feeling} {self.change:+.2f}: {cause}"
        mark = "×"
        room = "余地" if language == "zh" else "room"
        return (
            f"{feeling} {self.change:+.2f}: {cause} {self.base:+.2f} {mark} {self.factor:.2f}"
            f" {mark} {room} {self.room:.2f}"
        )


def blank_ledger() -> list[float]:
    """Return an empty ledger that records terms."""
    return [0.0] * LEDGER_SIZE


def read_ledger(ledger: Sequence[float]) -> list[Term]:
    """Return the terms written to a ledger, in order."""
    terms = []
    for index in range(max(0, int(ledger[0]))):
        place = 1 + TERM_SIZE * index
        cause, feeling, base, factor, room = ledger[place : place + TERM_SIZE]
        terms.append(Term(CAUSE_NAMES[int(cause)], FEELING_NAMES[int(feeling)], base, factor, room))
    return terms
