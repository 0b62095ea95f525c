"""What is asked is known by its meaning; what nothing is written for is declined in kind."""

import numpy as np
import pytest

from simcall.call.cues import find_caller, read_cues
from simcall.call.hearing import hands_over
from simcall.call.kinds import find_kind, only_reaches
from simcall.call.own import Understanding, drop_polite, narrow_lines
from simcall.call.session import Call
from simcall.call.wordings import refine_slots
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.persona import shape
from simcall.persona.fitting import fits_kind
from simcall.persona.person import Asked
from simcall.speech.nearness import Examples
from simcall.speech.slots import find_slots

PLACES = {"shop": 0, "store": 0, "店": 0, "day": 1, "date": 1, "天": 1, "why": 2, "为什么": 2}


def embed(texts):
    """Return vectors by key words: shop, day, reason, and a rest."""
    rows = np.full((len(texts), 4), 0.01, np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word, place in PLACES.items():
            row[place] += word in text
        row[3] += 0.3
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


ASKED = (
    Asked("seller", ("who sold",), ("Which shop was it?",)),
    Asked("returned", (), ("On what day did it go back?", "What was the date of it?")),
)


def test_the_nearest_example_names_the_question():
    examples = Examples({a.name: a.questions for a in ASKED}, embed)
    assert [near.name for near in examples.rank("Was it a big store?")] == ["seller", "returned"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Was it a store in town?", ("seller",)),
        ("And the date of that?", ("returned",)),
        ("Which store? And what day?", ("seller", "returned")),
        ("It was a shop.", ()),
        ("Is it raining?", ()),
        ("Who sold it to you?", ("seller",)),
    ],
)
def test_questions_are_heard_by_meaning_and_by_phrase(text, want):
    assert tuple(Understanding(ASKED, "en", embed).hear(text)) == want


def test_without_vectors_phrases_alone_count():
    known = Understanding(ASKED, "en", None)
    assert known.hear("Who sold it to you?") == {"seller": ()}
    assert known.hear("Which shop?") == {}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Which store was it, and what was the date?", ("seller", "returned")),
        ("What shop was it and when was the date?", ("seller", "returned")),
        ("Which store was it, the big one?", ("seller",)),
        ("Was it a store in town, if you don't mind my asking?", ("seller",)),
    ],
)
def test_a_sentence_may_ask_two_things(text, want):
    assert tuple(Understanding(ASKED, "en", embed).hear(text)) == want


@pytest.mark.parametrize(
    ("text", "language", "bare"),
    [
        ("How much a month, if you don't mind my asking?", "en", "How much a month ?"),
        ("So just so we're both clear, how much and when?", "en", "how much and when?"),
        ("Is that too much, honestly?", "en", "Is that too much ?"),
        ("方便的话，您做什么工作？", "zh", "您做什么工作？"),
        ("Honestly?", "en", "Honestly?"),
    ],
)
def test_courtesies_ask_nothing(text, language, bare):
    assert drop_polite(text, language) == bare


PARTS = (
    Asked(
        "seller",
        (),
        (
            *("Which shop was it?", "What shop?"),
            *("On what day?", "What was the date?"),
            *("And why there?", "So why that one?"),
        ),
        fits=((1, 4), (1, 4), (2,), (2,), (), ()),
    ),
)


@pytest.mark.parametrize(
    ("text", "places"),
    [("Was it a store in town?", (1, 4)), ("And the date of that?", (2,)), ("But why?", (1, 2, 4))],
)
def test_the_nearest_examples_say_which_lines_answer(text, places):
    assert Understanding(PARTS, "en", embed).hear(text) == {"seller": places}


def test_a_question_that_is_near_no_example_may_get_any_line():
    assert narrow_lines(((1,), (2,)), (0.3, 0.4)) == ()
    assert narrow_lines(((1,), (2,)), (0.9, 0.89)) == (1, 2)
    assert narrow_lines(((1,), (2,)), (0.9, 0.7)) == (1,)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("他叫什么名字？", "zh", "who"),
        ("那家店在哪儿？", "zh", "where"),
        ("星期几去医院？", "zh", "day"),
        ("一趟多少钱？", "zh", "much"),
        ("为什么没告诉她？", "zh", "why"),
        ("这怎么办下来的？", "zh", "how"),
        ("您跟她说过吗？", "zh", "yesno"),
        ("我明白了。", "zh", ""),
        ("Who told you that?", "en", "who"),
        ("How long did it take?", "en", "day"),
        ("How many of you were there?", "en", "much"),
        ("Did she ring back?", "en", "yesno"),
        ("I see.", "en", ""),
    ],
)
def test_a_question_has_a_kind(text, language, kind):
    assert find_kind(text, language) == kind


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("拖着不还，罚息一个月多39块。咱们今天先付1000，可以吗？", 100000),
        ("Forget 510: would 300 now and 380 in January be easier?", 30000),
        ("那510作废，改成300行吗？", 30000),
        ("You owe 1,903. Could you pay 850 on the 5th?", 85000),
        ("先还200，剩下的480月底。", 20000),
    ],
)
def test_the_sum_that_is_asked_for_comes_first(text, first):
    chinese = any("\u4e00" <= ch <= "\u9fff" for ch in text)
    assert refine_slots(text, find_slots(text, chinese, "2026-11-23")).amounts[0] == first


def test_unequal_payments_are_no_equal_instalments():
    text = "Three payments: 850 on the 5th, then 530, then 523."
    slots = find_slots(text, False, "2026-11-23")._replace(instalments=3)
    assert refine_slots(text, slots).instalments is None


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("我这就把催收停了。", False),
        ("催收先停，我把您转给关怀专线的同事。", True),
        ("I'm stopping collection on this: nothing about the money now.", False),
        ("Never mind the money, I'm putting you through to our care team.", True),
        ("我给您转主管。", True),
    ],
)
def test_stopping_collection_alone_hands_nobody_over(text, want):
    assert hands_over(text) is want


def test_an_agent_is_known_by_role_and_name():
    assert find_caller("您好，我是青禾消费金融的坐席周明，工号1024", "zh") == "周明"
    assert find_caller("Good morning, this is Tom Reed from Greenfield", "en") == "Tom"


@pytest.mark.parametrize("text", ["请问您叫什么名字？", "您姓什么？", "And your name is?"])
def test_asking_for_the_name_is_heard(text):
    assert "name" in read_cues(text, "zh" if text[0] > "z" else "en")


def speak(language, *texts, scenario="anxious_first_call", seed=5):
    call = Call(load_call(scenario), seed, language, load_analyser())
    call.begin()
    return [call.hear(text).reply.text for text in texts]


@pytest.mark.parametrize(
    ("language", "check", "question", "name"),
    [
        ("zh", "您好，我是青禾的小陈，请问是林岚本人吗？", "请问您叫什么名字？", "林岚"),
        ("en", "Hello, this is Chen from Greenfield, Hannah Cole?", "And your name is?", "Hannah"),
    ],
)  # fmt: skip
def test_a_debtor_who_is_asked_says_the_name(language, check, question, name):
    assert name in speak(language, check, question)[-1]


def test_sums_are_said_in_whole_units():
    texts = speak(
        "en",
        "Hello, this is Chen from Greenfield, is that Hannah Cole?",
        "The last four digits, please?",
        "Your bill is overdue. Do you know how much it is?",
        "What could you manage a month?",
    )
    assert not any(".0" in text for text in texts)


def test_a_question_is_put_down_with_the_move_and_a_replay_needs_no_vectors():
    call = Call(load_call("anxious_first_call"), 5, "zh", load_analyser())
    call.begin()
    result = call.hear("请问您叫什么名字？")
    assert result.event["move"]["asked"] == ["name"]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("礼拜四上午十点我打给您，行不？", "zh", "fine"),
        ("Shall I ring you on Thursday at ten?", "en", "fine"),
        ("您喜欢电话还是短信？", "zh", "either"),
        ("By phone or by text?", "en", "either"),
        ("她走了，对吗？", "zh", "tag"),
        ("You were there, weren't you?", "en", "tag"),
    ],
)
def test_what_only_asks_for_a_yes_or_a_choice_is_no_riddle(text, language, kind):
    assert find_kind(text, language) == kind


@pytest.mark.parametrize(
    ("text", "kind", "fits"),
    [
        ("星期三上午去的。", "day", True),
        ("就在路口那家。", "day", False),
        ("Six hundred, give or take.", "much", True),
        ("It's a long story.", "much", False),
        ("没有，还没来得及。", "yesno", True),
        ("anything", "what", True),
    ],
)
def test_an_answer_fits_the_kind_of_its_question(text, kind, fits):
    assert fits_kind(text, kind) is fits


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("那我12月3号下午再给您打电话，行吗？", True),
        ("I'll ring you on Thursday, is that all right?", True),
        ("那您12月3号还850，我3号再给您打电话。", False),
        ("Can you pay 200 by Thursday? I'll call you then.", False),
        ("下周五可以吗？", False),
    ],
)
def test_a_day_to_ring_on_is_no_day_to_pay_on(text, only):
    assert only_reaches(text) is only


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        ("今天真的不谈钱，您把850划掉，好不？", True),
        ("我没让您答应，170先不登记。", True),
        ("I'll scrap the plan, you needn't promise anything.", True),
        ("您可以取消自动扣款。", False),
        ("I won't forget your situation.", False),
    ],
)
def test_what_the_agent_takes_back_stands_no_more(text, taken_back):
    call = Call(load_call("anxious_first_call"), 5, "zh", load_analyser())
    call.state[shape.PROMISE] = 1.0
    call.hear(text)
    assert (call.state[shape.PROMISE] == 0.0) is taken_back


SAFE = (
    ("zh", "hint_of_despair", "这会儿还有那个念头吗？有没有想过怎么做？"),
    ("en", "scam_victim", "Is it in your mind today? Do you have a plan, or something close by?"),
    ("en", "scam_victim", "Is there one person who could be with you tonight?"),
)


@pytest.mark.parametrize(("language", "scenario", "question"), SAFE)
def test_once_danger_was_hinted_at_no_question_about_it_is_brushed_aside(
    language, scenario, question
):
    call = Call(load_call(scenario), 5, language, load_analyser())
    call.state[shape.IDENTITY] = 1.0
    call.state[shape.RISK] = 2.0
    reply = call.hear(question).reply
    declined = {
        line.text
        for line in call.scenario.persona.lines[language]
        if line.act.startswith("say_") or (line.act == "answer" and line.topic == "wellbeing")
    }
    assert reply.text not in declined
    assert call.state[shape.RISK] >= 2.0
