"""Reads floors: scenarios/floors/<id>.yaml to `floor.scenario.FloorScenario`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.agent.policy import build_table
from simcall.agent.table import PolicyTable
from simcall.call.start import persona_vector
from simcall.common.errors import ContentError
from simcall.content.document import Document, Inspection, hash_canonical, read_document
from simcall.content.experiments import check_reference
from simcall.content.personas import build_persona
from simcall.content.policies import build_policy
from simcall.content.problem import Finding, KeyPath
from simcall.content.rulepacks import build_rules
from simcall.content.text import build_text
from simcall.floor.calendar import read_date
from simcall.floor.check import check_scenario
from simcall.floor.scenario import (
    AnswerMix,
    Bucket,
    Conduct,
    Dialler,
    FloorScenario,
    Inbound,
    Limits,
    Numbers,
    PersonaShare,
    Skill,
    Team,
)
from simcall.persona.person import Persona
from simcall.rules.pack import RulePack

MODEL = "simcall.content.schemas.floor:FloorFile"


def load_floor(name: str | Path, near: Path | None = None) -> FloorScenario:
    """Return a floor by name or path, with its people and its law.

    Raises ContentError when it, or anything that it refers to, is missing or broken.
    """
    return build_floor(read_document("floor", name, near))


def load_tables(floor: FloorScenario, near: Path | None = None) -> list[PolicyTable]:
    """Return the tables of the agent policies that a floor names."""
    documents = [read_document("policy", name, near) for name in floor.policies]
    return [build_table(build_policy(document)) for document in documents]


def build_floor(document: Document) -> FloorScenario:
    """Return the floor of a document."""
    data, near = document.data, document.path
    rules = read_document("rules", data["rules"], near)
    people = {
        name: read_document("persona", name, near)
        for name in dict.fromkeys([*data["personas"], data["other"], data["wrong"]])
    }
    parts = [document, rules, *people.values()]
    parts += [read_document("policy", name, near) for name in data["policies"]]
    vectors = {name: build_share(part, data["start"]) for name, part in people.items()}
    pack = build_rules(rules)
    inbound = data["inbound"]
    return FloorScenario(
        id=document.id,
        title=build_text(data["title"]),
        accounts=data["accounts"],
        days=data["days"],
        start=data["start"],
        buckets=tuple(build_bucket(name, b) for name, b in data["buckets"].items()),
        personas=tuple(
            vectors[name]._replace(weight=float(weight))
            for name, weight in data["personas"].items()
        ),
        skills=tuple(Skill(name, s["priority"]) for name, s in data["skills"].items()),
        teams=tuple(build_team(name, team) for name, team in data["teams"].items()),
        other=vectors[data["other"]].vector,
        wrong=vectors[data["wrong"]].vector,
        numbers=Numbers(**data["numbers"]),
        dialler=Dialler(**data["dialler"]),
        inbound=build_inbound(inbound) if inbound else Inbound(),
        limits=build_limits(pack, data["limits"]),
        conduct=Conduct(**data["conduct"]),
        timezone=data["timezone"],
        workdays=tuple(data["workdays"]),
        placed_over=data["placed_over"],
        interval=data["interval"],
        currency=pack.currency,
        brief=build_text(data["brief"]),
        policies=tuple(data["policies"]),
        digest=hash_canonical({f"{part.kind}/{part.id}": part.digest for part in parts}),
    )


def build_share(document: Document, start: str) -> PersonaShare:
    """Return one persona for the mix; money comes on the first payday after the start."""
    persona: Persona = build_persona(document)
    wait = float((persona.ability.payday - read_date(start).day) % 30)
    habits = persona.habits
    return PersonaShare(
        persona.id,
        1.0,
        tuple(persona_vector(persona, wait)),
        (habits.morning, habits.midday, habits.afternoon, habits.evening),
    )


def build_bucket(name: str, data: Mapping[str, Any]) -> Bucket:
    """Return one stage of lateness."""
    rest = {key: value for key, value in data.items() if key != "answer"}
    return Bucket(id=name, answer=AnswerMix(**data["answer"]), **rest)


def read_clock(text: str) -> int:
    """Return "HH:MM" in seconds after midnight."""
    hours, minutes = text.split(":")
    return 3600 * int(hours) + 60 * int(minutes)


def build_team(name: str, data: Mapping[str, Any]) -> Team:
    """Return one team."""
    return Team(
        id=name,
        name=build_text(data["name"]),
        agents=data["agents"],
        skills=tuple(data["skills"]),
        mode=data["mode"],
        start=read_clock(data["start"]),
        end=read_clock(data["end"]),
        wrap=float(data["wrap"]),
        shrinkage=float(data["shrinkage"]),
        policies=tuple(float(weight) for weight in data["policies"]),
    )


def build_inbound(data: Mapping[str, Any]) -> Inbound:
    """Return the inbound line."""
    rest = {key: value for key, value in data.items() if key != "hours"}
    if data["hours"]:
        rest["hours"] = tuple(float(weight) for weight in data["hours"])
    return Inbound(**rest)


def build_limits(pack: RulePack, data: Mapping[str, Any]) -> Limits:
    """Return the rule pack's limits with the company's own beside them."""
    return Limits(
        earliest=pack.earliest,
        latest=pack.latest,
        most=pack.limit.most,
        days=pack.limit.days,
        counted=pack.limit.counted,
        wait_days=pack.limit.wait_days_after_talk,
        attempts_per_day=data["attempts_per_day"],
        obey=data["obey"],
    )


def find_problems(inspection: Inspection) -> Iterator[Finding]:
    """Yield what the model cannot see: references, and what keeps the floor from running."""
    document = inspection.document
    if document is None or document.data.get("template"):
        return
    data = document.data
    found = False
    wanted: list[tuple[str, str, KeyPath]] = [("rules", data["rules"], ("rules",))]
    wanted += [("policy", name, ("policies", at)) for at, name in enumerate(data["policies"])]
    wanted += [("persona", name, ("personas", name)) for name in data["personas"]]
    wanted += [("persona", data[key], (key,)) for key in ("other", "wrong")]
    for kind, name, key in wanted:
        for finding in check_reference(kind, name, key, document.path):
            found = True
            yield finding
    if found:
        return
    try:
        check_scenario(build_floor(document))
    except ContentError as error:
        path, _, message = str(error).partition(": ")
        place: KeyPath = tuple(part for part in path.split(".") if part)
        while place and place not in inspection.marks:
            place = place[:-1]
        yield Finding(place, message or path)
