"""The kind of call is seen from what the debtor says, and handling it counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simcall.rubric.report import ScoreReport

Score = Callable[..., ScoreReport]
OPEN = {
    "zh": ("A", "您好，我是清禾客服小李，请问是林岚女士吗？", "greet introduce verify"),
    "en": ("A", "Hello, this is Sam from Qinghe, is that Ms Cole?", "greet introduce verify"),
}


def kinds(
    score: Score, language: str, said: str, notes: str = "answer", **extra: object
) -> set[str]:
    turns = [
        OPEN[language],
        ("D", said, notes),
        ("A", "嗯。" if language == "zh" else "I see.", "other"),
    ]
    return {s.id for s in score(language, turns, **extra).situations}


@pytest.mark.parametrize(
    ("kind", "language", "said"),
    [
        ("third_party", "zh", "他不在，我是他老婆。"),
        ("third_party", "en", "She's not in, this is her husband."),
        ("third_party", "zh", "您拨打的用户忙，请在滴声后留言。"),
        ("crisis", "zh", "有时候觉得活着没什么意思。"),
        ("crisis", "en", "I don't want to be here any more."),
        ("deceased", "en", "I'm afraid he passed away in May."),
        ("representative", "zh", "我是他委托的律师。"),
        ("representative", "en", "I'm her solicitor."),
        ("suspects_fraud", "zh", "你是骗子吧？"),
        ("suspects_fraud", "en", "How do I know this isn't a scam?"),
        ("refuses_verification", "zh", "凭什么告诉你我身份证？"),
        ("refuses_verification", "en", "I'm not giving you my date of birth."),
        ("dispute", "zh", "这笔钱不是我借的。"),
        ("dispute", "en", "The amount is wrong, I was billed twice."),
        ("already_paid", "zh", "我昨天已经还了。"),
        ("already_paid", "en", "I've already paid it."),
        ("complaint", "zh", "我要投诉你们，打12378。"),
        ("complaint", "en", "I want to make a formal complaint."),
        ("stop_contact", "zh", "别再给我打电话了。"),
        ("stop_contact", "en", "Stop calling me."),
        ("vulnerable", "zh", "我妈在做化疗。"),
        ("vulnerable", "en", "My wife's in the hospital with a stroke."),
        ("insolvent", "zh", "我真的一分钱都拿不出来。"),
        ("insolvent", "en", "I'm going bankrupt, there's nothing left."),
        ("busy", "zh", "我在开车，不方便说话。"),
        ("busy", "en", "I'm driving."),
        ("willing_able", "zh", "哎呀忘了，我现在就还。"),
        ("willing_able", "en", "Oh, it slipped my mind, I'll pay it right now."),
    ],
)
def test_plain_words_show_the_kind_of_call(
    score: Score, kind: str, language: str, said: str
) -> None:
    assert kind in kinds(score, language, said)


@pytest.mark.parametrize(
    ("kind", "language", "said"),
    [
        ("crisis", "zh", "今天累死了，电话打个没完。"),
        ("crisis", "en", "My phone died on me, I was dying to call back."),
        ("third_party", "zh", "我是林岚。"),
        ("third_party", "en", "Yes, this is Ms Cole."),
        ("already_paid", "zh", "我还没还，还了一年多别的。"),
        ("deceased", "en", "I lost my job."),
        ("dispute", "en", "I'm not disputing it, I owe it."),
    ],
)
def test_what_only_sounds_alike_does_not(score: Score, kind: str, language: str, said: str) -> None:
    assert kind not in kinds(score, language, said)


def test_a_debtor_who_hangs_up_at_once_costs_the_agent_little(score: Score) -> None:
    turns = [OPEN["en"], ("D", "No.", "refuse")]
    report = score("en", turns, left_by="debtor")
    assert [s.id for s in report.situations] == ["early_hangup"]
    assert report.total >= 45.0


def test_a_customer_who_calls_in_is_known_from_the_direction(score: Score) -> None:
    assert "inbound" in kinds(score, "en", "Hi, I have a question.", direction="inbound")


def disputed(last: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    return [
        OPEN["zh"],
        ("D", "我是。", "confirm_identity"),
        ("A", "您有一笔3200元的账单逾期了。", "purpose =3200"),
        ("D", "这笔钱不是我借的，我从来没用过。", "dispute"),
        last,
        ("D", "那要多久？", "question"),
        ("A", "谢谢您说明，再见。", "close"),
    ]


def test_a_dispute_that_is_logged_beats_one_that_is_pressed(score: Score) -> None:
    logged = score(
        "zh",
        disputed(
            (
                "A",
                "您说从来没用过，我现在登记异议去核查，五个工作日内答复您。",
                "reflect refer inform +5",
            )
        ),
    )
    pressed = score("zh", disputed(("A", "系统里就是您的，今天必须还。", "dismiss pressure")))
    assert logged.total > pressed.total + 30.0


def test_the_better_sentence_follows_the_kind_of_call(score: Score) -> None:
    report = score("zh", disputed(("A", "您什么时候还款？", "ask_closed")))
    assert "dispute" in {b.situation for b in report.better} | {
        b.situation.removeprefix("missed_") for b in report.better
    }
