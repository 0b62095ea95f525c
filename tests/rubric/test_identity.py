"""Who holds the phone, where the transcript says so: identity counts from when the debtor comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simcall.call.transcript import HeardCall
from simcall.rubric.book import Rubric
from simcall.rubric.case import build_case
from simcall.rubric.identity import find_disclosures, find_identity, names_debt

Listen = Callable[..., HeardCall]
HELLO = ("A", "Hello, Priya from Greenfield. Is that Tom Hale?", "greet introduce verify")
DEBT = ("A", "It is about the £320 on your card, twelve days overdue.", "purpose =320 +12")
OTHER = ("O", "No, I picked up for him. Shall I get him?", "third_party question")
ASKS = ("A", "Yes please, could I speak to him?", "verify")
COMES = ("D", "Hello, I'm here. Who is it?", "greet who_is_this")
YES = ("D", "Yes, speaking.", "confirm_identity")


def judge(listen: Listen, rubric: Rubric, turns: list[tuple[str, str, str]]):
    case = build_case(listen("en", turns), rubric)
    identity = find_identity(case)
    return identity, [turn.place for turn in find_disclosures(case, identity)]


def test_a_debtor_who_comes_to_the_phone_is_checked_again(listen: Listen, rubric: Rubric) -> None:
    turns = [HELLO, OTHER, ASKS, COMES, HELLO, YES, DEBT]
    identity, told = judge(listen, rubric, turns)
    assert identity.other is None
    assert (identity.asked, identity.settled, identity.detail) == (4, 5, 6)
    assert told == []


def test_a_check_put_to_somebody_else_settles_nothing(listen: Listen, rubric: Rubric) -> None:
    identity, told = judge(listen, rubric, [HELLO, OTHER, ASKS, COMES, DEBT])
    assert identity.asked is None
    assert identity.settled is None
    assert identity.detail == 4
    assert told == []


def test_a_debt_named_to_whoever_picked_up_is_a_disclosure_though_the_debtor_comes(
    listen: Listen, rubric: Rubric
) -> None:
    _, told = judge(listen, rubric, [HELLO, OTHER, DEBT, COMES, HELLO, YES, DEBT])
    assert told == [2]


def test_what_was_said_to_the_debtor_stays_right_when_the_phone_is_handed_on(
    listen: Listen, rubric: Rubric
) -> None:
    identity, told = judge(listen, rubric, [HELLO, YES, DEBT, OTHER, ASKS, COMES])
    assert identity.other is None
    assert (identity.asked, identity.settled) == (0, 1)
    assert told == []


def test_somebody_else_throughout_is_a_call_to_a_third_party(
    listen: Listen, rubric: Rubric
) -> None:
    identity, told = judge(listen, rubric, [HELLO, OTHER, DEBT, OTHER])
    assert identity.other == 1
    assert told == [2]


@pytest.mark.parametrize(
    "text",
    [
        "I haven't said that he owes anything, and whoever rings you should not.",
        "Anything he left owing is looked at against what he left.",
        "If he owes something, that is for him alone to hear.",
        "我没说他欠什么，您别往这上头想。",
        "他欠不欠，我都不能跟您讲。",
    ],
)
def test_speaking_of_what_may_be_owed_names_no_debt(
    listen: Listen, rubric: Rubric, text: str
) -> None:
    language = "en" if text.isascii() else "zh"
    case = build_case(listen(language, [("A", text, "inform")]), rubric)
    assert not names_debt(case, case.agent[0])
