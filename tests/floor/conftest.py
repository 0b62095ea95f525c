"""Small floors and a small policy table for tests, handed out by the fixture `sample`."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from simcall.agent.situation import SITUATIONS
from simcall.agent.table import PolicyTable
from simcall.common.bilingual import Text
from simcall.floor.scenario import (
    HOUR,
    Bucket,
    Dialler,
    FloorScenario,
    Inbound,
    PersonaShare,
    Skill,
    Team,
)
from simcall.persona.temper import build_vector
from simcall.speech.move import Move, Slots

BASELINES = {"anger": 0.2, "anxiety": 0.5, "shame": 0.4, "reactance": 0.3, "trust": 0.4}


def vector(role: int = 0, **scalars: float) -> tuple[float, ...]:
    return tuple(build_vector(BASELINES, {}, (0.3, 0.4, 0.5), scalars, role=role))


def move(*acts: str, **more: object) -> list[float]:
    return Move(acts=tuple((a, 1.0) for a in acts), fit=0.6, seconds=6.0, **more).vector()  # type: ignore[arg-type]


MOVES: dict[str, list[list[float]]] = {
    "start": [move("greet", "introduce", "verify")],
    "door": [move("introduce", "verify")],
    "asked_who": [move("introduce", "verify")],
    "third_party": [move("greet", "verify"), move("close")],
    "identified": [move("purpose", "ask_open", questions=("reason",))],
    "no_reason": [move("ask_open", questions=("reason",)), move("empathise", "ask_open")],
    "agreed": [move("summarise", "commit")],
    "settled": [move("close")],
    "safe": [move("close")],
    "risk": [move("empathise", "refer", questions=("wellbeing",))],
    "risk_open": [move("empathise", "refer")],
    "feeling": [move("empathise", "reflect"), move("offer", slots=Slots(instalments=3, days=10))],
    "heat": [
        move("apologise", "empathise"),
        move("offer", slots=Slots(instalments=6)),
        move("close"),
    ],
    "busy": [move("close")],
    "complaint": [move("apologise", "rights"), move("close")],
    "supervisor": [move("refer"), move("close")],
}
OFFER = [
    move("reflect", "offer", slots=Slots(instalments=3, days=10), choice_given=1.0),
    move("offer", slots=Slots(instalments=6, days=15), choice_given=1.0),
    move("close"),
]


def table(kind: str = "kind") -> PolicyTable:
    """A small policy: humane, or harsh, which threatens where it should listen."""
    rows: list[tuple[float, ...]] = []
    order, offsets, lengths = [], [], []
    for name in SITUATIONS:
        moves = MOVES.get(name, OFFER)
        if kind == "harsh" and name in ("no_reason", "known", "bargain", "feeling", "heat"):
            moves = [move("threat", "pressure"), move("pressure", "commit"), move("close")]
        offsets.append(len(order))
        lengths.append(len(moves))
        for row in moves:
            order.append(len(rows))
            rows.append(tuple(row))
    return PolicyTable(tuple(rows), tuple(order), tuple(offsets), tuple(lengths))


def floor(**changes: object) -> FloorScenario:
    """A floor of 200 accounts for 5 days with a progressive team and an inbound line."""
    base = FloorScenario(
        id="sample",
        title=Text("样例", "sample"),
        accounts=200,
        days=5,
        start="2026-03-02",
        buckets=(Bucket("M1", 0.7), Bucket("M3", 0.3, skill="late")),
        personas=(
            PersonaShare("anxious", 2.0, vector(will=0.7), (0.2, 0.5, 0.3, 0.6)),
            PersonaShare("hostile", 1.0, vector(will=0.4, hang_up=1.0, complain=1.0)),
        ),
        skills=(Skill("collect"), Skill("late"), Skill("inbound", 1)),
        teams=(
            Team("one", Text("一组", "one"), 4, ("inbound", "collect", "late")),
            Team(
                "two", Text("二组", "two"), 2, ("late", "collect"), "preview", 10 * HOUR, 19 * HOUR
            ),
        ),
        other=vector(role=1),
        wrong=vector(role=2),
        dialler=Dialler(lines=30),
        inbound=Inbound("inbound", per_thousand=60.0),
    )
    return base._replace(**changes)  # type: ignore[arg-type]


def predictive(**changes: object) -> FloorScenario:
    """The same floor with a predictive team, few lines and impatient callers."""
    return floor(
        teams=(
            Team("one", Text("一组", "one"), 8, ("collect", "late"), "predictive"),
            Team("in", Text("呼入", "in"), 1, ("inbound",), "none", policies=(0.0, 1.0)),
        ),
        dialler=Dialler(lines=14),
        inbound=Inbound("inbound", per_thousand=400.0, patience=40.0),
        **changes,
    )


@pytest.fixture(scope="session")
def sample() -> SimpleNamespace:
    """Builders: floor(**changes), predictive(**changes), table(kind), vector(role, **scalars)."""
    return SimpleNamespace(floor=floor, predictive=predictive, table=table, vector=vector)


@pytest.fixture(scope="session")
def shipped() -> list[tuple[FloorScenario, list[PolicyTable]]]:
    """Every shipped floor with its agent policies, cut to at most 200 accounts and 5 days."""
    from simcall.content.floors import load_floor, load_tables
    from simcall.content.place import list_files
    from simcall.floor.scenario import cut_scenario

    floors = [load_floor(name) for name in sorted(list_files("floor"))]
    return [(cut_scenario(one, 200, 5), load_tables(one)) for one in floors]
