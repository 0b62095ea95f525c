"""Rare words tell neighbours apart that mean nearly the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simcall.speech.overlap import Overlap, find_words, weigh

ASKED = {
    "closed": ("Why did the restaurant close?", "What became of the restaurant?"),
    "nights": ("Why are you on nights?", "How long have you been on nights?"),
}
LINES = {"closed": ("The council dug up the street.",), "nights": ("They lost a contract.",)}


def test_the_question_that_shares_the_rare_words_is_nearest():
    shares = Overlap(ASKED, LINES, False).measure("And why did that restaurant shut?")
    assert shares["closed"][0] > shares["nights"][0]


def test_words_that_every_question_holds_count_for_nothing():
    every = {name: (*texts, "Why?") for name, texts in ASKED.items()}
    shares = Overlap(every, {}, False).measure("why")
    assert shares["closed"] == shares["nights"]


def test_what_is_asked_may_stand_in_the_answer_alone():
    shares = Overlap(ASKED, LINES, False).measure("Did they dig up the street?")
    assert shares["closed"][1] > shares["nights"][1]


def test_an_ending_makes_no_other_word():
    assert find_words("closing", False) == find_words("closed", False)


def test_chinese_counts_by_characters_and_pairs():
    assert {"夜", "班", "夜班"} <= find_words("上夜班？", True)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9])
def test_a_word_counts_the_more_the_more_examples_hold_it(count):
    assert 0.0 <= weigh(count) <= weigh(count + 1) <= 1.0


@given(st.text(max_size=60), st.booleans())
def test_any_text_has_shares_from_nothing_to_one(text, chinese):
    for asked, told in Overlap(ASKED, LINES, chinese).measure(text).values():
        assert 0.0 <= asked <= 1.0 + 1e-9
        assert 0.0 <= told <= 1.0 + 1e-9
