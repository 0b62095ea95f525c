"""One turn of one call: draws, feelings, reply. The single entry of the conversation model.

Live play calls it with lists, a batch with array rows inside compiled code; there is no other way
in which a debtor ever reacts. A kernel.
"""

from __future__ import annotations

from simcall.common.chance import CHOICE, MOOD, TALK, draw_block, unit_of
from simcall.persona.appraisal import feel
from simcall.persona.behaviour import respond
from simcall.persona.emotion import Vector
from simcall.persona.shape import AWARE, IDENTITY, LUCK_PROMISE, LUCK_PROTEST, TURNS

TURNS_PER_CALL = 512  # occurrence = attempt * TURNS_PER_CALL + turn
DRAWS = 8


def draw_luck(
    state: Vector, seed_low: int, seed_high: int, replication: int, entity: int, occurrence: int
) -> None:
    """Draw what belongs to the whole call: how ready to promise and to protest it finds them."""
    last = occurrence - occurrence % TURNS_PER_CALL + TURNS_PER_CALL - 1
    w0, w1, _, _ = draw_block(seed_low, seed_high, replication, entity, CHOICE, last)
    state[LUCK_PROMISE] = unit_of(w0)
    state[LUCK_PROTEST] = unit_of(w1)


def take_turn(
    state: Vector,
    persona: Vector,
    account: Vector,
    move: Vector,
    ledger: Vector,
    draws: Vector,
    seed_low: int,
    seed_high: int,
    replication: int,
    entity: int,
    occurrence: int,
) -> int:
    """Let the debtor hear one move; return the reply as an index into DEBTOR_ACTS.

    state, account, ledger and draws (DRAWS places of scratch) are changed in place. `occurrence`
    is attempt * 512 + turn (at most 510), so that luck belongs to the turn and not to the order
    of events.
    """
    if state[TURNS] == 0.0:
        draw_luck(state, seed_low, seed_high, replication, entity, occurrence)
        state[AWARE] = max(state[AWARE], state[IDENTITY])
    w0, w1, w2, _ = draw_block(seed_low, seed_high, replication, entity, MOOD, occurrence)
    feel(state, persona, move, ledger, w0, w1, w2)
    c0, c1, c2, c3 = draw_block(seed_low, seed_high, replication, entity, CHOICE, occurrence)
    t0, t1, t2, t3 = draw_block(seed_low, seed_high, replication, entity, TALK, occurrence)
    draws[0] = unit_of(c0)
    draws[1] = unit_of(c1)
    draws[2] = unit_of(c2)
    draws[3] = unit_of(c3)
    draws[4] = unit_of(t0)
    draws[5] = unit_of(t1)
    draws[6] = unit_of(t2)
    draws[7] = unit_of(t3)
    return respond(state, persona, account, move, draws)
