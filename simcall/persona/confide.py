"""What a debtor tells when asked: the reason in layers, an own figure, plain answers. A kernel."""

from __future__ import annotations

import math

from simcall.persona.bargain import is_light, name_amount
from simcall.persona.emotion import (
    A_APOLOGISE,
    A_ASK_OPEN,
    A_EMPATHISE,
    A_OFFER,
    A_REFLECT,
    PRIVATE_TOPICS,
    Vector,
    act_weight,
    asks_for,
    harm_weight,
)
from simcall.persona.replies import (
    NO_REPLY,
    R_ACKNOWLEDGE,
    R_ANSWER,
    R_DISPUTE,
    R_EMOTION,
    R_EXCUSE,
    R_NEGOTIATE,
    R_OFFER_AMOUNT,
    R_REASON,
    T_AMOUNT,
    T_IDENTITY,
    T_PLAN,
    T_REASON,
    T_WELLBEING,
)
from simcall.persona.shape import (
    ANGER,
    ANXIETY,
    DESPAIR,
    DISPUTES,
    EVASION,
    INSOLVENT,
    LAYER,
    NAMED,
    OFFERS,
    OPEN_ASKED,
    PROMISE,
    REACTANCE,
    REFERRED,
    SHAME,
    TAU,
    TRUST,
    WILLING,
)
from simcall.speech.move import QUESTIONS


def logistic(score: float) -> float:
    """Return 1 / (1 + e^-score), safe at both ends."""
    if score < -40.0:
        return 0.0
    if score > 40.0:
        return 1.0
    return 1.0 / (1.0 + math.exp(-score))


def confide_chance(state: Vector, persona: Vector, move: Vector) -> float:
    """Return the probability of disclosing the next layer of the reason in this turn.

    Only a relevant turn can draw it out: an open question, a question about the reason, or a turn
    that takes up what was said (reflection, empathy, apology, offer).
    """
    layer = int(state[LAYER])
    if layer >= 3:
        return 0.0
    asked = act_weight(move, A_ASK_OPEN)
    warm = max(act_weight(move, A_REFLECT), act_weight(move, A_EMPATHISE))
    warm = max(warm, 0.6 * act_weight(move, A_APOLOGISE), 0.6 * act_weight(move, A_OFFER))
    reason_asked = asks_for(move, T_REASON)
    if asked < 0.5 and warm < 0.5 and not reason_asked:
        return 0.0
    cue = 0.8 * asked + 0.4 * warm * (1.0 - harm_weight(move)) + (0.3 if reason_asked else 0.0)
    score = -1.2 + 5.0 * (state[TRUST] - persona[TAU + layer]) - 1.5 * state[SHAME]
    chance = logistic(score - 1.5 * state[REACTANCE] + cue)
    if asks_for(move, PRIVATE_TOPICS) and state[SHAME] > 0.5:
        chance *= 0.7
    return chance


def confide(state: Vector, persona: Vector, move: Vector, u: float) -> int:
    """Tell an excuse, a part, or the whole reason; one layer a turn.

    Asked for the reason, a debtor never falls silent on it: without trust comes an excuse, and
    what is already told is told again.
    """
    reason_asked = asks_for(move, T_REASON)
    if act_weight(move, A_ASK_OPEN) >= 0.5 or reason_asked:
        state[OPEN_ASKED] += 1.0
    chance = confide_chance(state, persona, move)
    if u >= chance:
        if not reason_asked:
            return NO_REPLY
        if state[LAYER] >= 2.0:
            return R_REASON
        state[LAYER] = max(1.0, state[LAYER])
        return R_EXCUSE
    if state[LAYER] == 0.0 and u < chance * persona[EVASION]:
        state[LAYER] = 1.0
        return R_EXCUSE
    state[LAYER] = min(3.0, max(2.0, state[LAYER] + 1.0))
    return R_REASON


def answer_plan(state: Vector, persona: Vector, account: Vector, u: float) -> int:
    """Answer "what could you manage?": an own figure when there is trust and will, else a plea.

    Once a promise stands, it is the answer.
    """
    if state[PROMISE] == 1.0:
        return R_ACKNOWLEDGE
    if persona[DISPUTES] == 1.0:
        return R_DISPUTE if state[REFERRED] == 0.0 and u < 0.5 else R_ANSWER
    score = -0.6 + 2.0 * state[TRUST] + 1.2 * state[WILLING] - 1.2 * state[REACTANCE]
    told = state[NAMED] > 0.0 and state[OFFERS] > 0.0
    if persona[INSOLVENT] == 0.0 and not told and u < logistic(score - 0.8 * state[ANGER]):
        state[NAMED] = name_amount(account)
        return R_OFFER_AMOUNT
    return R_NEGOTIATE if u < 0.9 else R_ANSWER


def answer(
    state: Vector, persona: Vector, account: Vector, move: Vector, u: float, v: float
) -> int:
    """Answer what was asked: the reason first, then wellbeing, a plan, and plain facts."""
    questions = int(move[QUESTIONS])
    facts = questions & ~(T_REASON | T_PLAN | T_IDENTITY | T_WELLBEING)
    telling = act_weight(move, A_ASK_OPEN) >= 0.5 and state[LAYER] < 2.0
    telling = telling and questions & (T_PLAN | T_WELLBEING) == 0
    bare = questions & ~T_IDENTITY == 0
    if questions & T_REASON != 0 or bare or telling:
        reply = confide(state, persona, move, u)
        if reply != NO_REPLY:
            return reply
    if questions & T_WELLBEING != 0:
        low = max(state[ANXIETY], state[DESPAIR], state[SHAME])
        return R_EMOTION if low > 0.35 else R_ANSWER
    if questions & T_PLAN != 0:
        if is_light(state, account, move):
            return R_ANSWER  # nobody names a larger sum than the one that was asked for
        return answer_plan(state, persona, account, v)
    if questions & T_AMOUNT != 0 and persona[INSOLVENT] == 0.0 and persona[DISPUTES] == 0.0:
        state[NAMED] = state[NAMED] if state[NAMED] > 0.0 else name_amount(account)
    return R_ANSWER if facts | (questions & T_IDENTITY) != 0 else NO_REPLY
