"""Measures of the closing: summary, next step, courteous end (A6, A3)."""

from __future__ import annotations

from simcall.common.bilingual import Text
from simcall.rubric.view import SURE, Finding, Settings, View, clip, places

THANKED = 0.8  # probability from which a label of thanks counts without plain words


def left_early(view: View) -> bool:
    """Tell whether the debtor hung up without the agent's doing."""
    if view.case.ended_by != "debtor":
        return False
    return not says_goodbye(view) and not any(t.harm >= SURE for t in view.case.agent)


def says_goodbye(view: View) -> bool:
    """Tell whether the agent takes leave at the end."""
    return any(t.weigh("close") >= SURE for t in view.case.agent[-2:])


def measure_summary(view: View, settings: Settings) -> Finding:
    """What was agreed is gathered and checked before the end."""
    del settings
    if left_early(view):
        return Finding(None, (), Text("对方先挂断", "the debtor left"))
    half = view.case.agent[len(view.case.agent) // 2 :]
    summed = [t for t in half if t.weigh("summarise") >= SURE and t.harm < SURE]
    if summed:
        return Finding(1.0, places(summed[-2:]), Text("总结并确认", "summed up and checked"))
    fixed = [
        t
        for t in half
        if t.weigh("commit") >= SURE and t.harm < SURE and (t.slots.amounts or t.slots.dates)
    ]
    if fixed:
        return Finding(
            0.65,
            places(fixed[-2:]),
            Text("约定说清了，没有总结", "the agreement is stated, not summed up"),
        )
    said = [t for t in half[-2:] if t.weigh("reflect", "inform", "refer") >= SURE and t.harm < SURE]
    if said:
        return Finding(0.4, places(said), Text("结尾只带过", "touched on at the end"))
    return Finding(0.0, (), Text("没有总结", "no summary"))


def measure_next_step(view: View, settings: Settings) -> Finding:
    """The next step is concrete: who does what by when."""
    if left_early(view):
        return Finding(None, (), Text("对方先挂断", "the debtor left"))
    late = view.case.agent[-int(settings.get("turns", 4.0)) :]
    best, where = 0.0, None
    for turn in late:
        dated = bool(turn.slots.dates or turn.slots.days or turn.slots.amounts)
        step = max(turn.weigh("commit", "refer"), 0.9 * turn.weigh("summarise"))
        step = max(step, 0.75 * turn.weigh("offer"), 0.6 * turn.weigh("inform"))
        if "complaint_logged" in turn.marks or "stop_honoured" in turn.marks:
            step = max(step, 1.0)
        if "when_to_call" in turn.questions or "when_to_call" in turn.topics:
            step = max(step, 0.9)
        told = view.case.rubric.signal("next_step", turn.text)
        step = max(step, 0.8 if told else 0.0)
        value = step * (1.0 if dated or told else 0.75) * (1.0 - turn.harm * (turn.harm >= SURE))
        if value > best:
            best, where = value, turn.place
    level = clip(best / 0.8)
    if where is None:
        return Finding(0.0, (), Text("没有下一步", "no next step"))
    note = (
        Text("下一步明确", "a clear next step")
        if level >= 0.7
        else Text("下一步含糊", "the next step stays vague")
    )
    return Finding(level, (where,), note)


def measure_farewell(view: View, settings: Settings) -> Finding:
    """A courteous goodbye in the last turns."""
    del settings
    if left_early(view) and not view.agent_with("close"):
        return Finding(None, (), Text("对方先挂断", "the debtor left"))
    last = [t for t in view.case.agent[-2:] if t.weigh("close") >= SURE]
    good = [t for t in last if t.harm < SURE]
    if good:
        return Finding(1.0, places(good), Text("礼貌结束", "a courteous end"))
    if last:
        return Finding(0.1, places(last), Text("结束时仍带刺", "a barb to the end"))
    return Finding(0.0, places(view.case.agent[-1:]), Text("没有结束语", "no goodbye"))


def measure_parting(view: View, settings: Settings) -> Finding:
    """How the two part: no harm at the end, and the debtor leaves on better terms."""
    del settings
    late = view.case.agent[-3:]
    rough = [t for t in late if t.harm >= SURE]
    if rough:
        return Finding(
            clip(0.3 - 0.3 * len(rough)), places(rough), Text("不欢而散", "they part in anger")
        )
    last = view.case.debtor[-2:]
    reactions = view.reactions
    sour = (
        tuple(p for p in (*reactions.unheard, *reactions.protests) if p >= last[0].place)
        if last
        else ()
    )
    if sour:
        return Finding(0.25, sour, Text("对方带着不满离开", "the debtor leaves unhappy"))
    if reactions.eased >= 0.9 or any(d.shows("thank", THANKED) for d in last):
        return Finding(
            1.0, tuple(d.place for d in last), Text("好好道别", "they part on good terms")
        )
    rings_off = view.case.ended_by == "debtor" and not says_goodbye(view)
    if rings_off or any(d.weigh("complain", "refuse") >= SURE for d in last[-1:]):
        return Finding(
            0.35,
            tuple(d.place for d in last),
            Text("对方带着不满离开", "the debtor leaves unhappy"),
        )
    return Finding(0.7, tuple(d.place for d in last[-1:]), Text("平静结束", "a quiet end"))
