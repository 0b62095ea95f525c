import math

from hypothesis import given, settings
from hypothesis import strategies as st

from simcall.persona import shape
from simcall.persona.ledger import read_ledger
from simcall.speech.acts import ACTS, HARMS
from simcall.speech.move import Move

acts = st.dictionaries(st.sampled_from(ACTS), st.floats(0.0, 1.0), min_size=1, max_size=6)
shares = st.floats(0.0, 1.0)


def make(weights, fit=0.5, novelty=1.0, cold=0.0, choice=0.0, seconds=6.0):
    return Move(
        tuple(weights.items()), fit=fit, novelty=novelty, warm_then_cold=cold,
        choice_given=choice, seconds=seconds,
    ).vector()  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(
    moves=st.lists(st.tuples(acts, shares, shares, shares, st.floats(0, 300)), max_size=12),
    baselines=st.lists(shares, min_size=6, max_size=6),
)
def test_feelings_stay_between_nought_and_one_and_the_ledger_accounts_for_every_change(
    call, moves, baselines
):
    talk = call(baselines=dict(zip(shape.FEELING_NAMES, baselines, strict=True)))
    for weights, fit, novelty, cold, seconds in moves:
        before = talk.state[: shape.FEELINGS]
        talk.hear(make(weights, fit, novelty, cold, fit, seconds))
        after = talk.state[: shape.FEELINGS]
        terms = read_ledger(talk.ledger)
        for place, name in enumerate(shape.FEELING_NAMES):
            assert 0.0 <= after[place] <= 1.0
            told = math.fsum(term.change for term in terms if term.feeling == name)
            assert abs(told - (after[place] - before[place])) < 1e-12


@settings(max_examples=60, deadline=None)
@given(
    harms=st.lists(st.sampled_from(HARMS), min_size=1, max_size=4, unique=True),
    baselines=st.lists(shares, min_size=6, max_size=6),
)
def test_harm_never_raises_trust(call, harms, baselines):
    talk = call(baselines=dict(zip(shape.FEELING_NAMES, baselines, strict=True)))
    talk.say(*harms)
    for term in read_ledger(talk.ledger):
        if term.feeling == "trust" and term.cause not in ("decay", "drift", "limit"):
            assert term.change <= 0.0


def test_the_opening_state_is_explained_by_temper_memory_and_waiting(call):
    talk = call(waited=600.0, account={"GRIEVANCE": 0.5, "CONTACTS": 4.0})
    terms = read_ledger(talk.ledger)
    assert {term.cause for term in terms} == {"temper", "memory", "waiting"}
    for place, name in enumerate(shape.FEELING_NAMES):
        told = math.fsum(term.change for term in terms if term.feeling == name)
        assert abs(told - talk.state[place]) < 1e-12


def test_waiting_in_the_queue_raises_anger_and_anxiety_before_the_first_word(call):
    fresh, kept = call(), call(waited=900.0)
    assert kept.feels("anger") > fresh.feels("anger") + 0.1
    assert kept.feels("anxiety") > fresh.feels("anxiety") + 0.05


def test_an_apology_for_the_wait_soothes_more_than_one_out_of_nothing(call):
    fresh, kept = call(), call(waited=900.0)
    relief = []
    for talk in (fresh, kept):
        talk.say("apologise")
        terms = read_ledger(talk.ledger)
        relief.append(
            -sum(t.change for t in terms if (t.cause, t.feeling) == ("apologise", "anger"))
        )
    assert relief[1] > relief[0] > 0.0


def test_parroting_stops_working(call):
    talk = call(baselines={"anxiety": 0.7})
    effects = []
    for _ in range(4):
        talk.say("empathise", fit=0.6)
        terms = read_ledger(talk.ledger)
        effects.append(-sum(t.change for t in terms if t.cause == "empathise"))
    assert effects[0] > effects[1] > effects[2] > effects[3]


def test_words_said_before_in_the_call_soothe_nobody(call):
    talk = call()
    talk.say("empathise", novelty=0.0)
    assert not [t for t in read_ledger(talk.ledger) if t.cause == "empathise" and t.change]


def test_a_reflection_that_takes_up_nothing_is_worth_little(call):
    echo, empty = call(), call()
    echo.say("reflect", fit=0.9)
    empty.say("reflect", fit=0.0)
    assert echo.feels("trust") > empty.feels("trust")


def test_empathy_brushed_aside_in_the_same_turn_counts_against_the_agent(call):
    warm, mixed = call(), call()
    before = mixed.feels("trust")
    warm.say("empathise")
    mixed.say("empathise", "dismiss", warm_then_cold=0.9)
    assert warm.feels("trust") > before > mixed.feels("trust")
    assert not [t for t in read_ledger(mixed.ledger) if t.cause == "empathise" and t.change]


def test_a_gift_beside_a_threat_buys_no_trust(call):
    talk = call()
    talk.say("refer", "offer", "threat")
    for term in read_ledger(talk.ledger):
        if term.cause in ("refer", "offer"):
            assert term.change == 0.0


def test_the_debt_named_before_the_identity_check_costs_trust(call):
    early, late = call(confirmed=False), call()
    early.say("introduce", "purpose")
    late.say("introduce", "purpose")
    assert early.feels("trust") < late.feels("trust")
    assert early.feels("shame") > late.feels("shame")


def test_an_offer_before_the_reason_is_known_meets_resistance(call):
    early, late = call(), call()
    late.state[shape.LAYER] = 2.0
    early.say("offer", instalments=6)
    late.say("offer", instalments=6)
    assert early.feels("reactance") > late.feels("reactance")


def test_an_agents_calm_carries_over_and_so_does_harshness(call):
    talks = {tone: call(baselines={"anger": 0.4}) for tone in ("calm", "harsh")}
    for _ in range(3):
        talks["calm"].say("reflect", "empathise", fit=0.8)
        talks["harsh"].say("pressure")
    for tone, talk in talks.items():
        talk.say("inform")
        carried = [t.change for t in read_ledger(talk.ledger) if t.cause == "tone"]
        assert carried
        assert all(change < 0.0 if tone == "calm" else change > 0.0 for change in carried)


def test_the_angry_are_provoked_more_by_the_same_insult(call):
    calm, angry = call(), call(baselines={"anger": 0.7})
    calm.say("attack")
    angry.say("attack")

    def pressed(talk):
        return next(
            t.factor
            for t in read_ledger(talk.ledger)
            if t.cause == "attack" and t.feeling == "anger"
        )

    assert pressed(angry) > pressed(calm)


def test_anger_cools_with_time_and_more_slowly_while_a_hurt_is_open(call):
    left = {}
    for name in ("mended", "open"):
        talk = call(baselines={"anger": 0.2})
        talk.state[shape.ANGER] = 0.8
        talk.state[shape.HURT] = 2.0 if name == "open" else 0.0
        talk.say("other", seconds=120.0)
        left[name] = talk.feels("anger")
    assert 0.2 < left["mended"] < left["open"] < 0.8


def test_an_apology_mends_hurt_but_some_harm_cannot_be_undone(call):
    rude, cruel = call(), call()
    rude.say("pressure")
    cruel.say("attack")
    for talk in (rude, cruel):
        for _ in range(12):
            talk.say("apologise")
    assert rude.state[shape.HURT] < 0.15
    assert cruel.state[shape.HURT] >= cruel.state[shape.SCAR] > 0.3


def test_private_questions_hurt_the_ashamed_who_hate_probing(call):
    shy = call(baselines={"shame": 0.7}, probing=0.8)
    shy.say("ask_closed", ask=("income",))
    causes = {t.cause for t in read_ledger(shy.ledger)}
    assert "probing" in causes
    open_hearted = call(baselines={"shame": 0.7})
    open_hearted.say("ask_closed", ask=("income",))
    assert open_hearted.feels("trust") > shy.feels("trust")


def test_a_gain_may_change_sign_for_a_person(call):
    lawyerly = call(gains={"inform.trust": 2.0})
    shy = call(gains={"ask_open.shame": 1.0, "ask_open.trust": -1.0})
    before = lawyerly.feels("trust"), shy.feels("trust")
    lawyerly.say("inform")
    shy.say("ask_open", ask=("reason",))
    assert lawyerly.feels("trust") > before[0]
    assert shy.feels("trust") < before[1]
