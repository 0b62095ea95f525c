"""The graded policies with the same people and the same luck: better ones do better, by person."""

import pytest

from simcall.agent.policy import build_table
from simcall.content.personas import load_persona
from simcall.content.place import list_files
from simcall.content.policies import load_policy
from simcall.lab.calibration.cast import compare_tastes, measure_one
from simcall.lab.calibration.figures import GRADED
from simcall.lab.calibration.runner import Runner

FEW = ("anxious_linlan", "ashamed_tanli", "rights_zhaoming", "insolvent_hejun", "wrong_number_qi")
SEED = 41
ALL = tuple(name for name in list_files("persona") if not name.startswith("base_"))


@pytest.fixture(scope="module")
def tables():
    return {name: build_table(load_policy(name)) for name in GRADED}


@pytest.fixture(scope="module")
def few(tables):
    runner = Runner(SEED, compiled=False)
    return {name: measure_one(runner, load_persona(name), tables, 16) for name in FEW}


@pytest.fixture(scope="module")
def everyone(tables):
    return [measure_one(Runner(SEED), load_persona(name), tables, 120) for name in ALL]


@pytest.mark.parametrize("name", FEW)
def test_trust_falls_from_grade_to_grade(few, name):
    means = few[name].means["trust"]
    assert list(means) == sorted(means, reverse=True)
    assert means[0] > means[-1] + 0.1


@pytest.mark.parametrize("name", [n for n in FEW if n != "wrong_number_qi"])
def test_an_excellent_agent_hears_more_and_reaches_more_of_what_this_person_needs(few, name):
    one = few[name]
    assert one.means["disclosure"][0] > one.means["disclosure"][1] > one.means["disclosure"][3]
    assert one.means["primary"][0] > one.means["primary"][2]


def test_two_people_do_not_want_the_same(few):
    tastes = compare_tastes([few[name] for name in FEW])
    assert tastes["ashamed_tanli"].worse == "probing"
    assert tastes["rights_zhaoming"].better == "facts"
    assert len({taste.better for taste in tastes.values()}) >= 3


@pytest.mark.slow
def test_trust_is_ordered_for_certain_with_every_persona(everyone):
    unsure = [(one.persona, gap) for one in everyone for gap in one.gaps["trust"] if gap[1] <= 0.0]
    # somebody in despair has hardly any trust left to lose under pressure or abuse
    assert {name for name, _ in unsure} <= {"despairing_wuyan"}


@pytest.mark.slow
def test_every_debtor_tells_the_better_agent_more(everyone):
    for one in everyone:
        if "third_party" not in one.persona and "wrong_number" not in one.persona:
            assert all(low > 0.0 for _, low, _ in one.gaps["disclosure"]), one.persona


@pytest.mark.slow
def test_complaints_and_primary_outcomes_are_never_better_with_a_worse_agent(everyone):
    for one in everyone:
        for name in ("fewer complaints", "primary"):
            # what is left of a grievance is near nothing after pressure and after abuse alike
            assert all(high >= -0.02 for _, _, high in one.gaps[name]), (one.persona, name)
        assert one.means["primary"][0] > one.means["primary"][3], one.persona


@pytest.mark.slow
def test_the_cast_wants_many_different_things(everyone):
    tastes = compare_tastes(everyone)
    assert len({taste.better for taste in tastes.values()}) >= 6
    assert len({taste.worse for taste in tastes.values()}) >= 5
