"""The course of the whole call, judged by what it did to the talk: heard, answered, lectured.

Each finding is graded, not a gate: how strongly it shows, 0 to 1, and where. What the other side
says at the end weighs against it: somebody who leaves relieved was not left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simcall.rubric.asked import OPEN, measure_answered
from simcall.rubric.case import AgentTurn
from simcall.rubric.view import SURE, View, clip

KIND = ("empathise", "affirm", "reflect", "apologise")
MEANT = 0.7  # level of the answers from which thanks are taken at their word
PRETENDED = 0.7  # how far kind words lose where they were given in place of answers
PRIED = 0.7  # how far open questions lose that are part of an interrogation
FORGIVEN = 0.7  # how far relief at the end speaks against a fault
Settings = Mapping[str, float]


class Shown(NamedTuple):
    """How strongly something shows, 0 to 1, and in which turns."""

    strength: float
    turns: tuple[int, ...]


def ease(view: View) -> float:
    """Return what relief at the end leaves of a fault; thanks for no answer are mere manners."""
    answered = measure_answered(view.asked)
    meant = 1.0 if answered is None else min(1.0, answered / MEANT)
    return 1.0 - FORGIVEN * view.reactions.eased * meant


def see_unheard(view: View, settings: Settings) -> Shown:
    """The other side has to repeat, corrects, objects, gives up."""
    sour = view.reactions.sour
    share = clip((sour - settings["from"]) / (settings["full"] - settings["from"]))
    turns = tuple(sorted({*view.reactions.unheard, *view.reactions.protests}))
    return Shown(clip(share * ease(view) * (1.0 - view.closed)), turns)


def see_unanswered(view: View, settings: Settings) -> Shown:
    """Questions are left open."""
    level = measure_answered(view.asked)
    left = tuple(a.place for a in view.asked if a.level < OPEN)
    if level is None:
        return Shown(0.0, ())
    share = clip((settings["from"] - level) / (settings["from"] - settings["full"]))
    strength = share * min(1.0, len(left) / settings["turns"]) * (1.0 - view.closed)
    return Shown(clip(strength), left)


def see_hollow(view: View, settings: Settings) -> Shown:
    """Comfort is given in place of an answer."""
    hollow = tuple(a.answer for a in view.asked if a.hollow)
    return Shown(clip((len(hollow) - settings["from"]) / settings["full"]), hollow)


def keep_earnest(view: View) -> float:
    """Return what is left of kind and reflecting words where they stood in place of answers."""
    return 1.0 - PRETENDED * see_hollow(view, view.case.rubric.ceiling("hollow").settings).strength


def keep_asking(view: View) -> float:
    """Return what is left of open questions that are one of many, with nothing given between."""
    rule = view.case.rubric.ceiling("interrogation").settings
    return 1.0 - PRIED * see_interrogation(view, rule).strength


def is_probe(view: View, turn: AgentTurn) -> bool:
    """Tell whether a turn only asks: nothing told, nothing said back, no kind word."""
    asks = turn.weigh("ask_open", "ask_closed") >= SURE or view.case.rubric.signal(
        "asks", turn.text
    )
    gives = turn.weigh(*KIND, "offer", "refer", "rights", "verify", "summarise", "greet") >= SURE
    own = turn.weigh("empathise", "affirm", "apologise") >= SURE
    bare = not gives or (turn.weigh("reflect") < 0.65 and not own)
    return asks and bare and turn.weigh("verify", "offer", "refer") < SURE


def see_interrogation(view: View, settings: Settings) -> Shown:
    """One question after another, with nothing given in between."""
    probes = [t for t in view.case.agent if is_probe(view, t)]
    warm = sum(1 for t in view.case.agent if t.weigh("empathise", "affirm", "apologise") >= SURE)
    share = len(probes) / max(1, len(view.case.agent))
    many = clip((len(probes) - settings["turns"]) / 3.0)
    much = clip((share - settings["share"]) / 0.2)
    turns = tuple(t.place for t in probes)
    return Shown(clip(many * much * (1.0 - min(1.0, warm / 3.0)) * ease(view)), turns)


def see_preaching(view: View, settings: Settings) -> Shown:
    """Advice on how to live, unasked, in place of listening."""
    told = [t for t in view.case.agent if view.case.rubric.signal("advises", t.text)]
    many = clip((len(told) - settings["from"]) / settings["full"])
    return Shown(clip(many * ease(view)), tuple(t.place for t in told))


def see_overpromise(view: View, settings: Settings) -> Shown:
    """What somebody else decides is promised as good as done."""
    del settings
    told = [
        t
        for t in view.case.agent
        if view.case.rubric.signal("overpromises", t.text)
        and not view.case.rubric.signal("promises_not", t.text)
    ]
    return Shown(1.0 if told else 0.0, tuple(t.place for t in told))


def see_upsell(view: View, settings: Settings) -> Shown:
    """Something is sold on the side of a call about debt."""
    del settings
    told = [t for t in view.case.agent if view.case.rubric.signal("upsells", t.text)]
    return Shown(1.0 if told else 0.0, tuple(t.place for t in told))
