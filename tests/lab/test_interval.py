from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simcall.common.chance import ACCOUNT, draw_unit, split_seed
from simcall.lab.interval import adjust_holm, estimate_difference, estimate_mean
from simcall.lab.student import t_quantile, two_sided_p

# Tables of Student's t, two-sided: (level, degrees of freedom, value).
TABLE = [
    (0.95, 1, 12.7062),
    (0.95, 2, 4.30265),
    (0.95, 9, 2.26216),
    (0.95, 29, 2.04523),
    (0.99, 10, 3.16927),
    (0.999, 5, 6.86883),
    (0.95, 1_000_000, 1.95997),
]


@pytest.mark.parametrize(("level", "freedom", "value"), TABLE)
def test_quantiles_are_those_of_the_tables(level: float, freedom: int, value: float) -> None:
    assert t_quantile(level, freedom) == pytest.approx(value, rel=2e-6)


@given(st.floats(0.0, 40.0), st.integers(1, 500))
def test_p_values_fall_with_t_and_stay_probabilities(t: float, freedom: int) -> None:
    p = two_sided_p(t, freedom)
    assert 0.0 <= p <= 1.0
    assert two_sided_p(t + 0.5, freedom) <= p
    assert two_sided_p(-t, freedom) == p


@given(st.floats(0.5, 0.999), st.integers(1, 300))
def test_the_quantile_is_the_inverse_of_the_p_value(level: float, freedom: int) -> None:
    assert two_sided_p(t_quantile(level, freedom), freedom) == pytest.approx(1 - level, rel=1e-9)


def test_an_interval_by_hand() -> None:
    interval = estimate_mean([1.0, 2.0, 3.0])
    assert interval.mean == 2.0
    assert interval.half_width == pytest.approx(4.30265273 / math.sqrt(3), rel=1e-8)
    assert interval.n == 3
    assert not interval.apart


def test_replications_without_a_value_are_left_out_on_both_sides() -> None:
    difference = estimate_difference([1.0, None, 3.0, 4.0], [0.5, 9.0, None, 3.5])
    assert difference.n == 2
    assert difference.mean == 0.5


def test_one_value_has_no_interval_and_none_has_no_mean() -> None:
    assert estimate_mean([4.0]).high == math.inf
    assert math.isnan(estimate_mean([None, math.nan]).mean)


def test_an_effect_without_any_noise_is_certain() -> None:
    assert estimate_mean([0.5, 0.5, 0.5]).p == 0.0
    assert estimate_mean([0.0, 0.0, 0.0]).p == 1.0


def test_holm_by_hand() -> None:
    assert adjust_holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


@given(st.lists(st.floats(0, 1), max_size=20))
def test_holm_never_lowers_a_p_value_and_keeps_their_order(p_values: list[float]) -> None:
    adjusted = adjust_holm(p_values)
    assert all(p <= q <= 1.0 for p, q in zip(p_values, adjusted, strict=True))
    order = sorted(range(len(p_values)), key=lambda place: (p_values[place], place))
    assert [adjusted[place] for place in order] == sorted(adjusted)


def draw_normal(experiment: int, replication: int) -> float:
    low, high = split_seed(77)
    first = draw_unit(low, high, replication, experiment, ACCOUNT, 0)
    second = draw_unit(low, high, replication, experiment, ACCOUNT, 1)
    return math.sqrt(-2.0 * math.log(first)) * math.cos(2.0 * math.pi * second)


def share_covered(experiments: int, replications: int) -> float:
    covered = 0
    for experiment in range(experiments):
        values = [3.0 + draw_normal(experiment, n) for n in range(replications)]
        interval = estimate_mean(values)
        covered += interval.low <= 3.0 <= interval.high
    return covered / experiments


def test_intervals_cover_the_truth_about_nineteen_times_in_twenty() -> None:
    assert 0.92 < share_covered(600, 8) < 0.975


@pytest.mark.slow
@pytest.mark.parametrize("replications", [3, 10, 30])
def test_coverage_is_within_a_percent_of_its_level(replications: int) -> None:
    # 6000 experiments: three standard errors of a share of .95 are .0084.
    assert share_covered(6000, replications) == pytest.approx(0.95, abs=0.009)
