"""What must hold in every run, whatever the floor: laws of queues, of money and of the land."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simcall.floor import layout as lay
from simcall.floor.scenario import Dialler, Inbound, Limits, Team
from simcall.floor.simulate import BatchRunner, simulate
from simcall.floor.world import day_row, line_row, skill_row, team_row
from simcall.persona.emotion import A_COMMIT, A_OFFER, act_weight
from simcall.speech.move import AMOUNT, INSTALMENTS, WAIVER

MODES = st.sampled_from(["preview", "progressive", "predictive"])
LIMITS = st.builds(
    Limits,
    earliest=st.integers(7, 10),
    latest=st.integers(16, 22),
    most=st.one_of(st.none(), st.integers(1, 5)),
    days=st.integers(1, 7),
    counted=st.sampled_from(["talks", "dials"]),
    wait_days=st.integers(0, 3),
    attempts_per_day=st.integers(1, 6),
    obey=st.just(True),
)


@st.composite
def floors(draw, sample):
    agents = draw(st.integers(1, 6))
    mode = draw(MODES)
    return sample.floor(
        accounts=draw(st.integers(1, 150)),
        days=draw(st.integers(1, 8)),
        placed_over=draw(st.integers(0, 4)),
        teams=(
            Team("a", sample.floor().title, agents, ("inbound", "collect", "late"), mode),
            Team("b", sample.floor().title, 1, ("inbound",), "none", 8 * 3600, 21 * 3600),
        ),
        dialler=Dialler(lines=draw(st.integers(2, 25))),
        inbound=Inbound(
            "inbound",
            per_thousand=draw(st.sampled_from([0.0, 50.0, 900.0])),
            patience=draw(st.sampled_from([0.0, 5.0, 90.0])),
        ),
        limits=draw(LIMITS),
    )


def run(sample, floor, seed):
    return BatchRunner(floor, [sample.table(), sample.table("harsh")], seed).run(0).world


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_laws_hold_on_any_floor(sample, data, seed):
    floor = data.draw(floors(sample))
    world = run(sample, floor, seed)
    assert_little(world)
    assert_flow(world)
    assert_money(world)
    assert_law(world, floor)
    assert_time(world, floor)


def waiting_lines(world):
    return [
        line_row(world, line)
        for line in range(world.n[lay.N_LINES])
        if line_row(world, line)[lay.C_STATE] == lay.LINE_WAITING
    ]


def assert_little(world):
    """Time integral of each queue = sum of all waits (L = lambda W, exactly, over the run)."""
    end = day_row(world, world.n[lay.N_DAYS])[lay.D_START]
    left = sum(end - row[lay.C_SINCE] for row in waiting_lines(world))
    area = sum(skill_row(world, s)[lay.S_AREA] for s in range(world.n[lay.N_SKILLS]))
    waits = world.v[lay.G_WAIT_ALL] + world.v[lay.G_OUT_WAIT] + left
    assert abs(area - waits) <= 1e-6 * max(1.0, area)


def assert_flow(world):
    """Whoever came in went out, or is still there."""
    v = world.v
    states = [line_row(world, line)[lay.C_STATE] for line in range(world.n[lay.N_LINES])]
    assert states.count(lay.LINE_FREE) == world.n[lay.N_FREE_COUNT]
    inbound_left = sum(row[lay.C_INBOUND] == 1.0 for row in waiting_lines(world))
    assert v[lay.G_OFFERED] == (
        v[lay.G_ANSWERED] + v[lay.G_ABANDONED] + v[lay.G_BLOCKED] + inbound_left
    )
    assert sum(v[lay.G_ANSWER : lay.G_ANSWER + 10]) == v[lay.G_DIALS]
    live = sum(v[lay.G_ANSWER : lay.G_ANSWER + 3])
    in_talk = states.count(lay.LINE_TALKING)
    ringing = states.count(lay.LINE_RINGING)
    waiting = len(waiting_lines(world)) - inbound_left
    gone = v[lay.G_TALKS] - v[lay.G_ANSWERED] + v[lay.G_DROPPED]
    assert gone <= live <= gone + in_talk + ringing + waiting + v[lay.G_ANSWERED]
    idle = sum(team_row(world, t)[lay.T_IDLE] for t in range(world.n[lay.N_TEAMS]))
    assert idle == 0.0  # nobody is on shift at midnight


def assert_money(world):
    """Assigned + fees = collected + still due; promises due = kept + broken."""
    v = world.v
    owed = [int(file[lay.F_OWED]) for file in world.files]
    assert v[lay.G_ASSIGNED] + v[lay.G_FEES] == v[lay.G_COLLECTED] + v[lay.G_WAIVED] + sum(owed)
    assert all(amount >= 0 for amount in owed)
    marks = [int(file[lay.F_MARKS]) for file in world.files]
    broken = sum((mark >> 6) & 1023 for mark in marks)
    kept = sum((mark >> 16) & 1023 for mark in marks)
    assert v[lay.G_KEPT] == kept
    assert v[lay.G_DUE] == kept + broken


def assert_law(world, floor):
    """No contact limit is broken, and no dial goes out beyond the legal hours."""
    assert world.v[lay.G_BREACHES] == 0.0
    for team in range(world.n[lay.N_TEAMS]):
        row = team_row(world, team)
        if row[lay.T_MODE] != lay.MODE_NONE:
            assert row[lay.T_START] >= floor.limits.earliest * 3600
            assert row[lay.T_END_OF_SHIFT] <= floor.limits.latest * 3600
    for file in world.files:
        packed = int(file[lay.F_DIALS])
        assert all((packed >> (4 * d)) & 15 <= floor.limits.attempts_per_day for d in range(7))


def assert_time(world, floor):
    """Every agent second is in one status."""
    end = day_row(world, world.n[lay.N_DAYS])[lay.D_START]
    total = sum(world.v[lay.G_TIME : lay.G_TIME + 5])
    assert abs(total - end * world.n[lay.N_AGENTS]) <= 1e-6 * total


def test_a_dialler_that_ignores_the_law_is_counted(sample):
    limits = Limits(most=1, counted="dials", days=7, attempts_per_day=5, obey=False)
    world = run(sample, sample.floor(limits=limits), 1)
    assert world.v[lay.G_BREACHES] > 0.0
    assert world.v[lay.G_VIOLATIONS] >= world.v[lay.G_BREACHES]


def occupancy(v):
    return sum(v[lay.G_TIME + 3 : lay.G_TIME + 5]) / sum(v[lay.G_TIME + 1 : lay.G_TIME + 5])


def test_the_predictive_dialler_keeps_agents_busy_within_its_abandonment_target(sample):
    team = Team("one", sample.floor().title, 60, ("collect", "late"), "predictive")
    floor = sample.floor(
        accounts=40_000, days=1, teams=(team,), dialler=Dialler(lines=300, abandon_target=0.03)
    )
    v = run(sample, floor, 2).v
    live = sum(v[lay.G_ANSWER : lay.G_ANSWER + 3])
    assert 0.01 < v[lay.G_DROPPED] / live <= 0.036
    usual = run(sample, floor._replace(teams=(team._replace(mode="progressive"),)), 2).v
    assert usual[lay.G_DROPPED] == 0.0
    assert occupancy(v) > occupancy(usual) + 0.05


def test_promises_keep_the_dialler_away_until_they_fall_due(sample):
    world = run(sample, sample.floor(days=20, inbound=Inbound(None)), 3)
    open_promises = [
        file for file in world.files if file[lay.F_DUE] >= 0 and file[lay.F_STATUS] == lay.OPEN
    ]
    assert len(open_promises) > 10
    for file in open_promises:
        assert file[lay.F_READY] >= min(20, file[lay.F_DUE] + 1) * 86400


def test_nobody_pays_more_than_is_at_hand(sample):
    """In a month people bring at most what they have saved and what the month allows."""
    bucket = sample.floor().buckets[0]._replace(share=1.0, afford_median=0.2, afford_sigma=0.0)
    floor = sample.floor(days=30, buckets=(bucket._replace(fee_rate=0.0, self_cure=50.0),))
    before = run(sample, floor._replace(days=1), 4)
    after = run(sample, floor, 4)
    paid = [
        int(a[lay.F_OWED]) - int(b[lay.F_OWED])
        for a, b in zip(before.files, after.files, strict=True)
    ]
    most = [2 * int(file[lay.F_AFFORD]) + 1 for file in after.files]
    assert sum(amount > 0 for amount in paid) > 50
    assert all(amount <= cap for amount, cap in zip(paid, most, strict=True))


def test_accounts_that_have_not_come_yet_neither_pay_nor_call(sample):
    floor = sample.floor(days=3, placed_over=60, inbound=Inbound("inbound", per_thousand=900.0))
    world = run(sample, floor, 2)
    later = [file for file in world.files if file[lay.F_TOUCHED] > 3]
    assert len(later) > 100
    for file in later:
        assert file[lay.F_STATUS] == lay.OPEN
        assert file[lay.F_ATTEMPTS] == 0


def test_what_an_arrangement_waives_is_forgiven_only_when_it_has_been_kept(sample):
    """Half of the debt is waived for whoever pays the other half as agreed."""
    generous = sample.table()
    rows = []
    for row in generous.rows:
        move = list(row)
        if act_weight(move, A_OFFER) + act_weight(move, A_COMMIT) > 0.0:
            move[INSTALMENTS], move[WAIVER], move[AMOUNT] = 0.0, 0.5, -1.0
        rows.append(tuple(move))
    generous = generous._replace(rows=tuple(rows))
    bucket = sample.floor().buckets[0]._replace(share=1.0, afford_median=5.0, self_cure=0.0)
    floor = sample.floor(days=40, buckets=(bucket,))
    world = BatchRunner(floor, [generous, generous], 3).run(0).world
    assert_money(world)
    assert world.v[lay.G_WAIVED] > 0.0
    for file in world.files:
        if file[lay.F_STATUS] == lay.OPEN and file[lay.F_DUE] < 0:
            assert file[lay.F_WAIVED] == 0


def test_kept_instalments_count_as_an_arrangement(sample):
    bucket = sample.floor().buckets[0]._replace(share=1.0, afford_median=0.3, self_cure=0.0)
    floor = sample.floor(days=60, buckets=(bucket,))
    outcome = simulate(floor, sample.table(), 3, 1)[0]
    assert outcome.arranged_rate > 0.05
    assert outcome.resolved_rate == pytest.approx(outcome.cured_rate + outcome.arranged_rate)
