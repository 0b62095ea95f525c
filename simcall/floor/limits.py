"""Time and law: the local clock, an account's age, and how often it may be contacted. A kernel.

Contact limits follow the scenario's rule pack: a number of talks (China) or of dials (US) in some
days, days of rest after a talk, the company's own cap on dials in a day, and legal hours.
"""

from __future__ import annotations

import math

from simcall.floor.calling_list import list_account
from simcall.floor.dossier import MOST, load_account, store_account
from simcall.floor.layout import (
    B_SKILL,
    D_JUMP,
    D_JUMP_AT,
    D_START,
    F_AFFORD,
    F_BUSY,
    F_DIALS,
    F_DUE,
    F_FEE,
    F_LANE,
    F_OVERDUE,
    F_OWED,
    F_PERSONA,
    F_PURSE,
    F_READY,
    F_STATUS,
    F_TALKED,
    F_TALKS,
    F_TOUCHED,
    FOREVER,
    G_FEES,
    N_COUNT_TALKS,
    N_DAYS,
    N_LIMIT_DAYS,
    N_MOST,
    N_OBEY,
    N_PER_DAY,
    N_TODAY,
    N_WAIT_DAYS,
    OPEN,
    P_EARLIEST,
    P_LATEST,
)
from simcall.floor.world import World, bucket_row, day_row, hand_row, persona_row
from simcall.persona.memory import age_memory

WEEK_BITS = 0xFFFFFFF
MONTH = 30
MOST_SAVED = 1.5  # months' ability that people in arrears lay by at most (own estimate)


def local_clock(w: World, now: float) -> float:
    """Return the seconds on the local clock since local midnight of today."""
    day = day_row(w, w.n[N_TODAY])
    since = now - day[D_START]
    return since + day[D_JUMP] if since >= day[D_JUMP_AT] else since


def find_moment(w: World, day: int, clock: float) -> float:
    """Return when the local clock shows `clock` seconds after midnight on a day."""
    row = day_row(w, day)
    if clock - row[D_JUMP] >= row[D_JUMP_AT]:
        return row[D_START] + clock - row[D_JUMP]
    return row[D_START] + clock


def is_legal(w: World, now: float) -> int:
    """Return 1 within the legal hours for calling, else 0."""
    clock = local_clock(w, now)
    return 1 if w.v[P_EARLIEST] <= clock < w.v[P_LATEST] else 0


def bucket_of(w: World, account: int) -> int:
    """Return the bucket of an account by its days overdue: 0 for M1 up to 6 for M6+."""
    return min(6, max(0, (w.files[account][F_OVERDUE] - 1) // 30))


def is_placed(w: World, account: int) -> int:
    """Return 1 once the account has come to the floor, else 0."""
    return 1 if w.files[account][F_TOUCHED] <= w.n[N_TODAY] else 0


def touch_account(w: World, account: int) -> None:
    """Bring memory, fees, age and the contact counters up to today."""
    file = w.files[account]
    today = w.n[N_TODAY]
    days = today - file[F_TOUCHED]
    if days > 0:
        row = hand_row(w)
        load_account(w, account, row)
        age_memory(persona_row(w, file[F_PERSONA]), row, float(days))
        store_account(w, account, row)
        file[F_OVERDUE] += days
        earned = file[F_PURSE] + days * file[F_AFFORD] // MONTH
        file[F_PURSE] = int(min(MOST_SAVED * float(file[F_AFFORD]), float(earned), MOST))
        if file[F_STATUS] == OPEN:
            file[F_OWED] += days * file[F_FEE]
            w.v[G_FEES] += float(days * file[F_FEE])
            w.files[account][F_LANE] = int(bucket_row(w, bucket_of(w, account))[B_SKILL])
        shift = 4 * min(days, 7)
        file[F_DIALS] = (file[F_DIALS] << shift) & WEEK_BITS
        file[F_TALKS] = (file[F_TALKS] << shift) & WEEK_BITS
        file[F_TOUCHED] = today


def count_days(packed: int, first: int, days: int) -> int:
    """Return the sum over `days` days of a packed counter, `first` days back onward."""
    total = 0
    for back in range(first, min(days, 7)):
        total += (packed >> (4 * back)) & 15
    return total


def add_today(packed: int) -> int:
    """Return a packed counter with one more today (at most 15)."""
    return packed + 1 if (packed & 15) < 15 else packed


def limit_days(w: World, account: int) -> int:
    """Return how many days from today an account must rest by law; 0 means none."""
    file = w.files[account]
    rest = 0
    if w.n[N_WAIT_DAYS] > 0 and file[F_TALKED] >= 0:
        rest = max(0, file[F_TALKED] + w.n[N_WAIT_DAYS] - w.n[N_TODAY])
    if w.n[N_MOST] < 0:
        return rest
    packed = file[F_TALKS] if w.n[N_COUNT_TALKS] == 1 else file[F_DIALS]
    ahead = 0
    while ahead < w.n[N_LIMIT_DAYS] and (
        count_days(packed, 0, w.n[N_LIMIT_DAYS] - ahead) >= w.n[N_MOST]
    ):
        ahead += 1
    return max(rest, ahead)


def start_of_day(w: World, day: int) -> float:
    """Return the second at which a day begins, or the horizon."""
    return day_row(w, min(w.n[N_DAYS], day))[D_START]


def next_time(w: World, account: int, now: float, wait: float) -> int:
    """Return the first whole second from which the account may be dialled again."""
    moment = now + wait
    today = w.n[N_TODAY]
    rest = 1 if (w.files[account][F_DIALS] & 15) >= w.n[N_PER_DAY] else 0
    if w.n[N_OBEY] == 1:
        rest = max(rest, limit_days(w, account))
    if rest > 0:
        moment = max(moment, start_of_day(w, today + rest))
    if w.files[account][F_DUE] >= 0:
        moment = max(moment, start_of_day(w, w.files[account][F_DUE] + 1))
    return min(FOREVER, math.ceil(moment))


def release_account(w: World, account: int, at: int, now: float) -> None:
    """Let an account be dialled again from second `at`, when it is still open."""
    file = w.files[account]
    file[F_BUSY] = 0
    file[F_READY] = at if file[F_STATUS] == OPEN else FOREVER
    list_account(w, account, now)
