from simcall.persona import shape

SEEDS = range(200)


def test_a_stranger_is_asked_who_is_calling(call):
    assert call(confirmed=False).say("greet") == "who_is_this"


def test_somebody_who_introduces_himself_and_checks_gets_a_yes(call):
    replies = [
        call(seed=seed, confirmed=False, suspicion=0.1).say("greet", "introduce", "verify")
        for seed in SEEDS
    ]
    assert replies.count("confirm_identity") > 180


def test_the_suspicious_ask_once_and_then_confirm(call):
    for seed in SEEDS:
        talk = call(seed=seed, confirmed=False, suspicion=1.0, evasion=0.0, hang_up=-9.0)
        first, second = talk.say("verify"), talk.say("introduce", "verify")
        assert (first, second) == ("who_is_this", "confirm_identity")


def test_an_evader_may_pretend_a_wrong_number_but_not_twice(call):
    denied = 0
    for seed in SEEDS:
        talk = call(seed=seed, confirmed=False, evasion=0.95, suspicion=0.0, hang_up=-9.0)
        replies = [talk.say("introduce", "verify") for _ in range(3)]
        denied += replies.count("deny_identity")
        assert replies.count("deny_identity") <= 1
        assert "confirm_identity" in replies
    assert denied > 10


def test_identity_stays_open_until_it_is_confirmed(call):
    talk = call(confirmed=False)
    talk.say("greet", "introduce")
    assert talk.state[shape.IDENTITY] == 0.0
    talk.say("introduce", "verify")
    talk.say("introduce", "verify")
    assert talk.state[shape.IDENTITY] == 1.0


def test_naming_the_debt_first_is_remembered(call):
    talk = call(confirmed=False)
    talk.say("introduce", "purpose")
    assert talk.state[shape.EARLY_DETAIL] == 1.0


def test_another_person_learns_nothing_from_an_honest_caller(call):
    talk = call(confirmed=False, role=shape.ROLE_OTHER)
    assert talk.say("greet", "introduce", "verify") == "third_party"
    talk.say("ask_closed", marks=("third_party_check",))
    talk.say("close")
    assert talk.state[shape.LEAKED] == 0.0
    assert talk.state[shape.ENDED] == shape.END_CLOSED


def test_telling_another_person_of_the_debt_is_a_leak(call):
    for acts in (("purpose",), ("disclose", "threat")):
        talk = call(confirmed=False, role=shape.ROLE_OTHER)
        talk.say("greet", "introduce", "verify")
        talk.say(*acts)
        assert talk.state[shape.LEAKED] == 1.0


def test_a_wrong_number_says_so_until_the_caller_gives_up(call):
    talk = call(confirmed=False, role=shape.ROLE_WRONG)
    assert talk.say("greet", "introduce", "verify") == "deny_identity"
    assert talk.say("verify") == "deny_identity"
    assert talk.say("close", "apologise") == "bye"
    assert talk.ended


def test_whoever_picks_up_does_not_ask_for_ever_who_is_calling(call):
    for seed in range(20):
        talk = call(seed=seed, role=shape.ROLE_OTHER, confirmed=False)
        said = [talk.say("inform") for _ in range(9)]
        assert said.count("who_is_this") <= 3
