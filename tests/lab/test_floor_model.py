from __future__ import annotations

import pytest

from simcall.agent.policy import build_table
from simcall.agent.table import PolicyTable
from simcall.common.bilingual import Text
from simcall.content.policies import load_policy
from simcall.floor.scenario import Bucket, FloorScenario, PersonaShare, Skill, Team
from simcall.lab.experiment import Experiment, Levers, PolicySetting, Uncertainty
from simcall.lab.floor_model import FloorModel
from simcall.lab.run import MemoryLedger, Plan, Run, run_policies
from simcall.persona.temper import build_vector

BASELINES = {"anger": 0.2, "anxiety": 0.5, "shame": 0.4, "reactance": 0.3, "trust": 0.4}
OUTCOMES = ("dials", "collected", "ptp_rate", "complaints_per_1000_talks", "distress")


def vector(role: int = 0) -> tuple[float, ...]:
    return tuple(build_vector(BASELINES, {}, (0.3, 0.4, 0.5), {"will": 0.6}, role=role))


@pytest.fixture(scope="module")
def tables() -> dict[str, PolicyTable]:
    return {name: build_table(load_policy(name)) for name in ("humane", "hard_line")}


def make(tables: dict[str, PolicyTable], *uncertainties: Uncertainty, seed: int = 3) -> Experiment:
    floor = FloorScenario(
        id="small",
        title=Text("小", "small"),
        accounts=60,
        days=3,
        start="2026-03-02",
        buckets=(Bucket("M1", 1.0),),
        personas=(PersonaShare("worried", 1.0, vector()),),
        skills=(Skill("collect"),),
        teams=(Team("one", Text("一组", "one"), 3),),
        other=vector(1),
        wrong=vector(2),
    )
    return Experiment(
        id="small",
        title=Text("小实验", "small"),
        brief=Text("", ""),
        floor=floor,
        tables=tables,
        policies=(
            PolicySetting("humane", Text("人性化", "humane"), Levers({"humane": 1.0})),
            PolicySetting("hard", Text("强硬", "hard line"), Levers({"hard_line": 1.0})),
        ),
        uncertainties=uncertainties,
        outcomes=OUTCOMES,
        replications=4,
        seed=seed,
        hashes={},
    )


def run(experiment: Experiment, engine: str, workers: int = 1, reps: int = 4) -> Run:
    model = FloorModel(experiment, engine)  # type: ignore[arg-type]
    return run_policies(
        model, experiment.policies, OUTCOMES, Plan(reps, workers=workers), MemoryLedger()
    )


UNKNOWN = Uncertainty("ability", 0.5, 1.5)


@pytest.mark.parametrize("unknown", [(), (UNKNOWN,)])
def test_neither_engine_nor_workers_change_the_result(
    tables: dict[str, PolicyTable], unknown: tuple[Uncertainty, ...]
) -> None:
    experiment = make(tables, *unknown)
    plain = run(experiment, "compiled")
    assert run(experiment, "compiled", workers=3) == plain
    assert run(experiment, "simpy") == plain
    assert run(experiment, "simpy", workers=2) == plain


def test_a_replication_is_the_same_alone_and_among_others(
    tables: dict[str, PolicyTable],
) -> None:
    experiment = make(tables)
    model = FloorModel(experiment, "compiled")
    together = model.run(experiment.policies[0], range(6), 1)
    assert model.run(experiment.policies[0], range(5, 6), 1) == [together[5]]


def test_the_same_policy_twice_differs_by_exactly_nothing(tables: dict[str, PolicyTable]) -> None:
    experiment = make(tables, UNKNOWN)
    model = FloorModel(experiment, "compiled")
    twin = experiment.policies[0]._replace(id="twin")
    assert model.run(twin, range(5), 2) == model.run(experiment.policies[0], range(5), 1)


def test_another_seed_is_another_world(tables: dict[str, PolicyTable]) -> None:
    assert run(make(tables), "compiled") != run(make(tables, seed=4), "compiled")


def test_a_hard_line_hurts_more(tables: dict[str, PolicyTable]) -> None:
    values = run(make(tables), "compiled", reps=12).values
    pairs = zip(values["hard"]["distress"], values["humane"]["distress"], strict=True)
    assert all(hard > humane for hard, humane in pairs if hard is not None and humane is not None)
