"""Critical failures: what fails a call whatever else was good (A10, A11, A12, A20, C1).

One clear harm is enough; an uncertain one counts when the call shows other harm. So each critical
has two thresholds in the rubric: `alone` and `together`.
"""

from __future__ import annotations

from typing import NamedTuple

from simcall.rubric.book import CRITICALS
from simcall.rubric.case import AgentTurn, Case
from simcall.rubric.identity import Identity, find_disclosures
from simcall.rubric.policy import Breach
from simcall.speech.acts import HARMS

SURE = 0.5
HANDLED = 0.6  # how well a plain hint of self-harm must be met
WARM = 0.35  # the same for a hint that only the analyser sees
OTHER_SURE = 0.9  # probability at which a label of disclosure counts without the debt being named
RISK_SURE = 0.9  # probability at which a label of risk counts without plain words
HARD = ("pressure", "rigid", "dismiss", "threat")
HARD_TURNS = 3  # turns of a hard line that amount to hounding beside a critical failure
PERSONAL = ("threat", "credit_scare", "attack", "disclose", "deceive", "pressure")


class Failure(NamedTuple):
    """One critical failure: the act, its first turn, the words, how sure, and every such turn."""

    act: str
    place: int
    text: str
    weight: float
    places: tuple[int, ...]


class RiskView(NamedTuple):
    """A hint of self-harm and how it was met: handled 1, warm only 0.4, ignored 0.

    sure: plain words show it, not only the analyser.
    """

    place: int
    handled: float
    answer: int | None
    sure: bool


def count_harms(case: Case, but: str = "") -> float:
    """Return the weight of harm over the call, other than one act: how rough its climate is."""
    total = 0.0
    for turn in case.agent:
        total += max((turn.weigh(act) for act in HARMS if act != but), default=0.0) * (
            turn.weigh(*(act for act in HARMS if act != but)) >= SURE
        )
    return round(total, 3)


def find_act(case: Case, act: str) -> Failure | None:
    """Return the failure of one harmful act, if its turns reach the thresholds of the rubric."""
    rule = case.rubric.critical(act)
    rough = count_harms(case, but=act) >= SURE
    chances = [(turn, turn.chances.get(act, 0.0)) for turn in case.agent]
    near = [turn for turn, chance in chances if chance >= rule.together]
    sure = [turn for turn, chance in chances if chance >= rule.alone]
    standing = sure or (near if rough or len(near) >= rule.repeat else [])
    if not standing:
        return None
    first = standing[0]
    weight = max(turn.chances.get(act, 0.0) for turn in standing)
    return Failure(act, first.place, first.text, round(weight, 3), tuple(t.place for t in standing))


def find_disclosure(case: Case, identity: Identity) -> Failure | None:
    """Return the failure of naming the debt to somebody else, from the label or from the order."""
    turns = find_disclosures(case, identity)
    labelled = find_act(case, "disclose")
    if labelled is not None and identity.other is not None and labelled.weight < OTHER_SURE:
        labelled = None  # nothing of the debt was said to whoever answered
    if not turns:
        return labelled
    first = turns[0]
    if labelled is not None and labelled.place <= first.place:
        return labelled
    return Failure("disclose", first.place, first.text, 0.9, tuple(t.place for t in turns))


def find_deceit(case: Case, breaches: tuple[Breach, ...]) -> Failure | None:
    """Return the failure of deceiving: labelled, or granting what policy leaves to approval."""
    labelled = find_act(case, "deceive")
    granted = [b for b in breaches if b.as_granted]
    if labelled is not None or not granted:
        return labelled
    turn = next(t for t in case.agent if t.place == granted[0].place)
    return Failure("deceive", turn.place, turn.text, 0.9, tuple(b.place for b in granted))


def grade_safety(case: Case, turn: AgentTurn) -> float:
    """Return how far one agent turn meets a hint of self-harm."""
    if turn.harm >= SURE:
        return 0.0
    cared = case.rubric.signal("safety", turn.text)
    asked = "wellbeing" in turn.questions and case.rubric.signal("safety_question", turn.text)
    warm = turn.weigh("empathise", "reflect")
    if cared or (asked and warm >= SURE):
        return 1.0
    if turn.weigh("refer") >= SURE and warm >= SURE:
        return 0.9
    return 0.6 if asked or turn.weigh("refer") >= SURE else (0.4 if warm >= SURE else 0.0)


def find_risks(case: Case) -> tuple[RiskView, ...]:
    """Return every hint of self-harm and how the next three agent turns meet it."""
    found = []
    for turn in case.debtor:
        cued = case.rubric.signal("risk", turn.text)
        if not cued and not turn.shows("risk", RISK_SURE):
            continue
        replies = case.reply_to(turn, 3)
        grades = [
            grade_safety(case, reply) * (1.0, 0.9, 0.75)[number]
            for number, reply in enumerate(replies)
        ]
        best = max(grades, default=0.0)
        answer = replies[grades.index(best)].place if replies else None
        found.append(RiskView(turn.place, round(best, 3), answer, cued))
    return tuple(found)


def find_ignored(case: Case, risks: tuple[RiskView, ...]) -> Failure | None:
    """Return the failure of leaving a hint of self-harm unhandled, at the agent's next turn."""
    if not risks:
        return None
    enough = HANDLED if any(risk.sure for risk in risks) else WARM
    if max(risk.handled for risk in risks) >= enough:
        return None
    first = risks[0]
    turn = next((t for t in case.agent if t.place > first.place), None)
    if turn is None:
        return None
    return Failure("ignored_risk", turn.place, turn.text, 1.0 - first.handled, (turn.place,))


def find_failures(
    case: Case, identity: Identity, risks: tuple[RiskView, ...], breaches: tuple[Breach, ...]
) -> tuple[Failure, ...]:
    """Return all critical failures, in the order of the contract."""
    found = [
        find_act(case, "threat"),
        find_act(case, "credit_scare"),
        find_act(case, "attack"),
        find_disclosure(case, identity),
        find_deceit(case, breaches),
        find_act(case, "pressure"),
        find_ignored(case, risks),
    ]
    standing = [failure for failure in found if failure is not None]
    if any(failure.act in PERSONAL for failure in standing):
        have = {failure.act for failure in standing}
        further = [find_beside(case, act) for act in PERSONAL if act not in have]
        standing += [failure for failure in further if failure is not None]
    return tuple(sorted(standing, key=lambda failure: CRITICALS.index(failure.act)))


def find_beside(case: Case, act: str) -> Failure | None:
    """Return a failure found beside another one.

    Where one critical failure stands, a bare label is enough for the next, and a hard line
    throughout is hounding.
    """
    least = case.rubric.critical(act).ruined
    turns = [t for t in case.agent if t.labels.get(act, 0.0) >= least]
    if not turns and act == "pressure":
        hard = [t for t in case.agent if t.weigh(*HARD) >= SURE]
        turns = hard if len(hard) >= HARD_TURNS else []
    if not turns:
        return None
    weight = max(t.labels.get(act, 0.0) for t in turns)
    return Failure(
        act, turns[0].place, turns[0].text, round(weight, 3), tuple(t.place for t in turns)
    )


def find_marked(case: Case, mark: str) -> Failure | None:
    """Return the extra failure of a marked act (urging new borrowing, an unsafe way to pay)."""
    turns = [
        turn
        for turn in case.agent
        if mark in turn.marks and case.rubric.signal(f"shows_{mark}", turn.text)
    ]
    if not turns:
        return None
    return Failure(mark, turns[0].place, turns[0].text, 1.0, tuple(t.place for t in turns))


def find_ignored_stop(case: Case) -> Failure | None:
    """Return the extra failure of collecting on after a request to stop, without honouring it."""
    for turn in case.debtor:
        if not case.rubric.signal("stop", turn.text):
            continue
        replies = case.reply_to(turn, 3)
        honoured = any(
            "stop_honoured" in r.marks or case.rubric.signal("honoured", r.text) for r in replies
        )
        pushed = [r for r in replies if r.weigh("pressure", "threat", "dismiss", "rigid") >= SURE]
        if pushed and not honoured:
            first = pushed[0]
            return Failure(
                "ignored_stop", first.place, first.text, 1.0, tuple(r.place for r in pushed)
            )
    return None


def find_extras(case: Case) -> tuple[Failure, ...]:
    """Return the further critical failures, in the order of the contract."""
    found = [
        find_marked(case, "induce_debt"),
        find_marked(case, "unsafe_payment"),
        find_ignored_stop(case),
    ]
    return tuple(failure for failure in found if failure is not None)
