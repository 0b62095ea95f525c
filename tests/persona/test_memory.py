import pytest

from simcall.persona import shape
from simcall.persona.emotion import distress_of
from simcall.persona.memory import (
    age_memory,
    answer_score,
    close_call,
    complaint_chance,
    count_contact,
    harassed_chance,
    open_call,
)


@pytest.mark.parametrize(
    ("place", "days"),
    [(shape.GRIEVANCE, 14), (shape.DREAD, 3), (shape.CONTACTS, 3.5), (shape.HOPE, 45)],
)
def test_memory_fades_by_half_lives(call, place, days):
    talk = call()
    talk.account[place] = 0.8
    age_memory(talk.persona, talk.account, float(days))
    assert talk.account[place] == pytest.approx(0.4, abs=1e-9)


def test_ageing_in_steps_is_ageing_at_once(call):
    once, steps = call(account={"GRIEVANCE": 0.7}), call(account={"GRIEVANCE": 0.7})
    age_memory(once.persona, once.account, 10.0)
    for _ in range(10):
        age_memory(steps.persona, steps.account, 1.0)
    assert once.account == pytest.approx(steps.account)


def test_lasting_trust_returns_to_the_persons_own(call):
    talk = call(baselines={"trust": 0.4})
    talk.account[shape.DURABLE_TRUST] = 0.8
    age_memory(talk.persona, talk.account, 30.0)
    assert talk.account[shape.DURABLE_TRUST] == pytest.approx(0.6)


def test_what_a_call_leaves_is_half_its_peak_and_half_its_end(call):
    talk = call()
    talk.say("attack")
    for _ in range(5):
        talk.say("apologise", "empathise", fit=0.9)
    close_call(talk.state, talk.persona, talk.account, 3.0)
    want = 0.5 * talk.state[shape.PEAK] + 0.5 * distress_of(talk.state)
    assert talk.account[shape.CARRIED] == pytest.approx(want)
    assert talk.account[shape.LAST_DAY] == 3.0


def test_an_insult_is_still_felt_at_the_next_call_and_kindness_too(call):
    opened = {}
    for manner in ("attack", "empathise"):
        first = call()
        for _ in range(4):
            first.say(manner, fit=0.8)
        close_call(first.state, first.persona, first.account, 0.0)
        age_memory(first.persona, first.account, 2.0)
        second = call()
        second.account[:] = first.account
        open_call(second.state, second.persona, second.account, 0.0, second.ledger)
        opened[manner] = second
    assert opened["attack"].feels("anger") > opened["empathise"].feels("anger")
    assert opened["attack"].feels("trust") < opened["empathise"].feels("trust")


def test_a_promise_goes_into_memory_with_its_day_and_chance(call):
    talk = call()
    talk.state[shape.PROMISE] = 1.0
    talk.state[shape.PROMISE_AMOUNT], talk.state[shape.PROMISE_DAYS] = 20000.0, 6.0
    close_call(talk.state, talk.persona, talk.account, 10.0)
    assert talk.account[shape.PROMISED] == 20000.0
    assert talk.account[shape.PROMISED_DAY] == 16.0
    assert 0.0 < talk.account[shape.KEEP_CHANCE] < 1.0


def test_the_reason_once_told_is_known_at_the_next_call(call):
    talk = call(baselines={"trust": 0.8})
    for _ in range(4):
        talk.say("ask_open", "reflect", ask=("reason",))
    assert talk.account[shape.KNOWN_LAYER] == talk.state[shape.LAYER] >= 2.0


def test_shame_grievance_and_many_contacts_keep_people_from_answering_but_anxiety_does_not(call):
    base = call()
    score = answer_score(base.persona, base.account)
    ashamed = call(baselines={"shame": 0.8})
    anxious = call(baselines={"anxiety": 0.8})
    hunted = call(account={"CONTACTS": 6.0, "GRIEVANCE": 0.5})
    assert answer_score(ashamed.persona, ashamed.account) < score
    assert answer_score(anxious.persona, anxious.account) > score
    assert answer_score(hunted.persona, hunted.account) < score


def test_more_contacts_feel_more_like_harassment(call):
    talk = call()
    chances = []
    for _ in range(4):
        chances.append(harassed_chance(talk.persona, talk.account))
        count_contact(talk.account)
    assert chances == sorted(chances)


def test_complaints_follow_harm_and_seldom_come_without(call):
    calm, hurt = call(), call(hang_up=-9.0)
    for _ in range(5):
        calm.say("reflect", "empathise", fit=0.8)
        hurt.say("attack")
    low = complaint_chance(calm.state, calm.persona, calm.account)
    assert low < 0.005
    assert complaint_chance(hurt.state, hurt.persona, hurt.account) > 10 * low


def test_a_broken_promise_shames_at_the_next_call(call):
    assert call(account={"BROKEN": 2.0}).feels("shame") > call().feels("shame")


def test_a_calm_call_adds_no_grievance_and_an_apology_takes_some_away(call):
    calm, mended, hurt = (call(account={"GRIEVANCE": 0.5}) for _ in range(3))
    calm.say("inform")
    mended.say("apologise")
    hurt.say("attack")
    for talk in (calm, mended, hurt):
        close_call(talk.state, talk.persona, talk.account, 0.0)
    assert calm.account[shape.GRIEVANCE] == pytest.approx(0.5)
    assert 0.25 < mended.account[shape.GRIEVANCE] < 0.5
    assert hurt.account[shape.GRIEVANCE] > 0.5
