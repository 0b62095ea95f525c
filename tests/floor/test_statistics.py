"""Output analysis: intervals that mean what they say."""

import math

import pytest

from simcall.common.chance import SERVICE, draw_unit
from simcall.floor.luck import normal
from simcall.floor.statistics import (
    bound_interval,
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


def test_an_interval_of_a_share_stays_between_nothing_and_all():
    span = bound_interval(0.98, 0.05, share=True)
    assert 0.0 < span.low < 0.98 < span.high < 1.0
    wide = bound_interval(0.3, 12.0, share=True)
    assert 0.0 <= wide.low < 0.01
    assert 0.99 < wide.high <= 1.0


def test_a_narrow_interval_of_a_share_is_the_usual_one():
    span = bound_interval(0.4, 0.001, share=True)
    assert span.low == pytest.approx(0.399, abs=1e-5)
    assert span.high == pytest.approx(0.401, abs=1e-5)


def test_counts_and_amounts_are_cut_off_at_nothing():
    assert bound_interval(2.0, 3.0, share=False) == (0.0, 5.0)


def test_a_share_that_never_varied_has_no_width():
    assert bound_interval(0.0, 0.0, share=True) == (0.0, 0.0)
    assert bound_interval(1.0, 0.0, share=True) == (1.0, 1.0)


def test_the_interval_of_a_small_share_covers_the_truth_about_as_often_as_it_says():
    truth, hits = 0.04, 0
    for trial in range(400):
        shares = [
            sum(draw_unit(9, trial, run, place, 0, 0) < truth for place in range(100)) / 100
            for run in range(6)
        ]
        found = estimate_mean(shares)
        span = bound_interval(found.value, found.half_width, share=True)
        hits += span.low <= truth <= span.high
    assert 0.92 <= hits / 400 <= 0.985
