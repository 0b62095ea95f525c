"""The coding scheme: 26 acts of the agent, marks, topics, and the acts of the debtor.

Order is part of the contract: kernels and journals refer to acts by their index here, so new names
go at the end of a tuple and none is ever moved.
"""

from __future__ import annotations

from simcall.common.bilingual import Text

ACTS: tuple[str, ...] = (
    "greet",
    "introduce",
    "verify",
    "purpose",
    "ask_open",
    "ask_closed",
    "reflect",
    "summarise",
    "empathise",
    "affirm",
    "apologise",
    "inform",
    "rights",
    "offer",
    "commit",
    "refer",
    "close",
    "threat",
    "credit_scare",
    "attack",
    "dismiss",
    "pressure",
    "rigid",
    "disclose",
    "deceive",
    "other",
)
ACT_INDEX: dict[str, int] = {name: index for index, name in enumerate(ACTS)}

HARMS: tuple[str, ...] = (
    "threat",
    "credit_scare",
    "attack",
    "dismiss",
    "pressure",
    "rigid",
    "disclose",
    "deceive",
)
WARM: tuple[str, ...] = ("reflect", "summarise", "empathise", "affirm", "apologise")

# The second layer: what rules and rubric need to know beside the acts.
MARKS: tuple[str, ...] = (
    "recording_notice",
    "staff_id",
    "convenient_to_talk",
    "third_party_check",
    "hold",
    "complaint_logged",
    "stop_honoured",
    "induce_debt",
    "unsafe_payment",
    "early_detail",
    "mini_miranda",
)
DEBT_NOTICE = "mini_miranda"  # found by its set words, not learned
MARK_INDEX: dict[str, int] = {name: index for index, name in enumerate(MARKS)}

TOPICS: tuple[str, ...] = (
    "reason",
    "amount",
    "due_date",
    "income",
    "work",
    "family",
    "health",
    "tried",
    "plan",
    "fee",
    "credit_record",
    "rights",
    "complaint",
    "identity",
    "wellbeing",
    "when_to_call",
    "who_is_calling",
    "robot",
    "small_talk",
    "off_topic",
    "auto_debit",
    "line_restored",
    "grace_period",
    "platform_score",
    "settlement_letter",
    "waiver",
    "debt_assignment",
    "refund",
    "other_lenders",
    "fraud",
    "contact_family",
)
TOPIC_INDEX: dict[str, int] = {name: index for index, name in enumerate(TOPICS)}

DEBTOR_ACTS: tuple[str, ...] = (
    "greet",
    "who_is_this",
    "confirm_identity",
    "deny_identity",
    "third_party",
    "excuse",
    "reason",
    "emotion",
    "question",
    "offer_amount",
    "promise",
    "refuse",
    "negotiate",
    "complain",
    "cite_law",
    "ask_supervisor",
    "thank",
    "silence",
    "bye",
    "risk",
    "answer",
    "acknowledge",
    "dispute",
    "busy",
)
DEBTOR_ACT_INDEX: dict[str, int] = {name: index for index, name in enumerate(DEBTOR_ACTS)}

TALK: tuple[str, ...] = ("change", "sustain", "neutral")

# What a turn is worth as a reply to what was just said, as a coach grades it: 2 just right for this
# person, 1 good, 0 neutral, -1 poor, -2 harmful. Learned as four limits: at least 2, at least 1, at
# most -1, at most -2.
WORTH: tuple[str, ...] = ("apt", "good", "poor", "harmful")
# What shows it: kept apart from the acts, which say what is done and not how well.
SIGNS: tuple[str, ...] = (
    "answers",
    "evades",
    "uses",
    "deaf",
    "helps",
    "empty",
    "warm",
    "cold",
    "pushes",
    "care",
    "sloppy",
)

# What fails a call whatever else was good in it, as a panel of raters judges whole calls.
CRITICALS: tuple[str, ...] = (
    "threat",
    "credit_scare",
    "attack",
    "disclose",
    "deceive",
    "pressure",
    "ignored_risk",
)

ACT_NAMES: dict[str, Text] = {
    "greet": Text("问候", "Greeting"),
    "introduce": Text("自我介绍", "Introduction"),
    "verify": Text("核实身份", "Identity check"),
    "purpose": Text("说明来意", "Purpose"),
    "ask_open": Text("开放式提问", "Open question"),
    "ask_closed": Text("封闭式提问", "Closed question"),
    "reflect": Text("复述/反映", "Reflection"),
    "summarise": Text("总结确认", "Summary"),
    "empathise": Text("同理心表达", "Empathy"),
    "affirm": Text("肯定支持", "Affirmation"),
    "apologise": Text("道歉", "Apology"),
    "inform": Text("解释说明", "Information"),
    "rights": Text("告知权益", "Rights"),
    "offer": Text("提供方案", "Offer"),
    "commit": Text("约定承诺", "Commitment"),
    "refer": Text("转介升级", "Referral"),
    "close": Text("结束致谢", "Closing"),
    "threat": Text("威胁", "Threat"),
    "credit_scare": Text("征信恐吓", "Credit scare"),
    "attack": Text("人身攻击", "Personal attack"),
    "dismiss": Text("否定打断", "Dismissal"),
    "pressure": Text("施压逼迫", "Pressure"),
    "rigid": Text("僵硬拒绝", "Rigid refusal"),
    "disclose": Text("泄露给第三方", "Disclosure"),
    "deceive": Text("虚假陈述", "Deception"),
    "other": Text("其他", "Other"),
}
