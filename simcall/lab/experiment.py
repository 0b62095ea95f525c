"""An experiment: one floor scenario, several settings of its levers, the same luck for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol

from simcall.agent.table import PolicyTable
from simcall.common.bilingual import Text
from simcall.floor.scenario import FloorScenario

Flexibility = Literal["full", "instalments", "minimum", "none"]


class Levers(NamedTuple):
    """What a company can set. The neutral value of each leaves the floor as its file says.

    tone: shares of agent policies by id (training is a mix of them); they sum to 1. flexibility:
    which remedies agents may offer: full, instalments (no waiver), minimum (the minimum payment
    only), none (the whole overdue amount at once). attempts_per_day, talks_per_day: most dials and
    talks a day; retry: factor on the waits between attempts. staffing: factor on every team's size.
    """

    tone: Mapping[str, float]
    flexibility: Flexibility = "full"
    attempts_per_day: int | None = None
    talks_per_day: int | None = None
    retry: float = 1.0
    staffing: float = 1.0


class PolicySetting(NamedTuple):
    """One policy to compare: a name and the levers as it sets them."""

    id: str
    name: Text
    levers: Levers


class Uncertainty(NamedTuple):
    """Something that nobody knows: a factor drawn anew for each replication, alike for all.

    id: one of UNCERTAINTIES. The factor is uniform on [low, high].
    """

    id: str
    low: float
    high: float


class Experiment(NamedTuple):
    """A whole experiment. reference: the policy that `precision` is relative to, the first one.

    digest: SHA-256 over its file, the floor scenario and the agent policies.
    """

    id: str
    title: Text
    brief: Text
    floor: FloorScenario
    tables: Mapping[str, PolicyTable]
    policies: tuple[PolicySetting, ...]
    uncertainties: tuple[Uncertainty, ...]
    outcomes: tuple[str, ...]
    replications: int
    seed: int
    hashes: Mapping[str, str]

    @property
    def reference(self) -> PolicySetting:
        """Return the policy that the others are measured against."""
        return self.policies[0]


class Model(Protocol):
    """Runs one policy for some replications.

    A replication's outcomes depend on the policy, the seed and the replication's number only, so
    any worker may run any of them.
    """

    def run(
        self, policy: PolicySetting, replications: range, workers: int
    ) -> list[Mapping[str, float | None]]:
        """Return the outcomes of each replication, in order; None where one has no value."""
        ...
