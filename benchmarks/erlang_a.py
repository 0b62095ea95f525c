"""The Erlang-A queue (48 arrivals, 50 servers, patience rate 1/2) in each tool, told alike.

Each function runs a number of customers and returns CPU seconds and the share who gave up.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

SERVERS, RATE, SERVICE, PATIENCE = 50, 48.0, 1.0, 0.5
ABANDONED = 0.03091225  # exact


class Timing(NamedTuple):
    """CPU seconds for so many customers, and what came out."""

    seconds: float
    customers: int
    abandoned: float


def run_simpy(customers: int) -> Timing:
    """Idiomatic SimPy: a process for each customer, a Resource, request | timeout."""
    import simpy

    env = simpy.Environment()
    servers = simpy.Resource(env, SERVERS)
    luck = random.Random(1)
    gone = [0]

    def customer(env, servers):
        with servers.request() as request:
            outcome = yield request | env.timeout(luck.expovariate(PATIENCE))
            if request in outcome:
                yield env.timeout(luck.expovariate(SERVICE))
            else:
                gone[0] += 1

    def source(env, servers):
        for _ in range(customers):
            yield env.timeout(luck.expovariate(RATE))
            env.process(customer(env, servers))

    begin = time.process_time()
    env.process(source(env, servers))
    env.run()
    return Timing(time.process_time() - begin, customers, gone[0] / customers)


def run_ciw(customers: int) -> Timing:
    """Ciw with reneging."""
    import ciw

    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(RATE)],
        service_distributions=[ciw.dists.Exponential(SERVICE)],
        number_of_servers=[SERVERS],
        reneging_time_distributions=[ciw.dists.Exponential(PATIENCE)],
    )
    ciw.seed(1)
    begin = time.process_time()
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(customers, method="Arrive")
    seconds = time.process_time() - begin
    records = simulation.get_all_records()
    lost = sum(record.record_type == "renege" for record in records)
    return Timing(seconds, customers, lost / max(1, len(records)))


def run_salabim(customers: int) -> Timing:
    """Salabim, yieldless off, with request and fail_delay."""
    import salabim

    salabim.yieldless(False)
    gone = [0]
    luck = random.Random(1)
    env = salabim.Environment(trace=False)
    servers = salabim.Resource("servers", capacity=SERVERS)

    class Customer(salabim.Component):
        def process(self):
            yield self.request(servers, fail_delay=luck.expovariate(PATIENCE))
            if self.failed():
                gone[0] += 1
            else:
                yield self.hold(luck.expovariate(SERVICE))

    class Source(salabim.Component):
        def process(self):
            for _ in range(customers):
                yield self.hold(luck.expovariate(RATE))
                Customer()

    begin = time.process_time()
    Source()
    env.run()
    return Timing(time.process_time() - begin, customers, gone[0] / customers)


@cache
def build_c() -> Path:
    """Compile the C program with gcc -O3."""
    folder = Path(tempfile.mkdtemp(prefix="simcall-bench-"))
    program = folder / "erlang_a"
    source = Path(__file__).with_name("erlang_a.c")
    command = ["gcc", "-O3", "-march=native", "-o", str(program), str(source), "-lm"]
    subprocess.run(command, check=True)
    return program


def run_c(customers: int) -> Timing:
    """The C program; it times itself."""
    done = subprocess.run(
        [str(build_c()), str(customers)], check=True, capture_output=True, text=True
    )
    abandoned, _, nanoseconds = map(float, done.stdout.split())
    return Timing(nanoseconds * customers / 1e9, customers, abandoned)


def run_ours(customers: int, engine: str) -> Timing:
    """Our plain queue, one run in one thread."""
    from simcall.floor import plain
    from simcall.floor.queue import QueueSpec, build_plain, run_clock

    spec = QueueSpec(SERVERS, (RATE,), SERVICE, patience=PATIENCE)
    world = build_plain(spec, 1, 0, customers, 0)
    begin = time.process_time()
    rows = run_clock(world, engine)
    seconds = time.process_time() - begin
    counted = sum(row[plain.B_LEFT] for row in rows)
    lost = sum(row[plain.B_ABANDONED] for row in rows)
    return Timing(seconds, int(counted), lost / counted)


RUNNERS: dict[str, tuple[Callable[[int], Timing], int]] = {
    "SimPy, idiomatic": (run_simpy, 60_000),
    "Ciw": (run_ciw, 30_000),
    "salabim": (run_salabim, 10_000),
    "C program": (run_c, 4_000_000),
    "simcall, SimPy clock": (lambda n: run_ours(n, "simpy"), 60_000),
    "simcall, compiled": (lambda n: run_ours(n, "compiled"), 4_000_000),
}
