"""The rubric as the program holds it: what a rubric file says, parsed and checked.

A rubric is content (rubrics/*.yaml): dimensions, items with behavioural anchors, variants of a
call, critical failures, ceilings and the pass mark. Nothing here opens a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from simcall.common.bilingual import Text

DIMENSIONS: tuple[str, ...] = (
    "opening",
    "listening",
    "empathy",
    "solution",
    "compliance",
    "closing",
)
EXTRAS: tuple[str, ...] = ("induce_debt", "unsafe_payment", "ignored_stop")


class Cues(NamedTuple):
    """Regular expressions by language that show something in plain words."""

    zh: tuple[re.Pattern[str], ...] = ()
    en: tuple[re.Pattern[str], ...] = ()

    def match(self, text: str) -> bool:
        """Tell whether any cue occurs in the text (both languages, since speakers mix them)."""
        return any(cue.search(text) for cue in self.zh + self.en)


class Anchor(NamedTuple):
    """What a level of an item looks like. at: the level, 0 to 1."""

    at: float
    text: Text


class Item(NamedTuple):
    """One thing that is judged. measure: the name of the function that finds its level."""

    id: str
    dimension: str
    name: Text
    weight: float
    measure: str
    anchors: tuple[Anchor, ...]
    guidance: tuple[str, ...]
    settings: Mapping[str, float]


class Dimension(NamedTuple):
    """One of the six dimensions. combine: `mean` of its items, or `product` where each can sink it.

    weight: share in the mean of all dimensions; shade: how far the whole call colours its mark.
    """

    id: str
    name: Text
    weight: float
    combine: Literal["mean", "product"]
    shade: float = 0.0


class Need(NamedTuple):
    """What a situation asks of the agent; any of the acts, marks, topics asked or cues shows it."""

    id: str
    text: Text
    weight: float
    acts: tuple[str, ...]
    marks: tuple[str, ...]
    asks: tuple[str, ...]
    cues: Cues


class Variant(NamedTuple):
    """A kind of call, recognised from the call itself.

    acts: the debtor's acts with the probability from which each shows it; cues: plain words that
    show it; early: only the first so many debtor turns count (0: all); turns: so many must show it;
    skip: items that have no opportunity; avoid: acts of the agent that are wrong after the trigger;
    unmet: ceiling on the total when the needs are not met.
    """

    id: str
    name: Text
    acts: Mapping[str, float]
    cues: Cues
    early: int
    turns: int
    needs: tuple[Need, ...]
    avoid: tuple[str, ...]
    skip: tuple[str, ...]
    unmet: float
    guidance: tuple[str, ...]


class Critical(NamedTuple):
    """A failure that ends a career. alone: probability needed in one turn of a call without other
    harm; together: the same in a call with other harm; ruined: probability of the bare label needed
    beside another critical failure; repeat: so many turns at `together` do as well; ceiling: the
    most that the total may be.
    """

    id: str
    name: Text
    alone: float
    together: float
    ruined: float
    repeat: int
    ceiling: float
    guidance: tuple[str, ...]


class Ceiling(NamedTuple):
    """A fault of the whole call that limits the total, whatever the points are."""

    id: str
    text: Text
    most: float
    settings: Mapping[str, float]
    guidance: tuple[str, ...]


class Grading(NamedTuple):
    """How the grades of the replies make the total. share: their part of it, 0 to 1; curve: points
    (mean grade, total), rising; ease_from, ease_full: mean grades from which faults of the course
    count less, and not at all; least_raw: mean of the dimensions without which no call passes."""

    share: float
    curve: tuple[tuple[float, float], ...]
    ease_from: float
    ease_full: float
    least_raw: float


class Suggestion(NamedTuple):
    """A better sentence for a situation; slots in braces come from the debtor's own words."""

    situation: str
    text: Text


class Advice(NamedTuple):
    """Words for the coaching lists, by item or fault."""

    id: str
    keep: Text
    start: Text
    stop: Text


class Rubric(NamedTuple):
    """A whole rubric. curve: points (raw mean, total), rising, joined by straight lines.

    squeeze: how far the points below a ceiling are scaled down to it, so that order remains (0: the
    ceiling only cuts; 1: all points shrink in proportion).
    """

    id: str
    version: int
    title: Text
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    variants: tuple[Variant, ...]
    criticals: tuple[Critical, ...]
    ceilings: tuple[Ceiling, ...]
    signals: Mapping[str, Cues]
    curve: tuple[tuple[float, float], ...]
    replies: Grading
    squeeze: float
    pass_at: float
    floors: Mapping[str, float]
    suggestions: tuple[Suggestion, ...]
    advice: Mapping[str, Advice]
    digest: str

    @property
    def stamp(self) -> str:
        """Return name, version and the start of the digest, as reports print it."""
        return f"{self.id}/{self.version} sha256:{self.digest[:16]}"

    def ceiling(self, name: str) -> Ceiling:
        """Return one ceiling; KeyError when the rubric has none of that name."""
        for ceiling in self.ceilings:
            if ceiling.id == name:
                return ceiling
        raise KeyError(name)

    def critical(self, name: str) -> Critical:
        """Return one critical failure; KeyError when the rubric has none of that name."""
        for critical in self.criticals:
            if critical.id == name:
                return critical
        raise KeyError(name)

    def signal(self, name: str, text: str) -> bool:
        """Tell whether a named group of plain-word cues occurs in a text."""
        cues = self.signals.get(name)
        return cues is not None and cues.match(text)
