"""What keeps a call believable: manners, the place of the call, memory, danger, who rang whom."""

import pytest

from simcall.call.cues import find_caller, read_cues
from simcall.call.facts import pick_said
from simcall.call.replay import replay_events
from simcall.call.session import Call
from simcall.call.wordings import is_closing, refine_marks, refine_questions
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.content.personas import load_persona
from simcall.content.place import list_files
from simcall.persona import shape
from simcall.persona.ledger import read_ledger
from simcall.persona.person import Line
from simcall.persona.words import LineBook
from simcall.speech.move import Move, Slots
from simcall.speech.reading import Utterance

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


@pytest.mark.parametrize(
    ("text", "language", "cue"),
    [
        ("Did you spend it all on clothes?", "en", None),
        ("I will send it to you by text.", "en", None),
        ("When did you lend it to him?", "en", None),
        ("Shall we end it here for today?", "en", None),
        ("您今天累死了吧", "zh", None),
        ("Do you want to die?", "en", "harm"),
        ("Are you thinking about not being here anymore?", "en", "harm"),
        ("Are you thinking of ending it all?", "en", "harm"),
        ("你是不是想死", "zh", "harm"),
        ("您有没有想过不活了", "zh", "harm"),
        ("What's your address, so I can send help?", "en", "where"),
        ("有没有信得过的人", "zh", "someone"),
        ("林岚在吗？", "zh", None),
        ("还在吗？", "zh", "hear"),
        ("您听明白了吗？要不我再说一遍", "zh", None),
        ("逾期几天了您知道吗", "zh", "days"),
        ("How many days is it overdue now?", "en", "days"),
        ("什么时候做的手术", "zh", "when"),
        ("When did you lend it to him?", "en", "when"),
        ("Who rang you last time?", "en", "before"),
        ("之前谁骂过你", "zh", "before"),
    ],
)
def test_a_cue_is_found_where_it_stands_and_nowhere_else(text, language, cue):
    found = read_cues(text, language) & {
        "harm", "where", "someone", "hear", "repeat", "days", "when", "before",
    }  # fmt: skip
    assert found == ({cue} if cue else set()) or (cue is None and found == {"when"})


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("什么时候做的手术？", ("health",)),
        ("登记好了，五个工作日查清，您看行吗？", ()),
        ("It takes five business days, is that all right?", ()),
    ],
)
def test_words_in_passing_ask_for_nothing(text, asked):
    language = "zh" if not text.isascii() else "en"
    reading = load_analyser("lean").read(Utterance(text, "", language))
    topics = refine_questions(text, reading.questions, reading.acts)
    assert not {"due_date", "work"} & set(topics)
    assert set(asked) <= set(topics)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_question_about_days_is_answered_in_days(language):
    call = settle(start(language=language))
    text = "逾期多少天了？" if language == "zh" else "How many days is it overdue?"
    move = Move((("ask_closed", 1.0),), questions=("due_date",), seconds=4.0)
    assert str(call.scenario.persona.debt.days_overdue) in call.apply(move, text).reply.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_question_about_earlier_calls_is_answered_from_memory(language):
    text = "之前谁给您打过电话？" if language == "zh" else "Who rang you last time?"
    ask = Move((("ask_closed", 1.0),), seconds=4.0)
    fresh = settle(start("anxious_first_call", language, history=(), memory={}))
    assert fresh.apply(ask, text).reply.text in lines_of(fresh, "first_call")
    hurt = settle(start("complaint_about_yesterday", language))
    assert hurt.apply(ask, text).reply.text in lines_of(hurt, "memory_hurt") | lines_of(
        hurt, "memory"
    ) | lines_of(hurt, "asked_before")  # fmt: skip


def test_an_offer_to_stop_is_no_collecting_after_a_hint():
    call = settle(start("hint_of_despair", "zh", seed=9))
    call.state[shape.RISK] = 1.0
    call.apply(Move((("offer", 1.0), ("empathise", 1.0)), seconds=5.0), "今天不谈钱，催收都停了。")
    assert call.state[shape.RISK_IGNORED] == 0.0


def test_help_lines_are_no_sums():
    for text in ("I'm calling 120 for you now", "您打120或者110", "心理热线12356"):
        reading = load_analyser("lean").read(Utterance(text, "", "zh"))
        assert reading.slots.amounts == ()


def test_nothing_that_nearly_repeats_a_line_is_said_while_there_is_another():
    lines = [
        Line("thank", "A bit better for talking. My hands have stopped."),
        Line("thank", "A little better for talking. My hands have stopped."),
        Line("thank", "Thank you for staying on."),
    ]
    for draw in range(12):
        book = LineBook(lines, "en")
        first, second = book.choose("thank", draw), book.choose("thank", draw + 1)
        assert "Thank you for staying on." in (first, second)
        assert book.choose("thank", draw) is not None
