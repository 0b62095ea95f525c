"""Means with t intervals, paired differences, and Holm's correction for many comparisons.

Paired differences under common random numbers: Law, Simulation Modeling and Analysis, 5th ed.,
section 10.2. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
of Statistics 6 (1979).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from simcall.lab.student import t_quantile, two_sided_p

LEVEL = 0.95


class Interval(NamedTuple):
    """A mean with its interval. n: replications in it; p: of the mean being 0.

    With fewer than two values low and high are infinite; with none the mean is NaN.
    """

    mean: float
    low: float
    high: float
    n: int
    deviation: float
    p: float

    @property
    def half_width(self) -> float:
        """Return half the interval's width."""
        return 0.5 * (self.high - self.low)

    @property
    def apart(self) -> bool:
        """Tell whether 0 lies outside the interval."""
        return self.low > 0.0 or self.high < 0.0


def estimate_mean(values: Sequence[float | None], level: float = LEVEL) -> Interval:
    """Return mean and interval of independent replications; None marks one without a value."""
    known = [value for value in values if value is not None and math.isfinite(value)]
    count = len(known)
    if count == 0:
        return Interval(math.nan, -math.inf, math.inf, 0, math.nan, 1.0)
    mean = math.fsum(known) / count
    if count == 1:
        return Interval(mean, -math.inf, math.inf, 1, math.nan, 1.0)
    square = math.fsum((value - mean) ** 2 for value in known) / (count - 1)
    deviation = math.sqrt(square)
    error = deviation / math.sqrt(count)
    half = t_quantile(level, count - 1) * error
    ratio = mean / error if error > 0.0 else 0.0 if mean == 0.0 else math.inf
    p = two_sided_p(ratio, count - 1)
    return Interval(mean, mean - half, mean + half, count, deviation, p)


def pair_values(a: Sequence[float | None], b: Sequence[float | None]) -> list[float | None]:
    """Return a - b replication by replication; None where either has no value."""
    return [
        None if left is None or right is None else left - right
        for left, right in zip(a, b, strict=True)
    ]


def estimate_difference(
    a: Sequence[float | None], b: Sequence[float | None], level: float = LEVEL
) -> Interval:
    """Return the mean of a - b with its paired interval."""
    return estimate_mean(pair_values(a, b), level)


def adjust_holm(p_values: Sequence[float]) -> list[float]:
    """Return Holm's adjusted p-values, in the order given."""
    order = sorted(range(len(p_values)), key=lambda place: (p_values[place], place))
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = highest
    return adjusted
