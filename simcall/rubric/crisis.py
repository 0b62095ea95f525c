"""Hints of self-harm and how the call meets them (A18, D5).

There is no one sentence that handles a crisis. What counts is gathered over the rest of the call:
asking straight, hearing the person, leaving the money, who is there, what is at hand, staying, a
number to ring, handing over, stopping collection. Asking for money in between takes away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simcall.rubric.case import AgentTurn, Case, DebtorTurn, mean_worth

SURE = 0.5
RISK_SURE = 0.95  # probability at which a label of risk counts without plain words
HINTED = 0.5  # the same where the next replies pass it over, as far as the analyser can tell
DEAF = -0.3  # mean grade of the next replies, at most, that is passing it over
PASSED_OVER = 0.08  # least chance that one of them fails the call for it (a rare label: never high)
SOON = 3  # agent turns within which the first sign of care must come
LATE = 0.6  # what is left of care that comes later
GRADED = 0.45  # how far the grades of the next replies speak for or against it
PUSHED = 0.25  # taken away for each turn that goes on about the money with no care in it
# Signs of care and what each is worth; together they may pass 1 and are cut there. Our judgement
# from A18 and D5; signals of the rubric unless another source is named in `see_care`.
CARE: Mapping[str, float] = {
    "safety_asked": 0.45,
    "safety_money": 0.3,
    "safety_company": 0.3,
    "safety_line": 0.4,
    "safety_handover": 0.3,
    "safety_stay": 0.25,
    "safety_stop": 0.2,
    "safety_heard": 0.15,
    "warm": 0.2,
}


class RiskView(NamedTuple):
    """A hint of self-harm and how it was met, 0 to 1. answer: the first turn that shows care.

    sure: plain words show it, not only the analyser.
    """

    place: int
    handled: float
    answer: int | None
    sure: bool


def see_care(case: Case, turn: AgentTurn) -> set[str]:
    """Return the signs of care in one agent turn; none in a harmful one."""
    if turn.harm >= SURE:
        return set()
    found = {name for name in CARE if case.rubric.signal(name, turn.text)}
    if turn.weigh("empathise", "reflect") >= SURE:
        found.add("warm")
    return found


def goes_on(turn: AgentTurn, signs: set[str]) -> bool:
    """Tell whether a turn goes on about the money as if nothing had been said."""
    return not signs - {"warm"} and turn.weigh("offer", "commit", "purpose", "pressure") >= SURE


def shows_risk(case: Case, turn: DebtorTurn) -> bool:
    """Tell whether plain words of a debtor turn hint at self-harm, and not in jest."""
    return case.rubric.signal("risk", turn.text) and not case.rubric.signal("risk_jest", turn.text)


def meet_risk(case: Case, turn: DebtorTurn, plain: bool) -> tuple[float, int | None]:
    """Return how far the rest of the call meets a hint, and the first turn that shows care.

    plain: the hint stands in plain words, so that going on about the money counts against it.
    """
    signs: dict[str, float] = {}
    first, pushed = None, 0
    for number, reply in enumerate(case.reply_to(turn, len(case.agent))):
        seen = see_care(case, reply)
        if seen - {"warm"} and first is None:
            first = reply.place
        early = first is not None and (number < SOON or len(signs) > 1)
        for sign in seen:
            signs[sign] = max(signs.get(sign, 0.0), 1.0 if early or number < SOON else LATE)
        pushed += goes_on(reply, seen) and number < SOON + 1
    care = sum(CARE[sign] * worth for sign, worth in signs.items())
    lost = PUSHED * pushed if plain else 0.0
    level = weigh_replies(max(0.0, min(1.0, care) - lost), case.reply_to(turn, SOON))
    return round(level, 3), first


def weigh_replies(level: float, replies: tuple[AgentTurn, ...]) -> float:
    """Return how far a hint is met in the light of the grades of the next replies.

    Words of care vary more than any list; a coach who grades the replies as good has heard some. A
    good grade alone never handles a hint.
    """
    mean = mean_worth(replies)
    if mean is None:
        return level
    if mean >= 0.0:
        return min(1.0, level + GRADED * min(1.0, mean))
    return level * (1.0 - GRADED * min(1.0, -mean / 1.5))


def find_recognised(case: Case) -> int | None:
    """Return the debtor turn before a straight question about suicide that was not denied."""
    for turn in case.agent:
        before, after = case.said_before(turn), case.said_after(turn)
        if before is None or not case.rubric.signal("suicide_asked", turn.text):
            continue
        if after is not None and not case.rubric.signal("risk_denied", after.text):
            return before.place
    return None


def is_passed_over(case: Case, turn: DebtorTurn) -> bool:
    """Tell whether a hint that no list of words knows is passed over by the next replies.

    Many hints are veiled (a dog given away, a question whether the debt dies with him), and most
    turns that look like one are none. Where the analyser half hears it and the replies are poor,
    and one of them looks like a reply that fails a call for it, it counts.
    """
    replies = case.reply_to(turn, SOON)
    mean = mean_worth(replies)
    if mean is None or mean > DEAF or not turn.shows("risk", HINTED):
        return False
    return max(reply.fails.get("ignored_risk", 0.0) for reply in replies) >= PASSED_OVER


def find_risks(case: Case) -> tuple[RiskView, ...]:
    """Return every hint of self-harm and how the rest of the call meets it."""
    found = []
    recognised = find_recognised(case)
    for turn in case.debtor:
        cued = shows_risk(case, turn) or turn.place == recognised
        if not (cued or turn.shows("risk", RISK_SURE) or is_passed_over(case, turn)):
            continue
        level, answer = meet_risk(case, turn, cued)
        found.append(RiskView(turn.place, level, answer, cued))
    return tuple(found)
