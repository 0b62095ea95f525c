"""People bring up what is on their minds, when they are left room or asked."""

import pytest

from simcall.call.initiative import AFTER_ANSWER, MOST, Initiative
from simcall.call.occasion import NONE, Occasion
from simcall.call.reply import says_again
from simcall.call.session import Call
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.persona import shape
from simcall.persona.person import Line
from simcall.persona.words import AFTERWARDS, INVITED, RAISED, ROOM, Heard, LineBook
from simcall.speech.fit import find_content
from simcall.speech.move import Move

NODDED = Move(acts=(("empathise", 0.9),))
OFFERED = Move(acts=(("offer", 0.9),))
THREATENED = Move(acts=(("threat", 0.8),))


def calm():
    return [0.0] * shape.STATE_SIZE


def settled():
    state = calm()
    state[shape.PROMISE] = 1.0
    return state


def test_a_kind_word_leaves_room_once_the_talk_has_begun():
    begun = Initiative(other=False)
    assert begun.judge("acknowledge", NODDED, NONE, calm(), 2) == ""
    assert begun.judge("acknowledge", NODDED, NONE, calm(), 3) == ROOM
    assert Initiative(other=True).judge("acknowledge", NODDED, NONE, calm(), 2) == ROOM


@pytest.mark.parametrize("move", [OFFERED, THREATENED])
def test_terms_and_threats_leave_no_room(move):
    assert Initiative(other=False).judge("acknowledge", move, NONE, calm(), 5) == ""


def test_danger_leaves_no_room():
    state = calm()
    state[shape.RISK] = 1.0
    more = Occasion(("no_more",))
    assert Initiative(other=False).judge("acknowledge", NODDED, more, state, 5) == ""


def test_who_is_asked_whether_there_is_anything_else_asks():
    more = Occasion(("no_more",), True)
    assert Initiative(other=False).judge("acknowledge", NODDED, more, calm(), 1) == INVITED
    assert Initiative(other=False).judge("acknowledge", NODDED, more, settled(), 9) == AFTERWARDS


def test_after_an_answer_something_is_raised_only_now_and_then():
    told = Initiative(other=False)
    answered = Occasion(("own.where_now",), True, "answer")
    assert told.judge("answer", NODDED, answered, calm(), 4) == ROOM
    told.note(4)
    assert told.judge("answer", NODDED, answered, calm(), 5) == ""
    assert told.judge("answer", NODDED, answered, calm(), 4 + AFTER_ANSWER) == ROOM


def test_nobody_goes_on_raising_things_for_ever():
    told = Initiative(other=False)
    for turn in range(MOST):
        told.note(turn)
    assert told.judge("acknowledge", NODDED, NONE, calm(), 30) == ""


@pytest.mark.parametrize(
    ("language", "words", "wanted"),
    [
        (
            "en",
            (
                "Hello, may I ask who I'm speaking with?",
                "It's a personal matter for him, I'm afraid.",
                "I can't discuss it with anybody but him.",
                "I'm sorry, I can't say.",
            ),
            "He owes you, doesn't he?",
        ),
        (
            "zh",
            (
                "您好，请问您是哪位？",
                "这是他本人的私事。",
                "我只能跟他本人说。",
                "不好意思，我不能说。",
            ),
            "是不是他欠了你们钱",
        ),
    ],
)
def test_a_mother_who_wants_to_pay_offers_it_of_herself(language, words, wanted):
    call = Call(load_call("parent_wants_to_pay"), 3, language, load_analyser())
    call.begin()
    said = "".join(call.hear(text).reply.text for text in words)
    assert wanted in said


@pytest.mark.parametrize(
    ("language", "last"), [("en", "Go on, I'm listening."), ("zh", "嗯，您接着说。")]
)
def test_go_on_brings_more_of_what_was_being_told(language, last):
    call = Call(load_call("escalation"), 7, language, load_analyser("full"))
    call.begin()
    first = {"en": "What did you buy, which course?", "zh": "您买的是什么课？"}[language]
    told = call.hear(first).reply
    more = call.hear(last).reply
    assert told.act == "answer"
    assert more.text not in (told.text, "")
    assert told.text not in more.text


QUESTIONS = (
    Line("question", "Would a hold need a paper from the village?", first=True),
    Line("question", "So what makes you say it does not apply?", first=True),
    Line("question", "Could I pay half of it now?", first=True),
    Line("question", "Was there something else?"),
)


def raise_one(room, said):
    heard = Heard(room=room, covered=find_content(said))
    return LineBook(QUESTIONS, "en").choose(RAISED, 0, heard=heard)


def test_what_is_raised_comes_in_its_authors_order():
    assert raise_one(ROOM, "I see.") == QUESTIONS[0].text


def test_nobody_asks_what_was_just_answered():
    said = "The hold needs no paper from the village."
    assert raise_one(ROOM, said) == QUESTIONS[2].text


def test_what_takes_up_a_statement_waits_until_it_was_made():
    said = "A hold needs no village paper, and the rule does not apply to you."
    assert raise_one(ROOM, said) == QUESTIONS[1].text


def test_terms_are_not_raised_once_they_are_settled():
    assert raise_one(AFTERWARDS, "The hold needs no paper from the village.") is None


def test_one_breath_does_not_tell_the_same_twice():
    told = "I left my wallet in the taxi, the night we rushed a dog in."
    assert says_again("That night we rushed a dog in, I left my wallet.", [told])
    assert not says_again("My wages come on the fifteenth.", [told])
