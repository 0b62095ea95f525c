"""Calling lists: for each skill the accounts to dial now, and those to dial later. A kernel.

Time is cut into slots of five minutes. An account that may be dialled from some second on waits in
the list of the first slot that begins after it; when that slot comes, its list is put behind the
skill's ready list. Every operation takes the same few steps, whatever the size of the portfolio.
Lists are linked through the account files. An account that changed meanwhile is noticed when its
turn comes and listed anew.
"""

from __future__ import annotations

from simcall.floor.layout import (
    END_OF_LIST,
    F_LANE,
    F_NEXT,
    F_READY,
    FOREVER,
    N_SLOT_LISTS,
    N_TIME_SLOTS,
    S_DRAINED,
    S_READY_HEAD,
    S_READY_TAIL,
    UNLISTED,
)
from simcall.floor.world import World, skill_row

SLOT_WIDTH = 300


def find_list(w: World, skill: int, slot: int) -> int:
    """Return where the head of a list stands in `w.n`; its tail stands behind it."""
    return w.n[N_SLOT_LISTS] + 2 * (skill * w.n[N_TIME_SLOTS] + slot)


def append_account(w: World, account: int, skill: int, slot: int) -> None:
    """Put an unlisted account at the end of a slot's list; slots past the horizon are not kept."""
    if slot >= w.n[N_TIME_SLOTS]:
        return
    place = find_list(w, skill, slot)
    if w.n[place] < 0:
        w.n[place] = account
    else:
        w.files[w.n[place + 1]][F_NEXT] = account
    w.n[place + 1] = account
    w.files[account][F_NEXT] = END_OF_LIST


def list_account(w: World, account: int, now: float) -> None:
    """List an account by its ready time, unless it is listed already or is never to be dialled."""
    file = w.files[account]
    if file[F_NEXT] != UNLISTED or file[F_READY] >= FOREVER or file[F_LANE] < 0:
        return
    slot = (file[F_READY] + SLOT_WIDTH - 1) // SLOT_WIDTH
    append_account(w, account, file[F_LANE], max(slot, int(now / SLOT_WIDTH) + 1))


def fill_ready(w: World, skill: int, now: float) -> None:
    """Put the lists of all slots that have begun behind the ready list."""
    row = skill_row(w, skill)
    last = min(w.n[N_TIME_SLOTS] - 1, int(now / SLOT_WIDTH))
    slot = int(row[S_DRAINED])
    while slot < last:
        slot += 1
        place = find_list(w, skill, slot)
        if w.n[place] < 0:
            continue
        if row[S_READY_HEAD] < 0.0:
            row[S_READY_HEAD] = float(w.n[place])
        else:
            w.files[int(row[S_READY_TAIL])][F_NEXT] = w.n[place]
        row[S_READY_TAIL] = float(w.n[place + 1])
        w.n[place] = -1
    row[S_DRAINED] = float(slot)


def pop_ready(w: World, skill: int) -> int:
    """Return the first account of the ready list and unlist it; -1 when the list is empty."""
    row = skill_row(w, skill)
    account = int(row[S_READY_HEAD])
    if account < 0:
        return -1
    row[S_READY_HEAD] = float(w.files[account][F_NEXT])
    w.files[account][F_NEXT] = UNLISTED
    return account


def next_slot(w: World, skill: int) -> float:
    """Return when the next slot begins."""
    return (skill_row(w, skill)[S_DRAINED] + 1.0) * SLOT_WIDTH
