"""Whether the name that the other side is asked for is theirs."""

import pytest

from simcall.call.naming import asks_name_of_another, find_names, names_somebody_else
from simcall.call.session import Call
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.persona import shape
from simcall.speech.move import Move

CHECK = Move((("introduce", 1.0), ("verify", 1.0)), questions=("identity",), seconds=5.0)


@pytest.mark.parametrize(
    ("language", "own", "text"),
    [
        ("zh", "林岚", "您好，请问是王建国先生吗？"),
        ("zh", "纪远", "请问是谭莉女士吗"),
        ("zh", "陈波", "喂，您是李娜吗？"),
        ("zh", "陈波", "你好，尹女士是吧"),
        ("en", "Craig Hollis", "Barbara Jones?"),
        ("en", "Craig Hollis", "Hello, am I speaking with Mr Smith?"),
        ("en", "Craig Hollis", "Good morning, is that Ann Lee?"),
    ],
)
def test_somebody_else_is_asked_for(language, own, text):
    assert names_somebody_else(text, own, language)


@pytest.mark.parametrize(
    ("language", "own", "text"),
    [
        ("zh", "林岚", "您好，请问是林岚女士吗？"),
        ("zh", "林岚", "您好，我是青禾消费金融的客服小陈，请问是林女士吗？"),
        ("zh", "林岚", "请问您是本人吗？"),
        ("zh", "林岚", "请问是机主本人吗？"),
        ("zh", "林岚", "您是在上班吗"),
        ("zh", "林岚", "林兰女士您好，请问是您本人吗"),  # a wrong character, the right person
        ("zh", "沈越", "请问沈越在吗？"),
        ("en", "Craig Hollis", "Hello, this is Sam Porter from Greenfield, is that Mr Hollis?"),
        ("en", "Craig Hollis", "Is this Craig?"),
        ("en", "Craig Hollis", "Are you OK?"),
        ("en", "Craig Hollis", "Is this May the best time?"),
        ("en", "Craig Hollis", "Could you confirm your date of birth?"),
    ],
)
def test_the_right_name_or_none_is_not_a_wrong_one(language, own, text):
    assert not names_somebody_else(text, own, language)


def test_names_are_found_with_and_without_a_title():
    assert find_names("请问是谭莉女士吗", "zh") == ["谭莉"]
    assert find_names("Is that Ann Lee?", "en") == ["Ann Lee"]


@pytest.mark.parametrize(
    ("language", "text"), [("zh", "请问是王建国先生吗？"), ("en", "Is that Barbara Jones?")]
)
def test_nobody_says_yes_to_another_name(language, text):
    for seed in range(12):
        call = Call(load_call("anxious_first_call"), seed, language, load_analyser("lean"))
        call.begin()
        reply = call.apply(CHECK, text).reply
        assert reply.act == "deny_identity"
        assert call.state[shape.IDENTITY] == 0.0
        name = call.scenario.persona.name.say(language)
        mine = f"请问是{name}吗？" if language == "zh" else f"Is that {name}?"
        for _ in range(3):
            if call.state[shape.IDENTITY] == 0.0:
                call.apply(CHECK, mine)
        assert call.state[shape.IDENTITY] == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "Does your rep have a name I could put in the file?",
        "那人叫什么？",
        "What was his name?",
        "您同事叫什么名字",
        "The woman who rang, what's she called?",
    ],
)
def test_the_name_of_another_is_not_the_debtors(text):
    assert asks_name_of_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "May I have your full name?",
        "您贵姓？",
        "怎么称呼您",
        "Who am I speaking with, are you her?",
    ],
)
def test_whoever_is_on_the_line_is_asked_for_their_own_name(text):
    assert not asks_name_of_another(text)
