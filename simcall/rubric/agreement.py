"""How far scores agree with people's ratings: rank correlation, verdicts, recall, intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from simcall.common.chance import draw_unit

RESAMPLES = 2000
_PURPOSE = 9_100  # stream of the bootstrap, used nowhere else


class Estimate(NamedTuple):
    """A figure with its 95 % percentile bootstrap interval; None where it cannot be worked out."""

    value: float | None
    low: float | None
    high: float | None
    calls: int


class Pair(NamedTuple):
    """One call: our number and the rating."""

    ours: float
    theirs: float


def rank(values: Sequence[float]) -> list[float]:
    """Return ranks from 1; equal values share their mean rank."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in range(start, end + 1):
            ranks[order[place]] = (start + end) / 2.0 + 1.0
        start = end + 1
    return ranks


def correlate(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return Pearson's r, or None when either side does not vary."""
    count = len(first)
    if count < 3:
        return None
    mean_a, mean_b = math.fsum(first) / count, math.fsum(second) / count
    top = math.fsum((a - mean_a) * (b - mean_b) for a, b in zip(first, second, strict=True))
    var_a = math.fsum((a - mean_a) ** 2 for a in first)
    var_b = math.fsum((b - mean_b) ** 2 for b in second)
    return top / math.sqrt(var_a * var_b) if var_a > 0.0 and var_b > 0.0 else None


def measure_spearman(pairs: Sequence[Pair]) -> float | None:
    """Return Spearman's rho: Pearson's r of the ranks."""
    return correlate(rank([p.ours for p in pairs]), rank([p.theirs for p in pairs]))


def measure_match(pairs: Sequence[Pair]) -> float | None:
    """Return the share of pairs with the same verdict (1 pass, 0 fail)."""
    return sum(p.ours == p.theirs for p in pairs) / len(pairs) if pairs else None


def measure_recall(pairs: Sequence[Pair]) -> float | None:
    """Return the share of what the raters found (theirs 1) that was found (ours 1)."""
    wanted = [p for p in pairs if p.theirs == 1.0]
    return sum(p.ours == 1.0 for p in wanted) / len(wanted) if wanted else None


def measure_distance(pairs: Sequence[Pair]) -> float | None:
    """Return the mean absolute difference."""
    return math.fsum(abs(p.ours - p.theirs) for p in pairs) / len(pairs) if pairs else None


def measure_bias(pairs: Sequence[Pair]) -> float | None:
    """Return the mean difference, ours less theirs."""
    return math.fsum(p.ours - p.theirs for p in pairs) / len(pairs) if pairs else None


def estimate(
    pairs: Sequence[Pair],
    measure: Callable[[Sequence[Pair]], float | None],
    seed: int = 1,
    resamples: int = RESAMPLES,
) -> Estimate:
    """Return a figure with its percentile bootstrap interval over calls (Efron 1979)."""
    value = measure(pairs)
    if value is None or len(pairs) < 3:
        return Estimate(value, None, None, len(pairs))
    drawn = []
    for replication in range(resamples):
        sample = [
            pairs[int(draw_unit(seed, 0, replication, entity, _PURPOSE, 0) * len(pairs))]
            for entity in range(len(pairs))
        ]
        got = measure(sample)
        if got is not None:
            drawn.append(got)
    if not drawn:
        return Estimate(value, None, None, len(pairs))
    drawn.sort()
    low = drawn[int(0.025 * (len(drawn) - 1))]
    high = drawn[math.ceil(0.975 * (len(drawn) - 1))]
    return Estimate(round(value, 4), round(low, 4), round(high, 4), len(pairs))
