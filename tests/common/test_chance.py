"""Draws are a function of what they are for, and look random."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simcall.common.chance import draw_block, draw_unit, split_seed

WORD = st.integers(0, 2**32 - 1)


def test_the_published_vector_comes_out():
    words = draw_block(0, 0, 0, 0, 0, 0)
    assert [f"{w:08x}" for w in words] == ["5f6fb709", "0d893f64", "4f121f81", "4f730a48"]


@given(WORD, WORD, WORD, WORD, WORD, WORD)
def test_a_draw_lies_inside_the_open_interval_and_repeats(a, b, c, d, e, f):
    value = draw_unit(a, b, c, d, e, f)
    assert 0.0 < value < 1.0
    assert value == draw_unit(a, b, c, d, e, f)


def test_draws_of_different_purposes_are_spread_evenly():
    values = sorted(draw_unit(7, 1, 0, n, 3, n * 17) for n in range(4000))
    gap = max(abs(v - (n + 0.5) / 4000) for n, v in enumerate(values))
    assert gap < 1.63 / 4000**0.5  # Kolmogorov-Smirnov at one per cent


def test_neighbouring_entities_are_uncorrelated():
    pairs = [(draw_unit(1, 2, 0, n, 1, 5), draw_unit(1, 2, 0, n + 1, 1, 5)) for n in range(4000)]
    mean = sum((a - 0.5) * (b - 0.5) for a, b in pairs) / len(pairs)
    assert abs(mean) * 12 < 3.3 / 4000**0.5


@pytest.mark.parametrize("seed", [0, -1, 2**64 + 5, 2**70])
def test_any_whole_number_is_a_seed(seed):
    low, high = split_seed(seed)
    assert 0 <= low < 2**32
    assert 0 <= high < 2**32
