"""Measures of listening: open questions, reflections, answering, finding the reason (A4, A7, A15).

Thresholds follow what is known of coded counselling sessions: the share of reflections and how
little room the speaker takes tell good sessions from bad; the share of open questions alone does
not, so their number saturates soon.
"""

from __future__ import annotations

from simcall.common.bilingual import Text
from simcall.rubric.case import AgentTurn
from simcall.rubric.course import keep_asking, keep_earnest
from simcall.rubric.uptake import find_rich, measure_touch, measure_uptake
from simcall.rubric.view import SURE, Finding, Settings, View, clip, places

UNHEARD = Text("没听见轻生的话", "a hint of self-harm unheard")
CLOSED = 0.6  # handling of a short kind of call from which reactions are not asked for


def measure_open_questions(view: View, settings: Settings) -> Finding:
    """Open questions, up to the number that a call of this length needs."""
    wanted = min(settings.get("most", 2.0), max(1.0, len(view.case.agent) / 5.0))
    asked = view.agent_with("ask_open")
    total = sum(
        t.weigh("ask_open") * min(1.0, t.novelty / 0.5) * (1.0 - 0.8 * (t.harm >= SURE))
        for t in asked
    )
    closed = view.agent_with("ask_closed")
    level = clip(max(keep_asking(view) * total / wanted, 0.25 if closed else 0.0))
    if asked:
        return Finding(
            level,
            places(asked),
            Text(f"开放式提问 {len(asked)} 次", f"{len(asked)} open question(s)"),
        )
    return Finding(level, places(closed[:3]), Text("没有开放式提问", "no open question"))


def value_reflection(turn: AgentTurn) -> float:
    """Return what one reflection is worth: tied to this debtor, new, not a copy, not a jab."""
    weight = max(turn.weigh("reflect"), 0.7 * turn.weigh("summarise"))
    if weight < SURE or turn.harm >= SURE:
        return 0.0
    tied = 0.25 + 0.75 * turn.tied
    own = 1.0 if turn.copy <= 0.5 else 0.25
    return min(1.0, weight / 0.85) * tied * own * min(1.0, turn.novelty / 0.5)


def measure_reflections(view: View, settings: Settings) -> Finding:
    """Reflections tied to this debtor's content, against the turns that offered content."""
    rich = find_rich(view.case)
    if not rich:
        return Finding(None, (), Text("对方没有说出可复述的内容", "nothing was said to reflect"))
    wanted = max(1.0, settings.get("share", 0.35) * len(rich))
    good = [t for t in view.case.agent if value_reflection(t) >= 0.3]
    level = clip(sum(value_reflection(t) for t in view.case.agent) / wanted)
    level = clip(level * keep_earnest(view))
    if good:
        return Finding(level, places(good), Text("复述贴合对方的话", "says back what was meant"))
    return Finding(level, (), Text("没有复述对方的意思", "never says back what was heard"))


def measure_answering(view: View, settings: Settings) -> Finding:
    """What the debtor says is answered, by kind and by content."""
    kind, touch = measure_uptake(view.answers), measure_touch(view.case)
    if kind is None and touch is None:
        return Finding(None, (), Text("没有需要回应的话", "nothing asked for an answer"))
    share = settings.get("content", 0.35)
    if kind is None or touch is None:
        level = kind if kind is not None else (touch or 0.0)
    else:
        level = (1.0 - share) * kind + share * touch
    full = settings.get("full", 0.75)
    missed = tuple(a.place for a in view.answers if a.level < 0.35)
    if missed:
        return Finding(
            clip(level / full), missed, Text("这些话没有得到回应", "left unanswered here")
        )
    return Finding(
        clip(level / full),
        tuple(a.answer for a in view.answers if a.answer is not None),
        Text("有问有答，接得住话", "answers what was said"),
    )


def measure_reason(view: View, settings: Settings) -> Finding:
    """The real reason is asked for and comes out, before a way out is offered."""
    del settings
    told = view.debtor_with("reason")
    asked = [t for t in view.case.agent if "reason" in t.questions or t.weigh("ask_open") >= SURE]
    before = [t for t in asked if not told or t.place < told[-1].place]
    turns = places(asked[:2]) + tuple(t.place for t in told[:2])
    heard = [
        t
        for t in view.case.agent
        if told
        and t.place > told[0].place
        and t.weigh("reflect", "empathise", "ask_open", "affirm") >= SURE
        and t.harm < SURE
    ]
    if told and before and not heard:
        return Finding(
            0.5, turns, Text("问了原因，听完没有接", "asks why and passes over the answer")
        )
    if told and before:
        return Finding(
            clip(keep_asking(view)), turns, Text("问出了真实原因", "draws out the reason")
        )
    if told:
        later = [
            t
            for t in view.case.agent
            if t.place > told[0].place
            and t.weigh("reflect", "empathise", "ask_open", "ask_closed") >= SURE
        ]
        return Finding(
            0.75 if later else 0.3,
            turns,
            Text("对方主动说了原因", "the debtor volunteers the reason"),
        )
    if asked:
        return Finding(0.6, turns, Text("问了原因，对方没有说", "asks, without getting the reason"))
    return Finding(0.0, (), Text("没有了解原因", "never asks why"))


def measure_room(view: View, settings: Settings) -> Finding:
    """Room to speak: the agent's share of the talk, and no cutting off."""
    mine = sum(t.seconds for t in view.case.agent)
    theirs = sum(t.seconds for t in view.case.debtor)
    if not theirs:
        return Finding(None, (), Text("对方没有说话", "the other side never spoke"))
    share = mine / (mine + theirs)
    free, most = settings.get("free", 0.72), settings.get("most", 0.9)
    level = clip((most - share) / (most - free))
    cuts = view.agent_with("dismiss")
    level = clip(level - 0.4 * sum(t.weigh("dismiss") for t in cuts))
    percent = round(100 * share)
    note = Text(f"坐席说话约占 {percent}%", f"the agent has about {percent}% of the talk")
    return Finding(level, places(cuts), note)


def measure_heard(view: View, settings: Settings) -> Finding:
    """The other side shows whether it was heard: repeats and objects, or leaves at ease."""
    if len(view.case.debtor) < settings.get("turns", 3.0) or view.closed >= CLOSED:
        return Finding(None, (), Text("看不出对方的反应", "no reaction to judge by"))
    reactions = view.reactions
    bad = tuple(sorted({*reactions.unheard, *reactions.protests}))
    if view.ignored:
        return Finding(0.0, view.ignored.places, UNHEARD)
    if reactions.level < 0.5:
        note = Text("对方重复、纠正或抗议", "the other side repeats, corrects or objects")
        return Finding(clip(reactions.level), bad, note)
    note = (
        Text("对方放下心来", "the other side leaves at ease")
        if reactions.eased >= 0.5
        else Text("对方没有不满", "no complaint from the other side")
    )
    return Finding(clip(reactions.level), reactions.relief, note)


def measure_heeding(view: View, settings: Settings) -> Finding:
    """The kind of call is heard and acted on: the best sign of listening in a short one."""
    del settings
    judged = [s for s in view.situations if s.met]
    if not judged:
        return Finding(None, (), Text("普通来电", "an ordinary call"))
    if view.ignored:
        return Finding(0.0, view.ignored.places, UNHEARD)
    level = clip(sum(s.level for s in judged) / len(judged))
    turns = tuple(m.place for s in judged for m in s.met if m.place is not None)
    note = (
        Text("听出来了", "heard and acted on")
        if level >= 0.6
        else Text("没听出这通电话的性质", "the kind of call is not heard")
    )
    return Finding(level, tuple(sorted(set(turns)))[:4], note)
