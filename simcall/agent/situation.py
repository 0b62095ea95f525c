"""What an agent policy looks at: one situation code for the moment after a reply. A kernel.

A policy is a table: for each situation a list of rows (moves with their sentences). The first visit
to a situation plays its first row, the next visit the second, and so on; the last row repeats.
"""

from __future__ import annotations

from simcall.persona.emotion import Vector
from simcall.persona.place import is_other
from simcall.persona.replies import R_WHO
from simcall.persona.shape import (
    ANGER,
    GOODBYE,
    IDENTITY,
    LAYER,
    OFFERS,
    PROMISE,
    REACTANCE,
    REFERRED,
    RISK,
    ROUNDS,
    TURNS,
)

SITUATIONS: tuple[str, ...] = (
    "start",  # nothing said yet by the agent
    "door",  # identity not yet settled
    "asked_who",  # "who is this?"
    "third_party",  # somebody else answered
    "identified",  # the right party has just confirmed
    "no_reason",  # reason not known yet
    "excuse",
    "reason",  # part or all of the reason has just been told
    "feeling",  # the debtor shows distress
    "heat",  # anger, refusal, complaint in the air
    "known",  # reason known, no offer made yet
    "bargain",  # the debtor counters or asks for more
    "agreed",  # a promise stands and has not been summed up
    "settled",  # summed up: time to close
    "complaint",
    "supervisor",
    "law",
    "dispute",
    "question",  # the debtor asked something
    "silence",
    "busy",
    "risk",  # a hint of self-harm
    "risk_open",  # asked about safety, not yet handed over
    "safe",  # handed over to help
)
START = 0
DOOR = 1
ASKED_WHO = 2
THIRD_PARTY = 3
IDENTIFIED = 4
NO_REASON = 5
EXCUSE = 6
REASON = 7
FEELING = 8
HEAT = 9
KNOWN = 10
BARGAIN = 11
AGREED = 12
SETTLED = 13
COMPLAINT = 14
SUPERVISOR = 15
LAW = 16
DISPUTE = 17
QUESTION = 18
SILENCE = 19
BUSY = 20
RISK_HINT = 21
RISK_OPEN = 22
SAFE = 23

_BY_REPLY = (
    NO_REASON,  # greet
    ASKED_WHO,  # who_is_this
    IDENTIFIED,  # confirm_identity
    THIRD_PARTY,  # deny_identity
    THIRD_PARTY,  # third_party
    EXCUSE,
    REASON,
    FEELING,  # emotion
    QUESTION,
    BARGAIN,  # offer_amount
    AGREED,  # promise
    HEAT,  # refuse
    BARGAIN,  # negotiate
    COMPLAINT,  # complain
    LAW,  # cite_law
    SUPERVISOR,  # ask_supervisor
    KNOWN,  # thank
    SILENCE,
    KNOWN,  # bye
    RISK_HINT,
    KNOWN,  # answer
    KNOWN,  # acknowledge
    DISPUTE,
    BUSY,
)


LONG_CALL = 20.0  # turns after which an agent brings a talk to a close ...
TOO_LONG = 24.0  # ... whatever is still in the air
LONGEST = 36.0  # and even with a cry for help unanswered, by those who do not answer it


def find_situation(state: Vector, persona: Vector, reply: int, summed_up: bool) -> int:
    """Return the situation after a reply (index into DEBTOR_ACTS, -1 before any).

    summed_up: whether this call's promise has already been summarised by the agent.
    """
    if reply < 0 and state[TURNS] == 0.0:
        return START
    if state[RISK] == 3.0:
        return SAFE
    if state[TURNS] >= LONGEST:
        return SETTLED
    if state[RISK] >= 1.0:
        return RISK_HINT if state[RISK] == 1.0 else RISK_OPEN
    if is_other(state, persona) and reply != R_WHO:
        return THIRD_PARTY
    found = _BY_REPLY[reply] if reply >= 0 else NO_REASON
    if state[IDENTITY] == 0.0 and found != ASKED_WHO:
        return BUSY if found == BUSY else DOOR
    if found == FEELING and state[ANGER] + state[REACTANCE] > 1.1:
        found = HEAT
    return settle_situation(state, found, summed_up)


def settle_situation(state: Vector, found: int, summed_up: bool) -> int:
    """Tell how far the call has come when the last reply alone does not say it.

    What calls for an answer of its own (a complaint, a question, the law) gets it first; a talk
    that has its result, or goes on for too long, is summed up and closed.
    """
    open_point = COMPLAINT <= found <= DISPUTE or found == HEAT
    if state[TURNS] >= (TOO_LONG if open_point else LONG_CALL):
        return SETTLED
    if state[PROMISE] == 1.0 and not open_point and found != QUESTION:
        return SETTLED if summed_up or state[GOODBYE] == 1.0 else AGREED
    if state[REFERRED] == 1.0 and not open_point:
        return SETTLED
    if found == BARGAIN and state[ROUNDS] >= 5.0:
        return SETTLED
    if found != NO_REASON and found != KNOWN and found != AGREED:
        return found
    if state[LAYER] < 2.0 and state[OFFERS] < 2.0:
        return NO_REASON
    if state[ROUNDS] >= 4.0:
        return SETTLED
    return KNOWN if state[OFFERS] == 0.0 or found == KNOWN else BARGAIN
