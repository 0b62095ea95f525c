"""The ledger in words: why each feeling changed, with cause, size and room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simcall.common.bilingual import Language, Text
from simcall.persona.shape import FEELING_NAMES, LEDGER_SIZE, TERM_SIZE, WHY_SCALE
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
    "leak": Text("从坐席嘴里听到别人的债", "hearing of somebody's debt from the caller"),
    "handover": Text("电话换了人接", "the phone changed hands"),
    "hold": Text("被晾在线上等", "kept waiting on the line"),
    "setting": Text("开车或旁人在听时还谈账", "business while driving or overheard"),
}


WHY_TEXTS: dict[str, Text] = {
    "repeated": Text("说过了，打折", "heard before, counts less"),
    "contradicted": Text("同一句里自相矛盾", "contradicted in the same turn"),
    "unfit": Text("没接住对方的话", "takes up little of what was said"),
    "grudge": Text("旧伤未平", "an open hurt stands in the way"),
    "provoked": Text("火上浇油", "adds fuel to anger"),
    "braced": Text("已有防备", "braced against by now"),
    "crowded": Text("几句重话挤在一起", "one of several in one turn"),
}
# Rows of the guidance that speak of a cause (see the rubric's documentation for their wording).
GUIDANCE: dict[str, tuple[str, ...]] = {
    "greet": ("A2",), "introduce": ("A2",), "verify": ("A1", "A23"), "purpose": ("A3",),
    "ask_open": ("A4", "A15"), "ask_closed": ("A4",), "reflect": ("A7",), "summarise": ("A7",),
    "empathise": ("A8",), "affirm": ("A17",), "apologise": ("A22",), "inform": ("A17", "D9"),
    "rights": ("D6", "C6"), "offer": ("A5", "A9"), "commit": ("A5",), "refer": ("D8", "A18"),
    "close": ("A6",), "threat": ("A10", "A13"), "credit_scare": ("A11", "A13"),
    "attack": ("A12", "A13"), "dismiss": ("A13", "A14"), "pressure": ("C1", "A13"),
    "rigid": ("C1", "C5"), "disclose": ("A20",), "deceive": ("A18",), "choice_given": ("A5", "C5"),
    "neutral_consequence": ("A17", "D9"), "warm_then_cold": ("A8",), "early_detail": ("A23", "A20"),
    "early_offer": ("A9",), "ignored_risk": ("A18", "D5"), "waiting": ("C3",), "memory": ("C12",),
    "tone": ("A14",), "probing": ("A4",), "leak": ("A20",), "handover": ("A20",),
    "hold": ("A17",), "setting": ("A20",),
}  # fmt: skip


class Term(NamedTuple):
    """One signed reason for a change of one feeling. marks: why it counts for more or less."""

    cause: str
    feeling: str
    base: float
    factor: float
    room: float
    marks: Sequence[str] = ()

    @property
    def change(self) -> float:
        """Return the signed change of the feeling."""
        return self.base * self.factor * self.room

    @property
    def guidance(self) -> tuple[str, ...]:
        """Return the rows of the guidance that speak of the cause."""
        return GUIDANCE.get(self.cause, ())

    def as_json(self) -> list[object]:
        """Return the term as plain data for a journal; marks only where there are any."""
        plain: list[object] = [self.cause, self.feeling, self.base, self.factor, self.room]
        return [*plain, list(self.marks)] if self.marks else plain

    def explain(self, language: Language) -> str:
        """Return the term as one short line."""
        feeling = FEELING_TEXTS[self.feeling].say(language)
        cause = CAUSE_TEXTS[self.cause].say(language)
        if self.factor == 1.0 and self.room == 1.0:
            return f"{feeling} {self.change:+.2f}: {cause}"
        room = "余地" if language == "zh" else "room"
        line = (
            f"{feeling} {self.change:+.2f}: {cause} {self.base:+.2f} × {self.factor:.2f}"
            f" × {room} {self.room:.2f}"
        )
        why = [WHY_TEXTS[name].say(language) for name in self.marks]
        if not why:
            return line
        return f"{line}（{'，'.join(why)}）" if language == "zh" else f"{line} ({', '.join(why)})"


def blank_ledger() -> list[float]:
    """Return an empty ledger that records terms."""
    return [0.0] * LEDGER_SIZE


def read_ledger(ledger: Sequence[float]) -> list[Term]:
    """Return the terms written to a ledger, in order."""
    terms = []
    for index in range(max(0, int(ledger[0]))):
        place = 1 + TERM_SIZE * index
        code, feeling, base, factor, room = ledger[place : place + TERM_SIZE]
        why, cause = divmod(int(code), WHY_SCALE)
        marks = tuple(name for bit, name in enumerate(WHY_TEXTS) if (why >> bit) & 1)
        terms.append(
            Term(CAUSE_NAMES[cause], FEELING_NAMES[int(feeling)], base, factor, room, marks)
        )
    return terms
