"""The compiled clock: the same model in an event loop over arrays, for batches.

`run_floor` is compiled from outside (`compiler`) together with the model. The loop returns to
Python now and then, so that ctrl-C works, arrays can grow and a run can be saved at any event.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, MutableSequence, Sequence
from functools import cache
from typing import Any

import numpy as np

from simcall.floor.clock import TraceRow
from simcall.floor.compiler import compile_kernels
from simcall.floor.dossier import Q_SIZE
from simcall.floor.heap import (
    COUNT,
    ENTITY,
    FREE_ITEM,
    ITEM_SIZE,
    KEY,
    KIND,
    NEXT_SEQ,
    Heap,
    free_item,
    pop_event,
    push_event,
)
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
    V_NOW,
)
from simcall.floor.model import deal, describe, start, step
from simcall.floor.world import Event, World

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
            w.n[OUT_KIND + place],
            w.n[OUT_ENTITY + place],
            w.n[OUT_KEY + place],
        )
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
    while done < most and w.n[N_OVER] == 0 and h.state[COUNT] < room and h.time[0] <= until:
        now = h.time[0]
        item = pop_event(h)
        kind = h.items[item][KIND]
        entity = h.items[item][ENTITY]
        key = h.items[item][KEY]
        free_item(h, item)
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
        "Heap": types.NamedTuple((longs, doubles, longs, types.Array(types.int64, 2, "C")), Heap),
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
        blank: Any = np.zeros((accounts, Q_SIZE))
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


def make_heap(room: int) -> Heap:
    """Return an empty heap."""
    state: Any = np.zeros(3, dtype=np.int64)
    time: Any = np.zeros(room)
    item: Any = np.zeros(room, dtype=np.int64)
    items: Any = np.zeros((room, ITEM_SIZE), dtype=np.int64)
    items[:, KIND] = np.arange(1, room + 1)
    return Heap(state, time, item, items)


def grow_heap(heap: Heap) -> Heap:
    """Return a heap twice as large with the same events."""
    old = len(heap.time)
    bigger = make_heap(2 * old)
    for mine, theirs in zip(bigger[1:], heap[1:], strict=True):
        part: Any = mine
        part[:old] = theirs
    items: Any = bigger.items
    items[-1, KIND] = heap.state[FREE_ITEM]
    heap.state[FREE_ITEM] = old
    return bigger._replace(state=heap.state)


def is_full(heap: Heap, reserve: int) -> bool:
    """Tell whether a heap must grow before it can take `reserve` more events."""
    return bool(heap.state[COUNT] >= len(heap.time) - reserve)


def load_heap(events: list[Event], next_seq: int, reserve: int) -> Heap:
    """Return a heap with events to come; a sorted list is a heap."""
    room = FIRST_ROOM
    while room < len(events) + reserve + 1:
        room *= 2
    heap = make_heap(room)
    for place, event in enumerate(sorted(events)):
        heap.time[place] = event.time
        heap.item[place] = place
        heap.items[place][:] = [event.seq, event.kind, event.entity, event.key]
    heap.state[COUNT] = heap.state[FREE_ITEM] = len(events)
    heap.state[NEXT_SEQ] = next_seq
    return heap


def list_events(heap: Heap) -> list[Event]:
    """Return the events to come, in the heap's own order."""
    count = int(heap.state[COUNT])
    times = np.asarray(heap.time)[:count].tolist()
    rows = np.asarray(heap.items)[np.asarray(heap.item)[:count]].tolist()
    return [Event(time, *row) for time, row in zip(times, rows, strict=True)]


class BatchClock:
    """Runs a world of arrays in compiled code; same interface as FloorClock."""

    def __init__(self, world: World, events: list[Event] | None = None, next_seq: int = 0) -> None:
        """Begin a run, or go on with one; `world` comes from `to_arrays`."""
        self.begin, self.loop, self.deal = load_engine()
        self.world = world
        self.heap = load_heap(events or [], next_seq, OUTBOX)
        self.now = 0.0
        self.count = 0
        self.trace: list[TraceRow] | None = None
        self.should_stop: Callable[[], bool] | None = None
        if events is None:
            self.deal(world, 0, world.n[N_ACCOUNTS])
            self.begin(world, self.heap)

    @property
    def next_seq(self) -> int:
        """Return the next tie-breaker."""
        return int(self.heap.state[NEXT_SEQ])

    @property
    def pending(self) -> dict[int, Event]:
        """Return the events to come by seq."""
        return {event.seq: event for event in list_events(self.heap)}

    @property
    def is_over(self) -> bool:
        """Tell whether the horizon has been reached."""
        return bool(self.world.n[N_OVER] == 1)

    def run(self, most: int | None = None, until: float = math.inf) -> int:
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
            self.now = float(self.world.v[V_NOW])
            if done < wanted and not self.is_over:
                if not is_full(self.heap, OUTBOX):
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
