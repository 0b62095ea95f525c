"""Texts of the screen where a scenario is chosen, and of the account file."""

from simcall.common.bilingual import Text

MESSAGES: dict[str, Text] = {
    "choose.title": Text("选择场景", "Choose a scenario"),
    "choose.empty": Text(
        "没有找到场景。用 simcall check 检查 scenarios/calls/。",
        "No scenarios were found. Check scenarios/calls/ with `simcall check`.",
    ),
    "choose.broken": Text(
        "有 {count} 个场景文件读不了，用 simcall check 查看",
        "{count} scenario files are broken; `simcall check` says why",
    ),
    "choose.mode": Text("模式", "Mode"),
    "choose.coach": Text("辅导（看得到感受和提示）", "coach (feelings and hints shown)"),
    "choose.test": Text("测验（只有对话）", "test (words only)"),
    "choose.coach.short": Text("辅导模式", "coach mode"),
    "choose.test.short": Text("测验模式", "test mode"),
    "choose.spoken": Text("通话语言", "Call language"),
    "choose.spoken.in": Text("说{language}", "in {language}"),
    "choose.seed": Text("种子", "Seed"),
    "choose.seed.bad": Text("种子应是整数，例如 7", "the seed is a whole number, such as 7"),
    "choose.seed.why": Text(
        "同一个种子、同样的话，结果完全相同",
        "the same seed and the same words give the same call",
    ),
    "choose.start": Text("开始通话", "Start call"),
    "choose.no_language": Text(
        "这个场景没有{language}版本", "this scenario has no {language} words"
    ),
    "choose.difficulty": Text("难度 {level}/5", "difficulty {level}/5"),
    "choose.who": Text("对方", "Who"),
    "choose.who.text": Text("{name}，{age} 岁", "{name}, {age}"),
    "choose.goal": Text("目标", "Goal"),
    "choose.direction.outbound": Text("打出", "outbound"),
    "choose.direction.inbound": Text("打入", "inbound"),
    "choose.forbidden": Text("不可以", "Must not"),
    "choose.notice": Text("内容提示", "Content notice"),
    "choose.rules": Text("适用规则", "Rules"),
    "choose.preparing": Text("正在准备，请稍候……", "getting ready…"),
    "file.title": Text("账户资料", "Account file"),
    "file.debt": Text("欠款", "Debt"),
    "file.debt.text": Text(
        "{lender} {product}：本金 {principal}，本期账单 {bill}，最低还款 {minimum}，"
        "含费用应还 {due}，逾期 {days} 天",
        "{lender} {product}: principal {principal}, bill {bill}, minimum {minimum}, "
        "due with charges {due}, {days} days overdue",
    ),
    "file.auto_debit": Text("已开通自动扣款", "auto-debit is on"),
    "file.digits": Text("证件后四位", "Last four digits of identity document"),
    "file.payments": Text("还款记录", "Payments"),
    "file.payment": Text("{months} 个月前 {amount}", "{months} months ago {amount}"),
    "file.missed": Text("{months} 个月前 未还", "{months} months ago missed"),
    "file.contacts": Text("联系记录", "Earlier contacts"),
    "file.contact": Text("{days} 天前：{note}", "{days} days ago: {note}"),
    "file.remedies": Text("可以提供", "What you may offer"),
    "file.available": Text("可直接办理", "you may grant it"),
    "file.needs_approval": Text(
        "需 {who} 审批，约 {hours} 小时", "needs approval by {who}, about {hours} hours"
    ),
    "file.unavailable": Text("不可提供", "not available"),
    "file.hotlines": Text("求助电话", "Help lines"),
    "file.lender_lines": Text(
        "客服 {hotline}，投诉 {complaint}", "service {hotline}, complaints {complaint}"
    ),
    "remedy.extension": Text("延期还款", "extension"),
    "remedy.instalments": Text("分期还款", "instalments"),
    "remedy.minimum": Text("最低还款", "minimum payment"),
    "remedy.waiver": Text("费用减免", "waiver of charges"),
    "remedy.hold": Text("暂缓催收", "hold on collection"),
    "remedy.hardship_plan": Text("困难还款方案", "hardship plan"),
    "remedy.token_payment": Text("象征性还款", "token payment"),
    "remedy.settlement": Text("减免结清", "settlement"),
    "remedy.change_due_day": Text("调整还款日", "other due day"),
}
