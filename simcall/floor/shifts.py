"""Days and shifts: the day begins, teams come and go. A kernel."""

from __future__ import annotations

from simcall.common.chance import AGENT
from simcall.floor.board import set_status, take_idle
from simcall.floor.layout import (
    A_HUMAN,
    A_STATUS,
    D_START,
    D_WORKING,
    DICE,
    I_STAFFED,
    K_ARRIVE,
    K_DAY,
    K_OPEN,
    K_SHUT,
    K_TICK,
    MODE_PREDICTIVE,
    N_DAYS,
    N_OUT,
    N_SLOTS,
    N_TEAMS,
    N_TODAY,
    OFF,
    OUTBOX,
    P_EARLIEST,
    P_SLOT_SECONDS,
    S_OUTBOUND,
    S_PREDICTIVE,
    T_COUNT,
    T_END_OF_SHIFT,
    T_FIRST,
    T_IDLE,
    T_MODE,
    T_ON,
    T_SERVED,
    T_SHRINKAGE,
    T_START,
)
from simcall.floor.limits import find_moment
from simcall.floor.luck import emit, roll
from simcall.floor.pacing import settle_agent
from simcall.floor.settle import settle_day
from simcall.floor.world import World, agent_row, day_row, interval_row, skill_row, team_row


def begin_day(w: World, day: int, now: float) -> None:
    """Settle payments, then announce the day's shifts, callers and the next day."""
    w.n[N_TODAY] = day
    settle_day(w, now)
    if day + 1 < w.n[N_DAYS]:
        emit(w, day_row(w, day + 1)[D_START] - now, K_DAY, day + 1, 0)
    if day_row(w, day)[D_WORKING] == 0.0:
        return
    for team in range(w.n[N_TEAMS]):
        row = team_row(w, team)
        emit(w, find_moment(w, day, row[T_START]) - now, K_OPEN, team, 0)
        emit(w, find_moment(w, day, row[T_END_OF_SHIFT]) - now, K_SHUT, team, 0)
    opening = find_moment(w, day, w.v[P_EARLIEST]) - now
    emit(w, max(0.0, opening), K_ARRIVE, day, -1)


def staff_intervals(w: World, team: int, present: float) -> None:
    """Add the shift of the agents present to the day's intervals."""
    row = team_row(w, team)
    width = w.v[P_SLOT_SECONDS]
    for slot in range(w.n[N_SLOTS]):
        low = max(row[T_START], slot * width)
        high = min(row[T_END_OF_SHIFT], (slot + 1) * width)
        if high > low:
            interval_row(w, slot)[I_STAFFED] += present * (high - low)


def announce_team(w: World, team: int) -> None:
    """Make a team's outbound skills active, and count who is present."""
    row = team_row(w, team)
    row[T_ON] = 1.0
    for place in range(int(row[T_SERVED])):
        skill = int(row[T_SERVED + 1 + place])
        queue = skill_row(w, skill)
        if queue[S_OUTBOUND] == 0.0:
            continue
        if row[T_MODE] == MODE_PREDICTIVE:
            if queue[S_PREDICTIVE] == 0.0:
                emit(w, 0.0, K_TICK, skill, 0)
            queue[S_PREDICTIVE] += 1.0
    present = 0.0
    for agent in range(int(row[T_FIRST]), int(row[T_FIRST] + row[T_COUNT])):
        present += float(is_present(w, agent, team))
    staff_intervals(w, team, present)


def is_present(w: World, agent: int, team: int) -> int:
    """Return 1 when an agent works today; a trainee comes and goes by hand."""
    if agent_row(w, agent)[A_HUMAN] == 1.0:
        return 0
    roll(w, agent, AGENT, w.n[N_TODAY])
    return 1 if w.v[DICE] >= team_row(w, team)[T_SHRINKAGE] else 0


def open_team(w: World, team: int, place: int, now: float) -> None:
    """Begin a shift with the agent at `place`; a large team continues in a further event."""
    row = team_row(w, team)
    if place == 0:
        announce_team(w, team)
    first = int(row[T_FIRST])
    count = int(row[T_COUNT])
    while place < count and w.n[N_OUT] < OUTBOX - 40:
        agent = first + place
        if agent_row(w, agent)[A_STATUS] == OFF and is_present(w, agent, team) == 1:
            settle_agent(w, agent, now)
        place += 1
    if place < count:
        emit(w, 0.0, K_OPEN, team, place)


def shut_team(w: World, team: int, now: float) -> None:
    """End a shift: idle agents leave now, the others when they are free."""
    row = team_row(w, team)
    row[T_ON] = 0.0
    while row[T_IDLE] > 0.0:
        set_status(w, take_idle(w, team), OFF, now)
    if row[T_MODE] == 3.0:
        for place in range(int(row[T_SERVED])):
            skill = skill_row(w, int(row[T_SERVED + 1 + place]))
            if skill[S_OUTBOUND] == 1.0:
                skill[S_PREDICTIVE] -= 1.0
