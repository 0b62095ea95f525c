"""Checks and rows: a published number, the tolerance, what our people do, and whether it fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

TOLERANCE_SHARE = 0.05  # for probabilities
TOLERANCE_SIZE = 0.20  # for other sizes, relative
Z95 = 1.959963984540054


class Check(NamedTuple):
    """One number. low, high: bounds that hold the value when it fits; target: what was published.

    For a sign, target is +1 or -1, value the simulated size, and low (or high) what the 95 %
    interval must exclude, so that `within` looks at the interval and not at the value alone.
    """

    what: str
    target: float
    low: float
    high: float
    value: float
    within: bool

    def as_json(self) -> dict[str, Any]:
        """Return the check as plain data; numbers are rounded to six places, open bounds null."""
        return {
            "what": self.what,
            "target": self.target,
            "low": None if math.isinf(self.low) else round(self.low, 6),
            "high": None if math.isinf(self.high) else round(self.high, 6),
            "value": round(self.value, 6),
            "within": self.within,
        }


class Row(NamedTuple):
    """One regularity. people: the simulated population; control: what it is compared with."""

    id: int
    name: str
    source: str
    people: str
    control: str
    checks: tuple[Check, ...]

    @property
    def within(self) -> bool:
        """Tell whether every check of the row fits."""
        return all(check.within for check in self.checks)

    def as_json(self) -> dict[str, Any]:
        """Return the row as the calibrate command prints it."""
        return {
            "id": self.id,
            "name": self.name,
            "within": self.within,
            "source": self.source,
            "population": self.people,
            "control": self.control,
            "checks": [check.as_json() for check in self.checks],
        }


def check_between(what: str, target: float, low: float, high: float, value: float) -> Check:
    """Return a check against bounds."""
    return Check(what, target, low, high, value, low <= value <= high)


def check_share(what: str, target: float, value: float) -> Check:
    """Return a check of a probability or a difference of probabilities: within .05."""
    return check_between(what, target, target - TOLERANCE_SHARE, target + TOLERANCE_SHARE, value)


def check_size(what: str, target: float, value: float) -> Check:
    """Return a check of any other size: within a fifth of it."""
    slack = TOLERANCE_SIZE * abs(target)
    return check_between(what, target, target - slack, target + slack, value)


def check_sign(what: str, sign: int, sample: Sequence[float]) -> Check:
    """Return a check of a direction: the 95 % interval of the mean excludes zero on that side."""
    mean, half = mean_interval(sample)
    low, high = (0.0, math.inf) if sign > 0 else (-math.inf, 0.0)
    within = mean - half > 0.0 if sign > 0 else mean + half < 0.0
    told = f"{what} (95 % interval {mean - half:+.4f} to {mean + half:+.4f})"
    return Check(told, float(sign), low, high, mean, within)


def mean_of(sample: Sequence[float]) -> float:
    """Return the mean; not a number for an empty sample."""
    return math.fsum(sample) / len(sample) if sample else math.nan


def deviation_of(sample: Sequence[float]) -> float:
    """Return the standard deviation of a sample."""
    mean = mean_of(sample)
    squares = math.fsum((x - mean) * (x - mean) for x in sample)
    return math.sqrt(squares / max(1, len(sample) - 1))


def mean_interval(sample: Sequence[float]) -> tuple[float, float]:
    """Return mean and half-width of its 95 % interval."""
    return mean_of(sample), Z95 * deviation_of(sample) / math.sqrt(max(1, len(sample)))


def correlate(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Return Pearson's correlation; 0 when one side does not vary."""
    mx, my = mean_of(xs), mean_of(ys)
    sxy = math.fsum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    sxx = math.fsum((x - mx) * (x - mx) for x in xs)
    syy = math.fsum((y - my) * (y - my) for y in ys)
    return sxy / math.sqrt(sxx * syy) if sxx > 0.0 and syy > 0.0 else 0.0
