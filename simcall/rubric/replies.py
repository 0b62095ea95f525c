"""What each reply is worth to this person at this moment, as a coach would grade it.

Acts say what a turn does; raters ask first whether it was the right thing to say just then. Over
the calls rated by a panel, the plain mean of a coach's grades of the turns orders the calls as the
panel does (docs/rubric.md), far better than any count of acts. The analyser has learned the grade
and its signs from graded turns (docs/speech.md), so every one has its turn and its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simcall.common.bilingual import Text
from simcall.rubric.case import AgentTurn, Case
from simcall.rubric.report import GOOD, POOR

CLEAR = 0.5  # chance from which a sign is named
SHARP = 0.35  # the same where the grade itself is far from 0


class Sign(NamedTuple):
    """What shows the worth of a reply. good: it speaks for the turn."""

    name: Text
    good: bool
    guidance: tuple[str, ...]


SIGN_BOOK: Mapping[str, Sign] = {
    "answers": Sign(Text("有问必答", "answers what was asked"), True, ("A17", "D9")),
    "uses": Sign(Text("用上了对方说的情况", "uses what was told"), True, ("A7", "A9")),
    "helps": Sign(Text("给出合身的一步", "a step that fits"), True, ("A5", "A9")),
    "warm": Sign(Text("有人情味", "warm"), True, ("A8", "C3")),
    "care": Sign(
        Text("守住隐私、安全和分寸", "careful of privacy, safety, limits"), True, ("A18", "A20")
    ),
    "evades": Sign(Text("没有回答所问", "evades what was asked"), False, ("A17", "D9")),
    "deaf": Sign(Text("没有听见对方说的", "passes over what was told"), False, ("A4", "A7")),
    "empty": Sign(Text("好听的空话", "kind words with nothing in them"), False, ("A8",)),
    "cold": Sign(Text("冷淡生硬", "cold"), False, ("A8", "D1")),
    "pushes": Sign(Text("不顾对方所说而催逼", "pushes against what was said"), False, ("C1", "C3")),
    "sloppy": Sign(Text("含糊或次序乱", "vague or out of order"), False, ("A6", "A17")),
}


class Reply(NamedTuple):
    """One agent turn. worth: -2 (harmful) to 2 (just right); signs: the clear ones, in order."""

    place: int
    worth: float
    signs: tuple[str, ...]


class Replies(NamedTuple):
    """All replies of a call. mean: their mean grade; signs: mean chance of each sign over them."""

    turns: tuple[Reply, ...]
    mean: float
    signs: Mapping[str, float]

    def balance(self, good: Mapping[str, float], poor: Mapping[str, float]) -> float:
        """Return weighted signs for less weighted signs against."""
        pro = sum(weight * self.signs.get(name, 0.0) for name, weight in good.items())
        return pro - sum(weight * self.signs.get(name, 0.0) for name, weight in poor.items())

    def poor(self, *signs: str) -> tuple[int, ...]:
        """Return the places of poor turns that carry any of some signs."""
        return tuple(
            r.place for r in self.turns if r.worth <= POOR and any(s in r.signs for s in signs)
        )

    def good(self, *signs: str) -> tuple[int, ...]:
        """Return the places of good turns that carry any of some signs."""
        return tuple(
            r.place for r in self.turns if r.worth >= GOOD and any(s in r.signs for s in signs)
        )


def name_signs(turn: AgentTurn) -> tuple[str, ...]:
    """Return the signs to be named: clear ones that agree with the grade, strongest first."""
    least = SHARP if abs(turn.worth) >= 1.0 else CLEAR
    clear = [
        (chance, name)
        for name, chance in turn.signs.items()
        if chance >= least and (SIGN_BOOK[name].good == (turn.worth >= 0.0) or chance >= CLEAR)
    ]
    return tuple(name for _, name in sorted(clear, key=lambda pair: (-pair[0], pair[1])))


def mean_of(values: list[float]) -> float:
    """Return the mean in thousandths, 0 of nothing."""
    return round(sum(values) / len(values), 3) if values else 0.0


def grade_replies(case: Case) -> Replies:
    """Return the grades of all agent turns of a call; none where the analyser gives none."""
    turns = [t for t in case.agent if t.signs]
    return Replies(
        tuple(Reply(t.place, t.worth, name_signs(t)) for t in turns),
        mean_of([t.worth for t in turns]),
        {name: mean_of([t.signs.get(name, 0.0) for t in turns]) for name in SIGN_BOOK},
    )
