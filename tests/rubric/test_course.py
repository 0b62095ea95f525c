"""The course of a call: what the other side says back, which questions stay open, crises met."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simcall.call.transcript import HeardCall
from simcall.rubric.book import Rubric
from simcall.rubric.case import Case, build_case
from simcall.rubric.report import ScoreReport
from simcall.rubric.view import View, open_view

Turns = list[tuple[str, str, str]]
Listen = Callable[..., HeardCall]

START: Turns = [
    ("A", "您好，我是清禾客服小李，请问是林岚本人吗？", "greet introduce verify"),
    ("D", "我是。", "confirm_identity"),
    ("A", "您的账单3200元逾期12天，遇到什么情况了？", "purpose ask_open =3200 +12 ?reason"),
]
HOLLOW: Turns = [
    *START,
    ("D", "我被裁了，能不能延期？", "reason question"),
    ("A", "您希望能延期，我非常理解您。", "empathise"),
    ("D", "那到底能不能啊？", "question"),
    ("A", "您很着急，我完全理解您的心情。", "empathise"),
    ("D", "我就问你能延几天？", "question"),
    ("A", "我们一直与您同在，再见。", "close"),
]
ANSWERED: Turns = [
    *START,
    ("D", "我被裁了，能不能延期？", "reason question"),
    (
        "A",
        "刚丢了工作，手头紧是难免的。可以延十五天，不收费。",
        "empathise reflect offer inform +15",
    ),
    ("D", "十五天够了，太谢谢了。", "thank"),
    ("A", "那就延到二十号，短信会通知您，再见。", "commit summarise close @2026-12-20"),
]


@pytest.fixture
def case(listen: Listen, rubric: Rubric) -> Callable[[str, Turns], Case]:
    def build(language: str, turns: Turns) -> Case:
        return build_case(listen(language, turns), rubric)

    return build


@pytest.fixture
def view(case: Callable[[str, Turns], Case]) -> Callable[[str, Turns], View]:
    def build(language: str, turns: Turns) -> View:
        return open_view(case(language, turns))

    return build


Score = Callable[..., ScoreReport]
Open = Callable[[str, Turns], View]


def test_comfort_in_place_of_an_answer_fails_however_kind(score: Score, view: Open) -> None:
    report = score("zh", HOLLOW)
    assert report.total <= 30.0
    assert not report.passed
    assert {"fault: hollow", "fault: unanswered"} <= {cap.id for cap in report.caps}
    assert any(asked.hollow for asked in view("zh", HOLLOW).asked)


def test_an_answer_and_relief_earn_more_than_the_same_comfort(score: Score, view: Open) -> None:
    assert score("zh", ANSWERED).total > score("zh", HOLLOW).total + 40.0
    reactions = view("zh", ANSWERED).reactions
    assert reactions.eased == 1.0
    assert not reactions.unheard


def test_rhetorical_questions_ask_for_nothing(view: Open) -> None:
    turns: Turns = [
        *START,
        ("D", "老板跑了，你让我拿什么还？", "reason question"),
        ("A", "几个月白干，换谁都憋屈。", "empathise"),
    ]
    assert not view("zh", turns).asked


CRISIS_EN: Turns = [
    (
        "A",
        "Hello, this is Tom from Halden Bank, am I speaking to Joanne?",
        "greet introduce verify",
    ),
    ("D", "Yes.", "confirm_identity"),
    ("A", "Is now an okay time?", "ask_closed"),
]
WAYS_TO_CARE = [
    "Are you thinking of taking your own life? I'm staying on the line with you.",
    "Never mind the money. Is anyone in the house with you? Samaritans are on 116 123.",
    "We're not talking about the account now. Are you safe? Ring 999 if it gets worse.",
]


@pytest.mark.parametrize("words", WAYS_TO_CARE)
def test_a_hint_of_self_harm_may_be_met_in_many_ways(score: Score, words: str) -> None:
    turns: Turns = [
        *CRISIS_EN,
        ("D", "I don't want to wake up any more.", "risk emotion"),
        ("A", words, "empathise"),
        ("D", "My brother's downstairs.", "answer"),
        ("A", "Could you go and sit with him? Everything on the account is on hold.", "refer"),
    ]
    assert not [c for c in score("en", turns).critical if c.act == "ignored_risk"]


def test_a_hint_met_with_sums_is_a_critical_failure(score: Score) -> None:
    turns: Turns = [
        *CRISIS_EN,
        ("D", "I don't want to wake up any more.", "risk emotion"),
        ("A", "Money worries are awful for sleep. What's coming in?", "empathise ask_closed"),
        ("D", "Nothing.", "answer"),
        ("A", "I can do one pound a month. You'll get a letter.", "offer inform =1"),
    ]
    assert "ignored_risk" in {c.act for c in score("en", turns).critical}


def test_a_straight_question_shows_that_a_veiled_hint_was_heard(view: Open) -> None:
    turns: Turns = [
        *CRISIS_EN,
        ("D", "You won't need to bother with me by then.", "answer"),
        ("A", "When you say that, are you thinking of ending your life?", "ask_closed"),
        ("D", "...I don't know.", "answer"),
        ("A", "I'm here. Is somebody with you?", "empathise"),
    ]
    assert view("en", turns).holds("crisis")
    denied = [*turns[:5], ("D", "No, God, nothing like that.", "answer"), turns[6]]
    assert not view("en", denied).holds("crisis")


def test_calling_on_after_stop_is_hounding_whatever_the_tone(score: Score) -> None:
    turns: Turns = [
        ("A", "Hi Darnell, it's Kim from Sunridge.", "greet introduce"),
        ("D", "I asked you to stop calling me at work.", "complain"),
        ("A", "I know! How much can you do today?", "ask_closed"),
        ("D", "I don't have it.", "refuse"),
        ("A", "No worries, I'll ring you again at three.", "other"),
    ]
    assert "pressure" in {c.act for c in score("en", turns).critical}


def test_what_others_did_is_not_charged_to_who_puts_it_right(score: Score) -> None:
    turns: Turns = [
        ("A", "您好，安心分期小谢，请问是沈先生吗？", "greet introduce verify"),
        ("D", "是我，我要投诉，你们给我老板打电话了！", "complain"),
        ("A", "打到您老板那里，这个不应该，我代公司道歉，这就登记投诉。", "apologise refer"),
        ("D", "行，你态度还可以。", "thank"),
        ("A", "十五天内书面答复您，再见。", "inform close +15"),
    ]
    assert not score("zh", turns).critical
