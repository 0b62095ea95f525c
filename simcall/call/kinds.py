"""What kind of question a text asks, by its question word: who, where, when, how much, yes or no.

Where nothing is written for a question, the debtor at least declines to answer this kind.
"""

from __future__ import annotations

import re

from simcall.common.bilingual import Language
from simcall.speech.topics import is_asking, split_sentences

_KINDS: dict[Language, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "zh": tuple(
        (kind, re.compile(pattern))
        for kind, pattern in (
            ("feel", r"什么(?:感觉|滋味|心情)|难受|害怕|怕不怕|担心|心里.{0,4}(?:怎么|什么)|感受"),
            ("why", r"为什么|为啥|怎么会|凭什么|干嘛|干吗|图(?:什么|啥)"),
            ("who", r"谁|哪位|叫什么名|名字叫"),
            (
                "where",
                r"哪里|哪儿|在哪|什么地方|哪家|哪个(?:店|银行|公司|医院|平台|学校|城市|区|站)",
            ),
            ("day", r"什么时候|啥时候|哪(?:一)?天|几号|几月|哪年|多久|几点|多长时间|星期几|周几"),
            ("much", r"多少|几(?:个|次|年|天|块|百|千|万|期|家|口|趟|份|张|岁|成)|多大|多远|多高"),
            ("how", r"怎么|如何|咋|啥样"),
            ("what", r"什么|啥|哪(?:个|种|些|款|样)|说说|讲讲"),
        )
    ),
    "en": tuple(
        (kind, re.compile(pattern, re.IGNORECASE))
        for kind, pattern in (
            ("feel", r"\bfeel|\bfelt\b|\bupset|\bscared|\bafraid|\bworri|\blonely|\bhurt\b"),
            ("why", r"\bwhy\b|\bhow come\b|\bwhat (?:for|made)\b"),
            ("who", r"\bwho\b|\bwhose\b|\bnames?\b"),
            (
                "where",
                r"\bwhere\b|\bwhich (?:shop|store|bank|town|street|place|firm|company|school)",
            ),
            ("day", r"\bwhen\b|\bwhat (?:time|day|date|month|year)\b|\bhow long\b|\bwhich day\b"),
            ("much", r"\bhow (?:much|many|old|far|often|big)\b"),
            ("how", r"\bhow\b"),
            ("what", r"\bwhat\b|\bwhich\b|\btell me\b"),
        )
    ),
}


# What the agent would do, or when: it asks for a yes. A choice of two asks for one of them.
_AGREE: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:行不行|行还是不行|行.{0,2}或者.{0,2}不行.?|方便不方便|行不|行吗|行么|可以吗|可以不|可不可以|成吗|成不|好吗|好不好|方便吗|方便不"
        r"|中不中|没问题吧|怎么样)[啊呀呢]?\W*$"
    ),
    "en": re.compile(
        r"\b(?:is|would|does|will) (?:that|this|it|\w+day(?: \w+)?) (?:be )?"
        r"(?:okay|ok|all right|alright|fine|good|suit|work|do)\b"
        r"|\b(?:shall|may|can|could|should) (?:i|we)\b"
        r"|\bi['’]ll\b.{0,80}\b(?:okay|ok|all right|alright|fine)\W*$"
        r"|\b(?:okay|ok|all right|alright) with you\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
_CHOICE: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"还是|二选一|哪(?:一)?(?:个|种)(?:更|方便|合适|好)"),
    "en": re.compile(
        r"\b(?:\w+) or (?:by |in |at |on |a |the )?\w+\W*$|\bwhich of (?:the|those)",
        re.IGNORECASE,
    ),
}
_TAG: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"(?:对吗|对吧|是吗|是吧|对不对|是不是|没错吧|不是吗)\W*$"),
    "en": re.compile(
        r"(?:\bright|\bcorrect|\b(?:is|are|was|were|do|does|did|have|has|had)n['’]t "
        r"(?:it|you|he|she|they|that))\W*$",
        re.IGNORECASE,
    ),
}
# Ringing, writing and sending: arrangements that are no terms of payment.
_REACHING = re.compile(
    r"打(?:给|电话|过来|您|你)|回(?:电|访)|来电|联系|短信|发(?:给|您|你)|寄"
    r"|\b(?:ring|call|phone|text|email|e-mail|write|send|post)\b",
    re.IGNORECASE,
)
_SUM = re.compile(r"\d{3}|[百千万]|元|块|[£$¥]")
_PAYING = re.compile(
    r"还(?!是|有|在|要|能|会|想|行|好)|付|转账|元|块|分期|\bpay|\binstal|[£$¥]|\d{3}", re.IGNORECASE
)
_WHEN_TO_REACH = re.compile(
    r"(?:号|天|天(?:上|下)午|周.|星期.|礼拜.|点)[^。！？!?]{0,8}(?:再)?(?:给您|跟您|给你|跟你)?(?:打(?:过来|电话|给)|回(?:电|访|复|您)|联系|去电|来电)"
    r"|\b(?:ring|call|phone|text|write to|email) (?:you|back)\b|\bhear from (?:me|us)\b",
    re.IGNORECASE,
)


def only_reaches(text: str) -> bool:
    """Tell whether the day that a text names is one for ringing or writing, and none to pay on."""
    return _WHEN_TO_REACH.search(text) is not None and _PAYING.search(text) is None


def arranges(sentence: str, language: Language) -> bool:
    """Tell whether a sentence asks for a yes to ringing, writing or sending, and to no sum."""
    asks = _AGREE[language].search(sentence) is not None
    return asks and _REACHING.search(sentence) is not None and _SUM.search(sentence) is None


def find_kind(text: str, language: Language) -> str:
    """Return the kind of the last question of a text, empty where it asks nothing.

    who, where, day, much, why, how, what, feel or yesno; fine: it only asks whether that is all
    right; either: it leaves the choice of two; tag: it states something and asks for a yes.
    """
    asking = [s for s in split_sentences(text) if is_asking(s, language == "zh")]
    if not asking:
        return ""
    last = asking[-1]
    if _TAG[language].search(last):
        return "tag"
    if arranges(last, language):
        return "fine"
    if _CHOICE[language].search(last):
        return "either"
    if _AGREE[language].search(last) and not _PAYING.search(last):
        return "fine"
    found = (kind for kind, pattern in _KINDS[language] if pattern.search(last))
    return next(found, "yesno")
