"""The world of the floor model: flat vectors that both clocks hand to the kernels."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

Floats = MutableSequence[float]
Ints = MutableSequence[int]


class Event(NamedTuple):
    """One event to come. time in seconds, seq breaks ties, entity and key as the kind says."""

    time: float
    seq: int
    kind: int
    entity: int
    key: int


class World(NamedTuple):
    """Everything that the floor model knows: lists in the SimPy clock, arrays in a batch.

    n, p: whole numbers and parameters. files (int32), ready (int32, second from which an account
    may be dialled), due (int32, day of the next payment, -1 none), lanes (int8, skill that works
    the account, -1 none) and accounts (persona.shape) have one entry for each account. order,
    offsets, lengths: the policy tables one after another. dice, draws, ledger, blank: scratch.
    """

    n: Ints
    p: Floats
    accounts: Sequence[Floats]
    files: Sequence[Ints]
    ready: Ints
    due: Ints
    lanes: Ints
    agents: Sequence[Floats]
    lines: Sequence[Floats]
    skills: Sequence[Floats]
    teams: Sequence[Floats]
    days: Sequence[Floats]
    buckets: Sequence[Floats]
    personas: Sequence[Floats]
    moves: Sequence[Floats]
    order: Ints
    offsets: Ints
    lengths: Ints
    tally: Floats
    intervals: Sequence[Floats]
    out_delay: Floats
    out_kind: Ints
    out_entity: Ints
    out_key: Ints
    dice: Floats
    draws: Floats
    ledger: Floats
    blank: Floats
    chances: Floats
