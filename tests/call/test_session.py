"""A live call: the same words have the same effect, nothing is said twice, nothing is ignored."""

import json

import pytest

from simcall.call.journal import digest_of, verify_chain, write_line
from simcall.call.replay import replay_events
from simcall.call.session import Call
from simcall.common.errors import CheckFailed, SimcallError
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.content.personas import load_persona
from simcall.content.place import list_files
from simcall.persona import shape
from simcall.persona.words import normalise_line
from simcall.speech.acts import TOPICS
from simcall.speech.move import Move

KIND = {
    "zh": [
        "您好，我是青禾消费金融的客服小陈，工号8032，请问是本人吗？",
        "您的账单逾期了几天，您现在方便说话吗？",
        "这段时间是遇到什么事情了吗？",
        "听您说这些，我能感觉到您一直在扛着，真不容易。",
        "我们可以延期十五天，也可以分六期，您看哪个更合适？",
        "那就定在下个月十五号，您看可以吗？",
        "谢谢您愿意跟我说，再见。",
    ],
    "en": [
        "Good morning, this is Chen from Greenfield, am I speaking with the account holder?",
        "Your bill is a few days overdue. Is now a good time to talk?",
        "What has been happening for you?",
        "It sounds as if you have been carrying this on your own for a while.",
        "We could put it off by fifteen days, or spread it over six months. Which suits you?",
        "So the 15th of next month, would that work?",
        "Thank you for telling me. Goodbye.",
    ],
}
HARSH = {
    "zh": [
        "欠钱不还你还有脸接电话？",
        "今天下午三点之前必须还清，一分不能少。",
        "不还我们就去你单位找你领导。",
        "别跟我讲困难，谁没困难？",
        "征信黑了你这辈子就完了。",
        "没有任何商量，现在就转。",
    ],
    "en": [
        "You owe money and you have the nerve to answer?",
        "Pay the whole thing by three this afternoon, no excuses.",
        "Or we will come to your office and talk to your boss.",
        "Spare me the sob story, everybody has problems.",
        "Your credit is finished, you will never rent a flat again.",
        "There is no plan. Transfer it right now.",
    ],
}
CAST = ("anxious_first_call", "avoidant_call_back", "hostile_after_harassment")


def start(name="anxious_first_call", seed=7, language="zh"):
    call = Call(load_call(name), seed, language, load_analyser("lean"))
    call.begin()
    return call


def play(name, lines, seed=7, language="zh"):
    call = start(name, seed, language)
    for line in lines:
        if call.ended:
            break
        call.hear(line)
    call.finish()
    return call


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_seed_gives_the_same_call_to_the_byte(language):
    first = play("anxious_first_call", KIND[language], 7, language)
    again = play("anxious_first_call", KIND[language], 7, language)
    assert b"".join(map(write_line, first.events)) == b"".join(map(write_line, again.events))


def test_another_seed_gives_another_call():
    texts = {
        json.dumps([t.text for t in play("anxious_first_call", KIND["zh"], seed).turns])
        for seed in range(5)
    }
    assert len(texts) == 5


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_kindness_and_harshness_lead_to_different_people(name, language):
    kind, harsh = ([play(name, w[language], s, language) for s in range(12)] for w in (KIND, HARSH))

    def mean(calls, feeling):
        return sum(c.feelings[feeling] for c in calls) / len(calls)

    assert mean(kind, "trust") > mean(harsh, "trust") + 0.1
    assert mean(kind, "anger") < mean(harsh, "anger")
    told = [sum(c.outcome().layers_disclosed for c in calls) for calls in (kind, harsh)]
    assert told[0] > told[1]
    complaints = [sum(c.outcome().complaint for c in calls) for calls in (kind, harsh)]
    assert complaints[0] <= complaints[1]


DEBTORS = [
    name
    for name in list_files("persona")
    if not name.startswith("base_") and load_persona(name).role == "debtor"
]
WAYS = ("ask_open", "empathise", "inform", "pressure", "offer", "reflect", "commit", "ask_closed")


@pytest.mark.parametrize("name", DEBTORS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_said_twice_in_forty_turns(name, language):
    scenario = load_call("anxious_first_call")
    person = load_persona(name)
    calm = {**person.temper.scalars, "hang_up": -9.0}
    person = person._replace(temper=person.temper._replace(scalars=calm))
    call = Call(scenario._replace(persona=person), 3, language, load_analyser("lean"))
    call.begin()
    topics = [t for t in TOPICS if t not in ("off_topic", "small_talk")]
    for turn in range(40):
        if call.ended:
            break
        asked = (topics[turn % len(topics)],) if turn % 2 == 0 else ()
        move = Move(
            ((WAYS[turn % len(WAYS)], 1.0), ("verify", 1.0 if turn == 0 else 0.0)),
            topics=asked, questions=asked, fit=0.5, seconds=4.0,
        )  # fmt: skip
        call.apply(move, f"question {turn}")
    assert len(call.moves) >= 30
    said = [normalise_line(t.text) for t in call.turns if t.speaker == "debtor"]
    said = [s for s in said if s.strip("….")]
    assert len(said) == len(set(said))


def test_a_replay_from_the_journal_is_identical():
    call = play("hostile_after_harassment", KIND["zh"])
    again = Call(load_call("hostile_after_harassment"), 7, "zh", load_analyser("lean"))
    replay_events(again, call.events)
    again.finish()
    assert [digest_of(e) for e in again.events] == [digest_of(e) for e in call.events]


def test_the_ledger_adds_up_to_every_change():
    call = start()
    before = call.feelings
    for line in KIND["zh"]:
        result = call.hear(line)
        for feeling, value in result.feelings.items():
            told = sum(t.change for t in result.terms if t.feeling == feeling)
            assert before[feeling] + told == pytest.approx(value, abs=1e-9)
        before = result.feelings
        if result.ended:
            break


def test_a_changed_event_breaks_the_chain():
    call = play("anxious_first_call", KIND["zh"])
    call.events[2]["state"] = [0.0] * len(call.events[2]["state"])
    with pytest.raises(CheckFailed, match=":4:1:"):
        verify_chain(call.events)


def test_nothing_can_be_said_after_the_end():
    call = play("anxious_first_call", KIND["zh"])
    while not call.ended:
        call.hear("再见，祝您顺利。")
    with pytest.raises(SimcallError, match="over"):
        call.hear("等等")


def test_an_unknown_language_of_a_scenario_is_one_line():
    scenario = load_call("anxious_first_call")._replace(languages=("zh",))
    with pytest.raises(SimcallError, match="has no 'en'"):
        Call(scenario, 1, "en", load_analyser("lean"))


PICKED_UP = {
    "zh": ["您好，我姓陈，想找林岚本人，请问她在吗？", "麻烦请她接一下电话，可以吗？"],
    "en": [
        "Hello, my name is Chen. Is Hannah Cole there, please?",
        "Could I speak to her herself?",
    ],
}


def fetch(language, seed=3):
    call = start("flatmate_picks_up", seed, language)
    call.begin()
    for _ in range(6):
        for text in PICKED_UP[language]:
            if not call.ended and call.turns[-1].party:
                call.hear(text)
    return call


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_picks_up_may_call_the_debtor_to_the_phone(language):
    call = fetch(language)
    parties = [turn.party for turn in call.turns if turn.speaker == "debtor"]
    assert parties[0] == "third_party"
    assert parties[-1] == "", parties
    own = {line.text for line in call.scenario.persona.lines[language] if line.act == "fetched"}
    assert call.turns[-1].text in own


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("seed", range(4))
def test_somebody_else_never_speaks_the_debtors_lines(language, seed):
    scenario = load_call("flatmate_picks_up")
    remembered = scenario._replace(memory={"broken": 2.0, "grievance": 0.6, "contacts": 4.0})
    call = Call(remembered, seed, language, load_analyser("lean"))
    call.begin()
    for text in (KIND[language][0], *KIND[language][2:5], *HARSH[language][:2]):
        if not call.ended:
            call.hear(text)
    spoken = [normalise_line(t.text) for t in call.turns if t.party == "third_party"]
    debtors = {
        normalise_line(line.text)
        for line in scenario.persona.lines[language]
        if line not in scenario.relative[language] and "{" not in line.text
    }
    assert len(spoken) >= 3
    assert not debtors & set(spoken)


def test_a_debtor_called_to_the_phone_has_heard_nothing_of_what_was_said_before():
    call = fetch("en")
    assert call.state[shape.IDENTITY] == call.state[shape.AWARE] == 0.0
    result = call.hear("How are you today?")
    assert call.state[shape.IDENTITY] == 0.0
    assert result.reply.act in ("greet", "question", "who_is_this", "acknowledge")


def test_the_first_question_for_the_debtor_is_answered_by_whoever_picked_up():
    for seed in range(8):
        call = start("flatmate_picks_up", seed, "en")
        call.begin()
        call.hear("Hello, my name is Chen from Greenfield. Am I speaking with Hannah Cole?")
        assert call.turns[-1].party == "third_party"


def test_a_question_whether_one_can_talk_is_none_about_how_one_is():
    from simcall.call.wordings import refine_questions

    asked = ("wellbeing", "when_to_call")
    for text in ("Is it a good moment, are you on your own?", "您方便说话吗，旁边有没有人？"):
        assert "wellbeing" not in refine_questions(text, asked, ("ask_closed",))
    assert "wellbeing" in refine_questions("Are you safe right now?", asked, ("ask_closed",))
