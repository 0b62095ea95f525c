"""Exact queueing values, against published and independently computed numbers."""

import math

import pytest

from simcall.common.errors import SimcallError
from simcall.floor.erlang import (
    PatientQueue,
    erlang_b,
    erlang_c,
    find_servers_a,
    find_servers_b,
    find_servers_c,
    level_c,
    solve_a,
    solve_b,
    solve_c,
)


@pytest.mark.parametrize(
    ("servers", "load", "blocked"),
    [(15, 8.108, 0.00999963), (5, 2, 0.0366972), (14, 10, 0.0568191), (10, 5, 0.0183846)],
)
def test_erlang_b_blocks_as_tabulated(servers, load, blocked):
    assert solve_b(servers, load).p_block == pytest.approx(blocked, abs=5e-8)


@pytest.mark.parametrize(
    ("servers", "load", "handle", "within", "wait", "mean", "level"),
    [
        (55, 48, 240, 20, 0.238701, 8.18403, 0.866796),
        (12, 10, 300, 30, 0.449388, None, 0.632072),
        (14, 10, 180, 20, 0.17413193, None, 0.88835002),
        (3, 2, 10, None, 4 / 9, 4.44444, None),
    ],
)
def test_erlang_c_waits_as_tabulated(servers, load, handle, within, wait, mean, level):
    found = solve_c(servers, load, 1 / handle, within)
    assert found.p_wait == pytest.approx(wait, abs=1e-6)
    if mean is not None:
        assert found.mean_wait == pytest.approx(mean, abs=1e-5)
    if level is not None:
        assert found.service_level == pytest.approx(level, abs=1e-6)


@pytest.mark.parametrize(
    ("servers", "rate", "theta", "abandon", "wait", "p_wait"),
    [
        (50, 48, 0.5, 0.03091225, 0.06182450, 0.46777407),
        (50, 52.5, 0.5, 0.07194115, 0.14388230, 0.75209003),
        (100, 100, 1.0, 0.03986100, None, 0.51329880),
    ],
)
def test_erlang_a_abandons_as_tabulated(servers, rate, theta, abandon, wait, p_wait):
    found = solve_a(servers, rate, 1.0, theta, None)
    assert found.p_abandon == pytest.approx(abandon, abs=1e-8)
    assert found.p_wait == pytest.approx(p_wait, abs=1e-8)
    if wait is not None:
        assert found.mean_wait == pytest.approx(wait, abs=1e-8)


def test_80_20_needs_54_servers_at_48_erlang():
    assert find_servers_c(48, 0.8, 20 / 240) == 54
    assert level_c(54, 48, 20 / 240) == pytest.approx(0.817248, abs=1e-6)
    assert level_c(53, 48, 20 / 240) == pytest.approx(0.751768, abs=1e-6)


def test_the_service_level_with_patience_ends_at_the_share_served():
    found = solve_a(50, 48, 1.0, 0.5, 60.0)
    assert found.service_level == pytest.approx(1 - found.p_abandon, abs=1e-12)
    assert solve_a(50, 48, 1.0, 0.5, 0.0).service_level == pytest.approx(1 - found.p_wait)


def test_the_density_of_the_offered_wait_agrees_with_the_chain():
    queue = PatientQueue(50, 48.0, 1.0, 0.5)
    before = queue.solve_chain().all_busy * 50
    steps, end = 20000, 40.0
    mass = sum(
        queue.offered_density((i + 0.5) * end / steps, before) * end / steps for i in range(steps)
    )
    assert mass == pytest.approx(0.46777407, abs=1e-6)


def test_little_patience_goes_to_erlang_b_and_great_patience_to_erlang_c():
    assert solve_a(10, 8, 1.0, 1e9, None).p_abandon == pytest.approx(erlang_b(10, 8), rel=1e-6)
    assert solve_a(10, 8, 1.0, 1e-10, None).p_wait == pytest.approx(erlang_c(10, 8), rel=1e-6)
    assert solve_a(10, 8, 1.0, 0.0, 0.1) == solve_c(10, 8, 1.0, 0.1)


def test_overload_with_patience_loses_just_the_excess():
    found = solve_a(10, 100, 1.0, 1e-4, None)
    assert found.p_abandon == pytest.approx(0.9, abs=1e-9)
    assert found.mean_wait == pytest.approx(9000, rel=1e-9)


def test_staffing_is_the_least_number_that_reaches_the_target():
    fewest = find_servers_a(48, 1.0, 0.5, None, 0.0, 0.03)
    assert solve_a(fewest, 48, 1.0, 0.5, None).p_abandon <= 0.03
    assert solve_a(fewest - 1, 48, 1.0, 0.5, None).p_abandon > 0.03
    level = find_servers_a(48, 1.0, 0.5, 0.8, 0.1, None)
    assert solve_a(level, 48, 1.0, 0.5, 0.1).service_level >= 0.8
    assert solve_a(level - 1, 48, 1.0, 0.5, 0.1).service_level < 0.8
    lines = find_servers_b(10, 0.01)
    assert erlang_b(lines, 10) <= 0.01 < erlang_b(lines - 1, 10)


def test_very_large_systems_stay_finite():
    assert 0.0 < erlang_b(100_000, 99_000.0) < 1.0
    assert math.isfinite(solve_a(100_000, 101_000.0, 1.0, 0.5, 0.01).service_level)


@pytest.mark.parametrize("load", [0.0, -1.0, math.nan, math.inf])
def test_a_load_that_is_none_is_refused_in_one_line(load):
    with pytest.raises(SimcallError, match="--load is"):
        solve_b(3, load)


def test_a_queue_that_grows_for_ever_says_how_many_servers_it_needs():
    with pytest.raises(SimcallError, match="use --servers 4 or more"):
        solve_c(3, 3.0, 1.0, None)
