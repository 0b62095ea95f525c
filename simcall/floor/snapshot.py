"""Saving a run at any event, and going on exactly as if nothing had happened, on either clock.

All that a run consists of is its world and the list of events to come (with the tie-breaker of
each), so ties continue in the same order too. As text a snapshot is JSON; floats survive exactly.
"""

from __future__ import annotations

import copy
import json
from typing import Any, NamedTuple

from simcall.common.errors import SimcallError
from simcall.floor.clock import Clock, FloorClock
from simcall.floor.world import Event, World

FORMAT = "simcall/floor-snapshot/1"


class Snapshot(NamedTuple):
    """A run between two events. now: when the last one happened; happened: events so far."""

    world: World
    events: tuple[Event, ...]
    next_seq: int
    now: float
    happened: int


def copy_lists(world: World) -> World:
    """Return an independent copy of a world as lists, whatever it is made of."""
    fields: list[Any] = []
    for value in world:
        plain: Any = value
        fields.append(plain.tolist() if hasattr(plain, "tolist") else copy.deepcopy(plain))
    return World(*fields)


def take_snapshot(clock: Clock) -> Snapshot:
    """Return the state of a run between two events."""
    events = tuple(sorted(clock.pending.values()))
    return Snapshot(copy_lists(clock.world), events, clock.next_seq, clock.now, clock.count)


def resume_simpy(snapshot: Snapshot) -> FloorClock:
    """Return a SimPy clock that goes on from a snapshot."""
    clock = FloorClock(copy_lists(snapshot.world), list(snapshot.events), snapshot.next_seq)
    clock.now, clock.count = snapshot.now, snapshot.happened
    return clock


def resume_compiled(snapshot: Snapshot) -> Clock:
    """Return a BatchClock that goes on from a snapshot. Raises CompilerMissing without numba."""
    from simcall.floor.machine import BatchClock, to_arrays

    clock = BatchClock(to_arrays(snapshot.world), list(snapshot.events), snapshot.next_seq)
    clock.now, clock.count = snapshot.now, snapshot.happened
    return clock


def write_snapshot(snapshot: Snapshot) -> str:
    """Return a snapshot as JSON text."""
    data = {
        "format": FORMAT,
        "world": snapshot.world._asdict(),
        "events": snapshot.events,
        "next_seq": snapshot.next_seq,
        "now": snapshot.now,
        "happened": snapshot.happened,
    }
    return json.dumps(data, separators=(",", ":"))


def read_snapshot(text: str) -> Snapshot:
    """Return the snapshot in a JSON text; SimcallError when it is none."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise KeyError("format")
        return Snapshot(
            World(**data["world"]),
            tuple(Event(*event) for event in data["events"]),
            data["next_seq"],
            data["now"],
            data["happened"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise SimcallError(
            f"this is not a floor snapshot of format {FORMAT} ({error}); save the run again"
        ) from error
