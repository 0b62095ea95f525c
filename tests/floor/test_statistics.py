"""Output analysis: intervals that mean what they say."""

import math

import pytest

from simcall.common.chance import SERVICE, draw_unit
from simcall.floor.luck import normal
from simcall.floor.statistics import (
    estimate_mean,
    estimate_ratio,
    find_warmup,
    plan_replications,
    run_to_precision,
    student_quantile,
)


def noise(count, key):
    return [normal(draw_unit(1, 2, key, i, SERVICE, 0)) for i in range(count)]


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(1, 12.7062), (2, 4.30265), (9, 2.26216), (63, 1.99834), (500, 1.96472)],
)
def test_student_quantiles_are_the_tabulated_ones(freedom, quantile):
    assert student_quantile(0.975, freedom) == pytest.approx(quantile, rel=2e-5)


def test_the_mean_of_independent_values_is_covered_95_times_in_100():
    hits = 0
    for key in range(400):
        found = estimate_mean(noise(10, key))
        hits += abs(found.value) <= found.half_width
    assert 364 <= hits <= 396


def test_nan_values_are_left_out_and_one_value_has_no_interval():
    assert estimate_mean([1.0, math.nan, 3.0]).value == 2.0
    assert math.isnan(estimate_mean([1.0]).half_width)
    assert math.isnan(estimate_mean([]).value)


def autoregressive(count, key, rho):
    out, x = [], 0.0
    for e in noise(count, key):
        x = rho * x + math.sqrt(1 - rho * rho) * e
        out.append(10.0 + x)
    return out


def test_correlated_batches_are_merged_until_the_interval_is_honest():
    hits = 0
    for key in range(200):
        runs = [autoregressive(64, 2 * key + half, 0.7) for half in (0, 1)]
        found = estimate_ratio(runs, [[1.0] * 64] * 2)
        hits += abs(found.value - 10.0) <= found.half_width
    assert hits >= 178


def test_mser_5_finds_where_the_start_ends():
    series = [20.0 - 0.2 * i if i < 100 else 0.0 for i in range(1000)]
    wobble = noise(1000, 3)
    cut = find_warmup([a + b for a, b in zip(series, wobble, strict=True)])
    assert 80 <= cut <= 160
    assert find_warmup([1.0] * 10) == 0


def test_replications_grow_with_the_square_of_the_precision():
    pilot = [[10.0 + x for x in noise(10, 4)]]
    coarse = plan_replications(pilot, 0.01, 10**6).replications
    fine = plan_replications(pilot, 0.005, 10**6).replications
    assert fine == pytest.approx(4 * coarse, rel=0.05)
    assert not plan_replications(pilot, 1e-5, 100).reached


def test_replications_run_until_every_figure_is_precise():
    def run(span):
        return [[10.0 + normal(draw_unit(1, 2, r, 0, SERVICE, 0)), 5.0] for r in span]

    rows, reached = run_to_precision(run, 0.02)
    assert reached
    assert estimate_mean([row[0] for row in rows]).relative <= 0.02
    assert 50 <= len(rows) <= 200
    rows, reached = run_to_precision(run, 1e-4, most=40)
    assert not reached
    assert len(rows) == 40
