"""Debtors who call: arrivals over the day, blocked calls, patience, calling again. A kernel."""

from __future__ import annotations

from simcall.common.chance import ARRIVAL, PATIENCE, RETRIAL
from simcall.floor.board import (
    find_team,
    free_line,
    join_queue,
    leave_queue,
    rank_skill,
    take_idle,
    take_line,
)
from simcall.floor.conversation import open_talk, slot_of
from simcall.floor.layout import (
    C_ACCOUNT,
    C_AGENT,
    C_ANSWER,
    C_ATTEMPT,
    C_INBOUND,
    C_NUMBER,
    C_READY,
    C_SERIAL,
    C_SINCE,
    C_SKILL,
    C_WHO,
    DICE,
    F_ATTEMPTS,
    F_BUSY,
    F_READY,
    F_STATUS,
    FOREVER,
    G_ABANDONED,
    G_BLOCKED,
    G_OFFERED,
    G_RETRIALS,
    G_WAIT_ALL,
    I_INBOUND,
    I_OFFERED,
    K_ARRIVE,
    K_GIVE_UP,
    K_RETURN,
    N_ACCOUNTS,
    N_INBOUND_SKILL,
    N_TEAMS,
    N_TODAY,
    OPEN,
    P_HOURS,
    P_LATEST,
    P_PATIENCE,
    P_PER_ACCOUNT,
    P_RETRIAL_DELAY,
    P_RETRIAL_SHARE,
    RIGHT,
    T_ON,
)
from simcall.floor.limits import is_placed, local_clock, next_time, release_account, touch_account
from simcall.floor.luck import emit, exponential, roll
from simcall.floor.pacing import count_answer
from simcall.floor.world import World, interval_row, line_row, team_row


def next_arrival(w: World, number: int) -> None:
    """Schedule the next candidate of the day's arrival stream (thinned by hour and account)."""
    rate = w.v[P_PER_ACCOUNT] * float(w.n[N_ACCOUNTS])
    if rate <= 0.0 or w.n[N_INBOUND_SKILL] < 0:
        return
    roll(w, w.n[N_TODAY], ARRIVAL, number)
    emit(w, exponential(1.0 / rate, w.v[DICE]), K_ARRIVE, w.n[N_TODAY], number)


def meet_arrival(w: World, day: int, number: int, now: float) -> None:
    """Take the candidate: accepted by the hour's weight, for an account drawn at random."""
    clock = local_clock(w, now)
    if day != w.n[N_TODAY] or clock >= w.v[P_LATEST]:
        return
    roll(w, day, ARRIVAL, number)
    hour = min(23, max(0, int(clock / 3600.0)))
    accepted = w.v[DICE + 2] < w.v[P_HOURS + hour]
    account = int(w.v[DICE + 1] * float(w.n[N_ACCOUNTS]))
    next_arrival(w, number + 1)
    if accepted:
        take_call(w, account, now)


def is_staffed(w: World, skill: int) -> int:
    """Return 1 while a team that serves the skill is on shift."""
    for team in range(w.n[N_TEAMS]):
        if team_row(w, team)[T_ON] == 1.0 and rank_skill(w, team, skill) >= 0:
            return 1
    return 0


def call_again(w: World, account: int, attempt: int) -> None:
    """Let a caller who was blocked or gave up try again later, or not."""
    roll(w, account, RETRIAL, attempt)
    if w.v[DICE + 2] < w.v[P_RETRIAL_SHARE]:
        w.v[G_RETRIALS] += 1.0
        emit(w, exponential(w.v[P_RETRIAL_DELAY], w.v[DICE + 3]), K_RETURN, account, 0)


def can_call(w: World, account: int) -> int:
    """Return 1 when the account's debtor has a reason to call and is not in a call, else 0."""
    file = w.files[account]
    free = file[F_STATUS] == OPEN and file[F_BUSY] == 0
    return 1 if free and is_placed(w, account) == 1 else 0


def take_call(w: World, account: int, now: float) -> None:
    """Let a debtor's call in: straight to an agent, into the queue, or blocked.

    Calls outside staffed hours and from accounts that are closed or already in a call are not
    offered.
    """
    skill = w.n[N_INBOUND_SKILL]
    file = w.files[account]
    if can_call(w, account) == 0 or skill < 0 or is_staffed(w, skill) == 0:
        return
    touch_account(w, account)
    attempt = file[F_ATTEMPTS]
    file[F_ATTEMPTS] = attempt + 1
    w.v[G_OFFERED] += 1.0
    interval_row(w, slot_of(w, now))[I_INBOUND] += 1.0
    line = take_line(w)
    if line < 0:
        w.v[G_BLOCKED] += 1.0
        call_again(w, account, attempt)
        return
    row = line_row(w, line)
    row[C_ACCOUNT] = float(account)
    row[C_SKILL] = float(skill)
    row[C_NUMBER] = 0.0
    row[C_ATTEMPT] = float(attempt)
    row[C_ANSWER] = 0.0
    row[C_WHO] = float(RIGHT)
    row[C_AGENT] = -1.0
    row[C_INBOUND] = 1.0
    row[C_SINCE] = now
    row[C_READY] = float(w.files[account][F_READY])
    file[F_BUSY] = 1
    w.files[account][F_READY] = FOREVER
    team = find_team(w, skill)
    if team >= 0:
        count_answer(w, 0.0)
        open_talk(w, take_idle(w, team), line, now)
        return
    join_queue(w, line, skill, now)
    if w.v[P_PATIENCE] > 0.0:
        roll(w, account, PATIENCE, attempt)
        wait = exponential(w.v[P_PATIENCE], w.v[DICE])
        emit(w, wait, K_GIVE_UP, line, int(row[C_SERIAL]))


def give_up(w: World, line: int, now: float) -> None:
    """Let a caller hang up in the queue."""
    row = line_row(w, line)
    account = int(row[C_ACCOUNT])
    leave_queue(w, line, int(row[C_SKILL]), now)
    w.v[G_ABANDONED] += 1.0
    w.v[G_WAIT_ALL] += now - row[C_SINCE]
    interval_row(w, slot_of(w, row[C_SINCE]))[I_OFFERED] += 1.0
    at = max(int(row[C_READY]), next_time(w, account, now, 0.0))
    free_line(w, line)
    release_account(w, account, at, now)
    call_again(w, account, int(row[C_ATTEMPT]))
