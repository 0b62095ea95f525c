import pytest

from simcall.persona import shape
from simcall.persona.bargain import (
    judge_fit,
    keep_chance,
    name_amount,
    promise_chance,
    read_amount,
    read_days,
    read_payment,
)
from simcall.speech.move import AMOUNT, DAYS, Move, Slots

SEEDS = range(200)


def vector(*acts, amount=None, days=None, instalments=None, waiver=None):
    slots = Slots((amount,) if amount else (), instalments, (), days, (), waiver)
    return Move(tuple((a, 1.0) for a in acts), slots=slots, seconds=6.0).vector()


@pytest.mark.parametrize(
    ("code", "want"), [(-1.0, 68000.0), (-2.0, 6800.0), (-3.0, 60000.0), (25000.0, 25000.0)]
)
def test_relative_amounts_mean_the_same_share_of_every_account(call, code, want):
    talk = call()
    move = vector("commit")
    move[AMOUNT] = code
    assert read_amount(talk.state, talk.account, move) == want


def test_a_waiver_lowers_what_is_due(call):
    talk = call()
    move = vector("offer", waiver=0.5)
    move[AMOUNT] = -1.0
    assert read_amount(talk.state, talk.account, move) == 34000.0


def test_the_amount_that_the_debtor_named_is_kept_in_mind(call):
    talk = call()
    move = vector("commit")
    move[AMOUNT] = -4.0
    assert read_amount(talk.state, talk.account, move) == pytest.approx(68000.0 / 3.0)
    talk.state[shape.NAMED] = 30000.0
    assert read_amount(talk.state, talk.account, move) == 30000.0


def test_a_debtor_names_whole_tens_a_little_below_the_limit(call):
    assert name_amount(call(account={"AFFORD": 60000.0}).account) == 51000.0
    assert name_amount(call(account={"AFFORD": 300.0}).account) == 1000.0


def test_payday_is_a_relative_day(call):
    talk = call(payday=9.0)
    move = vector("commit")
    move[DAYS] = -1.0
    assert read_days(talk.persona, move) == 9.0


def test_what_can_be_paid_fits_better_and_after_the_reason_better_still(call):
    talk = call(account={"AFFORD": 20000.0})
    bare = judge_fit(talk.state, talk.persona, talk.account, vector("commit", amount=68000))
    plan = judge_fit(talk.state, talk.persona, talk.account, vector("offer", instalments=6))
    talk.state[shape.LAYER] = 3.0
    known = judge_fit(talk.state, talk.persona, talk.account, vector("offer", instalments=6))
    assert bare < plan < known <= 1.0


def test_pay_before_payday_fits_worse(call):
    talk = call(payday=20.0)
    soon = judge_fit(talk.state, talk.persona, talk.account, vector("offer", amount=20000, days=2))
    then = judge_fit(talk.state, talk.persona, talk.account, vector("offer", amount=20000, days=20))
    assert soon < then


def test_pressure_raises_promises_and_lowers_their_keeping(call):
    talk = call()
    free = promise_chance(talk.state, talk.persona, 0.6, 0.0)
    pushed = promise_chance(talk.state, talk.persona, 0.6, 1.0)
    assert pushed > free
    talk.state[shape.PROMISE_AMOUNT], talk.state[shape.PROMISE_FIT] = 30000.0, 0.6
    kept = keep_chance(talk.state, talk.account)
    talk.state[shape.COERCION] = 2.0
    assert keep_chance(talk.state, talk.account) < kept


def test_under_pressure_people_promise_more_than_they_can_pay(call):
    amounts = []
    for seed in SEEDS:
        talk = call(seed=seed, account={"AFFORD": 15000.0})
        talk.say("pressure", "commit", amount=68000)
        if talk.state[shape.PROMISE] == 1.0:
            amounts.append(talk.state[shape.PROMISE_AMOUNT])
            assert keep_chance(talk.state, talk.account) < 0.4
    assert amounts
    assert min(amounts) > 15000.0


def test_asking_again_for_the_same_changes_nothing(call):
    for seed in SEEDS:
        talk = call(seed=seed)
        for _ in range(6):
            talk.say("commit", amount=68000, seconds=0.5)
        promised = talk.state[shape.PROMISE]
        luck = talk.state[shape.LUCK_PROMISE]
        fit = judge_fit(talk.state, talk.persona, talk.account, vector("commit", amount=68000))
        chance = promise_chance(talk.state, talk.persona, fit, 0.0)
        if luck > chance + 0.25:
            assert promised == 0.0


def test_an_own_figure_taken_up_is_promised_more_often(call):
    promised = {}
    for named in (0.0, 51000.0):
        count = 0
        for seed in SEEDS:
            talk = call(seed=seed)
            talk.state[shape.NAMED] = named
            talk.say("commit", amount=51000)
            count += talk.state[shape.PROMISE] == 1.0
        promised[named] = count
    assert promised[51000.0] > promised[0.0] + 20


def test_less_than_they_would_name_themselves_is_seldom_refused(call):
    talks = [call(seed=seed) for seed in SEEDS]
    kept = sum(talk.say("commit", amount=12000) == "promise" for talk in talks)
    full = sum(call(seed=seed).say("commit", amount=68000) == "promise" for seed in SEEDS)
    assert kept > full + 40
    assert all(talk.say("commit", amount=12000) != "negotiate" for talk in talks)


def test_nobody_names_more_than_the_little_that_is_asked_for(call):
    replies = {
        call(seed=seed, baselines={"trust": 0.7}).say("commit", amount=12000, ask=("plan",))
        for seed in SEEDS
    }
    assert "offer_amount" not in replies
    assert "promise" in replies


def test_where_no_sum_was_named_a_question_gets_no_promise(call):
    replies = {call(seed=seed).say("commit", ask=("due_date",)) for seed in SEEDS}
    assert "promise" not in replies


def test_a_first_payment_above_the_equal_part_is_taken_as_said(call):
    talk = call()
    move = vector("offer", amount=40000, instalments=3)
    assert read_payment(talk.state, talk.account, move) == 40000.0
    assert read_payment(talk.state, talk.account, vector("offer", amount=68000, instalments=4)) == (
        17000.0
    )


def test_a_plan_asked_for_draws_out_a_figure(call):
    replies = [
        call(seed=seed, baselines={"trust": 0.7}).say("ask_open", ask=("plan",)) for seed in SEEDS
    ]
    assert replies.count("offer_amount") > 60


def test_trust_and_will_help_both_promise_and_keeping(call):
    low, high = call(will=0.3, baselines={"trust": 0.2}), call(will=0.9, baselines={"trust": 0.7})
    for talk in (low, high):
        talk.state[shape.PROMISE_AMOUNT], talk.state[shape.PROMISE_FIT] = 30000.0, 0.7
    assert promise_chance(high.state, high.persona, 0.6, 0.0) > promise_chance(
        low.state, low.persona, 0.6, 0.0
    )
    assert keep_chance(high.state, high.account) > keep_chance(low.state, low.account)


def test_nobody_names_more_than_is_due(call):
    assert name_amount(call(account={"DUE": 20000.0, "AFFORD": 90000.0}).account) == 20000.0


def test_asking_how_much_is_no_demand_for_a_promise(call):
    for seed in range(40):
        talk = call(seed=seed, will=1.0, baselines={"trust": 0.9})
        talk.say("commit", "ask_closed", ask=("amount",), days=9)
        assert talk.state[shape.PROMISE] == 0.0


def test_an_offer_is_remembered_when_the_promise_names_no_sum(call):
    for seed in range(60):
        talk = call(seed=seed, will=1.0, baselines={"trust": 0.9})
        talk.say("offer", instalments=6)
        talk.say("commit", days=9)
        if talk.state[shape.PROMISE] == 1.0:
            assert talk.state[shape.PROMISE_AMOUNT] == 68000 // 6
            return
    raise AssertionError("nobody promised")


def test_lighter_terms_replace_the_promise_that_stands(call):
    talk = call(will=1.0, baselines={"trust": 0.9})
    talk.state[shape.PROMISE], talk.state[shape.PROMISE_AMOUNT] = 1.0, 68000.0
    talk.state[shape.PROMISE_DAYS] = 9.0
    assert talk.say("summarise", "commit", amount=12000, days=9) == "promise"
    assert talk.state[shape.PROMISE_AMOUNT] == 12000.0
    talk.say("commit", amount=30000, days=9)
    assert talk.state[shape.PROMISE_AMOUNT] == 12000.0


def test_who_disputes_the_debt_never_names_a_sum(call):
    for seed in range(40):
        talk = call(seed=seed, disputes=True)
        talk.say("purpose")
        said = {talk.say("ask_open", ask=("plan",)) for _ in range(4)}
        talk.say("refer")
        said |= {talk.say("ask_closed", ask=("amount",)), talk.say("offer", amount=20000)}
        assert not said & {"offer_amount", "promise", "negotiate"}
        assert talk.state[shape.NAMED] == 0.0


def test_his_own_figure_said_back_is_mostly_taken(call):
    def share(amount):
        taken = 0
        for seed in SEEDS:
            talk = call(seed=seed)
            talk.say("ask_closed", ask=("amount",))
            taken += talk.say("commit", amount=amount, days=9) == "promise"
        return taken / len(SEEDS)

    assert share(51000) > 0.6 > 0.4 > share(68000)
