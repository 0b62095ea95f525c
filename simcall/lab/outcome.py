"""The outcomes that an experiment can compare: the figures of `simcall floor`."""

from __future__ import annotations

from typing import Literal, NamedTuple

from simcall.common.bilingual import Text

Better = Literal["more", "less", "either"]
Form = Literal["share", "money", "seconds", "number"]


class OutcomeKind(NamedTuple):
    """One outcome. better: which way is good; form: how its values are written."""

    id: str
    name: Text
    better: Better
    form: Form


OUTCOMES: dict[str, OutcomeKind] = {
    kind.id: kind
    for kind in (
        OutcomeKind("dials", Text("拨打次数", "dials"), "either", "number"),
        OutcomeKind("connect_rate", Text("接通率", "connect rate"), "more", "share"),
        OutcomeKind("rpc_rate", Text("本人接听率", "right-party contact rate"), "more", "share"),
        OutcomeKind("ptp_rate", Text("承诺还款率", "promise-to-pay rate"), "more", "share"),
        OutcomeKind("kept_rate", Text("承诺兑现率", "promises kept"), "more", "share"),
        OutcomeKind("collected", Text("回款金额", "money collected"), "more", "money"),
        OutcomeKind("liquidation", Text("回款率", "liquidation rate"), "more", "share"),
        OutcomeKind("aht", Text("平均处理时长", "average handling time"), "less", "seconds"),
        OutcomeKind("occupancy", Text("坐席占用率", "occupancy"), "either", "share"),
        OutcomeKind("asa", Text("平均应答等待", "average speed of answer"), "less", "seconds"),
        OutcomeKind("service_level", Text("服务水平", "service level"), "more", "share"),
        OutcomeKind("abandon_rate", Text("放弃率", "abandon rate"), "less", "share"),
        OutcomeKind(
            "complaints_per_1000_talks",
            Text("每千次通话投诉", "complaints per 1000 talks"),
            "less",
            "number",
        ),
        OutcomeKind("violations", Text("违规次数", "rule violations"), "less", "number"),
        OutcomeKind("distress", Text("债务人痛苦程度", "debtors' distress"), "less", "number"),
        OutcomeKind("hangup_rate", Text("挂断率", "hang-ups"), "less", "share"),
        OutcomeKind("reason_rate", Text("问出原因的比例", "reasons heard"), "more", "share"),
        OutcomeKind("cured_rate", Text("结清比例", "accounts cured"), "more", "share"),
        OutcomeKind(
            "resolved_rate", Text("结清或按计划还款", "cured or on a kept plan"), "more", "share"
        ),
    )
}


def write_value(value: float, form: Form, sign: bool = False) -> str:
    """Return a value as people read it; money is in plain major units here.

    sign: it is a difference; of shares, in percentage points (pp).
    """
    if value != value or value in (float("inf"), float("-inf")):
        return "–"
    plus = "+" if sign else ""
    if form == "share":
        return f"{100 * value:{plus}.2f} {'pp' if sign else '%'}"
    if form == "money":
        return f"{value:{plus},.0f}"
    if form == "seconds":
        return f"{value:{plus}.1f} s"
    return f"{value:{plus}.4g}" if abs(value) < 1000 else f"{value:{plus},.0f}"
