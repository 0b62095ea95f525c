"""Runs an experiment: every policy on the same replications, until enough or precise enough."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from simcall.lab.experiment import Model, PolicySetting
from simcall.lab.interval import estimate_difference, estimate_mean

Row = Mapping[str, float | None]
Values = dict[str, dict[str, list[float | None]]]
FEWEST = 10  # replications before precision is looked at
LOOKS = 2  # looks in a row that must be precise enough: guards against stopping by luck


class Ledger(Protocol):
    """Keeps finished replications."""

    def find(self, policy: str, replication: int) -> Row | None:
        """Return a finished replication's outcomes, None when it is still to be run."""
        ...

    def add(self, policy: str, rows: Iterable[tuple[int, Row]]) -> None:
        """Keep finished replications of one policy."""
        ...


class MemoryLedger:
    """A ledger for runs that need not survive."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], Row] = {}

    def find(self, policy: str, replication: int) -> Row | None:
        """Return a finished replication's outcomes, None when it is still to be run."""
        return self._rows.get((policy, replication))

    def add(self, policy: str, rows: Iterable[tuple[int, Row]]) -> None:
        """Keep finished replications of one policy."""
        for replication, outcomes in rows:
            self._rows[policy, replication] = outcomes


class Precision(NamedTuple):
    """A wanted precision of the paired differences.

    relative: the half-width of every difference, as a share of the reference policy's mean, is to
    be at most this. most: replications at which to stop in any case. outcome: the only one that is
    looked at; empty for all.
    """

    relative: float
    most: int
    outcome: str = ""


class Plan(NamedTuple):
    """How much to run. batch: replications of a policy between two writes to the ledger."""

    replications: int
    precision: Precision | None = None
    batch: int = 8
    workers: int = 1


class Run(NamedTuple):
    """What was run. values: by policy, outcome, replication. enough: the precision was reached."""

    values: Values
    replications: int
    enough: bool


Progress = Callable[[int, int], None]


def run_policies(
    model: Model,
    policies: Sequence[PolicySetting],
    outcomes: Sequence[str],
    plan: Plan,
    ledger: Ledger,
    progress: Progress = lambda done, total: None,
) -> Run:
    """Run every policy on the replications 0, 1, 2, ... of the same luck.

    progress(done, total) counts policy replications. The result depends on neither workers nor
    batches nor on what the ledger held before.
    """
    count = plan.replications if plan.precision is None else FEWEST
    good = 0
    while True:
        fill_ledger(model, policies, count, plan, ledger, progress)
        values = collect_values(policies, outcomes, count, ledger)
        if plan.precision is None:
            return Run(values, count, True)
        good = good + 1 if is_precise(policies, values, plan.precision) else 0
        if good >= LOOKS or count >= plan.precision.most:
            return Run(values, count, good >= LOOKS)
        count = min(plan.precision.most, max(count + 5, count + count // 4))


def fill_ledger(
    model: Model,
    policies: Sequence[PolicySetting],
    count: int,
    plan: Plan,
    ledger: Ledger,
    progress: Progress,
) -> None:
    """Run what the ledger lacks of the first `count` replications, batch by batch."""
    total = count * len(policies)
    done = 0
    for start in range(0, count, plan.batch):
        batch = range(start, min(count, start + plan.batch))
        for policy in policies:
            missing = [n for n in batch if ledger.find(policy.id, n) is None]
            for piece in find_ranges(missing):
                rows = model.run(policy, piece, plan.workers)
                ledger.add(policy.id, zip(piece, map(tidy_row, rows), strict=True))
            done += len(batch)
            progress(done, total)


def find_ranges(numbers: Sequence[int]) -> list[range]:
    """Return rising numbers as runs without gaps."""
    runs: list[range] = []
    for number in numbers:
        if runs and runs[-1].stop == number:
            runs[-1] = range(runs[-1].start, number + 1)
        else:
            runs.append(range(number, number + 1))
    return runs


def tidy_row(row: Row) -> Row:
    """Return outcomes with None for what is no number."""
    return {
        name: None if value is None or not math.isfinite(value) else float(value)
        for name, value in row.items()
    }


def collect_values(
    policies: Sequence[PolicySetting], outcomes: Sequence[str], count: int, ledger: Ledger
) -> Values:
    """Return the values by policy and outcome, one for each replication."""
    values: Values = {}
    for policy in policies:
        rows = [ledger.find(policy.id, number) or {} for number in range(count)]
        values[policy.id] = {name: [row.get(name) for row in rows] for name in outcomes}
    return values


def is_precise(policies: Sequence[PolicySetting], values: Values, wanted: Precision) -> bool:
    """Tell whether every difference from the reference policy is known well enough.

    An outcome whose reference mean is 0 (nothing to be relative to) is left out.
    """
    reference = values[policies[0].id]
    for policy in policies[1:]:
        for outcome, base in reference.items():
            if wanted.outcome not in ("", outcome):
                continue
            mean = abs(estimate_mean(base).mean)
            difference = estimate_difference(values[policy.id][outcome], base)
            if mean > 0.0 and difference.n and difference.half_width > wanted.relative * mean:
                return False
    return True
