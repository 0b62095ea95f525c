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


def find_kind(text: str, language: Language) -> str:
    """Return the kind of the last question of a text: who, where, day, much, why, how, what, feel
    or yesno; empty where it asks nothing."""
    asking = [s for s in split_sentences(text) if is_asking(s, language == "zh")]
    if not asking:
        return ""
    found = (kind for kind, pattern in _KINDS[language] if pattern.search(asking[-1]))
    return next(found, "yesno")
