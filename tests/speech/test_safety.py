"""Hints of self-harm are heard; idioms that only sound alike are not."""

import pytest

from simcall.speech.safety import find_risk

HINTS = [
    "活着真没什么意思", "我不想活了", "要不从楼上跳下去算了", "死了一了百了", "没有我他们还轻松点",
    "I don't want to be here any more", "they'd be better off without me", "no point going on",
    "I could just end it all", "I'm thinking of killing myself", "sometimes I wish I was dead",
]  # fmt: skip
IDIOMS = [
    "我累死了", "忙死了现在", "这利息贵死了", "我爸上个月去世了", "店撑不住，关了", "气死我了",
    "these fees are killing me", "I could murder a coffee", "my phone died", "it's a dead end",
    "my mother died in June", "I'm dying to get this sorted",
]  # fmt: skip


def chinese(text):
    return any("\u4e00" <= ch <= "\u9fff" for ch in text)


@pytest.mark.parametrize("text", HINTS)
def test_a_hint_is_heard(text):
    assert find_risk(text, chinese(text)) > 0.9


@pytest.mark.parametrize("text", IDIOMS)
def test_an_idiom_is_no_hint(text):
    assert find_risk(text, chinese(text)) <= 0.0
