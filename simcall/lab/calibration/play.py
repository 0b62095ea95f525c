"""Whole simulated conversations for the calibration suite. A kernel.

`play_call` lets a policy table call somebody; `play_session` lets a random coder's mix of acts play
against one person, as in coded counselling sessions, and records the talk after every turn.
"""

from __future__ import annotations

from collections.abc import Sequence

from simcall.agent.situation import find_situation
from simcall.agent.table import find_row
from simcall.common.chance import AGENT, draw_block, unit_of
from simcall.persona.emotion import A_SUMMARISE, Vector, act_weight
from simcall.persona.memory import open_call
from simcall.persona.shape import ENDED, IDENTITY, INTRODUCED, LAST_TALK, LAYER, PROMISE, TURNS
from simcall.persona.turn import TURNS_PER_CALL, take_turn
from simcall.speech.move import NOVELTY

Matrix = Sequence[Vector]


def play_call(
    state: Vector,
    persona: Vector,
    account: Vector,
    moves: Matrix,
    order: Sequence[int],
    offsets: Sequence[int],
    lengths: Sequence[int],
    visits: Vector,
    draws: Vector,
    ledger: Vector,
    seed_low: int,
    seed_high: int,
    entity: int,
    attempt: int,
    most: int,
) -> int:
    """Play one call of a policy to its end, or to `most` turns; return the number of turns.

    state: filled here. visits: one place for each situation; ledger, draws: scratch.
    """
    open_call(state, persona, account, 0.0, ledger)
    for place in range(len(visits)):
        visits[place] = 0.0
    reply = -1
    summed_up = False
    turn = 0
    while turn < most and state[ENDED] == 0.0:
        situation = find_situation(state, persona, reply, summed_up)
        row = find_row(order, offsets, lengths, situation, int(visits[situation]))
        visits[situation] += 1.0
        reply = take_turn(
            state, persona, account, moves[row], ledger, draws, seed_low, seed_high, 0, entity,
            attempt * TURNS_PER_CALL + turn,
        )  # fmt: skip
        if state[PROMISE] == 1.0 and act_weight(moves[row], A_SUMMARISE) >= 0.5:
            summed_up = True
        turn += 1
    return turn


def pick_row(shares: Vector, u: float) -> int:
    """Return the row whose share of the unit interval holds `u`; shares add up to one."""
    left = u
    for row in range(len(shares)):
        left -= shares[row]
        if left < 0.0:
            return row
    return len(shares) - 1


def play_session(
    state: Vector,
    persona: Vector,
    account: Vector,
    moves: Matrix,
    shares: Vector,
    stock: Vector,
    record: Vector,
    draws: Vector,
    ledger: Vector,
    seed_low: int,
    seed_high: int,
    entity: int,
    turns: int,
) -> int:
    """Play one session of random acts after the greeting; return the number of turns.

    shares: how often each move is played. stock: for each move, how many different phrasings there
    are; after them its words are no longer new (novelty 0). record: three places a turn: the move,
    the talk before it, the talk after it. The state is opened by the caller.
    """
    state[IDENTITY] = 1.0
    state[INTRODUCED] = 1.0
    state[LAYER] = max(1.0, state[LAYER])
    state[TURNS] = 0.0
    turn = 0
    while turn < turns and state[ENDED] == 0.0:
        w0, _, _, _ = draw_block(seed_low, seed_high, 0, entity, AGENT, turn)
        row = pick_row(shares, unit_of(w0))
        move = moves[row]
        move[NOVELTY] = 1.0 if stock[row] >= 1.0 else 0.0
        stock[row] -= 1.0
        record[3 * turn] = float(row)
        record[3 * turn + 1] = state[LAST_TALK]
        take_turn(
            state, persona, account, move, ledger, draws, seed_low, seed_high, 0, entity, turn
        )
        record[3 * turn + 2] = state[LAST_TALK]
        turn += 1
    return turn
