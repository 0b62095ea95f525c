"""Money: payments with and without a promise, broken promises, cured accounts. A kernel."""

from __future__ import annotations

from simcall.common.chance import PAYMENT, PROMISE
from simcall.floor.dossier import load_account, store_account
from simcall.floor.layout import (
    B_UNASKED,
    DICE,
    F_BUSY,
    F_DUE,
    F_LANE,
    F_OWED,
    F_PERSONA,
    F_PROMISED,
    F_READY,
    F_STATUS,
    FOREVER,
    G_COLLECTED,
    G_CURED,
    G_DUE,
    G_KEPT,
    G_UNASKED,
    N_ACCOUNTS,
    N_TODAY,
    OPEN,
    P_PARTIAL,
    PAID,
)
from simcall.floor.limits import bucket_of, release_account, start_of_day, touch_account
from simcall.floor.luck import roll
from simcall.floor.world import World, bucket_row, hand_row, persona_row
from simcall.persona.payment import pay_chance
from simcall.persona.shape import (
    AFFORD,
    BROKEN,
    DUE,
    KEEP_CHANCE,
    KEPT,
    PROMISED,
    PROMISED_DAY,
)

INSTALMENT_DAYS = 30


def pay(w: World, account: int, amount: int) -> None:
    """Book a payment; an account without a balance is cured and leaves the list."""
    file = w.files[account]
    paid = min(amount, file[F_OWED])
    file[F_OWED] -= paid
    w.v[G_COLLECTED] += float(paid)
    if file[F_OWED] <= 0:
        file[F_STATUS] = PAID
        file[F_LANE] = -1
        file[F_READY] = FOREVER
        file[F_DUE] = -1
        file[F_PROMISED] = 0
        w.v[G_CURED] += 1.0


def keep_promise(w: World, account: int, now: float) -> None:
    """Pay what was promised; what is left is promised again a month later."""
    row = hand_row(w)
    amount = int(row[PROMISED])
    later = w.n[N_TODAY] + INSTALMENT_DAYS
    w.v[G_KEPT] += 1.0
    row[KEPT] += 1.0
    row[PROMISED_DAY] = float(later)
    store_account(w, account, row)
    pay(w, account, amount)
    if w.files[account][F_STATUS] == OPEN:
        release_account(w, account, int(start_of_day(w, later + 1)), now)


def break_promise(w: World, account: int, now: float) -> None:
    """Let a promise lapse; some bring half of it all the same."""
    row = hand_row(w)
    amount = int(row[PROMISED])
    row[BROKEN] += 1.0
    row[PROMISED] = 0.0
    store_account(w, account, row)
    if w.v[DICE + 1] < w.v[P_PARTIAL]:
        pay(w, account, amount // 2)
    if w.files[account][F_STATUS] == OPEN:
        release_account(w, account, int(start_of_day(w, w.n[N_TODAY] + 1)), now)


def settle_promise(w: World, account: int, now: float) -> None:
    """Keep or break the promise that falls due today."""
    w.v[G_DUE] += 1.0
    load_account(w, account, hand_row(w))
    roll(w, account, PROMISE, w.n[N_TODAY])
    if w.v[DICE] < hand_row(w)[KEEP_CHANCE]:
        keep_promise(w, account, now)
    else:
        break_promise(w, account, now)


def pay_unasked(w: World, account: int) -> None:
    """Let a debtor without an open promise pay today, or not: all, or what a month allows."""
    row = hand_row(w)
    load_account(w, account, row)
    chance = pay_chance(persona_row(w, w.files[account][F_PERSONA]), row)
    roll(w, account, PAYMENT, w.n[N_TODAY])
    if w.v[DICE] >= chance * bucket_row(w, bucket_of(w, account))[B_UNASKED]:
        return
    amount = int(min(row[DUE], max(row[AFFORD], 0.1 * row[DUE])))
    w.v[G_UNASKED] += float(amount)
    pay(w, account, amount)


def settle_day(w: World, now: float) -> None:
    """Look at every open account: promises that fall due, payments that nobody asked for.

    An account in a call over midnight is looked at on the next day.
    """
    today = w.n[N_TODAY]
    for account in range(w.n[N_ACCOUNTS]):
        file = w.files[account]
        if file[F_STATUS] != OPEN:
            continue
        if file[F_BUSY] == 1:
            if file[F_DUE] == today:
                file[F_DUE] = today + 1
            continue
        touch_account(w, account)
        if file[F_DUE] == today:
            settle_promise(w, account, now)
        elif file[F_DUE] < 0 and today > 0:
            pay_unasked(w, account)
