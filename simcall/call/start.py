"""The flat vectors with which a call begins: who picks up, and what is remembered of before."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from simcall.call.facts import next_payday, overdue_of
from simcall.call.scenario import CallScenario
from simcall.persona import shape
from simcall.persona.person import Persona
from simcall.persona.temper import build_vector

ROLES = {"debtor": 0, "other": 1, "wrong_number": 2}
# Places of the slow memory, by the names under which a scenario's file gives them.
MEMORY_PLACES: Mapping[str, int] = {
    "grievance": shape.GRIEVANCE,
    "trust": shape.DURABLE_TRUST,
    "dread": shape.DREAD,
    "carried": shape.CARRIED,
    "contacts": shape.CONTACTS,
    "broken": shape.BROKEN,
    "kept": shape.KEPT,
    "known_layer": shape.KNOWN_LAYER,
}


def persona_vector(persona: Persona, payday_days: float) -> list[float]:
    """Return the flat persona vector of a persona."""
    temper = persona.temper
    scalars = {**temper.scalars, "payday": payday_days}
    return build_vector(
        temper.baselines,
        temper.gains,
        temper.thresholds,
        scalars,
        ROLES[persona.role],
        persona.disputes,
        persona.ability.insolvent,
    )


def account_vector(scenario: CallScenario, trust: float) -> list[float]:
    """Return the slow memory with which a call starts."""
    account = [0.0] * shape.ACCOUNT_SIZE
    account[shape.DURABLE_TRUST] = trust
    for name, value in scenario.memory.items():
        account[MEMORY_PLACES[name]] = value
    account[shape.DUE] = float(overdue_of(scenario))
    account[shape.AFFORD] = float(scenario.persona.ability.affordable)
    account[shape.OVERDUE_DAYS] = float(scenario.persona.debt.days_overdue)
    return account


def next_days(scenario: CallScenario) -> float:
    """Return the days until the persona's next payday."""
    today = datetime.date.fromisoformat(scenario.date)
    return float((next_payday(today, scenario.persona.ability.payday) - today).days)
