"""Where and by whom the phone is held: at the wheel, overheard, passed on, a stranger's ear."""

import pytest

from simcall.persona import shape
from simcall.persona.ledger import read_ledger
from simcall.persona.memory import keep_waiting

SEEDS = range(60)


def placed(call, setting, seed=3, **person):
    talk = call(seed=seed, **person)
    talk.state[shape.SETTING] = setting
    return talk


def causes(talk):
    return {term.cause for term in read_ledger(talk.ledger)}


def test_at_the_wheel_no_business_is_done_and_each_try_strains(call):
    talk = placed(call, shape.SETTING_DRIVING, will=1.0)
    before = talk.feels("anxiety")
    assert talk.say("offer", "commit", amount=10000) == "busy"
    assert "setting" in causes(talk)
    assert talk.feels("anxiety") > before
    assert talk.state[shape.PROMISE] == 0.0


def test_at_the_wheel_another_time_is_agreed_and_the_call_can_end(call):
    talk = placed(call, shape.SETTING_DRIVING)
    assert talk.say("ask_closed", ask=("when_to_call",)) == "answer"
    assert talk.state[shape.AGREED_TIME] == 1.0
    assert talk.say("close") in ("bye", "thank")
    assert talk.state[shape.ENDED] == shape.END_CLOSED


def test_somebody_at_the_wheel_hangs_up_on_those_who_go_on(call):
    talk = placed(call, shape.SETTING_DRIVING, hang_up=-9.0)
    for _ in range(8):
        if not talk.ended:
            talk.say("commit", amount=10000)
    assert talk.state[shape.ENDED] == shape.END_BUSY


def test_a_debt_named_aloud_exposes_and_shames(call):
    talk = placed(call, shape.SETTING_SPEAKER)
    before = talk.feels("shame")
    assert talk.say("purpose") in ("refuse", "emotion")
    assert talk.state[shape.LEAKED] == 1.0
    assert talk.feels("shame") > before + 0.05


def test_asked_who_can_hear_people_switch_the_speaker_off(call):
    talk = placed(call, shape.SETTING_SPEAKER)
    assert talk.say("ask_closed", marks=("convenient_to_talk",)) == "acknowledge"
    assert talk.state[shape.SETTING] == shape.SETTING_FREE
    talk.say("purpose")
    assert talk.state[shape.LEAKED] == 0.0


@pytest.mark.parametrize("role", [shape.ROLE_OTHER, shape.ROLE_WRONG])
def test_whoever_hears_of_anothers_debt_is_struck_by_it_once_fully(call, role):
    talk = call(confirmed=False, role=role, hang_up=-9.0)
    talk.say("introduce", "verify")
    before = talk.feels("trust")
    first = talk.say("purpose")
    assert first in ("emotion", "question", "deny_identity")
    assert "leak" in causes(talk)
    struck = [t for t in read_ledger(talk.ledger) if t.cause == "leak" and t.feeling == "trust"]
    assert talk.feels("trust") < before
    talk.say("purpose")
    again = [t for t in read_ledger(talk.ledger) if t.cause == "leak" and t.feeling == "trust"]
    assert abs(again[0].base * again[0].factor) < abs(struck[0].base * struck[0].factor)


def test_a_second_leak_is_often_met_with_a_complaint(call):
    replies = []
    for seed in SEEDS:
        talk = call(seed=seed, confirmed=False, role=shape.ROLE_OTHER, hang_up=-9.0)
        talk.say("introduce", "verify")
        talk.say("disclose")
        replies.append(talk.say("disclose"))
    assert replies.count("complain") > 15


def test_the_phone_passed_to_a_relative_brings_other_feelings_and_back_again(call):
    talk = call(seed=1, baselines={"shame": 0.8, "anger": 0.5, "trust": 0.1}, hang_up=-9.0)
    shame = talk.feels("shame")
    talk.state[shape.HANDED] = talk.state[shape.CHANGED] = 1.0
    talk.say("introduce")
    assert "handover" in causes(talk)
    assert talk.feels("shame") < 0.4
    assert talk.feels("trust") > 0.3
    for _ in range(12):
        if talk.state[shape.HANDED] == 1.0:
            talk.say("verify")
    assert talk.state[shape.HANDED] == 0.0
    talk.say("greet")
    assert talk.feels("shame") == pytest.approx(shame, abs=0.15)


def test_the_ledger_adds_up_when_the_phone_changes_hands(call):
    talk = call(seed=1)
    talk.state[shape.HANDED] = talk.state[shape.CHANGED] = 1.0
    before = list(talk.state[: shape.FEELINGS])
    talk.say("purpose", "offer")
    for place, name in enumerate(shape.FEELING_NAMES):
        told = sum(t.change for t in read_ledger(talk.ledger) if t.feeling == name)
        assert before[place] + told == pytest.approx(talk.state[place], abs=1e-9)


def test_a_hold_lets_feelings_fade_and_grates_on_the_distrustful(call):
    heated, trusting = call(baselines={"trust": 0.1}), call(baselines={"trust": 0.9})
    for talk in (heated, trusting):
        talk.state[shape.ANXIETY] = 0.9
        talk.ledger[0] = 0.0
        keep_waiting(talk.state, talk.persona, talk.ledger, 120.0)
        assert talk.feels("anxiety") < 0.9
        assert {"decay", "hold"} <= causes(talk)
        assert talk.state[shape.SPENT] == 120.0
    assert heated.feels("anger") > trusting.feels("anger")


def test_who_rings_is_never_asked_who_he_is_and_never_asks_it(call):
    for seed in SEEDS:
        talk = call(seed=seed, confirmed=False, suspicion=1.0, evasion=0.9, hang_up=-9.0)
        talk.state[shape.INBOUND] = 1.0
        assert talk.say("greet", "introduce") == "greet"
        assert talk.say("verify") == "confirm_identity"
        assert talk.state[shape.IDENTITY] == 1.0


def test_who_does_not_know_what_a_call_is_about_asks_and_does_not_refuse(call):
    for seed in SEEDS:
        talk = call(seed=seed, confirmed=False, evasion=0.0, suspicion=0.0, hang_up=-9.0)
        talk.say("introduce", "verify")
        assert talk.say("greet") in ("question", "acknowledge")
