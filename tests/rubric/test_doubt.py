"""A label of harm is believed by what the words, the debtor and the rest of the call say."""

from __future__ import annotations

from collections.abc import Callable

from simcall.call.transcript import HeardCall
from simcall.rubric.book import Rubric
from simcall.rubric.case import AgentTurn, build_case

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
