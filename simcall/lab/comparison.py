"""The result of an experiment: policies with intervals, paired differences, corrected p-values."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from simcall.floor.statistics import bound_interval
from simcall.lab.experiment import PolicySetting
from simcall.lab.interval import LEVEL, Interval, adjust_holm, estimate_difference, estimate_mean
from simcall.lab.outcome import OUTCOMES
from simcall.lab.run import Run


class Difference(NamedTuple):
    """a - b on one outcome. p_holm: corrected for all the differences of the experiment."""

    a: str
    b: str
    outcome: str
    interval: Interval
    p_holm: float


class Comparison(NamedTuple):
    """Everything that an experiment found."""

    policies: Mapping[str, Mapping[str, Interval]]
    differences: tuple[Difference, ...]
    replications: int
    seed: int
    hashes: Mapping[str, str]
    enough: bool

    def as_json(self) -> dict[str, Any]:
        """Return the result as plain data (the contract's keys, and more)."""
        return {
            "policies": {
                policy: {name: write_interval(interval) for name, interval in outcomes.items()}
                for policy, outcomes in self.policies.items()
            },
            "differences": [
                {
                    "a": d.a,
                    "b": d.b,
                    "outcome": d.outcome,
                    **write_interval(d.interval),
                    "p": round(d.interval.p, 6),
                    "p_holm": round(d.p_holm, 6),
                }
                for d in self.differences
            ],
            "replications": self.replications,
            "seed": self.seed,
            "level": LEVEL,
            "multiple_comparisons": (
                f"p_holm is corrected by Holm's method for all {len(self.differences)} "
                "differences; each interval alone holds at 95 %"
            ),
            "precision_reached": self.enough,
            "hashes": dict(self.hashes),
        }


def keep_within(interval: Interval, outcome: str) -> Interval:
    """Return an interval that stays where the outcome can lie: no share below 0 or above 1."""
    if not math.isfinite(interval.half_width):
        return interval
    kind = OUTCOMES.get(outcome)
    share = kind is not None and kind.form == "share" and outcome != "liquidation"
    low, high = bound_interval(interval.mean, interval.half_width, share)
    return interval._replace(low=low, high=high)


def write_interval(interval: Interval) -> dict[str, float | int | None]:
    """Return an interval as plain data; what is not finite becomes null."""

    def plain(value: float) -> float | None:
        return value if math.isfinite(value) else None

    return {
        "mean": plain(interval.mean),
        "low": plain(interval.low),
        "high": plain(interval.high),
        "n": interval.n,
    }


def compare_policies(
    policies: Sequence[PolicySetting],
    outcomes: Sequence[str],
    run: Run,
    seed: int,
    hashes: Mapping[str, str],
) -> Comparison:
    """Return the intervals of every policy and of every pair of policies, the later minus the
    earlier one in the file's order.
    """
    means = {
        policy.id: {
            name: keep_within(estimate_mean(run.values[policy.id][name]), name) for name in outcomes
        }
        for policy in policies
    }
    pairs = [
        (later.id, earlier.id, name)
        for earlier, later in itertools.combinations(policies, 2)
        for name in outcomes
    ]
    intervals = [
        estimate_difference(run.values[a][name], run.values[b][name]) for a, b, name in pairs
    ]
    corrected = adjust_holm([interval.p for interval in intervals])
    differences = tuple(
        Difference(a, b, name, interval, p)
        for (a, b, name), interval, p in zip(pairs, intervals, corrected, strict=True)
    )
    return Comparison(means, differences, run.replications, seed, hashes, run.enough)
