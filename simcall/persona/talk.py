"""Change, sustain and neutral talk: which of them a turn calls forth. A kernel.

Starting probabilities after each kind of act and the client's momentum come from coded motivational
interviewing sessions (open question .36 change, reflection .23, closed question .18, information
.13; change after change .56, sustain after sustain .41, neutral after neutral .77).
"""

from __future__ import annotations

from simcall.persona.emotion import (
    A_AFFIRM,
    A_ASK_OPEN,
    A_COMMIT,
    A_EMPATHISE,
    A_INFORM,
    A_OFFER,
    A_REFLECT,
    Vector,
    act_weight,
    harm_weight,
)
from simcall.persona.shape import ANGER, LAST_TALK, REACTANCE, TRUST
from simcall.speech.move import FIT

CHANGE = 0
SUSTAIN = 1
NEUTRAL = 2


def change_share(move: Vector) -> float:
    """Return the base probability of change talk after a move."""
    share = 0.14
    share = max(share, 0.36 * act_weight(move, A_ASK_OPEN))
    share = max(share, 0.18 * act_weight(move, 5))
    share = max(share, (0.10 + 0.14 * move[FIT]) * act_weight(move, A_REFLECT))
    share = max(share, 0.20 * act_weight(move, A_EMPATHISE))
    share = max(share, 0.26 * act_weight(move, A_AFFIRM))
    share = max(share, 0.13 * act_weight(move, A_INFORM))
    share = max(share, 0.23 * act_weight(move, A_OFFER))
    return max(share, 0.52 * act_weight(move, A_COMMIT))


def draw_talk(state: Vector, move: Vector, receptive: float, u: float) -> int:
    """Draw the kind of talk; `u` is uniform on (0, 1), `receptive` shifts it by persona."""
    heat = 0.5 * (state[ANGER] + state[REACTANCE])
    change = change_share(move) * (1.0 + 0.5 * (state[TRUST] - 0.4) - 0.6 * heat + receptive)
    change *= 1.0 - 0.7 * harm_weight(move)
    sustain = 0.14 + 0.30 * heat + 0.25 * harm_weight(move)
    if act_weight(move, A_REFLECT) >= 0.5 and state[LAST_TALK] == SUSTAIN:
        change *= 0.5
        sustain += 0.14
    elif state[LAST_TALK] == CHANGE:
        change *= 1.7
    elif state[LAST_TALK] == SUSTAIN:
        sustain += 0.14
    change = min(0.9, max(0.01, change))
    sustain = min(0.95 - change, sustain)
    if u < change:
        return CHANGE
    return SUSTAIN if u < change + sustain else NEUTRAL


def talk_of_reply(state: Vector, reply: int) -> int:
    """Code a reply act as change, sustain or neutral talk."""
    if reply == 9 or reply == 10 or reply == 6:
        return CHANGE
    if reply == 12:
        return CHANGE if state[TRUST] > 0.35 else NEUTRAL
    if reply == 11 or reply == 5 or reply == 13 or reply == 22 or reply == 3:
        return SUSTAIN
    return NEUTRAL
