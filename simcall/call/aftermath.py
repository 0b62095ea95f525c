"""What a finished call leaves behind some days later: memory, the promise, what was paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simcall.call.outcome import Outcome
from simcall.call.session import Call
from simcall.call.start import MEMORY_PLACES
from simcall.persona import shape
from simcall.persona.memory import age_memory, close_call, count_contact

GRACE_DAYS = 2  # after the day of a promise, before one rings again
IDLE_DAYS = 3  # before one rings again where nothing was promised


class Aftermath(NamedTuple):
    """What is left of a call. days: since then; memory: by name, as a scenario's file has it.

    paid: minor units that came in; open: whether a promise's day is still ahead. caller: the name
    that the agent gave.
    """

    days: int
    memory: Mapping[str, float]
    outcome: Outcome
    paid: int
    open: bool
    caller: str


def choose_days(outcome: Outcome) -> int:
    """Return when one would ring again: after the promised day, else within a few days."""
    if outcome.promise_days is None:
        return IDLE_DAYS
    return outcome.promise_days + GRACE_DAYS


def look_back(call: Call, days: int | None = None) -> Aftermath:
    """Return what a finished call has left some days later; days None: when one would ring again.

    The call itself is not changed.
    """
    outcome = call.outcome()
    after = choose_days(outcome) if days is None else days
    account, state = list(call.account), list(call.state)
    close_call(state, call.persona, account, 0.0)
    count_contact(account)
    age_memory(call.persona, account, float(after))
    due = outcome.promise_days is not None and outcome.promise_days <= after
    paid = 0
    if due and outcome.kept:
        account[shape.KEPT] += 1.0
        paid = outcome.promise_amount or 0
    elif due:
        account[shape.BROKEN] += 1.0
    memory = {name: round(account[place], 3) for name, place in MEMORY_PLACES.items()}
    ahead = outcome.promise_days is not None and not due
    return Aftermath(after, memory, outcome, paid, ahead, call.agent_name)
