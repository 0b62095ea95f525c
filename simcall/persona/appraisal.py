"""One turn's effect on the feelings: its causes in their setting, and what stays. A kernel.

`feel` is the entry: decay, the appraisal of each act, the setting of the words, drift, and then
what later turns depend on (tone, hurt, habituation, listening, peak distress).
"""

from __future__ import annotations

from simcall.persona.emotion import (
    A_APOLOGISE,
    A_ASK_OPEN,
    A_ATTACK,
    A_CREDIT_SCARE,
    A_DECEIVE,
    A_DISCLOSE,
    A_DISMISS,
    A_EMPATHISE,
    A_OFFER,
    A_PRESSURE,
    A_PURPOSE,
    A_REFLECT,
    A_RIGID,
    A_THREAT,
    LASTING,
    M_COMPLAINT_LOGGED,
    MENDING,
    PRIVATE_TOPICS,
    REPLY_SECONDS,
    Vector,
    act_weight,
    asks_for,
    credit_act,
    decay_feelings,
    distress_of,
    find_why,
    harm_weight,
    has_mark,
    is_collecting,
    is_flat,
    is_safety_met,
    is_warm,
    push_feelings,
    push_one,
    settle_feelings,
    weigh_harm,
)
from simcall.persona.place import change_speaker, push_leak, push_setting
from simcall.persona.shape import (
    ANGER,
    ANXIETY,
    CAUSE_CHOICE,
    CAUSE_COLD,
    CAUSE_EARLY_DETAIL,
    CAUSE_EARLY_OFFER,
    CAUSE_IGNORED_RISK,
    CAUSE_NEUTRAL,
    CAUSE_PROBING,
    CAUSE_TONE,
    COERCION,
    DECAYED,
    EARLY_DETAIL,
    HURT,
    IDENTITY,
    LAYER,
    LISTENED,
    PEAK,
    PROBING,
    RECENT,
    RISK,
    SCAR,
    SHAME,
    TONE,
    TRUST,
    VIOLATIONS,
)
from simcall.speech.move import (
    ACT_COUNT,
    CHOICE_GIVEN,
    FIRST_ACT,
    NEUTRAL_CONSEQUENCE,
    SECONDS,
    WARM_THEN_COLD,
)


def push_tone(state: Vector, ledger: Vector) -> None:
    """Let the agent's tone so far carry over: calm calms, harshness heats (contagion)."""
    tone = state[TONE]
    if tone != 0.0:
        push_one(state, ledger, CAUSE_TONE, ANGER, 0.03, -tone)
        push_one(state, ledger, CAUSE_TONE, ANXIETY, 0.02, -tone)


def push_context(state: Vector, persona: Vector, move: Vector, ledger: Vector) -> None:
    """Add what the order and the setting of the words do, beside the words themselves."""
    push_feelings(state, persona, ledger, CAUSE_CHOICE, move[CHOICE_GIVEN], 0)
    push_feelings(state, persona, ledger, CAUSE_COLD, move[WARM_THEN_COLD], 0)
    if move[NEUTRAL_CONSEQUENCE] > 0.0:
        share = 0.2 if is_flat(state) else 1.0
        push_feelings(state, persona, ledger, CAUSE_NEUTRAL, share * move[NEUTRAL_CONSEQUENCE], 0)
    early = state[IDENTITY] == 0.0 and state[EARLY_DETAIL] == 0.0
    if early and act_weight(move, A_PURPOSE) >= 0.5:
        push_feelings(state, persona, ledger, CAUSE_EARLY_DETAIL, 1.0, 0)
    offer = act_weight(move, A_OFFER)
    if offer > 0.0 and state[LAYER] < 2.0:
        push_feelings(state, persona, ledger, CAUSE_EARLY_OFFER, offer, 0)
    if state[RISK] == 1.0 and is_collecting(move) and not is_safety_met(move):
        push_feelings(state, persona, ledger, CAUSE_IGNORED_RISK, 1.0, 0)
    shame = state[DECAYED + SHAME]
    probed = asks_for(move, PRIVATE_TOPICS)
    if probed and persona[PROBING] > 0.0 and shame > 0.4:
        push_one(state, ledger, CAUSE_PROBING, TRUST, -0.15 * persona[PROBING], shame)
        push_one(state, ledger, CAUSE_PROBING, SHAME, 0.10 * persona[PROBING], shame)
    push_leak(state, persona, move, ledger)
    push_setting(state, move, ledger)
    push_tone(state, ledger)


def judge_tone(state: Vector, move: Vector, harm: float) -> float:
    """Return the tone of one turn, -1 harsh to 1 warm."""
    if harm > 0.0:
        return -harm
    warm = 0.0
    for place in range(int(move[ACT_COUNT])):
        act = int(move[FIRST_ACT + 2 * place])
        if is_warm(act):
            weight = move[FIRST_ACT + 2 * place + 1]
            warm = max(warm, credit_act(state, move, act, weight, harm))
    return warm


def count_hurt(state: Vector, move: Vector, harm: float) -> None:
    """Add harm to the hurt that is open; an apology mends part of it, a scar stays."""
    scar = 0.0
    for place in range(int(move[ACT_COUNT])):
        act = int(move[FIRST_ACT + 2 * place])
        weight = move[FIRST_ACT + 2 * place + 1]
        if act == A_THREAT or act == A_ATTACK or act == A_DISCLOSE or act == A_DECEIVE:
            scar = max(scar, weight)
        if act == A_PRESSURE or act == A_THREAT or act == A_CREDIT_SCARE or act == A_DISCLOSE:
            state[COERCION] += weight
    apology = act_weight(move, A_APOLOGISE)
    mend = MENDING * credit_act(state, move, A_APOLOGISE, apology, harm)
    if has_mark(move, M_COMPLAINT_LOGGED) and harm < 0.5:
        mend = max(mend, 0.4)
    open_part = max(0.0, state[HURT] - state[SCAR])
    state[SCAR] += LASTING * scar
    state[HURT] = max(state[SCAR], state[HURT] - mend * open_part + harm)


def remember_turn(state: Vector, move: Vector, harm: float) -> None:
    """Keep what later turns depend on: tone, hurt, habituation, listening, peak distress."""
    state[TONE] = 0.7 * state[TONE] + 0.3 * judge_tone(state, move, harm)
    count_hurt(state, move, harm)
    bits = 0
    critical = 0.0
    for place in range(int(move[ACT_COUNT])):
        act = int(move[FIRST_ACT + 2 * place])
        weight = move[FIRST_ACT + 2 * place + 1]
        if weight >= 0.5:
            bits |= 1 << act
        if A_THREAT <= act <= A_DECEIVE and act != A_DISMISS and act != A_RIGID:
            critical = max(critical, weight)
        if act == A_REFLECT or act == A_EMPATHISE or act == A_ASK_OPEN:
            state[LISTENED] += credit_act(state, move, act, weight, harm)
    if critical >= 0.5:
        state[VIOLATIONS] += 1.0
    for place in range(3, 0, -1):
        state[RECENT + place] = state[RECENT + place - 1]
    state[RECENT] = float(bits)
    state[PEAK] = max(state[PEAK], distress_of(state))


def feel(
    state: Vector, persona: Vector, move: Vector, ledger: Vector, w0: int, w1: int, w2: int
) -> None:
    """Change the feelings in `state` by one agent turn.

    state, persona, move, ledger: flat vectors (see `shape` and `speech.move`). w0 to w2: random
    32-bit words for the drift. Unmended hurt weakens what builds trust; harm provokes the angry.
    """
    harm = harm_weight(move)
    change_speaker(state, ledger)
    decay_feelings(state, persona, ledger, move[SECONDS] + REPLY_SECONDS)
    for place in range(int(move[ACT_COUNT])):
        act = int(move[FIRST_ACT + 2 * place])
        worth = credit_act(state, move, act, move[FIRST_ACT + 2 * place + 1], harm)
        if is_warm(act) and act != A_APOLOGISE:
            worth /= 1.0 + 0.4 * state[HURT]
        elif A_THREAT <= act <= A_DECEIVE:
            worth = weigh_harm(state, move, act, worth)
        why = find_why(state, move, act, harm) if ledger[0] >= 0.0 else 0
        push_feelings(state, persona, ledger, act, worth, why)
    push_context(state, persona, move, ledger)
    settle_feelings(state, ledger, move[SECONDS] + REPLY_SECONDS, w0, w1, w2)
    remember_turn(state, move, harm)
