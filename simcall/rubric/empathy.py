"""Measures of empathy: acknowledging, specific, warm, sincere, composed (A8, A14, A13)."""

from __future__ import annotations

from simcall.common.bilingual import Text
from simcall.rubric.case import AgentTurn, DebtorTurn
from simcall.rubric.course import keep_earnest
from simcall.rubric.view import SURE, Finding, Settings, View, clip, places

FEELING = ("emotion", "reason", "risk", "complain", "refuse", "excuse")
STRONG = ("emotion", "risk", "reason", "complain")
HANDLED = 0.6  # level from which a special kind of call counts as handled
COURTEOUS = 0.65  # warmth of a courteous short call in which no feeling was shown
OWN_WORDS = 0.55  # worth of kind words that are no stock phrase, without shared matter
KIND = ("empathise", "reflect", "affirm", "apologise")


def find_chances(view: View) -> list[DebtorTurn]:
    """Return the debtor turns that call for an acknowledgement."""
    return [t for t in view.debtor_with(*FEELING) if view.case.reply_to(t)]


def value_kindness(turn: AgentTurn) -> float:
    """Return what one kind turn is worth: for this person, not a formula, not brushed aside."""
    weight = max(
        turn.weigh("empathise"),
        0.9 * turn.weigh("affirm"),
        0.8 * turn.weigh("reflect"),
        0.8 * turn.weigh("apologise"),
    )
    if weight < SURE:
        return 0.0
    tied = 0.3 + 0.7 * turn.tied
    if not turn.formula and not turn.slight:
        tied = max(tied, OWN_WORDS)
    if turn.weigh("reflect") >= SURE:
        tied = max(tied, 0.75)
    own = 1.0 if turn.copy <= 0.5 else 0.3
    spoiled = max(turn.cold, turn.harm if turn.harm >= SURE else 0.0)
    own *= 0.5 if turn.slight else 1.0
    return weight * tied * own * min(1.0, turn.novelty / 0.6) * (1.0 - spoiled)


def grade_reply(turn: AgentTurn) -> float:
    """Return how far one turn acknowledges what was felt: a formula counts a little over half."""
    value = turn.weigh(*KIND) * min(1.0, turn.novelty / 0.5)
    value *= 1.0 if turn.weigh("reflect") >= SURE else 0.55 + 0.45 * turn.tied
    value *= (1.0 if turn.copy <= 0.6 else 0.4) * (0.5 if turn.slight else 1.0)
    return value * (1.0 - max(turn.cold, turn.harm if turn.harm >= SURE else 0.0))


def measure_acknowledging(view: View, settings: Settings) -> Finding:
    """Share of feelings and hardships that the next two turns acknowledge."""
    chances = find_chances(view)
    if not chances:
        return Finding(None, (), Text("对方没有表露情绪或困难", "no feeling or hardship was shown"))
    total = gained = 0.0
    missed = []
    for chance in chances:
        heft = 1.0 if chance.weigh(*STRONG) >= SURE else 0.5
        replies = view.case.reply_to(chance, 2)
        grades = [grade_reply(r) for r in replies]
        best = max(grades[0], 0.7 * grades[1] if len(grades) > 1 else 0.0)
        total += heft
        gained += heft * min(1.0, best / 0.8)
        if best < 0.3:
            missed.append(chance.place)
    level = clip(gained / total / settings.get("full", 0.7) * keep_earnest(view))
    if missed:
        return Finding(
            level,
            tuple(missed),
            Text("这些情绪或难处没有得到回应", "feelings or hardship passed over here"),
        )
    return Finding(
        level,
        tuple(c.place for c in chances),
        Text("对情绪和难处有回应", "feelings are acknowledged"),
    )


def measure_specific(view: View, settings: Settings) -> Finding:
    """The best empathic turns are about this person, not a formula."""
    worth = sorted(((value_kindness(t), t.place) for t in view.case.agent), reverse=True)
    best = [(value, place) for value, place in worth if value > 0.0][: int(settings.get("best", 2))]
    if not best:
        if not find_chances(view):
            return Finding(None, (), Text("没有需要共情的地方", "nothing called for empathy"))
        return Finding(0.0, (), Text("没有一句共情", "not one empathic sentence"))
    wanted = 1 if len(find_chances(view)) <= 1 else 2
    level = clip(sum(v for v, _ in best[:wanted]) / wanted / settings.get("full", 0.75))
    level = clip(level * keep_earnest(view))
    turns = tuple(place for _, place in best)
    if level >= 0.6:
        return Finding(level, turns, Text("共情说到了这个人的处境", "empathy for this very person"))
    return Finding(level, turns, Text("共情停留在套话", "empathy stays a formula"))


def measure_warmth(view: View, settings: Settings) -> Finding:
    """The general tone: encouragement, thanks and patience against harsh words."""
    del settings
    count = max(1, len(view.case.agent))
    kind = [t for t in view.case.agent if t.weigh(*KIND) >= SURE and t.harm < SURE]
    rough = [t for t in view.case.agent if t.harm >= SURE]
    hot = sum(t.weigh("threat", "credit_scare", "attack", "disclose", "deceive") for t in rough)
    mild = sum(t.weigh("dismiss", "pressure", "rigid") for t in rough)
    share = min(1.0, sum(0.5 + 0.5 * t.tied for t in kind) / count / 0.35)
    handled = [s for s in view.situations if s.met and s.level >= HANDLED]
    base = COURTEOUS if handled and not find_chances(view) else 0.35
    level = clip(base + (1.0 - base) * share - 0.5 * hot - 0.3 * mild)
    if rough:
        return Finding(level, places(rough), Text("这些话伤人", "these words hurt"))
    if share < 0.4:
        return Finding(level, (), Text("得体但冷淡", "correct but cold"))
    return Finding(level, places(kind[:4]), Text("语气温和", "a warm tone"))


def measure_sincerity(view: View, settings: Settings) -> Finding:
    """Warm words are not repeated as a formula, copied, or brushed aside by what follows."""
    del settings
    warm = [t for t in view.case.agent if t.weigh(*KIND) >= SURE]
    if not warm:
        return Finding(None, (), Text("没有温暖的话可评", "no warm words to judge"))
    stale = [t for t in warm[1:] if t.novelty < 0.5]
    copied = [t for t in warm if t.copy > 0.6]
    spoiled = [t for t in warm if t.cold >= 0.4 or t.harm >= SURE]
    loss = (len(stale) + len(copied)) / len(warm) + 1.5 * len(spoiled) / len(warm)
    vague = [t for t in warm if t.tied < 0.4 and t.weigh("reflect") < SURE]
    loss += 0.5 * len(vague) / len(warm)
    bad = tuple(sorted({*places(stale), *places(copied), *places(spoiled)}))
    if bad:
        return Finding(
            clip(1.0 - loss),
            bad,
            Text("重复、照搬或随即推翻的安慰", "comfort repeated, copied or taken back"),
        )
    return Finding(clip(1.0 - loss), places(warm[:4]), Text("前后一致", "meant as said"))


def measure_composure(view: View, settings: Settings) -> Finding:
    """Provoked, the agent stays calm."""
    del settings
    provoked = [
        t
        for t in view.case.debtor
        if t.weigh("complain", "refuse", "ask_supervisor", "cite_law") >= SURE
        or view.case.rubric.signal("provocation", t.text)
    ]
    pairs = [(t, view.case.reply_to(t)[0]) for t in provoked if view.case.reply_to(t)]
    if not pairs:
        return Finding(None, (), Text("没有受到挑衅", "no provocation"))
    lost = [reply for _, reply in pairs if reply.harm >= SURE]
    calm = sum(
        1.0 if r.weigh(*KIND, "ask_open", "refer", "rights") >= SURE else 0.6
        for _, r in pairs
        if r.harm < SURE
    )
    level = clip(calm / len(pairs) - 0.3 * len(lost))
    if lost:
        return Finding(level, places(lost), Text("被激怒后还击", "strikes back when provoked"))
    return Finding(
        level,
        places([r for _, r in pairs]),
        Text("受到挑衅仍然平稳", "stays calm under provocation"),
    )


def measure_trend(view: View, settings: Settings) -> Finding:
    """Patience lasts: the second half is no harsher than the first; an early slip can be mended."""
    agent = view.case.agent
    if len(agent) < settings.get("turns", 4.0):
        return Finding(None, (), Text("通话太短", "too short to tell"))
    half = len(agent) // 2
    early = sum(t.harm for t in agent[:half] if t.harm >= SURE)
    late = [t for t in agent[half:] if t.harm >= SURE]
    weight = sum(t.harm for t in late)
    if not early and not weight:
        return Finding(1.0, (), Text("始终有耐心", "patient to the end"))
    if early and not weight:
        sorry = [t for t in agent[half:] if t.weigh("apologise") >= SURE]
        note = Text(
            "先硬后软，有弥补" if sorry else "先硬后软",
            "a rough start, mended" if sorry else "a rough start",
        )
        return Finding(0.6 if sorry else 0.4, places(sorry), note)
    return Finding(
        clip(0.35 - 0.25 * weight), places(late), Text("越说越没有耐心", "patience runs out")
    )
