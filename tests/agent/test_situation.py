import pytest

from simcall.agent.situation import SITUATIONS, find_situation
from simcall.persona import shape
from simcall.persona.temper import build_vector
from simcall.speech.acts import DEBTOR_ACT_INDEX

PERSON = build_vector({"trust": 0.4}, {}, (0.3, 0.4, 0.5), {})


def situation(reply, summed_up=False, person=PERSON, **places):
    state = [0.0] * shape.STATE_SIZE
    state[shape.IDENTITY], state[shape.TURNS] = 1.0, 5.0
    for name, value in places.items():
        state[getattr(shape, name)] = value
    code = -1 if reply is None else DEBTOR_ACT_INDEX[reply]
    return SITUATIONS[find_situation(state, person, code, summed_up)]


def test_the_call_begins_at_the_start():
    assert situation(None, TURNS=0.0, IDENTITY=0.0) == "start"


@pytest.mark.parametrize(
    ("reply", "want"),
    [
        ("confirm_identity", "identified"),
        ("excuse", "excuse"),
        ("reason", "reason"),
        ("emotion", "feeling"),
        ("question", "question"),
        ("refuse", "heat"),
        ("complain", "complaint"),
        ("cite_law", "law"),
        ("ask_supervisor", "supervisor"),
        ("dispute", "dispute"),
        ("silence", "silence"),
        ("busy", "busy"),
        ("negotiate", "bargain"),
        ("acknowledge", "no_reason"),
    ],
)
def test_a_reply_leads_to_its_situation(reply, want):
    assert situation(reply) == want


def test_before_identity_everything_is_the_door_but_who_is_this():
    assert situation("acknowledge", IDENTITY=0.0) == "door"
    assert situation("who_is_this", IDENTITY=0.0) == "asked_who"


def test_distress_with_anger_is_heat():
    assert situation("emotion", ANGER=0.7, REACTANCE=0.6) == "heat"


def test_a_known_reason_leads_to_an_offer_and_a_promise_to_the_summary():
    assert situation("acknowledge", LAYER=2.0) == "known"
    assert situation("promise", PROMISE=1.0) == "agreed"
    assert situation("emotion", PROMISE=1.0) == "agreed"
    assert situation("acknowledge", PROMISE=1.0, summed_up=True) == "settled"


def test_a_question_is_answered_even_when_all_is_agreed():
    assert situation("question", PROMISE=1.0, summed_up=True) == "question"


def test_a_talk_that_goes_on_for_too_long_is_closed():
    assert situation("acknowledge", TURNS=21.0) == "settled"
    assert situation("complain", TURNS=21.0) == "complaint"
    assert situation("complain", TURNS=25.0) == "settled"


def test_haggling_ends():
    assert situation("negotiate", ROUNDS=5.0) == "settled"


def test_a_hint_of_self_harm_comes_before_everything_else():
    assert situation("complain", RISK=1.0, PROMISE=1.0) == "risk"
    assert situation("emotion", RISK=2.0) == "risk_open"
    assert situation("thank", RISK=3.0) == "safe"


def test_somebody_else_on_the_line_is_the_third_party():
    other = build_vector({}, {}, (0.3, 0.4, 0.5), {}, role=shape.ROLE_OTHER)
    assert situation("question", person=other) == "third_party"
    assert situation("acknowledge", HANDED=1.0) == "third_party"


def test_a_dispute_that_was_logged_is_settled():
    assert situation("acknowledge", REFERRED=1.0) == "settled"
