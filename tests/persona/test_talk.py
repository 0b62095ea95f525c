from simcall.persona import shape
from simcall.persona.replies import R_ANSWER, R_OFFER_AMOUNT, R_PROMISE, R_REFUSE
from simcall.persona.talk import (
    CHANGE,
    NEUTRAL,
    SUSTAIN,
    change_score,
    draw_talk,
    sustain_score,
    talk_of_reply,
)
from simcall.speech.move import Move


def vector(act, fit=0.4):
    return Move(((act, 1.0),), fit=fit, seconds=6.0).vector()


def test_every_draw_gives_a_kind_of_talk_in_order(call):
    state = call().state
    kinds = [draw_talk(state, vector("ask_open"), 0.0, u / 100 + 0.005) for u in range(100)]
    assert kinds == sorted(kinds, key=(CHANGE, SUSTAIN, NEUTRAL).index)
    assert set(kinds) == {CHANGE, SUSTAIN, NEUTRAL}


def test_an_open_question_invites_more_change_talk_than_information(call):
    state = call().state
    assert change_score(state, vector("ask_open"), 0.0) > change_score(state, vector("inform"), 0.0)


def test_reflecting_the_refusal_entrenches_it(call):
    state = call().state
    state[shape.LAST_TALK] = float(SUSTAIN)
    assert sustain_score(state, vector("reflect", 1.0)) > sustain_score(state, vector("inform"))
    assert sustain_score(state, vector("reflect", 0.1)) < sustain_score(state, vector("inform"))


def test_reflecting_change_calls_forth_more_of_it(call):
    state = call().state
    state[shape.LAST_TALK] = float(CHANGE)
    assert change_score(state, vector("reflect", 1.0), 0.0) > change_score(
        state, vector("reflect", 0.0), 0.0
    )


def test_anger_feeds_sustain_talk_and_starves_change(call):
    calm, angry = call().state, call(baselines={"anger": 0.9, "reactance": 0.8}).state
    move = vector("ask_closed")
    assert sustain_score(angry, move) > sustain_score(calm, move)
    assert change_score(angry, move, 0.0) < change_score(calm, move, 0.0)


def test_promises_and_refusals_are_coded_by_what_they_are():
    assert talk_of_reply(R_PROMISE, NEUTRAL) == talk_of_reply(R_OFFER_AMOUNT, SUSTAIN) == CHANGE
    assert talk_of_reply(R_REFUSE, CHANGE) == SUSTAIN
    assert talk_of_reply(R_ANSWER, NEUTRAL) == NEUTRAL
