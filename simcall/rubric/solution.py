"""Measures of the solution: concrete, fitting, explained, agreed, or a referral (A5, A9)."""

from __future__ import annotations

from simcall.common.bilingual import Text
from simcall.rubric.asked import OPEN, measure_answered
from simcall.rubric.case import AgentTurn
from simcall.rubric.view import SURE, Finding, Settings, View, clip, places

PUT_OFF = 0.6  # how far an offer loses by putting off
ABILITY = frozenset({"income", "plan", "amount", "due_date", "work", "family", "other_lenders"})


def is_concrete(turn: AgentTurn) -> bool:
    """Tell whether an offer has a number, a date or a choice in it."""
    slots = turn.slots
    numbered = bool(slots.amounts or slots.dates or slots.instalments or slots.days)
    return numbered or slots.waiver is not None or turn.choice >= 0.5


def value_offer(turn: AgentTurn) -> float:
    """Return what one offer is worth by itself."""
    weight = turn.weigh("offer")
    if weight < SURE:
        return 0.0
    spoiled = turn.weigh("threat", "pressure", "attack", "deceive")
    level = min(1.0, weight / 0.85) * (1.0 if is_concrete(turn) else 0.6)
    level *= 1.0 - PUT_OFF * turn.evasive
    return level * (1.0 - (0.8 * spoiled if spoiled >= SURE else 0.0))


def measure_offer(view: View, settings: Settings) -> Finding:
    """A concrete way out: numbers, dates, a choice; a referral where money is not the answer."""
    offers = [(value_offer(t), t) for t in view.case.agent if value_offer(t) > 0.0]
    if offers:
        best = max(value for value, _ in offers)
        some = min(0.1, 0.05 * (len(offers) - 1))
        note = (
            Text("有具体方案", "a concrete way out")
            if best >= 0.8
            else Text("方案说得笼统", "the way out stays vague")
        )
        return Finding(clip(best + some), places([t for _, t in offers][:4]), note)
    referred = view.agent_with("refer")
    if referred:
        return Finding(
            settings.get("referral", 0.6),
            places(referred),
            Text("没有方案，但有转介", "no offer, but a referral"),
        )
    if view.breaches:
        return Finding(0.3, (view.breaches[0].place,), Text("方案超出权限", "beyond policy"))
    return Finding(0.0, (), Text("没有给出路", "no way out is offered"))


def measure_fitting(view: View, settings: Settings) -> Finding:
    """The offer comes after the reason, asks what is affordable, leaves a choice, finds an ear."""
    del settings
    offers = [t for t in view.case.agent if value_offer(t) > 0.0]
    if not offers:
        return Finding(0.0, (), Text("没有可评的方案", "no offer to fit"))
    last = offers[-1]
    told = next(
        (
            d.place
            for d in view.debtor_with("reason", "excuse", "emotion", "offer_amount", "negotiate")
        ),
        None,
    )
    after = 0.35 if told is not None and told < last.place else 0.1
    asked = [
        t
        for t in view.case.agent
        if t.questions & ABILITY
        or (t.weigh("ask_open", "ask_closed") >= SURE and t.topics & ABILITY)
    ]
    named = [d for d in view.case.debtor if d.weigh("offer_amount") >= SURE]
    able = 0.25 if asked or named else 0.0
    choice = 0.15 if len(offers) > 1 or any(t.choice >= 0.5 for t in offers) else 0.0
    replies = [d for d in view.case.debtor if d.place > offers[0].place]
    welcome = any(
        d.talk == "change" or d.weigh("promise", "thank", "offer_amount") >= SURE for d in replies
    )
    fits = 0.15 if last.fit >= 0.15 or any(t.fit >= 0.15 for t in offers) else 0.0
    level = clip(after + able + choice + fits + (0.2 if welcome else 0.0))
    note = (
        Text("方案跟着原因和能力走", "the offer follows reason and means")
        if level >= 0.7
        else (Text("方案与处境不够贴合", "the offer does not fit the situation well"))
    )
    return Finding(level, places([*asked[:2], *offers[:2]]), note)


def measure_explaining(view: View, settings: Settings) -> Finding:
    """Fees, process, rights and effects are explained; questions are answered."""
    told = view.agent_with("inform", "rights")
    asked = [a for a in view.answers if a.need == "question"]
    plain = min(1.0, sum(t.weigh("inform", "rights") for t in told) / settings.get("wanted", 1.5))
    if not asked:
        note = (
            Text("讲清了怎么办", "explains how") if told else Text("没有解释", "explains nothing")
        )
        return Finding(clip(plain), places(told[:4]), note)
    answered = sum(a.level for a in asked) / len(asked)
    missed = tuple(a.place for a in asked if a.level < 0.4)
    level = clip(0.4 * plain + 0.6 * answered / 0.8)
    if missed:
        return Finding(level, missed, Text("这些问题没有回答", "questions left open here"))
    return Finding(level, places(told[:4]), Text("问题都有答复", "questions are answered"))


def measure_answered_questions(view: View, settings: Settings) -> Finding:
    """What is asked gets an answer, not comfort and not "it depends" (A17, D9)."""
    del settings
    level = measure_answered(view.asked)
    if level is None:
        return Finding(None, (), Text("对方没有提问", "nothing was asked"))
    left = tuple(a.place for a in view.asked if a.level < OPEN)
    if left:
        return Finding(clip(level / 0.9), left, Text("这些问题没有答复", "left open here"))
    turns = tuple(a.answer for a in view.asked)
    return Finding(clip(level / 0.9), turns, Text("有问必答", "every question is answered"))


def measure_agreement(view: View, settings: Settings) -> Finding:
    """The debtor takes it up: a promise, an amount, a yes to the way out; not a forced one."""
    del settings
    yes = [d for d in view.case.debtor if d.weigh("promise", "offer_amount") >= SURE]
    asked = [t for t in view.case.agent if t.weigh("offer", "commit", "refer") >= SURE]
    if not asked:
        return Finding(0.0, (), Text("没有谈到约定", "nothing was agreed or asked"))
    forced = [t for t in view.case.agent if t.weigh("threat", "pressure", "attack") >= SURE]
    last = view.case.debtor[-2:] if view.case.debtor else ()
    willing = bool(yes) or any(d.talk == "change" or d.weigh("thank") >= SURE for d in last)
    level = 0.9 if yes else (0.75 if willing else 0.35)
    level += 0.1 if view.agent_with("commit", "summarise") else 0.0
    if any(d.weigh("refuse", "complain") >= SURE for d in view.case.debtor[-1:]):
        level *= 0.5
    if forced:
        level *= 0.35
        return Finding(clip(level), places(forced), Text("约定是逼出来的", "a forced agreement"))
    turns = tuple(d.place for d in yes[:3]) or places(asked[-1:])
    note = Text("双方谈拢", "agreed by both") if willing else Text("没有谈拢", "not agreed")
    return Finding(clip(level), turns, note)


def measure_flexibility(view: View, settings: Settings) -> Finding:
    """No bare refusals; a limit of policy is explained and comes with an alternative (A16)."""
    del settings
    hard = view.agent_with("rigid")
    weight = sum(t.weigh("rigid") for t in hard)
    if not hard:
        tried = view.agent_with("offer", "refer")
        note = (
            Text("有商量余地", "leaves room") if tried else Text("没有僵硬拒绝", "no bare refusal")
        )
        return Finding(1.0 if tried else 0.5, places(tried[:2]), note)
    return Finding(
        clip(0.5 - 0.3 * weight),
        places(hard),
        Text("一口回绝，没有替代办法", "refuses and offers nothing instead"),
    )


def measure_policy(view: View, settings: Settings) -> Finding:
    """Offers stay within the declared policy; what needs approval is said to need it (A16)."""
    del settings
    facts = view.case.heard.transcript.facts
    if isinstance(facts, str) or not facts.get("remedies"):
        return Finding(None, (), Text("政策限额未知", "policy limits unknown"))
    bad = tuple(b.place for b in view.breaches)
    if not bad:
        return Finding(1.0, (), Text("在权限之内", "within policy"))
    level = clip(0.4 - 0.2 * len(bad))
    return Finding(level, bad, Text("让步超出权限", "concedes beyond policy"))


def measure_situation(view: View, settings: Settings) -> Finding:
    """The call's own kind is seen and handled: see the variants of the rubric."""
    del settings
    judged = [s for s in view.situations if s.met]
    if not judged:
        return Finding(None, (), Text("普通来电", "an ordinary call"))
    worst = min(judged, key=lambda s: s.level)
    told = any(f.act == "disclose" for f in view.failures)
    if told and view.identity.other is not None:
        return Finding(0.0, (view.identity.other,), Text("向他人透露了欠款", "told somebody else"))
    level = clip(0.6 * worst.level + 0.4 * sum(s.level for s in judged) / len(judged))
    turns = tuple(m.place for m in worst.met if m.place is not None) + tuple(
        place for place, _ in worst.wrong
    )
    missing = [m.need.text for m in worst.met if m.level < 0.4]
    name = worst.variant.name
    if missing:
        note = Text(f"{name.zh}：缺少“{missing[0].zh}”", f"{name.en}: missing: {missing[0].en}")
    else:
        note = Text(f"{name.zh}：处理得当", f"{name.en}: handled as it should be")
    return Finding(level, tuple(sorted(set(turns))), note)
