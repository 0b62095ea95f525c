"""Texts of the welcome screen, the content notice and the history."""

from simcall.common.bilingual import Text

MESSAGES: dict[str, Text] = {
    "welcome.title": Text("欢迎", "Welcome"),
    "welcome.what": Text(
        "在这里练习消费信贷的催收通话：您来打电话，电话那头的人会紧张、会回避、会生气，"
        "也会因为您的一句话而放下戒心。结束后给出有依据的评分。全部离线运行，不联网。",
        "Practise collection calls for consumer credit. You make the call; the person at the other "
        "end worries, dodges or gets angry, and may open up because of one sentence of yours. "
        "Afterwards you get a score with its reasons. Everything runs offline.",
    ),
    "welcome.made_up": Text(
        "人物、贷款机构和欠款都是虚构的；感受的规律来自公开研究。",
        "People, lenders and debts are made up; how feelings move follows published research.",
    ),
    "welcome.single": Text("角色扮演：打一通电话", "Role-play one call"),
    "welcome.queue": Text("实时队列：坐进呼叫中心", "Live queue: take a seat on the floor"),
    "welcome.history": Text("历史记录：重看、复盘", "History: replay and debrief"),
    "welcome.notice": Text("内容提示", "Content notice"),
    "welcome.resume": Text("接着打：{what}", "Go on: {what}"),
    "welcome.resume.short": Text("接着打", "Go on"),
    "welcome.resume.one": Text("{title}（已说 {turns} 句）", "{title} ({turns} said so far)"),
    "welcome.resume.more": Text(
        "还有 {count} 通没打完的在历史记录里", "{count} more unfinished in the history"
    ),
    "welcome.unfinished": Text("有一通电话没打完", "One call was cut off"),
    "welcome.busy": Text("（在另一个窗口里打开着）", " (open in another window)"),
    "welcome.loading": Text(
        "正在后台加载语言分析模型……您可以先选场景",
        "loading the speech analyser in the background… choose a scenario meanwhile",
    ),
    "welcome.ready": Text("语言分析模型已就绪", "the speech analyser is ready"),
    "welcome.no_queue": Text(
        "没有可用的队列场景（scenarios/floors/ 是空的）",
        "there is no floor scenario (scenarios/floors/ is empty)",
    ),
    "notice.title": Text("内容提示", "Content notice"),
    "notice.text": Text(
        "有些通话会谈到疾病、失业、亲人去世、赌博，少数会提到不想活下去。"
        "这类通话开始前都会先提示，您可以不打。任何时候按 Esc 都能离开，不扣分，也不记入成绩。",
        "Some calls touch on illness, losing a job, bereavement or gambling; a few on not wanting "
        "to live. You are told before such a call begins and need not take it. Press Esc at any "
        "time to leave: nothing is deducted and nothing is counted.",
    ),
    "notice.real": Text(
        "如果您自己正难受：请停下来，找信任的人说说。中国心理援助热线 12356，"
        "英国 Samaritans 116 123，美国 988；"
        "有紧急危险请拨 110/120（中国）、999（英国）、911（美国）。",
        "If you are not well yourself: stop, and talk to someone you trust. China 12356, "
        "UK Samaritans 116 123, US 988; in immediate danger 110/120 (China), 999 (UK), 911 (US).",
    ),
    "notice.scenario": Text("这通电话：", "This call: "),
    "notice.go": Text("知道了，开始", "I understand, start"),
    "history.title": Text("历史记录", "History"),
    "history.empty": Text("还没有通话记录。", "There are no calls yet."),
    "history.unfinished": Text("未打完", "unfinished"),
    "history.score": Text("{total} 分", "{total} points"),
    "history.unscored": Text("未评分", "not scored"),
    "history.passed": Text("通过", "pass"),
    "history.failed": Text("未通过", "not passed"),
    "history.open": Text("打开", "Open"),
    "history.discard": Text("放弃", "Throw away"),
    "history.discarded": Text("已放弃；文件还留在磁盘上", "thrown away; its file stays on disk"),
}
