"""Calls written as annotated turns, so that the rubric is tested without an analyser.

A turn is `A("text", "acts")` or `D("text", "acts")`, or `O(...)` where somebody else than the
debtor holds the phone and the transcript says so; words after a bar are marks (`|mark`), asked
topics (`?topic`) and numbers (`=amount`, `/instalments`, `+days`, `@date`, `%waived`). A grade as a
reply is `^2` to `^-2`, with signs of it (`&deaf`); without one the turn is not graded.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simcall.call.hearing import join_turns
from simcall.call.transcript import CallEvent, HeardCall, Transcript, Turn
from simcall.content.rubrics import load_rubric
from simcall.rubric.book import Rubric
from simcall.rubric.report import ScoreReport
from simcall.rubric.score import score_call
from simcall.speech.acts import ACTS, DEBTOR_ACTS, SIGNS
from simcall.speech.fit import measure_overlap
from simcall.speech.move import Slots
from simcall.speech.reading import Reading


def note_slots(words: list[str]) -> Slots:
    amounts, dates, instalments, days, waiver = [], [], None, None, None
    for word in words:
        if word[0] == "=":
            amounts.append(int(word[1:]) * 100)
        elif word[0] == "/":
            instalments = int(word[1:])
        elif word[0] == "+":
            days = int(word[1:])
        elif word[0] == "@":
            dates.append(word[1:])
        elif word[0] == "%":
            waiver = int(word[1:]) / 100
    return Slots(tuple(amounts), instalments, tuple(dates), days, waiver=waiver)


def note_signs(words: list[str]) -> dict[str, float]:
    if not any(w[0] == "^" for w in words):
        return {}
    shown = {w[1:] for w in words if w[0] == "&"}
    assert shown <= set(SIGNS), shown
    return {name: 0.9 if name in shown else 0.03 for name in SIGNS}


def note_reading(language: str, speaker: str, text: str, notes: str, prev: str) -> Reading:
    words = notes.split()
    acts = [w for w in words if w[0].isalpha()]
    known = ACTS if speaker == "agent" else DEBTOR_ACTS
    assert set(acts) <= set(known), set(acts) - set(known)
    asked = tuple(w[1:] for w in words if w[0] == "?")
    return Reading(
        text,
        language,
        speaker,
        tuple(name for name in known if name in acts),
        {name: 0.92 if name in acts else 0.02 for name in known},
        marks=tuple(w[1:] for w in words if w[0] == "|"),
        topics=asked + tuple(w[1:] for w in words if w[0] == "#"),
        questions=asked,
        slots=note_slots([w for w in words if w[0] in "=/+@%"]),
        fit=measure_overlap(text, prev) if prev else 0.0,
        choice=0.9 if "~choice" in words else 0.0,
        neutral=0.9 if "~neutral" in words else 0.0,
        cold=0.9 if "~cold" in words else 0.0,
        worth=next((float(w[1:]) for w in words if w[0] == "^"), 0.0),
        signs=note_signs(words),
        talk="change" if {"promise", "offer_amount"} & set(acts) else "neutral",
    )


def hear(
    language: str, turns: list[tuple[str, str, str]], facts: object = "", **extra: object
) -> HeardCall:
    last = {"agent": "", "debtor": ""}
    said, readings = [], []
    for who, text, notes in turns:
        speaker = "agent" if who == "A" else "debtor"
        other = "debtor" if who == "A" else "agent"
        said.append(Turn(speaker, text, party="third_party" if who == "O" else ""))
        readings.append(note_reading(language, speaker, text, notes, last[other]))
        last[speaker] = text
    events = tuple(
        CallEvent("hangup", by=str(extra.pop("left_by"))) for _ in [0] if "left_by" in extra
    )
    call = Transcript("t", tuple(said), language, facts, events=events, **extra)
    return HeardCall(call, language, join_turns(call, readings), "hand")


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return load_rubric()


@pytest.fixture(scope="session")
def listen() -> Callable[..., HeardCall]:
    return hear


@pytest.fixture(scope="session")
def score(rubric: Rubric) -> Callable[..., ScoreReport]:
    def run(language: str, turns: list[tuple[str, str, str]], **extra: object) -> ScoreReport:
        return score_call(hear(language, turns, **extra), rubric)

    return run
