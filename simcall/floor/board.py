"""The switchboard: free lines, waiting calls, idle agents, and who takes which. A kernel.

Hand-over is immediate and by rule, never by another event: a call goes to the team that prefers its
skill most, there to the agent idle longest; a free agent takes the waiting call of highest
priority, there the one waiting longest. Lists are linked through the rows themselves.
"""

from __future__ import annotations

from simcall.floor.layout import (
    A_NEXT,
    A_SINCE,
    A_STATUS,
    A_TEAM,
    C_NEXT,
    C_PREVIOUS,
    C_SERIAL,
    C_SINCE,
    C_STATE,
    G_TIME,
    IDLE,
    LINE_FREE,
    LINE_WAITING,
    N_FREE,
    N_FREE_COUNT,
    N_LINES,
    N_SERIAL,
    N_TEAMS,
    N_WORST_LINES,
    S_AREA,
    S_BUSY_AGENTS,
    S_CHANGED,
    S_HEAD,
    S_IDLE,
    S_PRIORITY,
    S_TAIL,
    S_WAITING,
    T_HEAD,
    T_IDLE,
    T_SERVED,
    T_TAIL,
    TALKING,
    WRAPPING,
)
from simcall.floor.world import World, agent_row, line_row, skill_row, team_row

NOBODY = -1


def take_line(w: World) -> int:
    """Take a free line and give it a new serial; NOBODY when all are in use."""
    line = w.n[N_FREE]
    if line < 0:
        return NOBODY
    row = line_row(w, line)
    w.n[N_FREE] = int(row[C_NEXT])
    w.n[N_FREE_COUNT] -= 1
    w.n[N_WORST_LINES] = max(w.n[N_WORST_LINES], w.n[N_LINES] - w.n[N_FREE_COUNT])
    row[C_SERIAL] = float(w.n[N_SERIAL])
    w.n[N_SERIAL] += 1
    return line


def free_line(w: World, line: int) -> None:
    """Give a line back."""
    row = line_row(w, line)
    row[C_STATE] = LINE_FREE
    row[C_SERIAL] = -1.0
    row[C_NEXT] = float(w.n[N_FREE])
    w.n[N_FREE] = line
    w.n[N_FREE_COUNT] += 1


def count_waiting(w: World, skill: int, change: float, now: float) -> None:
    """Change the number waiting and bring its time integral up to date."""
    row = skill_row(w, skill)
    row[S_AREA] += row[S_WAITING] * (now - row[S_CHANGED])
    row[S_CHANGED] = now
    row[S_WAITING] += change


def join_queue(w: World, line: int, skill: int, now: float) -> None:
    """Put a call at the end of a skill's queue."""
    row = line_row(w, line)
    queue = skill_row(w, skill)
    row[C_STATE] = LINE_WAITING
    row[C_SINCE] = now
    row[C_NEXT] = -1.0
    row[C_PREVIOUS] = queue[S_TAIL]
    if queue[S_TAIL] >= 0.0:
        line_row(w, int(queue[S_TAIL]))[C_NEXT] = float(line)
    else:
        queue[S_HEAD] = float(line)
    queue[S_TAIL] = float(line)
    count_waiting(w, skill, 1.0, now)


def leave_queue(w: World, line: int, skill: int, now: float) -> None:
    """Take a call out of its queue, from wherever it stands."""
    row = line_row(w, line)
    queue = skill_row(w, skill)
    if row[C_PREVIOUS] >= 0.0:
        line_row(w, int(row[C_PREVIOUS]))[C_NEXT] = row[C_NEXT]
    else:
        queue[S_HEAD] = row[C_NEXT]
    if row[C_NEXT] >= 0.0:
        line_row(w, int(row[C_NEXT]))[C_PREVIOUS] = row[C_PREVIOUS]
    else:
        queue[S_TAIL] = row[C_PREVIOUS]
    count_waiting(w, skill, -1.0, now)


def is_working(status: float) -> int:
    """Return 1 while an agent talks or wraps up."""
    return 1 if status == TALKING or status == WRAPPING else 0


def set_status(w: World, agent: int, status: float, now: float) -> None:
    """Change what an agent does; time in the old status is added to the tally."""
    row = agent_row(w, agent)
    old = row[A_STATUS]
    w.v[G_TIME + int(old)] += now - row[A_SINCE]
    change = float(is_working(status) - is_working(old))
    if change != 0.0:
        team = team_row(w, int(row[A_TEAM]))
        for place in range(int(team[T_SERVED])):
            skill_row(w, int(team[T_SERVED + 1 + place]))[S_BUSY_AGENTS] += change
    row[A_STATUS] = status
    row[A_SINCE] = now


def count_idle(w: World, team: int, change: float) -> None:
    """Change the number of idle agents of a team and of each skill that it serves."""
    row = team_row(w, team)
    row[T_IDLE] += change
    for place in range(int(row[T_SERVED])):
        skill_row(w, int(row[T_SERVED + 1 + place]))[S_IDLE] += change


def join_idle(w: World, agent: int, now: float) -> None:
    """Put an agent at the end of the team's idle list."""
    row = agent_row(w, agent)
    team = int(row[A_TEAM])
    crew = team_row(w, team)
    set_status(w, agent, IDLE, now)
    row[A_NEXT] = -1.0
    if crew[T_TAIL] >= 0.0:
        agent_row(w, int(crew[T_TAIL]))[A_NEXT] = float(agent)
    else:
        crew[T_HEAD] = float(agent)
    crew[T_TAIL] = float(agent)
    count_idle(w, team, 1.0)


def take_idle(w: World, team: int) -> int:
    """Take the agent of a team who has been idle longest; there must be one."""
    crew = team_row(w, team)
    agent = int(crew[T_HEAD])
    crew[T_HEAD] = agent_row(w, agent)[A_NEXT]
    if crew[T_HEAD] < 0.0:
        crew[T_TAIL] = -1.0
    count_idle(w, team, -1.0)
    return agent


def rank_skill(w: World, team: int, skill: int) -> int:
    """Return the place of a skill in a team's order, -1 when the team does not serve it."""
    row = team_row(w, team)
    for place in range(int(row[T_SERVED])):
        if int(row[T_SERVED + 1 + place]) == skill:
            return place
    return NOBODY


def find_team(w: World, skill: int) -> int:
    """Return the team whose longest idle agent takes a call of this skill, NOBODY without one."""
    if skill_row(w, skill)[S_IDLE] <= 0.0:
        return NOBODY
    best = NOBODY
    best_rank = 0
    for team in range(w.n[N_TEAMS]):
        if team_row(w, team)[T_IDLE] <= 0.0:
            continue
        rank = rank_skill(w, team, skill)
        if rank < 0:
            continue
        longer = best >= 0 and (
            agent_row(w, int(team_row(w, team)[T_HEAD]))[A_SINCE]
            < agent_row(w, int(team_row(w, best)[T_HEAD]))[A_SINCE]
        )
        if best < 0 or rank < best_rank or (rank == best_rank and longer):
            best = team
            best_rank = rank
    return best


def find_waiting(w: World, team: int) -> int:
    """Return the line of the waiting call that a free agent of the team takes, or NOBODY."""
    row = team_row(w, team)
    best = NOBODY
    best_priority = 0.0
    for place in range(int(row[T_SERVED])):
        queue = skill_row(w, int(row[T_SERVED + 1 + place]))
        if queue[S_HEAD] < 0.0:
            continue
        line = int(queue[S_HEAD])
        earlier = best >= 0 and line_row(w, line)[C_SINCE] < line_row(w, best)[C_SINCE]
        if (
            best < 0
            or queue[S_PRIORITY] < best_priority
            or (queue[S_PRIORITY] == best_priority and earlier)
        ):
            best = line
            best_priority = queue[S_PRIORITY]
    return best
