"""The SimPy clock: drives the floor model one event at a time, readable and live.

SimPy orders the events and keeps the time; every effect is in `model.step`. The list of events to
come is also kept as plain data, so a run can be saved and resumed at any event (`snapshot`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

import simpy

from simcall.floor.layout import (
    N_OUT,
    N_OVER,
    OUT_DELAY,
    OUT_ENTITY,
    OUT_KEY,
    OUT_KIND,
    TRACE_WIDTH,
)
from simcall.floor.model import deal, describe, start, step
from simcall.floor.world import Event, World


class TraceRow(NamedTuple):
    """One event as it happened. state: TRACE_WIDTH doubles behind it (model.describe)."""

    time: float
    entity: int
    kind: int
    key: int
    state: tuple[float, ...]


class Clock(Protocol):
    """What both clocks offer."""

    world: World
    now: float
    count: int
    trace: list[TraceRow] | None

    @property
    def pending(self) -> Mapping[int, Event]:
        """Return the events to come by seq."""
        ...

    @property
    def next_seq(self) -> int:
        """Return the next tie-breaker."""
        ...

    @property
    def is_over(self) -> bool:
        """Tell whether the horizon has been reached."""
        ...

    def run(self, most: int | None = None) -> int:
        """Run to the horizon, or for at most so many events; return how many happened."""
        ...

    def run_until(self, time: float) -> int:
        """Run every event up to and including `time`; return how many happened."""
        ...


class FloorClock:
    """Runs a world of lists under SimPy."""

    def __init__(self, world: World, events: list[Event] | None = None, next_seq: int = 0) -> None:
        """Begin a run, or go on with one: `events` to come, `next_seq` the next tie-breaker."""
        self.world = world
        self.env = simpy.Environment()
        self.waiting: dict[int, Event] = {}
        self.seq = next_seq
        self.now = 0.0
        self.count = 0
        self.trace: list[TraceRow] | None = None
        self.watch: Callable[[Event], None] | None = None
        if events is None:
            deal(world, 0, len(world.accounts))
            start(world)
            self.empty_outbox()
        else:
            for event in sorted(events):
                self.schedule(event, event.time)

    def schedule(self, event: Event, delay: float) -> None:
        """Hand one event to SimPy; `delay` counts from SimPy's present time."""
        self.waiting[event.seq] = event
        timeout = self.env.timeout(delay, event)
        assert timeout.callbacks is not None
        timeout.callbacks.append(self.fire)

    def empty_outbox(self) -> None:
        """Schedule what the last step left, in order."""
        world = self.world
        for place in range(world.n[N_OUT]):
            delay = world.v[OUT_DELAY + place]
            event = Event(
                self.now + delay,
                self.seq,
                world.n[OUT_KIND + place],
                world.n[OUT_ENTITY + place],
                world.n[OUT_KEY + place],
            )
            self.seq += 1
            self.schedule(event, delay)
        world.n[N_OUT] = 0

    def fire(self, timeout: simpy.Event) -> None:
        """Let one event happen."""
        event = timeout.value
        assert isinstance(event, Event)
        del self.waiting[event.seq]
        self.now = event.time
        step(self.world, event.time, event.kind, event.entity, event.key)
        self.count += 1
        if self.trace is not None:
            state = [0.0] * TRACE_WIDTH
            describe(self.world, event.kind, event.entity, state)
            self.trace.append(
                TraceRow(event.time, event.entity, event.kind, event.key, tuple(state))
            )
        self.empty_outbox()
        if self.watch is not None:
            self.watch(event)

    @property
    def pending(self) -> Mapping[int, Event]:
        """Return the events to come by seq."""
        return self.waiting

    @property
    def next_seq(self) -> int:
        """Return the next tie-breaker."""
        return self.seq

    @property
    def is_over(self) -> bool:
        """Tell whether the horizon has been reached."""
        return self.world.n[N_OVER] == 1

    def run(self, most: int | None = None) -> int:
        """Run to the horizon, or for at most so many events; return how many happened."""
        first = self.count
        while not self.is_over and (most is None or self.count - first < most):
            self.env.step()
        return self.count - first

    def run_until(self, time: float) -> int:
        """Run every event up to and including `time`; return how many happened."""
        first = self.count
        while not self.is_over and self.env.peek() <= time:
            self.env.step()
        return self.count - first
