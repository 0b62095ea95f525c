"""Direct questions in loose wordings: how people ask when they do not speak like a form.

The analyser's own vocabulary tells topics in careful speech; this one adds the colloquial and the
blunt, so that no debtor passes over a question because of how it was put.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from simcall.call.cues import ASKING, CONFIRM, DIGITS, asks_days, asks_harm, is_past
from simcall.call.kinds import only_reaches
from simcall.common.bilingual import guess_language
from simcall.speech.acts import MARKS, TOPICS
from simcall.speech.move import Slots
from simcall.speech.slots import find_slots

_LOOSE: dict[str, tuple[str, str]] = {
    "reason": (
        r"咋(?:回事|搞的|弄的|了)|怎么(?:搞|弄)的|不想还|还不起|拖(?:到现在|着不还)|卡在哪|为何|因为(?:啥|什么)|为啥"
        r"|凭什么不还|遇到.{0,6}(?:难处|困难|麻烦)|有什么难处|想.{0,3}(?:听听|了解)(?:一下)?.{0,8}情况|出了(?:什么|啥)|怎么(?:就)?没(?:还|付)",
        r"what'?s the (?:story|hold-?up|problem|matter)|can'?t (?:pay )?or won'?t|won'?t (?:pay )?or can'?t"
        r"|what went wrong|like to hear (?:how|what)|(?:making|made) it (?:hard|difficult)|been (?:hard|difficult|tough)|(?:got|get) in the way|why (?:is|has|have|did|was|are)n'?t|what'?s stopping|how (?:come|did (?:it|this))",
    ),
    "amount": (
        r"(?:能|可以)?(?:出|拿|凑|还)(?:得出|出)?多少|几个钱|凑一凑|(?:报|给|出)个数|多少(?:钱|合适|行)"
        r"|(?:\d+|[一两二三五八几]?[百千万])[块元]?总(?:有|行|可以)|手头(?:有|能)",
        r"how much|give me a (?:number|figure)|what (?:have you got|can you (?:do|put|spare))|name a figure"
        r"|(?:fifty|hundred|twenty|thousand|\d+)\b.{0,16}\b(?:surely|at least)",
    ),
    "due_date": (
        r"准(?:日子|信)|给个(?:日子|时间|准)|哪(?:天|一天)|几号|几时|猴年马月|明天呢|下周呢|等到(?:什么|啥|哪)"
        r"|啥时候(?:能|可以)?(?:还|付|到账)|拖到(?:什么|啥|哪)",
        r"name (?:a|the) (?:day|date)|when exactly|tomorrow then|if not today|what (?:day|date)|give me a (?:day|date)"
        r"|how much longer|when (?:can|will|are|do) (?:you|i|we)\b.{0,12}(?:pay|see|get|expect)",
    ),
    "income": (
        r"挣(?:几个|多少)|拿多少(?:钱|工资)|工资呢|钱(?:都)?花(?:哪|到哪)|到手多少|一个月(?:进|挣|拿)",
        r"(?:bring|take) home|your wages?|(?:make|earn) (?:a|each|per) (?:month|week)|what do you earn|on what salary",
    ),
    "work": (
        r"(?:没|有|还在|没有)(?:班|上班)|干(?:哪|什么|啥)(?:行|的|活)|做(?:什么|啥)(?:工作|的)|哪一?行|什么职业",
        r"got a job|(?:do )?for a living|line of work|(?:still|are you) (?:working|employed)|what do you work",
    ),
    "family": (
        r"(?:老婆|老公|孩子|家里|爸妈|父母|家人).{0,6}(?:知道|清楚|晓得)|跟谁.{0,3}住|一块儿住|几口人|成家",
        r"(?:wife|husband|kids|family|partner|parents|folks)\b.{0,12}\bknow|(?:does|do) (?:the|your) (?:wife|husband|kids|family)"
        r"|live with|live on your own|who'?s at home",
    ),
    "health": (
        r"身体.{0,6}(?:毛病|不好|怎么|还行|出)|生(?:什么|啥)?病|不舒服|哪儿疼|得了什么",
        r"\bare you (?:ill|sick|unwell|poorly)|(?:ill|sick) or something|something wrong with you",
    ),
    "tried": (
        r"想过(?:什么|啥|没|别的)?(?:辙|办法|法子|招)|(?:自己)?想过辙|试过(?:什么|啥|没)|找过谁|问过(?:谁|人)|做过(?:什么|啥)",
        r"(?:you'?ve|have you|did you|you) (?:done|do|tried|try) (?:what|anything|something)|what have you (?:done|tried)"
        r"|asked anyone|done what about",
    ),
    "plan": (
        r"(?:说|看|想)怎么(?:办|弄|还|处理)|章程|什么打算|(?:怎么|如何)(?:解决|处理)|哪(?:种|个)(?:更)?(?:合适|好|方便)|怎么想|有(?:什么|啥)想法|拿个主意|说个(?:法子|办法|方案)|怎么个还法|能(?:还|付)(?:上|清|掉|得上)?吗",
        r"which (?:one )?(?:suits|would (?:suit|you)|do you (?:prefer|want))|what do you (?:suggest|propose|think (?:would|could|yourself|about)|have in mind)|how do you see this|what(?:'s| is) your plan|what now\b|how do we (?:sort|fix|solve)"
        r"|what would you like to do|how (?:do|would) you (?:want|like)|(?:can|could|will|would) you (?:pay|clear|settle)\b",
    ),
    "fee": (r"(?:罚息|利息|违约金|滞纳金).{0,6}(?:认|知道|清楚|明白)", r"(?:realise|know|aware).{0,16}(?:interest|fees?|charges?)"),
    "credit_record": (
        r"征信.{0,8}(?:怕|担心|在乎|花|知道)",
        r"credit (?:score|file|rating|record|history).{0,4}|(?:bothered|worried|care) about your credit",
    ),
    "identity": (r"是不是(?:您|你)?本人|到底是不是.{0,6}(?:本人|[先女]|他|她)", r"\bis (?:this|that) (?:really )?you\b|are you (?:him|her|them)\b"),
    "wellbeing": (
        r"(?:您|你)?没事吧|不对劲|还行吗|是不是哭了|声音.{0,4}不对",
        r"\byou (?:all right|alright|ok|okay)\b|don'?t sound (?:it|right|well|good)|are you crying|holding up",
    ),
    "when_to_call": (
        r"(?:啥|什么)时候(?:打|接|有空|联系)|几点(?:打|接|有空)",
        r"(?:get hold of|reach|catch) you|(?:what|best|good) time",
    ),
    "other_lenders": (
        r"外(?:头|面).{0,4}(?:欠|借|还有)|还欠.{0,4}(?:谁|哪|几家|别)|(?:别处|别家|别人).{0,4}(?:欠|借)",
        r"who else (?:are|do) you|in debt to|owe anyone|(?:any|other) other (?:debts?|loans?)|anyone else.{0,12}(?:chasing|owe)",
    ),
}  # fmt: skip
_PATTERNS = {topic: re.compile(f"{zh}|{en}", re.IGNORECASE) for topic, (zh, en) in _LOOSE.items()}
_DEMAND = re.compile(
    r"给个|报个|想.{0,3}(?:听听|了解)|like to hear|说个|拿个|说清楚|讲清楚|交代|痛快点|是不是|到底|吗|吧|呢|(.)不\1|谁|啥|什么|哪|多少|几|怎么|咋|不知?道?[?？]?\W*$"
    r"|没有?\W*$|[?？]|\b(?:name|give me|tell me|come on|cut to it)\b"
    r"|^\W*(?:so |and |but |well )*(?:what|why|how|when|where|who|which|is|are|do|does|did|can|could|would|will"
    r"|have|has|you still|aren't|isn't)\b",
    re.IGNORECASE,
)
# Topics that are easily seen where there are none; given up when a plainer one is found.
SHAKY = frozenset(
    "identity wellbeing amount small_talk off_topic rights robot fraud work who_is_calling".split()
)


def find_loose(text: str, asked: Iterable[str]) -> tuple[str, ...]:
    """Return the topics of the direct questions of a text, loose wordings included.

    asked: what the analyser found.
    """
    before = tuple(asked)
    if not _DEMAND.search(text):
        return before
    found = [topic for topic, pattern in _PATTERNS.items() if pattern.search(text)]
    if not found:
        return before
    kept = [topic for topic in before if topic in found or topic not in SHAKY]
    return tuple(topic for topic in TOPICS if topic in found or topic in kept)


_SECURE = re.compile(
    r"(?:信息|资金|账户|隐私|个人)安全|安全(?:起见|验证|核验)|\bsecurity\b", re.IGNORECASE
)
# Who asks whether one can talk and who can hear does not ask how one is.
_MOMENT = re.compile(
    r"方便(?:说|讲|聊|接|通话|吗|么)|说话方便|旁边有(?:没有)?人"
    r"|(?:good|right|bad|convenient) (?:moment|time)|(?:free|able|okay|ok|all right) to talk|can you talk",
    re.IGNORECASE,
)
_HOW_SAFE = re.compile(
    r"您(?:现在)?安全|人.{0,2}安全|伤害自己|睡|撑得住|还好吗|想不开|不想活|心情|身边有人"
    r"|are you (?:safe|ok|all right|alright)|hurt(?:ing)? yourself|coping|suicid|how are you",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:除了我们|别的|其他|另外|别处|别家).{0,12}(?:还|欠|借|债|贷)|几家|哪几家"
    r"|(?:any(?:body|one)|who) else.{0,16}(?:owe|pay|borrow)|owe.{0,16}"
    r"(?:any(?:body|one)|somebody|someone) else"
    r"|owe.{0,20}(?:anywhere|elsewhere)"
    r"|other (?:(?:two|three|four|five|few|\d) )?(?:debts?|loans?|lenders?|cards?|creditors?)"
    r"|(?:另外|别的|其他|那)(?:那)?(?:[几两二三四五\d])(?:家|笔|个平台|张卡)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:什么时(?:间|候)|几点|哪个时间).{0,12}(?:方便|打|联系|来电|回电|给您打)|(?:方便|合适).{0,4}(?:时间|时候).{0,6}(?:打|联系)"
    r"|(?:when|what time|which time).{0,24}(?:call|ring|phone|reach|suit)",
    re.IGNORECASE,
)
_CALL_BACK = re.compile(
    r"我.{0,8}(?:再|晚点|回头|改天|到时候).{0,6}(?:打|联系|来电)"
    r"|(?:再|晚点|回头|改天)(?:给您|给你|跟您)?(?:打|联系)"
    r"|换个时间|约个时间"
    r"|\b(?:i'll|i will|i can|can i|could i|shall i|let me)\b.{0,12}\b(?:call|ring|try|phone)\b"
    r".{0,10}\b(?:you|back|again|later|tonight|tomorrow)\b|another time",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:今天|明天|现在|这周|下周|月底|几天|哪天|几号).{0,4}(?:还|付|转)|想.{0,4}(?:今天|明天).{0,3}还"
    r"|\b(?:pay|settle) (?:it |this |that )?(?:today|now|tomorrow|this week|by)|when.{0,16}\bpay\b",
    re.IGNORECASE,
)
_RINGER = re.compile(
    r"谁打(?:的|来)|我是(?:谁|哪)|哪家公司|知道.{0,4}(?:我|这边)是"
    r"|who(?:'s| is) (?:calling|ringing)|who i am|do you know who|which company",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"(?:他|她|本人|先生|女士|小姐).{0,3}在(?:不在|吗|家)|(?:找|叫)(?:一下)?(?:他|她|本人)"
    r"|\bis (?:he|she|mr|mrs|ms|miss)\b.{0,24}\b(?:there|in|home|around|available)"
    r"|speak (?:to|with) (?:him|her)",
    re.IGNORECASE,
)
_PRIVATELY = re.compile(
    r"方便(?:说话|讲|接|聊|吗)|(?:旁边|身边|屋里).{0,4}(?:有(?:没有)?(?:别)?人)|(?:开着|关(?:掉|一下)?).{0,2}免提"
    r"|good time|free to talk|okay to talk|all right to talk"
    r"|(?:talk|speak) (?:privately|freely|now)"
    r"|(?:any|some)(?:body|one) (?:there|else there|with you|listening|in the room)"
    r"|(?:off|on) speaker|speaker off",
    re.IGNORECASE,
)
_ABLE = re.compile(
    r"(?:能|可以|拿得?出|承受|挤出).{0,6}多少|多少.{0,8}(?:合适|不影响|扛得住|承受)"
    r"|(?:could|can) you (?:manage|afford|spare|put)|(?:how much|what) have you got\b"
    r"|what can you (?:do|put|spare)",
    re.IGNORECASE,
)


def refine_questions(text: str, questions: Sequence[str], acts: Sequence[str]) -> tuple[str, ...]:
    """Return the direct questions of a turn, cleared of words that only look like one.

    An identity check asks for nothing else; the safety of data is no question about wellbeing; a
    goodbye that names the official line asks nothing.
    """
    asked = list(find_loose(text, questions))
    plain = set(asked) <= set(questions)
    single = plain and len(re.findall(r"[?？]", text)) <= 1
    if "verify" in acts and "identity" in asked and (single or DIGITS.search(text)):
        return ("identity",)
    return add_asked(text, drop_seeming(text, asked, acts), acts)


def drop_seeming(text: str, topics: Sequence[str], acts: Sequence[str]) -> list[str]:
    """Return the topics without those that only a word in passing suggests."""
    asked = list(topics)
    if "who_is_calling" in asked and not _RINGER.search(text):
        asked.remove("who_is_calling")
    if "reason" in asked and _RHETORICAL.search(text) and not _REAL_REASON.search(text):
        asked.remove("reason")
    passing = _SECURE.search(text) or _MOMENT.search(text)
    if "wellbeing" in asked and passing and not _HOW_SAFE.search(text):
        asked.remove("wellbeing")
    if "close" in acts and not ASKING.search(text):
        asked = [topic for topic in asked if topic not in ("fraud", "small_talk", "complaint")]
    if "due_date" in asked and is_past(text):
        asked.remove("due_date")
    if "income" in asked and _PAYDAY.search(text) and not _EARNINGS.search(text):
        asked.remove("income")
    return asked


def add_asked(text: str, topics: Sequence[str], acts: Sequence[str]) -> tuple[str, ...]:
    """Return the topics with those that the whole sentence asks for."""
    asked = list(topics)
    if _OTHERS.search(text) and ASKING.search(text):
        asked = [topic for topic in asked if topic not in ("amount", "work")]
        asked.append("other_lenders")
    if _WHEN.search(text) or (_CALL_BACK.search(text) and "verify" not in acts):
        asked = [topic for topic in asked if topic != "due_date"]
        asked.append("when_to_call")
    if asks_days(text) and "due_date" not in asked:
        asked.append("due_date")
    if asks_harm(text) and "wellbeing" not in asked:
        asked.append("wellbeing")
    if _ABLE.search(text) and not {"plan", "amount"} & set(asked):
        asked.append("plan")
    if _DAY.search(text) and ASKING.search(text) and not asked:
        asked.append("due_date")
    if _ASKED_FOR.search(text) and not asked:
        asked.append("identity")
    return tuple(dict.fromkeys(asked))


_PAYDAY = re.compile(r"发薪日|发工资(?:那天|以后|之后|后)|pay ?day", re.IGNORECASE)
_EARNINGS = re.compile(
    r"收入|挣|工资(?:多少|正常|现在|呢|发了)|\bincome|\bearn|\bwages?|salary|get(?:ting)? paid|when.{0,10}pay ?day|几号发",
    re.IGNORECASE,
)


def asks_means(text: str) -> bool:
    """Tell whether a text asks what somebody could pay, not what is owed."""
    return _ABLE.search(text) is not None


_PAY_TODAY = re.compile(
    r"(?:今天|今晚|今日|现在|马上|立刻|当天).{0,8}(?:还|付|转|处理|清|缴|到账)|(?:还|付|转|缴|处理).{0,8}(?:今天|今晚|现在|当天)"
    r"|\b(?:pay|paid|settle|clear|send|transfer|put)\w*\b.{0,24}\b(?:today|tonight|now|right away)\b"
    r"|\b(?:today|tonight|now)\b.{0,16}\b(?:pay|settle|clear|transfer)",
    re.IGNORECASE,
)


_CLAUSE = re.compile(r"[^，。,.;；！？!?：:]+(?:[.,]\d+[^，。,.;；！？!?：:]*)*")
# Sums that are spoken of and not asked for: charges, what is taken back, what is left over.
_BESIDE = re.compile(
    r"罚息|利息|违约金|滞纳金|手续费|每天多|个月多|作废|算了|不是(?!不)|别按|不按|不用(?:还)?|忘掉|剩|欠(?!的先)|账单(?!先)|逾期|一共|总共|本金"
    r"|\b(?:fees?|interest|charges?|penalt\w+|forget|instead of|rather than|not|never mind|scrap|left over|remaining"
    r"|the rest|balance|owe|owed|overdue|bill|arrears|in all|altogether|total)\b",
    re.IGNORECASE,
)


def refine_slots(text: str, slots: Slots) -> Slots:
    """Return the slots of a turn, the sum that is asked for first.

    "Today" is a day to pay on only where paying is spoken of, and so is a day to ring on. Of several sums, charges and what is
    taken back or left over come last; several different payments are no equal instalments. What is
    owed is no proposal beside "what could you manage?".
    """
    if only_reaches(text) or (slots.days == 0 and not _PAY_TODAY.search(text)):
        slots = slots._replace(days=None)
    if not slots.amounts:
        return slots
    beside: list[int] = []
    for clause in _CLAUSE.findall(text):
        if _BESIDE.search(clause):
            beside += find_slots(clause, guess_language(text) == "zh", None).amounts
    if asks_means(text) and set(slots.amounts) <= set(beside):
        return slots._replace(amounts=())
    kept = [amount for amount in slots.amounts if amount not in beside]
    order = (*kept, *(amount for amount in slots.amounts if amount in beside))
    uneven = len(set(kept)) > 1 and slots.instalments == len(kept)
    return slots._replace(amounts=order, instalments=None if uneven else slots.instalments)


# "Why spend if you have nothing?" asks for no reason.
_RHETORICAL = re.compile(
    r"花什么花|借什么借|凭什么|有什么脸|还有脸|嚷什么|喊什么|装什么|急什么"
    r"|\bwhy (?:spend|borrow|ask|raise|shout|bother|waste|lie|hide|should i|would i)\b",
    re.IGNORECASE,
)
_REAL_REASON = re.compile(
    r"什么原因|凭什么不还|为什么(?:没|不)还|怎么(?:没|不)还|why (?:have|has|did|is|was)n'?t|the reason",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    r"^\W*(?:(?:hello|hi|good \w+)\W+)?(?:thanks|thank you) for (?:calling|ringing|phoning|holding|waiting)",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"再见|拜拜|晚安|挂(?:了|断)|先这样|就这样|祝您|不打扰|打扰了|再联系|结束|再会"
    r"|\bbye|goodbye|\bgood ?night|take care|have a (?:good|nice)|speak (?:to you )?(?:soon|later)|that'?s all|thank you for"
    r"|(?:ring|hang) off|end (?:this|the) call",
    re.IGNORECASE,
)


def is_closing(text: str, weight: float = 1.0) -> bool:
    """Tell whether a text takes leave: it says so, or it seems so for certain and asks nothing."""
    if _FAREWELL.search(_WELCOME.sub("", text)) is not None:
        return True
    if _WELCOME.search(text) is not None:
        return False
    return weight >= 0.9 and ASKING.search(text) is None


def refine_marks(text: str, marks: Sequence[str]) -> tuple[str, ...]:
    """Return the marks of a turn; asking who can hear is asking whether one can talk."""
    asks = _PRIVATELY.search(text) and (ASKING.search(text) or CONFIRM.search(text))
    if not asks or "convenient_to_talk" in marks:
        return tuple(marks)
    return tuple(mark for mark in MARKS if mark in marks or mark == "convenient_to_talk")
