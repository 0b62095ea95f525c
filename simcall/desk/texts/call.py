"""Texts of the call itself: panels, steps beside words, hints."""

from simcall.common.bilingual import Text

MESSAGES: dict[str, Text] = {
    "call.you": Text("您", "You"),
    "call.other": Text("对方", "Them"),
    "call.voice": Text(
        "带 {mark} 的话由语言模型 {name} 措辞；感受和结果不由它定",
        "words marked {mark} are phrased by the language model {name}; it decides nothing else",
    ),
    "call.ringing": Text("电话响了……", "ringing…"),
    "call.placeholder": Text("在这里输入您要说的话，回车说出", "Type what you say; Enter says it"),
    "call.thinking": Text("对方正在听……", "listening…"),
    "call.clock": Text("通话 {clock}", "call {clock}"),
    "call.said": Text("第 {turn} 句", "turn {turn}"),
    "call.empty": Text("还没有输入内容。", "There is nothing to say yet."),
    "call.long": Text(
        "这段话有 {count} 个字，一口气说不完；最多 {most} 个。文字还在输入框里，请分几次说。",
        "That is {count} characters, more than anyone says in one breath; at most {most}. "
        "It is still in the box: say it in parts.",
    ),
    "call.cleaned": Text("去掉了看不见的控制字符", "invisible control characters were removed"),
    "call.over": Text("按 {how} 写小结。", "{how}: wrap-up."),
    "call.hung_up": Text("对方挂断了电话。", "They hung up."),
    "call.closed": Text("通话结束。", "The call has ended."),
    "call.busy": Text(
        "对方现在不方便，先结束了通话。", "They could not talk now and ended the call."
    ),
    "call.stopped": Text(
        "对方要求不再联系，通话结束。", "They asked for no more contact; the call ended."
    ),
    "call.agent_end": Text("您结束了通话。", "You ended the call."),
    "call.transferred": Text("已转接，您的部分到此结束。", "Transferred; your part is done."),
    "call.silence": Text("（静默 {seconds} 秒）", "({seconds} s of silence)"),
    "call.resumed": Text(
        "已恢复到中断的地方，可以接着说。", "Restored to where it was cut off; go on."
    ),
    "call.panel.feelings": Text("对方的感受", "Their feelings"),
    "call.panel.hints": Text("刚才这句话", "Your last sentence"),
    "call.panel.queue": Text("队列", "Queue"),
    "call.band.low": Text("低", "low"),
    "call.band.middle": Text("中", "mid"),
    "call.band.high": Text("高", "high"),
    "call.hint.heard": Text("听出：{acts}", "Heard: {acts}"),
    "call.hint.heard.none": Text("没有听出明确的意思", "Nothing definite was heard"),
    "call.hint.asked": Text("问到：{topics}", "Asked about: {topics}"),
    "call.hint.moved": Text("影响：", "What moved:"),
    "call.hint.still": Text("这句话几乎没有触动对方", "Your words hardly moved them"),
    "call.hint.harm": Text(
        "注意：{acts}会伤害对方，也会被扣分", "Careful: {acts} hurts, and costs points"
    ),
    "call.hint.parrot": Text(
        "这些话前面说过，再说就不管用了", "You said this before; said again it no longer works"
    ),
    "call.hint.early_detail": Text(
        "还没核实身份，先不要谈欠款", "Do not speak of the debt before identity is checked"
    ),
    "call.hint.fit": Text("接住了对方的话（契合 {fit}）", "You took up their words (fit {fit})"),
    "call.hint.first": Text(
        "先问候、报姓名和公司，再核实身份。", "Greet, say who you are, then check identity."
    ),
    "call.hint.risk": Text(
        "对方可能在说不想活了：停下催收，直接问安全（F5）",
        "They may be speaking of not wanting to live: stop collecting, ask directly (F5)",
    ),
    "call.hint.complaint": Text(
        "对方要投诉：受理并登记（F4）", "They want to complain: accept and log it (F4)"
    ),
    "call.hint.supervisor": Text(
        "对方要找主管：可以转接（F3）", "They ask for a supervisor: you may transfer (F3)"
    ),
    "call.hold": Text("请稍候", "Hold"),
    "call.transfer": Text("转接", "Transfer"),
    "call.complaint": Text("登记投诉", "Complaint"),
    "call.safety": Text("安全求助", "Safety"),
    "call.end": Text("结束", "End"),
    "call.file": Text("资料", "File"),
    "call.panel": Text("面板", "Panel"),
    "call.leave": Text("离开", "Leave"),
    "call.copy": Text("复制全文", "Copy transcript"),
    "call.test.panel": Text(
        "测验模式：不显示感受和提示", "Test mode: feelings and hints are hidden"
    ),
    "step.say": Text(
        "要说的话（可以改；留空就不说）：", "What you say (edit it; leave empty to say nothing):"
    ),
    "step.hold.title": Text("请对方稍候", "Put on hold"),
    "step.hold.text": Text(
        "先说明原因并征得同意；超过一分钟，对方会更烦躁。",
        "Say why and ask first; after a minute people grow impatient.",
    ),
    "step.hold.30": Text("30 秒", "30 s"),
    "step.hold.60": Text("60 秒", "60 s"),
    "step.hold.120": Text("120 秒", "120 s"),
    "step.hold.say.30": Text(
        "我需要核对一下您的账户，请您稍等半分钟，可以吗？",
        "I need to check something on your account. May I put you on hold for half a minute?",
    ),
    "step.hold.say.60": Text(
        "我需要问一下同事怎么处理，请您稍等一分钟，可以吗？",
        "I need to ask a colleague about this. May I put you on hold for a minute?",
    ),
    "step.hold.say.120": Text(
        "我去确认一下能不能办，大约要两分钟，您愿意等，还是我回头打给您？",
        "I will find out whether we can do that; it takes about two minutes. Would you like to "
        "wait, or shall I ring you back?",
    ),
    "step.hold.note": Text("（请稍候 {seconds} 秒）", "(on hold for {seconds} s)"),
    "step.transfer.title": Text("转接", "Transfer"),
    "step.transfer.text": Text(
        "说清楚转给谁、为什么，并把情况交代给接手的人。转接后您的部分结束。",
        "Say who takes over and why, and hand the story on. After that your part ends.",
    ),
    "step.transfer.specialist": Text("困难关怀专员", "hardship specialist"),
    "step.transfer.supervisor": Text("主管", "supervisor"),
    "step.transfer.say.specialist": Text(
        "您的情况我给您转到困难关怀专员，我会把您说的先告诉他，您不用重新讲一遍，可以吗？",
        "I would like to pass you to our hardship specialist. I will tell them what you told me, "
        "so that you need not repeat it. Is that all right?",
    ),
    "step.transfer.say.supervisor": Text(
        "好的，我请主管来接听，我先把情况跟他说明，请您稍等。",
        "Of course, I will get my supervisor. I will explain the situation first; one moment.",
    ),
    "step.transfer.note": Text("（转接给{who}）", "(transferred to the {who})"),
    "step.complaint.title": Text("登记投诉", "Log a complaint"),
    "step.complaint.text": Text(
        "投诉不能拒绝，也不要争辩。登记后告诉对方多久有答复。",
        "A complaint may not be refused or argued with. Log it and say when the answer comes.",
    ),
    "step.complaint.about": Text("投诉内容", "What it is about"),
    "step.complaint.say": Text(
        "我已经把您的投诉登记下来了，会由另外的同事处理，十五天之内给您答复。",
        "I have logged your complaint. A different colleague will deal with it, and you will "
        "hear from us in writing.",
    ),
    "step.complaint.note": Text("（已登记投诉）", "(complaint logged)"),
    "step.safety.title": Text("安全求助", "Safety help"),
    "step.safety.text": Text(
        "一、停下催收。二、直接问是否安全。三、留在线上听他说。四、给出求助电话。五、陪同转给专员。",
        "1 Stop collecting. 2 Ask directly about safety. 3 Stay on the line and listen. "
        "4 Give the help line. 5 Hand over warmly to a specialist.",
    ),
    "step.safety.lines": Text("求助电话：{lines}", "Help lines: {lines}"),
    "step.safety.ask": Text("直接问安全", "Ask directly"),
    "step.safety.give": Text("给求助电话", "Give the help line"),
    "step.safety.hand": Text("陪同转接", "Warm hand-over"),
    "step.safety.say.ask": Text(
        "欠款的事先放一放。听您这么说我很担心，您现在安全吗？有没有想过伤害自己？",
        "Let us leave the debt aside. What you said worries me. Are you safe right now? Have you "
        "been thinking about hurting yourself?",
    ),
    "step.safety.say.give": Text(
        "我在线上陪着您。您随时可以拨打 {line}，那边有专业的人愿意听您说。",
        "I am staying on the line with you. You can also ring {line} at any hour; there are people "
        "there who know how to help.",
    ),
    "step.safety.say.hand": Text(
        "我想请我们的关怀专员一起来跟您说说，我先不挂，等他接上。催收我已经帮您停下了。",
        "I would like to bring in our care specialist. I will not hang up until they are with you, "
        "and I have stopped all collection on your account.",
    ),
    "step.safety.note.ask": Text("（已停止催收，询问安全）", "(collection stopped, safety asked)"),
    "step.safety.note.give": Text("（已给求助电话）", "(help line given)"),
    "step.safety.note.hand": Text(
        "（已陪同转接关怀专员）", "(warm hand-over to the care specialist)"
    ),
    "step.end.title": Text("结束通话", "End the call"),
    "step.end.text": Text(
        "对方还在线上。结束前先总结约定，再道别。",
        "They are still on the line. Sum up what was agreed and say goodbye first.",
    ),
    "step.end.bye": Text("道别后结束", "Say goodbye, then end"),
    "step.end.cut": Text("直接挂断", "Just hang up"),
    "step.end.say.bye": Text(
        "那今天就先这样，感谢您的时间，有问题随时打我们的客服电话。再见。",
        "That is all for today. Thank you for your time; ring our service line whenever you need "
        "to. Goodbye.",
    ),
    "leave.title": Text("离开这通电话？", "Leave this call?"),
    "leave.text": Text(
        "随时可以离开，不扣分，也不记入成绩。说过的话都已保存。",
        "You may leave at any time. Nothing is deducted and nothing is counted. "
        "All that was said is saved.",
    ),
    "leave.later": Text("先离开，以后接着打", "Leave now, go on later"),
    "leave.stop": Text("不打了，不评分", "Stop here, no score"),
    "leave.stay": Text("继续通话", "Stay in the call"),
}
