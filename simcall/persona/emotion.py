"""The six feelings: decay, impulses with room, drift, and what an act is worth. A kernel.

Each feeling is an Ornstein-Uhlenbeck process around the persona's baseline, stepped exactly over
the duration of the turn, with bounded impulses from what was said (see `appraisal`). Every signed
term is written to the ledger, so that the sum of the terms is the change.

Only `math` functions are used: CPython and compiled code agree on them to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import MutableSequence

from simcall.persona.shape import (
    ANGER,
    ANXIETY,
    BASE,
    CAUSE_CLIP,
    CAUSE_DECAY,
    CAUSE_NOISE,
    DECAYED,
    DESPAIR,
    ENGAGED,
    FEELINGS,
    HANDED,
    HURT,
    PUSH,
    REACTANCE,
    RECENT,
    SHAME,
    TERM_SIZE,
    TRUST,
    WEIGHT,
    WHY_BRACED,
    WHY_CONTRADICTED,
    WHY_CROWDED,
    WHY_GRUDGE,
    WHY_PROVOKED,
    WHY_REPEATED,
    WHY_SCALE,
    WHY_UNFIT,
)
from simcall.speech.move import (
    ACT_COUNT,
    AMOUNT,
    DAYS,
    FIRST_ACT,
    FIT,
    INSTALMENTS,
    MARK_BITS,
    NOVELTY,
    QUESTIONS,
    TOPIC_BITS,
    WARM_THEN_COLD,
)

Vector = MutableSequence[float]

# Acts by index (see simcall.speech.acts); plain integers, so that the compiler sees constants.
A_INTRODUCE = 1
A_VERIFY = 2
A_PURPOSE = 3
A_ASK_OPEN = 4
A_ASK_CLOSED = 5
A_REFLECT = 6
A_SUMMARISE = 7
A_EMPATHISE = 8
A_AFFIRM = 9
A_APOLOGISE = 10
A_INFORM = 11
A_RIGHTS = 12
A_OFFER = 13
A_COMMIT = 14
A_REFER = 15
A_CLOSE = 16
A_THREAT = 17
A_CREDIT_SCARE = 18
A_ATTACK = 19
A_DISMISS = 20
A_PRESSURE = 21
A_RIGID = 22
A_DISCLOSE = 23
A_DECEIVE = 24

NOISE = 0.02  # standard deviation of the drift per square root of a turn of 20 s
HABIT = 0.7  # each repetition of a warm act within four turns keeps this share of its effect
BRACED = 0.7  # a harm repeated within four turns keeps this share: people brace themselves
CROWDED = 2.0  # several harms in one turn add less than their sum
PROVOKED = 0.3  # harm weighs more on somebody already angry (excitation transfer)
REPLY_SECONDS = 5.0  # the debtor's own turn, about: feelings fade on the clock, not by the turn
GRUDGE = 0.4  # unmended hurt slows the cooling of anger and reactance
MENDING = 0.5  # share of the mendable hurt that one fitting apology takes away
LASTING = 0.35  # share of insult, threat, disclosure and deceit that nothing mends
SURELY_HARM = 0.6  # weight from which a turn beside a hint of self-harm is taken for harm
MONEY_TOPICS = 1 << 1 | 1 << 2 | 1 << 8  # amount, due date, plan
T_WELLBEING = 1 << 14  # topic bits, see simcall.speech.acts.TOPICS
PRIVATE_TOPICS = (1 << 3) | (1 << 4) | (1 << 5) | (1 << 6)  # income, work, family, health
M_COMPLAINT_LOGGED = 1 << 5
UNIFORM_SCALE = 3.4641016151377544  # a uniform on (-1/2, 1/2) times this has variance one


def decay_rate(feeling: int) -> float:
    """Return the rate per 20 s at which a feeling returns to its baseline.

    Shame and irritation are short, sadness is long (Verduyn and Lavrijsen 2015).
    """
    if feeling == ANGER or feeling == REACTANCE:
        return 0.06
    if feeling == ANXIETY:
        return 0.04
    if feeling == SHAME:
        return 0.05
    if feeling == TRUST:
        return 0.02
    return 0.015


def write_term(
    ledger: Vector, cause: int, feeling: int, base: float, factor: float, room: float
) -> None:
    """Append one term to the ledger, unless it is switched off or full."""
    count = int(ledger[0])
    place = 1 + TERM_SIZE * count
    if count < 0 or place + TERM_SIZE > len(ledger):
        return
    ledger[place] = float(cause)
    ledger[place + 1] = float(feeling)
    ledger[place + 2] = base
    ledger[place + 3] = factor
    ledger[place + 4] = room
    ledger[0] = float(count + 1)


def asks_for(move: Vector, topics: int) -> bool:
    """Tell whether a turn asks for any of some topics, given as bits."""
    return (int(move[QUESTIONS]) & topics) != 0


def has_mark(move: Vector, mark: int) -> bool:
    """Tell whether a turn carries a mark, given as its bit (`speech.acts.MARKS`)."""
    return (int(move[MARK_BITS]) & mark) != 0


def act_weight(move: Vector, act: int) -> float:
    """Return the weight of an act in a move vector, 0 where it is absent."""
    for place in range(int(move[ACT_COUNT])):
        if int(move[FIRST_ACT + 2 * place]) == act:
            return move[FIRST_ACT + 2 * place + 1]
    return 0.0


def harm_weight(move: Vector) -> float:
    """Return the largest weight among the eight harms."""
    worst = 0.0
    for place in range(int(move[ACT_COUNT])):
        act = int(move[FIRST_ACT + 2 * place])
        if A_THREAT <= act <= A_DECEIVE and move[FIRST_ACT + 2 * place + 1] > worst:
            worst = move[FIRST_ACT + 2 * place + 1]
    return worst


def is_warm(act: int) -> bool:
    """Tell whether an act shows listening or warmth; it needs fit and wears off when repeated."""
    return A_REFLECT <= act <= A_APOLOGISE


def is_helpful(act: int) -> bool:
    """Tell whether an act gives something: a question with interest, facts, rights, a way out."""
    return act == A_ASK_OPEN or act == A_REFER or A_INFORM <= act <= A_OFFER


def count_recent(state: Vector, act: int) -> int:
    """Return in how many of the last four turns an act came."""
    count = 0
    for place in range(4):
        if (int(state[RECENT + place]) >> act) & 1:
            count += 1
    return count


def credit_act(state: Vector, move: Vector, act: int, weight: float, harm: float) -> float:
    """Return the effective weight of an act: warm acts need fit, freshness and no harm beside them.

    What is helpful needs fresh words and no harm only. A reflection that takes up nothing of what
    the debtor said is worth a fifth; empathy keeps a quarter without fit; a harm in the same turn
    vetoes both.
    """
    warm = is_warm(act)
    if not warm and not is_helpful(act):
        return weight
    worth = weight * (1.0 - harm) * move[NOVELTY]
    if not warm:
        return worth
    worth *= math.pow(HABIT, float(count_recent(state, act))) * (1.0 - move[WARM_THEN_COLD])
    if act == A_REFLECT or act == A_SUMMARISE:
        worth *= 0.2 + 0.8 * move[FIT]
    elif act == A_EMPATHISE:
        worth *= 0.25 + 0.75 * move[FIT]
    elif act == A_APOLOGISE:
        worth *= 0.4 + 0.6 * min(1.0, state[HURT] + state[ANGER])
    return worth


def count_harms(move: Vector) -> int:
    """Return how many of the eight harms a turn carries."""
    count = 0
    for place in range(int(move[ACT_COUNT])):
        if A_THREAT <= int(move[FIRST_ACT + 2 * place]) <= A_DECEIVE:
            count += 1
    return count


def weigh_worse(move: Vector, act: int, weight: float) -> float:
    """Return the weights of a turn's harms that are plainer than this one, together."""
    worse = 0.0
    for place in range(int(move[ACT_COUNT])):
        other = int(move[FIRST_ACT + 2 * place])
        size = move[FIRST_ACT + 2 * place + 1]
        plainer = size > weight or (size == weight and other < act)
        if plainer and other != act and A_THREAT <= other <= A_DECEIVE:
            worse += size
    return worse


def weigh_harm(state: Vector, move: Vector, act: int, weight: float) -> float:
    """Return the effective weight of a harm on the feelings.

    Anger makes it worse, being used to it weaker. The plainest harm of a turn counts in full; what
    comes beside it adds less, so that several hurt more than one and less than their sum.
    """
    worth = weight * (1.0 + PROVOKED * state[DECAYED + ANGER])
    worth *= math.pow(BRACED, float(count_recent(state, act)))
    return worth / (1.0 + CROWDED * weigh_worse(move, act, weight))


def find_why(state: Vector, move: Vector, act: int, harm: float) -> int:
    """Return why an act counts for more or less than its weight, as bits (WHY_...)."""
    why = 0
    if A_THREAT <= act <= A_DECEIVE:
        why += WHY_PROVOKED if state[DECAYED + ANGER] > 0.3 else 0
        why += WHY_BRACED if count_recent(state, act) > 0 else 0
        return why + (WHY_CROWDED if count_harms(move) > 1 else 0)
    if not is_warm(act) and not is_helpful(act):
        return 0
    repeated = is_warm(act) and count_recent(state, act) > 0
    why += WHY_REPEATED if repeated or move[NOVELTY] < 0.9 else 0
    cold = is_warm(act) and move[WARM_THEN_COLD] > 0.1
    why += WHY_CONTRADICTED if harm > 0.1 or cold else 0
    listens = act == A_REFLECT or act == A_SUMMARISE or act == A_EMPATHISE
    why += WHY_UNFIT if listens and move[FIT] < 0.5 else 0
    grudge = is_warm(act) and act != A_APOLOGISE and state[HURT] > 0.3
    return why + (WHY_GRUDGE if grudge else 0)


def push_feelings(
    state: Vector, persona: Vector, ledger: Vector, cause: int, factor: float, why: int
) -> None:
    """Add one cause's impulse on each feeling to the sums, bounded by the room that is left.

    why: bits that the ledger keeps beside the cause; they change nothing.
    """
    if factor == 0.0 and why == 0:
        return
    for feeling in range(FEELINGS):
        base = persona[WEIGHT + cause * FEELINGS + feeling]
        if base != 0.0:
            at = state[DECAYED + feeling]
            room = 1.0 - at if base * factor > 0.0 else at
            state[PUSH + feeling] += base * factor * room
            write_term(ledger, cause + WHY_SCALE * why, feeling, base, factor, room)


def push_one(
    state: Vector, ledger: Vector, cause: int, feeling: int, base: float, factor: float
) -> None:
    """Add one impulse that no gain of the persona changes, bounded by the room that is left."""
    at = state[DECAYED + feeling]
    room = 1.0 - at if base * factor > 0.0 else at
    state[PUSH + feeling] += base * factor * room
    write_term(ledger, cause, feeling, base, factor, room)


def relative_base(feeling: int) -> float:
    """Return the baseline of a relative who was given the phone: wary, a little worried."""
    if feeling == ANXIETY:
        return 0.35
    if feeling == REACTANCE:
        return 0.28
    if feeling == TRUST:
        return 0.38
    return 0.12 if feeling == DESPAIR else 0.16


def base_of(state: Vector, persona: Vector, feeling: int) -> float:
    """Return the baseline of whoever holds the phone."""
    if state[HANDED] == 1.0:
        return relative_base(feeling)
    return persona[BASE + feeling]


def decay_feelings(state: Vector, persona: Vector, ledger: Vector, seconds: float) -> None:
    """Let each feeling return towards its baseline; results go to the scratch places."""
    for feeling in range(FEELINGS):
        rate = decay_rate(feeling)
        if feeling == ANGER or feeling == REACTANCE:
            rate /= 1.0 + GRUDGE * min(3.0, state[HURT])
        keep = math.exp(-rate * seconds / 20.0)
        base = base_of(state, persona, feeling)
        state[DECAYED + feeling] = base + (state[feeling] - base) * keep
        state[PUSH + feeling] = 0.0
        change = state[DECAYED + feeling] - state[feeling]
        write_term(ledger, CAUSE_DECAY, feeling, change, 1.0, 1.0)


def settle_feelings(
    state: Vector, ledger: Vector, seconds: float, w0: int, w1: int, w2: int
) -> None:
    """Add drift, bound each feeling to [0, 1] and store it."""
    for feeling in range(FEELINGS):
        word = w0 if feeling < 2 else (w1 if feeling < 4 else w2)
        half = (word >> 16) if feeling % 2 == 0 else (word & 0xFFFF)
        rate = decay_rate(feeling)
        keep = math.exp(-rate * seconds / 20.0)
        spread = NOISE * math.sqrt((1.0 - keep * keep) / (2.0 * rate))
        drift = spread * UNIFORM_SCALE * ((half + 0.5) / 65536.0 - 0.5)
        write_term(ledger, CAUSE_NOISE, feeling, drift, 1.0, 1.0)
        raw = state[DECAYED + feeling] + state[PUSH + feeling] + drift
        bounded = min(1.0, max(0.0, raw))
        if bounded != raw:
            write_term(ledger, CAUSE_CLIP, feeling, bounded - raw, 1.0, 1.0)
        state[feeling] = bounded


def distress_of(state: Vector) -> float:
    """Return overall distress in [0, 1]: the strongest of the feelings that hurt, softened."""
    top = max(state[ANGER], state[ANXIETY], state[SHAME], state[DESPAIR])
    mean = (state[ANGER] + state[ANXIETY] + state[SHAME] + state[DESPAIR]) / 4.0
    return 0.5 * top + 0.5 * mean


def is_collecting(move: Vector) -> bool:
    """Tell whether a turn goes on about money: a demand, an offer, its facts, how much and when."""
    if asks_for(move, MONEY_TOPICS):
        return True
    money = has_terms(move) or (int(move[TOPIC_BITS]) & MONEY_TOPICS) != 0
    if max(act_weight(move, A_COMMIT), act_weight(move, A_OFFER)) >= 0.5 and money:
        return True
    return act_weight(move, A_PURPOSE) >= 0.5 or harm_weight(move) >= SURELY_HARM


def has_terms(move: Vector) -> bool:
    """Tell whether a turn names an amount, instalments or a day."""
    return move[AMOUNT] != 0.0 or move[INSTALMENTS] >= 1.0 or move[DAYS] != 0.0


def is_safety_met(move: Vector) -> bool:
    """Tell whether a turn takes up a hint of self-harm: asks about safety or hands over to help."""
    asked = asks_for(move, T_WELLBEING)
    return asked or act_weight(move, A_REFER) >= 0.5


def is_flat(state: Vector) -> bool:
    """Tell whether somebody is both calm and unresponsive (Gibson and Fichman's condition)."""
    worst = max(state[DECAYED + ANXIETY], state[DECAYED + SHAME])
    return max(worst, state[DECAYED + REACTANCE]) < 0.3 and state[ENGAGED] < 0.5
