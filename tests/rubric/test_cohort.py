"""Many calls together: reliability by hand-worked numbers, slopes, weakest items."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simcall.rubric.agreement import Pair, estimate, measure_match, measure_spearman, rank
from simcall.rubric.cohort import Member, find_slope, measure_reliability, view_cohort, write_cohort
from simcall.rubric.report import ScoreReport


def test_reliability_matches_the_textbook_by_hand() -> None:
    # agents' means 70 and 50, both with within-variance 50 (two calls, five apart from the mean):
    # MS between 400, MS within 50, n0 2 -> between 175; G(2) = 175 / (175 + 25) = .875
    found = measure_reliability([[65.0, 75.0], [45.0, 55.0]])
    assert found.coefficient == pytest.approx(0.875)
    assert found.single == pytest.approx(175 / 225, abs=1e-3)
    assert found.needed == 2  # 4 x 50 / 175 = 1.14


def test_agents_who_do_not_differ_have_no_reliability() -> None:
    assert measure_reliability([[50.0, 70.0], [70.0, 50.0]]).coefficient == 0.0


def test_one_agent_is_too_few() -> None:
    assert measure_reliability([[50.0, 70.0]]).coefficient is None


def test_a_slope_needs_three_calls() -> None:
    assert find_slope([1.0, 2.0]) is None
    assert find_slope([50.0, 60.0, 70.0]) == pytest.approx(10.0)
    assert find_slope([50.0, None, 70.0, 80.0]) == pytest.approx(10.0)


def test_the_view_orders_calls_by_time_and_names_the_weakest_item(
    score: Callable[..., ScoreReport],
) -> None:
    good = score(
        "en",
        [
            ("A", "Hello, this is Sam, am I speaking to Ms Cole?", "greet introduce verify"),
            ("D", "Yes.", "confirm_identity"),
            ("A", "Thank you, goodbye.", "close"),
        ],
    )
    bad = score(
        "en", [("A", "Pay up.", "pressure"), ("D", "No.", "refuse"), ("A", "Now!", "pressure")]
    )
    view = view_cohort(
        [Member("E2", "2026-02-02", good), Member("E2", "2026-01-01", bad), Member("E1", "", bad)]
    )
    agent = next(a for a in view.agents if a.agent == "E2")
    assert agent.skills[0].values == (bad.total, good.total)
    assert view.calls == 3
    assert view.weakest[0].share <= view.weakest[-1].share
    assert write_cohort(view, "en")["agents"][0]["agent"] == "E1"


def test_spearman_uses_mean_ranks_for_ties() -> None:
    assert rank([10.0, 20.0, 20.0, 30.0]) == [1.0, 2.5, 2.5, 4.0]
    pairs = [Pair(1, 2), Pair(2, 1), Pair(3, 4), Pair(4, 3)]
    assert measure_spearman(pairs) == pytest.approx(0.6)


def test_the_interval_holds_the_figure_and_repeats_exactly() -> None:
    pairs = [Pair(float(i % 2), float((i * 7) % 3 == 0)) for i in range(30)]
    first = estimate(pairs, measure_match, resamples=300)
    assert first == estimate(pairs, measure_match, resamples=300)
    assert first.low is not None
    assert first.high is not None
    assert first.value is not None
    assert first.low <= first.value <= first.high
