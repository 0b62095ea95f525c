"""Disposition codes for the wrap-up, by group, as call centres keep them."""

from __future__ import annotations

from typing import NamedTuple

from simcall.common.bilingual import Text


class Disposition(NamedTuple):
    """One result of a call. group: network, person or outcome."""

    code: str
    group: str
    name: Text


def group_of(name: str, *rows: tuple[str, str, str]) -> tuple[Disposition, ...]:
    """Return the dispositions of one group."""
    return tuple(Disposition(code, name, Text(zh, en)) for code, zh, en in rows)


OUTCOMES = group_of(
    "outcome",
    ("PTP_FULL", "承诺全额还款", "promise, full amount"),
    ("PTP_PART", "承诺部分还款", "promise, part"),
    ("PAID_CLAIM", "称已还款", "says it is paid"),
    ("PAYING", "还款中", "paying now"),
    ("PLAN_REQ", "申请分期", "asks for instalments"),
    ("EXT_REQ", "申请延期", "asks for an extension"),
    ("WAIVER_REQ", "申请减免", "asks for a waiver"),
    ("HARDSHIP", "困难登记", "hardship logged"),
    ("DISPUTE", "有争议", "disputed"),
    ("REFUSE", "拒绝还款", "refuses"),
    ("STALL", "敷衍拖延", "stalls"),
    ("CALLBACK", "约定回拨", "call back agreed"),
    ("COMPLAINT", "投诉", "complaint"),
    ("STOP", "要求停止联系", "asks for no more contact"),
    ("ESCALATE", "升级主管", "to a supervisor"),
    ("LEGAL", "涉诉", "in court"),
    ("DECEASED", "死亡或丧失能力", "deceased or incapable"),
    ("CRISIS", "自伤风险", "risk of self-harm"),
    ("AGENT_REP", "代理人代办", "represented by an agency"),
)
PERSONS = group_of(
    "person",
    ("RPC", "本人，无结果", "right party, no result"),
    ("RPC_HANGUP", "本人秒挂", "right party hung up at once"),
    ("TP_FAMILY", "家属接听", "a relative answered"),
    ("TP_WORK", "同事接听", "a colleague answered"),
    ("WRONG", "打错或非本人", "wrong number"),
    ("TP_OPTOUT", "联系人拒绝再联系", "contact person opts out"),
)
NETWORKS = group_of(
    "network",
    ("NO_ANSWER", "无人接听", "no answer"),
    ("BUSY", "占线", "busy"),
    ("REJECT", "拒接", "rejected"),
    ("POWER_OFF", "关机", "switched off"),
    ("OUT_OF_AREA", "不在服务区", "out of area"),
    ("SUSPENDED", "停机", "suspended"),
    ("INVALID", "空号", "invalid number"),
    ("BARRED", "呼入限制", "incoming calls barred"),
    ("AI_ASSISTANT", "语音助手代接", "call assistant"),
    ("VOICEMAIL", "语音信箱", "voicemail"),
    ("FAX", "传真", "fax"),
    ("SILENT", "接通无声", "silent line"),
)
DISPOSITIONS = OUTCOMES + PERSONS + NETWORKS
BY_CODE = {disposition.code: disposition for disposition in DISPOSITIONS}


def suggest_code(outcome: dict[str, object], role: str) -> str:
    """Return the code to highlight first, from what the model says came of the call."""
    if outcome.get("safety") != "none":
        return "CRISIS"
    if role == "wrong_number":
        return "WRONG"
    if role == "other":
        return "TP_FAMILY"
    if outcome.get("promise"):
        return "PTP_PART"
    ends = {"hangup": "RPC_HANGUP", "busy": "CALLBACK", "stopped": "STOP"}
    return ends.get(str(outcome.get("end")), "RPC")
