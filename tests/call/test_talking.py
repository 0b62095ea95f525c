"""What keeps a call believable: manners, the place of the call, memory, danger, who rang whom."""

import pytest

from simcall.call.cues import find_caller, read_cues
from simcall.call.facts import pick_said
from simcall.call.session import Call, replay_events
from simcall.call.wordings import is_closing, refine_marks, refine_questions
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.content.personas import load_persona
from simcall.content.place import list_files
from simcall.persona import shape
from simcall.persona.ledger import read_ledger
from simcall.speech.move import Move, Slots

DEBTORS = [
    name
    for name in list_files("persona")
    if not name.startswith("base_") and load_persona(name).role == "debtor"
]


def start(name="anxious_first_call", language="zh", seed=7, **changes):
    call = Call(load_call(name)._replace(**changes), seed, language, load_analyser("lean"))
    call.begin()
    return call


def settle(call):
    """Let the identity be settled and the purpose said, by moves."""
    verify = (("introduce", 1.0), ("verify", 1.0))
    for _ in range(3):
        if call.state[shape.IDENTITY] == 0.0:
            call.apply(Move(verify, questions=("identity",), seconds=5.0), "…")
    call.apply(Move((("purpose", 1.0),), seconds=5.0), "…")
    return call


def lines_of(call, act):
    return {line.text for line in call.scenario.persona.lines[call.language] if line.act == act}


@pytest.mark.parametrize(
    ("text", "language", "cue"),
    [
        ("您能再说一遍吗", "zh", "repeat"),
        ("sorry, I didn't catch that", "en", "repeat"),
        ("喂喂，听得见吗", "zh", "hear"),
        ("can you hear me?", "en", "hear"),
        ("请稍等，我查一下", "zh", "wait"),
        ("bear with me a second", "en", "wait"),
        ("谢谢您", "zh", "thanks"),
        ("thank you very much", "en", "thanks"),
        ("嗯，好的", "zh", "nod"),
        ("okay, right", "en", "nod"),
        ("您还有什么想问的吗？", "zh", "more"),
        ("Is there anything else you'd like to ask?", "en", "more"),
        ("您今年多大了", "zh", "personal"),
        ("how old are you?", "en", "personal"),
    ],
)
def test_what_is_said_about_the_talk_itself_is_understood(text, language, cue):
    assert cue in read_cues(text, language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_debtor_says_it_again_when_asked_to(language):
    call = settle(start(language=language))
    said = call.apply(Move((("ask_open", 1.0),), questions=("reason",), seconds=4.0), "?").reply
    again = call.hear("再说一遍好吗" if language == "zh" else "could you say that again?").reply
    clause = pick_said(said.text, language)
    assert clause.lower()[1:] in again.text.lower()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_talk_without_sense_is_met_with_a_puzzled_question(language):
    call = settle(start(language=language))
    result = call.apply(Move(()), "哗啦啦" if language == "zh" else "blah blah")
    wanted = lines_of(call, "confused") | lines_of(call, "clarify")
    if result.reply.act == "question":
        assert result.reply.text in wanted


def test_an_identity_check_asks_for_nothing_else():
    text = "为了您的信息安全，请问身份证后四位是多少？"
    asked = ("amount", "identity", "wellbeing")
    assert refine_questions(text, asked, ("verify",)) == ("identity",)


def test_the_safety_of_data_is_no_question_about_safety():
    assert "wellbeing" not in refine_questions("这是为了您的信息安全", ("wellbeing",), ())
    assert "wellbeing" in refine_questions("您现在安全吗？", ("wellbeing",), ())


def test_asking_who_listens_is_asking_whether_one_can_talk():
    assert "convenient_to_talk" in refine_marks("Is anybody there with you?", ())
    assert "convenient_to_talk" in refine_marks("您旁边有没有人？", ())


def test_only_a_farewell_closes():
    assert is_closing("好的，再见")
    assert is_closing("All right, goodbye.")
    assert not is_closing("这段时间您睡得好吗，撑得住吗")


def test_the_debtor_keeps_the_name_that_the_agent_gave():
    assert find_caller("您好，我是青禾的小陈，工号8032", "zh") == "小陈"
    assert find_caller("我姓周，工号12", "zh") == "小周"
    assert find_caller("Hello, my name is Morgan, from Greenfield", "en") == "Morgan"
    assert find_caller("Hello, this is Chen from Greenfield", "en") == "Chen"
    assert find_caller("I'm sorry to hear that", "en") == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_agreement_is_confirmed_and_not_haggled_over_again(language):
    call = settle(start(language=language))
    call.state[shape.PROMISE], call.state[shape.PROMISE_FIT] = 1.0, 1.0
    call.state[shape.PROMISE_AMOUNT], call.state[shape.PROMISE_DAYS] = 11400.0, 12.0
    move = Move((("summarise", 1.0),), topics=("plan",), questions=("plan",), seconds=6.0)
    for _ in range(4):
        assert call.apply(move, "…").reply.act not in ("offer_amount", "negotiate", "promise")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_inbound_call_rings_and_the_debtor_says_what_he_wants_first(language):
    call = start("inbound_after_text", language)
    assert call.turns[0].text.startswith(("（", "("))
    first = call.hear(
        "您好，青禾客服小陈。" if language == "zh" else "Hello, Greenfield, Chen here."
    )
    assert first.reply.text.startswith(call.scenario.opening.say(language)[:10])
    replies = [call.apply(Move((("verify", 1.0),), questions=("identity",)), "…").reply.act]
    assert "who_is_this" not in replies


@pytest.mark.parametrize("language", ["zh", "en"])
def test_at_the_wheel_it_is_said_and_a_time_can_be_agreed(language):
    call = start("driving", language)
    verify = Move((("introduce", 1.0), ("verify", 1.0)), questions=("identity",), seconds=5.0)
    for _ in range(3):
        if call.state[shape.IDENTITY] == 0.0:
            call.apply(verify, "…")
    busy = call.apply(Move((("purpose", 1.0),), seconds=4.0), "…")
    assert busy.reply.text in lines_of(call, "driving")
    ask = Move((("ask_closed", 1.0),), questions=("when_to_call",), seconds=4.0)
    assert call.apply(ask, "…").reply.act == "answer"
    call.apply(Move((("close", 1.0),), seconds=3.0), "再见")
    assert call.ended
    assert call.outcome().callback


@pytest.mark.parametrize("language", ["zh", "en"])
def test_overheard_the_debtor_stops_whoever_names_the_debt(language):
    call = start("on_speakerphone", language)
    call.state[shape.IDENTITY] = call.state[shape.INTRODUCED] = 1.0
    result = call.apply(Move((("purpose", 1.0),), seconds=4.0), "…")
    assert result.reply.text in lines_of(call, "overheard")


@pytest.mark.parametrize("name", ["colleague_answers", "spouse_answers", "parent_wants_to_pay"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_third_party_who_hears_of_the_debt_reacts_to_it(name, language):
    call = start(name, language)
    call.apply(Move((("introduce", 1.0), ("verify", 1.0)), questions=("identity",)), "…")
    result = call.apply(Move((("disclose", 1.0), ("purpose", 1.0)), seconds=4.0), "…")
    assert result.reply.text in lines_of(call, "leak")
    assert any(term.cause == "leak" for term in result.terms)


def test_a_hold_passes_on_the_clock_and_through_a_replay():
    call = settle(start())
    before, clock = call.feelings, call.clock
    event = call.note("hold", seconds=90.0)
    assert call.clock == clock + 90.0
    assert call.feelings != before
    assert any(cause == "hold" for cause, *_ in event["ledger"])
    call.hear("不好意思让您久等了。")
    call.note("wrapup", seconds=30.0)
    again = start()
    again.events = again.events[:1]
    twin = Call(call.scenario, 7, "zh", load_analyser("lean"))
    replay_events(twin, call.events)
    assert twin.state == call.state
    assert twin.clock == call.clock


@pytest.mark.parametrize(
    ("memory", "act"),
    [
        ({"grievance": 0.5}, "memory_hurt"),
        ({"broken": 1.0}, "memory_broken"),
        ({"kept": 1.0}, "memory_kept"),
        ({"trust": 0.7}, "memory_kind"),
    ],
)
def test_what_happened_in_earlier_calls_comes_up(memory, act):
    found = 0
    for seed in range(12):
        call = settle(start(seed=seed, memory=memory))
        wanted = lines_of(call, act)
        for _ in range(8):
            if not call.ended:
                call.apply(Move((("ask_closed", 1.0),), seconds=5.0), "…")
        found += any(line in turn.text for line in wanted for turn in call.turns)
    assert found >= 4


def test_a_promise_that_was_kept_is_never_remembered_as_broken():
    for seed in range(12):
        call = settle(start("broken_promise", seed=seed, memory={"kept": 2.0, "trust": 0.6}))
        wrong = lines_of(call, "memory_broken")
        for _ in range(8):
            if not call.ended:
                text = call.apply(Move((("ask_closed", 1.0),), seconds=5.0), "…").reply.text
                assert not any(line in text for line in wrong)


SEQUENCE = (
    Move((("introduce", 1.0), ("verify", 1.0)), questions=("identity",), seconds=6.0),
    Move((("purpose", 1.0),), seconds=6.0),
    Move((("ask_open", 1.0),), questions=("reason",), seconds=4.0),
    Move((("reflect", 1.0), ("empathise", 0.8)), fit=0.7, seconds=7.0),
    Move((("pressure", 0.6),), seconds=4.0),
    Move((("apologise", 1.0),), fit=0.5, seconds=4.0),
    Move((("offer", 1.0), ("ask_closed", 0.5)), slots=Slots(instalments=6), choice_given=1.0,
         questions=("plan",), seconds=8.0),
    Move((("commit", 1.0),), slots=Slots(amounts=(11000,), days=10), seconds=6.0),
    Move((("summarise", 1.0),), seconds=7.0),
    Move((("close", 1.0),), seconds=3.0),
)  # fmt: skip


@pytest.mark.parametrize("name", DEBTORS)
def test_the_same_acts_lead_to_the_same_trajectory_in_both_languages(name):
    persona = load_persona(name)
    ends = []
    for language in ("zh", "en"):
        call = start(language=language, persona=persona, languages=("zh", "en"))
        acts = []
        for move in SEQUENCE:
            if not call.ended:
                acts.append(call.apply(move, "…").event["state"])
        ends.append((acts, call.state, call.outcome()))
    assert ends[0] == ends[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_hint_taken_up_leads_to_help(language):
    call = start("hint_of_despair", language, seed=1)
    call.state[shape.IDENTITY] = call.state[shape.INTRODUCED] = 1.0
    for _ in range(4):
        if call.state[shape.RISK] == 0.0:
            call.apply(Move((("ask_open", 1.0),), questions=("reason",), seconds=4.0), "…")
    assert call.state[shape.RISK] == 1.0
    asked = (
        "您是不是有伤害自己的想法？"
        if language == "zh"
        else "Are you thinking of hurting yourself?"
    )
    told = call.apply(Move((("ask_closed", 1.0),), questions=("wellbeing",), seconds=4.0), asked)
    assert told.reply.text in lines_of(call, "asked_harm")
    call.apply(Move((("refer", 1.0),), seconds=6.0), "…")
    assert call.state[shape.RISK] == 3.0
    assert call.outcome().safety == "handed_over"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_going_on_about_money_after_a_hint_is_ignoring_it(language):
    call = start("hint_of_despair", language, seed=1)
    call.state[shape.IDENTITY], call.state[shape.RISK] = 1.0, 1.0
    despair = call.state[shape.DESPAIR]
    call.apply(Move((("ask_closed", 1.0),), questions=("amount",), seconds=4.0), "…")
    assert call.state[shape.RISK_IGNORED] == 1.0
    assert call.state[shape.DESPAIR] > despair
    assert any(t.cause == "ignored_risk" for t in read_ledger(call._ledger))
    call.apply(Move((("close", 1.0),), seconds=3.0), "再见" if language == "zh" else "Goodbye")
    assert call.ended
    assert call.outcome().safety == "hinted"
