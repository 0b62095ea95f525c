"""Texts of the wrap-up: disposition, note, follow-up, promise."""

from simcall.common.bilingual import Text

MESSAGES: dict[str, Text] = {
    "wrap.title": Text("通话小结", "Wrap-up"),
    "wrap.code": Text("处理结果", "Disposition"),
    "wrap.note": Text(
        "记录（事实、约定、对方的难处）", "Note (facts, what was agreed, their difficulty)"
    ),
    "wrap.follow": Text("跟进日期（年-月-日）", "Follow up on (YYYY-MM-DD)"),
    "wrap.promise.amount": Text("承诺金额", "Promised amount"),
    "wrap.promise.date": Text("承诺日期（年-月-日）", "Promised for (YYYY-MM-DD)"),
    "wrap.save": Text("保存并看复盘", "Save and see the debrief"),
    "wrap.code.missing": Text("请选一个处理结果", "Choose a disposition first"),
    "wrap.date.bad": Text(
        "“{text}”不是日期，请写成 2026-11-30 这样", "'{text}' is no date; write it like 2026-11-30"
    ),
    "wrap.date.past": Text(
        "{date} 在通话日 {today} 之前", "{date} is before the day of the call, {today}"
    ),
    "wrap.amount.bad": Text(
        "“{text}”不是金额，请只写数字", "'{text}' is no amount; write digits only"
    ),
    "wrap.amount.date": Text("有金额就要有日期", "an amount needs a date"),
    "wrap.how": Text("方向键选择，回车确定", "Arrow keys choose, Enter takes"),
    "wrap.chosen": Text("已选：{name}", "Chosen: {name}"),
    "wrap.group.network": Text("未接通", "Not connected"),
    "wrap.group.person": Text("接听的人", "Who answered"),
    "wrap.group.outcome": Text("结果", "Outcome"),
}
