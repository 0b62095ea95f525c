"""The floor model: `start` and `step`, which both clocks drive. A kernel.

A clock calls `start` once, then `step` for each event in order of (time, seq). Both leave the
events to come in the outbox (`w.out_*`); the clock schedules them in that order and empties it.
Nothing of the model lives anywhere but in the world and in the list of events to come.
"""

from __future__ import annotations

from simcall.floor.board import count_waiting, set_status, take_idle
from simcall.floor.closing import finish_talk
from simcall.floor.conversation import hang_up_at_once, play_turn
from simcall.floor.deal import deal_account
from simcall.floor.dialler import dial_account
from simcall.floor.dossier import load_account, load_stranger
from simcall.floor.inbound import give_up, meet_arrival, next_arrival, take_call
from simcall.floor.layout import (
    A_ACCOUNT,
    A_STATUS,
    A_TEAM,
    C_ACCOUNT,
    C_SERIAL,
    C_STATE,
    D_START,
    D_WORKING,
    F_BUSY,
    F_DIALS,
    F_DUE,
    F_LANE,
    F_READY,
    F_STATUS,
    FOREVER,
    G_EVENTS,
    K_ARRIVE,
    K_CALLBACK,
    K_DAY,
    K_DROP,
    K_END,
    K_GIVE_UP,
    K_MESSAGE_END,
    K_OPEN,
    K_PACE,
    K_READ,
    K_RETURN,
    K_RING,
    K_SHUT,
    K_TICK,
    K_TURN,
    K_WRAP,
    LINE_WAITING,
    MODE_PREVIEW,
    MODE_PROGRESSIVE,
    N_AGENTS,
    N_DAYS,
    N_FREE_COUNT,
    N_OVER,
    N_PER_DAY,
    N_SKILLS,
    N_TEAMS,
    N_TODAY,
    OPEN,
    RESERVED,
    T_IDLE,
    T_MODE,
    T_ON,
    T_SERVED,
    TRACE_WIDTH,
    V_NOW,
)
from simcall.floor.limits import is_legal, limit_days, touch_account
from simcall.floor.luck import emit
from simcall.floor.pacing import (
    correct_ratio,
    drop_call,
    end_message,
    end_ring,
    launch,
    pace_skill,
    release_reserved,
    settle_agent,
)
from simcall.floor.shifts import begin_day, open_team, shut_team
from simcall.floor.world import Floats, World, agent_row, day_row, hand_row, line_row, team_row
from simcall.persona.shape import (
    COERCION,
    COMPLAINT,
    ENDED,
    FEELINGS,
    HURT,
    LAYER,
    PEAK,
    PROMISE_AMOUNT,
    PROMISE_FIT,
    RISK,
    SPENT,
    WILLING,
)

AGREED_WAIT = 60.0


def deal(w: World, first: int, last: int) -> None:
    """Deal the accounts from `first` up to, not including, `last`."""
    for account in range(first, last):
        deal_account(w, account)


def start(w: World) -> None:
    """Leave the first events: the first day and the horizon."""
    emit(w, day_row(w, 0)[D_START], K_DAY, 0, 0)
    emit(w, day_row(w, w.n[N_DAYS])[D_START], K_END, 0, 0)


def read_out(w: World, agent: int, skill: int, now: float) -> None:
    """Dial after the preview, unless the shift is over or no line is free."""
    team = int(agent_row(w, agent)[A_TEAM])
    if team_row(w, team)[T_ON] == 0.0 or w.n[N_FREE_COUNT] == 0:
        release_reserved(w, agent, now)
        return
    dial_account(w, int(agent_row(w, agent)[A_ACCOUNT]), skill, agent, now)


def next_turn(w: World, agent: int, key: int, now: float) -> None:
    """Play the next turn, or end the talk whose last turn has been spoken."""
    if key == 1:
        hang_up_at_once(w, agent)
    if agent_row(w, agent)[ENDED] != 0.0:
        finish_talk(w, agent, now)
    else:
        play_turn(w, agent)


def find_caller_team(w: World, skill: int) -> int:
    """Return a dialling team on shift with an idle agent for a skill, -1 without one."""
    for team in range(w.n[N_TEAMS]):
        row = team_row(w, team)
        if row[T_ON] == 0.0 or row[T_IDLE] <= 0.0:
            continue
        for place in range(int(row[T_SERVED])):
            if int(row[T_SERVED + 1 + place]) == skill:
                return team
    return -1


def call_back(w: World, account: int, now: float) -> None:
    """Dial at an agreed time: now if an agent is free and law allows, else a little later.

    Not any more when a promise has been made meanwhile.
    """
    file = w.files[account]
    if file[F_STATUS] != OPEN or file[F_BUSY] == 1 or file[F_DUE] >= 0:
        return
    touch_account(w, account)
    skill = w.files[account][F_LANE]
    if limit_days(w, account) > 0 or skill < 0 or (file[F_DIALS] & 15) >= w.n[N_PER_DAY]:
        return
    if is_legal(w, now) == 0 or day_row(w, w.n[N_TODAY])[D_WORKING] == 0.0:
        return
    team = find_caller_team(w, skill)
    if team < 0 or w.n[N_FREE_COUNT] == 0:
        emit(w, AGREED_WAIT, K_CALLBACK, account, 0)
        return
    file[F_BUSY] = 1
    w.files[account][F_READY] = FOREVER
    agent = take_idle(w, team)
    mode = team_row(w, team)[T_MODE]
    if mode == MODE_PREVIEW or mode == MODE_PROGRESSIVE:
        launch(w, agent, skill, account, now)
    else:
        set_status(w, agent, RESERVED, now)
        agent_row(w, agent)[A_ACCOUNT] = float(account)
        dial_account(w, account, skill, agent, now)


def is_current(w: World, line: int, serial: int, waiting: int) -> int:
    """Return 1 when an event still belongs to the call on its line."""
    row = line_row(w, line)
    if int(row[C_SERIAL]) != serial:
        return 0
    return 1 if waiting == 0 or row[C_STATE] == LINE_WAITING else 0


def end_run(w: World, now: float) -> None:
    """Close the books at the horizon: times in status and in queue up to now."""
    for agent in range(w.n[N_AGENTS]):
        set_status(w, agent, agent_row(w, agent)[A_STATUS], now)
    for skill in range(w.n[N_SKILLS]):
        count_waiting(w, skill, 0.0, now)
    w.n[N_OVER] = 1


def step_line(w: World, kind: int, line: int, serial: int, now: float) -> None:
    """Act on an event of a call, unless the call is over."""
    if kind == K_RING and is_current(w, line, serial, 0) == 1:
        end_ring(w, line, now)
    elif kind == K_DROP and is_current(w, line, serial, 1) == 1:
        drop_call(w, line, now)
    elif kind == K_GIVE_UP and is_current(w, line, serial, 1) == 1:
        give_up(w, line, now)


def step_agent(w: World, kind: int, agent: int, key: int, now: float) -> None:
    """Act on an event of an agent."""
    if kind == K_TURN:
        next_turn(w, agent, key, now)
    elif kind == K_WRAP:
        settle_agent(w, agent, now)
    elif kind == K_READ:
        read_out(w, agent, key, now)
    else:
        end_message(w, agent, key, now)


def step_day(w: World, kind: int, entity: int, key: int, now: float) -> None:
    """Act on an event of the calendar, of a team or of a skill."""
    if kind == K_DAY:
        begin_day(w, entity, now)
    elif kind == K_OPEN:
        open_team(w, entity, key, now)
    elif kind == K_SHUT:
        shut_team(w, entity, now)
    elif kind == K_PACE:
        pace_skill(w, entity, now)
    elif kind == K_TICK:
        correct_ratio(w, entity)
        pace_skill(w, entity, now)
    else:
        end_run(w, now)


def step(w: World, now: float, kind: int, entity: int, key: int) -> None:
    """Let one event happen. now: seconds since the horizon's first midnight."""
    w.v[G_EVENTS] += 1.0
    w.v[V_NOW] = now
    if K_RING <= kind <= K_GIVE_UP:
        step_line(w, kind, entity, key, now)
    elif K_READ <= kind <= K_MESSAGE_END:
        step_agent(w, kind, entity, key, now)
    elif kind == K_ARRIVE:
        if key < 0:
            next_arrival(w, 0)
        else:
            meet_arrival(w, entity, key, now)
    elif kind == K_RETURN:
        take_call(w, entity, now)
    elif kind == K_CALLBACK:
        call_back(w, entity, now)
    else:
        step_day(w, kind, entity, key, now)


def describe(w: World, kind: int, entity: int, out: Floats) -> None:
    """Write the state behind an event into TRACE_WIDTH places, for the raw trace.

    Agents show the feelings and outcomes of the call in hand, accounts and calls the slow memory.
    """
    if K_READ <= kind <= K_MESSAGE_END:
        row = agent_row(w, entity)
        for feeling in range(FEELINGS):
            out[feeling] = row[feeling]
        out[6] = row[LAYER]
        out[7] = row[HURT]
        out[8] = row[COERCION]
        out[9] = float(row[PROMISE_AMOUNT])
        out[10] = row[PROMISE_FIT]
        out[11] = row[COMPLAINT]
        out[12] = row[RISK]
        out[13] = row[WILLING]
        out[14] = row[PEAK]
        out[15] = row[SPENT]
        return
    account = -1
    if K_RING <= kind <= K_GIVE_UP:
        account = int(line_row(w, entity)[C_ACCOUNT])
    elif kind == K_RETURN or kind == K_CALLBACK:
        account = entity
    memory = hand_row(w)
    if account >= 0:
        load_account(w, account, memory)
    else:
        load_stranger(0.0, memory)
    for place in range(TRACE_WIDTH):
        out[place] = memory[place]
