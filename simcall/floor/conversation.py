"""A talk on the floor: an agent's policy table meets the debtor's kernels, turn by turn. A kernel.

The agent's row holds the state of the call in hand. A turn is played when it begins, so its effect
is known; the event that follows comes when agent and debtor have finished speaking.
"""

from __future__ import annotations

from simcall.agent.situation import SITUATIONS, find_situation
from simcall.agent.table import find_place
from simcall.common.chance import TIMING
from simcall.floor.board import set_status
from simcall.floor.dossier import load_account, load_stranger
from simcall.floor.layout import (
    A_ACCOUNT,
    A_ATTEMPT,
    A_DISCLOSED,
    A_HUMAN,
    A_LINE,
    A_PACE,
    A_POLICY,
    A_QUICK,
    A_REPLY,
    A_STARTED,
    A_SUMMED,
    A_TEAM,
    A_TURN,
    A_VISITS,
    A_WAIVER,
    A_WHO,
    A_WRAP,
    B_QUICK,
    C_ACCOUNT,
    C_ATTEMPT,
    C_INBOUND,
    C_SINCE,
    C_STATE,
    C_WHO,
    DICE,
    F_PERSONA,
    G_TURNS,
    I_OFFERED,
    K_TURN,
    LINE_TALKING,
    N_LENGTHS,
    N_OFFSETS,
    N_ORDER,
    N_OTHER,
    N_REPLICATION,
    N_SEED_HIGH,
    N_SEED_LOW,
    N_SLOTS,
    N_WRONG,
    OTHER,
    P_SLOT_SECONDS,
    RIGHT,
    T_WRAP_MEAN,
    TALKING,
)
from simcall.floor.limits import bucket_of, local_clock
from simcall.floor.luck import emit, exponential, roll
from simcall.floor.world import (
    Floats,
    World,
    agent_row,
    bucket_row,
    draws_row,
    interval_row,
    ledger_row,
    line_row,
    memory_row,
    move_row,
    persona_row,
    team_row,
)
from simcall.persona.emotion import A_DISCLOSE, A_PURPOSE, A_SUMMARISE, act_weight
from simcall.persona.memory import open_call
from simcall.persona.replies import R_PROMISE
from simcall.persona.shape import (
    BASE,
    END_CLOSED,
    END_HANGUP,
    ENDED,
    IDENTITY,
    LAST_REPLY,
    PROMISE,
    TRUST,
    TURNS,
)
from simcall.persona.turn import TURNS_PER_CALL, take_turn
from simcall.speech.move import SECONDS, WAIVER

MAX_TURNS = 60
SITUATION_COUNT = len(SITUATIONS)
PAUSE = 0.8  # seconds between speakers


def reply_seconds(reply: int) -> float:
    """Return how long a reply of each kind takes to say (mean of the written lines, estimated)."""
    if reply == 6 or reply == 13:
        return 7.5  # a reason told, a complaint
    if reply == 5 or reply == 12 or reply == 11 or reply == 7 or reply == 14:
        return 5.0  # excuse, negotiation, refusal, feeling, law
    if reply == 0 or reply == 2 or reply == 17 or reply == 18 or reply == 21:
        return 1.8  # short answers
    return 3.5


def slot_of(w: World, now: float) -> int:
    """Return the reporting interval of the day."""
    return min(w.n[N_SLOTS] - 1, max(0, int(local_clock(w, now) / w.v[P_SLOT_SECONDS])))


def persona_of(w: World, who: int, account: int) -> int:
    """Return the persona row of whoever speaks."""
    if who == RIGHT:
        return w.files[account][F_PERSONA]
    return w.n[N_OTHER] if who == OTHER else w.n[N_WRONG]


def recall(w: World, agent: int, who: int, account: int) -> None:
    """Bring up the slow memory of whoever speaks; others than the debtor have none."""
    if who == RIGHT:
        load_account(w, account, memory_row(w, agent))
    else:
        trust = persona_row(w, persona_of(w, who, account))[BASE + TRUST]
        load_stranger(trust, memory_row(w, agent))


def clear_talk(row: Floats) -> None:
    """Forget what an agent did in the talk before."""
    row[A_TURN] = 0.0
    row[A_REPLY] = -1.0
    row[A_SUMMED] = 0.0
    row[A_DISCLOSED] = 0.0
    row[A_WAIVER] = 0.0
    for place in range(SITUATION_COUNT):
        row[A_VISITS + place] = 0.0


def open_talk(w: World, agent: int, line: int, now: float) -> None:
    """Connect an agent with a call: set the state, draw pace and wrap-up, begin the first turn."""
    row = agent_row(w, agent)
    call = line_row(w, line)
    account = int(call[C_ACCOUNT])
    who = int(call[C_WHO])
    attempt = int(call[C_ATTEMPT])
    waited = now - call[C_SINCE] if call[C_INBOUND] == 1.0 else 0.0
    call[C_STATE] = LINE_TALKING
    set_status(w, agent, TALKING, now)
    interval_row(w, slot_of(w, now))[I_OFFERED] += 1.0
    row[A_LINE] = float(line)
    row[A_ACCOUNT] = float(account)
    row[A_ATTEMPT] = float(attempt)
    row[A_WHO] = float(who)
    row[A_STARTED] = now
    clear_talk(row)
    recall(w, agent, who, account)
    open_call(
        row,
        persona_row(w, persona_of(w, who, account)),
        memory_row(w, agent),
        waited,
        ledger_row(w),
    )
    roll(w, account, TIMING, attempt)
    row[A_PACE] = 0.85 + 0.3 * w.v[DICE + 1]
    row[A_WRAP] = exponential(team_row(w, int(row[A_TEAM]))[T_WRAP_MEAN], w.v[DICE + 2])
    quick = bucket_row(w, bucket_of(w, account))[B_QUICK]
    row[A_QUICK] = 0.0
    if who == RIGHT and call[C_INBOUND] == 0.0 and w.v[DICE + 3] < quick:
        row[A_QUICK] = 1.0
        emit(w, 3.0 + 15.0 * w.v[DICE + 3] / quick, K_TURN, agent, 1)
    elif row[A_HUMAN] == 0.0:
        emit(w, 1.5, K_TURN, agent, 0)


def note_move(row: Floats, move: Floats, who: int) -> None:
    """Keep what the agent has done: summed up a promise, told another person of the debt."""
    if act_weight(move, A_SUMMARISE) >= 0.5 and row[PROMISE] == 1.0:
        row[A_SUMMED] = 1.0
    told = act_weight(move, A_DISCLOSE) >= 0.5 or act_weight(move, A_PURPOSE) >= 0.5
    if who != RIGHT and told:
        row[A_DISCLOSED] = 1.0


def find_move(w: World, policy: int, situation: int, visit: int) -> int:
    """Return the move that a policy plays on a visit (from 0) to a situation."""
    place = policy * SITUATION_COUNT + situation
    first = w.n[w.n[N_OFFSETS] + place]
    return w.n[w.n[N_ORDER] + first + find_place(w.n[w.n[N_LENGTHS] + place], visit)]


def play_turn(w: World, agent: int) -> None:
    """Play one turn of the agent's policy and schedule its end."""
    row = agent_row(w, agent)
    account = int(row[A_ACCOUNT])
    who = int(row[A_WHO])
    persona = persona_row(w, persona_of(w, who, account))
    reply = int(row[A_REPLY])
    situation = find_situation(row, persona, reply, row[A_SUMMED] == 1.0)
    visit = int(row[A_VISITS + situation])
    row[A_VISITS + situation] += 1.0
    move = move_row(w, find_move(w, int(row[A_POLICY]), situation, visit))
    note_move(row, move, who)
    turn = int(row[A_TURN])
    reply = take_turn(
        row,
        persona,
        memory_row(w, agent),
        move,
        ledger_row(w),
        draws_row(w),
        w.n[N_SEED_LOW],
        w.n[N_SEED_HIGH],
        w.n[N_REPLICATION],
        account,
        int(row[A_ATTEMPT]) * TURNS_PER_CALL + turn,
    )
    row[A_REPLY] = float(reply)
    if reply == R_PROMISE:
        row[A_WAIVER] = move[WAIVER]
    row[A_TURN] = float(turn + 1)
    w.v[G_TURNS] += 1.0
    if turn + 1 >= MAX_TURNS and row[ENDED] == 0.0:
        row[ENDED] = float(END_CLOSED)
    seconds = (move[SECONDS] + PAUSE + reply_seconds(reply)) * row[A_PACE]
    emit(w, seconds, K_TURN, agent, 0)


def hang_up_at_once(w: World, agent: int) -> None:
    """End a talk that the debtor cut off within the first seconds."""
    row = agent_row(w, agent)
    row[ENDED] = float(END_HANGUP)
    row[IDENTITY] = 0.0
    row[LAST_REPLY] = 18.0
    row[TURNS] = 0.0
