"""What the debtor does after a turn: one reply act, and what changes by it. A kernel.

`respond` looks, in this order, at: who is on the line; hanging up; a hint of self-harm and how it
is met; the identity check; goodbye; a hand-over; protest (complaint, supervisor, law); offers and
demands; what was asked; and else change, sustain or neutral talk. Each probability is a logistic
score of state and persona; the draws come in from outside, so nothing depends on event order.
"""

from __future__ import annotations

import math

from simcall.persona.bargain import bargain, monthly_load
from simcall.persona.confide import answer, logistic
from simcall.persona.door import is_other, meet_other, pass_door
from simcall.persona.emotion import (
    A_AFFIRM,
    A_APOLOGISE,
    A_ASK_CLOSED,
    A_ASK_OPEN,
    A_ATTACK,
    A_CLOSE,
    A_COMMIT,
    A_EMPATHISE,
    A_INFORM,
    A_INTRODUCE,
    A_OFFER,
    A_PURPOSE,
    A_REFER,
    A_REFLECT,
    A_THREAT,
    A_VERIFY,
    Vector,
    act_weight,
    asks_for,
    distress_of,
    harm_weight,
    has_mark,
    is_collecting,
    is_flat,
)
from simcall.persona.place import meet_setting, pass_phone, tells_why
from simcall.persona.replies import (
    M_STOP_HONOURED,
    NO_REPLY,
    R_ACKNOWLEDGE,
    R_ANSWER,
    R_BUSY,
    R_BYE,
    R_CITE_LAW,
    R_COMPLAIN,
    R_DISPUTE,
    R_EMOTION,
    R_EXCUSE,
    R_NEGOTIATE,
    R_OFFER_AMOUNT,
    R_PROMISE,
    R_QUESTION,
    R_REASON,
    R_REFUSE,
    R_RISK,
    R_SILENCE,
    R_SUPERVISOR,
    R_THANK,
    R_THIRD_PARTY,
    T_WELLBEING,
)
from simcall.persona.shape import (
    AFFORD,
    ANGER,
    ANXIETY,
    ARRIVED,
    AWARE,
    BASE,
    COMPLAIN,
    COMPLAINT,
    DESPAIR,
    DISPUTES,
    DUE,
    END_BUSY,
    END_CLOSED,
    END_HANGUP,
    END_STOPPED,
    ENDED,
    ENGAGED,
    ESCALATE,
    EVASION,
    GOODBYE,
    GRIEVANCE,
    HANGUP,
    HURT,
    IDENTITY,
    INBOUND,
    INSOLVENT,
    INTRODUCED,
    KNOWN_LAYER,
    LAST_REPLY,
    LAST_TALK,
    LAWS,
    LAYER,
    LEGALISM,
    LUCK_PROTEST,
    PROMISE,
    REACTANCE,
    RECEPTIVE,
    REFERRED,
    RISK,
    RISK_AT,
    RISK_IGNORED,
    RISK_UNASKED,
    SETTING,
    SETTING_FREE,
    SHAME,
    SPENT,
    SUPERVISOR,
    TRUST,
    TURNS,
    WAITED,
    WILL,
    WILLING,
)
from simcall.persona.talk import CHANGE, SUSTAIN, draw_talk, talk_of_reply
from simcall.speech.move import NEUTRAL_CONSEQUENCE, SECONDS

HARMLESS = 0.3  # weight of harm below which a turn does none
CALMED = 1.6  # what kindness, or a matter that is settled, takes from the log hazard of ringing off
UNKNOWN = 3.0  # turns before which nobody speaks of dying to a stranger who did not ask about it
CONFIDED = 0.15  # despair this much below the threshold is spoken of to somebody who was told
HARDSHIP = 6.0  # who cannot pay what is due in so many months needs more than a plan
VERSED = 0.12  # legalism from which somebody cites the law without being provoked
MOST_WONDER = 4.0  # turns after which nobody asks any more what a call is about
WILL_SPAN = 0.25  # how far one call can move the will to pay


def answer_risk(state: Vector, persona: Vector, move: Vector, u: float) -> int:
    """Hint at self-harm when despair is deep; afterwards follow how the hint is met.

    Deep despair breaks out, or is confided once the reason is on the table. The way out is a direct
    question about safety and a hand-over to help, in either order; help without the question
    leaves the hint unanswered. An agent who just says goodbye has ignored the hint. A polite "how
    are you?" in the first turns brings no hint, a plain question does.
    """
    asked = asks_for(move, T_WELLBEING)
    if state[RISK] == 0.0:
        dark = max(state[DESPAIR], persona[BASE + DESPAIR])
        told = state[LAYER] >= 2.0 or asked
        deep = state[DESPAIR] >= persona[RISK_AT] or (told and dark >= persona[RISK_AT] - CONFIDED)
        plainly = asked and act_weight(move, A_ASK_CLOSED) >= 0.5
        known = plainly or (state[TURNS] > UNKNOWN and (state[IDENTITY] == 1.0 or asked))
        if known and deep and (asked or u < 0.7):
            state[RISK] = 1.0
            return R_RISK
        return NO_REPLY
    if state[RISK] == 3.0:
        if act_weight(move, A_CLOSE) >= 0.5:
            state[ENDED] = END_CLOSED
            return R_THANK
        return R_EMOTION if u < 0.5 else R_ACKNOWLEDGE
    if act_weight(move, A_REFER) >= 0.5:
        state[RISK] = 3.0 if asked or state[RISK] == 2.0 else RISK_UNASKED
        return R_THANK if state[RISK] == 3.0 else R_EMOTION
    if asked:
        state[RISK] = 3.0 if state[RISK] == RISK_UNASKED else 2.0
        return R_EMOTION
    if act_weight(move, A_CLOSE) >= 0.5:
        state[RISK_IGNORED] += 1.0 if state[RISK] < 2.0 else 0.0
        state[ENDED] = END_CLOSED
        return R_BYE
    warm = act_weight(move, A_EMPATHISE) + act_weight(move, A_REFLECT)
    if is_collecting(move):
        state[RISK_IGNORED] += 1.0
        state[RISK] = 1.0
        return R_RISK if u < 0.4 else NO_REPLY
    return R_EMOTION if warm >= 0.5 or u < 0.5 else R_RISK


def hang_up_chance(state: Vector, persona: Vector, move: Vector) -> float:
    """Return the probability that the debtor hangs up now (complementary log-log hazard)."""
    score = -6.6 + 1.9 * state[ANGER] + 1.2 * state[REACTANCE] - 1.0 * state[TRUST]
    score += 0.6 * state[ANXIETY] * (1.0 - state[TRUST]) + persona[HANGUP]
    if act_weight(move, A_THREAT) >= 0.5 or act_weight(move, A_ATTACK) >= 0.5:
        score += 0.5
    if state[RISK_IGNORED] > 0.0:
        score += 0.5
    settled = state[PROMISE] == 1.0 or state[REFERRED] == 1.0
    if harm_weight(move) < HARMLESS and (settled or is_kind(move)):
        score -= CALMED
    return 1.0 - math.exp(-math.exp(score))


def is_kind(move: Vector) -> bool:
    """Tell whether a turn is warm, makes amends or offers a way out."""
    warm = max(act_weight(move, A_EMPATHISE), act_weight(move, A_REFLECT))
    warm = max(warm, act_weight(move, A_AFFIRM), act_weight(move, A_APOLOGISE))
    return max(warm, act_weight(move, A_OFFER)) >= 0.5


def take_leave(state: Vector, move: Vector, u: float) -> int:
    """Answer a goodbye, or an agreed stop, and end the call."""
    if act_weight(move, A_CLOSE) < 0.5 or act_weight(move, A_VERIFY) >= 0.5:
        return NO_REPLY
    stop = has_mark(move, M_STOP_HONOURED)
    asks = max(act_weight(move, A_ASK_OPEN), act_weight(move, A_ASK_CLOSED))
    if asks >= 0.5 and asks >= act_weight(move, A_CLOSE) and not stop:
        return NO_REPLY
    state[GOODBYE] = 1.0
    state[ENDED] = END_STOPPED if stop else END_CLOSED
    return R_THANK if state[TRUST] > 0.45 and u < 0.6 else R_BYE


def accept_referral(state: Vector, persona: Vector, account: Vector, move: Vector) -> int:
    """Take a hand-over that meets a need: no means to pay, a dispute, a complaint, a supervisor."""
    if act_weight(move, A_REFER) < 0.5 or harm_weight(move) >= 0.5:
        return NO_REPLY
    need = persona[INSOLVENT] == 1.0 or persona[DISPUTES] == 1.0
    if act_weight(move, A_OFFER) >= 0.5:
        short = monthly_load(state, account, move) > 1.0
    else:
        short = HARDSHIP * account[AFFORD] < account[DUE]
    need = need or (short and state[PROMISE] == 0.0)
    if not need and state[SUPERVISOR] == 0.0 and state[COMPLAINT] == 0.0:
        return NO_REPLY
    state[REFERRED] = 1.0
    eased = state[TRUST] + 0.3 > state[REACTANCE] and state[ANGER] < 0.5
    return R_THANK if eased else R_ACKNOWLEDGE


def protest_cause(state: Vector, account: Vector) -> float:
    """Return how much there is to complain of, 0 to 1: hurt, grievance, a long wait."""
    cause = 0.7 * state[HURT] + 1.2 * account[GRIEVANCE] + state[WAITED] / 1200.0
    return min(1.0, cause + 1.5 * max(0.0, state[ANGER] - 0.65))


def protest(state: Vector, persona: Vector, account: Vector, move: Vector, u: float) -> int:
    """Complain, ask for a supervisor or cite the law, when there is cause and heat enough.

    The readiness to complain is a threshold of this call (LUCK_PROTEST), not a new chance a turn.
    """
    cause = protest_cause(state, account)
    heat = 1.8 * state[ANGER] + 1.4 * state[REACTANCE] + 0.6 * min(3.0, state[HURT])
    heat += 0.8 * account[GRIEVANCE] - 1.2 * state[TRUST]
    luck = 0.8 * state[LUCK_PROTEST] + 0.2 * u
    if state[REFERRED] == 0.0 and luck < cause * logistic(heat - 5.4 + persona[COMPLAIN]):
        again = state[LAST_REPLY] == float(R_COMPLAIN) or state[COMPLAINT] >= 2.0
        if not again and (state[COMPLAINT] == 0.0 or harm_weight(move) >= 0.5):
            state[COMPLAINT] += 1.0
            return R_COMPLAIN
    if state[SUPERVISOR] == 0.0 and luck < cause * logistic(heat - 4.8 + persona[ESCALATE]):
        state[SUPERVISOR] = 1.0
        return R_SUPERVISOR
    law = persona[LEGALISM] * (0.15 + 0.35 * min(1.0, harm_weight(move)))
    if state[AWARE] == 0.0 or (persona[LEGALISM] < VERSED and harm_weight(move) < 0.5):
        return NO_REPLY
    if u > 1.0 - law / (1.0 + state[LAWS]) and state[LAST_REPLY] != float(R_CITE_LAW):
        state[LAWS] += 1.0
        return R_CITE_LAW
    return NO_REPLY


def push_back(state: Vector, persona: Vector, v: float) -> int:
    """Talk against paying: refuse, put off, dispute, complain of the burden, leave."""
    if state[ANGER] + state[REACTANCE] > 1.1:
        return R_REFUSE
    if persona[DISPUTES] == 1.0 and state[REFERRED] == 0.0 and v < 0.5:
        return R_DISPUTE
    evasive = persona[EVASION]
    open_ended = state[PROMISE] == 0.0
    if (
        open_ended
        and v < 0.22 * evasive
        and (state[LAYER] < 1.0 or (evasive > 0.5 and state[LAYER] < 2.0))
    ):
        state[LAYER] = max(1.0, state[LAYER])
        return R_EXCUSE
    if v < 0.32 * evasive and state[TURNS] <= 8.0 and state[PROMISE] == 0.0:
        return R_BUSY
    if evasive > 0.5 and v > 0.97 and state[LAYER] == 0.0 and state[SETTING] == SETTING_FREE:
        pass_phone(state, 1.0)
        return R_THIRD_PARTY
    if v > 0.72:
        return R_REFUSE
    return R_EMOTION if v < 0.5 or state[LAYER] < 1.0 else R_NEGOTIATE


def holds_against(state: Vector, persona: Vector, move: Vector) -> bool:
    """Tell whether a debtor who disputes the debt contradicts: nobody nods at a claim not owed."""
    claimed = max(act_weight(move, A_PURPOSE), 0.7 * act_weight(move, A_INFORM)) >= 0.5
    disputed = persona[DISPUTES] == 1.0 and state[REFERRED] == 0.0
    return disputed and claimed and state[LAST_REPLY] != float(R_DISPUTE)


def drift(state: Vector, persona: Vector, move: Vector, talk: int, v: float) -> int:
    """Talk on where nothing was asked: by the kind of talk and by feeling.

    Nobody nods at a turn that did harm. Who does not know yet what the call is about asks.
    """
    stung = harm_weight(move) >= 0.5
    if state[AWARE] == 0.0:
        return R_QUESTION if v < 0.7 else R_ACKNOWLEDGE
    if holds_against(state, persona, move):
        return R_DISPUTE
    if talk == CHANGE:
        return R_ACKNOWLEDGE if v < 0.55 or stung else R_QUESTION
    if talk == SUSTAIN:
        return push_back(state, persona, v)
    if stung:
        return R_SILENCE if v > 1.0 - 0.3 * state[SHAME] else R_EMOTION
    feeling = max(state[ANXIETY], state[SHAME], state[DESPAIR])
    if v < 0.5 * feeling:
        return R_EMOTION
    if v > 1.0 - 0.12 * state[SHAME]:
        return R_SILENCE
    return R_QUESTION if v < 0.6 and state[ANXIETY] > 0.5 else R_ACKNOWLEDGE


def choose_reply(
    state: Vector, persona: Vector, account: Vector, move: Vector, talk: int, u: Vector
) -> int:
    """Return the reply act; `u` holds eight uniform draws."""
    if is_other(state, persona):
        return meet_other(state, persona, move, u[1])
    if u[0] < hang_up_chance(state, persona, move):
        state[ENDED] = END_HANGUP
        return R_BYE
    reply = answer_risk(state, persona, move, u[1])
    if reply == NO_REPLY:
        reply = meet_setting(state, move, u[5])
    if reply == NO_REPLY and state[IDENTITY] == 0.0:
        reply = pass_door(state, persona, move, u[2], u[5])
    if reply == NO_REPLY:
        reply = take_leave(state, move, u[2])
    if reply == NO_REPLY:
        reply = accept_referral(state, persona, account, move)
    if reply == NO_REPLY:
        reply = protest(state, persona, account, move, u[3])
    if reply == NO_REPLY:
        reply = bargain(state, persona, account, move, u[4], u[5])
    if reply == NO_REPLY:
        reply = answer(state, persona, account, move, u[2], u[7])
    if reply == NO_REPLY:
        reply = drift(state, persona, move, talk, u[5])
    return reply


def move_will(state: Vector, persona: Vector, move: Vector) -> None:
    """Let this turn move the will to pay, within a quarter of the persona's own.

    What one says oneself moves it (self-perception); a consequence stated neutrally moves the calm
    and unresponsive up and others down, encouragement helps the upset most (Gibson and Fichman);
    an evader yields to a calm, firm request.
    """
    shift = 0.015 if state[LAST_TALK] == float(CHANGE) else 0.0
    if state[LAST_TALK] == float(SUSTAIN):
        shift = -0.01
    neutral = move[NEUTRAL_CONSEQUENCE]
    if neutral > 0.0:
        shift += neutral * (0.10 if is_flat(state) else -0.02)
    calm = 1.0 - harm_weight(move)
    hearten = max(act_weight(move, A_AFFIRM), 0.5 * act_weight(move, A_EMPATHISE))
    shift += 0.12 * hearten * calm * max(0.0, distress_of(state) - 0.25)
    firm = act_weight(move, A_COMMIT) * calm if harm_weight(move) < 0.5 else 0.0
    shift += 0.04 * firm * max(0.0, persona[EVASION] - 0.3)
    low = max(0.0, persona[WILL] - WILL_SPAN)
    high = min(1.0, persona[WILL] + WILL_SPAN)
    state[WILLING] = min(high, max(low, state[WILLING] + shift))


def engagement_of(reply: int) -> float:
    """Return how much of substance a reply holds, 0 to 1."""
    if reply == R_REASON or reply == R_OFFER_AMOUNT or reply == R_PROMISE or reply == R_NEGOTIATE:
        return 1.0
    if reply == R_ANSWER or reply == R_QUESTION or reply == R_EMOTION or reply == R_RISK:
        return 0.8
    if reply == R_SILENCE or reply == R_BUSY:
        return 0.0
    return 0.3


def respond(state: Vector, persona: Vector, account: Vector, move: Vector, u: Vector) -> int:
    """Decide and record the reply to one turn; returns an index into DEBTOR_ACTS.

    state is changed in place; `state[ENDED]` tells whether the call is over. Call `feel` first.
    """
    state[TURNS] += 1.0
    state[SPENT] += move[SECONDS]
    if act_weight(move, A_INTRODUCE) >= 0.5:
        state[INTRODUCED] = 1.0
    heard = state[TURNS] - state[ARRIVED] > MOST_WONDER
    if tells_why(move) or state[INBOUND] == 1.0 or heard:
        state[AWARE] = 1.0
    talk = draw_talk(state, move, persona[RECEPTIVE], u[6])
    reply = choose_reply(state, persona, account, move, talk, u)
    if reply == R_BUSY and state[TURNS] > 2.0 and u[3] > 0.7:
        state[ENDED] = END_BUSY
    state[LAST_TALK] = float(talk_of_reply(reply, talk))
    state[LAST_REPLY] = float(reply)
    state[ENGAGED] = 0.7 * state[ENGAGED] + 0.3 * engagement_of(reply)
    move_will(state, persona, move)
    account[KNOWN_LAYER] = max(account[KNOWN_LAYER], state[LAYER])
    return reply
