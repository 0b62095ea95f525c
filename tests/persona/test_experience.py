"""What the ledger shows of a talk: wear, contradiction, order, repair, provocation."""

import pytest

from simcall.persona import shape
from simcall.persona.ledger import CAUSE_TEXTS, GUIDANCE, WHY_TEXTS, read_ledger
from simcall.persona.temper import CAUSE_NAMES


def told(talk, cause, feeling):
    return [t for t in read_ledger(talk.ledger) if (t.cause, t.feeling) == (cause, feeling)]


def test_a_phrase_said_again_counts_less_and_the_ledger_says_why(call):
    talk = call()
    talk.say("empathise")
    first = told(talk, "empathise", "trust")[0]
    talk.say("empathise")
    second = told(talk, "empathise", "trust")[0]
    assert second.factor < first.factor
    assert "repeated" in second.marks
    assert "repeated" not in first.marks


def test_parroted_words_count_less_by_their_novelty(call):
    talk = call()
    talk.say("reflect", novelty=0.2)
    assert "repeated" in told(talk, "reflect", "trust")[0].marks


def test_warmth_beside_a_harm_is_contradicted(call):
    talk = call()
    talk.say("empathise", "pressure")
    term = told(talk, "empathise", "trust")[0]
    assert "contradicted" in term.marks
    assert term.factor == pytest.approx(0.0)


def test_empathy_that_hears_nothing_is_marked_as_unfit(call):
    talk = call()
    talk.say("empathise", fit=0.0)
    assert "unfit" in told(talk, "empathise", "trust")[0].marks


def test_harm_provokes_the_angry_and_people_brace_themselves(call):
    talk = call(baselines={"anger": 0.6}, hang_up=-9.0)
    talk.say("pressure")
    assert "provoked" in told(talk, "pressure", "anger")[0].marks
    talk.say("pressure")
    assert "braced" in told(talk, "pressure", "anger")[0].marks


def test_an_open_hurt_stands_in_the_way_until_an_apology_mends_it(call):
    talk = call(hang_up=-9.0)
    talk.say("attack")
    hurt = talk.state[shape.HURT]
    talk.say("empathise")
    assert "grudge" in told(talk, "empathise", "trust")[0].marks
    talk.say("apologise", fit=0.8)
    assert talk.state[shape.HURT] < hurt
    assert talk.state[shape.HURT] >= talk.state[shape.SCAR] > 0.0


def test_an_offer_before_the_reason_is_a_cause_of_its_own(call):
    talk = call()
    talk.say("offer", amount=10000)
    assert told(talk, "early_offer", "reactance")
    talk.state[shape.LAYER] = 2.0
    talk.say("offer", amount=10000)
    assert not told(talk, "early_offer", "reactance")


def test_a_harsh_voice_heats_and_a_calm_one_cools(call):
    talk = call(hang_up=-9.0)
    talk.say("attack")
    talk.say("ask_closed")
    assert told(talk, "tone", "anger")[0].change > 0.0
    for _ in range(6):
        talk.say("empathise", fit=0.9)
    assert told(talk, "tone", "anger")[0].change < 0.0


def test_every_cause_but_time_and_chance_has_a_row_of_the_guidance():
    bare = {"decay", "drift", "limit", "temper", "other"}
    assert set(GUIDANCE) == set(CAUSE_NAMES) - bare
    assert set(CAUSE_NAMES) <= set(CAUSE_TEXTS)


def test_reasons_are_said_in_both_languages(call):
    talk = call()
    talk.say("empathise")
    talk.say("empathise")
    term = told(talk, "empathise", "trust")[0]
    assert WHY_TEXTS["repeated"].zh in term.explain("zh")
    assert WHY_TEXTS["repeated"].en in term.explain("en")
    assert term.as_json()[-1] == list(term.marks)
