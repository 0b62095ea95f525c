"""What the analyser returns for one utterance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from simcall.common.bilingual import Language
from simcall.speech.move import Slots

Speaker = Literal["agent", "debtor"]


class Utterance(NamedTuple):
    """What was said. prev: what the other side said before; today: ISO day, for relative dates."""

    text: str
    prev: str = ""
    language: Language | None = None
    speaker: Speaker = "agent"
    today: str | None = None


class Evidence(NamedTuple):
    """A span of the text [start, end) that carried an act, and how strongly (0 to 1)."""

    act: str
    start: int
    end: int
    weight: float


class Reading(NamedTuple):
    """What one utterance does.

    acts: labels that stand, for an agent in the order of ACTS, for a debtor of DEBTOR_ACTS.
    probability: one entry for every label of the scheme. questions: the topics that are asked.
    fit: how far the utterance takes up what was said before it, 0 to 1. choice, neutral, cold:
    whether a choice is given, a consequence stated neutrally, warm words brushed aside (0 to 1).
    talk: change, sustain or neutral, for a debtor's utterance only. worth: what an agent's turn is
    worth as a reply, -2 (harmful) to 2 (just right for this person); signs: chance of each sign of
    it (`acts.SIGNS`), none where the talk is of another kind than a collection call. fails: chance
    that a panel would fail the whole call for this turn, by critical failure (`acts.CRITICALS`).
    """

    text: str
    language: Language
    speaker: Speaker
    acts: tuple[str, ...]
    probability: Mapping[str, float]
    marks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    slots: Slots = Slots()
    fit: float = 0.0
    choice: float = 0.0
    neutral: float = 0.0
    cold: float = 0.0
    talk: str = ""
    evidence: tuple[Evidence, ...] = ()
    worth: float = 0.0
    signs: Mapping[str, float] = MappingProxyType({})
    fails: Mapping[str, float] = MappingProxyType({})


class Analyser(Protocol):
    """Reads utterances. `name` and `digest` identify the model in journals and certificates."""

    name: str
    digest: str

    def read(self, utterance: Utterance) -> Reading:
        """Read one utterance."""
        ...

    def read_many(self, utterances: Sequence[Utterance]) -> list[Reading]:
        """Read many at once; the same results, in order."""
        ...
