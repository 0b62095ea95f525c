"""Where and by whom the phone is held: driving, overheard, passed to somebody else. A kernel.

A leak is a debt named to somebody who is not the debtor, or named aloud while others can hear.
"""

from __future__ import annotations

from simcall.persona.emotion import (
    A_APOLOGISE,
    A_CLOSE,
    A_COMMIT,
    A_DISCLOSE,
    A_EMPATHISE,
    A_OFFER,
    A_PURPOSE,
    A_REFER,
    A_RIGHTS,
    A_VERIFY,
    Vector,
    act_weight,
    asks_for,
    harm_weight,
    has_mark,
    push_one,
    relative_base,
    write_term,
)
from simcall.persona.replies import (
    CASE_TOPICS,
    DEBT_TOPICS,
    M_CONVENIENT,
    M_STOP_HONOURED,
    NO_REPLY,
    R_ACKNOWLEDGE,
    R_ANSWER,
    R_BUSY,
    R_EMOTION,
    R_REFUSE,
    T_WHEN_TO_CALL,
)
from simcall.persona.shape import (
    AGREED_TIME,
    ANGER,
    ANXIETY,
    ARRIVED,
    ASIDE,
    AWARE,
    CAUSE_HANDOVER,
    CAUSE_LEAK,
    CAUSE_SETTING,
    CHANGED,
    END_BUSY,
    ENDED,
    FEELINGS,
    HANDED,
    IDENTITY,
    INTRODUCED,
    LEAKED,
    REACTANCE,
    ROLE,
    ROLE_DEBTOR,
    ROLE_WRONG,
    SAID_SETTING,
    SETTING,
    SETTING_DRIVING,
    SETTING_FREE,
    SETTING_SPEAKER,
    SHAME,
    TRUST,
    TURNS,
)
from simcall.speech.move import TOPIC_BITS

MOST_PATIENCE = 4.0  # how often somebody at the wheel says so before hanging up
FETCHED = 0.06  # what being called to the phone again adds to shame and reactance
PLAINLY = 0.6  # weight from which somebody else understands that a debt was named
ALARM = 0.10  # worry of the one who is handed the phone


def is_other(state: Vector, persona: Vector) -> bool:
    """Tell whether somebody else than the debtor is on the line."""
    return persona[ROLE] != ROLE_DEBTOR or state[HANDED] == 1.0


def names_debt(move: Vector) -> bool:
    """Tell whether a turn says aloud that there is a debt."""
    said = max(act_weight(move, A_PURPOSE), act_weight(move, A_COMMIT))
    return max(said, act_weight(move, A_DISCLOSE)) >= PLAINLY


def talks_business(move: Vector) -> bool:
    """Tell whether a turn is about the debt: its facts, a demand, an offer, a question on it."""
    asked = asks_for(move, DEBT_TOPICS)
    return names_debt(move) or act_weight(move, A_OFFER) >= 0.5 or harm_weight(move) >= 0.5 or asked


def tells_why(move: Vector) -> bool:
    """Tell whether a turn makes plain what the call is about: the debt, a complaint, an apology."""
    topics = int(move[TOPIC_BITS]) & (DEBT_TOPICS | CASE_TOPICS) != 0
    mends = max(act_weight(move, A_APOLOGISE), act_weight(move, A_EMPATHISE))
    helped = max(act_weight(move, A_REFER), act_weight(move, A_RIGHTS))
    return talks_business(move) or topics or max(mends, helped) >= 0.5


def asks_for_time(move: Vector) -> bool:
    """Tell whether a turn asks when it suits, or proposes to ring at another time."""
    return asks_for(move, T_WHEN_TO_CALL)


def asks_convenience(move: Vector) -> bool:
    """Tell whether a turn asks if one can talk now."""
    return has_mark(move, M_CONVENIENT)


def pass_phone(state: Vector, away: float) -> None:
    """Note that the phone is given to somebody else (away 1) or to the debtor (0).

    A debtor who was called to it has heard nothing of what was said before.
    """
    state[HANDED] = away
    state[CHANGED] = 1.0
    state[ARRIVED] = state[TURNS]
    if state[IDENTITY] == 0.0:
        state[INTRODUCED] = 0.0
        state[AWARE] = 0.0


def change_speaker(state: Vector, ledger: Vector) -> None:
    """Let the feelings be those of whoever took the phone; the debtor's are put aside meanwhile."""
    if state[CHANGED] == 0.0:
        return
    state[CHANGED] = 0.0
    for feeling in range(FEELINGS):
        before = state[feeling]
        if state[HANDED] == 1.0:
            state[ASIDE + feeling] = before
            after = relative_base(feeling) + (ALARM if feeling == ANXIETY else 0.0)
        else:
            stirred = feeling == SHAME or feeling == REACTANCE
            after = min(1.0, state[ASIDE + feeling] + (FETCHED if stirred else 0.0))
        state[feeling] = after
        write_term(ledger, CAUSE_HANDOVER, feeling, after - before, 1.0, 1.0)


def return_feelings(state: Vector) -> None:
    """Let the debtor's own feelings be those that are remembered, whoever held the phone last."""
    if state[HANDED] == 1.0 and state[CHANGED] == 0.0:
        for feeling in range(FEELINGS):
            state[feeling] = state[ASIDE + feeling]


def push_leak(state: Vector, persona: Vector, move: Vector, ledger: Vector) -> None:
    """Let somebody else be struck by a debt that is none of theirs; the second time by half."""
    if not is_other(state, persona) or not names_debt(move):
        return
    size = 0.5 if state[LEAKED] == 1.0 else 1.0
    if persona[ROLE] == ROLE_WRONG and state[HANDED] == 0.0:
        push_one(state, ledger, CAUSE_LEAK, ANGER, 0.10, size)
        push_one(state, ledger, CAUSE_LEAK, TRUST, -0.15, size)
        return
    push_one(state, ledger, CAUSE_LEAK, ANXIETY, 0.22, size)
    push_one(state, ledger, CAUSE_LEAK, SHAME, 0.14, size)
    push_one(state, ledger, CAUSE_LEAK, ANGER, 0.12, size)
    push_one(state, ledger, CAUSE_LEAK, TRUST, -0.20, size)


def push_setting(state: Vector, move: Vector, ledger: Vector) -> None:
    """Let business at the wheel strain the nerves, and business aloud expose somebody."""
    if state[SETTING] == SETTING_FREE or not talks_business(move):
        return
    if state[SETTING] == SETTING_DRIVING:
        push_one(state, ledger, CAUSE_SETTING, ANXIETY, 0.08, 1.0)
        push_one(state, ledger, CAUSE_SETTING, REACTANCE, 0.08, 1.0)
        push_one(state, ledger, CAUSE_SETTING, TRUST, -0.06, 1.0)
    elif names_debt(move):
        push_one(state, ledger, CAUSE_SETTING, SHAME, 0.20, 1.0)
        push_one(state, ledger, CAUSE_SETTING, ANXIETY, 0.15, 1.0)
        push_one(state, ledger, CAUSE_SETTING, TRUST, -0.15, 1.0)


def meet_at_wheel(state: Vector, move: Vector) -> int:
    """Answer at the wheel: agree another time, or say again that this is no moment for figures."""
    if asks_for_time(move):
        state[AGREED_TIME] = 1.0
        return R_ANSWER
    if not talks_business(move) and not asks_convenience(move) and state[SAID_SETTING] > 0.0:
        return R_ACKNOWLEDGE if state[AGREED_TIME] == 1.0 else NO_REPLY
    if state[SAID_SETTING] >= MOST_PATIENCE:
        state[ENDED] = END_BUSY
    state[SAID_SETTING] += 1.0
    return R_BUSY


def meet_overheard(state: Vector, move: Vector, u: float) -> int:
    """Answer while others can hear: ask for quiet, switch the speaker off, agree another time."""
    if names_debt(move):
        state[LEAKED] = 1.0
        state[SAID_SETTING] += 1.0
        return R_REFUSE if u < 0.5 else R_EMOTION
    if asks_for_time(move):
        state[AGREED_TIME] = 1.0
        return R_ANSWER
    if asks_convenience(move):
        state[SETTING] = SETTING_FREE
        return R_ACKNOWLEDGE
    if state[SAID_SETTING] == 0.0 or talks_business(move):
        state[SAID_SETTING] += 1.0
        return R_BUSY
    return NO_REPLY


def meet_setting(state: Vector, move: Vector, u: float) -> int:
    """Answer by where the phone was answered; an agent who closes is answered as always."""
    ready = asks_for_time(move) or asks_convenience(move)
    early = state[IDENTITY] == 0.0 and (act_weight(move, A_VERIFY) >= 0.5 or not ready)
    if state[SETTING] == SETTING_FREE or early:
        return NO_REPLY
    stop = has_mark(move, M_STOP_HONOURED)
    if stop or (act_weight(move, A_CLOSE) >= 0.5 and act_weight(move, A_VERIFY) < 0.5):
        state[AGREED_TIME] = max(state[AGREED_TIME], 1.0 if asks_for_time(move) else 0.0)
        return NO_REPLY
    if state[SETTING] == SETTING_SPEAKER:
        return meet_overheard(state, move, u)
    return meet_at_wheel(state, move)
