"""Faults of the whole call that limit the total, whatever the points are.

A plain mean of six dimensions rates a polite call that helps nobody at half marks, and an expert
does not. Each fault here has a ceiling in the rubric; the finding gives turns and reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simcall.common.bilingual import Text
from simcall.rubric.book import Ceiling
from simcall.rubric.course import (
    Shown,
    ease,
    see_hollow,
    see_interrogation,
    see_overpromise,
    see_preaching,
    see_unanswered,
    see_unheard,
    see_upsell,
)
from simcall.rubric.empathy import HANDLED, value_kindness
from simcall.rubric.report import Cap
from simcall.rubric.situation import Situation
from simcall.rubric.solution import value_offer
from simcall.rubric.uptake import find_rich, has_matter, measure_touch, measure_uptake
from simcall.rubric.view import CLOSED_DOORS, SURE, View, clip, places

KIND = ("empathise", "affirm", "reflect", "apologise")
HARD = ("pressure", "rigid", "dismiss", "threat", "credit_scare", "attack")
RULING = ("crisis", "third_party", "deceased")  # beside these no other kind of call matters
PROTESTS = ("question", "refuse", "dispute", "complain", "ask_supervisor", "negotiate")
Levels = Mapping[str, float | None]
Found = tuple[float, tuple[int, ...]]  # how strongly the fault shows, 0 to 1, and where
QUIET = 0.85  # how far being deaf counts when nobody complains of it
SOUR = 0.1  # share of sour turns from which it counts fully
# Faults that are seen, not inferred: they stand however good the replies are.
FIRM = (
    *("gaming", "stuffing", "too_little", "over_conceding", "overpromise", "upsell"),
    *("unheard", "unanswered", "regardless"),
)
FAINT = 0.1  # strength below which a fault is left out


def find_no_way_out(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Polite, perhaps warm, and nothing that helps: no offer, no referral, no step agreed."""
    if view.holds("third_party", "early_hangup") or is_closed_door(view, ceiling):
        return 0.0, ()
    handled = [
        s
        for s in view.situations
        if s.met and "offer" in s.variant.skip and s.level >= ceiling.settings["handled"]
    ]
    if handled:
        return 0.0, ()
    offer = max((value_offer(t) for t in view.case.agent), default=0.0)
    refer = max((t.weigh("refer") for t in view.case.agent), default=0.0)
    step = max(
        (t.weigh("commit") for t in view.case.agent if t.slots.amounts or t.slots.dates),
        default=0.0,
    )
    best = max(offer, refer, 0.8 * step)
    least, full = ceiling.settings["least"], ceiling.settings["full"]
    return min(1.0, max(0.0, (least - best) / (least - full))), places(view.case.agent[-1:])


def find_parroting(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """The same comfort again and again, or the debtor's own sentences given back."""
    warm = [t for t in view.case.agent if t.weigh(*KIND) >= SURE]
    stale = [t for t in warm if t.novelty < ceiling.settings["novelty"]]
    copied = [t for t in view.case.agent if t.copy > ceiling.settings["copy"]]
    bad = sorted({*places(stale), *places(copied)})
    share = len(bad) / max(1, len(view.case.agent))
    enough = len(bad) >= ceiling.settings["turns"] and share >= ceiling.settings["share"]
    return (1.0 if enough else 0.0), tuple(bad)


def find_formula(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Comfort in most turns, and hardly ever about this person."""
    warm = [t for t in view.case.agent if t.weigh("empathise", "affirm") >= SURE]
    vague = [t for t in warm if t.tied < 0.4 and t.weigh("reflect") < SURE]
    if len(vague) < ceiling.settings["turns"] or len(vague) < ceiling.settings["share"] * len(warm):
        return 0.0, ()
    return ease(view), places(vague)


def find_script(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """A script read regardless of the answers: what is said is neither answered nor taken up."""
    touch, uptake = measure_touch(view.case), measure_uptake(view.answers)
    if touch is None or uptake is None or is_closed_door(view, ceiling):
        return 0.0, ()
    deaf = has_matter(view.case, ceiling.settings["matter"]) and touch < ceiling.settings["touch"]
    lost = touch + uptake < ceiling.settings["both"]
    unheard = [a for a in view.answers if a.need in PROTESTS and a.level < 0.45]
    many = len(unheard) >= ceiling.settings["lost"]
    found = deaf and lost and many
    return (ease(view) if found else 0.0), tuple(a.place for a in unheard)


def find_deaf(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Nothing of what the debtor tells is ever taken up, whatever kind of answer is given."""
    touch = measure_touch(view.case)
    tied = sum(1 for t in view.case.agent if t.tied >= 0.7)
    if touch is None or tied >= ceiling.settings["tied"] or is_closed_door(view, ceiling):
        return 0.0, ()
    told = has_matter(view.case, ceiling.settings["matter"])
    uptake = measure_uptake(view.answers)
    answered = uptake is not None and uptake >= ceiling.settings["uptake"]
    deaf = told and touch < ceiling.settings["touch"] and not answered
    if has_matter(view.case, ceiling.settings["much"]):
        deaf = deaf or (tied == 0 and touch < ceiling.settings["touch_much"])
    felt = QUIET + (1.0 - QUIET) * min(1.0, view.reactions.sour / SOUR)
    return (felt * ease(view) if deaf else 0.0), tuple(t.place for t in find_rich(view.case))


def is_closed_door(view: View, ceiling: Ceiling | None) -> bool:
    """Tell whether the call asked for little talk, and got what it asked for."""
    least = ceiling.settings["handled"] if ceiling is not None else HANDLED
    return any(s.variant.id in CLOSED_DOORS and s.level >= least for s in view.situations)


def find_regardless(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Kind and fluent throughout, and as good as nothing of it answers this person.

    Turn by turn such a script may be graded as fair; over the call the signs of an answer stay away
    and those of passing over what was said add up.
    """
    graded = [t for t in view.case.agent if t.signs]
    settings = ceiling.settings
    few = len(graded) < settings["turns"] or not has_matter(view.case, settings["matter"])
    if few or is_closed_door(view, ceiling):
        return 0.0, ()
    answers = sum(t.signs.get("answers", 0.0) for t in graded) / len(graded)
    deaf = sum(t.signs.get("deaf", 0.0) for t in graded) / len(graded)
    found = answers <= settings["answers"] and deaf >= settings["deaf"]
    return (1.0 if found else 0.0), places(graded)


def find_hard_line(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Pressure, refusals and dismissals are the rule of the call."""
    hard = [t for t in view.case.agent if t.weigh(*HARD) >= SURE]
    share = len(hard) / max(1, len(view.case.agent))
    many = len(hard) >= ceiling.settings["turns"] and share >= ceiling.settings["share"]
    return (1.0 if many else 0.0), places(hard)


def find_cold(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Correct, and no warmth for somebody who shows distress."""
    empathy = levels.get("empathy")
    shown = view.debtor_with("emotion", "reason", "risk", "complain")
    if empathy is None or not shown or is_closed_door(view, None):
        return 0.0, ()
    warmest = max((value_kindness(t) for t in view.case.agent), default=0.0)
    top, full = ceiling.settings["from"], ceiling.settings["full"]
    short = (top - empathy) / (top - full)
    unmoved = warmest < ceiling.settings["warmest"] and empathy < top
    cold = 1.0 if unmoved else min(1.0, max(0.0, short))
    return cold * ease(view), tuple(t.place for t in shown)[:3]


def find_unchecked_identity(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """The debt is spoken of and identity was never asked."""
    asked, settled, detail, _ = view.identity
    if detail is None or asked is not None or settled is not None:
        return 0.0, ()
    return 1.0, (detail,)


def find_one_breath(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """The debt is told in the breath of the identity question, or before it."""
    asked, settled, detail, other = view.identity
    if detail is None or other is not None or asked is None or asked < detail:
        return 0.0, ()
    if settled is not None and settled < detail:
        return 0.0, ()
    return 1.0, (detail,)


def find_lecture(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Long turns and hardly any room for the other side."""
    mine = sum(t.seconds for t in view.case.agent)
    theirs = sum(t.seconds for t in view.case.debtor)
    long = [t for t in view.case.agent if t.seconds >= ceiling.settings["seconds"]]
    crowded = mine / max(0.1, mine + theirs) >= ceiling.settings["share"]
    return (1.0 if long and crowded else 0.0), places(long)


def find_no_inquiry(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Amounts and dates are asked for, and never what happened."""
    closed = view.agent_with("ask_closed")
    few = len(closed) < ceiling.settings["closed"]
    heard = sum(1 for t in view.agent_with("reflect", "empathise") if t.tied >= 0.7)
    if (
        few
        or heard >= ceiling.settings["heard"]
        or "reason" in view.skipped
        or view.agent_with("ask_open")
    ):
        return 0.0, ()
    asked = any(
        "reason" in t.questions or view.case.rubric.signal("inquires", t.text)
        for t in view.case.agent
    )
    return (0.0 if asked else ease(view)), places(closed)[:3]


def find_gaming(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Words for the scorer instead of the debtor."""
    turns = [t for t in view.case.agent if view.case.rubric.signal("gaming", t.text)]
    return (1.0 if turns else 0.0), places(turns)


def find_stuffing(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Good phrases piled up in a turn or two while the other side hardly speaks."""
    piled = [
        t
        for t in view.case.agent
        if sum(1 for w in t.weights.values() if w >= SURE) >= ceiling.settings["acts"]
    ]
    share = len(piled) / max(1, len(view.case.agent))
    return (1.0 if share >= ceiling.settings["share"] and piled else 0.0), places(piled)


def find_too_little(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Hardly anything was said by the other side, so hardly anything could be shown."""
    if view.situations and not view.holds("early_hangup"):
        return 0.0, ()
    spoken = [t for t in view.case.debtor if t.text.strip()]
    return (1.0 if len(spoken) < ceiling.settings["turns"] else 0.0), ()


def find_over_conceding(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """Concessions beyond the declared policy."""
    beyond = tuple(b.place for b in view.breaches if b.beyond)
    return (1.0 if beyond else 0.0), beyond


def find_lost_patience(view: View, levels: Levels, ceiling: Ceiling) -> Found:
    """A good start, and harsh words in the second half."""
    agent = view.case.agent
    late = [t for t in agent[len(agent) // 2 :] if t.harm >= SURE]
    return (1.0 if len(late) >= ceiling.settings["turns"] else 0.0), places(late)


def of_course(see: Callable[[View, Mapping[str, float]], Shown]) -> Fault:
    """Return a fault of the whole course as a ceiling finds it."""

    def find(view: View, levels: Levels, ceiling: Ceiling) -> Found:
        shown = see(view, ceiling.settings)
        return shown.strength, shown.turns

    return find


Fault = Callable[[View, Levels, Ceiling], Found]
FAULTS: Mapping[str, Fault] = {
    "unheard": of_course(see_unheard),
    "unanswered": of_course(see_unanswered),
    "hollow": of_course(see_hollow),
    "interrogation": of_course(see_interrogation),
    "preaching": of_course(see_preaching),
    "overpromise": of_course(see_overpromise),
    "upsell": of_course(see_upsell),
    "no_way_out": find_no_way_out,
    "parroting": find_parroting,
    "formula": find_formula,
    "script": find_script,
    "regardless": find_regardless,
    "deaf": find_deaf,
    "hard_line": find_hard_line,
    "cold": find_cold,
    "no_identity": find_unchecked_identity,
    "one_breath": find_one_breath,
    "lecture": find_lecture,
    "no_inquiry": find_no_inquiry,
    "gaming": find_gaming,
    "stuffing": find_stuffing,
    "too_little": find_too_little,
    "over_conceding": find_over_conceding,
    "lost_patience": find_lost_patience,
}


def cap_situation(situation: Situation, left: float) -> Cap | None:
    """Return the ceiling of a situation that was handled badly: the worse, the lower.

    left: what relief at the end and good replies leave of it, 0 to 1.
    """
    enough, most = 0.6, situation.variant.unmet
    if not situation.met or situation.level >= enough or most >= 100.0:
        return None
    height = most + (100.0 - most) * 0.5 * situation.level / enough
    height = 100.0 - (100.0 - height) * left
    if height >= 99.0:
        return None
    name = situation.variant.name
    return Cap(
        f"situation: {situation.variant.id}",
        Text(f"没有按“{name.zh}”应有的方式处理", f"not handled as this call asks: {name.en}"),
        round(height, 1),
        (situation.place, *(place for place, _ in situation.wrong)),
        situation.variant.guidance,
    )


def believe_fault(view: View, name: str) -> float:
    """Return what good replies leave of a fault of the course, 0 to 1.

    Most faults are inferred from what is missing. Where a coach finds the replies good throughout,
    nothing was missing.
    """
    if name in FIRM or not view.replies.turns:
        return 1.0
    rule = view.case.rubric.replies
    return 1.0 - clip((view.replies.mean - rule.ease_from) / (rule.ease_full - rule.ease_from))


def find_caps(view: View, levels: Levels) -> tuple[Cap, ...]:
    """Return every ceiling that this call has earned, the lowest first."""
    rubric = view.case.rubric
    caps = []
    for failure in (*view.failures, *view.extras):
        critical = rubric.critical(failure.act)
        caps.append(
            Cap(
                f"critical: {failure.act}",
                critical.name,
                critical.ceiling,
                failure.places,
                critical.guidance,
            )
        )
    for ceiling in rubric.ceilings:
        strength, turns = FAULTS[ceiling.id](view, levels, ceiling)
        strength *= believe_fault(view, ceiling.id)
        if strength >= FAINT:
            most = round(ceiling.most + (100.0 - ceiling.most) * (1.0 - strength), 1)
            caps.append(Cap(f"fault: {ceiling.id}", ceiling.text, most, turns, ceiling.guidance))
    ruling = [s for s in view.situations if s.variant.id in RULING]
    for situation in ruling or view.situations:
        relief = 1.0 if ruling else ease(view)
        cap = cap_situation(situation, relief * believe_fault(view, "situation"))
        if cap is not None:
            caps.append(cap)
    return tuple(sorted(caps, key=lambda cap: (cap.most, cap.id)))
