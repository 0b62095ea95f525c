"""Stories at the desk: from the welcome screen to the debrief, by keyboard and by mouse."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from textual.widgets import Button, Input, OptionList, TextArea

from simcall.common.bilingual import Text
from simcall.desk.screens.call import CallScreen
from simcall.desk.screens.choose import ChooseScreen
from simcall.desk.screens.debrief import DebriefScreen
from simcall.desk.screens.notice import NoticeScreen
from simcall.desk.screens.welcome import WelcomeScreen
from simcall.desk.screens.wrap import WrapScreen
from simcall.desk.widgets.feed import Feed
from simcall.desk.widgets.keybar import KeyBar
from simcall.desk.widgets.mouth import Mouth

GREETING = {
    "zh": "您好，我是清禾的小周，请问是林岚女士吗？",
    "en": "Hello, this is Tom from Qinghe, am I speaking to Hannah Cole?",
}
SENTENCES = {
    "zh": ("这个月发生了什么，方便说说吗？", "听起来真的不容易。", "可以分期还，您看行吗？"),
    "en": ("Could you say what happened?", "That sounds like it is not easy.", "Instalments?"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_whole_call_looks_like_this(visit, compare, language):
    async with visit(language) as visitor:
        compare(f"welcome.{language}", visitor.read())
        await visitor.press("1")
        compare(f"choose.{language}", visitor.read())
        await visitor.press("f2")
        await visitor.say(GREETING[language], *SENTENCES[language])
        compare(f"call.{language}", visitor.read())
        await visitor.press("f6")
        compare(f"end.{language}", visitor.read())
        await visitor.press("enter", "f6")
        compare(f"wrap.{language}", visitor.read())
        await visitor.press("enter", "f2")
        compare(f"debrief.{language}", visitor.read())
        await visitor.press("f")
        compare(f"feelings.{language}", visitor.read())
        await visitor.press("l")
        compare(f"ledger.{language}", visitor.read())
        await visitor.press("b")
        compare(f"better.{language}", visitor.read())


async def test_the_language_changes_at_any_time_and_is_remembered(visit, home):
    async with visit("zh") as visitor:
        assert "角色扮演" in visitor.read()
        await visitor.press("f9")
        assert "Role-play" in visitor.read()
        await visitor.press("1", "f2")
        await visitor.say(GREETING["zh"])
        await visitor.press("f9")
        assert "对方的感受" in visitor.read()
        assert "请问是林岚" in visitor.read().replace("\n", "")
    assert json.loads((home / "desk.json").read_text())["language"] == "zh"


async def test_an_answer_shows_only_after_its_event_is_on_disk(visit, home):
    async with visit() as visitor:
        await visitor.start_call()
        screen = visitor.desk.screen
        order = []
        append = screen.conversation._journal.append
        screen.conversation._journal.append = lambda e: (append(e), order.append(e["kind"]))
        show = screen.show_answer
        screen.show_answer = lambda result: (order.append("shown"), show(result))
        await visitor.say("您好")
        assert order == ["turn", "shown"]


async def test_a_call_that_was_cut_off_is_offered_and_goes_on(visit):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.say(GREETING["zh"])
        said = visitor.desk.screen.query_one(Feed).plain
        visitor.desk.screen.conversation.pause()  # what a killed process leaves behind
    async with visit() as visitor:
        assert "接着打：首次逾期提醒" in visitor.read()
        await visitor.press("r")
        assert isinstance(visitor.desk.screen, CallScreen)
        assert visitor.desk.screen.query_one(Feed).plain.startswith(said.partition("\n")[2][:20])
        await visitor.say("听起来真的不容易。")
        assert visitor.desk.screen.call.moves[-1].weight("empathise") > 0


async def test_leaving_costs_nothing(visit, studio):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.say("您好")
        await visitor.press("escape")
        assert "不扣分" in visitor.read()
        await visitor.pilot.click("#stop")
        await visitor.settle()
        assert isinstance(visitor.desk.screen, ChooseScreen)
    assert studio.list_unfinished() == []
    assert studio.list_finished() == []


async def test_leaving_for_now_keeps_the_call(visit, studio):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.say("您好")
        await visitor.press("escape")
        await visitor.pilot.click("#later")
        await visitor.settle()
    assert [past.turns for past in studio.list_unfinished()] == [1]


async def test_a_sensitive_call_is_announced_first(visit, make_scenario_with_notice):
    async with visit("zh", make_scenario_with_notice) as visitor:
        await visitor.press("1", "f2")
        assert isinstance(visitor.desk.screen, NoticeScreen)
        assert "谈到自伤" in visitor.read()
        await visitor.press("escape")
        assert isinstance(visitor.desk.screen, ChooseScreen)
        await visitor.press("f2", "enter")
        assert isinstance(visitor.desk.screen, CallScreen)


async def test_test_mode_shows_words_only(visit):
    async with visit() as visitor:
        await visitor.press("1", "f3", "f2")
        await visitor.say("听起来真的不容易。")
        assert "愤怒" not in visitor.read()
        assert "听出" not in visitor.read()
        assert "测验模式" in visitor.read()


async def test_what_cannot_be_said_is_answered_in_one_line(visit):
    async with visit() as visitor:
        await visitor.start_call()
        for typed, notice in (("", "还没有输入"), (" \t ", "还没有输入"), ("好" * 10_000, "10000")):
            await visitor.say(typed)
            assert notice in visitor.notices
            assert visitor.desk.screen.query_one(Mouth).text == typed
        assert visitor.desk.screen.call.moves == []


async def test_emoji_control_characters_and_mixed_languages_are_just_said(visit):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.say("您好\x1b[31m 👨‍👩‍👧 hello\u202e \ud83d 再见吗")
        assert len(visitor.desk.screen.call.moves) == 1
        assert "\x1b" not in visitor.desk.screen.query_one(Feed).plain
        visitor.read().encode("utf-8")


async def test_ctrl_c_asks_once_and_loses_nothing(visit, studio):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.say("您好")
        await visitor.press("ctrl+c")
        assert "再按一次" in visitor.notices
        await visitor.pilot.press("ctrl+c")
    assert [past.turns for past in studio.list_unfinished() if not past.busy] == [1]


async def test_every_button_of_the_call_can_be_clicked_or_found_in_the_palette(visit):
    async with visit() as visitor:
        await visitor.start_call()
        bar = visitor.desk.screen.query_one(KeyBar)
        row = bar.place(bar.content_size.width)[0]
        column = next(x for x, command, _, _ in row if command.id == "call.transfer")
        await visitor.pilot.click(KeyBar, offset=(column + 2, 0))
        await visitor.settle()
        assert "困难关怀专员" in visitor.read()
        await visitor.press("escape")
        titles = [c.title for c in visitor.desk.get_system_commands(visitor.desk.screen)]
        for word in ("请稍候", "转接", "登记投诉", "安全求助", "结束", "资料", "复制全文"):
            assert word in titles


async def test_a_complaint_is_said_noted_and_shown(visit):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.press("f4")
        visitor.desk.screen.query_one("#about", Input).value = "昨天的同事态度"
        await visitor.press("f2")
        event = visitor.desk.screen.call.events[-1]
        assert (event["kind"], event["input"]) == ("complaint", {"about": "昨天的同事态度"})
        assert "（已登记投诉）" in visitor.read()


async def test_a_transfer_leads_to_the_wrap_up(visit):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.press("f3", "f3", "f2")
        assert "转接给主管" in visitor.read()
        await visitor.press("enter")
        assert isinstance(visitor.desk.screen, WrapScreen)


async def test_a_wrong_wrap_up_says_what_is_wrong(visit):
    wrong = [
        ({"#follow": "明天"}, "不是日期"),
        ({"#follow": "2020-01-01"}, "之前"),
        ({"#follow": "", "#amount": "五百"}, "不是金额"),
        ({"#amount": "500", "#date": ""}, "有金额就要有日期"),
    ]
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.press("f6", "tab", "enter", "f2")
        assert "请选一个处理结果" in visitor.notices
        await visitor.press("enter")
        for fields, complaint in wrong:
            for name, value in fields.items():
                visitor.desk.screen.query_one(name, Input).value = value
            await visitor.press("f2")
            assert complaint in visitor.notices
            assert isinstance(visitor.desk.screen, WrapScreen)


async def test_the_wrap_up_is_kept_in_the_journal_and_the_call_in_the_history(visit, studio):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.say("您好")
        await visitor.press("f6", "tab", "enter")
        assert isinstance(visitor.desk.screen, WrapScreen)
        codes = visitor.desk.screen.query_one("#codes", OptionList)
        codes.highlighted = 1
        await visitor.press("enter")
        visitor.desk.screen.query_one("#note", TextArea).text = "失业，家里不知道"
        visitor.desk.screen.query_one("#amount", Input).value = "500.50"
        visitor.desk.screen.query_one("#date", Input).value = "2026-12-15"
        await visitor.press("f2")
        assert isinstance(visitor.desk.screen, DebriefScreen)
        [past] = studio.list_finished()
        form = next(e for e in studio.read_events(past.path) if e["kind"] == "wrapup")["input"]
        assert form["disposition"] == "PTP_PART"
        assert form["promise"] == {"amount": 50050, "date": "2026-12-15", "status": "pending"}
        await visitor.press("escape", "escape", "3")
        assert "71.5 分 通过" in visitor.read()
        await visitor.press("enter")
        assert isinstance(visitor.desk.screen, DebriefScreen)


async def test_what_if_shows_both_futures_and_goes_on_from_there(visit, compare):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.say(GREETING["zh"], *SENTENCES["zh"])
        await visitor.press("f6", "tab", "enter", "enter", "f2", "w", "up", "enter")
        await visitor.say("你真不负责任，我们会起诉你！")
        compare("whatif.zh", visitor.read())
        await visitor.press("f2")
        assert isinstance(visitor.desk.screen, CallScreen)
        assert "不负责任" in visitor.desk.screen.query_one(Feed).plain


async def test_a_replay_tells_the_same_turns(visit, compare):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.say(GREETING["zh"], *SENTENCES["zh"])
        await visitor.press("f6", "tab", "enter", "enter", "f2", "r", "space", "space")
        compare("replay.zh", visitor.read())
        await visitor.press("left")
        assert "听起来" not in visitor.desk.screen.query_one(Feed).plain


async def test_calls_come_from_the_floor_beside_its_queue(visit, compare):
    async with visit() as visitor:
        await visitor.press("2", "enter")
        compare("seat.zh", visitor.read())
        await visitor.press("f2")
        assert isinstance(visitor.desk.screen, CallScreen)
        assert "排队 3 人" in visitor.read()
        assert "等了 33 秒" in visitor.read()
        clock = visitor.desk.screen.floor.clock
        await visitor.say("您好，让您久等了")
        assert visitor.desk.screen.floor.clock > clock
        compare("queue.zh", visitor.read())


async def test_a_call_from_the_floor_resumes_with_its_waiting(visit):
    async with visit() as visitor:
        await visitor.press("2", "enter", "f2")
        await visitor.say("您好")
        feelings = visitor.desk.screen.call.feelings
        visitor.desk.screen.conversation.pause()
    async with visit() as visitor:
        await visitor.press("r")
        assert visitor.desk.screen.call.feelings == feelings


@pytest.mark.parametrize("size", [(40, 20), (60, 24), (120, 40)])
async def test_other_sizes(visit, compare, size):
    name = f"{size[0]}x{size[1]}"
    async with visit("zh", size=size) as visitor:
        await visitor.start_call()
        await visitor.say(GREETING["zh"], SENTENCES["zh"][0])
        compare(f"call.{name}", visitor.read())


async def test_a_tiny_terminal_says_so(visit):
    async with visit("en", size=(30, 10)) as visitor:
        assert "too small (30x10)" in " ".join(visitor.read().split())


async def test_a_home_that_cannot_be_written_to_is_said_and_the_call_goes_on(
    visit, monkeypatch, studio
):
    notice = Text("无法写入 /x（只读）", "cannot write to /x (read-only)")
    studio.home = studio.home._replace(writable=False, notice=notice)
    async with visit() as visitor:
        assert "无法写入 /x" in visitor.read()
        await visitor.start_call()
        await visitor.say("您好")
        await visitor.press("f6", "tab", "enter", "enter", "f2")
        assert isinstance(visitor.desk.screen, DebriefScreen)
    assert list(Path(studio.home.journals).glob("*.jsonl")) == []


async def test_a_broken_analyser_is_named_and_the_desk_stays(visit, studio):
    def fail():
        raise OSError(2, "No such file or directory", "lean.npz")

    studio.sources = studio.sources._replace(load_analyser=fail)
    async with visit("en") as visitor:
        assert "lean.npz" in visitor.read()
        await visitor.start_call()
        assert isinstance(visitor.desk.screen, ChooseScreen)
        assert "lean.npz" in visitor.notices


async def test_own_keys_are_taken_from_a_file(visit, home):
    home.mkdir(parents=True, exist_ok=True)
    (home / "keys.toml").write_text('"call.hold" = "f10"\n')
    async with visit() as visitor:
        await visitor.start_call()
        assert "F10 请稍候" in visitor.read()
        await visitor.press("f10")
        assert "请对方稍候" in visitor.read()


async def test_a_broken_key_file_is_named(visit, home):
    home.mkdir(parents=True, exist_ok=True)
    (home / "keys.toml").write_text("call.hold = \n")
    async with visit() as visitor:
        assert "keys.toml" in visitor.notices
        assert isinstance(visitor.desk.screen, WelcomeScreen)


async def test_light_and_dark(visit):
    async with visit() as visitor:
        await visitor.press("f12")
        assert visitor.desk.theme == "simcall-light"
        await visitor.press("f12")
        assert visitor.desk.theme == "simcall-dark"


async def test_the_transcript_can_be_copied(visit):
    async with visit() as visitor:
        await visitor.start_call()
        await visitor.say("您好")
        await visitor.press("ctrl+t")
        assert "›您   您好" in visitor.desk.clipboard


async def test_every_screen_names_its_buttons(visit):
    async with visit("en") as visitor:
        for keys in (["4"], ["escape", "f1"], ["escape", "1"]):
            await visitor.press(*keys)
            for button in visitor.desk.screen.query(Button):
                assert str(button.label).strip()


async def test_an_impatient_second_key_opens_nothing_twice(visit, studio):
    slow = studio.sources.open_seat

    def open_slowly(name, seed):
        time.sleep(0.4)
        return slow(name, seed)

    studio.sources = studio.sources._replace(open_seat=open_slowly)
    async with visit() as visitor:
        await visitor.press("2")
        await visitor.pilot.press("f2", "f2", "f2")
        await visitor.settle()
        names = [type(screen).__name__ for screen in visitor.desk.screen_stack]
        assert names.count("SeatScreen") == 1
