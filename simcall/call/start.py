"""The flat vectors with which a call begins: who picks up, and what is remembered of before."""

from __future__ import annotations

import datetime

from simcall.call.facts import next_payday, overdue_of
from simcall.call.scenario import CallScenario
from simcall.persona import shape
from simcall.persona.person import Persona
from simcall.persona.temper import build_vector

ROLES = {"debtor": 0, "other": 1, "wrong_number": 2}


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
    memory = scenario.memory
    account[shape.GRIEVANCE] = memory.get("grievance", 0.0)
    account[shape.DURABLE_TRUST] = memory.get("trust", trust)
    account[shape.DREAD] = memory.get("dread", 0.0)
    account[shape.CONTACTS] = memory.get("contacts", 0.0)
    account[shape.BROKEN] = memory.get("broken", 0.0)
    account[shape.KEPT] = memory.get("kept", 0.0)
    account[shape.KNOWN_LAYER] = memory.get("known_layer", 0.0)
    account[shape.DUE] = float(overdue_of(scenario))
    account[shape.AFFORD] = float(scenario.persona.ability.affordable)
    account[shape.OVERDUE_DAYS] = float(scenario.persona.debt.days_overdue)
    return account


def next_days(scenario: CallScenario) -> float:
    """Return the days until the persona's next payday."""
    today = datetime.date.fromisoformat(scenario.date)
    return float((next_payday(today, scenario.persona.ability.payday) - today).days)
