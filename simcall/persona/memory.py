"""What lasts between calls: grievance, durable trust, dread, contacts, promises. A kernel."""

from __future__ import annotations

import math

from simcall.persona.bargain import keep_chance
from simcall.persona.emotion import (
    Vector,
    decay_feelings,
    distress_of,
    push_one,
    write_term,
)
from simcall.persona.place import change_speaker, return_feelings
from simcall.persona.shape import (
    ANGER,
    ANXIETY,
    ATTENTION,
    BASE,
    BOND,
    BROKEN,
    CARRIED,
    CAUSE_HOLD,
    CAUSE_MEMORY,
    CAUSE_TEMPER,
    CAUSE_WAITING,
    COMPLAIN,
    COMPLAINT,
    CONTACTS,
    DECAYED,
    DESPAIR,
    DREAD,
    DURABLE_TRUST,
    ENDED,
    ENGAGED,
    EXPOSED,
    FEELINGS,
    GRIEVANCE,
    HOPE,
    HURT,
    HURT_BEFORE,
    IDENTITY,
    KEEP_CHANCE,
    KNOWN_LAYER,
    LAST_DAY,
    LAST_REPLY,
    LAST_TALK,
    LAYER,
    LEAKED,
    MORAL,
    PEAK,
    PICKUP,
    PROMISE,
    PROMISE_AMOUNT,
    PROMISE_DAYS,
    PROMISED,
    PROMISED_DAY,
    PUSH,
    REACTANCE,
    SHAME,
    SPENT,
    STATE_SIZE,
    STOPPED,
    TRUST,
    WAITED,
    WARNED,
    WILL,
    WILLING,
)


def shift_feeling(state: Vector, ledger: Vector, cause: int, feeling: int, amount: float) -> None:
    """Move one feeling by an amount, within [0, 1], and write the term."""
    before = state[feeling]
    state[feeling] = min(1.0, max(0.0, before + amount))
    if state[feeling] != before:
        write_term(ledger, cause, feeling, state[feeling] - before, 1.0, 1.0)


def open_call(
    state: Vector, persona: Vector, account: Vector, waited: float, ledger: Vector
) -> None:
    """Set the state at the first word: temper, then memory, then the wait in the queue.

    waited: seconds this person waited in the queue (0 for outbound calls).
    """
    for place in range(STATE_SIZE):
        state[place] = 0.0
    for feeling in range(FEELINGS):
        state[feeling] = persona[BASE + feeling]
        write_term(ledger, CAUSE_TEMPER, feeling, persona[BASE + feeling], 1.0, 1.0)
    crowd = min(1.0, account[CONTACTS] / 8.0)
    shift_feeling(state, ledger, CAUSE_MEMORY, ANGER, 0.30 * account[GRIEVANCE] + 0.12 * crowd)
    shift_feeling(state, ledger, CAUSE_MEMORY, REACTANCE, 0.30 * account[GRIEVANCE] + 0.20 * crowd)
    shift_feeling(state, ledger, CAUSE_MEMORY, ANXIETY, 0.30 * account[DREAD])
    shift_feeling(state, ledger, CAUSE_MEMORY, DESPAIR, 0.10 * account[CARRIED] + 0.08 * crowd)
    shift_feeling(state, ledger, CAUSE_MEMORY, SHAME, 0.05 * min(2.0, account[BROKEN]))
    trust = 0.5 * (account[DURABLE_TRUST] - persona[BASE + TRUST]) - 0.15 * account[GRIEVANCE]
    shift_feeling(state, ledger, CAUSE_MEMORY, TRUST, trust)
    strain = 1.0 - math.exp(-waited / 300.0)
    shift_feeling(state, ledger, CAUSE_WAITING, ANGER, 0.18 * strain)
    shift_feeling(state, ledger, CAUSE_WAITING, ANXIETY, 0.10 * strain)
    state[HURT_BEFORE] = 0.5 * account[GRIEVANCE]
    state[HURT] = 0.4 * strain + state[HURT_BEFORE]
    state[ENGAGED] = 0.5
    state[LAYER] = account[KNOWN_LAYER]
    state[LAST_TALK] = 2.0
    state[LAST_REPLY] = -1.0
    state[WAITED] = waited
    state[WILLING] = persona[WILL]
    state[PEAK] = distress_of(state)


def keep_waiting(state: Vector, persona: Vector, ledger: Vector, seconds: float) -> None:
    """Let a hold pass on the line: feelings fade on the clock, and being kept waiting grates.

    The strain saturates within a few minutes and is smaller for those who trust the agent. No luck
    enters, so a hold changes the feelings in the same way in every replay.
    """
    change_speaker(state, ledger)
    decay_feelings(state, persona, ledger, seconds)
    strain = 1.0 - math.exp(-seconds / 90.0)
    push_one(state, ledger, CAUSE_HOLD, ANGER, 0.12 * (1.0 - state[TRUST]), strain)
    push_one(state, ledger, CAUSE_HOLD, ANXIETY, 0.08, strain)
    for feeling in range(FEELINGS):
        state[feeling] = min(1.0, max(0.0, state[DECAYED + feeling] + state[PUSH + feeling]))
    state[PEAK] = max(state[PEAK], distress_of(state))
    state[SPENT] += seconds


def settle_grievance(state: Vector, account: Vector) -> None:
    """Let a call's new hurt add to the grievance, or its mending take up to half of it away."""
    change = state[HURT] - state[HURT_BEFORE]
    if change >= 0.0:
        account[GRIEVANCE] += (1.0 - account[GRIEVANCE]) * (1.0 - math.exp(-0.35 * change))
    else:
        account[GRIEVANCE] *= 1.0 + 0.5 * change / state[HURT_BEFORE]


def close_call(state: Vector, persona: Vector, account: Vector, day: float) -> None:
    """Carry a finished call into memory: peak and end, grievance, trust, the open promise."""
    return_feelings(state)
    carried = 0.5 * state[PEAK] + 0.5 * distress_of(state)
    account[CARRIED] = carried
    settle_grievance(state, account)
    account[DURABLE_TRUST] += 0.5 * (state[TRUST] - account[DURABLE_TRUST])
    account[DREAD] = min(1.0, 0.5 * account[DREAD] + 0.5 * carried)
    account[LAST_DAY] = day
    account[ATTENTION] = 1.0
    if state[IDENTITY] == 1.0:
        account[BOND] = min(1.0, max(-1.0, 2.2 * (state[TRUST] - 0.27) - 0.2 * state[HURT]))
    if state[LEAKED] == 1.0:
        account[EXPOSED] = 1.0
    if state[ENDED] == 4.0:
        account[STOPPED] = 1.0
    if state[PROMISE] == 1.0:
        account[PROMISED] = state[PROMISE_AMOUNT]
        account[PROMISED_DAY] = day + state[PROMISE_DAYS]
        account[KEEP_CHANCE] = keep_chance(state, account)


def age_memory(persona: Vector, account: Vector, days: float) -> None:
    """Let memory fade over some days.

    Half-lives in days: grievance 14, trust 30 (towards the baseline), dread 3, contacts 3.5, what a
    call carried 7, attention 6, a warning 3, a positive expectation 45, a moral
    appeal and the bond of a talk 20.
    """
    if days <= 0.0:
        return
    account[GRIEVANCE] *= math.exp(-days * 0.049510512897138946)
    gap = account[DURABLE_TRUST] - persona[BASE + TRUST]
    account[DURABLE_TRUST] = persona[BASE + TRUST] + gap * math.exp(-days * 0.023104906018664842)
    account[DREAD] *= math.exp(-days * 0.23104906018664842)
    account[CONTACTS] *= math.exp(-days * 0.19804205158855578)
    account[CARRIED] *= math.exp(-days * 0.09902102579427789)
    account[ATTENTION] *= math.exp(-days * 0.11552453009332421)
    account[WARNED] *= math.exp(-days * 0.23104906018664842)
    account[HOPE] *= math.exp(-days * 0.015403270679109896)
    account[BOND] *= math.exp(-days * 0.034657359027997264)
    account[MORAL] *= math.exp(-days * 0.034657359027997264)


def count_contact(account: Vector) -> None:
    """Note one more contact (a talk, or a ring that was noticed)."""
    account[CONTACTS] += 1.0


def answer_score(persona: Vector, account: Vector) -> float:
    """Return the shift of the answer score (log odds) by person and memory.

    Shame, being overwhelmed and grievance make people stop answering; anxiety does not, the anxious
    pick up (Custers and Stephen).
    """
    crowd = min(2.0, account[CONTACTS] / 5.0)
    score = persona[PICKUP] - 1.2 * (persona[BASE + SHAME] - 0.4) - 0.8 * account[GRIEVANCE]
    score += 0.9 * (persona[BASE + ANXIETY] - 0.4) - 0.9 * (persona[BASE + DESPAIR] - 0.2)
    return score - 0.45 * crowd + 0.8 * (account[DURABLE_TRUST] - 0.4)


def complaint_chance(state: Vector, persona: Vector, account: Vector) -> float:
    """Return the probability of a formal complaint after the call.

    A complaint made or threatened in the call makes one likely; without it, hurt and grievance.
    """
    if state[COMPLAINT] >= 2.0:
        return 0.85
    score = -7.3 + 1.8 * state[ANGER] + 0.7 * min(3.0, state[HURT]) + 1.0 * account[GRIEVANCE]
    score += persona[COMPLAIN] + (1.8 if state[COMPLAINT] >= 1.0 else 0.0) - 1.0 * state[TRUST]
    return 1.0 / (1.0 + math.exp(-score))


def harassed_chance(persona: Vector, account: Vector) -> float:
    """Return the probability that the person feels harassed by the contacts of late.

    Five or more letters or messages a month: 86 % feel so, else 47 % (MMHPI 2023).
    """
    score = -1.3 + 7.5 * account[CONTACTS] + 1.0 * account[GRIEVANCE]
    score += 2.0 * (persona[BASE + REACTANCE] - 0.3)
    return 1.0 / (1.0 + math.exp(-score))
