import pytest

from simcall.agent.policy import Policy, PolicyLine, build_table, speak
from simcall.agent.situation import SITUATIONS
from simcall.agent.table import find_place, find_row
from simcall.common.bilingual import Text
from simcall.common.errors import ContentError
from simcall.speech.move import AMOUNT, DAYS

ASK = PolicyLine({"ask_open": 1.0}, {"zh": ("怎么了？", "发生什么了？"), "en": ("What happened?",)})
PAY = PolicyLine({"commit": 1.0}, {"en": ("Pay {named} then?",)}, pay="named", days="payday")


def make(**situations):
    lines = dict.fromkeys(SITUATIONS, (ASK,))
    return Policy("mine", Text("", ""), Text("", ""), {**lines, **situations})


def test_lines_take_turns_and_the_last_one_repeats():
    policy = make(door=(ASK, PAY))
    assert [policy.line("door", visit) for visit in range(4)] == [ASK, PAY, PAY, PAY]
    assert [find_place(2, visit) for visit in range(4)] == [0, 1, 1, 1]


def test_the_table_gives_the_same_lines_as_the_policy():
    table = build_table(make(door=(ASK, PAY)))
    place = SITUATIONS.index("door")
    rows = [
        table.rows[find_row(table.order, table.offsets, table.lengths, place, visit)]
        for visit in range(3)
    ]
    assert rows == [ASK.vector(), PAY.vector(), PAY.vector()]
    assert len(table.rows) == 2


def test_relative_amounts_and_days_are_codes_below_zero():
    assert PAY.vector()[AMOUNT] == -4.0
    assert PAY.vector()[DAYS] == -1.0
    resolved = PAY.move(amount=30000, days=9).vector()
    assert (resolved[AMOUNT], resolved[DAYS]) == (30000.0, 9.0)


def test_sentences_take_turns_when_a_line_repeats():
    policy = make()
    said = [speak(policy, "door", visit, "zh", {}) for visit in range(3)]
    assert said == ["怎么了？", "发生什么了？", "怎么了？"]
    assert speak(policy, "door", 0, "zh", {}, draw=1) == "发生什么了？"


def test_slots_are_filled():
    assert speak(make(door=(PAY,)), "door", 0, "en", {"named": "£300"}) == "Pay £300 then?"


def test_a_situation_without_words_is_an_error_that_names_it():
    silent = Policy("mine", Text("", ""), Text("", ""), {})
    with pytest.raises(ContentError, match="'mine' says nothing in the situation 'start'"):
        build_table(silent)


def test_speaking_time_is_the_mean_over_sentences_and_languages():
    assert ASK.seconds == pytest.approx((0.75 + 1.25) / 2 / 2 + 0.8 / 2, abs=0.02)
