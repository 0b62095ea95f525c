"""Dealing the portfolio: who each account is, drawn from the scenario's mix. A kernel.

Everything comes from draws named by the account, so any part of a portfolio can be dealt alone.
"""

from __future__ import annotations

from simcall.common.chance import ACCOUNT
from simcall.floor.calling_list import SLOT_WIDTH, append_account
from simcall.floor.dossier import MOST, Q_CONTACTS, Q_GRIEVANCE, Q_SIZE, Q_TRUST
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
    B_SHARE,
    B_SKILL,
    BUCKETS,
    CHANCE,
    D_START,
    DICE,
    F_AFFORD,
    F_DUE,
    F_FEE,
    F_LANE,
    F_MINIMUM,
    F_NEXT,
    F_NUMBERS,
    F_OVERDUE,
    F_OWED,
    F_PERSONA,
    F_PURSE,
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
from simcall.floor.luck import lognormal, roll
from simcall.floor.world import World, bucket_row, day_row, persona_row
from simcall.persona.shape import BASE, INSOLVENT, TRUST


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


def deal_money(w: World, account: int, bucket: int, persona: int) -> None:
    """Draw what is owed, what can be paid in a month, and the daily fee."""
    stage = bucket_row(w, bucket)
    file = w.files[account]
    balance = lognormal(stage[B_BALANCE], stage[B_BALANCE_SIGMA], w.v[DICE + 2])
    owed = int(min(MOST / 4.0, max(100.0, balance)))
    roll(w, account, ACCOUNT, 1)
    afford = owed * lognormal(stage[B_AFFORD], stage[B_AFFORD_SIGMA], w.v[DICE])
    if persona_row(w, persona)[INSOLVENT] == 1.0:
        afford = 0.05 * owed
    file[F_OWED] = owed
    file[F_AFFORD] = int(min(MOST, afford))
    file[F_PURSE] = file[F_AFFORD]
    file[F_MINIMUM] = owed // 10
    file[F_FEE] = int(stage[B_FEE_RATE] * owed + 0.5)
    w.v[G_ASSIGNED] += float(owed)


def deal_account(w: World, account: int) -> None:
    """Fill one account: bucket, persona, money, numbers, memory, the day on which it is placed."""
    roll(w, account, ACCOUNT, 0)
    bucket = pick_bucket(w, w.v[DICE])
    stage = bucket_row(w, bucket)
    span = stage[B_LAST_DAY] - stage[B_FIRST_DAY] + 1.0
    file = w.files[account]
    file[F_OVERDUE] = int(stage[B_FIRST_DAY]) + int(w.v[DICE + 1] * span)
    persona = pick_persona(w, w.v[DICE + 3])
    file[F_PERSONA] = persona
    deal_money(w, account, bucket, persona)
    placed = int(w.v[DICE + 1] * float(w.n[N_PLACED_OVER]))
    row = w.accounts[account]
    for place in range(Q_SIZE):
        row[place] = 0.0
    row[Q_GRIEVANCE] = stage[B_GRIEVANCE] * w.v[DICE + 2]
    row[Q_CONTACTS] = stage[B_CONTACTS] * 2.0 * w.v[DICE + 3]
    row[Q_TRUST] = persona_row(w, persona)[BASE + TRUST]
    file[F_NUMBERS] = deal_numbers(w, account, stage[B_DEAD])
    file[F_TALKED] = -1
    file[F_DUE] = -1
    file[F_TOUCHED] = placed
    file[F_NEXT] = UNLISTED
    file[F_LANE] = int(stage[B_SKILL])
    file[F_READY] = min(FOREVER, int(day_row(w, min(placed, w.n[N_DAYS]))[D_START]))
    append_account(w, account, file[F_LANE], (file[F_READY] + SLOT_WIDTH - 1) // SLOT_WIDTH)
