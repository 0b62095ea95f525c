"""The fixed words of score reports, in both languages."""

from __future__ import annotations

from simcall.common.bilingual import Text

WORDS: dict[str, Text] = {
    "report": Text("通话质检报告", "Call quality report"),
    "total": Text("总分", "Total"),
    "passed": Text("合格", "Pass"),
    "failed": Text("不合格", "Fail"),
    "dimensions": Text("各维度", "Dimensions"),
    "items": Text("评分项", "Items"),
    "item": Text("评分项", "Item"),
    "points": Text("得分", "Points"),
    "turns": Text("轮次", "Turns"),
    "why": Text("依据", "Why"),
    "guidance": Text("指引", "Guidance"),
    "critical": Text("严重违规", "Critical failures"),
    "caps": Text("总分上限", "What limits the total"),
    "at_most": Text("最高", "at most"),
    "situations": Text("通话性质", "Kind of call"),
    "handled": Text("处理", "handled"),
    "replies": Text("逐句评价（-2 到 +2）", "The replies, graded -2 to +2"),
    "keep": Text("保持", "Keep"),
    "start": Text("开始", "Start"),
    "stop": Text("停止", "Stop"),
    "better": Text("三处可以说得更好", "A better sentence at the weakest turns"),
    "said": Text("原话", "Said"),
    "instead": Text("可以说", "Better"),
    "transcript": Text("通话记录", "Transcript"),
    "agent": Text("坐席", "Agent"),
    "debtor": Text("客户", "Customer"),
    "third_party": Text("他人", "Third party"),
    "supervisor": Text("主管", "Supervisor"),
    "system": Text("系统", "System"),
    "feelings": Text("客户情绪变化", "Feelings over the call"),
    "no_feelings": Text("这份记录不含情绪数据", "This record holds no feelings"),
    "unchecked": Text("未检查", "Not checked"),
    "none": Text("不适用", "n/a"),
    "rubric": Text("评分标准", "Rubric"),
    "analyser": Text("分析器", "Analyser"),
    "call": Text("通话", "Call"),
    "calls": Text("通", "calls"),
    "anger": Text("愤怒", "anger"),
    "anxiety": Text("焦虑", "anxiety"),
    "shame": Text("羞愧", "shame"),
    "reactance": Text("抗拒", "reactance"),
    "trust": Text("信任", "trust"),
    "despair": Text("绝望", "despair"),
    "masked": Text(
        "姓名、电话、证件、卡号和地址已遮盖",
        "Names, phones, identity and card numbers and addresses are masked",
    ),
    "cohort": Text("团队报告", "Cohort report"),
    "mean": Text("平均", "Mean"),
    "spread": Text("标准差", "Spread (sd)"),
    "pass_rate": Text("合格率", "Pass rate"),
    "weakest": Text("最弱的评分项", "Weakest items"),
    "over_time": Text("随时间的变化", "Over time"),
    "agents": Text("坐席", "Agents"),
    "reliability": Text("通话间信度", "Inter-call reliability"),
    "needed": Text("达到 0.80 需要的通话数", "calls needed for 0.80"),
    "too_few": Text(
        "至少要有两名坐席、每人两通通话才能估计", "needs two agents with two calls each"
    ),
    "trend": Text("每通变化", "Change per call"),
}

DIMENSION_NAMES: dict[str, Text] = {
    "total": Text("总分", "Total"),
    "opening": Text("开场", "Opening"),
    "listening": Text("倾听", "Listening"),
    "empathy": Text("共情", "Empathy"),
    "solution": Text("解决方案", "Solution"),
    "compliance": Text("合规", "Compliance"),
    "closing": Text("收尾", "Closing"),
}


def say(key: str, language: str) -> str:
    """Return a fixed word."""
    return WORDS[key].say("zh" if language == "zh" else "en")
