"""A call at the desk: every event is on the disk before its answer is handed out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simcall.common.errors import SimcallError
from simcall.desk.clock import GRACE, LONGEST, Idle
from simcall.desk.conversation import Conversation
from simcall.desk.record import read_record
from simcall.desk.steps import STEPS, make_step, rewrite_note, sentence


def start(studio, language="zh", seed=7) -> Conversation:
    scenario = studio.sources.load_call("first_call")
    return studio.start(scenario, seed, language, True)


def lines_on_disk(home: Path) -> list[dict]:
    path = next((home / "journals").glob("*.jsonl"))
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_each_turn_is_on_disk_when_say_returns(studio, home):
    talk = start(studio)
    talk.begin()
    for number, words in enumerate(("您好，我是清禾的小周", "这个月发生了什么？"), start=1):
        answer = talk.say(words)
        last = lines_on_disk(home)[-1]
        assert last["input"]["text"] == words
        assert last["reply"]["text"] == answer.reply.text
        assert sum(1 for event in lines_on_disk(home) if event["kind"] == "turn") == number


def test_a_call_that_was_cut_off_goes_on_exactly_where_it_was(studio):
    talk = start(studio)
    talk.begin()
    talk.say("您好，我是清禾的小周，请问是林岚女士吗？")
    talk.say("听起来真的不容易。", silence=12.5)
    talk.pause()
    [past] = studio.list_unfinished()
    resumed = studio.resume(past)
    assert resumed.conversation.call.state == talk.call.state
    assert resumed.conversation.call.events == talk.call.events
    again = resumed.conversation.say("这个月发生了什么？")
    straight = start(studio)
    straight.begin()
    straight.say("您好，我是清禾的小周，请问是林岚女士吗？")
    straight.say("听起来真的不容易。", silence=12.5)
    assert again.reply == straight.say("这个月发生了什么？").reply


def test_a_second_session_cannot_open_the_same_call(studio):
    talk = start(studio)
    talk.begin()
    talk.say("您好")
    [past] = studio.list_unfinished()
    assert past.busy
    with pytest.raises(SimcallError, match="another session"):
        studio.resume(past)


def test_two_sessions_with_the_same_seed_have_files_of_their_own(studio, home):
    first, second = start(studio), start(studio)
    first.begin()
    second.begin()
    first.say("您好")
    second.say("再见")
    assert len(list((home / "journals").glob("*.jsonl"))) == 2


def test_a_full_disk_stops_the_saving_but_not_the_call(studio):
    talk = start(studio)
    talk.begin()

    def refuse(event: object) -> None:
        raise OSError(28, "No space left on device")

    talk._journal.append = refuse
    assert talk.say("您好").reply.text
    assert "No space left" in talk.notice.en


def test_a_transfer_says_its_sentence_notes_itself_and_ends_our_part(studio):
    talk = start(studio)
    talk.begin()
    kind = STEPS["transfer"]
    choice = kind.choices[1]
    talk.take(make_step(kind, choice, sentence(choice, talk.call.scenario, "zh")))
    assert talk.over
    assert [event["kind"] for event in talk.call.events[-2:]] == ["turn", "transfer"]
    assert talk.call.transcript().events[0].kind == "transfer"
    assert "主管" in rewrite_note("transfer", talk.call.events[-1]["input"], "zh")


def test_the_crisis_line_comes_from_the_rules_not_from_the_language(studio):
    talk = start(studio, "en")
    give = next(choice for choice in STEPS["safety"].choices if choice.id == "give")
    assert "12356" in sentence(give, talk.call.scenario, "en")


def test_leaving_writes_an_end_without_a_wrap_up(studio):
    talk = start(studio)
    talk.begin()
    talk.leave()
    record = read_record(talk.call.events)
    assert record.left
    assert record.finished
    assert studio.list_unfinished() == []


def test_one_sentence_said_otherwise_changes_the_future_and_nothing_before_it(studio):
    talk = start(studio)
    talk.begin()
    for words in ("您好，我是清禾的小周", "听起来真的不容易。", "可以分期。"):
        talk.say(words)
    talk.hang_up()
    talk.finish()
    branch = studio.branch(talk.call.events, 2, "你真不负责任，我们会起诉你！")
    assert branch.real.turns[0] == branch.other.turns[0]
    assert branch.other_turn.feelings["anger"] > branch.real_turn.feelings["anger"]
    same = studio.branch(talk.call.events, 2, "听起来真的不容易。")
    assert [turn.answer for turn in same.other.turns] == [t.answer for t in same.real.turns]


def test_a_branch_can_be_gone_on_with_and_kept_as_a_call_of_its_own(studio):
    talk = start(studio)
    talk.begin()
    talk.say("您好，我是清禾的小周", 0.0)
    talk.say("可以分期。")
    talk.finish()
    branch = studio.branch(talk.call.events, 2, "听起来真的不容易。")
    adopted = studio.adopt(branch, talk.call.events, "听起来真的不容易。", True)
    adopted.conversation.say("这个月发生了什么？")
    adopted.conversation.pause()
    [past] = studio.list_unfinished()
    assert past.turns == 3
    assert studio.resume(past).conversation.call.events == adopted.conversation.call.events


def test_typing_is_never_silence_but_a_resting_keyboard_is():
    now = [0.0]
    idle = Idle(lambda: now[0])
    for _ in range(40):  # forty seconds of steady typing
        now[0] += 1.0
        idle.touch()
    assert idle.take() == 0.0
    now[0] += GRACE + 5.0
    assert idle.take() == 5.0
    now[0] += 3600.0
    assert idle.take() == LONGEST
