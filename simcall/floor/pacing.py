"""When to dial: preview, progressive and predictive pacing, and what a free agent does. A kernel.

Predictive pacing keeps `ratio` lines in flight for each agent who is idle or expected to be free
within a ring; the ratio rises slowly while fewer live answers than the target are dropped and falls
fast when more are (the adaptive rule that open-source diallers use).
"""

from __future__ import annotations

from simcall.common.chance import RETRIAL
from simcall.floor.board import (
    NOBODY,
    find_team,
    find_waiting,
    free_line,
    join_idle,
    join_queue,
    leave_queue,
    set_status,
    take_idle,
)
from simcall.floor.conversation import open_talk
from simcall.floor.dialler import dial_account, find_account
from simcall.floor.dossier import Q_CONTACTS, Q_GRIEVANCE
from simcall.floor.layout import (
    A_ACCOUNT,
    A_TEAM,
    ASSISTANT,
    B_RETURN,
    BUSY,
    C_ACCOUNT,
    C_AGENT,
    C_ANSWER,
    C_ATTEMPT,
    C_INBOUND,
    C_NUMBER,
    C_SERIAL,
    C_SINCE,
    C_SKILL,
    C_STATE,
    DICE,
    F_MISSES,
    F_NUMBERS,
    G_ANSWERED,
    G_DROPPED,
    G_HANDLED,
    G_MESSAGES,
    G_OUT_WAIT,
    G_TALK_SECONDS,
    G_WAIT,
    G_WAIT_ALL,
    G_WITHIN,
    G_WRAP_SECONDS,
    INVALID,
    K_DROP,
    K_MESSAGE_END,
    K_PACE,
    K_READ,
    K_RETURN,
    K_TICK,
    LINE_TALKING,
    MODE_NONE,
    MODE_PREDICTIVE,
    MODE_PREVIEW,
    N_FREE_COUNT,
    N_MESSAGES,
    N_OUT,
    N_SKILLS,
    N_TEAMS,
    NO_ANSWER,
    NUMBER_KNOWN_BAD,
    NUMBER_WIDTH,
    OFF,
    OUTBOX,
    P_ABANDON_AFTER,
    P_ABANDON_TARGET,
    P_MAX_RATIO,
    P_MESSAGE,
    P_PREVIEW,
    P_RETRY_BUSY,
    P_RETRY_MISSED,
    P_RETRY_REJECTED,
    P_RETURN_DELAY,
    P_TICK_SECONDS,
    P_WITHIN,
    REJECT,
    RESERVED,
    S_ANSWERS,
    S_BUSY_AGENTS,
    S_DROPS,
    S_IDLE,
    S_IN_FLIGHT,
    S_OUTBOUND,
    S_PREDICTIVE,
    S_RATIO,
    T_IDLE,
    T_MODE,
    T_ON,
    T_SERVED,
    TALKING,
    VOICEMAIL,
    WRONG,
)
from simcall.floor.limits import bucket_of, next_time, release_account
from simcall.floor.luck import emit, exponential, roll
from simcall.floor.world import World, agent_row, bucket_row, line_row, skill_row, team_row

RING_MEAN = 14.0
PRIOR_HANDLE = 120.0  # handle time assumed before any is known
PRIOR_ANSWERS = 30.0
LEAST_RATIO = 0.5


def launch(w: World, agent: int, skill: int, account: int, now: float) -> None:
    """Start a preview or progressive dial of a held account for an agent."""
    row = agent_row(w, agent)
    set_status(w, agent, RESERVED, now)
    row[A_ACCOUNT] = float(account)
    if team_row(w, int(row[A_TEAM]))[T_MODE] == MODE_PREVIEW:
        emit(w, w.v[P_PREVIEW], K_READ, agent, skill)
    else:
        dial_account(w, account, skill, agent, now)


def pace_team(w: World, team: int, skill: int, now: float) -> None:
    """Give idle agents of a preview or progressive team something to dial."""
    row = team_row(w, team)
    while row[T_IDLE] > 0.0 and w.n[N_FREE_COUNT] > 0 and w.n[N_OUT] < OUTBOX - 16:
        account = find_account(w, skill, now)
        if account < 0:
            return
        launch(w, take_idle(w, team), skill, account, now)
    if row[T_IDLE] > 0.0 and w.n[N_FREE_COUNT] > 0:
        emit(w, 0.0, K_PACE, skill, 0)


def claimed_agents(w: World, skill: int) -> float:
    """Return how many agents the dials of other predictive skills are meant for."""
    claimed = 0.0
    for other in range(w.n[N_SKILLS]):
        row = skill_row(w, other)
        if other != skill and row[S_PREDICTIVE] > 0.0:
            claimed += row[S_IN_FLIGHT] / row[S_RATIO]
    return claimed


def wanted_lines(w: World, skill: int) -> int:
    """Return how many lines a predictive skill wants in flight."""
    row = skill_row(w, skill)
    handle = PRIOR_HANDLE * 20.0 + w.v[G_TALK_SECONDS] + w.v[G_WRAP_SECONDS]
    handle /= 20.0 + w.v[G_HANDLED]
    soon = row[S_BUSY_AGENTS] * min(1.0, RING_MEAN / handle)
    return int(row[S_RATIO] * max(0.0, row[S_IDLE] + soon - claimed_agents(w, skill)))


def pace_predictive(w: World, skill: int, now: float) -> None:
    """Dial until enough lines are in flight."""
    row = skill_row(w, skill)
    wanted = wanted_lines(w, skill)
    while row[S_IN_FLIGHT] < wanted and w.n[N_FREE_COUNT] > 0 and w.n[N_OUT] < OUTBOX - 16:
        account = find_account(w, skill, now)
        if account < 0:
            return
        dial_account(w, account, skill, NOBODY, now)
    if row[S_IN_FLIGHT] < wanted and w.n[N_FREE_COUNT] > 0:
        emit(w, 0.0, K_PACE, skill, 0)


def pace_skill(w: World, skill: int, now: float) -> None:
    """Dial what this skill's teams can handle now."""
    row = skill_row(w, skill)
    if row[S_OUTBOUND] == 0.0:
        return
    for team in range(w.n[N_TEAMS]):
        crew = team_row(w, team)
        if crew[T_ON] == 0.0 or crew[T_MODE] == MODE_NONE or crew[T_MODE] == MODE_PREDICTIVE:
            continue
        for place in range(int(crew[T_SERVED])):
            if int(crew[T_SERVED + 1 + place]) == skill:
                pace_team(w, team, skill, now)
    if row[S_PREDICTIVE] > 0.0:
        pace_predictive(w, skill, now)


def correct_ratio(w: World, skill: int) -> None:
    """Move the predictive ratio towards the abandonment target; look again later."""
    row = skill_row(w, skill)
    target = w.v[P_ABANDON_TARGET]
    rate = (row[S_DROPS] + target * PRIOR_ANSWERS) / (row[S_ANSWERS] + PRIOR_ANSWERS)
    if rate > target:
        row[S_RATIO] = max(LEAST_RATIO, row[S_RATIO] * 0.93)
    else:
        row[S_RATIO] = min(w.v[P_MAX_RATIO], row[S_RATIO] * 1.03)
    row[S_DROPS] *= 0.998
    row[S_ANSWERS] *= 0.998
    if row[S_PREDICTIVE] > 0.0:
        emit(w, w.v[P_TICK_SECONDS], K_TICK, skill, 0)


def take_waiting(w: World, agent: int, line: int, now: float) -> None:
    """Let an agent answer a waiting call."""
    call = line_row(w, line)
    waited = now - call[C_SINCE]
    leave_queue(w, line, int(call[C_SKILL]), now)
    if call[C_INBOUND] == 1.0:
        count_answer(w, waited)
    else:
        w.v[G_OUT_WAIT] += waited
    open_talk(w, agent, line, now)


def count_answer(w: World, waited: float) -> None:
    """Count an inbound call that reached an agent."""
    w.v[G_ANSWERED] += 1.0
    w.v[G_WAIT] += waited
    w.v[G_WAIT_ALL] += waited
    if waited <= w.v[P_WITHIN]:
        w.v[G_WITHIN] += 1.0


def settle_agent(w: World, agent: int, now: float) -> None:
    """Give a free agent the next thing to do: a waiting call, a dial, or rest."""
    team = int(agent_row(w, agent)[A_TEAM])
    row = team_row(w, team)
    if row[T_ON] == 0.0:
        set_status(w, agent, OFF, now)
        return
    line = find_waiting(w, team)
    if line >= 0:
        take_waiting(w, agent, line, now)
        return
    join_idle(w, agent, now)
    if row[T_MODE] == MODE_NONE:
        return
    for place in range(int(row[T_SERVED])):
        skill = int(row[T_SERVED + 1 + place])
        if skill_row(w, skill)[S_OUTBOUND] == 0.0:
            continue
        if row[T_MODE] == MODE_PREDICTIVE:
            pace_predictive(w, skill, now)
        elif row[T_IDLE] > 0.0:
            pace_team(w, team, skill, now)


def answer_live(w: World, line: int, now: float) -> None:
    """Hand a live answer to its reserved agent, to an idle one, or let it wait a moment."""
    row = line_row(w, line)
    if row[C_AGENT] >= 0.0:
        open_talk(w, int(row[C_AGENT]), line, now)
        return
    skill = int(row[C_SKILL])
    skill_row(w, skill)[S_ANSWERS] += 1.0
    team = find_team(w, skill)
    if team >= 0:
        open_talk(w, take_idle(w, team), line, now)
        return
    join_queue(w, line, skill, now)
    emit(w, w.v[P_ABANDON_AFTER], K_DROP, line, int(row[C_SERIAL]))


def retry_wait(w: World, answer: int) -> float:
    """Return the wait before the next dial after a miss."""
    if answer == BUSY:
        return w.v[P_RETRY_BUSY]
    return w.v[P_RETRY_REJECTED] if answer == REJECT else w.v[P_RETRY_MISSED]


def miss_account(w: World, line: int, answer: int, now: float) -> None:
    """Book a dial that reached nobody: what was learned, a call back, the next attempt."""
    row = line_row(w, line)
    account = int(row[C_ACCOUNT])
    file = w.files[account]
    file[F_MISSES] += 1
    if answer == INVALID:
        file[F_NUMBERS] |= NUMBER_KNOWN_BAD << (NUMBER_WIDTH * int(row[C_NUMBER]))
        release_account(w, account, next_time(w, account, now, 60.0), now)
        return
    if answer == NO_ANSWER or answer == REJECT or answer == VOICEMAIL or answer == ASSISTANT:
        w.accounts[account][Q_CONTACTS] += 1.0
        offer_return(w, account, int(row[C_ATTEMPT]), int(row[C_NUMBER]))
    release_account(w, account, next_time(w, account, now, retry_wait(w, answer)), now)


def offer_return(w: World, account: int, attempt: int, number: int) -> None:
    """Let a debtor call back after a missed call on an own number."""
    roll(w, account, RETRIAL, attempt)
    if number == 0 and w.v[DICE] < bucket_row(w, bucket_of(w, account))[B_RETURN]:
        emit(w, exponential(w.v[P_RETURN_DELAY], w.v[DICE + 1]), K_RETURN, account, 0)


def end_ring(w: World, line: int, now: float) -> None:
    """Act on the outcome of a dial."""
    row = line_row(w, line)
    answer = int(row[C_ANSWER])
    agent = int(row[C_AGENT])
    skill = int(row[C_SKILL])
    if agent < 0:
        skill_row(w, skill)[S_IN_FLIGHT] -= 1.0
    if answer <= WRONG:
        answer_live(w, line, now)
    elif agent >= 0 and answer <= VOICEMAIL and w.n[N_MESSAGES] == 1:
        row[C_STATE] = LINE_TALKING
        w.v[G_MESSAGES] += 1.0
        set_status(w, agent, TALKING, now)
        emit(w, w.v[P_MESSAGE], K_MESSAGE_END, agent, line)
        return
    else:
        miss_account(w, line, answer, now)
        free_line(w, line)
        if agent >= 0:
            settle_agent(w, agent, now)
    if agent < 0:
        pace_predictive(w, skill, now)


def end_message(w: World, agent: int, line: int, now: float) -> None:
    """Hang up after a message on voicemail or with a call assistant."""
    miss_account(w, line, int(line_row(w, line)[C_ANSWER]), now)
    free_line(w, line)
    settle_agent(w, agent, now)


def drop_call(w: World, line: int, now: float) -> None:
    """Drop a live answer that no agent took: the debtor was rung for nothing."""
    row = line_row(w, line)
    account = int(row[C_ACCOUNT])
    skill = int(row[C_SKILL])
    leave_queue(w, line, skill, now)
    w.v[G_DROPPED] += 1.0
    w.v[G_OUT_WAIT] += now - row[C_SINCE]
    skill_row(w, skill)[S_DROPS] += 1.0
    memory = w.accounts[account]
    memory[Q_CONTACTS] += 1.0
    memory[Q_GRIEVANCE] = min(1.0, memory[Q_GRIEVANCE] + 0.04)
    free_line(w, line)
    release_account(w, account, next_time(w, account, now, w.v[P_RETRY_MISSED]), now)


def release_reserved(w: World, agent: int, now: float) -> None:
    """Let a reserved agent go when the planned dial cannot be made."""
    release_account(w, int(agent_row(w, agent)[A_ACCOUNT]), int(now) + 60, now)
    settle_agent(w, agent, now)
