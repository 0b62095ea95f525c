"""Change, sustain and neutral talk: which of them a turn calls forth. A kernel.

A multinomial logistic model with neutral talk as the reference: what was said, the client's own
momentum, whether a reflection takes up the side of change or the refusal, and the feelings. The
sizes are tuned to coded motivational-interviewing sessions (docs/persona-model.md, "Talk").
"""

from __future__ import annotations

import math

from simcall.persona.emotion import (
    A_AFFIRM,
    A_ASK_CLOSED,
    A_ASK_OPEN,
    A_COMMIT,
    A_DECEIVE,
    A_EMPATHISE,
    A_INFORM,
    A_OFFER,
    A_REFLECT,
    A_SUMMARISE,
    A_THREAT,
    Vector,
    act_weight,
)
from simcall.persona.replies import (
    R_COMPLAIN,
    R_DENY,
    R_DISPUTE,
    R_EXCUSE,
    R_OFFER_AMOUNT,
    R_PROMISE,
    R_REFUSE,
)
from simcall.persona.shape import ANGER, LAST_TALK, REACTANCE, TRUST
from simcall.speech.move import ACT_COUNT, CHOICE_GIVEN, FIRST_ACT, FIT

CHANGE = 0
SUSTAIN = 1
NEUTRAL = 2

BASE_CHANGE = -2.2
BASE_SUSTAIN = -2.1


def change_push(act: int) -> float:
    """Return what an act adds to the log odds of change talk over neutral talk."""
    if act == A_ASK_OPEN:
        return 1.1
    if act == A_ASK_CLOSED:
        return 0.1
    if act == A_REFLECT:
        return 0.3
    if act == A_SUMMARISE or act == A_EMPATHISE:
        return 0.2
    if act == A_AFFIRM:
        return 0.5
    if act == A_INFORM:
        return -0.3
    if act == A_OFFER:
        return 0.2
    if act == A_COMMIT:
        return 1.2
    return -0.8 if A_THREAT <= act <= A_DECEIVE else 0.0


def sustain_push(act: int) -> float:
    """Return what an act adds to the log odds of sustain talk over neutral talk."""
    if act == A_ASK_OPEN:
        return 0.3
    if act == A_ASK_CLOSED:
        return 0.1
    if act == A_INFORM:
        return -0.2
    if act == A_OFFER:
        return 0.2
    if act == A_COMMIT:
        return 0.5
    return 0.5 if A_THREAT <= act <= A_DECEIVE else 0.0


def sum_push(move: Vector, toward: int) -> float:
    """Return the strongest push up plus the strongest push down among the acts of a move."""
    up = 0.0
    down = 0.0
    for place in range(int(move[ACT_COUNT])):
        act = int(move[FIRST_ACT + 2 * place])
        push = change_push(act) if toward == CHANGE else sustain_push(act)
        push *= move[FIRST_ACT + 2 * place + 1]
        up = max(up, push)
        down = min(down, push)
    return up + down


def change_score(state: Vector, move: Vector, receptive: float) -> float:
    """Return the log odds of change talk over neutral talk."""
    score = BASE_CHANGE + sum_push(move, CHANGE) + 0.3 * move[CHOICE_GIVEN] + receptive
    score += 1.0 * (state[TRUST] - 0.45) - 0.8 * (0.5 * (state[ANGER] + state[REACTANCE]) - 0.3)
    taken_up = act_weight(move, A_REFLECT) * move[FIT]
    if state[LAST_TALK] == CHANGE:
        score += 2.0 + 0.87 * taken_up
    elif state[LAST_TALK] == SUSTAIN:
        score += 1.0 - 0.9 * act_weight(move, A_REFLECT)
    return score


def sustain_score(state: Vector, move: Vector) -> float:
    """Return the log odds of sustain talk over neutral talk."""
    score = BASE_SUSTAIN + sum_push(move, SUSTAIN)
    score += 0.9 * (0.5 * (state[ANGER] + state[REACTANCE]) - 0.3) - 0.8 * (state[TRUST] - 0.45)
    taken_up = act_weight(move, A_REFLECT) * move[FIT]
    if state[LAST_TALK] == SUSTAIN:
        score += 1.95 + 2.93 * taken_up - 1.6 * act_weight(move, A_REFLECT)
    elif state[LAST_TALK] == CHANGE:
        score -= 0.5 * taken_up
    return score


def draw_talk(state: Vector, move: Vector, receptive: float, u: float) -> int:
    """Draw the kind of talk; `u` is uniform on (0, 1), `receptive` shifts it by persona."""
    change = math.exp(change_score(state, move, receptive))
    sustain = math.exp(sustain_score(state, move))
    total = 1.0 + change + sustain
    if u * total < change:
        return CHANGE
    return SUSTAIN if u * total < change + sustain else NEUTRAL


def talk_of_reply(reply: int, drawn: int) -> int:
    """Code a reply: promises and own offers are change, refusals sustain, the rest as drawn."""
    if reply == R_OFFER_AMOUNT or reply == R_PROMISE:
        return CHANGE
    if reply == R_REFUSE or reply == R_EXCUSE or reply == R_COMPLAIN:
        return SUSTAIN
    if reply == R_DISPUTE or reply == R_DENY:
        return SUSTAIN
    return drawn
