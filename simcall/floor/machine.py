"""The compiled clock: the same model in an event loop over arrays, for batches.

`run_floor` is compiled from outside (`compiler`) together with the model. The loop returns to
Python now and then, so that ctrl-C works, arrays can grow and a run can be saved at any event.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, MutableSequence, Sequence
from functools import cache
from typing import Any

import numpy as np

from simcall.floor.clock import TraceRow
from simcall.floor.compiler import compile_kernels
from simcall.floor.heap import Heap, pop_event, push_event
from simcall.floor.layout import (
    F_SIZE,
    N_ACCOUNTS,
    N_OUT,
    N_OVER,
    N_REPLICATION,
    OUT_DELAY,
    OUT_ENTITY,
    OUT_KEY,
    OUT_KIND,
    OUTBOX,
    ROW_SIZE,
    TRACE_WIDTH,
)
from simcall.floor.model import deal, describe, start, step
from simcall.floor.world import Event, World
from simcall.persona.shape import ACCOUNT_SIZE

CHUNK = 200_000  # events between returns to Python
TRACE_CHUNK = 4096
FIRST_ROOM = 1024
Floats = MutableSequence[float]


def collect_events(w: World, h: Heap, now: float) -> None:
    """Move the outbox into the heap."""
    for place in range(w.n[N_OUT]):
        push_event(
            h,
            now + w.v[OUT_DELAY + place],
            h.size[1],
            w.n[OUT_KIND + place],
            w.n[OUT_ENTITY + place],
            w.n[OUT_KEY + place],
        )
        h.size[1] += 1
    w.n[N_OUT] = 0


def start_floor(w: World, h: Heap) -> None:
    """Begin a run."""
    start(w)
    collect_events(w, h, 0.0)


def run_floor(
    w: World, h: Heap, most: int, until: float, trace: Sequence[Floats], traced: int
) -> int:
    """Run at most `most` events up to time `until`; return how many happened.

    Returns early when the heap needs room. traced 1: each event is written to a row of `trace`
    (time, entity, kind, key, then TRACE_WIDTH places of state); it has at least `most` rows.
    """
    done = 0
    room = len(h.time) - OUTBOX
    while done < most and w.n[N_OVER] == 0 and h.size[0] < room and h.time[0] <= until:
        now = h.time[0]
        kind = h.kind[0]
        entity = h.entity[0]
        key = h.key[0]
        pop_event(h)
        step(w, now, kind, entity, key)
        if traced == 1:
            row = trace[done]
            row[0] = now
            row[1] = float(entity)
            row[2] = float(kind)
            row[3] = float(key)
            describe(w, kind, entity, row[4:])
        collect_events(w, h, now)
        done += 1
    return done


def common_kinds() -> dict[str, Any]:
    """Return the compiler's types for the annotations that every kernel may use."""
    types: Any = importlib.import_module("numba.types")
    doubles = types.Array(types.float64, 1, "C")
    table = types.Array(types.float64, 2, "C")
    longs = types.Array(types.int64, 1, "C")
    return {
        "int": types.int64,
        "float": types.float64,
        "bool": types.boolean,
        "Vector": doubles,
        "Floats": doubles,
        "Ints": longs,
        "Sequence[Floats]": table,
        "Heap": types.NamedTuple((longs, doubles, *[longs] * 4), Heap),
    }


@cache
def load_engine() -> tuple[Any, ...]:
    """Return (start_floor, run_floor, deal) compiled."""
    types: Any = importlib.import_module("numba.types")
    kinds = common_kinds()
    doubles, longs, table = kinds["Floats"], kinds["Ints"], kinds["Sequence[Floats]"]
    files = types.Array(types.int32, 2, "C")
    kinds["World"] = types.NamedTuple((longs, doubles, table, files, table), World)
    return tuple(compile_kernels([start_floor, run_floor, deal], kinds))


def pad_rows(rows: Sequence[Sequence[float]]) -> Any:
    """Return rows of different lengths as one table, padded with zeros."""
    table = np.zeros((len(rows), ROW_SIZE))
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table


def to_arrays(world: World, accounts: int = 0) -> World:
    """Return the world as arrays. accounts: allocate so many blank ones (a bare world has none)."""
    n: Any = np.array(world.n, dtype=np.int64)
    v: Any = np.array(world.v)
    if accounts:
        blank: Any = np.zeros((accounts, ACCOUNT_SIZE))
        files: Any = np.zeros((accounts, F_SIZE), dtype=np.int32)
    else:
        blank = np.array(world.accounts)
        files = np.array(world.files, dtype=np.int32)
    return World(n, v, blank, files, pad_rows(world.rows))


def copy_world(world: World, replication: int) -> World:
    """Return a fresh copy of arrays that have not run yet, for another replication."""
    fields: list[Any] = [np.asarray(value).copy() for value in world]
    fields[0][N_REPLICATION] = replication
    return World(*fields)


def to_lists(world: World) -> World:
    """Return the world as lists, exactly."""
    fields: list[Any] = [np.asarray(value).tolist() for value in world]
    return World(*fields)


def make_heap(room: int) -> Heap:
    """Return an empty heap."""
    ints = [np.zeros(room, dtype=np.int64) for _ in range(4)]
    size: Any = np.zeros(2, dtype=np.int64)
    time: Any = np.zeros(room)
    fields: list[Any] = list(ints)
    return Heap(size, time, *fields)


def grow_heap(heap: Heap) -> Heap:
    """Return a heap twice as large with the same events."""
    fields: list[Any] = [np.concatenate([part, np.zeros_like(part)]) for part in heap[1:]]
    return Heap(heap.size, *fields)


class BatchClock:
    """Runs a world of arrays in compiled code; same interface as FloorClock."""

    def __init__(self, world: World, events: list[Event] | None = None, next_seq: int = 0) -> None:
        """Begin a run, or go on with one; `world` comes from `to_arrays`."""
        self.begin, self.loop, self.deal = load_engine()
        self.world = world
        self.heap = make_heap(FIRST_ROOM)
        self.now = 0.0
        self.count = 0
        self.trace: list[TraceRow] | None = None
        self.should_stop: Callable[[], bool] | None = None
        if events is None:
            self.deal(world, 0, world.n[N_ACCOUNTS])
            self.begin(world, self.heap)
            return
        while len(self.heap.time) < len(events) + OUTBOX + 1:
            self.heap = grow_heap(self.heap)
        for place, event in enumerate(sorted(events)):
            self.heap.time[place] = event.time
            self.heap.seq[place] = event.seq
            self.heap.kind[place] = event.kind
            self.heap.entity[place] = event.entity
            self.heap.key[place] = event.key
        self.heap.size[0] = len(events)
        self.heap.size[1] = next_seq

    @property
    def next_seq(self) -> int:
        """Return the next tie-breaker."""
        return int(self.heap.size[1])

    @property
    def pending(self) -> dict[int, Event]:
        """Return the events to come by seq."""
        h, count = self.heap, int(self.heap.size[0])
        rows = zip(*(part[:count].tolist() for part in map(np.asarray, h[1:])), strict=True)
        return {row[1]: Event(*row) for row in rows}

    @property
    def is_over(self) -> bool:
        """Tell whether the horizon has been reached."""
        return bool(self.world.n[N_OVER] == 1)

    def run(self, most: int | None = None, until: float = float("inf")) -> int:
        """Run to the horizon, to a time, or for so many events; return how many happened."""
        chunk = TRACE_CHUNK if self.trace is not None else CHUNK
        traced = 1 if self.trace is not None else 0
        table: Any = np.zeros((chunk if traced else 1, 4 + TRACE_WIDTH))
        total = 0
        while not self.is_over and (most is None or total < most):
            if self.should_stop is not None and self.should_stop():
                break
            wanted = chunk if most is None else min(chunk, most - total)
            done = int(self.loop(self.world, self.heap, wanted, until, table, traced))
            total += done
            if traced:
                self.keep_trace(table[:done])
            if done < wanted and not self.is_over:
                if self.heap.size[0] < len(self.heap.time) - OUTBOX:
                    break
                self.heap = grow_heap(self.heap)
        self.count += total
        return total

    def keep_trace(self, rows: Any) -> None:
        """Append rows of the raw trace."""
        assert self.trace is not None
        for row in rows.tolist():
            head = (row[0], int(row[1]), int(row[2]), int(row[3]))
            self.trace.append(TraceRow(*head, tuple(row[4:])))

    def run_until(self, time: float) -> int:
        """Run every event up to and including `time`."""
        return self.run(until=time)
