"""An examination and the form that one candidate gets: which calls, with which luck."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import NamedTuple

from simcall.call.journal import canonical_bytes, digest_of
from simcall.call.scenario import CallScenario
from simcall.common.bilingual import Language, Text
from simcall.common.errors import SimcallError

LONGEST_NAME = 80


class PassRule(NamedTuple):
    """When a candidate passes. mean, station_minimum: 0 to 100; critical failures always deny."""

    mean: float
    station_minimum: float


class Station(NamedTuple):
    """One call of an examination.

    choices: the scenarios of which a form draws one. language: fixed, or None for the candidate's.
    time_limit: simulated seconds of talk, both sides; typing time never counts.
    """

    choices: tuple[CallScenario, ...]
    language: Language | None
    time_limit: float


class Exam(NamedTuple):
    """A whole examination. language: fixed, or None when the candidate chooses it.

    rubric: name of the scorecard; rubric_digest: the digest that this file pins, empty for none.
    seed: from which every candidate's calls are derived. attempts: how often one may sit it, 0 for
    a practice exam: sittings are then not counted and give the same calls each time.
    digest: over this file and every scenario in it.
    """

    id: str
    title: Text
    brief: Text
    language: Language | None
    stations: tuple[Station, ...]
    rule: PassRule
    rubric: str
    rubric_digest: str
    attempts: int
    seed: int
    digest: str


class FormCall(NamedTuple):
    """One call of a form. number counts from 1; call_id names it in its journal."""

    number: int
    call_id: str
    scenario: CallScenario
    language: Language
    seed: int
    time_limit: float


def clean_candidate(name: str) -> str:
    """Return a candidate's name in one normal form. Raises SimcallError for an unusable one."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name or len(name) > LONGEST_NAME or any(unicodedata.category(c)[0] == "C" for c in name):
        raise SimcallError(
            f"a candidate's name has 1 to {LONGEST_NAME} visible characters; give one with "
            '--candidate "NAME"'
        )
    return name


def derive_number(
    exam: str, seed: int, candidate: str, attempt: int, use: str, station: int
) -> int:
    """Return a 63-bit number that depends on all of its arguments and nothing else (SHA-256)."""
    content = ["simcall/exam-seed/1", exam, str(seed), candidate, attempt, use, station]
    return int.from_bytes(hashlib.sha256(canonical_bytes(content)).digest()[:8], "big") >> 1


def choose_language(exam: Exam, wanted: Language | None, fallback: Language) -> Language:
    """Return the language of a sitting. Raises SimcallError when the exam fixes another one."""
    if exam.language is not None:
        if wanted not in (None, exam.language):
            raise SimcallError(f"exam '{exam.id}' is held in {exam.language}; leave --lang out")
        return exam.language
    return wanted or fallback


def compose_form(
    exam: Exam, candidate: str, attempt: int, seed: int, language: Language
) -> tuple[FormCall, ...]:
    """Return the calls of one candidate's attempt. The same arguments give the same form."""
    form = []
    for number, station in enumerate(exam.stations, start=1):
        pick = derive_number(exam.id, seed, candidate, attempt, "choice", number)
        scenario = station.choices[pick % len(station.choices)]
        spoken = station.language or language
        if spoken not in scenario.languages:
            raise SimcallError(
                f"exam '{exam.id}', station {number}: scenario '{scenario.id}' has no '{spoken}'"
            )
        form.append(
            FormCall(
                number=number,
                call_id=f"{exam.id}-{attempt}-{number}",
                scenario=scenario,
                language=spoken,
                seed=derive_number(exam.id, seed, candidate, attempt, "call", number),
                time_limit=station.time_limit,
            )
        )
    return tuple(form)


def digest_exam(file_digest: str, stations: tuple[Station, ...]) -> str:
    """Return the digest of an examination file together with its scenarios."""
    return digest_of([file_digest, *([c.digest for c in s.choices] for s in stations)])
