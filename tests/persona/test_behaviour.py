from simcall.persona import shape
from simcall.persona.behaviour import hang_up_chance, protest_cause
from simcall.speech.move import Move

SEEDS = range(200)


def share(outcomes):
    outcomes = list(outcomes)
    return sum(1 for outcome in outcomes if outcome) / len(outcomes)


def test_a_calm_debtor_complains_of_nothing_when_nothing_was_done(call):
    for seed in SEEDS:
        talk = call(seed=seed, complain=1.5, escalate=1.5)
        replies = [talk.say("ask_open", ask=("reason",)), talk.say("inform"), talk.say("reflect")]
        assert "complain" not in replies
        assert "ask_supervisor" not in replies


def test_hurt_is_a_cause_and_so_is_an_old_grievance(call):
    clean, hurt, grieved = call(), call(), call(account={"GRIEVANCE": 0.6})
    hurt.say("attack")
    assert protest_cause(clean.state, clean.account) == 0.0
    assert protest_cause(hurt.state, hurt.account) > 0.3
    assert protest_cause(grieved.state, grieved.account) > 0.3


def test_insults_bring_complaints_threatened_first_and_then_made(call):
    stages = []
    for seed in SEEDS:
        talk = call(seed=seed, complain=1.0, hang_up=-6.0, baselines={"anger": 0.5})
        for _ in range(10):
            talk.say("attack", "threat")
        stages.append(talk.state[shape.COMPLAINT])
    assert share(stage >= 1.0 for stage in stages) > 0.3
    assert set(stages) == {0.0, 1.0, 2.0}


def test_an_abused_debtor_hangs_up_sooner(call):
    calm, abused = call(), call()
    insult = Move((("attack", 1.0), ("threat", 1.0)), seconds=6.0).vector()
    quiet = Move((("inform", 1.0),), seconds=6.0).vector()
    for _ in range(6):
        calm.hear(quiet)
        abused.hear(insult)
    assert hang_up_chance(abused.state, abused.persona, insult) > 5 * hang_up_chance(
        calm.state, calm.persona, quiet
    )


def test_a_plain_question_gets_an_answer(call):
    replies = [call(seed=seed).say("ask_closed", ask=("income",)) for seed in SEEDS]
    assert share(reply == "answer" for reply in replies) > 0.9


def test_the_reason_asked_for_is_never_met_with_silence(call):
    for seed in SEEDS:
        talk = call(seed=seed, legalism=0.0)
        reply = talk.say("ask_open", ask=("reason",))
        assert reply in ("reason", "excuse", "bye")


def test_without_trust_the_reason_is_an_excuse_and_with_trust_the_truth(call):
    told = {}
    for trust in (0.15, 0.75):
        layers = []
        for seed in SEEDS:
            talk = call(seed=seed, baselines={"trust": trust})
            for _ in range(3):
                talk.say("ask_open", ask=("reason",), fit=0.5)
            layers.append(talk.state[shape.LAYER])
        told[trust] = share(layer >= 2.0 for layer in layers)
    assert told[0.15] < 0.5
    assert told[0.75] > 0.8


def test_one_layer_at_most_comes_out_in_a_turn(call):
    for seed in SEEDS:
        talk = call(seed=seed, baselines={"trust": 0.8})
        layer = 0.0
        for _ in range(6):
            talk.say("ask_open", "reflect", ask=("reason",), fit=0.9)
            step = talk.state[shape.LAYER] - layer
            assert 0.0 <= step <= (2.0 if layer == 0.0 else 1.0)
            layer = talk.state[shape.LAYER]


def test_shame_keeps_the_truth_in(call):
    layers = {}
    for shame in (0.1, 0.8):
        layers[shame] = [
            call(seed=seed, baselines={"shame": shame, "trust": 0.5}) for seed in SEEDS
        ]
        for talk in layers[shame]:
            talk.say("ask_open", ask=("reason",))
    told = {s: share(t.state[shape.LAYER] >= 2.0 for t in talks) for s, talks in layers.items()}
    assert told[0.8] < told[0.1]


def test_the_call_ends_with_a_goodbye(call):
    talk = call()
    assert talk.say("close") in ("bye", "thank")
    assert talk.ended


def test_a_closing_question_is_answered_first(call):
    talk = call()
    talk.say("close", "ask_closed", ask=("when_to_call",))
    assert not talk.ended


def test_a_promise_to_stop_calling_is_remembered(call):
    talk = call()
    talk.say("close", marks=("stop_honoured",))
    assert talk.state[shape.ENDED] == shape.END_STOPPED


def test_a_hint_met_with_a_question_and_a_hand_over_leads_to_safety(call):
    talk = call(risk_at=0.5, baselines={"despair": 0.7}, seed=2)
    replies = [talk.say("ask_open", ask=("reason",)) for _ in range(4)]
    assert "risk" in replies
    assert talk.say("empathise", "ask_closed", ask=("wellbeing",)) == "emotion"
    assert talk.state[shape.RISK] == 2.0
    assert talk.say("refer") == "thank"
    assert talk.state[shape.RISK] == 3.0
    talk.say("close")
    assert talk.ended


def test_a_hand_over_without_asking_is_not_yet_safety(call):
    talk = call(risk_at=0.5, baselines={"despair": 0.7}, seed=2)
    while talk.state[shape.RISK] == 0.0:
        talk.say("inform")
    talk.say("refer")
    talk.say("refer")
    assert talk.state[shape.RISK] == shape.RISK_UNASKED
    talk.say("ask_closed", ask=("wellbeing",))
    assert talk.state[shape.RISK] == 3.0


def test_a_cry_for_help_ignored_deepens_despair(call):
    met, ignored = (call(risk_at=0.5, baselines={"despair": 0.6}, seed=2) for _ in range(2))
    for talk in (met, ignored):
        while talk.state[shape.RISK] == 0.0:
            talk.say("inform")
    before = ignored.feels("despair")
    met.say("empathise", "ask_closed", ask=("wellbeing",))
    ignored.say("commit", amount=68000)
    assert ignored.state[shape.RISK_IGNORED] == 1.0
    assert ignored.feels("despair") > before > met.feels("despair")


def test_those_never_at_risk_never_hint(call):
    for seed in range(50):
        talk = call(seed=seed, baselines={"despair": 0.95})
        assert "risk" not in [talk.say("ask_open", ask=("wellbeing",)) for _ in range(5)]


def test_despair_below_the_threshold_is_confided_to_somebody_who_was_told(call):
    replies = []
    for seed in SEEDS:
        talk = call(seed=seed, risk_at=0.7, baselines={"despair": 0.62, "trust": 0.7})
        replies.extend(talk.say("ask_open", "reflect", ask=("reason",)) for _ in range(4))
    assert "risk" in replies


def test_a_disputed_debt_is_denied_until_it_is_logged(call):
    talk = call(disputes=True)
    assert talk.say("commit", amount=68000) == "dispute"
    assert talk.say("offer", instalments=6) == "dispute"
    assert talk.say("refer") in ("thank", "acknowledge")
    assert talk.state[shape.REFERRED] == 1.0


def test_who_cannot_pay_takes_a_referral_and_not_a_plan(call):
    promised, referred = [], []
    for seed in SEEDS:
        talk = call(seed=seed, insolvent=True, account={"AFFORD": 3000.0})
        talk.say("offer", instalments=6)
        talk.say("commit", amount=11000)
        promised.append(talk.state[shape.PROMISE])
        talk.say("refer")
        referred.append(talk.state[shape.REFERRED])
    assert share(promised) < 0.05
    assert share(referred) > 0.95


def test_legal_minds_cite_the_law_and_others_do_not(call):
    cited = {}
    for legalism in (0.0, 0.9):
        replies = []
        for seed in SEEDS:
            talk = call(seed=seed, legalism=legalism)
            replies += [talk.say("inform"), talk.say("offer", instalments=6), talk.say("inform")]
        cited[legalism] = share(reply == "cite_law" for reply in replies)
    assert cited[0.0] == 0.0
    assert cited[0.9] > 0.05


def test_evaders_put_off_and_sometimes_hand_the_phone_over(call):
    replies, handed = [], []
    for seed in range(400):
        talk = call(seed=seed, evasion=0.95, baselines={"trust": 0.2})
        replies += [talk.say("dismiss") for _ in range(6)]
        handed.append(talk.state[shape.HANDED])
    assert {"excuse", "busy", "refuse"} <= set(replies)
    assert 0.0 < share(handed) < 0.3


def test_silence_belongs_to_the_ashamed(call):
    quiet = {}
    for shame in (0.0, 0.9):
        replies = []
        for seed in SEEDS:
            talk = call(seed=seed, baselines={"shame": shame})
            replies += [talk.say("other") for _ in range(4)]
        quiet[shame] = share(reply == "silence" for reply in replies)
    assert quiet[0.9] > quiet[0.0]
