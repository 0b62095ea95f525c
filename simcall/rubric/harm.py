"""Critical failures: what fails a call whatever else was good (A10, A11, A12, A20, C1).

One clear harm is enough; an uncertain one counts when the call shows other harm. So each critical
has two thresholds in the rubric: `alone` and `together`.
"""

from __future__ import annotations

from typing import NamedTuple

from simcall.rubric.case import AgentTurn, Case, DebtorTurn, mean_worth
from simcall.rubric.crisis import RiskView
from simcall.rubric.identity import Identity, find_disclosures
from simcall.rubric.policy import Breach
from simcall.rubric.reaction import is_sour
from simcall.speech.acts import CRITICALS, HARMS

SURE = 0.5
HANDLED = 0.6  # how well a plain hint of self-harm must be met
WARM = 0.15  # the same for a hint that only the analyser sees
OTHER_SURE = 0.9  # probability at which a label of disclosure counts without the debt being named
HARD = ("pressure", "rigid", "dismiss", "threat")
HARD_TURNS = 3  # turns of a hard line that amount to hounding beside a critical failure
HOUNDED = 0.8  # how sure hounding is that shows in the course only
PRESSED = 3  # demands after a refusal that amount to hounding
OBJECTED = 2  # objections beside them
ASKED_AGAIN = 2  # demands after a complaint of too many calls that amount to hounding
GOOD_REPLY = 0.5  # grade from which a turn fails nobody: a coach does not call a threat good
POOR_REPLY = -0.2  # grade below which a bare label counts beside another failure
PUSHED, PUSHED_SHARE = 3, 0.3  # turns that push against what was said, and their share: hounding
BAD_LABEL = 0.5  # probability of a bare label that fails such a call where nothing else stands
BAD_CALL = -0.15  # mean grade from which a call is poor on the whole
PUSHED_WORTH = -0.8  # grade below which they do
PERSONAL = ("threat", "credit_scare", "attack", "disclose", "deceive", "pressure")


class Failure(NamedTuple):
    """One critical failure: the act, its first turn, the words, how sure, and every such turn."""

    act: str
    place: int
    text: str
    weight: float
    places: tuple[int, ...]


def is_rough(case: Case, act: str, near: list[AgentTurn]) -> bool:
    """Tell whether the climate supports one act: other harm, and not only in the same breath.

    Two labels of one sentence are one piece of evidence; they bear each other out only where plain
    words show one of them or the debtor protests.
    """
    apart = [t for t in case.agent if t not in near or len(near) > 1]
    if any(turn.weigh(*(name for name in HARMS if name != act)) >= SURE for turn in apart):
        return True
    return any(
        turn.weigh(*(name for name in HARMS if name != act)) >= SURE and is_borne_out(case, turn)
        for turn in near
    )


def is_borne_out(case: Case, turn: AgentTurn) -> bool:
    """Tell whether plain words of the turn or the debtor's next words bear out its harm."""
    signal = case.rubric.signal
    if any(signal(f"shows_{act}", turn.text) for act in HARMS):
        return True
    after = case.said_after(turn)
    return after is not None and bool(is_sour(case, after))


def find_act(case: Case, act: str) -> Failure | None:
    """Return the failure of one harmful act, if its turns reach the thresholds of the rubric."""
    rule = case.rubric.critical(act)
    chances = [(t, t.chances.get(act, 0.0)) for t in case.agent if t.worth < GOOD_REPLY]
    near = [turn for turn, chance in chances if chance >= rule.together]
    rough = bool(near) and is_rough(case, act, near)
    sure = [t for t, chance in chances if chance >= rule.alone]
    standing = sure or (near if rough or len(near) >= rule.repeat else [])
    if not standing:
        return None
    first = standing[0]
    weight = max(max(turn.chances.get(act, 0.0), turn.fails.get(act, 0.0)) for turn in standing)
    return Failure(act, first.place, first.text, round(weight, 3), tuple(t.place for t in standing))


def find_disclosure(case: Case, identity: Identity) -> Failure | None:
    """Return the failure of naming the debt to somebody else, from the label or from the order."""
    turns = [t for t in find_disclosures(case, identity) if t.worth < GOOD_REPLY]
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
        find_pressure(case),
        find_ignored(case, risks),
    ]
    standing = [failure for failure in found if failure is not None]
    others = any(failure.act in PERSONAL for failure in standing)
    if others or is_bad_call(case):
        have = {failure.act for failure in standing}
        least = 0.0 if others else BAD_LABEL
        further = [find_beside(case, act, least) for act in PERSONAL if act not in have]
        standing += [failure for failure in further if failure is not None]
    return tuple(sorted(standing, key=lambda failure: CRITICALS.index(failure.act)))


def is_bad_call(case: Case) -> bool:
    """Tell whether the replies are poor on the whole: then a harm needs no other beside it."""
    mean = mean_worth(case.agent)
    return mean is not None and mean <= BAD_CALL


def find_pressure(case: Case) -> Failure | None:
    """Return the failure of hounding: in one turn, or in the course of the call."""
    finders = (find_hounding, find_bargaining, find_pushing)
    courses = (find(case) for find in finders)
    return find_act(case, "pressure") or next((f for f in courses if f is not None), None)


def find_pushing(case: Case) -> Failure | None:
    """Return the failure of pushing again and again against what was just said, in any tone."""
    pushed = [
        t for t in case.agent if t.worth <= PUSHED_WORTH and t.signs.get("pushes", 0.0) >= SURE
    ]
    few = 2 if is_bad_call(case) else PUSHED
    if len(pushed) < max(few, PUSHED_SHARE * len(case.agent)):
        return None
    turns = tuple(t.place for t in pushed)
    return Failure("pressure", turns[0], pushed[0].text, HOUNDED, turns)


def find_hounding(case: Case) -> Failure | None:
    """Return the failure of pressing on after "so many calls" or "stop": hounding is a course.

    No single sentence shows it. After such a complaint the agent neither apologises nor honours it,
    and announces more calls or asks for money twice.
    """
    signal = case.rubric.signal
    told = next((d for d in case.debtor if complains_of_calls(case, d)), None)
    if told is None:
        return None
    after = [t for t in case.agent if t.place > told.place]
    honoured = any(
        "stop_honoured" in t.marks or signal("honoured", t.text) or t.weigh("apologise") >= SURE
        for t in after
    )
    announced = [t for t in after if signal("calls_again", t.text)]
    asked = [t for t in after if signal("demands", t.text)]
    if honoured or not (announced or len(asked) >= ASKED_AGAIN) or not asked:
        return None
    turns = tuple(sorted({t.place for t in (*announced, *asked)}))
    text = next(t.text for t in after if t.place == turns[0])
    return Failure("pressure", turns[0], text, HOUNDED, turns)


def find_bargaining(case: Case) -> Failure | None:
    """Return the failure of asking for money again and again from somebody who says there is none.

    However kindly it is said: three demands, each after a refusal or a hardship, and the other side
    objects twice.
    """
    pressed = [t for t in case.agent if is_demand(case, t) and was_refused(case, t)]
    sour = [d for d in case.debtor if is_sour(case, d) or complains_of_calls(case, d)]
    if len(pressed) < PRESSED or len(sour) < OBJECTED:
        return None
    turns = tuple(t.place for t in pressed)
    return Failure("pressure", turns[0], pressed[0].text, HOUNDED, turns)


def is_demand(case: Case, turn: AgentTurn) -> bool:
    """Tell whether a turn asks for money now, with no other way in it."""
    named = bool(turn.slots.amounts) or bool(
        {"amount", "due_date"} & (turn.topics | turn.questions)
    )
    asks = turn.weigh("ask_closed", "commit", "pressure") >= SURE and named
    return (asks or case.rubric.signal("demands", turn.text)) and turn.weigh("offer") < SURE


def was_refused(case: Case, turn: AgentTurn) -> bool:
    """Tell whether the debtor has just said no, or told of a hardship."""
    before = case.said_before(turn)
    if before is None:
        return False
    signal = case.rubric.signal
    told = any(signal(f"told_{act}", before.text) for act in ("refuse", "reason", "emotion"))
    return told or before.weigh("refuse", "reason", "emotion", "complain") >= SURE


def complains_of_calls(case: Case, turn: DebtorTurn) -> bool:
    """Tell whether a debtor turn complains of too many calls or asks for them to stop."""
    return any(case.rubric.signal(name, turn.text) for name in ("too_often", "stop"))


def find_beside(case: Case, act: str, least: float = 0.0) -> Failure | None:
    """Return a failure found beside another one.

    Where one critical failure stands, or the replies are poor on the whole, a bare label of a poor
    reply is enough for the next, and a hard line throughout is hounding.
    """
    least = max(least, case.rubric.critical(act).ruined)
    poor = [t for t in case.agent if t.worth <= POOR_REPLY or not t.signs]
    turns = [t for t in poor if t.labels.get(act, 0.0) >= least]
    if not turns and act == "pressure":
        hard = [t for t in poor if t.weigh(*HARD) >= SURE]
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
