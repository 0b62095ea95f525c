"""Money: payments with and without a promise, broken promises, cured accounts. A kernel."""

from __future__ import annotations

from simcall.common.chance import PAYMENT, PROMISE
from simcall.floor.dossier import RUNNING, load_account, store_account
from simcall.floor.layout import (
    B_UNASKED,
    DICE,
    F_AHEAD,
    F_BUSY,
    F_DUE,
    F_FEE,
    F_LANE,
    F_LAST_DAY,
    F_MARKS,
    F_OWED,
    F_PERSONA,
    F_PROMISED,
    F_PURSE,
    F_READY,
    F_STATUS,
    F_WAIVED,
    FOREVER,
    G_COLLECTED,
    G_CURED,
    G_DUE,
    G_KEPT,
    G_SHORT,
    G_UNASKED,
    G_WAIVED,
    N_ACCOUNTS,
    N_TODAY,
    OPEN,
    P_PARTIAL,
    PAID,
)
from simcall.floor.limits import bucket_of, is_placed, release_account, start_of_day, touch_account
from simcall.floor.luck import roll
from simcall.floor.world import World, bucket_row, hand_row, persona_row
from simcall.persona.payment import pay_chance
from simcall.persona.shape import (
    BROKEN,
    KEEP_CHANCE,
    KEPT,
    PROMISED,
    PROMISED_DAY,
)

INSTALMENT_DAYS = 30
ENOUGH = 0.95  # of the amount promised: who brings this much has kept it
BRINGS_LESS = 0.5  # chance that who lacks part of it brings the rest (own estimate)
HABIT = 0.2  # of the doubt about the next instalment that each kept one takes (own estimate)
ANCHOR = 0.8  # chance of paying ahead of an agreed date, beside that of paying without one: about a
# fifth of those who pay near the minimum are held there by the number itself (Keys and Wang 2019)
LEAST_PAYMENT = 0.05  # of what is due: nobody pays less unasked


def open_amount(w: World, account: int) -> int:
    """Return what is still to be paid: what is owed without what a kept arrangement forgives."""
    file = w.files[account]
    return int(max(0, file[F_OWED] - file[F_WAIVED]))


def pay(w: World, account: int, amount: int) -> None:
    """Book a payment; an account with nothing more to pay is cured and leaves the list."""
    file = w.files[account]
    paid = int(min(amount, open_amount(w, account)))
    file[F_OWED] -= paid
    file[F_PURSE] = int(max(0, file[F_PURSE] - paid))
    w.v[G_COLLECTED] += float(paid)
    if open_amount(w, account) <= 0:
        w.v[G_WAIVED] += float(file[F_OWED])
        file[F_OWED] = 0
        file[F_STATUS] = PAID
        file[F_LANE] = -1
        file[F_READY] = FOREVER
        file[F_DUE] = -1
        file[F_PROMISED] = 0
        w.v[G_CURED] += 1.0


def keep_promise(w: World, account: int, amount: int, now: float) -> None:
    """Pay what was promised; what is left is promised again a month later, a little more surely."""
    row = hand_row(w)
    later = w.n[N_TODAY] + INSTALMENT_DAYS
    w.v[G_KEPT] += 1.0
    row[KEPT] += 1.0
    row[PROMISED_DAY] = float(later)
    row[KEEP_CHANCE] += HABIT * (1.0 - row[KEEP_CHANCE])
    store_account(w, account, row)
    w.files[account][F_MARKS] |= RUNNING
    pay(w, account, amount)
    if w.files[account][F_STATUS] == OPEN:
        release_account(w, account, int(start_of_day(w, later + 1)), now)


def break_promise(w: World, account: int, amount: int, now: float) -> None:
    """Let a promise lapse, and with it what it would have forgiven; `amount` comes all the same."""
    row = hand_row(w)
    row[BROKEN] += 1.0
    row[PROMISED] = 0.0
    store_account(w, account, row)
    w.files[account][F_WAIVED] = 0
    w.files[account][F_AHEAD] = 0
    w.files[account][F_MARKS] &= ~RUNNING
    if amount > 0:
        pay(w, account, amount)
    if w.files[account][F_STATUS] == OPEN:
        release_account(w, account, int(start_of_day(w, w.n[N_TODAY] + 1)), now)


def settle_promise(w: World, account: int, now: float) -> None:
    """Keep or break the promise that falls due today.

    What was paid ahead counts; the last payment covers the fees since the talk. Nobody pays more
    than is at hand: who means to keep a promise but lacks the money breaks it, and brings what
    there is or, ashamed, nothing. Of the others some bring half.
    """
    w.v[G_DUE] += 1.0
    row = hand_row(w)
    load_account(w, account, row)
    file = w.files[account]
    promised = int(min(int(row[PROMISED]), open_amount(w, account) + file[F_AHEAD]))
    left = open_amount(w, account) + file[F_AHEAD] - promised
    if left <= file[F_FEE] * (w.n[N_TODAY] - file[F_LAST_DAY]):
        promised += left
    wanted = int(max(0, promised - file[F_AHEAD]))
    have = int(min(wanted, file[F_PURSE]))
    file[F_AHEAD] -= promised - wanted
    roll(w, account, PROMISE, w.n[N_TODAY])
    if wanted == 0:
        keep_promise(w, account, 0, now)
    elif w.v[DICE] >= row[KEEP_CHANCE]:
        half = wanted // 2 if w.v[DICE + 1] < w.v[P_PARTIAL] else 0
        break_promise(w, account, int(min(half, have)), now)
    elif float(have) < ENOUGH * float(wanted):
        w.v[G_SHORT] += 1.0
        break_promise(w, account, have if w.v[DICE + 1] < BRINGS_LESS else 0, now)
    else:
        keep_promise(w, account, have, now)


def pay_unasked(w: World, account: int, share: float) -> None:
    """Let a debtor pay today without being due to, or not: all, or what is at hand.

    share: factor on the daily chance.
    """
    row = hand_row(w)
    load_account(w, account, row)
    chance = pay_chance(persona_row(w, w.files[account][F_PERSONA]), row)
    roll(w, account, PAYMENT, w.n[N_TODAY])
    if w.v[DICE] >= share * chance * bucket_row(w, bucket_of(w, account))[B_UNASKED]:
        return
    due = open_amount(w, account)
    amount = int(min(due, w.files[account][F_PURSE]))
    if float(amount) < LEAST_PAYMENT * float(due):
        return
    w.v[G_UNASKED] += float(amount)
    if w.files[account][F_DUE] >= 0:
        w.files[account][F_AHEAD] += amount
    pay(w, account, amount)


def settle_day(w: World, now: float) -> None:
    """Look at every open account: promises that fall due, payments that nobody asked for.

    An agreement does not forbid to pay ahead of it, but people hold on to the agreed date. An
    account in a call over midnight is looked at on the next day.
    """
    today = w.n[N_TODAY]
    for account in range(w.n[N_ACCOUNTS]):
        file = w.files[account]
        if file[F_STATUS] != OPEN or is_placed(w, account) == 0:
            continue
        if file[F_BUSY] == 1:
            continue
        touch_account(w, account)
        if 0 <= file[F_DUE] <= today:
            settle_promise(w, account, now)
        elif today > 0:
            pay_unasked(w, account, 1.0 if file[F_DUE] < 0 else ANCHOR)
