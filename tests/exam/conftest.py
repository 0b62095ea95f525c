"""An examination to sit: two calls, an analyser that reads key words, a plain scorer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest

from simcall.call.journal import write_line
from simcall.call.scenario import CallScenario
from simcall.call.transcript import Transcript
from simcall.common.bilingual import Text
from simcall.content.calls import load_call
from simcall.exam.form import Exam, PassRule, Station, compose_form, digest_exam
from simcall.exam.result import Candidacy, compose_result, journal_name, sign_result
from simcall.exam.signature import SigningKey
from simcall.exam.sitting import StationCall, StationRecord
from simcall.speech.acts import ACTS, DEBTOR_ACTS
from simcall.speech.reading import Reading, Utterance

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


@pytest.fixture(scope="session")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> CallScenario:
    path = tmp_path_factory.mktemp("scenario") / "late.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return load_call(path)


@pytest.fixture(scope="session")
def exam(scenario: CallScenario) -> Exam:
    other = scenario._replace(id="later", digest="f" * 64)
    stations = (
        Station((scenario,), None, 600.0),
        Station((scenario, other), "en", 600.0),
    )
    return Exam(
        id="small",
        title=Text("小考试", "Small exam"),
        brief=Text("", ""),
        language=None,
        stations=stations,
        rule=PassRule(mean=60.0, station_minimum=50.0),
        rubric="plain",
        rubric_digest="",
        attempts=2,
        seed=11,
        digest=digest_exam("e" * 64, stations),
    )


def score_plainly(transcript: Transcript) -> dict[str, Any]:
    """Ten points for each sentence of the agent up to 100; a threat is critical."""
    said = [turn.text for turn in transcript.turns if turn.speaker == "agent"]
    critical = [
        {"act": "threat", "turn": place, "text": turn.text}
        for place, turn in enumerate(transcript.turns)
        if turn.speaker == "agent" and "court" in turn.text
    ]
    return {
        "id": transcript.id,
        "total": min(100.0, 10.0 * len(said)),
        "pass": len(said) >= 6,
        "dimensions": {"opening": 5.0},
        "critical": critical,
        "critical_extra": [],
        "caps": [],
        "items": [{"id": "length", "points": len(said), "max": 10, "turns": [], "why": "said"}],
    }


class Desk(NamedTuple):
    """What a sitting needs beside the exam."""

    analyser: KeywordAnalyser
    key: SigningKey


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(KeywordAnalyser(), SigningKey(bytes(range(32))))


SCRIPT = [f"hello number {n}, why was it missed?" for n in range(7)]


class Sat(NamedTuple):
    """A finished sitting: the signed file and its journals."""

    data: bytes
    journals: dict[str, bytes]
    result: dict[str, Any]
    records: list[StationRecord]


@pytest.fixture(scope="session")
def sit(desk: Desk) -> Callable[..., Sat]:
    """Sit an exam with the same sentences at every station."""

    def run(exam: Exam, sentences: Sequence[str] = tuple(SCRIPT), candidate: str = "Li Na") -> Sat:
        records = []
        for form in compose_form(exam, candidate, 1, exam.seed, "en"):
            station = StationCall(form, desk.analyser, "r" * 64, None)
            station.begin()
            for sentence in sentences:
                if not station.over:
                    station.hear(sentence)
            records.append(station.finish(score_plainly))
        candidacy = Candidacy(
            candidate, 1, exam.seed, "en", f"keywords {'0' * 16}", "plain/1", {"finished_at": "x"}
        )
        result = compose_result(exam, candidacy, records)
        journals = {
            journal_name(record.form.number): b"".join(write_line(e) for e in record.events)
            for record in records
        }
        return Sat(sign_result(result, desk.key), journals, result, records)

    return run
