"""Stories of calls, as annotated turns: what an experienced quality manager would say of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simcall.call.transcript import HeardCall
from simcall.rubric.book import DIMENSIONS, Rubric
from simcall.rubric.report import ScoreReport
from simcall.rubric.score import score_call

Score = Callable[..., ScoreReport]
Listen = Callable[..., HeardCall]
Turns = list[tuple[str, str, str]]

GOOD_ZH: Turns = [
    (
        "A",
        "您好，我是清禾金融的客服小李，工号302，这通电话会录音。请问是林岚女士吗？",
        "greet introduce verify inform |staff_id |recording_notice",
    ),
    ("D", "我是，什么事？", "confirm_identity question"),
    (
        "A",
        "您的账单3200元已经逾期12天了。您现在方便说话吗？",
        "purpose ask_closed =3200 +12 |convenient_to_talk",
    ),
    ("D", "唉，我上个月被公司裁了，到现在还没找到工作。", "reason emotion"),
    (
        "A",
        "突然被裁员，工作还没着落，账单又压着，一定很不容易。能说说家里现在怎么安排吗？",
        "empathise reflect ask_open ?income",
    ),
    ("D", "我还有个三岁的孩子，就怕你们打到我家里去。", "emotion"),
    (
        "A",
        "您担心家里人知道，这个您放心，我们只跟您本人沟通。带着孩子还愿意接电话，不容易。"
        "您每个月大概能拿出多少？",
        "reflect empathise inform affirm ask_closed ?income",
    ),
    ("D", "大概五百吧，下个月十五号有一笔补偿金。", "offer_amount"),
    (
        "A",
        "有两个办法：延期到下月十五号，或者分六期每期五百多一点。您觉得哪个合适？",
        "offer ask_closed =500 /6 @2026-12-15 ~choice",
    ),
    ("D", "延期会不会有违约金？", "question #fee"),
    (
        "A",
        "每天按万分之五算，大概一块六；我帮您提交减免申请，三个工作日内答复，先不保证。",
        "inform refer #fee",
    ),
    ("D", "那我选延期，十五号还一千。", "promise"),
    (
        "A",
        "我复述一下：十五号先还一千，余下的再分期，结果三个工作日内短信告诉您。对吗？",
        "summarise commit =1000 @2026-12-15",
    ),
    ("D", "对，谢谢你。", "thank"),
    ("A", "谢谢您愿意跟我说这些，祝您早日找到工作，再见。", "close affirm"),
]
COLD_ZH: Turns = [
    ("A", "您好，清禾金融工号302，请问是林岚本人吗？", "greet introduce verify |staff_id"),
    ("D", "我是。", "confirm_identity"),
    ("A", "您的账单3200元逾期12天，什么时候能还？", "purpose ask_closed =3200 +12"),
    ("D", "我上个月被公司裁了，还没找到工作。", "reason emotion"),
    ("A", "逾期每天产生费用。您可以还最低还款320元，或者分期。", "inform offer =320"),
    ("D", "我最近压力特别大，整晚睡不着。", "emotion"),
    ("A", "请您选择一种方式，最低还款还是分期？", "ask_closed"),
    ("D", "那就最低吧，十五号。", "promise"),
    ("A", "好的，十五号还320元，通过App还款。再见。", "commit inform close =320 @2026-12-15"),
]
HARD_EN: Turns = [
    ("A", "Hannah Cole? You owe 640 and you pay it today.", "verify purpose pressure =640"),
    ("D", "I lost my job last month.", "reason"),
    (
        "A",
        "That's your problem. Should have thought of that before you borrowed.",
        "dismiss attack",
    ),
    ("D", "I really can't.", "refuse emotion"),
    ("A", "Pay by five or we come to your house and take you to court.", "threat pressure"),
    ("D", "Please don't come here.", "refuse"),
    ("A", "No extensions, no instalments. Today.", "rigid pressure"),
]
MOTHER_EN: Turns = [
    ("A", "Hello, may I speak to Hannah Cole?", "greet verify"),
    ("D", "She's out. I'm her mother, who's calling?", "third_party who_is_this"),
    (
        "A",
        "My name is Sam. It's a personal matter that I can only discuss with her. When would be a "
        "good time to reach her?",
        "introduce inform ask_closed ?when_to_call",
    ),
    ("D", "Does she owe money?", "question"),
    (
        "A",
        "I'm sorry, I can't go into it with anyone but her. Could you ask her to call me back?",
        "apologise inform",
    ),
    ("D", "All right, after six.", "acknowledge"),
    ("A", "Thank you, and sorry to have troubled you. Goodbye.", "close apologise"),
]


def told(turns: Turns) -> Turns:
    """The same call to the mother, with the debt given away."""
    return [
        *turns[:4],
        (
            "A",
            "Yes, she owes us 640 and it is overdue. Please tell her to pay.",
            "disclose purpose =640",
        ),
        *turns[5:],
    ]


def test_an_excellent_call_scores_above_eighty_and_passes(score: Score) -> None:
    report = score("zh", GOOD_ZH)
    assert report.total >= 80.0
    assert report.passed
    assert not report.critical
    assert not report.caps


def test_a_correct_but_cold_call_lands_in_the_middle_and_fails(score: Score) -> None:
    report = score("zh", COLD_ZH)
    assert 25.0 <= report.total <= 55.0
    assert not report.passed
    assert "fault: cold" in [cap.id for cap in report.caps]


def test_a_hard_line_scores_near_nothing_and_names_each_critical_failure(score: Score) -> None:
    report = score("en", HARD_EN)
    assert report.total <= 15.0
    assert {note.act for note in report.critical} == {"threat", "attack", "pressure"}
    first = {note.act: note.turn for note in report.critical}
    assert first["attack"] == 2
    assert first["threat"] == 4


def test_telling_the_mother_nothing_is_a_perfect_short_call(score: Score) -> None:
    report = score("en", MOTHER_EN)
    assert report.passed
    assert report.total >= 80.0
    assert [s.id for s in report.situations] == ["third_party"]


def test_telling_the_mother_of_the_debt_is_disclosure(score: Score) -> None:
    report = score("en", told(MOTHER_EN))
    assert [note.act for note in report.critical] == ["disclose"]
    assert report.total <= 48.0


def test_disclosure_is_found_from_the_order_of_the_call_even_when_no_label_says_so(
    score: Score,
) -> None:
    turns = told(MOTHER_EN)
    turns[4] = ("A", turns[4][1], "inform =640")
    assert "disclose" in [note.act for note in score("en", turns).critical]


def risk_call(answer: tuple[str, str, str], last: tuple[str, str, str]) -> Turns:
    return [
        *GOOD_ZH[:4],
        ("D", "有时候觉得活着真没意思，不如死了算了。", "emotion risk"),
        answer,
        ("D", "我一个人在家。", "answer"),
        last,
        ("D", "嗯，谢谢。", "thank"),
        ("A", "您保重，再见。", "close"),
    ]


def test_a_hint_of_self_harm_that_is_met_passes_without_any_payment(score: Score) -> None:
    report = score(
        "zh",
        risk_call(
            (
                "A",
                "听您这么说我很担心您，钱的事先放一放。您现在安全吗，身边有人陪您吗？",
                "empathise ask_closed ?wellbeing",
            ),
            (
                "A",
                "一个人在家撑着太累了。请记一个号码12356，全天有人接，我也请专门的同事联系您。",
                "empathise reflect refer",
            ),
        ),
    )
    assert report.passed
    assert not report.critical


def test_a_hint_of_self_harm_that_is_passed_over_fails_the_call(score: Score) -> None:
    report = score(
        "zh",
        risk_call(
            ("A", "那您什么时候能还呢？费用每天都在涨。", "ask_closed inform"),
            ("A", "最低还款320元，先还上吧。", "offer =320"),
        ),
    )
    assert [note.act for note in report.critical] == ["ignored_risk"]
    assert report.total <= 15.0


def test_one_faint_label_of_harm_does_not_fail_an_honest_call(
    listen: Listen, rubric: Rubric
) -> None:
    heard = listen("zh", GOOD_ZH)
    turn = heard.turns[8]
    faint = {**turn.reading.probability, "pressure": 0.56}
    reading = turn.reading._replace(acts=(*turn.reading.acts, "pressure"), probability=faint)
    turns = (*heard.turns[:8], turn._replace(reading=reading), *heard.turns[9:])
    report = score_call(heard._replace(turns=turns), rubric)
    assert not report.critical
    assert report.passed


def test_losing_patience_is_worse_than_a_rough_start_that_is_mended(score: Score) -> None:
    rough = ("A", "您怎么又没还？", "dismiss")
    sorry = (
        "A",
        "刚才口气不好，跟您道歉。您上个月被公司裁了，这段时间一定很难。",
        "apologise empathise reflect",
    )
    mended = [GOOD_ZH[0], GOOD_ZH[1], rough, GOOD_ZH[3], sorry, *GOOD_ZH[5:]]
    late = [
        *GOOD_ZH[:10],
        ("A", "问那么多干什么，您到底还不还？", "dismiss pressure"),
        ("D", "你怎么这样说话。", "complain"),
        ("A", "说您两句怎么了。", "dismiss attack"),
    ]
    assert score("zh", mended).total > score("zh", late).total + 20.0


def test_warm_words_taken_back_in_the_same_breath_are_not_empathy(score: Score) -> None:
    sincere = [(w, t, n) for w, t, n in GOOD_ZH]
    taken = [(w, t, n + " ~cold dismiss" if "empathise" in n else n) for w, t, n in GOOD_ZH]
    good, bad = score("zh", sincere), score("zh", taken)
    assert (bad.dimensions["empathy"] or 0.0) < (good.dimensions["empathy"] or 0.0) - 4.0


def test_every_point_and_cap_carries_turn_reason_and_guidance(score: Score) -> None:
    for report in (score("zh", GOOD_ZH), score("en", HARD_EN), score("en", told(MOTHER_EN))):
        for item in report.items:
            assert item.guidance
            assert item.why.zh
            assert item.why.en
        for cap in report.caps:
            assert cap.guidance
            assert cap.text.zh
            assert cap.text.en


def test_points_of_a_dimension_and_its_share_of_the_whole_add_up_to_its_mark(
    score: Score, rubric: Rubric
) -> None:
    report = score("zh", GOOD_ZH)
    for name in set(DIMENSIONS) - {"compliance"}:
        judged = [i for i in report.items if i.dimension == name and i.points is not None]
        own = 10.0 * sum(i.points or 0.0 for i in judged) / sum(i.max for i in judged)
        shade = next(d.shade for d in rubric.dimensions if d.id == name)
        mark = (1.0 - shade) * own + shade * report.total / 10.0
        assert abs(mark - (report.dimensions[name] or 0.0)) < 0.02


def test_weights_of_items_without_opportunity_are_shared_out(score: Score) -> None:
    report = score("en", MOTHER_EN)
    skipped = [i.id for i in report.items if i.points is None]
    assert {"offer", "reason", "purpose"} <= set(skipped)
    assert report.dimensions["solution"] is not None


def test_the_same_call_gets_the_same_score_twice(score: Score) -> None:
    assert score("zh", GOOD_ZH).as_json() == score("zh", GOOD_ZH).as_json()


def test_a_promise_beyond_policy_is_deceit_and_a_request_is_not(score: Score) -> None:
    facts = {"remedies": {"waiver": {"status": "needs_approval", "limit": 0.5}}}
    granted = [
        *GOOD_ZH[:10],
        ("A", "我直接帮您把违约金全免了，没问题，肯定行。", "offer %100"),
        *GOOD_ZH[11:],
    ]
    assert "deceive" in {note.act for note in score("zh", granted, facts=facts).critical}
    asked = [
        *GOOD_ZH[:10],
        ("A", "减免要主管审批，我今天提交申请，周五前给您答复。", "offer refer %100"),
        *GOOD_ZH[11:],
    ]
    assert not score("zh", asked, facts=facts).critical


def test_what_cannot_be_judged_is_said(score: Score) -> None:
    unchecked = {note.id for note in score("zh", GOOD_ZH).unchecked}
    assert {"duties", "policy", "facts", "times", "hours"} <= unchecked


def test_better_sentences_answer_the_weakest_turns_in_the_debtors_words(score: Score) -> None:
    report = score("zh", COLD_ZH)
    assert 1 <= len(report.better) <= 3
    assert all("{" not in better.better for better in report.better)
    assert [b.turn for b in report.better] == sorted(b.turn for b in report.better)


def test_a_call_without_an_answer_from_the_other_side_cannot_be_excellent(score: Score) -> None:
    lonely = [turn for turn in GOOD_ZH if turn[0] == "A"]
    assert not score("zh", lonely).passed


def test_a_passing_call_that_asks_for_a_new_loan_fails(score: Score) -> None:
    turns = list(GOOD_ZH)
    turns[8] = (
        "A",
        turns[8][1] + "您也可以去别的平台借一笔先还上。",
        turns[8][2] + " |induce_debt",
    )
    report = score("zh", turns)
    assert [note.act for note in report.critical_extra] == ["induce_debt"]
    assert not report.passed


@pytest.mark.parametrize(
    ("language", "blunt", "civil"),
    [
        ("zh", "你是不是崔明哲，通话录音", "您好，请问是崔明哲先生吗？通话会录音"),
        (
            "en",
            "Card services. Are you Dale Burke? Recorded.",
            "Hello, is this Dale Burke, please?",
        ),
    ],
)
def test_a_start_without_a_word_of_courtesy_is_blunt(
    score: Score, language: str, blunt: str, civil: str
) -> None:
    def tone(text: str) -> float:
        turns = [
            ("A", text, "verify |recording_notice"),
            ("D", "对" if language == "zh" else "Yes.", "confirm_identity"),
        ]
        report = score(language, turns)
        return next(i.points or 0.0 for i in report.items if i.id == "start_tone")

    assert tone(blunt) < 0.5 * tone(civil)
