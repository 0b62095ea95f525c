"""The first minute: who picked up, whether they say who they are, other people. A kernel."""

from __future__ import annotations

from simcall.persona.emotion import (
    A_ASK_CLOSED,
    A_ASK_OPEN,
    A_CLOSE,
    A_DISCLOSE,
    A_PURPOSE,
    A_VERIFY,
    Vector,
    act_weight,
    asks_for,
    harm_weight,
    has_mark,
)
from simcall.persona.place import is_other, names_debt, pass_phone
from simcall.persona.replies import (
    M_STOP_HONOURED,
    M_THIRD_PARTY_CHECK,
    NO_REPLY,
    R_ACKNOWLEDGE,
    R_BUSY,
    R_BYE,
    R_COMPLAIN,
    R_CONFIRM,
    R_DENY,
    R_EMOTION,
    R_GREET,
    R_QUESTION,
    R_THIRD_PARTY,
    R_WHO,
    T_IDENTITY,
)
from simcall.persona.shape import (
    ANGER,
    ARRIVED,
    AWARE,
    COMPLAINT,
    DENIED,
    EARLY_DETAIL,
    END_CLOSED,
    END_STOPPED,
    ENDED,
    EVASION,
    HANDED,
    HURT,
    IDENTITY,
    INBOUND,
    INTRODUCED,
    LAST_REPLY,
    LEAKED,
    ROLE,
    ROLE_WRONG,
    SUSPICION,
    TRUST,
    TURNS,
)
from simcall.speech.move import QUESTIONS

__all__ = ["is_other", "meet_other", "pass_door"]
LONGEST_DOOR = 5.0  # turns after which nobody goes on asking who it is
WONDERS_AGAIN = 5.0  # the turn in which somebody asks once more who is calling
FETCHES = 0.75  # how often whoever is asked for the debtor calls them to the phone
LEAK_HURT = 0.5  # harm done to somebody who hears of a debt without a harsh word


def hear_leak(state: Vector, persona: Vector, move: Vector, u: float) -> int:
    """Answer as somebody who has just been told of another's debt: shaken, asking, or angry."""
    again = state[LEAKED] == 1.0
    state[LEAKED] = 1.0
    if not again and act_weight(move, A_DISCLOSE) < 0.5:
        state[HURT] += LEAK_HURT
    if again and u < 0.3 + 0.5 * state[ANGER]:
        state[COMPLAINT] = max(state[COMPLAINT], 1.0)
        return R_COMPLAIN
    if persona[ROLE] == ROLE_WRONG and state[HANDED] == 0.0:
        return R_DENY if again else R_EMOTION
    return R_EMOTION if not again or u > 0.75 else R_QUESTION


def asks_for_debtor(move: Vector) -> bool:
    """Tell whether a turn asks for the debtor in person, in whatever words."""
    marked = has_mark(move, M_THIRD_PARTY_CHECK)
    return marked or asks_for(move, T_IDENTITY)


def meet_other(state: Vector, persona: Vector, move: Vector, u: float) -> int:
    """Answer as somebody else than the debtor: never learns the debt from an honest caller."""
    stop = has_mark(move, M_STOP_HONOURED)
    asks = max(act_weight(move, A_ASK_OPEN), act_weight(move, A_ASK_CLOSED))
    if max(act_weight(move, A_CLOSE), 0.5 if stop else 0.0) >= max(0.5, asks):
        state[ENDED] = END_STOPPED if stop else END_CLOSED
        return R_BYE
    if harm_weight(move) >= 0.5 and state[HURT] > 1.0 and u < 0.5:
        state[COMPLAINT] = max(state[COMPLAINT], 1.0)
        if names_debt(move):
            state[LEAKED] = 1.0
        return R_COMPLAIN
    if names_debt(move):
        return hear_leak(state, persona, move, u)
    if persona[ROLE] == ROLE_WRONG and state[HANDED] == 0.0:
        return R_DENY
    wonders = state[INTRODUCED] == 0.0 and state[LEAKED] == 0.0
    since = state[TURNS] - state[ARRIVED]
    if wonders and state[LAST_REPLY] != float(R_WHO) and (since <= 2.0 or since == WONDERS_AGAIN):
        return R_WHO
    asked_for = act_weight(move, A_VERIFY) >= 0.5 or (
        state[HANDED] == 1.0 and asks_for_debtor(move)
    )
    told = state[LAST_REPLY] == float(R_THIRD_PARTY)
    if asked_for and told and state[HANDED] == 1.0 and state[LEAKED] == 0.0 and u < FETCHES:
        pass_phone(state, 0.0)
        return R_GREET
    if asked_for or state[TURNS] - state[ARRIVED] <= 1.0:
        return R_THIRD_PARTY
    if harm_weight(move) >= 0.5:
        return R_EMOTION
    return R_ACKNOWLEDGE if u < 0.4 else (R_QUESTION if u < 0.8 else R_THIRD_PARTY)


def meet_check(state: Vector, persona: Vector, u: float) -> int:
    """Answer a question about identity: yes, who is asking, or a pretended wrong number."""
    doubt = persona[SUSPICION] * (0.35 if state[INTRODUCED] == 1.0 else 1.0)
    if u < doubt and state[LAST_REPLY] != float(R_WHO):
        return R_WHO
    if state[DENIED] == 0.0 and u > 1.0 - 0.35 * max(0.0, persona[EVASION] - 0.4):
        state[DENIED] = 1.0
        return R_DENY
    state[IDENTITY] = 1.0
    return R_CONFIRM


def pass_counter(state: Vector, move: Vector) -> int:
    """Answer an agent who took the debtor's own call: the debtor knows whom he rang.

    After the first words, which say who rings and why, an identity check is simply answered; what
    is asked before it is answered too.
    """
    if act_weight(move, A_PURPOSE) >= 0.5:
        state[EARLY_DETAIL] = 1.0
    if act_weight(move, A_VERIFY) >= 0.5:
        state[IDENTITY] = 1.0
        return R_CONFIRM
    if state[TURNS] <= 1.0:
        return R_GREET
    if state[TURNS] >= 6.0:
        state[IDENTITY] = 1.0
    asks = int(move[QUESTIONS]) != 0 or act_weight(move, A_ASK_OPEN) >= 0.5
    return NO_REPLY if asks or state[TURNS] > 3.0 else R_QUESTION


def pass_door(state: Vector, persona: Vector, move: Vector, u: float, v: float) -> int:
    """Answer until identity is settled: who is it, yes that is me, I am busy.

    A caller who names the debt before asking is answered as one who knows whom he has: the call
    goes on, and EARLY_DETAIL remembers it. So it does when somebody unnamed demands or threatens.
    """
    if act_weight(move, A_CLOSE) >= 0.5 and act_weight(move, A_VERIFY) < 0.5:
        state[ENDED] = END_CLOSED
        return R_BYE
    if state[INBOUND] == 1.0:
        return pass_counter(state, move)
    if act_weight(move, A_PURPOSE) >= 0.5:
        state[EARLY_DETAIL] = 1.0
        asked = act_weight(move, A_VERIFY) >= 0.5
        wary = state[LAST_REPLY] != float(R_WHO) and u < persona[SUSPICION]
        if wary and state[INTRODUCED] == 0.0:
            return R_WHO
        state[IDENTITY] = 1.0
        return R_CONFIRM if asked else NO_REPLY
    if act_weight(move, A_VERIFY) >= 0.5:
        return meet_check(state, persona, u)
    heard = state[TURNS] - state[ARRIVED]
    pressed = state[AWARE] == 1.0 and heard > 1.0
    if pressed or heard >= LONGEST_DOOR:
        state[IDENTITY] = 1.0
        return NO_REPLY
    if state[INTRODUCED] == 0.0:
        return R_WHO if state[LAST_REPLY] != float(R_WHO) else R_GREET
    if v < 0.12 * persona[EVASION] and state[TRUST] < 0.5:
        return R_BUSY
    if heard > 1.0 and state[AWARE] == 0.0:
        return R_QUESTION
    return R_GREET if u < 0.5 else R_ACKNOWLEDGE
