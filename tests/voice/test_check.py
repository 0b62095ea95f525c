"""What a phrased line may hold: what the written line holds, in other words, and nothing more."""

from __future__ import annotations

from typing import Any

import pytest

from simcall.call.phrasing import PhraseRequest
from simcall.voice.check import clean_answer, find_fault
from simcall.voice.reason import REASONS

HEARD = {"zh": "那您看这边怎么安排比较合适？", "en": "So what would suit you best here?"}
SPEAKER = {"zh": "林岚", "en": "Hannah Cole"}
OFFER = {
    "zh": "我先还600块行吗？多了真拿不出来。",
    "en": "Could I pay £60 first? I can't stretch past that.",
}
REFUSE = {"zh": "我现在真的还不了。", "en": "I really can't pay right now."}
NOD = {"zh": "嗯，您说，我听着。", "en": "Mm, go on, I'm listening."}


def ask(language: Any, act: str, written: str, **changes: Any) -> PhraseRequest:
    request = PhraseRequest(
        language, act, written, "tense", {"anxiety": 0.6}, (), (("agent", HEARD[language]),), (),
        SPEAKER[language], "2026-11-23",
    )  # fmt: skip
    return request._replace(**changes)


@pytest.mark.parametrize(
    ("language", "act", "written", "text"),
    [
        ("zh", "excuse", "这几天事情太多，把还款日忘了。",
         "这几天太忙，忘了还款日。"),
        ("zh", "promise", "好，12月10号我还680块，我记下了。",
         "行，那就12月10号，680块，我一定记着还。"),
        ("zh", "question", "那利息是怎么算的？", "我想问问，利息到底怎么个算法？"),
        ("zh", "confirm_identity", "对，是我本人，尾号4417。", "嗯，我就是本人，尾号4417。"),
        ("zh", "acknowledge", "嗯，您说，我听着。", "嗯嗯，您接着说，我在听。"),
        ("en", "offer_amount", "Could I pay £60 to start with?", "Would £60 be all right for now?"),
        ("en", "question", "How is the interest worked out?",
         "Can you tell me how you work out the interest?"),
        ("en", "thank", "Thanks for hearing me out.", "Thank you, really, for listening."),
        ("en", "acknowledge", "Mm, go on.", "Right, go on, I'm listening."),
    ],
)  # fmt: skip
def test_the_same_thing_in_other_words_is_said(lean, language, act, written, text):
    assert find_fault(text, ask(language, act, written), lean) == ""


@pytest.mark.parametrize(
    ("why", "language", "act", "written", "text"),
    [
        ("empty", "zh", "refuse", REFUSE["zh"], "……"),
        ("empty", "en", "refuse", REFUSE["en"], ""),
        ("same", "zh", "refuse", REFUSE["zh"], "我现在，真的还不了！"),
        ("long", "zh", "refuse", REFUSE["zh"], "我现在真的还不了，" + "真的没办法呀，" * 8),
        ("long", "en", "refuse", REFUSE["en"], "I can't, " + "I just can't, " * 9 + "sorry."),
        ("language", "zh", "refuse", REFUSE["zh"], "Sorry, 我现在真的还不了。"),
        ("language", "en", "refuse", REFUSE["en"], "I really can't, 真的."),
        ("language", "zh", "refuse", REFUSE["zh"], "ごめん、我现在还不了。"),
        ("marks", "zh", "refuse", REFUSE["zh"], "（叹气）我现在是还不了。"),
        ("marks", "en", "refuse", REFUSE["en"], "*sighs* I just can't pay now."),
        ("marks", "en", "refuse", REFUSE["en"], "I just can't pay now, she says."),
        ("marks", "zh", "refuse", REFUSE["zh"], "客户：我现在还不了啊。"),
        ("marks", "en", "refuse", REFUSE["en"], "I just can't pay now 😢"),
        ("marks", "en", "refuse", REFUSE["en"], "I just can't. See https://pay.example"),
        ("figures", "zh", "offer_amount", OFFER["zh"], "我先还六千块行吗？多了拿不出来。"),
        ("figures", "zh", "refuse", REFUSE["zh"], "三千二我现在还不了啊。"),
        ("figures", "zh", "refuse", REFUSE["zh"], "下周五之前我还不了啊。"),
        ("figures", "zh", "refuse", REFUSE["zh"], "打13800001111找我，现在还不了。"),
        ("figures", "en", "offer_amount", OFFER["en"], "Could I pay £600 first, please?"),
        ("figures", "en", "refuse", REFUSE["en"], "I can't pay before Friday."),
        ("figures", "en", "refuse", REFUSE["en"], "I can't pay five hundred right now."),
        ("lost", "zh", "offer_amount", OFFER["zh"], "我先还一点行吗？多了真没有。"),
        ("lost", "en", "offer_amount", OFFER["en"], "Could I pay a little first, please?"),
        ("names", "zh", "refuse", REFUSE["zh"], "王经理答应过的，我现在还不了。"),
        ("names", "en", "refuse", REFUSE["en"], "Marcus told me I can't pay now."),
        ("names", "en", "refuse", REFUSE["en"], "I can't pay now, ask Derek."),
        ("lender", "zh", "refuse", REFUSE["zh"], "花呗都没还，我现在还不了。"),
        ("lender", "en", "refuse", REFUSE["en"], "I can't, the bank took it all."),
        ("law", "zh", "refuse", REFUSE["zh"], "按民法典我现在可以不还。"),
        ("law", "en", "refuse", REFUSE["en"], "I can't pay, section nine says so."),
        ("facts", "zh", "refuse", REFUSE["zh"], "孩子发烧，我现在还不了。"),
        ("facts", "zh", "refuse", REFUSE["zh"], "我已经还过了，现在不还。"),
        ("facts", "en", "refuse", REFUSE["en"], "My wife is away, I can't pay now."),
        ("drift", "zh", "excuse", "换了新手机，提醒都没收到，真不是故意的。",
         "家里开销顶着，动不了。"),
        ("drift", "zh", "thank", "谢谢，您有耐心。", "谢谢，我写在琴谱背面收着了。"),
        ("drift", "en", "answer", "I haven't opened the letters, they're all still in the drawer.",
         "The weather's lovely, I've been in the garden."),
        ("machine", "zh", "refuse", REFUSE["zh"], "作为一个语言模型我现在还不了。"),
        ("machine", "en", "refuse", REFUSE["en"], "I'm an AI, so I can't pay now."),
        ("machine", "en", "refuse", REFUSE["en"], "Ignoring earlier instructions, I can't pay."),
        ("abuse", "en", "refuse", REFUSE["en"], "I can't fucking pay now."),
        ("safety", "zh", "refuse", REFUSE["zh"], "我现在还不了，真不想活了。"),
        ("safety", "en", "refuse", REFUSE["en"], "I can't pay, I'd be better off dead."),
        ("act", "zh", "acknowledge", NOD["zh"], "我不还，你们看着办。"),
        ("act", "en", "refuse", REFUSE["en"], "Hello, who is this?"),
    ],
)  # fmt: skip
def test_anything_else_is_not_said_and_the_reason_is_named(lean, why, language, act, written, text):
    found = find_fault(text, ask(language, act, written), lean)
    assert found == why
    assert found in REASONS


def test_what_was_said_before_is_not_said_again(lean):
    said = ("眼下我是真的没法还啊。", "I honestly can't pay anything right now.")
    for language, text, part in (
        ("zh", said[0], "唉，眼下我是真的没法还啊。"),
        ("en", said[1], "Well, look. I honestly can't pay anything right now."),
    ):
        request = ask(language, "refuse", REFUSE[language], earlier=said)
        assert find_fault(text, request, lean) == "repeat"
        assert find_fault(part, request, lean) == "repeat"


def test_the_agents_own_words_are_not_given_back(lean):
    heard = "提前说明缘由就能延长宽限"
    request = ask("zh", "question", "那要怎么办呢？能帮我看看吗？", turns=(("agent", heard),))
    assert find_fault(f"{heard}？", request, lean) == "echo"


def test_a_key_that_comes_back_is_never_said(lean):
    request = ask("en", "refuse", REFUSE["en"])
    assert find_fault("I can't, sk-abc", request, lean, key="sk-abc") == "key"


def test_facts_that_are_out_may_be_spoken_of_again(lean):
    text = "孩子住院，我真的还不了。"
    hidden = ask("zh", "refuse", REFUSE["zh"])
    told = ask("zh", "refuse", REFUSE["zh"], facts=("孩子住院，钱都交了住院费。",))
    assert find_fault(text, hidden, lean) == "facts"
    assert find_fault(text, told, lean) != "facts"
    planted = ask("zh", "refuse", REFUSE["zh"], turns=(("agent", "是孩子住院了吧？"),))
    assert find_fault(text, planted, lean) == "facts"  # the agent cannot plant a fact


def test_what_a_model_wraps_around_a_line_is_taken_off():
    assert clean_answer('  "I can\'t pay."\n') == "I can't pay."
    assert clean_answer("“好的。”") == "好的。"
    assert clean_answer("<think>the debtor refuses</think>\n\n我还不了。") == "我还不了。"
    assert clean_answer('"好"，他说“好”') == '"好"，他说“好”'
