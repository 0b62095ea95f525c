"""Exact values for the classical queues: Erlang B, Erlang C, Erlang A, and staffing.

B by its recursion (numerically safe at any size), C from B, A by the birth and death chain and, for
times, by the density of the offered wait (Baccelli and Hebuterne 1981; Garnett, Mandelbaum and
Reiman 2002). Units of time are the caller's; loads are in Erlang (arrival rate over service rate).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from simcall.common.errors import SimcallError

MAX_SERVERS = 10_000_000
MAX_LOAD = 1_000_000.0
MAX_TERMS = 5_000_000  # of the chain; a queue that long is a matter of seconds in Python
ENDLESS = (
    "{name} is {value:g}; it is the rate of giving up, so it must be a finite number above 0 "
    "(infinite patience is a rate of 0: erlang c)"
)


class ErlangResult(NamedTuple):
    """Exact values, None where they do not apply.

    service_level: answered within T over offered. mean_wait: over all customers.
    """

    servers: int
    load: float
    p_block: float | None = None
    p_wait: float | None = None
    mean_wait: float | None = None
    p_abandon: float | None = None
    service_level: float | None = None
    occupancy: float | None = None


def check_positive(name: str, value: float, most: float = math.inf) -> float:
    """Return a finite number above 0, or raise SimcallError."""
    if not math.isfinite(value) or value <= 0.0 or value > most:
        limit = "" if most == math.inf else f" and at most {most:g}"
        raise SimcallError(f"{name} is {value:g}; it must be a finite number above 0{limit}")
    return value


def check_patience(value: float) -> None:
    """Refuse a rate of giving up that is no finite number above 0."""
    if not math.isfinite(value) or value <= 0.0:
        raise SimcallError(ENDLESS.format(name="--patience", value=value))


def check_servers(servers: int) -> int:
    """Return a number of servers, or raise SimcallError."""
    if not 1 <= servers <= MAX_SERVERS:
        raise SimcallError(f"--servers is {servers}; it must be from 1 to {MAX_SERVERS}")
    return servers


def inverse_b(servers: int, load: float) -> float:
    """Return 1 / B(servers, load), infinite where B vanishes."""
    inverse = 1.0
    for k in range(1, servers + 1):
        inverse = 1.0 + inverse * (k / load)
        if inverse == math.inf:
            break
    return inverse


def erlang_b(servers: int, load: float) -> float:
    """Return the blocking probability of M/G/c/c."""
    return 1.0 / inverse_b(servers, load)


def erlang_c(servers: int, load: float) -> float:
    """Return the probability of waiting in M/M/c; 1 when the queue is not stable."""
    if load >= servers:
        return 1.0
    block = erlang_b(servers, load)
    return servers * block / (servers - load * (1.0 - block))


def level_c(servers: int, load: float, within: float) -> float:
    """Return the share answered within a time (in mean service times) in M/M/c."""
    if load >= servers:
        return 0.0
    return 1.0 - erlang_c(servers, load) * math.exp(-(servers - load) * within)


def solve_b(servers: int, load: float) -> ErlangResult:
    """Return the exact values of the loss system."""
    check_servers(servers)
    check_positive("--load", load, MAX_LOAD)
    block = erlang_b(servers, load)
    return ErlangResult(servers, load, p_block=block, occupancy=load * (1.0 - block) / servers)


def solve_c(servers: int, load: float, service: float, within: float | None) -> ErlangResult:
    """Return the exact values of M/M/c; SimcallError when the load needs more servers."""
    check_servers(servers)
    check_positive("--load", load, MAX_LOAD)
    check_positive("--service", service)
    if load >= servers:
        raise SimcallError(
            f"a load of {load:g} needs more than {servers} servers, else the queue grows for ever; "
            f"use --servers {math.floor(load) + 1} or more, or give --patience (erlang a)"
        )
    wait = erlang_c(servers, load)
    level = None if within is None else level_c(servers, load, within * service)
    mean = wait / ((servers - load) * service)
    return ErlangResult(
        servers,
        load,
        p_wait=wait,
        mean_wait=mean,
        service_level=level,
        occupancy=load / servers,
    )


class Chain(NamedTuple):
    """all_busy: chance of just as many customers as servers. waiting: mean number waiting."""

    all_busy: float
    p_wait: float
    waiting: float


class PatientQueue(NamedTuple):
    """M/M/c with exponential patience. Rates in one unit of time; patience is the rate theta."""

    servers: int
    rate: float
    service: float
    patience: float

    def solve_chain(self) -> Chain:
        """Return the long-run state of the birth and death chain.

        Terms are p(c + k) / p(c); sums are scaled down when they grow past any double.
        """
        over = (self.rate - self.servers * self.service) / self.patience
        if over + 8.0 * math.sqrt(self.rate / self.patience) > MAX_TERMS:
            raise SimcallError(
                f"about {max(0.0, over):.3g} customers wait at a time, too many to compute; "
                "use more --servers or a higher --patience rate"
            )
        below = inverse_b(self.servers, self.rate / self.service) - 1.0
        term, total, weighted, scale = 1.0, 1.0, 0.0, 1.0
        rate = self.servers * self.service
        for k in range(1, MAX_TERMS):
            ratio = self.rate / (rate + k * self.patience)
            term *= ratio
            total += term
            weighted += k * term
            if total > 1e200:
                term, total, weighted, scale = term / total, 1.0, weighted / total, scale / total
            if ratio < 1.0 and term * (k + 1) < 1e-18 * (1e-280 + weighted):
                whole = below * scale + total
                return Chain(scale / whole, total / whole, weighted / whole)
        raise SimcallError(
            "the queue is too long to compute; use more --servers or a higher --patience rate"
        )

    def offered_density(self, time: float, before: float) -> float:
        """Return the density of the wait that a customer without end of patience would meet.

        before: p(c - 1), times the arrival rate.
        """
        shrink = -math.expm1(-self.patience * time) / self.patience
        return before * math.exp(self.rate * shrink - self.servers * self.service * time)

    def served_after(self, within: float) -> float:
        """Return the share of customers who wait, but no longer than a time, and are served."""
        before = (
            self.solve_chain().all_busy * self.servers * self.service
        )  # lambda p(c-1) = c mu p(c)
        return integrate(
            lambda t: math.exp(-self.patience * t) * self.offered_density(t, before), within
        )


NODES = (
    (0.1488743389816312, 0.2955242247147529),
    (0.4333953941292472, 0.2692667193099963),
    (0.6794095682990244, 0.2190863625159820),
    (0.8650633666889845, 0.1494513491505806),
    (0.9739065285171717, 0.0666713443086881),
)


def integrate(function: Callable[[float], float], end: float) -> float:
    """Return the integral over [0, end] by ten-point Gauss-Legendre, refined until it settles."""
    if end <= 0.0:
        return 0.0
    panels, last = 8, math.nan
    while True:
        half = end / panels / 2.0
        total = 0.0
        for panel in range(panels):
            middle = (2 * panel + 1) * half
            for node, weight in NODES:
                total += weight * (function(middle - half * node) + function(middle + half * node))
        total *= half
        if abs(total - last) <= 1e-14 + 1e-13 * abs(total) or panels >= 65536:
            return total
        panels, last = panels * 2, total


def solve_a(
    servers: int, load: float, service: float, patience: float, within: float | None
) -> ErlangResult:
    """Return the exact values of M/M/c with exponential patience (rate theta)."""
    check_servers(servers)
    check_positive("--load", load, MAX_LOAD)
    check_positive("--service", service)
    if patience == 0.0:
        return solve_c(servers, load, service, within)
    check_patience(patience)
    queue = PatientQueue(servers, load * service, service, patience)
    chain = queue.solve_chain()
    abandon = patience * chain.waiting / queue.rate
    wait = chain.p_wait
    level = None
    if within is not None:
        level = 1.0 - wait + queue.served_after(within)
    return ErlangResult(
        servers,
        load,
        p_wait=wait,
        mean_wait=abandon / patience,
        p_abandon=abandon,
        service_level=level,
        occupancy=min(1.0, load * (1.0 - abandon) / servers),
    )


def find_servers_c(load: float, target: float, within: float) -> int:
    """Return the fewest servers that answer a share within a time (in mean service times)."""
    low = math.floor(load) + 1
    high = low
    while level_c(high, load, within) < target:
        low, high = high + 1, high + max(1, (high - math.floor(load)) * 2)
    while low < high:
        middle = (low + high) // 2
        if level_c(middle, load, within) >= target:
            high = middle
        else:
            low = middle + 1
    return low


def find_servers_b(load: float, most: float) -> int:
    """Return the fewest servers that block at most a share."""
    servers, inverse = 0, 1.0
    while 1.0 / inverse > most:
        servers += 1
        inverse = 1.0 + inverse * (servers / load)
    return max(1, servers)


def find_servers_a(
    load: float,
    service: float,
    patience: float,
    target: float | None,
    within: float,
    max_abandon: float | None,
) -> int:
    """Return the fewest servers that reach a service level, an abandonment rate, or both."""

    def suits(servers: int) -> bool:
        level = within if target is not None else None
        found = solve_a(servers, load, service, patience, level)
        enough = target is None or (found.service_level or 0.0) >= target
        lost = 0.0 if found.p_abandon is None else found.p_abandon
        return enough and (max_abandon is None or lost <= max_abandon)

    low, high = 1, max(1, math.ceil(load))
    while not suits(high):
        low, high = high + 1, 2 * high
    while low < high:
        middle = (low + high) // 2
        if suits(middle):
            high = middle
        else:
            low = middle + 1
    return low
