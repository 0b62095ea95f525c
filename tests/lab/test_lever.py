from __future__ import annotations

import pytest

from simcall.agent.situation import SITUATIONS
from simcall.agent.table import PolicyTable
from simcall.common.bilingual import Text
from simcall.floor.scenario import Bucket, FloorScenario, PersonaShare, Skill, Team
from simcall.lab.experiment import Levers, Uncertainty
from simcall.lab.lever import (
    UNCERTAINTIES,
    UNCERTAINTY_NAMES,
    choose_tables,
    limit_table,
    set_levers,
    settle_uncertainties,
)
from simcall.speech.move import AMOUNT, INSTALMENTS, WAIVER, Move, Slots

AFFORDABLE, MINIMUM, DUE = -3.0, -2.0, -1.0


def row(amount: float) -> tuple[float, ...]:
    vector = Move((("offer", 1.0),), slots=Slots(instalments=6, waiver=0.3), seconds=5.0).vector()
    vector[AMOUNT] = amount
    return tuple(vector)


@pytest.fixture
def table() -> PolicyTable:
    count = len(SITUATIONS)
    return PolicyTable((row(AFFORDABLE), row(0.0)), (0, 1), (0,) * count, (2,) * count)


@pytest.fixture
def floor() -> FloorScenario:
    return FloorScenario(
        id="small",
        title=Text("小", "small"),
        accounts=10,
        days=2,
        start="2026-11-23",
        buckets=(Bucket("M1", 1.0, grievance=0.2),),
        personas=(PersonaShare("p", 1.0, (0.0,)),),
        skills=(Skill("collect"),),
        teams=(Team("t", Text("组", "team"), 10),),
        other=(0.0,),
        wrong=(0.0,),
    )


def test_neutral_levers_leave_the_floor_and_the_words_as_they_are(
    floor: FloorScenario, table: PolicyTable
) -> None:
    levers = Levers({"kind": 1.0})
    assert set_levers(floor, levers) == floor
    assert choose_tables({"kind": table}, levers) == [table]


@pytest.mark.parametrize(
    ("flexibility", "amount", "instalments", "waiver"),
    [
        ("full", AFFORDABLE, 6.0, 0.3),
        ("instalments", AFFORDABLE, 6.0, 0.0),
        ("minimum", MINIMUM, 0.0, 0.0),
        ("none", DUE, 0.0, 0.0),
    ],
)
def test_flexibility_cuts_what_is_offered(
    table: PolicyTable, flexibility: str, amount: float, instalments: float, waiver: float
) -> None:
    limited = limit_table(table, flexibility)  # type: ignore[arg-type]
    offer, plain = limited.rows
    assert (offer[AMOUNT], offer[INSTALMENTS], offer[WAIVER]) == (amount, instalments, waiver)
    assert plain[AMOUNT] == 0.0
    assert limited.order == table.order


def test_levers_reach_limits_waits_teams_and_the_mix(floor: FloorScenario) -> None:
    levers = Levers({"kind": 0.3, "hard": 0.7}, "full", 6, 1, 0.5, 1.26)
    changed = set_levers(floor, levers)
    assert changed.limits.attempts_per_day == 6
    assert (changed.limits.most, changed.limits.days) == (1, 1)
    assert changed.dialler.retry_missed == 0.5 * floor.dialler.retry_missed
    assert [team.agents for team in changed.teams] == [13]
    assert [team.policies for team in changed.teams] == [(0.3, 0.7)]


def test_every_uncertainty_has_a_name_and_does_something(floor: FloorScenario) -> None:
    assert set(UNCERTAINTIES) == set(UNCERTAINTY_NAMES)
    for change in UNCERTAINTIES.values():
        assert change(floor, 1.0) == floor
        assert change(floor, 1.5) != floor


def test_shares_of_answers_still_sum_to_one(floor: FloorScenario) -> None:
    changed = UNCERTAINTIES["answering"](floor, 1.7)
    assert sum(changed.buckets[0].answer) == pytest.approx(1.0)


def test_the_world_turns_out_alike_for_every_policy_and_anew_in_each_replication(
    floor: FloorScenario,
) -> None:
    unknown = [Uncertainty("ability", 0.5, 1.5), Uncertainty("self_cure", 0.8, 1.2)]
    worlds = [settle_uncertainties(floor, unknown, 3, n) for n in range(50)]
    assert worlds == [settle_uncertainties(floor, unknown, 3, n) for n in range(50)]
    factors = [w.buckets[0].afford_median / floor.buckets[0].afford_median for w in worlds]
    assert len(set(factors)) == 50
    assert 0.5 < min(factors) < 0.65
    assert 1.35 < max(factors) < 1.5
