"""Output analysis: warm-up, batch means, intervals, and how many replications are enough.

Warm-up by MSER-5 (White 1997; White, Cobb and Spratt 2000). Intervals for ratios from batches with
the usual linearisation, batches merged until neighbours are uncorrelated (after Fishman and
Yarberry 1997), what correlation is left widening the interval. Replications to a wanted precision
are planned from a pilot.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from functools import cache
from statistics import NormalDist
from typing import NamedTuple

MIN_BATCHES = 12
ENOUGH_CORRELATION = 0.06


class Estimate(NamedTuple):
    """A value with the half-width of its confidence interval; NaN where nothing is known."""

    value: float
    half_width: float

    @property
    def relative(self) -> float:
        """Return the half-width as a share of the value; infinite when there is no value."""
        if not math.isfinite(self.half_width):
            return math.inf
        if self.value == 0.0:
            return 0.0 if self.half_width == 0.0 else math.inf
        return abs(self.half_width / self.value)


def student_cdf(t: float, freedom: int) -> float:
    """Return P(T <= t) for Student's t by Simpson's rule over the bounded angle."""
    angle = math.atan(t / math.sqrt(freedom))
    steps = 400
    h = angle / steps
    total = 0.0
    for i in range(steps + 1):
        weight = 1 if i in (0, steps) else (4 if i % 2 else 2)
        total += weight * math.cos(i * h) ** (freedom - 1)
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2))
    return 0.5 + scale / math.sqrt(math.pi) * total * h / 3.0


@cache
def student_quantile(p: float, freedom: int) -> float:
    """Return the p-quantile of Student's t, p above one half."""
    z = NormalDist().inv_cdf(p)
    if freedom > 200:
        return z + (z**3 + z) / (4 * freedom)
    low, high = 0.0, 2.0 * z
    while student_cdf(high, freedom) < p:
        high *= 2.0
    for _ in range(60):
        middle = (low + high) / 2.0
        if student_cdf(middle, freedom) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def estimate_mean(values: Sequence[float], confidence: float = 0.95) -> Estimate:
    """Return the mean of independent values with its interval; NaN values are left out."""
    kept = [x for x in values if not math.isnan(x)]
    if not kept:
        return Estimate(math.nan, math.nan)
    mean = math.fsum(kept) / len(kept)
    if len(kept) < 2:
        return Estimate(mean, math.nan)
    spread = math.fsum((x - mean) ** 2 for x in kept) / (len(kept) - 1)
    t = student_quantile(0.5 + confidence / 2.0, len(kept) - 1)
    return Estimate(mean, t * math.sqrt(spread / len(kept)))


class Span(NamedTuple):
    """The ends of an interval."""

    low: float
    high: float


def bound_interval(value: float, half_width: float, share: bool) -> Span:
    """Return the ends of an interval for a figure that cannot be negative.

    share: the figure lies between 0 and 1; its interval is taken on the log-odds scale (delta
    method) and carried back, so it stays within and is the same where it is narrow. Others are cut
    off at 0.
    """
    if share and 0.0 < value < 1.0 and math.isfinite(half_width):
        spread = half_width / (value * (1.0 - value))
        odds = math.log(value / (1.0 - value))
        return Span(
            *(
                1.0 / (1.0 + math.exp(-min(700.0, max(-700.0, x))))
                for x in (odds - spread, odds + spread)
            )
        )
    return Span(max(0.0, value - half_width), value + half_width)


def merge_pairs(runs: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return each run with neighbouring batches added up, an odd first one left out."""
    return [
        [a + b for a, b in zip(run[-2::-2][::-1], run[-1::-2][::-1], strict=False)] for run in runs
    ]


def lag_one(runs: Sequence[Sequence[float]]) -> float:
    """Return the correlation of neighbouring batches within runs (mean zero assumed over all)."""
    total = math.fsum(x * x for run in runs for x in run)
    if total == 0.0:
        return 0.0
    pairs = math.fsum(a * b for run in runs for a, b in itertools.pairwise(run))
    count = sum(len(run) for run in runs)
    return pairs / total * count / max(1, sum(len(run) - 1 for run in runs))


def estimate_ratio(
    tops: Sequence[Sequence[float]],
    bottoms: Sequence[Sequence[float]],
    confidence: float = 0.95,
) -> Estimate:
    """Return sum(tops) / sum(bottoms) with its interval, from batches of one or more long runs.

    tops, bottoms: one sequence of batch totals for each run, in time order.
    """
    bottom = math.fsum(x for run in bottoms for x in run)
    if bottom <= 0.0:
        return Estimate(math.nan, math.nan)
    value = math.fsum(x for run in tops for x in run) / bottom
    gaps = [
        [x - value * y for x, y in zip(top, low, strict=True)]
        for top, low in zip(tops, bottoms, strict=True)
    ]
    count = sum(map(len, gaps))
    while count >= 2 * MIN_BATCHES and lag_one(gaps) > ENOUGH_CORRELATION:
        gaps = merge_pairs(gaps)
        count = sum(map(len, gaps))
    if count < 2:
        return Estimate(value, math.nan)
    left = min(0.9, max(0.0, lag_one(gaps)))
    square = math.fsum(x * x for run in gaps for x in run) / (count - 1)
    error = math.sqrt(square * count * (1.0 + left) / (1.0 - left)) / bottom
    half = student_quantile(0.5 + confidence / 2.0, count - 1) * error
    return Estimate(value, widen(value, half))


def widen(value: float, half_width: float) -> float:
    """Return the longer side of the interval on the log scale, for a figure above 0.

    Where a queue is short of data its long waits are missing from the mean and from the spread
    alike, so misses lie on one side; at a half-width of 1 % the difference vanishes.
    """
    if value <= 0.0 or half_width >= 700.0 * value:
        return half_width
    return value * math.expm1(half_width / value)


def find_warmup(values: Sequence[float], group: int = 5) -> int:
    """Return how many observations to leave out at the start (MSER-5).

    The cut that makes the standard error of the mean of the rest smallest, looked for in the first
    half, over means of `group` observations.
    """
    count = len(values) // group
    if count < 4:
        return 0
    means = [math.fsum(values[i * group : (i + 1) * group]) / group for i in range(count)]
    best, cut = math.inf, 0
    total = square = 0.0
    for start in range(count - 1, -1, -1):
        total += means[start]
        square += means[start] * means[start]
        left = count - start
        if start <= count // 2:
            score = max(0.0, square - total * total / left) / (left * left)
            if score <= best:
                best, cut = score, start
    return cut * group


class Plan(NamedTuple):
    """How many replications a precision needs. reached: whether the cap allowed it."""

    replications: int
    reached: bool


def plan_replications(
    pilot: Sequence[Sequence[float]], precision: float, most: int, confidence: float = 0.95
) -> Plan:
    """Return how many replications give every figure a relative half-width of `precision`.

    pilot: values of each figure over the pilot's replications (at least 2). Figures that are 0 or
    undefined are not counted. A tenth is added for the uncertainty of the pilot's own spread.
    """
    wanted, runs = 2.0, max(len(values) for values in pilot)
    for values in pilot:
        found = estimate_mean(values, confidence)
        if not math.isfinite(found.relative) or found.value == 0.0:
            continue
        t = student_quantile(0.5 + confidence / 2.0, max(1, runs - 1))
        z = NormalDist().inv_cdf(0.5 + confidence / 2.0)
        wanted = max(wanted, runs * (found.relative * z / t / precision) ** 2)
    need = math.ceil(1.1 * wanted)
    return Plan(min(most, need), need <= most)


def run_to_precision(
    run: Callable[[range], list[Sequence[float]]],
    precision: float,
    pilot: int = 10,
    most: int = 2000,
) -> tuple[list[Sequence[float]], bool]:
    """Run replications until every figure is precise enough; return rows and whether it is.

    run: returns one row of figures for each replication number of a range.
    """
    rows = run(range(pilot))
    while True:
        columns = list(zip(*rows, strict=True))
        found = [estimate_mean(column) for column in columns]
        if all(e.relative <= precision or e.value == 0.0 or math.isnan(e.value) for e in found):
            return rows, True
        if len(rows) >= most:
            return rows, False
        plan = plan_replications(columns, precision, most)
        target = min(most, max(plan.replications, len(rows) + max(2, len(rows) // 5)))
        rows += run(range(len(rows), target))
