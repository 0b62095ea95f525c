"""What the debtor does after a turn: one reply act, and what changes by it. A kernel.

`respond` looks, in this order, at: a hint of self-harm and how it is met; hanging up; who picked up;
the identity check; protest (complaint, supervisor, law); bargaining; confiding the reason in layers;
a direct question; and else change, sustain or neutral talk. Each probability is a logistic score of
state and persona; the draws come in as words, so nothing here depends on the order of events.
"""

from __future__ import annotations

import math

from simcall.persona.bargain import bargain
from simcall.persona.emotion import (
    A_APOLOGISE,
    A_ASK_OPEN,
    A_ATTACK,
    A_CLOSE,
    A_EMPATHISE,
    A_OFFER,
    A_PURPOSE,
    A_REFER,
    A_REFLECT,
    A_THREAT,
    A_VERIFY,
    Vector,
    act_weight,
    harm_weight,
)
from simcall.persona.shape import (
    ANGER,
    ANXIETY,
    COMPLAIN,
    COMPLAINT,
    DESPAIR,
    DISPUTES,
    EARLY_DETAIL,
    END_BUSY,
    END_CLOSED,
    END_HANGUP,
    END_STOPPED,
    ENDED,
    ESCALATE,
    EVASION,
    GOODBYE,
    GRIEVANCE,
    HANGUP,
    HURT,
    IDENTITY,
    INTRODUCED,
    KNOWN_LAYER,
    LAST_REPLY,
    LAST_TALK,
    LAYER,
    LEGALISM,
    OPEN_ASKED,
    REACTANCE,
    RECEPTIVE,
    RISK,
    RISK_AT,
    RISK_IGNORED,
    ROLE,
    ROLE_DEBTOR,
    ROLE_WRONG,
    SHAME,
    SPENT,
    SUPERVISOR,
    SUSPICION,
    TAU,
    TRUST,
    TURNS,
    WILL,
    WILLING,
)
from simcall.persona.talk import draw_talk, talk_of_reply
from simcall.speech.move import MARK_BITS, QUESTIONS, SECONDS

# Replies, as indices into simcall.speech.acts.DEBTOR_ACTS.
R_GREET = 0
R_WHO = 1
R_CONFIRM = 2
R_DENY = 3
R_THIRD_PARTY = 4
R_EXCUSE = 5
R_REASON = 6
R_EMOTION = 7
R_QUESTION = 8
R_OFFER_AMOUNT = 9
R_PROMISE = 10
R_REFUSE = 11
R_NEGOTIATE = 12
R_COMPLAIN = 13
R_CITE_LAW = 14
R_SUPERVISOR = 15
R_THANK = 16
R_SILENCE = 17
R_BYE = 18
R_RISK = 19
R_ANSWER = 20
R_ACKNOWLEDGE = 21
R_DISPUTE = 22
R_BUSY = 23
NO_REPLY = -1

T_REASON = 1 << 0
T_WELLBEING = 1 << 14
PRIVATE_TOPICS = (1 << 3) | (1 << 4) | (1 << 5) | (1 << 6)  # income, work, family, health
M_STOP_HONOURED = 1 << 6


def logistic(score: float) -> float:
    """Return 1 / (1 + e^-score), safe at both ends."""
    if score < -40.0:
        return 0.0
    if score > 40.0:
        return 1.0
    return 1.0 / (1.0 + math.exp(-score))


def answer_risk(state: Vector, persona: Vector, move: Vector, u: float) -> int:
    """Hint at self-harm when despair is deep; afterwards follow how the hint is met."""
    if state[RISK] == 0.0:
        if state[IDENTITY] == 1.0 and state[DESPAIR] >= persona[RISK_AT] and u < 0.7:
            state[RISK] = 1.0
            return R_RISK
        return NO_REPLY
    if state[RISK] == 3.0:
        return R_THANK if act_weight(move, A_CLOSE) >= 0.5 else R_EMOTION
    referred = act_weight(move, A_REFER) >= 0.5
    asked = (int(move[QUESTIONS]) & T_WELLBEING) != 0
    if referred:
        state[RISK] = 3.0
        return R_THANK
    if asked:
        state[RISK] = max(state[RISK], 2.0)
        return R_EMOTION
    warm = act_weight(move, A_EMPATHISE) + act_weight(move, A_REFLECT)
    if warm < 0.5:
        state[RISK_IGNORED] += 1.0
    return R_RISK if u < 0.35 and warm < 0.5 else (R_EMOTION if warm >= 0.5 else NO_REPLY)


def hang_up_chance(state: Vector, persona: Vector, move: Vector) -> float:
    """Return the probability that the debtor hangs up now (complementary log-log hazard)."""
    score = -6.2 + 2.2 * state[ANGER] + 1.5 * state[REACTANCE] - 1.0 * state[TRUST]
    score += 0.6 * state[ANXIETY] * (1.0 - state[TRUST]) + persona[HANGUP]
    if act_weight(move, A_THREAT) >= 0.5 or act_weight(move, A_ATTACK) >= 0.5:
        score += 0.8
    if state[RISK_IGNORED] > 0.0:
        score += 0.5
    return 1.0 - math.exp(-math.exp(score))


def meet_other(state: Vector, persona: Vector, move: Vector, u: float) -> int:
    """Answer as somebody else than the debtor: never learns the debt from an honest caller."""
    if act_weight(move, A_CLOSE) >= 0.5 or (int(move[MARK_BITS]) & M_STOP_HONOURED) != 0:
        state[ENDED] = END_CLOSED
        return R_BYE
    if persona[ROLE] == ROLE_WRONG:
        return R_DENY
    if harm_weight(move) >= 0.5 and state[HURT] > 1.0 and u < 0.5:
        state[COMPLAINT] = max(state[COMPLAINT], 1.0)
        return R_COMPLAIN
    if act_weight(move, A_VERIFY) >= 0.5 or state[TURNS] <= 1.0:
        return R_THIRD_PARTY
    if state[INTRODUCED] == 0.0:
        return R_WHO
    return R_THIRD_PARTY if u < 0.5 else (R_QUESTION if u < 0.8 else R_ACKNOWLEDGE)


def pass_door(state: Vector, persona: Vector, move: Vector, u: float) -> int:
    """Answer until identity is settled: who is it, yes that is me, I am busy."""
    if act_weight(move, A_CLOSE) >= 0.5 and act_weight(move, A_VERIFY) < 0.5:
        state[ENDED] = END_CLOSED
        return R_BYE
    if act_weight(move, A_VERIFY) >= 0.5:
        doubt = persona[SUSPICION] * (0.35 if state[INTRODUCED] == 1.0 else 1.0)
        if u < doubt and state[LAST_REPLY] != float(R_WHO):
            return R_WHO
        state[IDENTITY] = 1.0
        return R_CONFIRM
    if act_weight(move, A_PURPOSE) >= 0.5:
        state[EARLY_DETAIL] = 1.0
        state[IDENTITY] = 1.0
        return NO_REPLY
    if state[INTRODUCED] == 0.0:
        return R_WHO
    if state[TURNS] >= 4.0:
        state[IDENTITY] = 1.0
        return NO_REPLY
    return R_GREET if u < 0.5 else R_ACKNOWLEDGE


def protest(state: Vector, persona: Vector, account: Vector, move: Vector, u: float) -> int:
    """Complain, ask for a supervisor or cite the law when hurt and heated enough."""
    heat = 1.6 * state[ANGER] + 1.4 * state[REACTANCE] + 0.5 * min(3.0, state[HURT])
    heat += 0.8 * account[GRIEVANCE] - 1.2 * state[TRUST]
    complain = 0.0 if state[COMPLAINT] >= 2.0 else logistic(heat - 4.6 + persona[COMPLAIN])
    if u < complain:
        state[COMPLAINT] += 1.0
        return R_COMPLAIN
    rest = (u - complain) / max(1e-9, 1.0 - complain)
    ask = 0.0 if state[SUPERVISOR] == 1.0 else logistic(heat - 4.8 + persona[ESCALATE])
    if rest < ask:
        state[SUPERVISOR] = 1.0
        return R_SUPERVISOR
    rest = (rest - ask) / max(1e-9, 1.0 - ask)
    law = persona[LEGALISM] * (0.12 + 0.35 * min(1.0, harm_weight(move)))
    if rest < law and state[LAST_REPLY] != float(R_CITE_LAW):
        return R_CITE_LAW
    return NO_REPLY


def confide_chance(state: Vector, persona: Vector, move: Vector) -> float:
    """Return the probability of disclosing the next layer of the reason in this turn."""
    layer = int(state[LAYER])
    if layer >= 3:
        return 0.0
    asked = act_weight(move, A_ASK_OPEN)
    warm = max(act_weight(move, A_REFLECT), act_weight(move, A_EMPATHISE))
    warm = max(warm, 0.6 * act_weight(move, A_APOLOGISE), 0.6 * act_weight(move, A_OFFER))
    reason_asked = (int(move[QUESTIONS]) & T_REASON) != 0
    if asked < 0.5 and warm < 0.5 and not reason_asked:
        return 0.0
    cue = 0.9 * asked + 0.4 * warm * (1.0 - harm_weight(move)) + (0.5 if reason_asked else 0.0)
    score = -1.3 + 5.0 * (state[TRUST] - persona[TAU + layer]) - 1.2 * state[SHAME]
    return logistic(score - 1.4 * state[REACTANCE] + cue)


def confide(state: Vector, persona: Vector, move: Vector, u: float) -> int:
    """Tell an excuse, a part, or the whole reason; one layer a turn."""
    private = (int(move[QUESTIONS]) & PRIVATE_TOPICS) != 0
    if act_weight(move, A_ASK_OPEN) >= 0.5 or (int(move[QUESTIONS]) & T_REASON) != 0:
        state[OPEN_ASKED] += 1.0
    chance = confide_chance(state, persona, move)
    if private and state[SHAME] > 0.5:
        chance *= 0.7
    if u >= chance:
        asked = (int(move[QUESTIONS]) & T_REASON) != 0
        if asked and state[LAYER] < 3.0:
            return R_EXCUSE if state[LAYER] < 2.0 else R_REASON
        return NO_REPLY
    if state[LAYER] == 0.0 and u < chance * persona[EVASION]:
        state[LAYER] = 1.0
        return R_EXCUSE
    state[LAYER] = min(3.0, max(2.0, state[LAYER] + 1.0))
    return R_REASON


def take_leave(state: Vector, move: Vector, u: float) -> int:
    """Answer a goodbye, or an agreed stop, and end the call."""
    if (int(move[MARK_BITS]) & M_STOP_HONOURED) != 0 and act_weight(move, A_CLOSE) >= 0.5:
        state[ENDED] = END_STOPPED
        return R_BYE
    if act_weight(move, A_CLOSE) < 0.5 or act_weight(move, A_VERIFY) >= 0.5:
        return NO_REPLY
    if int(move[QUESTIONS]) != 0:
        return NO_REPLY
    state[GOODBYE] = 1.0
    state[ENDED] = END_CLOSED
    return R_THANK if state[TRUST] > 0.45 and u < 0.6 else R_BYE


def drift(state: Vector, persona: Vector, move: Vector, u: float, v: float) -> int:
    """Talk on: change, sustain or neutral, by what was said, momentum and feeling."""
    talk = draw_talk(state, move, persona[RECEPTIVE], u)
    if talk == 0:
        return R_ACKNOWLEDGE if v < 0.5 else R_QUESTION
    if talk == 1:
        if state[ANGER] + state[REACTANCE] > 1.1 or v < 0.45:
            return R_REFUSE
        if v < 0.45 + 0.3 * persona[EVASION]:
            return R_EXCUSE
        if persona[DISPUTES] == 1.0:
            return R_DISPUTE
        return R_BUSY if state[LAYER] == 0.0 and v > 0.9 else R_EMOTION
    feeling = max(state[ANXIETY], state[SHAME], state[DESPAIR])
    if v < 0.55 * feeling:
        return R_EMOTION
    if v > 1.0 - 0.12 * state[SHAME]:
        return R_SILENCE
    return R_QUESTION if v < 0.5 and state[ANXIETY] > 0.5 else R_ACKNOWLEDGE


def choose_reply(
    state: Vector, persona: Vector, account: Vector, move: Vector, u: Vector
) -> int:
    """Return the reply act; `u` holds six uniform draws."""
    if persona[ROLE] != ROLE_DEBTOR:
        return meet_other(state, persona, move, u[1])
    if u[0] < hang_up_chance(state, persona, move):
        state[ENDED] = END_HANGUP
        return R_BYE
    reply = answer_risk(state, persona, move, u[1])
    if reply == NO_REPLY and state[IDENTITY] == 0.0:
        reply = pass_door(state, persona, move, u[2])
    if reply == NO_REPLY:
        reply = take_leave(state, move, u[2])
    if reply == NO_REPLY:
        reply = protest(state, persona, account, move, u[3])
    if reply == NO_REPLY:
        reply = bargain(state, persona, account, move, u[4], u[5])
    if reply == NO_REPLY:
        reply = confide(state, persona, move, u[2])
    if reply == NO_REPLY and int(move[QUESTIONS]) & ~T_REASON != 0:
        reply = R_ANSWER
    if reply == NO_REPLY:
        reply = drift(state, persona, move, u[1], u[5])
    return reply


def respond(state: Vector, persona: Vector, account: Vector, move: Vector, u: Vector) -> int:
    """Decide and record the reply to one turn; returns an index into DEBTOR_ACTS.

    state is changed in place; `state[ENDED]` tells whether the call is over. Call `feel` first.
    """
    state[TURNS] += 1.0
    state[SPENT] += move[SECONDS]
    if act_weight(move, 1) >= 0.5:
        state[INTRODUCED] = 1.0
    reply = choose_reply(state, persona, account, move, u)
    if reply == R_BUSY and state[TURNS] > 2.0 and u[3] > 0.8:
        state[ENDED] = END_BUSY
    state[LAST_TALK] = float(talk_of_reply(state, reply))
    state[LAST_REPLY] = float(reply)
    account[KNOWN_LAYER] = max(account[KNOWN_LAYER], state[LAYER])
    state[WILLING] = min(1.0, max(0.0, state[WILLING] + 0.02 * (state[TRUST] - persona[WILL])))
    return reply
