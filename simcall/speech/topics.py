"""Topics by vocabulary, sentence by sentence, and which of them are asked.

The learned part says what an utterance is about as a whole; the vocabulary says in which sentence,
so that several questions in one turn are told apart, also without a question mark.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from simcall.speech.acts import TOPICS

_SENTENCE = re.compile(r"[^。！？!?；;\n.]+(?:\.\d+[^。！？!?；;\n.]*)*[。！？!?；;\n.]*")

_WORDS: dict[str, tuple[str, str]] = {
    "reason": (
        r"为什么|为啥|怎么回事|怎么了|什么原因|啥原因|原因|什么情况|啥情况|遇到.{0,6}(?:什么|啥|困难|难处)|难处"
        r"|怎么没还|咋没还|没按时|耽搁|出什么事|发生.{0,4}(?:什么|啥)|怎么(?:会|就)?(?:逾期|拖)",
        r"\bwhy\b|what(?:'s| is| has| was)?(?: been)? (?:happened|happening|going on|changed|behind|the reason|the matter)"
        r"|\breason\b|what made|how come|got in the way|led (?:up )?to|tell me (?:what|a bit)",
    ),
    "amount": (
        r"多少钱|多少|金额|欠(?:款|了)|数额|几百|几千|能(?:还|拿|凑)(?:出|上|到)?(?:多少|几)",
        r"how much|what amount|\bamount\b|\bbalance\b|figure|\bowe[sd]?\b|afford",
    ),
    "due_date": (
        r"什么时候|啥时候|几号|哪天|哪一天|多久|何时|日期|什么时间(?:能|可以|还)|多会儿|还款日|到期",
        r"\bwhen (?:can|could|will|would|do|are|is|were|did|might|you)\b|what (?:date|day)|which day"
        r"|how soon|\bby when\b|due date|how long (?:do|will|would|before|until)",
    ),
    "income": (
        r"收入|工资|薪水|月薪|进账|挣|发薪|赚",
        r"\bincome\b|\bwages?\b|\bsalary\b|\bearn|\bpa(?:y ?day|id (?:weekly|monthly))|take[- ]home|coming in|(?:being|get(?:ting)?|been) paid|paid (?:regular|weekly|monthly)",
    ),
    "work": (
        r"工作(?!日)|上班|单位|公司(?:那边|还)|岗位|失业|下岗|裁员|找活|活儿|干活|生意|店里",
        r"\bwork(?:ing)?\b(?! days?\b)|\bjobs?\b|\bemploy|\bshifts?\b|laid off|redundan|business(?! days?\b)",
    ),
    "family": (
        r"家里|家人|家庭|父母|爸|妈|老婆|老公|爱人|孩子|小孩|媳妇|丈夫|妻子|儿子|女儿",
        r"\bfamily\b|\bkids?\b|\bchild(?:ren)?\b|\bparents?\b|\bmum\b|\bmom\b|\bdad\b|\bwife\b|\bhusband\b"
        r"|\bpartner\b|at home",
    ),
    "health": (
        r"身体|生病|住院|看病|手术|医院|病情|治疗|伤|检查",
        r"\bhealth\b|\bill(?:ness)?\b|\bsick\b|hospital|\bsurgery\b|\bdoctor\b|treatment|injur|recover",
    ),
    "tried": (
        r"试过|想过.{0,6}办法|之前.{0,8}(?:联系|申请|协商)|找过|问过|申请过|打过.{0,4}(?:电话|客服)",
        r"\btried\b|have you (?:spoken|talked|looked|asked|applied|been)|so far|already (?:done|asked|looked)",
    ),
    "plan": (
        r"打算|计划|方案|安排|怎么还|分期|延期|宽限几|办法|一次性|每月|每期|分.{1,3}期|先还|可行|能接受",
        r"\bplans?\b|arrange|instal?lments?|spread|what would (?:help|work|suit)|option|extension|work for you"
        r"|manageable|set up|suit you",
    ),
    "fee": (
        r"利息|罚息|滞纳金|违约金|手续费|费用|年化|怎么算|费率|服务费",
        r"\bfees?\b|\binterest\b|\bcharges?\b|\bapr\b|penalt|late payment",
    ),
    "credit_record": (r"征信|信用(?:记录|报告)|上报|黑名单|失信", r"credit (?:record|report|file|history|score)|bureau|default marker"),
    "rights": (r"权利|权益|有权|合法|法律规定|依据|规定", r"\brights\b|right to\b|entitled|by law|legally|regulat"),
    "complaint": (r"投诉|12378|举报|反馈(?:意见|问题)|工单", r"complain|ombudsman|grievance|regulator"),
    "identity": (
        r"请问(?:您)?是|是.{1,6}(?:先生|女士|小姐|本人)|本人|身份证|核对|核实|后四位|尾号|机主|怎么称呼|(?:让|请|叫|喊).{1,8}(?:接|听)|听(?:一下)?电话|跟[他她]说",
        r"am i speaking|is (?:this|that) (?:mr|mrs|ms|miss|dr)|speaking (?:to|with)|date of birth|confirm (?:your|who)"
        r"|last four|postcode|verify|security question|who am i|(?:speak|talk) (?:to|with) (?:him|her|them)\b"
        r"|come to the phone|(?:get|getting|fetch|put) (?:him|her|them)\b|pass (?:him|her|them|the phone)"
        r"|is (?:he|she) (?:there|in|around|about|home)",
    ),
    "wellbeing": (
        r"还好吗|撑得住|睡得|心情|情绪|难受|安全|伤害自己|想不开|不想活|轻生|一个人吗|身边有人|照顾好自己|缓一缓",
        r"how are you (?:doing|coping|feeling|holding)|\bcoping\b|are you (?:ok|okay|alright|safe|all right)"
        r"|hurt(?:ing)? yourself|end(?:ing)? your life|suicid|anyone with you|on your own|thoughts of|feeling safe"
        r"|look after yourself|how.{0,12}sleeping",
    ),
    "when_to_call": (
        r"什么时候.{0,6}(?:方便|打|联系)|几点.{0,6}(?:方便|打)|方便(?:接|说|听|吗|讲)|改天|回头再打|晚点.{0,4}打|换个时间",
        r"good time|convenient|better time|call (?:you )?back|ring (?:you )?back|best time|try you (?:again|later)"
        r"|when (?:can|should|shall|would).{0,14}(?:call|ring|phone)|time to talk",
    ),
    "who_is_calling": (
        r"我是.{0,14}(?:客服|工号|公司|金融|银行|专员)|我姓|这里是|这边是|我是(?:哪|谁)|谁打(?:的|来)",
        r"who(?:'s| is) (?:calling|ringing|on the line)|my name(?:'s| is)|calling from|i'm .{2,30} from|this is .{2,30} (?:from|at|with)",
    ),
    "robot": (r"机器人|真人|人工智能|\bAI\b|录音播放", r"\brobot\b|\bbot\b|real person|\bautomated\b|\bai\b"),
    "small_talk": (r"吃了(?:吗|没)|天气|周末|过节|新年|下雨", r"weather|weekend|the game|holiday|lovely day"),
    "auto_debit": (r"自动(?:扣|还)|代扣|扣款|绑定.{0,4}卡|扣不", r"direct debit|auto(?:matic)?[- ]?(?:pay|debit|payment)|standing order"),
    "line_restored": (r"恢复额度|额度.{0,6}恢复|还能用|解冻|还(?:能|可以)借", r"credit limit|use (?:it|the card|the account) again|reinstat|unfreeze|unlock"),
    "grace_period": (r"宽限期|宽限|容时", r"grace period|breathing space|few days'? grace"),
    "platform_score": (r"芝麻|信用分|平台(?:评|信用)分|小白分", r"platform score|sesame|in-app score|app score"),
    "settlement_letter": (r"结清证明|结清函|还清证明", r"settlement letter|paid[- ]in[- ]full|letter of (?:settlement|clearance)|clearance letter"),
    "waiver": (r"减免|免(?:掉|除|了)|打折|少还|抹", r"waive|write off|written off|knock.{0,10}off|reduc|discount|goodwill"),
    "debt_assignment": (r"债权转让|转让|委托书|委托(?:给|我们)|卖给", r"assign(?:ed|ment)|sold (?:the|your) debt|debt was (?:sold|bought)|behalf of"),
    "refund": (r"退款|退货|退费|没到账|退回", r"refund|return(?:ed)? (?:the|it|goods)|chargeback|credited back"),
    "other_lenders": (r"其他平台|别的平台|别家|其他(?:贷款|欠款|债)|几家|别的账", r"other (?:debts?|lenders?|creditors?|loans?|cards?|bills)|anyone else|who else"),
    "fraud": (r"骗子|诈骗|冒充|盗用|不是我(?:借|开|办)|被骗|真假|官方(?:App|app|热线|客服)", r"\bscam|fraud|identity theft|genuine|phish|stolen|official (?:app|number|website)"),
    "contact_family": (r"联系.{0,6}(?:家人|父母|单位|亲友|紧急联系人|家属)|紧急联系人|通知.{0,4}(?:家|单位)", r"(?:contact|call|ring|tell|speak to) (?:your )?(?:family|employer|mum|mom|parents|wife|husband|relatives|next of kin|boss)"),
}  # fmt: skip
_PATTERNS = {
    topic: (re.compile(zh, re.IGNORECASE), re.compile(en, re.IGNORECASE))
    for topic, (zh, en) in _WORDS.items()
}
_ASKING = (
    re.compile(
        r"[?？]|吗|呢$|么$|多少|几[号点期天月口个位]|什么|啥|哪|怎么|咋|为何|是不是|能不能|可不可以|行不行|好不好|有没有"
        r"|要不要|方不方便|如何|谁|多久|跟我(?:说|讲)|说(?:说|一下)|讲讲|告诉我|方便.{0,6}(?:说|讲|聊)"
    ),
    re.compile(
        r"[?？]|^\W*(?:so |and |but |okay |ok |well |right )*(?:what|why|how|when|where|who|which|is|are|was|were|do|does|did"
        r"|can|could|would|will|have|has|had|may|might|shall|should|am)\b|\btell me\b|\btalk me through\b"
        r"|\bi(?:'d| would)? (?:wonder|like to (?:know|hear|understand))|\bwalk me through\b|\blet me know\b"
        r"|\bhelp me understand\b|\bany (?:chance|idea)\b",
        re.IGNORECASE,
    ),
)

_NOW = (
    re.compile(r"(?:现在|这会儿|这个时间|此刻).{0,6}方便|方便(?:说话|讲话|接听|接电话|聊)"),
    re.compile(
        r"\b(?:is (?:now|this)|(?:good|okay|ok|convenient) (?:time )?(?:now|to talk))",
        re.IGNORECASE,
    ),
)


class TopicsFound(NamedTuple):
    """Topics of an utterance by vocabulary, in the order of the scheme, and those asked.

    settled: whether the vocabulary itself tells what the asking sentences are about.
    """

    topics: tuple[str, ...]
    questions: tuple[str, ...]
    asking: bool
    settled: bool


def is_asking(sentence: str, chinese: bool) -> bool:
    """Tell whether a sentence asks something, with or without a question mark."""
    return _ASKING[0 if chinese else 1].search(sentence) is not None


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, with their end marks."""
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()] or [text]


_BACK = (
    re.compile(
        r"\W*(?:那|这|请问|您说|你说)*(?:是|算|到底)?(?:什么|哪个|多少|怎么回事|啥)(?:呢|啊|呀)?\W*"
    ),
    re.compile(
        r"\W*(?:so |and |well )?(?:what|which|when|how much) (?:was|is|would|were|will) "
        r"(?:it|that|they|this)(?: be)?(?:,? please)?\W*",
        re.IGNORECASE,
    ),
)


def find_topics(text: str, chinese: bool) -> TopicsFound:
    """Return topics by vocabulary; a topic is asked when it stands in a sentence that asks.

    A short question that only points back ("What was it?") asks for what the sentence before named.
    """
    side = 0 if chinese else 1
    spoken: set[str] = set()
    before: set[str] = set()
    asked: set[str] = set()
    asking = False
    for sentence in split_sentences(text):
        here = {topic for topic, pair in _PATTERNS.items() if pair[side].search(sentence)}
        spoken |= here
        if is_asking(sentence, chinese):
            asking = True
            asked |= here or (before if _BACK[side].fullmatch(sentence.strip()) else set())
        before = here
    settled = bool(asked)
    if "when_to_call" in asked:
        asked.discard("due_date")
        if _NOW[side].search(text):
            asked.discard("when_to_call")
    order = tuple(topic for topic in TOPICS if topic in spoken)
    return TopicsFound(order, tuple(topic for topic in order if topic in asked), asking, settled)
