"""What scoring a call gives: every point and every cap with its turn, its reason, its guidance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from simcall.common.bilingual import Language, Text

GOOD, POOR = 0.5, -0.4  # grades from which a turn is shown as good or poor


class ItemScore(NamedTuple):
    """One item of the rubric in this call. points of max; level None: no opportunity."""

    id: str
    dimension: str
    name: Text
    points: float | None
    max: float
    turns: tuple[int, ...]
    why: Text
    anchor: Text
    guidance: tuple[str, ...]


class CriticalNote(NamedTuple):
    """A critical failure with its first turn and the words."""

    act: str
    turn: int
    text: str
    turns: tuple[int, ...]
    guidance: tuple[str, ...]


class ReplyNote(NamedTuple):
    """The grade of one agent turn as a reply, -2 to 2, and what shows it."""

    turn: int
    worth: float
    signs: tuple[str, ...]
    why: Text
    guidance: tuple[str, ...]

    @property
    def stands_out(self) -> bool:
        """Tell whether it is clearly good or poor, and something shows it."""
        return bool(self.signs) and not POOR < self.worth < GOOD

    @property
    def arrow(self) -> str:
        """Return up or down."""
        return "▲" if self.worth > 0 else "▼"


class Cap(NamedTuple):
    """Something that limits the total. most: the ceiling, 0 to 100."""

    id: str
    text: Text
    most: float
    turns: tuple[int, ...]
    guidance: tuple[str, ...]


class BetterSentence(NamedTuple):
    """A weak turn and what could have been said there."""

    turn: int
    said: str
    situation: str
    why: Text
    better: str


class SituationNote(NamedTuple):
    """A variant of the call that was recognised, where, and how well it was handled (0 to 1)."""

    id: str
    name: Text
    turn: int
    level: float


class Unchecked(NamedTuple):
    """Something that the transcript and its facts do not let us judge."""

    id: str
    text: Text


class ScoreReport(NamedTuple):
    """The score of one call. raw: the weighted mean of the dimensions before curve and caps."""

    id: str
    language: Language
    total: float
    passed: bool
    raw: float
    dimensions: Mapping[str, float | None]
    critical: tuple[CriticalNote, ...]
    critical_extra: tuple[CriticalNote, ...]
    caps: tuple[Cap, ...]
    items: tuple[ItemScore, ...]
    replies: tuple[ReplyNote, ...]
    situations: tuple[SituationNote, ...]
    keep: tuple[Text, ...]
    start: tuple[Text, ...]
    stop: tuple[Text, ...]
    better: tuple[BetterSentence, ...]
    unchecked: tuple[Unchecked, ...]
    rubric: str
    analyser: str

    def as_json(self, language: Language | None = None) -> dict[str, Any]:
        """Return the report as plain data, in the contract's form; words in one language."""
        tongue = language or self.language
        return {
            "id": self.id,
            "lang": self.language,
            "total": self.total,
            "pass": self.passed,
            "dimensions": dict(self.dimensions),
            "critical": [write_critical(c) for c in self.critical],
            "critical_extra": [write_critical(c) for c in self.critical_extra],
            "caps": [cap.id for cap in self.caps],
            "cap_details": [
                {
                    "id": c.id,
                    "why": c.text.say(tongue),
                    "most": c.most,
                    "turns": list(c.turns),
                    "guidance": list(c.guidance),
                }
                for c in self.caps
            ],
            "items": [write_item(item, tongue) for item in self.items],
            "replies": [
                {
                    "turn": r.turn,
                    "grade": r.worth,
                    "signs": list(r.signs),
                    "why": r.why.say(tongue),
                    "guidance": list(r.guidance),
                }
                for r in self.replies
            ],
            "situations": [
                {"id": s.id, "name": s.name.say(tongue), "turn": s.turn, "level": s.level}
                for s in self.situations
            ],
            "keep": [text.say(tongue) for text in self.keep],
            "start": [text.say(tongue) for text in self.start],
            "stop": [text.say(tongue) for text in self.stop],
            "better": [
                {
                    "turn": b.turn,
                    "said": b.said,
                    "situation": b.situation,
                    "why": b.why.say(tongue),
                    "better": b.better,
                }
                for b in self.better
            ],
            "unchecked": [{"id": u.id, "why": u.text.say(tongue)} for u in self.unchecked],
            "raw": self.raw,
            "rubric": self.rubric,
            "analyser": self.analyser,
        }


def write_critical(note: CriticalNote) -> dict[str, Any]:
    """Return a critical failure as plain data."""
    return {
        "act": note.act,
        "turn": note.turn,
        "text": note.text,
        "turns": list(note.turns),
        "guidance": list(note.guidance),
    }


def write_item(item: ItemScore, language: Language) -> dict[str, Any]:
    """Return one item as plain data; points is null where there was no opportunity."""
    return {
        "id": item.id,
        "dimension": item.dimension,
        "name": item.name.say(language),
        "points": item.points,
        "max": item.max,
        "turns": list(item.turns),
        "why": item.why.say(language),
        "anchor": item.anchor.say(language),
        "guidance": list(item.guidance),
    }
