"""Hints of self-harm in what a debtor says. Rules beside the model: a miss is worse than a check.

Plain hints count at once. Idioms of tiredness or annoyance that only sound alike do not.
"""

from __future__ import annotations

import re

_RISK = (
    re.compile(
        r"不想活|活(?:着|下去)?(?:真|也|都|还)?(?:没|还有|有)?(?:什么|啥|多大)?(?:意思|意义|劲|盼头|奔头)|活够|活不(?:下去|起|了)|活得没意思|没意思活"
        r"|(?:想|要|准备|不如|干脆|只(?:能|有|好)).{0,6}(?:死|了断|解脱|跳(?:楼|河|江|下去)|自杀|自尽|寻短|一了百了)"
        r"|轻生|自杀|自尽|了结(?:自己|这|此)|一了百了|不在了.{0,8}(?:清净|解脱|好|省)|死了(?:算了|拉倒|干净|省事|一了|就)"
        r"|(?:从|站).{0,6}(?:楼|桥|天台|阳台|窗).{0,8}(?:跳|下去)|遗书|后事|撑不(?:住|下去|到)了|没(?:了|有)我.{0,10}(?:更好|轻松|好过|省)"
        r"|消失(?:算了|就好|了就)|睡过去.{0,6}(?:不|别)(?:再)?醒|不(?:想|愿|用)(?:再)?醒|想不开|伤害自己|活在这(?:个)?世上|世上.{0,6}(?:多余|没我)|走了(?:就)?(?:解脱|清净)"
    ),
    re.compile(
        r"kill(?:ing)? my ?self|end(?:ing)? (?:it all|my life|things|it\b)|suicid|(?:want|rather|ready|wish i was|wish i were|better off) (?:to )?(?:die|dead)"
        r"|(?:not|n't) (?:want|wanna|wish) to (?:be here|live|wake up|go on|carry on|be alive)|no (?:point|reason) (?:in |to )?(?:living|live|being here|going on|carrying on|any ?more)"
        r"|better off without me|can(?:'t|not) (?:go on|carry on|do this any ?more|see a way out|take (?:it|this) any ?more)|(?:don't|dont|do not) see (?:a|any) (?:way out|point)"
        r"|jump(?:ing)? off|overdose|hurt(?:ing)? myself|harm(?:ing)? myself|cut(?:ting)? myself|not be (?:here|around) (?:much longer|any ?more|next)"
        r"|wouldn'?t (?:have to )?(?:wake up|be here)|go to sleep and (?:not|never)|(?:everyone|they|family|kids).{0,24}better (?:off )?(?:without|if i)|worth more dead|give up on (?:life|living)"
        r"|sorted (?:my|out my) (?:will|affairs)|say(?:ing)? goodbye to (?:my|the) (?:kids|family|everyone)",
        re.IGNORECASE,
    ),
)
_IDIOM = (
    re.compile(
        r"气得.{0,4}(?:跳楼|撞墙|吐血)|(?:累|忙|烦|气|吵|急|热|冷|饿|困|笑|吓|难受|丢人|尴尬|贵|堵|晒)死|死(?:活|命|心|板|机|线|贵|循环|角|脑筋|皮赖脸)|该死|打死(?:我)?(?:也|都)不|死了(?:心|这条心)"
        r"|(?:爸|妈|父亲|母亲|爷爷|奶奶|老公|老婆|老伴|他|她|家里人|本人).{0,6}(?:去世|过世|死了|走了|没了)|生意.{0,4}(?:死|活不)"
        r"|(?:店|公司|厂|单位).{0,8}(?:撑不|活不|死)|不是.{0,4}(?:不想活|想不开|要寻短)|没(?:想过|有想).{0,4}(?:死|轻生|自杀|不开)"
    ),
    re.compile(
        r"kill(?:ing)? me\b|(?:could|i'd|would) (?:murder|kill) (?:a|for|him|her|them)|dead ?(?:line|beat|tired|serious|end|broke|right|battery)|die(?:d|s)? laughing|dying to|died on me|to die for"
        r"|scared to death|bored to death|over my dead body|(?:my|his|her|the) (?:\w+ ){0,2}(?:died|passed|is dead)|end (?:it|things) with (?:my|the)|end (?:it|this) (?:call|contract|agreement|plan)"
        r"|not (?:going to|gonna) (?:kill|hurt|harm) myself|(?:never|not) (?:thought about|thinking (?:of|about)) (?:suicide|hurting|killing|ending)|can(?:'t|not) (?:carry|go) on (?:paying|like this with|with (?:this|the) (?:contract|plan|repay))",
        re.IGNORECASE,
    ),
)


def find_risk(text: str, chinese: bool) -> float:
    """Return 0.97 for a hint of self-harm, -1 for an idiom that only sounds like one, else 0."""
    side = 0 if chinese else 1
    if _RISK[side].search(text):
        return -1.0 if _IDIOM[side].search(text) else 0.97
    return -1.0 if _IDIOM[side].search(text) else 0.0
