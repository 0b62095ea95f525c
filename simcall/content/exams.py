"""Reads examinations: scenarios/exams/<id>.yaml to `exam.form.Exam`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.content.calls import load_call
from simcall.content.document import Document, Inspection, read_document
from simcall.content.experiments import check_reference
from simcall.content.place import find_file
from simcall.content.problem import Finding
from simcall.content.text import build_text
from simcall.exam.form import Exam, PassRule, Station, digest_exam

MODEL = "simcall.content.schemas.exam:ExamFile"


def load_exam(name: str | Path) -> Exam:
    """Return an examination by name or path, with every call scenario that it may use.

    Raises ContentError when it, or anything it refers to, is missing or broken.
    """
    document = read_document("exam", name)
    data = document.data
    stations = tuple(build_station(entry, document) for entry in data["stations"])
    rubric = data["rubric"]
    return Exam(
        id=document.id,
        title=build_text(data["title"]),
        brief=build_text(data["brief"]),
        language=None if data["language"] == "candidate" else data["language"],
        stations=stations,
        rule=PassRule(float(data["pass"]["mean"]), float(data["pass"]["station_minimum"])),
        rubric=rubric["id"],
        rubric_digest=rubric["digest"] or "",
        attempts=data["attempts"],
        seed=data["seed"],
        digest=digest_exam(document.digest, stations),
    )


def build_station(entry: Mapping[str, Any], document: Document) -> Station:
    """Return one station with its scenarios."""
    names = name_scenarios(entry)
    limit = entry["time_limit"] or document.data["time_limit"]
    near = document.path
    return Station(
        choices=tuple(load_call(find_file("call", name, near)) for name in names),
        language=entry["language"],
        time_limit=float(limit),
    )


def name_scenarios(entry: Mapping[str, Any]) -> list[str]:
    """Return the scenarios of which a form gets one."""
    return list(entry["any_of"]) if entry["any_of"] else [entry["scenario"]]


def find_problems(inspection: Inspection) -> Iterator[Finding]:
    """Yield what the model cannot see: references, stations without a call, languages."""
    document = inspection.document
    if document is None or document.data.get("template"):
        return
    data = document.data
    yield from check_reference("rubric", data["rubric"]["id"], ("rubric", "id"), document.path)
    for place, entry in enumerate(data["stations"]):
        key = ("stations", place)
        if bool(entry["scenario"]) == bool(entry["any_of"]):
            yield Finding(key, "give either scenario: or any_of:")
            continue
        for name in name_scenarios(entry):
            yield from check_reference("call", name, key, document.path)
