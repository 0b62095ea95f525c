"""What a finished talk leaves behind: memory, promise, complaint, next contact. A kernel."""

from __future__ import annotations

from simcall.common.chance import COMPLAINT as COMPLAINT_DRAW
from simcall.floor.board import free_line, set_status
from simcall.floor.conversation import persona_of, slot_of
from simcall.floor.dossier import RUNNING, load_account, store_account
from simcall.floor.layout import (
    A_ACCOUNT,
    A_ATTEMPT,
    A_DISCLOSED,
    A_LINE,
    A_STARTED,
    A_WAIVER,
    A_WHO,
    A_WRAP,
    C_INBOUND,
    C_NUMBER,
    DICE,
    F_AHEAD,
    F_BUSY,
    F_DUE,
    F_MARKS,
    F_MISSES,
    F_NUMBERS,
    F_OWED,
    F_STATUS,
    F_TALKED,
    F_TALKS,
    F_WAIVED,
    FOREVER,
    G_CALLBACKS,
    G_COMPLAINTS,
    G_DISCLOSED,
    G_DISTRESS,
    G_HANDLED,
    G_HANGUPS,
    G_LATE_TALKS,
    G_PROMISED,
    G_PROMISES,
    G_REASONS,
    G_RIGHT,
    G_RIGHT_OUT,
    G_RISKS,
    G_RISKS_MISSED,
    G_STOPS,
    G_SUPERVISOR,
    G_TALK_SECONDS,
    G_TALKS,
    G_VIOLATIONS,
    G_WRAP_SECONDS,
    I_HANDLED,
    I_SECONDS,
    K_CALLBACK,
    K_WRAP,
    N_TODAY,
    NUMBER_KNOWN_BAD,
    NUMBER_REFUSED,
    NUMBER_WIDTH,
    OTHER,
    P_CALLBACK_DELAY,
    P_CALLBACK_SHARE,
    P_HOLD,
    P_REFUSAL,
    P_RETRY_MISSED,
    P_RETRY_TALKED,
    RIGHT,
    STOPPED,
    WRAPPING,
    WRONG,
)
from simcall.floor.limits import (
    add_today,
    is_legal,
    next_time,
    release_account,
    start_of_day,
    touch_account,
)
from simcall.floor.luck import emit, exponential, roll
from simcall.floor.world import (
    Floats,
    World,
    agent_row,
    interval_row,
    line_row,
    memory_row,
    persona_row,
)
from simcall.persona.memory import close_call, complaint_chance, count_contact
from simcall.persona.shape import (
    BOND,
    CARRIED,
    CONTACTS,
    END_BUSY,
    END_HANGUP,
    END_STOPPED,
    ENDED,
    GRIEVANCE,
    LAYER,
    OFFER_FIT,
    OFFERS,
    PROMISE,
    PROMISE_AMOUNT,
    RISK,
    RISK_IGNORED,
    ROUNDS,
    SUPERVISOR,
    TURNS,
    VIOLATIONS,
)

WEARINESS = 0.25  # for each contact of late
WITHIN_REACH = 0.4  # fit from which a proposal can be met
UNHEARD = 0.05


def tally_talk(w: World, agent: int, now: float) -> None:
    """Count what every talk counts, whoever spoke."""
    row = agent_row(w, agent)
    seconds = now - row[A_STARTED]
    tally = w.v
    tally[G_TALKS] += 1.0
    tally[G_HANDLED] += 1.0
    tally[G_TALK_SECONDS] += seconds
    tally[G_WRAP_SECONDS] += row[A_WRAP]
    interval = interval_row(w, slot_of(w, row[A_STARTED]))
    interval[I_HANDLED] += 1.0
    interval[I_SECONDS] += seconds + row[A_WRAP]
    if row[VIOLATIONS] > 0.0 or row[A_DISCLOSED] == 1.0:
        tally[G_VIOLATIONS] += 1.0
    tally[G_DISCLOSED] += row[A_DISCLOSED]
    if row[ENDED] == float(END_HANGUP):
        tally[G_HANGUPS] += 1.0
    if is_legal(w, now) == 0 and line_row(w, int(row[A_LINE]))[C_INBOUND] == 0.0:
        tally[G_LATE_TALKS] += 1.0


def tally_debtor(w: World, agent: int, inbound: int) -> None:
    """Count what a talk with the debtor counts."""
    row = agent_row(w, agent)
    tally = w.v
    tally[G_RIGHT] += 1.0
    if inbound == 0:
        tally[G_RIGHT_OUT] += 1.0
    tally[G_DISTRESS] += memory_row(w, agent)[CARRIED]
    tally[G_SUPERVISOR] += row[SUPERVISOR]
    if row[LAYER] >= 2.0:
        tally[G_REASONS] += 1.0
    if row[RISK] >= 1.0:
        tally[G_RISKS] += 1.0
        if row[RISK] < 3.0 or row[RISK_IGNORED] > 0.0:
            tally[G_RISKS_MISSED] += 1.0
    if row[PROMISE] == 1.0:
        tally[G_PROMISES] += 1.0
        tally[G_PROMISED] += row[PROMISE_AMOUNT]


def note_talk(w: World, account: int, inbound: int) -> None:
    """Count a talk against the contact limits."""
    file = w.files[account]
    file[F_MISSES] = 0
    if inbound == 0:
        file[F_TALKS] = add_today(file[F_TALKS])
        file[F_TALKED] = w.n[N_TODAY]


def wear_bond(memory: Floats, before: float) -> None:
    """Let a good talk do less for those who have been contacted much of late.

    Reminders wear off and annoy (sign: Damgaard and Gravert 2018; size: own estimate).
    """
    gain = memory[BOND] - before
    if gain > 0.0:
        memory[BOND] = before + gain / (1.0 + WEARINESS * memory[CONTACTS])


def resent_terms(row: Floats, memory: Floats) -> None:
    """Let who has told the reason resent a talk about money that offered nothing within reach.

    That no plan is offered is one of the usual grounds of complaint (size: own estimate).
    """
    asked = row[OFFERS] > 0.0 or row[ROUNDS] > 0.0
    if asked and row[PROMISE] == 0.0 and row[LAYER] >= 2.0 and row[OFFER_FIT] < WITHIN_REACH:
        memory[GRIEVANCE] += UNHEARD * (1.0 - memory[GRIEVANCE])


def plan_next(w: World, agent: int, now: float) -> int:
    """Return when the debtor may be called again: after the promise, the hold, or the usual wait.

    Uses the draws for complaint and callback of this talk.
    """
    row = agent_row(w, agent)
    account = int(row[A_ACCOUNT])
    at = next_time(w, account, now, w.v[P_RETRY_TALKED])
    roll(w, account, COMPLAINT_DRAW, int(row[A_ATTEMPT]))
    persona = persona_row(w, persona_of(w, RIGHT, account))
    if w.v[DICE] < complaint_chance(row, persona, memory_row(w, agent)):
        w.v[G_COMPLAINTS] += 1.0
        at = max(at, int(start_of_day(w, w.n[N_TODAY] + int(w.v[P_HOLD]))))
    if row[ENDED] == float(END_STOPPED):
        w.files[account][F_STATUS] = STOPPED
        w.v[G_STOPS] += 1.0
        return FOREVER
    busy = row[ENDED] == float(END_BUSY) and w.files[account][F_DUE] < 0
    if busy and w.v[DICE + 1] < w.v[P_CALLBACK_SHARE]:
        w.v[G_CALLBACKS] += 1.0
        emit(w, exponential(w.v[P_CALLBACK_DELAY], w.v[DICE + 2]), K_CALLBACK, account, 0)
    return at


def close_with_debtor(w: World, agent: int, inbound: int, now: float) -> None:
    """Carry a talk with the debtor into the account."""
    row = agent_row(w, agent)
    account = int(row[A_ACCOUNT])
    memory = memory_row(w, agent)
    store_account(w, account, memory)
    touch_account(w, account)
    load_account(w, account, memory)
    persona = persona_row(w, persona_of(w, RIGHT, account))
    before = memory[BOND]
    close_call(row, persona, memory, float(w.n[N_TODAY]))
    wear_bond(memory, before)
    resent_terms(row, memory)
    count_contact(memory)
    store_account(w, account, memory)
    if row[PROMISE] == 1.0:
        w.files[account][F_WAIVED] = int(row[A_WAIVER] * float(w.files[account][F_OWED]))
        w.files[account][F_MARKS] &= ~RUNNING
        w.files[account][F_AHEAD] = 0
    note_talk(w, account, inbound)
    tally_debtor(w, agent, inbound)
    at = plan_next(w, agent, now)
    release_account(w, account, at, now)


def close_with_other(w: World, agent: int, line: int, now: float) -> None:
    """Keep what another person made known: a wrong number, or a wish not to be called again."""
    row = agent_row(w, agent)
    account = int(row[A_ACCOUNT])
    touch_account(w, account)
    who = int(row[A_WHO])
    file = w.files[account]
    place = NUMBER_WIDTH * int(line_row(w, line)[C_NUMBER])
    roll(w, account, COMPLAINT_DRAW, int(row[A_ATTEMPT]))
    if who == WRONG and row[TURNS] > 0.0:
        file[F_NUMBERS] |= NUMBER_KNOWN_BAD << place
    refused = row[ENDED] == float(END_STOPPED) or w.v[DICE + 1] < w.v[P_REFUSAL]
    if who == OTHER and place > 0 and refused:
        file[F_NUMBERS] |= NUMBER_REFUSED << place
    persona = persona_row(w, persona_of(w, who, account))
    if w.v[DICE] < complaint_chance(row, persona, memory_row(w, agent)):
        w.v[G_COMPLAINTS] += 1.0
    release_account(w, account, next_time(w, account, now, w.v[P_RETRY_MISSED]), now)


def finish_talk(w: World, agent: int, now: float) -> None:
    """End a talk: book it, free the line, begin the wrap-up."""
    row = agent_row(w, agent)
    line = int(row[A_LINE])
    inbound = int(line_row(w, line)[C_INBOUND])
    tally_talk(w, agent, now)
    if int(row[A_WHO]) == RIGHT:
        close_with_debtor(w, agent, inbound, now)
    else:
        close_with_other(w, agent, line, now)
    w.files[int(row[A_ACCOUNT])][F_BUSY] = 0
    free_line(w, line)
    row[A_LINE] = -1.0
    set_status(w, agent, WRAPPING, now)
    emit(w, row[A_WRAP], K_WRAP, agent, 0)
