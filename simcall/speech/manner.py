"""The manner of an utterance: a choice given, a consequence stated plainly, warmth brushed aside."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CHOICE = (
    re.compile(
        r"还是|要么|或者|您(?:看|觉得|选|挑|更|自己定|来定)|由您|哪(?:个|种|一种)(?:更|方案)?|两(?:个|种)(?:方案|办法|选择)"
        r"|都(?:可以|行)|随您|您方便"
    ),
    re.compile(
        r"\bor\b.{0,60}\?|\bup to you\b|\byour (?:choice|call)\b|which(?:ever)? (?:suits|works|would|one)|\btwo (?:options|ways)\b"
        r"|\beither\b|\bwhat would (?:suit|work|help)|\bwhatever (?:suits|works)|\byou (?:decide|choose)\b|would you (?:prefer|rather)",
        re.IGNORECASE,
    ),
)
_CONSEQUENCE = (
    re.compile(r"征信|信用记录|上报|利息|罚息|违约金|起诉|诉讼|法院|委外|限制额度|冻结"),
    re.compile(
        r"credit (?:file|record|report)|interest|late fee|charges?|court|legal|default notice|collections? agency|suspend",
        re.IGNORECASE,
    ),
)
_CUT = (
    re.compile(r"但是?|不过|可是|然而|只是|可(?=您|你|这|钱)"),
    re.compile(r"\bbut\b|\bhowever\b|\bthough\b|\bthat said\b|\bstill,", re.IGNORECASE),
)
_COLD = ("dismiss", "rigid", "pressure", "threat", "credit_scare", "attack")


# The notice of 15 U.S.C. 1692e(11): first and later communications of a debt collector.
_DEBT_NOTICE = re.compile(
    r"attempt(?:ing)? to collect (?:a|an|this|the|on a|on this)\b.{0,20}\bdebt"
    r"|\b(?:from|with|is|am|i'm|we are|we're) an? debt collector"
    r"|communication is from an? (?:debt )?collect"
    r"|(?:本次|此次|这次)(?:通话|来电|联系).{0,8}(?:催收|收取)(?:债务|欠款)|我们是债务催收(?:方|公司|机构)",
    re.IGNORECASE,
)


def gives_debt_notice(text: str) -> bool:
    """Tell whether the words hold a debt collector's statutory notice (the "mini-Miranda")."""
    return _DEBT_NOTICE.search(text) is not None


# Money put aside and collection stopped, in plain words: what a hint of self-harm calls for.
_CALLED_OFF = re.compile(
    r"(?:不谈|不说|不提|先不管|不聊)(?:钱|账|还款|欠款|这笔)|催收.{0,6}(?:停|暂停)|(?:停|暂停|停止)(?:了)?.{0,4}催收"
    r"|\bnothing (?:more )?about (?:the )?money|\b(?:no more|not another) (?:talk of|word about) (?:the )?(?:money|debt)"
    r"|\b(?:forget|never mind) (?:about )?the (?:money|bill|debt|payment)"
    r"|\bcollection(?:s)? (?:is|are|has been|have been|has) (?:all )?(?:stopped|paused|on hold)"
    r"|(?:not|n['’]t) (?:going to )?talk(?:ing)? about (?:the )?(?:money|bill|debt)",
    re.IGNORECASE,
)
CALLED_OFF = ("threat", "credit_scare", "pressure", "deceive")
SPARED, SURE_HARM = 0.3, 0.8  # what is left of these harms then, unless they are this probable


def calls_off(text: str) -> bool:
    """Tell whether a turn puts the money aside or stops collection in plain words."""
    return _CALLED_OFF.search(text) is not None


# What was agreed, taken back: it is not booked, it need not be promised.
_CANCELS = re.compile(
    r"(?:\d+(?:块|元)?|这个数|这笔|约定|承诺|方案|日子)[^。！？!?]{0,6}(?:划掉|作废|取消|撤掉|不算)"
    r"|把[^。！？!?]{0,8}(?:划掉|作废|撤掉|撤了)|先不(?:登记|记上|定下)|(?:没让|没要|不用)(?:您|你)答应"
    r"|\b(?:scrap|cancel|forget|strike|drop|undo) (?:that |the |your )?"
    r"(?:promise|plan|figure|amount|arrangement|[£$¥]?\d)"
    r"|\b(?:won['’]t|not going to) (?:book|register|hold you to) (?:that|it|any)",
    re.IGNORECASE,
)


def cancels(text: str) -> bool:
    """Tell whether a text takes back what was agreed: it is not booked, it need not be promised."""
    return _CANCELS.search(text) is not None


def measure_choice(text: str, chinese: bool, offers: float) -> float:
    """Return 1 when a choice is given along with a proposal or a question, else 0."""
    if offers < 0.4:
        return 0.0
    return 1.0 if _CHOICE[0 if chinese else 1].search(text) else 0.0


def measure_neutral(text: str, chinese: bool, acts: Mapping[str, float]) -> float:
    """Return how far a consequence is stated as plain information and not to compel."""
    if not _CONSEQUENCE[0 if chinese else 1].search(text):
        return 0.0
    harm = max(acts.get(name, 0.0) for name in ("threat", "credit_scare", "pressure", "deceive"))
    plain = max(acts.get("inform", 0.0), acts.get("rights", 0.0))
    return round(max(0.0, plain * (1.0 - 2.0 * harm)), 3)


def measure_cold(text: str, chinese: bool, acts: Mapping[str, float]) -> float:
    """Return how far warm words are taken back in the same turn, 0 to 1."""
    warm = max(acts.get(name, 0.0) for name in ("empathise", "reflect", "affirm", "apologise"))
    cold = max(acts.get(name, 0.0) for name in _COLD)
    joined = 1.0 if _CUT[0 if chinese else 1].search(text) else 0.8
    return round(warm * cold * joined, 3)
