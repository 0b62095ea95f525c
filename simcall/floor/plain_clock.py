"""The plain queue's two clocks: SimPy, and an event loop that is compiled from outside."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import simpy

from simcall.floor.compiler import compile_kernels
from simcall.floor.heap import COUNT, ENTITY, KEY, KIND, Heap, free_item, pop_event, push_event
from simcall.floor.plain import (
    BATCH,
    C_NEXT,
    C_SERIAL,
    C_SIZE,
    FREE,
    FREE_COUNT,
    LEFT,
    OUT,
    OUT_DELAY,
    OUT_KIND,
    OUT_PLACE,
    OUT_SERIAL,
    WARM,
    PlainWorld,
    start,
    step,
)
from simcall.floor.world import Event, Floats

TraceLine = tuple[float, float, float, float]


def count_events(world: PlainWorld) -> int:
    """Return how many customers must be done with before the run ends."""
    return world.n[WARM] + world.n[BATCH] * (len(world.sums) - 2)


def add_places(world: PlainWorld, more: int) -> PlainWorld:
    """Return the queue with more free places behind the present ones."""
    old = len(world.customers)
    rows = list(world.customers)
    for place in range(old, old + more):
        row = [0.0] * C_SIZE
        row[C_SERIAL] = -1.0
        row[C_NEXT] = float(place + 1) if place + 1 < old + more else world.n[FREE]
        rows.append(row)
    if old == 0:
        rows[-1][C_NEXT] = -1.0
    world.n[FREE] = old
    world.n[FREE_COUNT] += more
    return world._replace(customers=rows)


class PlainClock:
    """The plain queue under SimPy."""

    def __init__(self, world: PlainWorld) -> None:
        """Begin a run."""
        self.world = world
        self.env = simpy.Environment()
        self.trace: list[TraceLine] | None = None
        start(world)
        self.empty_outbox(0.0)

    def empty_outbox(self, now: float) -> None:
        """Schedule what the last step left."""
        n, v = self.world.n, self.world.v
        for at in range(n[OUT]):
            delay = v[OUT_DELAY + at]
            event = Event(
                now + delay,
                0,
                n[OUT_KIND + at],
                n[OUT_PLACE + at],
                n[OUT_SERIAL + at],
            )
            timeout = self.env.timeout(delay, event)
            assert timeout.callbacks is not None
            timeout.callbacks.append(self.fire)
        n[OUT] = 0

    def fire(self, timeout: simpy.Event) -> None:
        """Let one event happen."""
        event = timeout.value
        assert isinstance(event, Event)
        if self.world.n[FREE_COUNT] < 2:
            self.world = add_places(self.world, len(self.world.customers))
        step(self.world, event.time, event.kind, event.entity, event.key)
        if self.trace is not None:
            self.trace.append(
                (event.time, float(event.kind), float(event.key), float(self.world.n[LEFT]))
            )
        self.empty_outbox(event.time)

    def run(self) -> None:
        """Run until every batch is full."""
        last = count_events(self.world)
        while self.world.n[LEFT] < last:
            self.env.step()


def collect_plain(w: PlainWorld, h: Heap, now: float) -> None:
    """Move the outbox into the heap."""
    for at in range(w.n[OUT]):
        push_event(
            h,
            now + w.v[OUT_DELAY + at],
            w.n[OUT_KIND + at],
            w.n[OUT_PLACE + at],
            w.n[OUT_SERIAL + at],
        )
    w.n[OUT] = 0


def run_plain(w: PlainWorld, h: Heap, last: int, trace: Sequence[Floats], traced: int) -> int:
    """Run until `last` customers are done with, room is short, or the trace is full."""
    done = 0
    if h.state[COUNT] == 0:
        start(w)
        collect_plain(w, h, 0.0)
    room = len(h.time) - 4
    while w.n[LEFT] < last and h.state[COUNT] < room and w.n[FREE_COUNT] > 1:
        if traced == 1 and done >= len(trace):
            break
        now = h.time[0]
        item = pop_event(h)
        kind = h.items[item][KIND]
        place = h.items[item][ENTITY]
        serial = h.items[item][KEY]
        free_item(h, item)
        step(w, now, kind, place, serial)
        if traced == 1:
            trace[done][0] = now
            trace[done][1] = float(kind)
            trace[done][2] = float(serial)
            trace[done][3] = float(w.n[LEFT])
        collect_plain(w, h, now)
        done += 1
    return done


@cache
def load_queue_engine() -> Any:
    """Return run_plain compiled."""
    from simcall.floor.machine import common_kinds

    types: Any = importlib.import_module("numba.types")
    kinds = common_kinds()
    fields = (kinds["Ints"], kinds["Floats"], kinds["Sequence[Floats]"], kinds["Sequence[Floats]"])
    kinds["PlainWorld"] = types.NamedTuple(fields, PlainWorld)
    return compile_kernels([run_plain], kinds)[0]


class PlainBatch:
    """The plain queue in compiled code."""

    def __init__(self, world: PlainWorld) -> None:
        """Begin a run of a world of lists."""
        import numpy as np

        from simcall.floor.machine import make_heap

        n: Any = np.array(world.n, dtype=np.int64)
        v: Any = np.array(world.v)
        customers: Any = np.array(world.customers)
        sums: Any = np.array(world.sums)
        self.world = PlainWorld(n, v, customers, sums)
        self.heap = make_heap(4096)
        self.loop = load_queue_engine()
        self.trace: list[TraceLine] | None = None

    def grow(self) -> None:
        """Make more room for events or customers, whichever is short."""
        import numpy as np

        from simcall.floor.machine import grow_heap, is_full

        if is_full(self.heap, 4):
            self.heap = grow_heap(self.heap)
            return
        more = add_places(PlainWorld(self.world.n, self.world.v, [], []), 0)
        old = len(self.world.customers)
        fresh: Any = np.zeros((old, C_SIZE))
        fresh[:, C_SERIAL] = -1.0
        fresh[:, C_NEXT] = np.arange(old + 1, 2 * old + 1)
        fresh[-1, C_NEXT] = self.world.n[FREE]
        self.world.n[FREE] = old
        self.world.n[FREE_COUNT] += old
        table: Any = np.concatenate([np.asarray(self.world.customers), fresh])
        self.world = more._replace(customers=table, sums=self.world.sums)

    def run(self) -> None:
        """Run until every batch is full; returns to Python now and then, so that ctrl-C works."""
        import numpy as np

        from simcall.floor.machine import is_full

        last = count_events(self.world)
        traced = 0 if self.trace is None else 1
        table: Any = np.zeros((8192 if traced else 1, 4))
        left = self.world.n
        while left[LEFT] < last:
            goal = min(last, int(left[LEFT]) + 2_000_000)
            done = self.loop(self.world, self.heap, goal, table, traced)
            if self.trace is not None:
                self.trace += [tuple(row) for row in table[:done].tolist()]
            short = self.world.n[FREE_COUNT] <= 1 or is_full(self.heap, 4)
            if left[LEFT] < goal and short:
                self.grow()
