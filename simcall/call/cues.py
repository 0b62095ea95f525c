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
        r"(?<!我)(?<!给您)再说一(?:遍|次|下)|没听(?:清|懂|明白|到)|(?:刚才|刚刚|你)说(?:的)?(?:什么|啥)|你说啥|什么来着"
        r"|say (?:that|it) again|come again|didn'?t (?:catch|hear|get) (?:that|you|what)|\bpardon\b"
        r"|what (?:did|was it) you(?: just)? sa(?:y|id)|what was that|\brepeat (?:that|it)\b"
        r"|sorry,? what\b",
        re.IGNORECASE,
    ),
    "hear": re.compile(
        r"听得(?:见|到|清)|能听(?:见|到|清)|喂喂|^\W*喂\W*$|还在吗|(?:^|[\W您你还])在(?:听)?吗\W*$|^\W*(?:您|你)?(?:还)?在不在\W*$"
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
    "go_on": re.compile(
        r"^\W*(?:(?:嗯+|哦+|好的?|那|是吗|我在听|我听着)[，,、。…\s]*)*(?:然后呢|后来呢|之后呢|接下来呢|接着呢|还有呢"
        r"|(?:您|你)?(?:接着|继续|往下)(?:说|讲)|说下去|(?:您|你)?(?:慢慢|再|多)(?:说|讲)(?:说|讲|点|一点|两句)?)[吧呢啊]?\W*$"
        r"|^\W*(?:(?:mm+|mhm|okay|right|i see|oh|and|so|please|i'm listening)\W+)*"
        r"(?:go on|carry on|keep going|and then|then what|and after that|what then|tell me more"
        r"|say (?:a bit )?more|what happened (?:then|next|after that)|(?:please )?continue)"
        r"(?:,? (?:please|then|i'm listening|about (?:it|that)))?\W*$",
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
    r"贵姓|怎么称呼|全名|姓名|(?:您|你|本人)(?:的名字)?(?:是)?(?:姓|叫)(?:什么|啥)|您是哪位|你是谁|您是谁"
    r"|your (?:own |full |sur|last |first |family )?name|who are you\b|who am i (?:speaking|talking)|may i ask who",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"伤害(?:到)?(?:您|你)?自己|想不开|轻生|不想活|不活了|活不下去|自杀|自尽|寻短见|(?:结束|了结)(?:自己|生命|一切)|自残"
    r"|(?:您|你)(?:是不是)?(?:有没有)?(?:是|有)?(?:想过|想到|想着|想|要)去?死|(?:死|走)的(?:念头|想法)|一了百了|不在了(?:的念头|的想法|更好)"
    r"|hurt(?:ing)? yourself|harm(?:ing)? yourself|\bsuicid|kill(?:ing)? yourself"
    r"|\bend(?:ing)? (?:your (?:own )?life|it all|things|everything)|tak(?:e|ing) your (?:own )?life"
    r"|(?:want|wanting|wish|wishing|thought|thoughts|thinking|thinking about|feel like) (?:of |about |to |that you )?"
    r"(?:die|dying|death|were dead|be(?:ing)? dead)|\bnot being (?:here|alive|around)|not (?:want|wanting) to (?:be here|live|go on|wake up)"
    r"|\bdo you want to (?:live|die)|do anything to yourself",
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
_SOMEONE = re.compile(
    r"信得过的人|(?:朋友|亲戚|邻居|家人|姐妹|兄弟).{0,8}(?:陪|过来|来一趟)|(?:谁|有人|有谁).{0,4}(?:在|陪)(?:着)?(?:您|你)|(?:谁|有人|有谁)(?:能|可以)(?:来|过来|过去)?陪|能(?:来|过来)陪|(?:可以|能)(?:打给|找|叫)(?:谁|哪位|个人)"
    r"|\b(?:be|stay|sit|come) (?:over )?(?:with|to) you\b|\bsit with (?:tonight|today|for)|\bone person\b"
    r"|(?:any|some)(?:body|one) (?:you |who |that )?(?:can |could |you'?d |would )?(?:call|ring|trust|talk to|sit with|be with|come)",
    re.IGNORECASE,
)
# About a thought, a plan or danger at hand; only asked so once a hint has been given.
_PLAN = re.compile(
    r"(?:有没有|有什么|什么)?(?:(?<!还款)(?<!分期)计划|打算怎么|准备好|想过怎么|想好怎么)|(?:手边|身边|手头|跟前|附近).{0,8}(?:危险|药|刀|伤)"
    r"|(?:这会儿|现在|眼下|今天|今晚).{0,8}(?:念头|想法|这么想|这样想)|(?:念头|想法).{0,8}(?:还在|现在|多久|经常)"
    r"|(?<!payment )(?<!repayment )\bplan(?:ned|s)?\b|\b(?:close by|near you|within reach|at hand|to hand|nearby)\b"
    r"|\b(?:on|in) your mind\b|\bthoughts? (?:now|right now|today|tonight|there|come|coming)\b"
    r"|\bthinking (?:of|about) (?:it|that) (?:now|today|tonight)\b|\bhow (?:you would|you['’]d) do it\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"(?:地址|(?:您|你)(?:现在)?(?:人)?在(?:哪|什么地方|家吗)|哪个(?:小区|楼))"
    r"|your address|where (?:are you|do you live)|which (?:house|flat|street)|send (?:help|someone|somebody|an ambulance)",
    re.IGNORECASE,
)
_DEBT = re.compile(
    r"逾期|账单|欠(?:款|了|钱)|还(?:款|钱|上)|没还|\boverdue|\bbills?\b|\bowe|\bpayment|\barrears|\bdebt",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"(?:逾期|欠|拖|过期|超期)了?(?:有)?(?:几|多少|多)(?:天|久|长时间)|(?:几|多少)天(?:没还|了\W*(?:您|你)?(?:知道|清楚)?)"
    r"|多(?:久|长时间)没还|(?:哪天|几号|什么时候)(?:就)?(?:到期|逾期|该还)的|how many days|how (?:long|many \w+) (?:\w+ ){0,4}(?:overdue|late|behind|in arrears)"
    r"|(?:overdue|late|behind) (?:by )?how|when (?:was|is) (?:it|this|that|the \w+) due|when (?:it|this|that) (?:was|fell|is) due",
    re.IGNORECASE,
)
# When something happened, which is no question about a date of payment.
_PAST = re.compile(
    r"(?:什么时候|啥时候|哪天|哪一天|几号|何时|几时|哪年|多久(?:以)?前)[^，。？！?!]{0,10}(?:的(?!话|时候)|了(?:呢|啊|呀)?\W*$)"
    r"|(?:什么时候|啥时候)(?:开始|发生|出)"
    r"|\bwhen (?:did|was|were|had)\b|\bsince when\b|how long (?:ago|have you|has|had|were|was)\b|\bwhat day (?:did|was)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:之前|以前|上次|上回|昨天|前几天|刚才).{0,8}(?:谁|哪位|哪个|有人|有没有人|我们|同事|坐席|客服).{0,10}(?:打|联系|说|讲|答应|骂|沟通|跟您)"
    r"|(?:谁|哪位|有人).{0,4}(?:之前|以前|上次|昨天).{0,8}(?:打|联系|说|骂)|(?:上次|上回|之前)(?:电话|通话|沟通).{0,8}(?:怎么|什么|说)"
    r"|who (?:rang|called|phoned|spoke to|contacted) you|(?:has|have|had|did) (?:any(?:one|body)|some(?:one|body)|we|my colleagues?) .{0,16}"
    r"(?:call|rung|ring|contact|spoken|speak|phone)|what (?:did|was) .{0,24}(?:last (?:time|call)|yesterday)|last time (?:we|you|some)"
    r"|previous call|earlier call",
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
        re.compile(
            r"我(?:是|叫)[^，。,.！？]{0,16}?(?:坐席|客服|专员|顾问|经理|中心的?|部的?)"
            r"([\u4e00-\u9fff]{2,3})(?=[，。,.！]|$)"
        ),
        re.compile(r"我姓([\u4e00-\u9fff])"),
        re.compile(r"我叫([\u4e00-\u9fff]{2,3})(?=[，。,.！]|$)"),
    ),
    "en": (
        re.compile(r"\b[Mm]y name(?:'s| is) ([A-Z][a-z]+)"),
        re.compile(
            r"\b(?:[Tt]his is|[Ii]t's|I'm|I am) ([A-Z][a-z]+)"
            r"(?=(?: [A-Z][a-z]+)? (?:from|at|with|calling|here|speaking)\b)"
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

    One of repeat, hear, wait, thanks, go_on, nod for a short utterance that does nothing else; and any of
    brief, personal, more (anything else?), digits, name, asking, confirm, debt,
    harm, safe, alone, where, someone, plan (questions about safety), days (since when it is due), when (of
    something past), before (earlier calls).
    """
    found = set()
    if measure_length(text, language) <= SHORT[language]:
        found |= {name for name, pattern in _MANNERS.items() if pattern.search(text)}
    if measure_length(text, language) <= BRIEF[language]:
        found.add("brief")
    named = {
        "personal": _PERSONAL, "more": _MORE, "digits": DIGITS, "name": _NAME,
        "asking": ASKING, "confirm": CONFIRM, "debt": _DEBT,
        "harm": _HARM, "safe": _SAFE, "alone": _ALONE, "where": _WHERE, "someone": _SOMEONE,
        "days": _DAYS, "before": _BEFORE, "plan": _PLAN,
    }  # fmt: skip
    found |= {name for name, pattern in named.items() if pattern.search(text)}
    return frozenset(found | ({"when"} if is_past(text) else set()))


def asks_harm(text: str) -> bool:
    """Tell whether a text asks about thoughts of self-harm, in whatever words."""
    return _HARM.search(text) is not None


def is_past(text: str) -> bool:
    """Tell whether a text asks when something happened that is over."""
    return _PAST.search(text) is not None and not asks_days(text)


def asks_days(text: str) -> bool:
    """Tell whether a text asks since when something is due."""
    return _DAYS.search(text) is not None


def find_caller(text: str, language: Language) -> str:
    """Return the name by which the agent has introduced himself, empty when there is none."""
    for pattern in _CALLER[language]:
        match = pattern.search(text)
        if match:
            name = match.group(1)
            return f"小{name}" if language == "zh" and len(name) == 1 else name
    return ""


def asks_danger(text: str) -> bool:
    """Tell whether a text asks about thoughts, a plan or danger at hand, once a hint was given."""
    return (_HARM.search(text) or _PLAN.search(text)) is not None and _DEBT.search(text) is None
