"""Money: payments on the due day, kept and broken promises, cured accounts. A kernel."""

from __future__ import annotations

from simcall.common.chance import PROMISE
from simcall.floor.layout import (
    DICE,
    F_BUSY,
    F_DUE,
    F_LANE,
    F_PLAN,
    F_READY,
    F_STATUS,
    FOREVER,
    G_COLLECTED,
    G_CURED,
    G_DUE,
    G_KEPT,
    G_UNASKED,
    N_ACCOUNTS,
    N_DAYS,
    N_TODAY,
    OPEN,
    P_PARTIAL,
    PAID,
)
from simcall.floor.limits import (
    PLAN_NONE,
    PLAN_PROMISE,
    PLAN_UNASKED,
    release_account,
    start_of_day,
    touch_account,
)
from simcall.floor.luck import roll
from simcall.floor.world import World
from simcall.persona.shape import BROKEN, DUE, KEEP_CHANCE, KEPT, PROMISED, PROMISED_DAY

INSTALMENT_DAYS = 30


def pay(w: World, account: int, amount: float) -> None:
    """Book a payment; an account without a balance is cured and leaves the list."""
    row = w.accounts[account]
    paid = min(amount, row[DUE])
    row[DUE] -= paid
    w.v[G_COLLECTED] += paid
    if row[DUE] <= 0.0:
        w.files[account][F_STATUS] = PAID
        w.files[account][F_LANE] = -1
        w.files[account][F_READY] = FOREVER
        w.files[account][F_DUE] = -1
        w.files[account][F_PLAN] = PLAN_NONE
        w.v[G_CURED] += 1.0


def plan_payment(w: World, account: int, plan: int, day: int) -> None:
    """Set what comes next and on which day; beyond the horizon nothing is looked at."""
    w.files[account][F_PLAN] = plan
    w.files[account][F_DUE] = day if day < w.n[N_DAYS] else -1


def settle_promise(w: World, account: int, now: float) -> None:
    """Keep or break the promise that falls due today."""
    row = w.accounts[account]
    w.v[G_DUE] += 1.0
    promised = row[PROMISED]
    roll(w, account, PROMISE, w.n[N_TODAY])
    if w.v[DICE] < row[KEEP_CHANCE]:
        w.v[G_KEPT] += 1.0
        row[KEPT] += 1.0
        pay(w, account, promised)
        if w.files[account][F_STATUS] == OPEN:
            rest_day = w.n[N_TODAY] + INSTALMENT_DAYS
            row[PROMISED_DAY] = float(rest_day)
            plan_payment(w, account, PLAN_PROMISE, rest_day)
            later = int(start_of_day(w, rest_day + 1))
            if w.files[account][F_BUSY] == 0:
                release_account(w, account, later, now)
        return
    row[BROKEN] += 1.0
    row[PROMISED] = 0.0
    plan_payment(w, account, PLAN_NONE, -1)
    if w.v[DICE + 1] < w.v[P_PARTIAL]:
        pay(w, account, float(int(0.5 * promised)))
    if w.files[account][F_STATUS] == OPEN and w.files[account][F_BUSY] == 0:
        release_account(w, account, int(start_of_day(w, w.n[N_TODAY] + 1)), now)


def settle_day(w: World, now: float) -> None:
    """Look at every account whose payment falls due today."""
    today = w.n[N_TODAY]
    for account in range(w.n[N_ACCOUNTS]):
        if w.files[account][F_DUE] == today and w.files[account][F_STATUS] == OPEN:
            touch_account(w, account)
            if w.files[account][F_PLAN] == PLAN_PROMISE:
                settle_promise(w, account, now)
            elif w.files[account][F_PLAN] == PLAN_UNASKED:
                plan_payment(w, account, PLAN_NONE, -1)
                w.v[G_UNASKED] += w.accounts[account][DUE]
                pay(w, account, w.accounts[account][DUE])
