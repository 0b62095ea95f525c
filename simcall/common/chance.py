"""Counter-based random numbers: a draw is a pure function of what it is for.

The generator is Philox4x32 with seven rounds (Salmon, Moraes, Dror and Shaw, "Parallel random
numbers: as easy as 1, 2, 3", SC'11; seven is the least number of rounds that passes BigCrush).
The counter names the draw: *entity* (an account, a customer, a call), *occurrence* (the day,
attempt or turn, never a count of draws already taken), *replication* and *purpose*. The key is
the 64-bit seed. Draws therefore do not depend on the order of events, on the number of workers,
or on what another branch of the same call drew, and two policies meet the same luck.

The same source runs in CPython and, compiled from outside, in machine code: every operation keeps
its low 64 bits exact in both.
"""

from __future__ import annotations

MASK32 = 0xFFFFFFFF
_UNIT = 2.0**-52
_UNIT32 = 2.0**-32

# Purposes: what a draw is for. New ones go at the end; numbers never change meaning.
MOOD = 1  # small random drift of the six feelings during a turn
CHOICE = 2  # what the debtor does in a turn: hang up, disclose, promise, complain
TALK = 3  # change, sustain or neutral talk, and which reply
WORDS = 4  # which written line carries the reply
ANSWER = 5  # whether and how a dialled number answers
TIMING = 6  # ring, talk and wrap-up durations
PROMISE = 7  # keeping or breaking a promise
ARRIVAL = 8  # when the next caller arrives
PATIENCE = 9  # how long a caller waits
SERVICE = 10  # service time of a plain queue
ACCOUNT = 11  # who an account is: persona, balance, age of debt
COMPLAINT = 12  # complaints after a call
AGENT = 13  # which colleague, and how an agent policy varies
RETRIAL = 14  # when a blocked caller tries again
PAYMENT = 15  # payments without a promise
SHUFFLE = 16  # order of items in a form


def draw_block(
    seed_low: int, seed_high: int, replication: int, entity: int, purpose: int, occurrence: int
) -> tuple[int, int, int, int]:
    """Return four independent 32-bit words for one named draw.

    All arguments are integers in [0, 2**32). Cost: about 3 microseconds in CPython, 10 nanoseconds
    compiled.
    """
    c0, c1, c2, c3 = entity, occurrence, replication, purpose
    k0, k1 = seed_low, seed_high
    for _ in range(7):
        p0 = 0xD2511F53 * c0
        p1 = 0xCD9E8D57 * c2
        c0 = ((p1 >> 32) ^ c1 ^ k0) & MASK32
        c2 = ((p0 >> 32) ^ c3 ^ k1) & MASK32
        c1 = p1 & MASK32
        c3 = p0 & MASK32
        k0 = (k0 + 0x9E3779B9) & MASK32
        k1 = (k1 + 0xBB67AE85) & MASK32
    return c0, c1, c2, c3


def draw_unit(
    seed_low: int, seed_high: int, replication: int, entity: int, purpose: int, occurrence: int
) -> float:
    """Return one double in the open interval (0, 1), with 52 random bits."""
    w0, w1, _, _ = draw_block(seed_low, seed_high, replication, entity, purpose, occurrence)
    return ((w0 << 20) + (w1 >> 12) + 0.5) * _UNIT


def unit_of(word: int) -> float:
    """Turn a 32-bit word into a double in the open interval (0, 1)."""
    return (word + 0.5) * _UNIT32


def split_seed(seed: int) -> tuple[int, int]:
    """Split a seed (any integer; taken modulo 2**64) into the two key words."""
    seed &= 0xFFFFFFFFFFFFFFFF
    return seed & MASK32, seed >> 32
