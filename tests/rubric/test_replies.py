"""What each reply is worth: the grade of a turn decides more than the words it is made of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simcall.call.transcript import HeardCall
from simcall.rubric.book import Rubric
from simcall.rubric.case import build_case
from simcall.rubric.doubt import weigh_climate, weigh_worth
from simcall.rubric.replies import SIGN_BOOK, grade_replies
from simcall.rubric.report import ScoreReport
from simcall.speech.acts import HARMS, SIGNS

Turns = list[tuple[str, str, str]]
Listen = Callable[..., HeardCall]
Score = Callable[..., ScoreReport]


def make_call(grade: str, signs: str = "") -> Turns:
    """The same acts throughout; only the worth of the replies differs."""
    worth = f"^{grade} {signs}"
    return [
        ("A", "Hello, Priya from Greenfield. Is that Tom Hale?", f"greet introduce verify {worth}"),
        ("D", "Yes, speaking.", "confirm_identity"),
        ("A", "It is about the 320 on your card, twelve days late. What happened?",
         f"purpose ask_open =320 +12 ?reason {worth}"),
        ("D", "I lost my job in March. Can I pay less for a while?", "reason question"),
        ("A", "We can take forty a month from the fifth.", f"inform offer =40 {worth}"),
        ("D", "All right.", "acknowledge"),
        ("A", "Forty on the fifth, then. Goodbye.", f"summarise close =40 @2026-12-05 {worth}"),
    ]  # fmt: skip


def test_every_sign_is_explained_with_its_guidance() -> None:
    assert set(SIGN_BOOK) == set(SIGNS)
    for sign in SIGN_BOOK.values():
        assert all((sign.name.zh, sign.name.en, sign.guidance))


def test_better_replies_make_a_better_call_though_the_acts_are_the_same(score: Score) -> None:
    totals = [score("en", make_call(grade)).total for grade in ("-2", "-1", "0", "1", "2")]
    assert totals == sorted(totals)
    assert totals[0] < 30 < 70 < totals[-1]


def test_only_a_well_graded_call_passes(score: Score) -> None:
    assert score("en", make_call("2", "&uses &answers &helps")).passed
    assert not score("en", make_call("-1", "&deaf &evades")).passed


def test_the_report_names_turn_sign_and_guidance(score: Score) -> None:
    report = score("en", make_call("-1", "&deaf"))
    assert [r.turn for r in report.replies] == [0, 2, 4, 6]
    assert report.replies[1].signs == ("deaf",)
    assert report.replies[1].guidance == ("A4", "A7")
    assert report.as_json()["replies"][1]["why"] == SIGN_BOOK["deaf"].name.en


def test_a_poor_reply_gets_a_better_sentence(score: Score) -> None:
    turns = make_call("1")
    turns[4] = ("A", "So when will you pay?", "ask_closed ^-1.6 &deaf &evades")
    report = score("en", turns)
    assert 4 in [b.turn for b in report.better]


def test_without_grades_the_items_alone_decide(
    listen: Listen, rubric: Rubric, score: Score
) -> None:
    bare = [(who, text, notes.split("^")[0]) for who, text, notes in make_call("0")]
    assert grade_replies(build_case(listen("en", bare), rubric)).turns == ()
    report = score("en", bare)
    assert report.replies == ()
    assert next(i for i in report.items if i.id == "hearing").points is None


def test_a_call_of_another_kind_is_not_judged_by_the_few_grades_it_has(
    listen: Listen, rubric: Rubric
) -> None:
    turns = [
        (who, text, notes if n == 2 else notes.split("^")[0])
        for n, (who, text, notes) in enumerate(make_call("-2", "&pushes"))
    ]
    case = build_case(listen("en", turns), rubric)
    assert {t.worth for t in case.agent} == {0.0}
    assert grade_replies(case).turns == ()


def test_what_to_stop_comes_in_one_order_whatever_the_harms(listen: Listen, rubric: Rubric) -> None:
    from simcall.rubric.coach import HEFT, list_advice

    call = listen("en", 4 * [("A", "So what?", " ".join(HARMS))])
    stop = list_advice(dict(rubric.advice), (), build_case(call, rubric))[2]
    weighty = sorted(HEFT, key=lambda act: (-HEFT[act], act))
    assert stop == tuple(rubric.advice[act].stop for act in weighty if act in rubric.advice)[:3]


@pytest.mark.parametrize("chance", [0.3, 0.6, 0.9])
def test_a_good_reply_speaks_against_a_harm_and_a_harmful_one_for_it(chance: float) -> None:
    assert weigh_worth(chance, 1.5) < chance < weigh_worth(chance, -1.5) <= 1.0
    assert weigh_worth(chance, 0.0) == chance


def test_a_good_call_makes_an_unsure_harm_doubtful_but_not_a_sure_one() -> None:
    assert weigh_climate(0.5, 1.0) < 0.3
    assert weigh_climate(1.0, 1.0) == 1.0
    assert weigh_climate(0.5, -0.5) == 0.5


def test_a_fine_sentence_said_again_is_worth_nothing(listen: Listen, rubric: Rubric) -> None:
    fine = "That is a hard month; we can spread it over six instalments, and you choose the day."
    turns = [("A", fine, "empathise offer ^1.5"), ("D", "What are the fees?", "question")] * 3
    grades = [turn.worth for turn in build_case(listen("en", turns), rubric).agent]
    assert grades == [1.5, -1.0, -1.0]


def test_short_words_may_be_said_again(listen: Listen, rubric: Rubric) -> None:
    turns = [("A", "One moment, please.", "other ^0.2"), ("D", "Okay.", "acknowledge")] * 2
    grades = [turn.worth for turn in build_case(listen("en", turns), rubric).agent]
    assert grades == [0.2, 0.2]


def test_a_turn_that_a_coach_calls_good_fails_nobody(score: Score) -> None:
    turns = make_call("1")
    turns[4] = ("A", "If it ever went to court you would hear from us first.", "inform threat ^1.4")
    assert not score("en", turns).critical
    turns[4] = ("A", "Pay, or we take you to court.", "threat pressure ^-2 &pushes")
    assert "threat" in [c.act for c in score("en", turns).critical]


def test_pushing_again_and_again_is_hounding_in_any_tone(score: Score) -> None:
    turns = make_call("-1.5", "&pushes")
    assert "pressure" in [c.act for c in score("en", turns).critical]


def test_a_question_with_a_sum_is_quoted_whole(rubric: Rubric) -> None:
    from simcall.rubric.coach import find_question, find_quote

    asked = "I know it's not much. Would £510.00 be any good?"
    assert find_question(asked, rubric) == "Would £510.00 be any good"
    assert "1,200.50" in find_quote("I lost my job and owe 1,200.50 in rent.", "en", rubric)
