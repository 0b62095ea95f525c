"""Texts that every screen shares: common keys, saving, errors."""

from simcall.common.bilingual import Text

MESSAGES: dict[str, Text] = {
    "app.name": Text("simcall 通话练习台", "simcall practice desk"),
    "app.help": Text("帮助", "Help"),
    "app.language": Text("EN", "中文"),
    "app.language.long": Text("切换到英文 (Switch to English)", "Switch to Chinese (切换到中文)"),
    "app.theme": Text("深色/浅色", "Dark/light"),
    "app.palette": Text("命令", "Commands"),
    "app.palette.ask": Text("输入几个字找命令", "type to find a command"),
    "app.quit": Text("退出", "Quit"),
    "app.back": Text("返回", "Back"),
    "app.ok": Text("确定", "OK"),
    "app.cancel": Text("取消", "Cancel"),
    "app.next": Text("下一个", "Next"),
    "app.loading": Text("正在加载……", "Loading…"),
    "app.colon": Text("：", ": "),
    "app.comma": Text("、", ", "),
    "app.copied": Text("已复制到剪贴板", "copied to the clipboard"),
    "app.ctrl_c": Text(
        "再按一次 Ctrl+C 退出；说过的都已保存，下次可以接着来",
        "press ctrl+c again to quit; all is saved, and you can go on next time",
    ),
    "app.unsaved": Text("这次不保存：{why}", "Not saved this time: {why}"),
    "app.failed": Text("出错了：{why}", "That did not work: {why}"),
    "app.small": Text(
        "终端太小了（{width}×{height}）。请放大到至少 40×16，或改用行模式：simcall play --plain",
        "This terminal is too small ({width}x{height}). Make it at least 40x16, "
        "or use line mode: simcall play --plain",
    ),
    "app.help.title": Text("按键和按钮", "Keys and buttons"),
    "app.help.text": Text(
        "每个按键都能用鼠标点击底部的文字代替，也都在命令面板（Ctrl+P）里。"
        "按住鼠标拖动可以选中文字，Ctrl+C 复制。",
        "Everything that a key does can also be clicked in the bottom line, and is in the command "
        "palette (ctrl+p). Drag with the mouse to select text; ctrl+c copies it.",
    ),
    "app.help.remap": Text(
        "要换按键：在 {path} 里写一行 {example}",
        "To change keys: write a line like {example} in {path}",
    ),
    "app.help.plain": Text(
        "读屏软件请用行模式：simcall play <场景> --plain",
        "With a screen reader, use line mode: simcall play <scenario> --plain",
    ),
    "app.no_terminal": Text(
        "练习台需要终端窗口；在管道或脚本里请用 "
        "simcall play <场景> --plain --lang zh，或 simcall demo",
        "the desk needs a terminal; in a pipe or script use "
        "`simcall play <scenario> --plain --lang en`, or `simcall demo`",
    ),
    "app.keymap_broken": Text(
        "按键文件 {path} 读不了（{why}），先用默认按键",
        "the key file {path} cannot be read ({why}); the default keys are used",
    ),
}
