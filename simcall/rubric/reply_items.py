"""Items that look at the worth of the replies: was it taken up, was it human, did it help.

The level of an item is half the mean grade of the turns it looks at and half the balance of the
signs that belong to its dimension.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simcall.common.bilingual import Text
from simcall.rubric.replies import SIGN_BOOK, Reply, mean_of
from simcall.rubric.report import POOR
from simcall.rubric.view import Finding, Settings, View, clip

EDGE = 2  # turns that make the opening, and the closing
HEARING = ({"uses": 1.0, "answers": 0.7}, {"deaf": 1.0, "evades": 1.0})
HUMAN = ({"warm": 1.0, "care": 0.5, "uses": 0.4}, {"cold": 1.0, "deaf": 0.7, "empty": 0.7})
HELPING = ({"helps": 1.0, "answers": 0.7}, {"evades": 1.0, "sloppy": 0.6, "empty": 0.8})


def put_level(mean: float, settings: Settings) -> float:
    """Return a mean grade as a level: 0 at `low`, 1 at `high`."""
    low, high = settings.get("low", -0.8), settings.get("high", 1.1)
    return clip((mean - low) / (high - low))


def name_turns(view: View, signs: tuple[str, ...], good: Text) -> tuple[tuple[int, ...], Text]:
    """Return the poor turns with their commonest sign in words, or the good ones."""
    poor = view.replies.poor(*signs)
    if not poor:
        return (), good
    named = [s for r in view.replies.turns if r.place in poor for s in r.signs if s in signs]
    first = max(sorted(set(named)), key=named.count)
    return poor, SIGN_BOOK[first].name


def measure_balance(
    view: View,
    settings: Settings,
    scale: tuple[Mapping[str, float], Mapping[str, float]],
    good: Text,
) -> Finding:
    """Return the level from mean grade and signs, with the turns that cost most."""
    if not view.replies.turns:
        return Finding(None, (), good)
    signs = clip(0.5 + view.replies.balance(*scale) / settings.get("spread", 0.8))
    level = clip(0.5 * put_level(view.replies.mean, settings) + 0.5 * signs)
    turns, note = name_turns(view, tuple(scale[1]), good)
    if not turns and level >= 0.5:
        turns = view.replies.good(*scale[0])[:3]
    return Finding(level, turns, note)


def measure_hearing(view: View, settings: Settings) -> Finding:
    """What was told and asked is taken up (A4, A7)."""
    return measure_balance(view, settings, HEARING, Text("接得住话", "takes up what is said"))


def measure_humanity(view: View, settings: Settings) -> Finding:
    """Human and for this person, neither cold nor empty (A8)."""
    return measure_balance(view, settings, HUMAN, Text("有人情味", "human"))


def measure_helping(view: View, settings: Settings) -> Finding:
    """The replies move the matter on for this person (A5, A9, A17)."""
    return measure_balance(view, settings, HELPING, Text("句句往前推进", "moves the matter on"))


def measure_first(view: View, settings: Settings) -> Finding:
    """How the call is opened, as a coach grades its first turns (A2)."""
    return measure_part(view.replies.turns[:EDGE], settings)


def measure_last(view: View, settings: Settings) -> Finding:
    """How the call is closed, as a coach grades its last turns (A6)."""
    return measure_part(view.replies.turns[-EDGE:], settings)


def measure_part(turns: Sequence[Reply], settings: Settings) -> Finding:
    """Return the level of some turns with the signs of the worst of them."""
    if not turns:
        return Finding(None, (), Text("没有坐席的话", "no agent turn"))
    worst = min(turns, key=lambda r: r.worth)
    poor = worst.worth <= POOR and worst.signs
    name = SIGN_BOOK[worst.signs[0]].name if poor else Text("得当", "in order")
    mean = mean_of([r.worth for r in turns])
    return Finding(put_level(mean, settings), tuple(r.place for r in turns), name)


def measure_pushing(view: View, settings: Settings) -> Finding:
    """No demand against what was just said (C1, C3); one item of a product."""
    pushed = view.replies.poor("pushes")
    if not pushed:
        return Finding(1.0, (), Text("没有催逼", "no pushing"))
    left = (1.0 - settings.get("push", 0.15)) ** len(pushed)
    return Finding(clip(left), pushed, SIGN_BOOK["pushes"].name)
