"""Runs floors: replications in parallel threads, the same figures for any number of workers."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Literal, NamedTuple

from simcall.agent.table import PolicyTable
from simcall.common.errors import SimcallError
from simcall.floor.clock import FloorClock, TraceRow
from simcall.floor.compiler import has_compiler
from simcall.floor.outcome import Outcome, read_outcome
from simcall.floor.scenario import FloorScenario
from simcall.floor.setup import build_world
from simcall.floor.world import World

Engine = Literal["simpy", "compiled"]
Tables = PolicyTable | Sequence[PolicyTable]
MAX_REPLICATIONS = 1_000_000


class Finished(NamedTuple):
    """One finished replication."""

    world: World
    events: int
    trace: list[TraceRow]


def list_tables(tables: Tables) -> list[PolicyTable]:
    """Return one table or several as a list."""
    found = [tables] if isinstance(tables, PolicyTable) else list(tables)
    if not found:
        raise SimcallError("a floor needs at least one agent policy")
    return found


def choose_engine(wanted: str | None) -> Engine:
    """Return the engine to use: the wanted one, else the compiled one where numba is there.

    Says on standard error when it falls back to SimPy for want of numba.
    """
    if wanted in ("simpy", "compiled"):
        return "simpy" if wanted == "simpy" else "compiled"
    if wanted is not None:
        raise SimcallError(f"unknown engine '{wanted}'; use simpy or compiled")
    if has_compiler():
        return "compiled"
    print(
        "simcall: numba is not installed, so the slower SimPy engine is used; "
        "pip install 'simcall[fast]' gives the compiled one",
        file=sys.stderr,
    )
    return "simpy"


def run_once(
    scenario: FloorScenario, tables: Tables, seed: int, replication: int, traced: bool = False
) -> Finished:
    """Run one replication under the SimPy clock."""
    world = build_world(scenario, list_tables(tables), seed, replication)
    clock = FloorClock(world)
    clock.trace = [] if traced else None
    clock.run()
    return Finished(world, clock.count, clock.trace or [])


class BatchRunner:
    """Runs replications of one floor in compiled code from one prepared world."""

    def __init__(self, scenario: FloorScenario, tables: Tables, seed: int) -> None:
        """Prepare; raises CompilerMissing without numba."""
        from simcall.floor.machine import load_engine, to_arrays

        load_engine()
        self.scenario = scenario
        bare = build_world(scenario, list_tables(tables), seed, 0, bare=True)
        self.template = to_arrays(bare, scenario.accounts)
        self.stopping = threading.Event()

    def run(self, replication: int, traced: bool = False) -> Finished:
        """Run one replication; safe to call from several threads."""
        from simcall.floor.machine import BatchClock, copy_world

        world = copy_world(self.template, replication)
        clock = BatchClock(world)
        clock.should_stop = self.stopping.is_set
        clock.trace = [] if traced else None
        clock.run()
        return Finished(world, clock.count, clock.trace or [])

    def run_outcome(self, replication: int) -> Outcome:
        """Run one replication and keep only its figures."""
        return read_outcome(self.run(replication).world, self.scenario)


def count_workers(workers: int | None) -> int:
    """Return a number of threads: the wanted one, else one for each processor (at most 8)."""
    if workers is None:
        return max(1, min(8, os.cpu_count() or 1))
    if not 1 <= workers <= 256:
        raise SimcallError(f"--workers is {workers}; it must be from 1 to 256")
    return workers


def stream_outcomes(
    scenario: FloorScenario,
    tables: Tables,
    seed: int,
    replications: range,
    engine: Engine = "compiled",
    workers: int | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each replication, in their order, as they are finished."""
    if engine == "simpy":
        for replication in replications:
            yield read_outcome(run_once(scenario, tables, seed, replication).world, scenario)
        return
    runner = BatchRunner(scenario, tables, seed)
    threads = min(count_workers(workers), max(1, len(replications)))
    if threads == 1:
        yield from map(runner.run_outcome, replications)
        return
    with ThreadPoolExecutor(threads) as pool:
        ahead: list[Future[Outcome]] = []
        try:
            for replication in replications:
                ahead.append(pool.submit(runner.run_outcome, replication))
                if len(ahead) >= 4 * threads:
                    yield ahead.pop(0).result()
            while ahead:
                yield ahead.pop(0).result()
        except BaseException:
            runner.stopping.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def simulate(
    scenario: FloorScenario,
    policy_table: Tables,
    seed: int,
    replications: int,
    engine: Engine = "compiled",
    workers: int | None = None,
    first: int = 0,
    on_done: Callable[[int], None] | None = None,
) -> list[Outcome]:
    """Return the outcomes of replications `first` to `first + replications - 1`.

    policy_table: one agent policy for all, or several that teams mix by their weights. Replication
    r meets the same luck whatever the policy (paired comparisons), the engine, the number of
    workers and the other replications. on_done is told how many are finished.
    """
    if not 1 <= replications <= MAX_REPLICATIONS:
        raise SimcallError(f"--reps is {replications}; it must be from 1 to {MAX_REPLICATIONS}")
    span = range(first, first + replications)
    out = []
    for outcome in stream_outcomes(scenario, policy_table, seed, span, engine, workers):
        out.append(outcome)
        if on_done is not None:
            on_done(len(out))
    return out
