"""Offers, demands and promises, held against what the person can really pay. A kernel.

Amounts and days in a move may be relative codes below zero (see `agent.policy`), so that one
policy fits every account: -1 what is due, -2 the minimum, -3 what the payment history shows to be
affordable, -4 what the debtor has named; days -1 is the payday.
"""

from __future__ import annotations

import math

from simcall.persona.emotion import (
    A_ASK_CLOSED,
    A_COMMIT,
    A_OFFER,
    A_PRESSURE,
    A_SUMMARISE,
    Vector,
    act_weight,
    asks_for,
    harm_weight,
    has_terms,
)
from simcall.persona.replies import (
    NO_REPLY,
    R_DISPUTE,
    R_NEGOTIATE,
    R_OFFER_AMOUNT,
    R_PROMISE,
    R_REFUSE,
    T_AMOUNT,
    T_REASON,
)
from simcall.persona.shape import (
    AFFORD,
    ANGER,
    COERCION,
    DISPUTES,
    DUE,
    EVASION,
    INSOLVENT,
    LAYER,
    LUCK_PROMISE,
    MINIMUM,
    NAMED,
    OFFER_FIT,
    OFFERED,
    OFFERS,
    PAYDAY,
    PROMISE,
    PROMISE_AMOUNT,
    PROMISE_DAYS,
    PROMISE_FIT,
    REACTANCE,
    REFERRED,
    ROUNDS,
    SCAR,
    TRUST,
    WILLING,
)
from simcall.speech.move import AMOUNT, CHOICE_GIVEN, DAYS, INSTALMENTS, QUESTIONS, WAIVER

WHOLE = 0.9  # a sum of this share of what is due is the whole, not an instalment
STEP = 1000.0  # people name whole tens of the currency
OFFER_ONLY = 0.2  # an offer that asks for no promise gets one this much as often
OWN_FIGURE = 0.6  # how far a demand of just what the debtor named closes the gap to a promise
EASY = 0.35  # ... and how far terms of at most what the debtor would name close it
MOST_ROUNDS = 3.0  # haggling ends after so many
PUSHED = 1.5  # what pressure adds to the log odds of a promise ...
REGRET = 0.25  # ... and each unit of it takes from the log odds of keeping it


def name_amount(account: Vector) -> float:
    """Return the amount a debtor names: a little less than the month allows, in whole tens, and
    never more than is due."""
    spare = max(STEP, math.floor(0.85 * account[AFFORD] / STEP) * STEP)
    return min(spare, account[DUE]) if account[DUE] > 0.0 else spare


def read_amount(state: Vector, account: Vector, move: Vector) -> float:
    """Return the amount of a move in minor units, relative codes resolved; 0 when none is said."""
    amount = move[AMOUNT]
    if amount >= 0.0:
        return amount
    due = account[DUE] * (1.0 - move[WAIVER])
    if amount == -2.0:
        return account[MINIMUM] if account[MINIMUM] > 0.0 else 0.1 * due
    if amount == -3.0:
        return min(due, max(STEP, math.floor(account[AFFORD] / STEP) * STEP))
    if amount == -4.0:
        return min(due, state[NAMED]) if state[NAMED] > 0.0 else due / 3.0
    return due


def read_payment(state: Vector, account: Vector, move: Vector) -> float:
    """Return the amount per payment that plain terms ask for; 0 where they are not plain.

    A sum named beside instalments is what each is, or the first, unless it is about all of it.
    """
    amount = read_amount(state, account, move)
    if move[INSTALMENTS] >= 1.0:
        due = account[DUE] * (1.0 - move[WAIVER])
        part = due / move[INSTALMENTS]
        if 0.0 < move[AMOUNT] < WHOLE * due:
            return amount
        return amount if 0.0 < amount < part else part
    return amount


def recall_payment(state: Vector, account: Vector, move: Vector) -> float:
    """Return the amount per payment that is said now, or else was offered last; 0 for neither."""
    paid = read_payment(state, account, move)
    return paid if paid > 0.0 else state[OFFERED]


def read_days(persona: Vector, move: Vector) -> float:
    """Return the days until payment that a move speaks of; 0 when none are said."""
    return persona[PAYDAY] if move[DAYS] < 0.0 else move[DAYS]


def monthly_load(state: Vector, account: Vector, move: Vector) -> float:
    """Return what the move asks for per month, as a multiple of what the person can pay."""
    due = account[DUE] * (1.0 - move[WAIVER])
    asked = read_payment(state, account, move)
    if asked <= 0.0:
        asked = due / 3.0 if act_weight(move, A_OFFER) >= 0.5 else due
    return asked / max(1.0, account[AFFORD])


def judge_fit(state: Vector, persona: Vector, account: Vector, move: Vector) -> float:
    """Return how well a proposal fits, 0 to 1: affordable, after the reason, at the right time."""
    load = monthly_load(state, account, move)
    affordable = 1.0 if load <= 1.0 else math.exp(-0.9 * (load - 1.0))
    known = 0.64 + 0.12 * min(3.0, state[LAYER])
    days = read_days(persona, move)
    wait = persona[PAYDAY] - days
    timing = 1.0 if wait <= 0.0 or days == 0.0 else max(0.6, 1.0 - wait / 40.0)
    bare = 0.75 if act_weight(move, A_OFFER) < 0.5 and state[OFFERS] == 0.0 else 1.0
    return min(1.0, affordable * known * timing * bare + 0.1 * move[CHOICE_GIVEN])


def record_promise(
    state: Vector, persona: Vector, account: Vector, move: Vector, fit: float
) -> None:
    """Write the promise that stands from now on."""
    amount = recall_payment(state, account, move)
    due = account[DUE] * (1.0 - move[WAIVER])
    if amount <= 0.0 and state[NAMED] > 0.0:
        amount = state[NAMED]
    if amount <= 0.0:
        amount = min(due, account[AFFORD]) if act_weight(move, A_OFFER) >= 0.5 else due
    days = read_days(persona, move)
    state[PROMISE] = 1.0
    state[PROMISE_AMOUNT] = math.floor(min(amount, max(due, 1.0)))
    state[PROMISE_DAYS] = days if days > 0.0 else persona[PAYDAY]
    state[PROMISE_FIT] = fit


def promise_chance(state: Vector, persona: Vector, fit: float, push: float) -> float:
    """Return the probability of a promise now; pressure raises it and lowers keeping it."""
    score = -4.2 + 2.0 * state[WILLING] + 1.8 * state[TRUST] + 1.4 * fit
    score += -1.0 * state[REACTANCE] - 0.4 * state[ANGER] + PUSHED * min(1.5, push)
    if persona[INSOLVENT] == 1.0:
        score -= 2.5
    return 1.0 / (1.0 + math.exp(-score))


def weigh_push(state: Vector, move: Vector) -> float:
    """Return the pressure to promise in this turn: said now, and still felt from before."""
    return act_weight(move, A_PRESSURE) + 0.3 * min(3.0, state[COERCION])


def weigh_offer(state: Vector, v: float) -> int:
    """Answer an offer that asks for no promise yet: better terms, a refusal, or talk about it."""
    if state[REACTANCE] + state[ANGER] > 1.0 and v < 0.5:
        return R_REFUSE
    return R_NEGOTIATE if v < 0.55 and state[ROUNDS] < MOST_ROUNDS else NO_REPLY


def counter(state: Vector, persona: Vector, account: Vector, push: float, v: float) -> int:
    """Answer a demand that was not accepted: refuse, name an amount, or ask for better terms.

    After some rounds nobody goes on haggling: there is a refusal, or talk of something else.
    """
    state[ROUNDS] += 1.0
    if state[REACTANCE] + state[ANGER] > 1.0 or (push >= 0.5 and v < 0.6):
        return R_REFUSE
    open_up = 0.25 + 0.5 * state[TRUST] - 0.3 * persona[EVASION]
    if persona[INSOLVENT] == 0.0 and state[NAMED] == 0.0 and v < open_up:
        state[NAMED] = name_amount(account)
        return R_OFFER_AMOUNT
    if state[ROUNDS] > MOST_ROUNDS:
        return R_REFUSE if v < 0.4 else NO_REPLY
    return R_NEGOTIATE if v < 0.82 else R_REFUSE


def is_light(state: Vector, account: Vector, move: Vector) -> bool:
    """Tell whether plain terms ask for at most what the person would name."""
    if move[AMOUNT] <= 0.0:
        return False
    return 0.0 < read_payment(state, account, move) <= name_amount(account)


def is_lighter(state: Vector, account: Vector, move: Vector) -> bool:
    """Tell whether plain terms ask for less than the promise that stands: they are welcome."""
    if state[PROMISE] == 0.0:
        return False
    amount = recall_payment(state, account, move)
    return 0.0 < amount < 0.99 * state[PROMISE_AMOUNT]


def is_other_day(state: Vector, persona: Vector, account: Vector, move: Vector) -> bool:
    """Tell whether plain words move the standing promise, at most as large, to another day.

    A day is welcome once the money is there: from the payday on.
    """
    days = move[DAYS]
    if state[PROMISE] == 0.0 or days <= 0.0 or days == state[PROMISE_DAYS]:
        return False
    asks = max(
        act_weight(move, A_COMMIT), act_weight(move, A_ASK_CLOSED), act_weight(move, A_OFFER)
    )
    amount = read_amount(state, account, move)
    return asks >= 0.5 and days >= persona[PAYDAY] and amount <= state[PROMISE_AMOUNT]


def restated_terms(state: Vector, move: Vector) -> float:
    """Return the weight of a summary that puts terms to the debtor once more, after an offer."""
    asked = int(move[QUESTIONS]) != 0
    if state[OFFERS] == 0.0 or not has_terms(move) or not asked:
        return 0.0
    return act_weight(move, A_SUMMARISE)


def withdraw(state: Vector) -> None:
    """Let nothing stand of what was agreed or named: the agent has taken it back."""
    state[PROMISE] = 0.0
    state[NAMED] = 0.0
    state[OFFERED] = 0.0


def amend(
    state: Vector, persona: Vector, account: Vector, move: Vector, commit: float, fit: float
) -> bool:
    """Take lighter terms, or a day on which the money is there, in place of the standing promise.

    commit: how far the turn pins terms down. Tells whether the promise was changed.
    """
    if is_lighter(state, account, move) and commit >= 0.5:
        record_promise(state, persona, account, move, max(fit, state[PROMISE_FIT]))
        return True
    if is_other_day(state, persona, account, move):
        state[PROMISE_DAYS] = read_days(persona, move)
        return True
    return False


def bargain(
    state: Vector, persona: Vector, account: Vector, move: Vector, u: float, v: float
) -> int:
    """Answer an offer or a demand: promise, counter with a number, ask for more, refuse.

    A debtor's readiness is a threshold of this call (LUCK_PROMISE): asking again changes nothing
    unless trust, will or the terms change. u, v: uniform draws of the turn.
    """
    offer = act_weight(move, A_OFFER)
    commit = max(act_weight(move, A_COMMIT), restated_terms(state, move))
    push = act_weight(move, A_PRESSURE)
    proposed = offer >= 0.5 or commit >= 0.5
    asked = asks_for(move, T_REASON)
    figured = move[AMOUNT] != 0.0 or move[INSTALMENTS] >= 1.0
    if offer < 0.5 and push < 0.5 and not figured and asks_for(move, T_AMOUNT):
        return NO_REPLY  # "how much could you do?" asks for no promise
    unnamed = not figured and state[NAMED] + state[OFFERED] == 0.0
    if push < 0.5 and offer < 0.5 and unnamed and int(move[QUESTIONS]) != 0:
        return NO_REPLY  # a question where nobody has named a sum that could be promised
    if not proposed and (push < 0.5 or asked):
        return NO_REPLY
    if persona[DISPUTES] == 1.0:
        return NO_REPLY if state[REFERRED] == 1.0 else R_DISPUTE
    fit = judge_fit(state, persona, account, move)
    if offer >= 0.5:
        state[OFFERS] += 1.0
        state[OFFER_FIT] = max(state[OFFER_FIT], fit)
        state[OFFERED] = recall_payment(state, account, move)
    if push < 0.5 and amend(state, persona, account, move, commit, fit):
        return R_PROMISE
    if state[PROMISE] == 1.0 and fit <= state[PROMISE_FIT] and push < 0.5:
        return NO_REPLY
    chance = promise_chance(state, persona, fit, weigh_push(state, move))
    named = state[NAMED] > 0.0 and read_amount(state, account, move) <= 1.05 * state[NAMED]
    asks = max(commit, act_weight(move, A_ASK_CLOSED)) >= 0.5
    light = asks and harm_weight(move) < 0.5 and is_light(state, account, move)
    if commit >= 0.5 and named and harm_weight(move) < 0.5:
        chance += OWN_FIGURE * (1.0 - chance)
    elif light:
        chance += EASY * (1.0 - chance)
    elif commit < 0.5 and push < 0.5:
        chance *= OFFER_ONLY
    if 0.85 * state[LUCK_PROMISE] + 0.15 * u < chance:
        record_promise(state, persona, account, move, fit)
        return R_PROMISE
    if light:
        return NO_REPLY  # nobody haggles over less than they would give
    if commit < 0.5 and push < 0.5:
        return weigh_offer(state, v)
    return counter(state, persona, account, push, v)


def keep_chance(state: Vector, account: Vector) -> float:
    """Return the probability that the standing promise will be kept.

    Means times fit, will and trust raise it; coercion, scars and reactance lower it.
    """
    means = min(1.0, account[AFFORD] / max(1.0, state[PROMISE_AMOUNT]))
    score = -2.25 + 2.2 * means * (0.4 + 0.6 * state[PROMISE_FIT]) + 1.3 * state[WILLING]
    score += 0.8 * state[TRUST] - 0.7 * state[REACTANCE] - REGRET * min(3.0, state[COERCION])
    return 1.0 / (1.0 + math.exp(-score + 0.15 * min(2.0, state[SCAR])))
