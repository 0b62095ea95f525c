"""A toy model whose differences are known exactly: chance is shared, the policy adds a constant."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest

from simcall.common.bilingual import Text
from simcall.common.chance import ACCOUNT, draw_unit, split_seed
from simcall.lab.experiment import Levers, PolicySetting


def setting(name: str) -> PolicySetting:
    return PolicySetting(name, Text(f"方案{name}", f"policy {name}"), Levers({name: 1.0}))


KIND, HARD, SAME = setting("kind"), setting("hard"), setting("same")
EFFECTS = {"kind": 0.0, "hard": -0.25, "same": 0.0}


class Toy:
    """outcome liquidation: luck of the replication plus the policy's effect."""

    def __init__(self, seed: int = 5, noise: float = 0.0) -> None:
        self.seed = seed
        self.noise = noise
        self.runs: list[tuple[str, int]] = []

    def run(
        self, policy: PolicySetting, replications: range, workers: int
    ) -> list[Mapping[str, float | None]]:
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(lambda n: self.one(policy.id, n), replications))

    def one(self, policy: str, replication: int) -> Mapping[str, float | None]:
        self.runs.append((policy, replication))
        low, high = split_seed(self.seed)
        shared = draw_unit(low, high, replication, 0, ACCOUNT, 0)
        place = sorted(EFFECTS).index(policy)
        own = draw_unit(low, high, replication, 1 + place, ACCOUNT, 0)
        value = shared + EFFECTS[policy] + self.noise * (own - 0.5)
        kept = None if replication % 10 == 3 else value
        return {"liquidation": value, "kept_rate": kept, "distress": float("nan")}


class Bench(NamedTuple):
    """The toy model and its policies."""

    make: type[Toy]
    kind: PolicySetting
    hard: PolicySetting
    same: PolicySetting


@pytest.fixture
def bench() -> Bench:
    return Bench(Toy, KIND, HARD, SAME)
