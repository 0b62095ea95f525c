"""The plain queue from a specification to estimated figures.

Two independent long runs (so that two threads can share the work, with the same result for any
number), each with a warm-up (a tenth, more where MSER-5 on a pilot asks for it), cut into batches.
Without a wanted number of customers a pilot tells how many give a half-width of 1 %.
"""

from __future__ import annotations

import itertools
import math
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal, NamedTuple

from simcall.common.chance import split_seed
from simcall.common.errors import SimcallError
from simcall.floor import plain
from simcall.floor.plain import PlainWorld
from simcall.floor.plain_clock import PlainBatch, PlainClock, add_places, load_queue_engine
from simcall.floor.statistics import Estimate, estimate_ratio, find_warmup

RUNS = 2
BATCHES = 64
PILOT = 400_000
DEFAULT_SIMPY = 60_000
WANTED = 0.01
AIM = 0.0088
MOST = 600_000_000
ROWS = 4096
WARM_PILOT = {"compiled": 100_000, "simpy": 5_000}
WARM_BATCHES = 500
PILOT_RUN = 1 << 20
Table = list[list[float]]


class QueueSpec(NamedTuple):
    """A plain queue. Rates in one unit of time; patience and retrial rates 0 mean none."""

    servers: int
    rates: tuple[float, ...]
    service: float
    distribution: Literal["exp", "det"] = "exp"
    patience: float = 0.0
    capacity: int | None = None
    retrial: float = 0.0


class QueueFigures(NamedTuple):
    """Estimates, None where they do not apply. Waits in the unit of time of the rates."""

    p_wait: Estimate
    mean_wait: Estimate
    p_abandon: Estimate | None
    mean_wait_by_class: tuple[Estimate, ...] | None
    p_block: Estimate | None
    mean_orbit: Estimate | None
    mean_queue: Estimate
    customers: int
    seconds: float


def check_rate(name: str, value: float, zero: bool = False, hint: str = "") -> None:
    """Raise SimcallError unless a rate is a finite number above 0 (or 0 where that means none)."""
    if not math.isfinite(value) or value < 0.0 or (value == 0.0 and not zero):
        least = "0 or more" if zero else "above 0"
        raise SimcallError(f"{name} is {value:g}; it must be a finite number {least}{hint}")


def check_spec(spec: QueueSpec) -> None:
    """Raise SimcallError for a queue that cannot be run."""
    if not 1 <= spec.servers <= 1_000_000:
        raise SimcallError(f"--servers is {spec.servers}; it must be from 1 to 1000000")
    if not 1 <= len(spec.rates) <= plain.MAX_CLASSES:
        raise SimcallError(f"--rates takes 1 to {plain.MAX_CLASSES} rates, highest class first")
    for rate in spec.rates:
        check_rate("an arrival rate", rate)
    check_rate("--service", spec.service)
    check_rate("--patience", spec.patience, zero=True, hint="; infinite patience is a rate of 0")
    check_rate("--retrial", spec.retrial, zero=True)
    if spec.capacity is not None and spec.capacity < spec.servers:
        raise SimcallError(
            f"--capacity is {spec.capacity}: it counts those in service too, "
            f"so it is at least the {spec.servers} servers"
        )
    load = sum(spec.rates) / spec.service
    lossless = spec.capacity is None and spec.patience == 0.0
    if load >= spec.servers and (lossless or spec.retrial > 0.0):
        raise SimcallError(
            f"a load of {load:g} on {spec.servers} servers grows for ever; use "
            f"--servers {math.floor(load) + 1} or more"
            + ("" if spec.retrial > 0.0 else ", --patience or --capacity")
        )


def room_of(spec: QueueSpec) -> int:
    """Return how many customers the system holds, -1 without limit."""
    if spec.capacity is not None:
        return spec.capacity
    return spec.servers if spec.retrial > 0.0 else -1


def build_plain(
    spec: QueueSpec, seed: int, run: int, customers: int, warm: int, batches: int = BATCHES
) -> PlainWorld:
    """Return an empty queue as lists. customers: to be counted after `warm` others."""
    n = [0] * plain.N_SIZE
    n[plain.SEED_LOW], n[plain.SEED_HIGH] = split_seed(seed)
    n[plain.REPLICATION] = run
    n[plain.SERVERS] = spec.servers
    n[plain.CLASSES] = len(spec.rates)
    n[plain.ROOM] = room_of(spec)
    n[plain.RETRY] = 1 if spec.retrial > 0.0 else 0
    n[plain.FIXED] = 1 if spec.distribution == "det" else 0
    batches = min(batches, max(2, customers // 50))
    n[plain.BATCH] = max(1, customers // batches)
    n[plain.WARM] = max(customers // 10, warm)
    for kind in range(plain.MAX_CLASSES):
        n[plain.HEAD + kind] = n[plain.TAIL + kind] = -1
    v = [0.0] * plain.V_SIZE
    v[plain.SERVICE_RATE] = spec.service
    v[plain.PATIENCE_RATE] = spec.patience
    v[plain.RETRIAL_RATE] = spec.retrial
    v[plain.TOTAL_RATE] = math.fsum(spec.rates)
    cumulative = 0.0
    for kind, rate in enumerate(spec.rates):
        cumulative += rate
        v[plain.SHARE + kind] = cumulative / v[plain.TOTAL_RATE]
    world = PlainWorld(n, v, [], [[0.0] * plain.B_SIZE for _ in range(batches + 2)])
    return add_places(world, ROWS)


def find_warm(spec: QueueSpec, seed: int, engine: str) -> int:
    """Return how many customers to leave out: twice what MSER-5 finds in a pilot from empty."""
    customers = WARM_PILOT[engine]
    world = build_plain(spec, seed, PILOT_RUN, customers, 0, WARM_BATCHES)
    world.n[plain.WARM] = 0
    rows = run_clock(world, engine)
    waits = [row[plain.B_WAIT] + row[plain.B_ORBIT] for row in rows[1:]]
    return 2 * find_warmup(waits) * (customers // WARM_BATCHES)


def run_clock(world: PlainWorld, engine: str) -> Table:
    """Run a queue to its end; return its batches' sums, the warm-up's first."""
    clock: Any = PlainClock(world) if engine == "simpy" else PlainBatch(world)
    clock.run()
    sums: Any = clock.world.sums
    rows: Table = sums if engine == "simpy" else sums.tolist()
    return rows[:-1]


class Effort(NamedTuple):
    """How to run: customers to count and to leave out, first run number, engine."""

    customers: int
    warm: int
    first: int
    engine: str


def run_all(spec: QueueSpec, seed: int, effort: Effort) -> list[Table]:
    """Run the independent runs that share a number of customers; each run's batches' sums."""
    runs = RUNS if effort.customers >= 20_000 else 1
    each = math.ceil(effort.customers / runs)
    numbers = range(effort.first, effort.first + runs)

    def run_one(run: int) -> Table:
        return run_clock(build_plain(spec, seed, run, each, effort.warm), effort.engine)

    if effort.engine == "simpy" or runs == 1:
        return [run_one(run) for run in numbers]
    with ThreadPoolExecutor(runs) as pool:
        return list(pool.map(run_one, numbers))


def column(tables: list[Table], place: int) -> Table:
    """Return one sum of every batch, by run."""
    return [[row[place] for row in table[1:]] for table in tables]


def spans(tables: list[Table]) -> Table:
    """Return how long each batch lasted, by run."""
    return [
        [b[plain.B_TIME] - a[plain.B_TIME] for a, b in itertools.pairwise(table)]
        for table in tables
    ]


def estimate_figures(spec: QueueSpec, tables: list[Table], seconds: float) -> QueueFigures:
    """Return the figures of finished runs."""
    left = column(tables, plain.B_LEFT)

    def per_customer(place: int) -> Estimate:
        return estimate_ratio(column(tables, place), left)

    by_class = None
    if len(spec.rates) > 1:
        by_class = tuple(
            estimate_ratio(
                column(tables, plain.B_CLASS_WAIT + kind), column(tables, plain.B_CLASS_LEFT + kind)
            )
            for kind in range(len(spec.rates))
        )
    time_spans = spans(tables)
    blocked = estimate_ratio(column(tables, plain.B_BLOCKED), column(tables, plain.B_ARRIVED))
    orbit = estimate_ratio(column(tables, plain.B_ORBIT), time_spans)
    return QueueFigures(
        p_wait=per_customer(plain.B_WAITED),
        mean_wait=per_customer(plain.B_WAIT),
        p_abandon=per_customer(plain.B_ABANDONED) if spec.patience > 0.0 else None,
        mean_wait_by_class=by_class,
        p_block=blocked if room_of(spec) >= 0 else None,
        mean_orbit=orbit if spec.retrial > 0.0 else None,
        mean_queue=estimate_ratio(column(tables, plain.B_QUEUE), time_spans),
        customers=int(sum(map(sum, left))),
        seconds=seconds,
    )


def list_estimates(figures: QueueFigures) -> list[Estimate]:
    """Return every estimate that the command shows."""
    singles = (
        figures.p_wait,
        figures.mean_wait,
        figures.p_abandon,
        figures.p_block,
        figures.mean_orbit,
    )
    return [e for e in singles if e is not None] + list(figures.mean_wait_by_class or ())


def worst_relative(figures: QueueFigures) -> float:
    """Return the largest relative half-width; figures that are 0 do not count."""
    return max((e.relative for e in list_estimates(figures) if e.value > 0.0), default=0.0)


def run_queue(
    spec: QueueSpec, customers: int | None = None, seed: int = 1, engine: str = "compiled"
) -> QueueFigures:
    """Run a plain queue and return its figures with 95 % intervals.

    customers: how many to count; None: enough for a half-width of 1 % of each figure (compiled
    engine; at most MOST), or a fixed number (SimPy). Raises SimcallError for a queue that cannot be
    run, CompilerMissing without numba.
    """
    check_spec(spec)
    if customers is not None and not 100 <= customers <= 5_000_000_000:
        raise SimcallError(f"--customers is {customers}; it must be from 100 to 5000000000")
    if engine == "compiled":
        load_queue_engine()
    begin = time.perf_counter()
    warm = find_warm(spec, seed, engine)
    if customers is not None or engine == "simpy":
        effort = Effort(customers or DEFAULT_SIMPY, warm, 0, engine)
        tables = run_all(spec, seed, effort)
        return estimate_figures(spec, tables, time.perf_counter() - begin)
    effort = Effort(PILOT, warm, 0, engine)
    found = estimate_figures(spec, run_all(spec, seed, effort), 0.0)
    while worst_relative(found) > WANTED and effort.customers < MOST:
        count = effort.customers
        more = 1.1 * count * (worst_relative(found) / AIM) ** 2
        count = int(min(MOST, max(1.5 * count, min(more, 300.0 * count))))
        effort = effort._replace(customers=count, first=effort.first + RUNS)
        found = estimate_figures(spec, run_all(spec, seed, effort), 0.0)
    return found._replace(seconds=time.perf_counter() - begin)
