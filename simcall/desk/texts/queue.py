"""Texts of the live queue."""

from simcall.common.bilingual import Text

MESSAGES: dict[str, Text] = {
    "queue.title": Text("实时队列", "Live queue"),
    "queue.choose": Text("选择一个呼叫中心", "Choose a floor"),
    "queue.sit": Text("坐下接电话", "Take the seat"),
    "queue.loading": Text("呼叫中心正在开门……", "the floor is opening…"),
    "queue.waiting_call": Text("等待下一通电话……", "waiting for the next call…"),
    "queue.next": Text("接下一通", "Next call"),
    "queue.leave": Text("下班", "Leave the floor"),
    "queue.time": Text("时间 {time}", "time {time}"),
    "queue.waiting": Text("排队 {count} 人", "{count} waiting"),
    "queue.longest": Text("最久 {seconds} 秒", "longest {seconds} s"),
    "queue.busy": Text("同事 {busy}/{total} 忙", "{busy} of {total} colleagues busy"),
    "queue.level": Text("{within} 秒接通率 {level}", "answered in {within} s: {level}"),
    "queue.dropped": Text("放弃 {count}", "{count} gave up"),
    "queue.handled": Text("您接了 {count} 通", "you took {count}"),
    "queue.none_yet": Text("还没有", "none yet"),
    "queue.done": Text("今天没有更多电话了。", "There are no more calls today."),
    "queue.waited": Text(
        "（对方在队列里等了 {seconds} 秒）", "(they waited {seconds} s in the queue)"
    ),
    "queue.meanwhile": Text("您通话时，队列照常前进。", "The queue moves on while you talk."),
}
