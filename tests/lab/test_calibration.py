import json
import math

import pytest

from simcall.agent.policy import build_table
from simcall.cli.main import run
from simcall.content.policies import load_policy
from simcall.lab.calibration.checks import (
    check_share,
    check_sign,
    check_size,
    correlate,
    deviation_of,
    mean_interval,
)
from simcall.lab.calibration.field_rows import pay_curve
from simcall.lab.calibration.figures import GRADED, compare_calls, measure_policies
from simcall.lab.calibration.mixes import AVERAGE, NamedMix, make_move
from simcall.lab.calibration.population import (
    ARCHETYPES,
    SHARES,
    draw_people,
    draw_person,
)
from simcall.lab.calibration.report import write_document
from simcall.lab.calibration.runner import Runner
from simcall.lab.calibration.suite import POLICIES, REPORT_SEED, run_suite
from simcall.persona import shape
from simcall.speech.acts import ACT_INDEX
from simcall.speech.move import FIRST_ACT

PAIRED = 200

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tables():
    return {name: build_table(load_policy(name)) for name in POLICIES}


@pytest.fixture(scope="module")
def rows(tables):
    return sorted(run_suite(Runner(REPORT_SEED), tables, 600), key=lambda row: row.id)


@pytest.fixture(scope="module")
def paired(tables):
    people = draw_people(PAIRED, 41, 0, SHARES)
    return measure_policies(Runner(41, compiled=False), people, tables)


def test_all_twenty_regularities_are_there_with_their_sources(rows):
    assert [row.id for row in rows] == list(range(1, 21))
    for row in rows:
        assert row.source.startswith(("C:", "S:", "S2:"))
        assert row.people
        assert row.checks


def test_at_least_fifteen_are_within_tolerance_on_a_seed_that_tuned_nothing(rows):
    missed = [f"{row.id} {row.name}" for row in rows if not row.within]
    assert len(missed) <= 5, missed


def test_every_number_is_its_own_check(rows):
    counts = {row.id: len(row.checks) for row in rows}
    assert counts[1] == 6
    assert counts[2] == 3
    assert counts[3] == 4
    assert counts[7] == 5
    assert counts[9] == 4


def test_a_row_is_within_when_all_its_checks_are(rows):
    for row in rows:
        assert row.within == all(check.within for check in row.checks)


@pytest.mark.parametrize(("better", "worse"), [(0, 1), (1, 2), (2, 3)])
def test_better_policies_do_better_with_the_same_people_and_luck(paired, better, worse):
    _, gaps = paired
    names = (GRADED[better], GRADED[worse])
    found = {gap.outcome: gap for gap in gaps if (gap.better, gap.worse) == names}
    assert found["trust"].low > 0.0
    assert found["disclosure"].mean >= 0.0
    assert found["fewer complaints"].mean > 0.0
    assert found["kept promises"].low > 0.0


def test_excellent_is_told_more_than_mechanical_and_mechanical_more_than_pressing(paired):
    _, gaps = paired
    low = {(g.better, g.outcome): g.low for g in gaps}
    assert low["excellent", "disclosure"] > 0.0
    assert low["mechanical", "disclosure"] > 0.0


def test_the_field_sizes_are_near_what_teams_see(paired):
    found = {f.policy: f for f in paired[0]}
    team = [found[name] for name in ("humane", "mechanical", "script_reading", "hard_line")]
    promise = 0.82 * sum(f.promise for f in team) / 4
    kept = sum(f.kept_of_promises * f.promise for f in team) / sum(f.promise for f in team)
    assert 0.33 <= promise <= 0.45
    assert 0.55 <= kept <= 0.72
    assert all(f.hang_up < 0.13 for f in team)
    assert found["pressing"].hang_up < 0.3
    assert found["abusive"].hang_up < 0.6


def test_pressure_brings_promises_that_are_not_kept(paired):
    found = {f.policy: f for f in paired[0]}
    assert found["pressing"].promise > 0.75 * found["mechanical"].promise
    assert found["pressing"].kept_of_promises < 0.65 * found["mechanical"].kept_of_promises


def test_archetypes_want_different_things():
    kinds = {kind.name: kind for kind in ARCHETYPES}
    runner = Runner(17, compiled=False)
    inform, ask = [make_move("inform")] * 4, [make_move("ask_open", questions=("reason",))] * 4

    def gained(name, moves, feeling):
        total = 0.0
        for entity in range(30):
            before, after, _ = runner.hear(draw_person(kinds[name], 17, 0, entity), moves, entity)
            total += after[feeling] - before[feeling]
        return total / 30

    facts = gained("rights_aware", inform, shape.TRUST)
    assert facts > gained("forgetful", inform, shape.TRUST)
    assert gained("anxious", inform, shape.ANXIETY) < gained("hostile", inform, shape.ANXIETY)
    assert gained("avoidant", ask, shape.TRUST) < gained("anxious", ask, shape.TRUST)


def test_the_same_seed_gives_the_same_people_and_results(tables):
    assert draw_people(20, 3, 0, SHARES) == draw_people(20, 3, 0, SHARES)
    person = draw_people(1, 3, 0, SHARES)[0]
    first, second = (Runner(3, compiled=False).call(person, tables["humane"], 0) for _ in "ab")
    assert first == second


def test_people_of_one_archetype_differ():
    people = draw_people(300, 3, 0, {"anxious": 1})
    spread = deviation_of([p.persona[shape.ANXIETY] for p in people])
    assert 0.07 < spread < 0.15


def test_the_mix_plays_its_acts_in_their_shares():
    named = NamedMix(AVERAGE)
    assert math.isclose(sum(named.mix.shares), 1.0)
    share = sum(s for n, s in zip(named.names, named.mix.shares, strict=True) if n == "reflect")
    assert share == pytest.approx(AVERAGE["reflect"] / sum(AVERAGE.values()))
    assert make_move("commit")[FIRST_ACT] == ACT_INDEX["commit"]


def test_a_payment_curve_never_falls_and_a_promise_adds_to_it():
    person = draw_people(1, 5, 0, SHARES)[0]
    plain = pay_curve(person.persona, person.account, 30)
    assert list(plain.paid) == sorted(plain.paid)
    account = list(person.account)
    account[shape.PROMISED], account[shape.PROMISED_DAY] = 1000.0, 5.0
    account[shape.KEEP_CHANCE] = 0.8
    promised = pay_curve(person.persona, account, 30)
    assert promised.by(5) > plain.by(5) + 0.3


def test_checks_judge_shares_sizes_and_signs():
    assert check_share("p", 0.5, 0.549).within
    assert not check_share("p", 0.5, 0.551).within
    assert check_size("x", -10.0, -11.9).within
    assert not check_size("x", 10.0, 12.1).within
    assert check_sign("up", 1, [0.9, 1.0, 1.1, 1.0]).within
    assert not check_sign("up", 1, [-1.0, 1.0, -1.2, 1.1]).within
    assert check_sign("down", -1, [-0.9, -1.0]).within


def test_the_small_statistics_are_right():
    assert correlate([1.0, 2.0, 3.0], [2.0, 4.0, 6.0]) == pytest.approx(1.0)
    assert correlate([1.0, 1.0], [2.0, 4.0]) == 0.0
    mean, half = mean_interval([1.0, 2.0, 3.0])
    assert mean == 2.0
    assert half == pytest.approx(1.959964 / math.sqrt(3))


def test_gaps_are_paired_by_person(tables):
    people = draw_people(12, 9, 0, SHARES)
    runner = Runner(9, compiled=False)
    calls = [runner.call(p, tables["humane"], i) for i, p in enumerate(people)]
    assert all(g.mean == 0.0 for g in compare_calls(("a", "b"), calls, calls, people))


def test_the_document_names_seed_misses_and_every_row(rows, paired):
    text = write_document(rows, *paired, REPORT_SEED, 600)
    assert str(REPORT_SEED) in text
    assert all(f"## {row.id}. {row.name}" in text for row in rows)
    assert "Separation of the graded policies" in text


def test_the_command_prints_one_object_a_line(capsys):
    assert run(["calibrate", "--json", "--calls", "100"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(line["id"] for line in lines) == list(range(1, 21))
    for line in lines:
        assert {"id", "name", "within", "source", "checks"} <= set(line)
        for check in line["checks"]:
            assert {"what", "target", "low", "high", "value", "within"} <= set(check)


def test_too_few_calls_are_refused_in_one_line(capsys):
    assert run(["calibrate", "--calls", "3"]) == 2
    assert capsys.readouterr().err.startswith("simcall: --calls 3 is too few")
