"""What an utterance asks of the talk itself: say it again, can you hear me, hold on, anything else.

These are the moves that keep any telephone call going and that the coding scheme does not know.
They decide words only, never feelings or outcomes: a trajectory depends on the move alone.
"""

from __future__ import annotations

import re

from simcall.common.bilingual import Language

# Short utterances whose whole point is the line or the talk itself.
_MANNERS: dict[str, re.Pattern[str]] = {
    "repeat": re.compile(
        r"再说一(?:遍|次|下)|没听(?:清|懂|明白|到)|(?:刚才|刚刚|你)说(?:的)?(?:什么|啥)|你说啥|什么来着"
        r"|say (?:that|it) again|come again|didn'?t (?:catch|hear|get) (?:that|you|what)|\bpardon\b"
        r"|what (?:did|was it) you(?: just)? sa(?:y|id)|what was that|\brepeat (?:that|it)\b"
        r"|sorry,? what\b",
        re.IGNORECASE,
    ),
    "hear": re.compile(
        r"听得(?:见|到|清)|能听(?:见|到|清)|喂喂|^\W*喂\W*$|还在吗|(?<![他她人士生])在(?:听)?吗\W*$|在不在\W*$"
        r"|can you hear me|are you (?:still )?there|\bhello\W+hello|you still (?:there|with me)",
        re.IGNORECASE,
    ),
    "wait": re.compile(
        r"(?:请)?稍(?:等|候)|等(?:我)?一(?:下|会)|我(?:先)?(?:查|看)一下|别挂"
        r"|hold on|one (?:moment|second|sec|minute)|bear with me"
        r"|just a (?:moment|second|sec|minute)"
        r"|let me (?:check|have a look|look that up)|(?:hold|stay on) the line",
        re.IGNORECASE,
    ),
    "thanks": re.compile(
        r"^\W*(?:好的?[，, ]?)?(?:谢谢|多谢|辛苦)(?:您|你|了|啦)*\W*$"
        r"|^\W*(?:ok(?:ay)?,? |great,? )?(?:thanks|thank you|cheers)"
        r"(?: (?:a lot|so much|very much))?\W*$",
        re.IGNORECASE,
    ),
    "nod": re.compile(
        r"^\W*(?:嗯+|哦+|噢+|好+|好的+|好吧|行+|对+|是+|是的|明白|了解|那行|然后呢|还有呢|哎|啊+|那个|呃+)(?:[，,、。…\s]*(?:嗯+|哦+|噢+|好+|好的+|好吧|行+|对+|是+|是的|明白|了解|那行|然后呢|还有呢|哎|啊+|那个|呃+))*\W*$"
        r"|^\W*(?:(?:mm+|mhm|hm+|uh|um+|er+m?|ok(?:ay)?|right|sure|yes|yeah|yep|i see|go on"
        r"|and then"
        r"|alright|all right|fine|so|well|oh)\W*)+$",
        re.IGNORECASE,
    ),
}
_PERSONAL = re.compile(
    r"多大(?:年纪|了|岁)?\W*$|几岁|住(?:在)?哪|结婚|单身|对象|男朋友|女朋友|喜欢吃|爱吃|什么星座|老家|属什么|长什么样"
    r"|how old are you|where do you live|are you (?:married|single)|boyfriend|girlfriend"
    r"|favou?rite|what (?:food|music|film)|star sign|what do you look like",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"还有(?:什么|啥|别的|其他).{0,8}(?:问|说|需要|帮|想|要求)|有(?:什么|没有).{0,4}(?:问题|疑问|不清楚|不明白)|还想问"
    r"|anything (?:else|you(?:'d| would) like to (?:ask|say|add))|any (?:other )?questions"
    r"|questions for me|what else (?:can|would)",
    re.IGNORECASE,
)
DIGITS = re.compile(
    r"后四位|末四位|最后四(?:位|个)|尾号|身份证|证件号|核对.{0,6}号"
    r"|last (?:four|4)|digits|\bid\b|date of birth|postcode",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"贵姓|怎么称呼|全名|姓名|叫什么|您是哪位|你是谁|您是谁"
    r"|your (?:full |sur)?name|who are you\b|who am i (?:speaking|talking)|may i ask who",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"伤害(?:到)?(?:您|你)?自己|想不开|轻生|不想活|自杀|寻短见|结束(?:自己|生命)|自残"
    r"|hurt(?:ing)? yourself|harm(?:ing)? yourself|suicid|kill(?:ing)? yourself"
    r"|end(?:ing)? (?:your life|it)|take your own life",
    re.IGNORECASE,
)
_SAFE = re.compile(
    r"(?:您|你|现在|人)(?:现在|是)?安全吗?|(?:您|你)现在在(?:哪|家)"
    r"|\b(?:are|feel) you safe|feel(?:ing)? safe"
    r"|where are you (?:right )?now",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:身边|旁边|家里).{0,6}(?:有(?:没有)?(?:别)?人|人陪)|有人陪|一个人(?:在|吗|待)|是一个人"
    r"|(?:any|some)(?:body|one) (?:there )?(?:with you|near)|\bon your own\b|\balone\b",
    re.IGNORECASE,
)
_DEBT = re.compile(
    r"逾期|账单|欠(?:款|了|钱)|还(?:款|钱|上)|没还|\boverdue|\bbills?\b|\bowe|\bpayment|\barrears|\bdebt",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"[?？]\W*$|吗\W*$|呢\W*$|什么\W*$|怎么样\W*$|^\W*(?:what|why|how|when|where|who|which|do|does|did|are|is|can|could"
    r"|would|will|have|has)\b",
    re.IGNORECASE,
)
CONFIRM = re.compile(
    r"(?:对吗|对吧|是吗|是吧|可以吗|行吗|好吗|没错吧|对不对|是不是|好不好|行不行|同意吗)\W*$"
    r"|(?:right|correct|okay|ok|alright|all right|agreed|sound (?:right|good|fair)|work for you"
    r"|have i got that(?: right)?)\W*$",
    re.IGNORECASE,
)
_CALLER: dict[Language, tuple[re.Pattern[str], ...]] = {
    "zh": (
        re.compile(r"我(?:是|叫)[^，。,.！？]{0,14}?(小[\u4e00-\u9fff])(?![\u4e00-\u9fff]*(?:公司|金融))"),
        re.compile(r"我姓([\u4e00-\u9fff])"),
        re.compile(r"我叫([\u4e00-\u9fff]{2,3})(?=[，。,.！]|$)"),
    ),
    "en": (
        re.compile(r"\b[Mm]y name(?:'s| is) ([A-Z][a-z]+)"),
        re.compile(
            r"\b(?:[Tt]his is|I'm|I am) ([A-Z][a-z]+)"
            r"(?= (?:from|at|with|calling|here|speaking)\b)"
        ),
    ),
}  # fmt: skip
BRIEF: dict[Language, int] = {"zh": 7, "en": 4}
SHORT: dict[Language, int] = {"zh": 16, "en": 9}  # characters, words


def measure_length(text: str, language: Language) -> int:
    """Return the length of an utterance: characters in Chinese, words in English."""
    return len(re.sub(r"\W", "", text)) if language == "zh" else len(text.split())


def read_cues(text: str, language: Language) -> frozenset[str]:
    """Return what an utterance asks of the talk itself.

    One of repeat, hear, wait, thanks, nod for a short utterance that does nothing else; and any of
    brief, personal, more (anything else?), digits, name, asking, confirm, debt,
    and harm, safe, alone (questions about safety).
    """
    found = set()
    if measure_length(text, language) <= SHORT[language]:
        found |= {name for name, pattern in _MANNERS.items() if pattern.search(text)}
    if measure_length(text, language) <= BRIEF[language]:
        found.add("brief")
    named = {
        "personal": _PERSONAL, "more": _MORE, "digits": DIGITS, "name": _NAME,
        "asking": ASKING, "confirm": CONFIRM, "debt": _DEBT,
        "harm": _HARM, "safe": _SAFE, "alone": _ALONE,
    }  # fmt: skip
    return frozenset(found | {name for name, pattern in named.items() if pattern.search(text)})


def find_caller(text: str, language: Language) -> str:
    """Return the name by which the agent has introduced himself, empty when there is none."""
    for pattern in _CALLER[language]:
        match = pattern.search(text)
        if match:
            name = match.group(1)
            return f"小{name}" if language == "zh" and len(name) == 1 else name
    return ""
