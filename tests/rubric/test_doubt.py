"""A label of harm is believed by what the words, the debtor and the rest of the call say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simcall.call.transcript import HeardCall
from simcall.rubric.book import Rubric
from simcall.rubric.case import AgentTurn, build_case
from simcall.rubric.harm import find_act

Listen = Callable[..., HeardCall]


def first(rubric: Rubric, heard: HeardCall) -> AgentTurn:
    return build_case(heard, rubric).agent[0]


def unsure(listen: Listen, text: str, act: str, chance: float, answer: str = "Okay.") -> HeardCall:
    heard = listen("en", [("A", text, act), ("D", answer, "acknowledge")])
    turn = heard.turns[0]
    probability = {**turn.reading.probability, act: chance}
    reading = turn.reading._replace(probability=probability)
    return heard._replace(turns=(turn._replace(reading=reading), *heard.turns[1:]))


def test_plain_words_make_a_threat_more_certain(listen: Listen, rubric: Rubric) -> None:
    plain = unsure(listen, "Pay, or we send people to your house.", "threat", 0.6)
    faint = unsure(listen, "Let us look at the amount again.", "threat", 0.6)
    assert first(rubric, plain).chances["threat"] > 0.75
    assert first(rubric, faint).chances.get("threat", 0.0) < 0.5


def test_a_protest_makes_it_more_certain(listen: Listen, rubric: Rubric) -> None:
    quiet = unsure(listen, "You know how this goes, my friend.", "threat", 0.5)
    loud = unsure(listen, "You know how this goes, my friend.", "threat", 0.5, "That's blackmail!")
    assert first(rubric, loud).chances["threat"] > first(rubric, quiet).chances.get("threat", 0.0)


def test_a_denied_threat_is_none(listen: Listen, rubric: Rubric) -> None:
    heard = unsure(listen, "Nobody is going to sue you over this.", "threat", 0.7)
    assert first(rubric, heard).chances.get("threat", 0.0) < 0.4


def test_plain_words_alone_never_fail_a_call(listen: Listen, rubric: Rubric) -> None:
    heard = listen(
        "en",
        [("A", "Do you have to pay rent today as well?", "ask_closed"), ("D", "Yes.", "answer")],
    )
    assert first(rubric, heard).chances.get("pressure", 0.0) < rubric.critical("pressure").alone


ONE_BREATH = {
    "zh": ("那您和儿子一起打我们总机就可以了。", "好的，谢谢你。"),
    "en": ("Then the two of you ring our switchboard together.", "All right, thank you."),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_unsure_labels_of_one_sentence_do_not_bear_each_other_out(
    listen: Listen, rubric: Rubric, language: str
) -> None:
    text, answer = ONE_BREATH[language]
    heard = listen(language, [("A", text, "threat disclose"), ("D", answer, "thank")])
    turn = heard.turns[0]
    sure = {**turn.reading.probability, "threat": 0.97, "disclose": 0.97}
    reading = turn.reading._replace(probability=sure)
    doubted = heard._replace(turns=(turn._replace(reading=reading), *heard.turns[1:]))
    case = build_case(doubted, rubric)
    assert find_act(case, "threat") is None
    assert find_act(case, "disclose") is None
    assert case.agent[0].harm < 0.5


def test_a_threat_in_plain_words_still_stands_alone(listen: Listen, rubric: Rubric) -> None:
    heard = unsure(listen, "Pay, or we send people to your house.", "threat", 0.6)
    assert find_act(build_case(heard, rubric), "threat") is not None


def grave(listen: Listen, fails: float) -> HeardCall:
    """A good call with one sentence that label and grade hold for a contemptuous one."""
    turns = [
        ("A", "Hello, this is Sam from Greenfield. Is now a good time?", "greet introduce ^1"),
        ("D", "Go on.", "acknowledge"),
        ("A", "Some of us plan ahead, I suppose.", "attack ^-0.9 &cold"),
        ("D", "Anyway, what can be done?", "question"),
        ("A", "Six payments of sixty, from your payday; you choose the day.", "offer inform ^1.6"),
        ("D", "That would do.", "promise"),
        ("A", "Then I write that to you today. Thank you.", "close ^1.4"),
    ]
    heard = listen("en", turns)
    place = next(n for n, t in enumerate(heard.turns) if "plan ahead" in t.turn.text)
    turn = heard.turns[place]
    changed = turn._replace(reading=turn.reading._replace(fails={"attack": fails}))
    return heard._replace(turns=(*heard.turns[:place], changed, *heard.turns[place + 1 :]))


def test_a_harm_that_everything_confirms_counts_in_the_best_of_calls(
    listen: Listen, rubric: Rubric
) -> None:
    sure = build_case(grave(listen, 0.8), rubric)
    unsure_case = build_case(grave(listen, 0.1), rubric)
    assert max(t.chances.get("attack", 0.0) for t in sure.agent) >= 0.85
    assert max(t.chances.get("attack", 0.0) for t in unsure_case.agent) < 0.85
    failure = find_act(sure, "attack")
    assert failure is not None
    assert failure.places == (2,)


@pytest.mark.parametrize(
    ("language", "text", "hint"),
    [
        ("en", "The girl before said it'd disappear if I paid.", False),
        ("en", "I just want to disappear.", True),
        ("zh", "我气得想跳楼！又多出来三百多，凭啥？", False),
        ("zh", "有时候真想跳楼。", True),
    ],
)
def test_a_figure_of_speech_is_no_hint_of_suicide(
    rubric: Rubric, language: str, text: str, hint: bool
) -> None:
    assert rubric.signal("risk", text) is hint
