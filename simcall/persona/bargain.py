"""Offers, demands and promises, held against what the person can really pay. A kernel."""

from __future__ import annotations

import math

from simcall.persona.emotion import (
    A_COMMIT,
    A_OFFER,
    A_PRESSURE,
    Vector,
    act_weight,
)
from simcall.persona.shape import (
    AFFORD,
    ANGER,
    COERCION,
    DISPUTES,
    DUE,
    INSOLVENT,
    LAYER,
    OFFER_FIT,
    OFFERS,
    PAYDAY,
    PROMISE,
    PROMISE_AMOUNT,
    PROMISE_DAYS,
    PROMISE_FIT,
    REACTANCE,
    TRUST,
    WILLING,
)
from simcall.speech.move import AMOUNT, CHOICE_GIVEN, DAYS, INSTALMENTS, WAIVER

R_OFFER_AMOUNT = 9
R_PROMISE = 10
R_REFUSE = 11
R_NEGOTIATE = 12
R_DISPUTE = 22
NO_REPLY = -1


def monthly_load(account: Vector, move: Vector) -> float:
    """Return what the move asks for per month, as a multiple of what the person can pay."""
    due = account[DUE] * (1.0 - move[WAIVER])
    if move[INSTALMENTS] >= 1.0:
        asked = due / move[INSTALMENTS]
        if 0.0 < move[AMOUNT] < asked:
            asked = move[AMOUNT]
    elif move[AMOUNT] > 0.0:
        asked = move[AMOUNT]
    elif act_weight(move, A_OFFER) >= 0.5:
        asked = due / 4.0
    else:
        asked = due
    return asked / max(1.0, account[AFFORD])


def judge_fit(state: Vector, persona: Vector, account: Vector, move: Vector) -> float:
    """Return how well a proposal fits, 0 to 1: affordable, after the reason, at the right time."""
    load = monthly_load(account, move)
    affordable = 1.0 if load <= 1.0 else math.exp(-1.2 * (load - 1.0))
    known = 0.55 + 0.15 * min(3.0, state[LAYER])
    wait = persona[PAYDAY] - move[DAYS]
    timing = 1.0 if wait <= 0.0 or move[DAYS] == 0.0 else max(0.5, 1.0 - wait / 30.0)
    bare = 0.75 if act_weight(move, A_OFFER) < 0.5 else 1.0
    return min(1.0, affordable * known * timing * bare + 0.1 * move[CHOICE_GIVEN])


def record_promise(state: Vector, persona: Vector, account: Vector, move: Vector, fit: float) -> None:
    """Write the promise that stands from now on."""
    amount = move[AMOUNT]
    due = account[DUE] * (1.0 - move[WAIVER])
    if amount <= 0.0 and move[INSTALMENTS] >= 1.0:
        amount = due / move[INSTALMENTS]
    if amount <= 0.0:
        amount = min(due, account[AFFORD]) if act_weight(move, A_OFFER) >= 0.5 else due
    state[PROMISE] = 1.0
    state[PROMISE_AMOUNT] = math.floor(min(amount, max(due, 1.0)))
    state[PROMISE_DAYS] = move[DAYS] if move[DAYS] > 0.0 else persona[PAYDAY]
    state[PROMISE_FIT] = fit


def promise_chance(state: Vector, persona: Vector, fit: float, push: float) -> float:
    """Return the probability of a promise now; pressure raises it and lowers keeping it."""
    score = -2.1 + 2.0 * state[WILLING] + 1.8 * state[TRUST] + 1.6 * fit
    score += -1.4 * state[REACTANCE] - 0.9 * state[ANGER] + 0.9 * min(1.5, push)
    if persona[INSOLVENT] == 1.0:
        score -= 2.5
    return 1.0 / (1.0 + math.exp(-score))


def bargain(
    state: Vector, persona: Vector, account: Vector, move: Vector, u: float, v: float
) -> int:
    """Answer an offer or a demand: promise, counter with a number, ask for more, refuse."""
    offer = act_weight(move, A_OFFER)
    commit = act_weight(move, A_COMMIT)
    push = act_weight(move, A_PRESSURE)
    if offer < 0.5 and commit < 0.5 and push < 0.5:
        return NO_REPLY
    if persona[DISPUTES] == 1.0 and offer < 0.5:
        return R_DISPUTE
    fit = judge_fit(state, persona, account, move)
    if offer >= 0.5:
        state[OFFERS] += 1.0
        state[OFFER_FIT] = max(state[OFFER_FIT], fit)
    if state[PROMISE] == 1.0 and fit <= state[PROMISE_FIT] and push < 0.5:
        return NO_REPLY
    chance = promise_chance(state, persona, fit, push + 0.3 * state[COERCION])
    if commit < 0.5 and push < 0.5:
        chance *= 0.55
    if u < chance:
        record_promise(state, persona, account, move, fit)
        return R_PROMISE
    if state[REACTANCE] + state[ANGER] > 1.0 or (push >= 0.5 and v < 0.6):
        return R_REFUSE
    if state[LAYER] >= 1.0 and v < 0.35 + 0.4 * state[TRUST]:
        return R_OFFER_AMOUNT if persona[INSOLVENT] == 0.0 else R_NEGOTIATE
    return R_NEGOTIATE if v < 0.8 else R_REFUSE


def keep_chance(state: Vector, account: Vector) -> float:
    """Return the probability that the standing promise will be kept.

    Means times fit, will and trust raise it; coercion and reactance lower it.
    """
    means = min(1.0, account[AFFORD] / max(1.0, state[PROMISE_AMOUNT]))
    score = -1.5 + 2.4 * means * (0.4 + 0.6 * state[PROMISE_FIT]) + 1.3 * state[WILLING]
    score += 1.2 * state[TRUST] - 1.1 * state[REACTANCE] - 0.5 * min(3.0, state[COERCION])
    return 1.0 / (1.0 + math.exp(-score))
