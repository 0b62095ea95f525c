"""The collections day on our engines, and what batches cost in memory, threads and size."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.day_simpy import DayTiming
from simcall.agent.table import PolicyTable
from simcall.floor import layout as lay
from simcall.floor.clock import FloorClock
from simcall.floor.machine import BatchClock, copy_world, to_arrays
from simcall.floor.scenario import Dialler, FloorScenario, Inbound
from simcall.floor.setup import build_world


def make_day(base: FloorScenario, debtors: int = 2000, agents: int = 20) -> FloorScenario:
    """Return an outbound day: one progressive team, up to six attempts, no inbound line."""
    team = base.teams[0]._replace(agents=agents, skills=("collect",), mode="progressive")
    return base._replace(
        accounts=debtors,
        days=1,
        buckets=tuple(b._replace(skill="collect", return_share=0.0) for b in base.buckets),
        teams=(team._replace(shrinkage=0.0, policies=(1.0,)),),
        dialler=Dialler(lines=4 * agents, retry_missed=3600.0, leave_messages=False),
        inbound=Inbound(None),
        limits=base.limits._replace(attempts_per_day=6),
    )


def run_simpy_clock(scenario: FloorScenario, table: PolicyTable, seed: int) -> DayTiming:
    """Our SimPy clock."""
    clock = FloorClock(build_world(scenario, [table], seed, 0))
    begin = time.process_time()
    clock.run()
    return read_timing(clock.world.v, time.process_time() - begin)


def run_compiled(scenario: FloorScenario, table: PolicyTable, seed: int) -> DayTiming:
    """Our compiled clock."""
    world = to_arrays(build_world(scenario, [table], seed, 0, bare=True), scenario.accounts)
    clock = BatchClock(world)
    begin = time.process_time()
    clock.run()
    return read_timing(world.v, time.process_time() - begin)


def read_timing(v, seconds: float) -> DayTiming:
    """Return the work that a run did."""
    return DayTiming(seconds, int(v[lay.G_DIALS]), int(v[lay.G_TURNS]), int(v[lay.G_TALKS]))


class SizeTiming(NamedTuple):
    """Nanoseconds an event for a portfolio; bytes of memory an account, resident and in arrays."""

    accounts: int
    events: int
    nanoseconds: float
    array_bytes: float
    resident_bytes: float


def resident() -> int:
    """Return the bytes of memory in use by this process now."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize()


def time_size(base: FloorScenario, table: PolicyTable, accounts: int, events: int) -> SizeTiming:
    """Time events of days on a portfolio of some size, agents in proportion (1 for 1000)."""
    scenario = make_day(base, accounts, max(4, accounts // 1000))._replace(days=40)
    before = resident()
    world = to_arrays(build_world(scenario, [table], 1, 0, bare=True), accounts)
    clock = BatchClock(world)
    held = (np.asarray(world.accounts).nbytes + np.asarray(world.files).nbytes) / accounts
    clock.run(events // 4)
    begin = time.process_time()
    done = clock.run(events)
    nanoseconds = (time.process_time() - begin) / max(1, done) * 1e9
    return SizeTiming(accounts, done, nanoseconds, held, (resident() - before) / accounts)


class ThreadTiming(NamedTuple):
    """Least elapsed seconds of the same replications. granted: processors that two threads got.

    two_processes is the control: two forked processes share no interpreter, no memory and no lock,
    so where they are no faster than two threads it is the machine that is short.
    """

    one: float
    two: float
    two_processes: float
    granted: float


def time_threads(
    base: FloorScenario, table: PolicyTable, jobs: int = 24, rounds: int = 6
) -> ThreadTiming:
    """Time the same replications by one thread, by two, and by two forked processes."""
    scenario = make_day(base, 20_000, 60)
    template = to_arrays(build_world(scenario, [table], 1, 0, bare=True), scenario.accounts)

    def job(replication: int) -> None:
        BatchClock(copy_world(template, replication)).run()

    def run_half(half: int) -> None:
        for replication in range(half, jobs, 2):
            job(replication)

    def run_threads(workers: int) -> None:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(job, range(jobs)))

    def run_processes() -> None:
        context = multiprocessing.get_context("fork")
        halves = [context.Process(target=run_half, args=(half,)) for half in range(2)]
        for process in halves:
            process.start()
        for process in halves:
            process.join()

    job(0)
    one: list[float] = []
    two: list[tuple[float, float]] = []
    forked: list[float] = []
    for _ in range(rounds):
        one.append(elapsed(lambda: run_threads(1)))
        used = time.process_time()
        wall = elapsed(lambda: run_threads(2))
        two.append((wall, (time.process_time() - used) / wall))
        forked.append(elapsed(run_processes))
    best = min(two)
    return ThreadTiming(min(one), best[0], min(forked), best[1])


def elapsed(work: Callable[[], None]) -> float:
    """Return how long some work takes on the clock."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
