"""Why a written line stands although a language model was asked for other words."""

from __future__ import annotations

from simcall.call.phrasing import PLAIN, SAFETY
from simcall.common.bilingual import Text

REASONS: dict[str, Text] = {
    SAFETY: Text("涉及人身安全，只用手写台词", "touches on safety: written lines only"),
    PLAIN: Text("这句没有可改的措辞", "nothing to phrase in it"),
    "timeout": Text("没有及时回答", "no answer in time"),
    "unreachable": Text("连接不上", "cannot be reached"),
    "refused": Text("服务器报错", "the server reported an error"),
    "limited": Text("请求太频繁，被限流", "too many requests: rate limited"),
    "garbled": Text("答复看不懂", "the answer was not understood"),
    "off": Text("连续失败，这通电话已停用", "switched off for this call after failures in a row"),
    "same": Text("与手写台词相同", "the same as the written line"),
    "empty": Text("没有内容", "empty"),
    "long": Text("太长", "too long"),
    "language": Text("语言不对", "wrong language"),
    "marks": Text("有旁白或格式符号", "stage directions or markup"),
    "figures": Text("说了台词里没有的数字或日期", "figures or dates that the line does not hold"),
    "lost": Text("漏了台词里的数字或日期", "figures or dates of the line are missing"),
    "names": Text("提到不该有的名字", "names that the line does not hold"),
    "lender": Text("提到别的机构或产品", "other lenders or products"),
    "law": Text("提到台词里没有的法规", "law that the line does not hold"),
    "facts": Text("编出了新的事实", "facts that nobody gave"),
    "drift": Text("说的不是同一件事", "it no longer says what was written"),
    "act": Text("意思变了", "it means something else"),
    "machine": Text("谈到自己是程序或指令", "speaks of being a program, or of instructions"),
    "abuse": Text("有不堪入耳的话", "foul words"),
    "repeat": Text("重复了说过的话", "said before in this call"),
    "echo": Text("照搬坐席的话", "the agent's own words"),
    "key": Text("含有密钥", "holds the key"),
}
# The endpoint failed, not its words: three of these in a row end the attempts for a call.
OUTAGES = frozenset({"timeout", "unreachable", "refused", "limited", "garbled"})
MOST_OUTAGES = 3
MARK = "◇"  # stands beside words that come from a language model


def explain_outage(why: str) -> Text:
    """Return the one quiet line shown when the endpoint fails during a call."""
    reason = REASONS[why]
    return Text(
        f"语言模型：{reason.zh}；改用手写台词，通话不受影响",
        f"language model: {reason.en}; written lines are used, the call goes on",
    )
