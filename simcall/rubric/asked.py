"""Questions that the debtor asks, and whether they are answered (A4, A17, D9).

Comfort is no answer: a question met by nothing but kind words is the sign of empty politeness, and
of parroting. An answer tells something: yes or no, a number, a way, a hand-over.
"""

from __future__ import annotations

from typing import NamedTuple

from simcall.rubric.case import AgentTurn, Case, DebtorTurn
from simcall.rubric.matter import find_matter, measure_tie

SURE = 0.5
KIND = ("empathise", "affirm", "reflect", "apologise")
TELLS = {
    "inform": 1.0,
    "rights": 1.0,
    "offer": 1.0,
    "refer": 1.0,
    "commit": 0.9,
    "summarise": 0.8,
    "introduce": 0.7,
    "purpose": 0.6,
    "ask_open": 0.4,
    "ask_closed": 0.4,
    "verify": 0.4,
}
PLAIN_YES = 0.8  # worth of a plain yes or no
UNKNOWN = 0.45  # worth of a turn of no known kind that is neither comfort nor evasion
EVASIVE = 0.3  # what is left of an answer that puts off
AGAIN = 0.45  # what is left of an answer after which the same is asked again
HOLLOW = 0.1  # worth of comfort in place of an answer
OPEN = 0.35  # level below which a question counts as left open


class Asked(NamedTuple):
    """One question. answer: place of the turn after it; level: 0 to 1; hollow: only comfort."""

    place: int
    answer: int
    level: float
    hollow: bool


def is_question(case: Case, turn: DebtorTurn) -> bool:
    """Tell whether a debtor turn asks for something, beyond who is calling."""
    text = turn.text
    if case.rubric.signal("rhetorical", text):
        return False
    if case.rubric.signal("who_calls", text) or turn.weigh("who_is_this") >= 0.9:
        return False
    return case.rubric.signal("asks", text) or turn.shows("question", 0.8)


def grade_reply(case: Case, turn: AgentTurn) -> tuple[float, bool]:
    """Return how far a turn answers a question, and whether it only comforts."""
    signal = case.rubric.signal
    told = max(worth * min(1.0, turn.weigh(act) / 0.65) for act, worth in TELLS.items())
    kind = turn.weigh(*KIND) >= SURE
    repeats = signal("says_it_back", turn.text)
    if signal("plain_answer", turn.text) and not repeats:
        told = max(told, PLAIN_YES)
    if turn.slots.dates or turn.slots.days or turn.slots.instalments:
        told = max(told, 0.7)
    if told < 0.5 and (kind or repeats):
        return HOLLOW, True
    if told < SURE:
        told = max(told, UNKNOWN)
    told *= 1.0 - (1.0 - EVASIVE) * turn.evasive
    return told * (1.0 - 0.8 * turn.harm if turn.harm >= SURE else 1.0), False


def asks_again(case: Case, turn: DebtorTurn, after: DebtorTurn) -> bool:
    """Tell whether the next debtor turn shows that a question was not answered: says so, or asks
    the same again."""
    if case.rubric.signal("unheard", after.text):
        return True
    first, second = find_matter(turn.text), find_matter(after.text)
    return is_question(case, after) and measure_tie(first, second, numbers=False) >= 0.7


def find_asked(case: Case) -> tuple[Asked, ...]:
    """Return every question with its answer. What is asked again at once was not answered."""
    found = []
    for number, turn in enumerate(case.debtor):
        replies = case.reply_to(turn, 1)
        if number == 0 or not replies or not is_question(case, turn):
            continue
        level, hollow = grade_reply(case, replies[0])
        after = case.said_after(replies[0])
        if after is not None and asks_again(case, turn, after):
            level *= AGAIN
        found.append(Asked(turn.place, replies[0].place, round(min(1.0, level), 3), hollow))
    return tuple(found)


def measure_answered(asked: tuple[Asked, ...]) -> float | None:
    """Return the mean level of the answers; None when nothing was asked."""
    return round(sum(a.level for a in asked) / len(asked), 3) if asked else None
