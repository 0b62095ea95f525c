"""Dealing the portfolio: who each account is, drawn from the scenario's mix. A kernel.

Everything comes from draws named by the account, so any part of a portfolio can be dealt alone.
"""

from __future__ import annotations

import math

from simcall.common.chance import ACCOUNT, PAYMENT
from simcall.floor.calling_list import SLOT_WIDTH, append_account
from simcall.floor.layout import (
    B_AFFORD,
    B_AFFORD_SIGMA,
    B_BALANCE,
    B_BALANCE_SIGMA,
    B_CONTACTS,
    B_DEAD,
    B_FEE_RATE,
    B_FIRST_DAY,
    B_GRIEVANCE,
    B_LAST_DAY,
    B_SELF_CURE,
    B_SHARE,
    B_SKILL,
    BUCKETS,
    CHANCE,
    D_START,
    DICE,
    F_DUE,
    F_FEE,
    F_LANE,
    F_NEXT,
    F_NUMBERS,
    F_PERSONA,
    F_PLAN,
    F_READY,
    F_TALKED,
    F_TOUCHED,
    FOREVER,
    G_ASSIGNED,
    N_DAYS,
    N_PERSONAS,
    N_PLACED_OVER,
    NUMBER_DEAD,
    NUMBER_REFUSED,
    NUMBER_WIDTH,
    OWNER_COLLEAGUE,
    OWNER_DEBTOR,
    OWNER_FAMILY,
    OWNER_STRANGER,
    P_OPTED_OUT,
    P_OWNER_COLLEAGUE,
    P_OWNER_DEBTOR,
    P_OWNER_FAMILY,
    P_SECOND,
    P_THIRD,
    UNLISTED,
)
from simcall.floor.limits import PLAN_UNASKED
from simcall.floor.luck import lognormal, roll
from simcall.floor.world import World, bucket_row, day_row, persona_row
from simcall.persona.shape import (
    ACCOUNT_SIZE,
    AFFORD,
    BASE,
    CONTACTS,
    DUE,
    DURABLE_TRUST,
    GRIEVANCE,
    INSOLVENT,
    OVERDUE_DAYS,
    TRUST,
    WILL,
)


def pick_bucket(w: World, u: float) -> int:
    """Return a bucket after the scenario's shares."""
    for bucket in range(BUCKETS):
        if u < bucket_row(w, bucket)[B_SHARE]:
            return bucket
    return BUCKETS - 1


def pick_persona(w: World, u: float) -> int:
    """Return a persona row after the mix's cumulative weights."""
    for persona in range(w.n[N_PERSONAS]):
        if u < persona_row(w, persona)[CHANCE]:
            return persona
    return w.n[N_PERSONAS] - 1


def pick_owner(w: World, u: float, refused: float) -> int:
    """Return the bits of a further number: its owner, and whether that owner refused contact."""
    if u < w.v[P_OWNER_DEBTOR]:
        return OWNER_DEBTOR
    owner = OWNER_STRANGER
    if u < w.v[P_OWNER_FAMILY]:
        owner = OWNER_FAMILY
    elif u < w.v[P_OWNER_COLLEAGUE]:
        owner = OWNER_COLLEAGUE
    return owner | NUMBER_REFUSED if refused < w.v[P_OPTED_OUT] else owner


def deal_numbers(w: World, account: int, dead: float) -> int:
    """Return the packed numbers of an account; the first is the debtor's own."""
    roll(w, account, ACCOUNT, 2)
    first = OWNER_DEBTOR | (NUMBER_DEAD if w.v[DICE] < dead else 0)
    has_second = w.v[DICE + 1] < w.v[P_SECOND]
    has_third = w.v[DICE + 2] < w.v[P_THIRD]
    roll(w, account, ACCOUNT, 3)
    packed = first
    place = NUMBER_WIDTH
    if has_second:
        packed |= pick_owner(w, w.v[DICE], w.v[DICE + 1]) << place
        place += NUMBER_WIDTH
    if has_third:
        packed |= pick_owner(w, w.v[DICE + 2], w.v[DICE + 3]) << place
    return packed


def deal_due_day(w: World, account: int, hazard: float, first: int) -> int:
    """Return the day on which the debtor pays unasked, -1 when not within the horizon."""
    roll(w, account, PAYMENT, 0)
    if hazard <= 0.0:
        return -1
    if hazard >= 1.0:
        return first + 1
    days = math.log(w.v[DICE]) / math.log(1.0 - hazard)
    day = first + 1 + int(min(days, 100000.0))
    return day if day < w.n[N_DAYS] else -1


def deal_account(w: World, account: int) -> None:
    """Fill one account: bucket, balance, persona, means, numbers, memory, first payment."""
    roll(w, account, ACCOUNT, 0)
    bucket = pick_bucket(w, w.v[DICE])
    stage = bucket_row(w, bucket)
    age = stage[B_FIRST_DAY] + float(
        int(w.v[DICE + 1] * (stage[B_LAST_DAY] - stage[B_FIRST_DAY] + 1.0))
    )
    balance = max(
        100.0, float(int(lognormal(stage[B_BALANCE], stage[B_BALANCE_SIGMA], w.v[DICE + 2])))
    )
    persona = pick_persona(w, w.v[DICE + 3])
    roll(w, account, ACCOUNT, 1)
    afford = balance * lognormal(stage[B_AFFORD], stage[B_AFFORD_SIGMA], w.v[DICE])
    placed = int(w.v[DICE + 1] * float(w.n[N_PLACED_OVER]))
    temper = persona_row(w, persona)
    row = w.accounts[account]
    for place in range(ACCOUNT_SIZE):
        row[place] = 0.0
    row[GRIEVANCE] = stage[B_GRIEVANCE] * w.v[DICE + 2]
    row[CONTACTS] = stage[B_CONTACTS] * 2.0 * w.v[DICE + 3]
    row[DURABLE_TRUST] = temper[BASE + TRUST]
    row[DUE] = balance
    row[AFFORD] = 0.05 * balance if temper[INSOLVENT] == 1.0 else float(int(afford))
    row[OVERDUE_DAYS] = age
    hazard = stage[B_SELF_CURE] * (0.4 + temper[WILL])
    if temper[INSOLVENT] == 1.0:
        hazard = 0.0
    file = w.files[account]
    file[F_PERSONA] = persona
    file[F_NUMBERS] = deal_numbers(w, account, stage[B_DEAD])
    file[F_FEE] = int(stage[B_FEE_RATE] * balance + 0.5)
    file[F_TALKED] = -1
    file[F_TOUCHED] = placed
    file[F_NEXT] = UNLISTED
    w.files[account][F_DUE] = deal_due_day(w, account, hazard, placed)
    file[F_PLAN] = PLAN_UNASKED if w.files[account][F_DUE] >= 0 else 0
    w.files[account][F_LANE] = int(stage[B_SKILL])
    w.files[account][F_READY] = min(FOREVER, int(day_row(w, min(placed, w.n[N_DAYS]))[D_START]))
    append_account(w, account, file[F_LANE], (file[F_READY] + SLOT_WIDTH - 1) // SLOT_WIDTH)
    w.v[G_ASSIGNED] += balance
