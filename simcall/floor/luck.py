"""Luck and agenda of the floor: named draws, simple distributions, events to come. A kernel."""

from __future__ import annotations

import math

from simcall.common.chance import draw_block, unit_of
from simcall.floor.layout import (
    DICE,
    N_OUT,
    N_REPLICATION,
    N_SEED_HIGH,
    N_SEED_LOW,
    OUT_DELAY,
    OUT_ENTITY,
    OUT_KEY,
    OUT_KIND,
)
from simcall.floor.world import World


def emit(w: World, delay: float, kind: int, entity: int, key: int) -> None:
    """Put an event into the outbox: it happens `delay` seconds (0 or more) from now."""
    place = w.n[N_OUT]
    w.v[OUT_DELAY + place] = delay
    w.n[OUT_KIND + place] = kind
    w.n[OUT_ENTITY + place] = entity
    w.n[OUT_KEY + place] = key
    w.n[N_OUT] = place + 1


def roll(w: World, entity: int, purpose: int, occurrence: int) -> None:
    """Draw four units in (0, 1) for a named purpose into `w.dice`."""
    w0, w1, w2, w3 = draw_block(
        w.n[N_SEED_LOW], w.n[N_SEED_HIGH], w.n[N_REPLICATION], entity, purpose, occurrence
    )
    w.v[DICE] = unit_of(w0)
    w.v[DICE + 1] = unit_of(w1)
    w.v[DICE + 2] = unit_of(w2)
    w.v[DICE + 3] = unit_of(w3)


def exponential(mean: float, u: float) -> float:
    """Return an exponential variate."""
    return -mean * math.log(u)


def normal(u: float) -> float:
    """Return a standard normal variate (rational approximation 26.2.23 of Abramowitz and Stegun).

    Its error is below 4.5e-4, far below what a portfolio's distributions are known to.
    """
    tail = u if u < 0.5 else 1.0 - u
    t = math.sqrt(-2.0 * math.log(tail))
    top = 2.515517 + t * (0.802853 + t * 0.010328)
    bottom = 1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    size = t - top / bottom
    return -size if u < 0.5 else size


def lognormal(log_median: float, sigma: float, u: float) -> float:
    """Return a lognormal variate."""
    return math.exp(log_median + sigma * normal(u))


def logistic(score: float) -> float:
    """Return 1 / (1 + e^-score) for scores of ordinary size."""
    return 1.0 / (1.0 + math.exp(-score))
