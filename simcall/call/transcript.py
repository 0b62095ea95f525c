"""A transcript: the turns of a call as anybody recorded it, and how they were heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from simcall.common.bilingual import Language
from simcall.speech.move import Move
from simcall.speech.reading import Reading, Speaker


class Turn(NamedTuple):
    """One turn. t: seconds from the start; party: third_party, supervisor or system."""

    speaker: Speaker
    text: str
    t: float | None = None
    party: str = ""


def describe_turn(turn: Turn) -> dict[str, Any]:
    """Return a turn as plain data: speaker and text, time and party where they are known."""
    entry: dict[str, Any] = {"speaker": turn.speaker, "text": turn.text}
    if turn.t is not None:
        entry["t"] = turn.t
    if turn.party:
        entry["party"] = turn.party
    return entry


class CallEvent(NamedTuple):
    """What happened beside words: hold, silence, transfer, hangup; `turn`: after which turn."""

    kind: str
    turn: int | None = None
    by: str = ""
    seconds: float | None = None


class Transcript(NamedTuple):
    """A call to be scored. facts: empty, text, or documented keys; rules: empty when unknown."""

    id: str
    turns: tuple[Turn, ...]
    language: Language | None = None
    facts: str | Mapping[str, Any] = ""
    rules: str = ""
    actor: str = ""
    product: str = ""
    direction: str = ""
    started_at: str = ""
    events: tuple[CallEvent, ...] = ()


class HeardTurn(NamedTuple):
    """One turn with what the analyser made of it; a move for the agent's turns only.

    place: index of the turn in the transcript, from 0.
    """

    place: int
    turn: Turn
    reading: Reading
    move: Move | None


class HeardCall(NamedTuple):
    """A transcript with every turn understood in the context of the call."""

    transcript: Transcript
    language: Language
    turns: tuple[HeardTurn, ...]
    analyser: str
