"""A call to keep: a scenario on disk, an analyser that reads key words, a home of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from simcall.call.scenario import CallScenario
from simcall.call.session import Call
from simcall.content.calls import load_call
from simcall.speech.acts import ACTS, DEBTOR_ACTS
from simcall.speech.reading import Reading, Utterance
from simcall.store.home import Home, open_home

SCENARIO = """\
schema: simcall/call/1
title: {zh: 林岚逾期, en: Late by twelve days}
persona: anxious_linlan
rules: cn
stage: day15
difficulty: 2
date: 2026-11-23
time: "10:20"
brief: {zh: 逾期十二天。, en: Twelve days late.}
goal: {zh: 听清原因。, en: Hear the reason.}
"""
WORDS = {
    "hello": "greet",
    "call from": "introduce",
    "sorry": "empathise",
    "why": "ask_open",
    "court": "threat",
    "instalments": "offer",
}


class KeywordAnalyser:
    """Finds an act by its key word; enough to drive a call."""

    name = "keywords"
    digest = "0" * 16

    def read(self, utterance: Utterance) -> Reading:
        known = ACTS if utterance.speaker == "agent" else DEBTOR_ACTS
        found = [act for word, act in WORDS.items() if word in utterance.text and act in known]
        return Reading(
            utterance.text,
            utterance.language or "en",
            utterance.speaker,
            tuple(act for act in known if act in found),
            {act: 0.9 if act in found else 0.0 for act in known},
        )

    def read_many(self, utterances: Sequence[Utterance]) -> list[Reading]:
        return [self.read(utterance) for utterance in utterances]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("SIMCALL_HOME", str(tmp_path / "home"))
    return open_home()


@pytest.fixture(scope="session")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> CallScenario:
    path = tmp_path_factory.mktemp("scenario") / "late.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return load_call(path)


@pytest.fixture
def place_call(scenario: CallScenario) -> Callable[..., Call]:
    """Make a call, with some sentences already said in it."""

    def place(*sentences: str, seed: int = 7) -> Call:
        call = Call(scenario, seed, "en", KeywordAnalyser())
        call.begin()
        for sentence in sentences:
            call.hear(sentence)
        return call

    return place
