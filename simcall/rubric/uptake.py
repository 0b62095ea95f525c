"""Whether the agent answers what the debtor just said: need by need, not phrase by phrase (A4, A7).

Counting empathic or open phrases does not tell good calls from bad; whether an answer fits what
went before does. So every debtor turn that asks for something is paired with what follows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simcall.rubric.case import PERSONAL, AgentTurn, Case, DebtorTurn
from simcall.rubric.matter import measure_tie

SURE = 0.5
LONG = 8  # units of content beyond which a turn weighs no more
REPLIES = 3  # agent turns in which something told may still be taken up

# What meets each act of the debtor, and how well (weights by our judgement from A4 to A9, A14, A17,
# A22). The best one counts.
ANSWERS: Mapping[str, Mapping[str, float]] = {
    "question": {
        "inform": 1,
        "rights": 1,
        "offer": 1,
        "refer": 1,
        "introduce": 0.8,
        "affirm": 0.4,
        "purpose": 0.7,
        "apologise": 0.4,
        "empathise": 0.4,
    },
    "who_is_this": {"introduce": 1, "inform": 0.5, "purpose": 0.3, "verify": 0.4, "rights": 0.8},
    "emotion": {
        "empathise": 1,
        "reflect": 1,
        "affirm": 0.9,
        "apologise": 0.8,
        "ask_open": 0.6,
        "refer": 0.6,
        "offer": 0.5,
        "inform": 0.5,
    },
    "reason": {
        "empathise": 1,
        "reflect": 1,
        "affirm": 0.8,
        "ask_open": 0.8,
        "offer": 0.6,
        "refer": 0.6,
        "ask_closed": 0.4,
    },
    "excuse": {
        "reflect": 1,
        "ask_open": 1,
        "empathise": 0.9,
        "ask_closed": 0.6,
        "offer": 0.5,
        "inform": 0.4,
    },
    "refuse": {
        "reflect": 1,
        "empathise": 1,
        "ask_open": 1,
        "offer": 0.8,
        "refer": 0.8,
        "inform": 0.5,
        "ask_closed": 0.5,
        "affirm": 0.6,
    },
    "offer_amount": {
        "offer": 1,
        "commit": 1,
        "summarise": 1,
        "affirm": 0.9,
        "refer": 0.9,
        "inform": 0.7,
        "ask_closed": 0.6,
        "reflect": 0.8,
    },
    "negotiate": {
        "offer": 1,
        "refer": 1,
        "inform": 0.9,
        "ask_open": 0.8,
        "ask_closed": 0.7,
        "reflect": 0.8,
        "commit": 0.5,
        "empathise": 0.6,
    },
    "promise": {
        "commit": 1,
        "summarise": 1,
        "affirm": 0.9,
        "close": 0.8,
        "inform": 0.8,
        "reflect": 0.8,
        "offer": 0.6,
    },
    "dispute": {
        "refer": 1,
        "reflect": 0.8,
        "apologise": 0.8,
        "ask_open": 0.9,
        "ask_closed": 0.7,
        "inform": 0.7,
        "rights": 0.9,
        "empathise": 0.7,
    },
    "complain": {
        "apologise": 1,
        "refer": 1,
        "empathise": 0.9,
        "reflect": 0.9,
        "rights": 0.9,
        "ask_open": 0.6,
        "inform": 0.4,
    },
    "cite_law": {"rights": 1, "inform": 0.9, "refer": 0.9, "affirm": 0.8, "reflect": 0.7},
    "ask_supervisor": {"refer": 1, "inform": 0.6, "apologise": 0.5, "ask_open": 0.4},
    "busy": {"close": 1, "ask_closed": 0.8, "apologise": 0.9, "ask_open": 0.5, "inform": 0.4},
    "risk": {"refer": 1, "empathise": 0.8, "reflect": 0.8, "ask_closed": 0.6, "ask_open": 0.7},
    "third_party": {
        "apologise": 1,
        "close": 1,
        "inform": 0.8,
        "ask_closed": 0.8,
        "introduce": 0.8,
        "verify": 0.6,
    },
    "deny_identity": {
        "apologise": 1,
        "close": 1,
        "inform": 0.8,
        "ask_closed": 0.7,
        "verify": 0.7,
        "refer": 0.7,
    },
}
HEAVY = {
    "risk": 2.0,
    "emotion": 1.3,
    "reason": 1.3,
    "question": 1.2,
    "dispute": 1.4,
    "complain": 1.3,
    "refuse": 1.2,
}


class Answered(NamedTuple):
    """One debtor turn that asked for something, and how well it was met. weight: importance."""

    place: int
    need: str
    answer: int | None
    level: float
    weight: float


def find_need(turn: DebtorTurn) -> str:
    """Return what a debtor turn asks for most, or an empty string."""
    best, name = 0.0, ""
    for need in ANSWERS:
        weight = turn.weigh(need) * HEAVY.get(need, 1.0)
        if turn.weigh(need) >= SURE and weight > best:
            best, name = weight, need
    return name


def grade_answer(need: str, said: DebtorTurn, turn: AgentTurn) -> float:
    """Return how well one agent turn meets a need: the right kind, on the matter, without harm."""
    table = ANSWERS[need]
    kind = max(
        (worth * min(1.0, turn.weigh(act) / 0.75) for act, worth in table.items()), default=0.0
    )
    topical = bool(turn.topics & (said.questions or said.topics)) or turn.fit >= 0.2
    if need == "question" and not topical:
        kind *= 0.75
    content = min(1.0, turn.fit / 0.3) if said.content >= 3 else 1.0
    level = kind * (0.7 + 0.3 * max(content, 0.6 if topical else 0.0))
    if turn.copy > 0.6:
        level *= 0.4
    level *= 0.4 + 0.6 * min(1.0, turn.novelty / 0.6)
    return level * (1.0 - 0.9 * turn.harm) if turn.harm >= SURE else level


def find_answers(case: Case) -> tuple[Answered, ...]:
    """Return every debtor turn that asked for something, with the better of the next two answers.

    The last word of the call needs no answer.
    """
    found = []
    for turn in case.debtor:
        need = find_need(turn)
        replies = case.reply_to(turn, 2)
        if not need or not replies:
            continue
        first = grade_answer(need, turn, replies[0])
        later = 0.6 * grade_answer(need, turn, replies[1]) if len(replies) > 1 else 0.0
        answer = replies[0] if first >= later else replies[1]
        found.append(
            Answered(
                turn.place, need, answer.place, round(max(first, later), 3), HEAVY.get(need, 1.0)
            )
        )
    return tuple(found)


def measure_uptake(answers: tuple[Answered, ...]) -> float | None:
    """Return the weighted mean of the answers, 0 to 1; None when nothing asked for an answer."""
    total = sum(a.weight for a in answers)
    return round(sum(a.weight * a.level for a in answers) / total, 3) if total else None


def find_rich(case: Case) -> list[DebtorTurn]:
    """Return the debtor turns that give the agent something to take up."""
    return [t for t in case.debtor if t.content >= 2 and case.reply_to(t)]


def has_matter(case: Case, least: float) -> bool:
    """Tell whether the debtor said enough (units of content) to judge how it was taken up."""
    return sum(turn.content for turn in find_rich(case)) >= least


def measure_touch(case: Case) -> float | None:
    """Return the share of what the debtor told that is taken up later, by amount of content."""
    rich = find_rich(case)
    if not rich:
        return None
    touched = total = 0.0
    for turn in rich:
        best = 0.0
        for reply in case.reply_to(turn, REPLIES):
            named = 0.3 if reply.topics & turn.topics & PERSONAL else 0.0
            tie = measure_tie(reply.matter, turn.matter)
            best = max(best, named, tie if reply.copy <= 0.6 else 0.3 * tie)
        weight = min(turn.content, LONG)
        touched += weight * min(1.0, best / 0.7)
        total += weight
    return round(touched / total, 3)
