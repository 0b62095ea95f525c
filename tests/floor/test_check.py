"""What a floor may not be: each mistake gets one line that says where and what to do."""

import math

import pytest

from simcall.common.errors import SimcallError
from simcall.floor.check import check_scenario
from simcall.floor.scenario import Bucket, Dialler, Inbound, Limits, Team
from simcall.floor.simulate import choose_engine, simulate


def change_team(sample, **changes):
    floor = sample.floor()
    return floor._replace(teams=(floor.teams[0]._replace(**changes),))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"accounts": 0}, "accounts: is 0"),
        ({"days": 0}, "days: is 0"),
        ({"teams": ()}, "teams: there are no agents"),
        ({"inbound": Inbound("inbound", per_thousand=math.nan)}, "inbound.per_thousand: is nan"),
        ({"inbound": Inbound("inbound", patience=math.inf)}, "patience: 0 means"),
        ({"inbound": Inbound("inbound", per_thousand=-1.0)}, "must be 0 or more"),
        ({"inbound": Inbound("nobody")}, "unknown skill 'nobody'"),
        ({"dialler": Dialler(lines=0)}, "dialler.lines: is 0"),
        ({"limits": Limits(earliest=22, latest=8)}, "no hour is left"),
        ({"limits": Limits(days=9)}, "1 to 7 days"),
        ({"buckets": (Bucket("M9", 1.0),)}, "buckets.M9: unknown"),
        ({"personas": ()}, "personas: the mix is empty"),
    ],
)
def test_a_floor_that_cannot_run_says_why(sample, changes, message):
    with pytest.raises(SimcallError, match=message) as caught:
        check_scenario(sample.floor(**changes))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"agents": 0}, "there are no agents"),
        ({"start": 36000, "end": 36000}, "a day of length 0"),
        ({"skills": ()}, "skills: is empty"),
        ({"wrap": math.nan}, "wrap: is nan"),
    ],
)
def test_a_team_that_cannot_work_says_why(sample, changes, message):
    with pytest.raises(SimcallError, match=message):
        check_scenario(change_team(sample, **changes))


def test_no_calls_at_all_is_a_quiet_day(sample):
    quiet = sample.floor(
        inbound=Inbound(None),
        teams=(Team("in", sample.floor().title, 2, ("inbound",), "none"),),
        buckets=(Bucket("M1", 1.0, self_cure=0.0),),
    )
    outcome = simulate(quiet, sample.table(), 1, 1)[0]
    assert outcome.dials == outcome.talks == outcome.collected == 0.0
    assert math.isnan(outcome.connect_rate)


def test_overload_loses_callers_and_ends(sample):
    swamped = sample.floor(
        days=2,
        teams=(Team("in", sample.floor().title, 1, ("inbound",), "none"),),
        inbound=Inbound("inbound", per_thousand=20_000.0, patience=30.0),
    )
    outcome = simulate(swamped, sample.table(), 1, 1)[0]
    assert outcome.abandon_rate > 0.3
    assert outcome.occupancy > 0.6


def test_infinite_patience_waits_for_the_next_shift(sample):
    patient = sample.floor(
        days=2,
        teams=(Team("in", sample.floor().title, 1, ("inbound",), "none"),),
        inbound=Inbound("inbound", per_thousand=2_000.0, patience=0.0),
    )
    outcome = simulate(patient, sample.table(), 1, 1)[0]
    assert outcome.abandon_rate == 0.0
    assert outcome.asa > 20.0


def test_an_unknown_engine_is_refused():
    with pytest.raises(SimcallError, match="use simpy or compiled"):
        choose_engine("quantum")


@pytest.mark.parametrize("count", [0, -3])
def test_replications_begin_at_one(sample, count):
    with pytest.raises(SimcallError, match="--reps"):
        simulate(sample.floor(), sample.table(), 1, count)
