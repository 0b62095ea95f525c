"""The world of the floor model: five flat vectors and tables that both clocks hand to the kernels.

Few and large on purpose: every field costs the compiled engine time at each call. A kernel.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

from simcall.floor.layout import (
    N_AT_BUCKETS,
    N_AT_DAYS,
    N_AT_INTERVALS,
    N_AT_LINES,
    N_AT_MEMORY,
    N_AT_MOVES,
    N_AT_PERSONAS,
    N_AT_SCRATCH,
    N_AT_SKILLS,
    N_AT_TEAMS,
)

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
    """Everything that the floor model knows: lists under the SimPy clock, arrays in a batch.

    n: whole numbers, outbox, policy tables. v: parameters, tally, last draw, delays in the outbox.
    accounts, files: for each account the Q_SIZE doubles and F_SIZE whole numbers of its file
    (dossier; 188 bytes in a batch). rows: agents, lines, skills, teams, days,
    buckets, personas, intervals, moves and scratch, one row each.
    """

    n: Ints
    v: Floats
    accounts: Sequence[Floats]
    files: Sequence[Ints]
    rows: Sequence[Floats]


def agent_row(w: World, agent: int) -> Floats:
    """Return the row of an agent; it begins with the state of the call in hand."""
    return w.rows[agent]


def line_row(w: World, line: int) -> Floats:
    """Return the row of a line."""
    return w.rows[w.n[N_AT_LINES] + line]


def skill_row(w: World, skill: int) -> Floats:
    """Return the row of a skill and its queue."""
    return w.rows[w.n[N_AT_SKILLS] + skill]


def team_row(w: World, team: int) -> Floats:
    """Return the row of a team."""
    return w.rows[w.n[N_AT_TEAMS] + team]


def day_row(w: World, day: int) -> Floats:
    """Return the row of a day; one more than the days marks the horizon."""
    return w.rows[w.n[N_AT_DAYS] + day]


def bucket_row(w: World, bucket: int) -> Floats:
    """Return the row of a bucket."""
    return w.rows[w.n[N_AT_BUCKETS] + bucket]


def persona_row(w: World, persona: int) -> Floats:
    """Return the row of a persona; it begins with the persona vector."""
    return w.rows[w.n[N_AT_PERSONAS] + persona]


def interval_row(w: World, interval: int) -> Floats:
    """Return the row of a reporting interval of the day."""
    return w.rows[w.n[N_AT_INTERVALS] + interval]


def move_row(w: World, move: int) -> Floats:
    """Return a move vector."""
    return w.rows[w.n[N_AT_MOVES] + move]


def draws_row(w: World) -> Floats:
    """Return the scratch for a turn's draws."""
    return w.rows[w.n[N_AT_SCRATCH]]


def ledger_row(w: World) -> Floats:
    """Return the ledger, which is switched off on the floor."""
    return w.rows[w.n[N_AT_SCRATCH] + 1]


def hand_row(w: World) -> Floats:
    """Return the scratch for one account's slow memory."""
    return w.rows[w.n[N_AT_SCRATCH] + 2]


def memory_row(w: World, agent: int) -> Floats:
    """Return the slow memory of the person whom an agent talks with."""
    return w.rows[w.n[N_AT_MEMORY] + agent]
