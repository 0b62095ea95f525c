"""What of earlier calls comes up: hurt, kindness, promises, the name of whoever rang."""

from __future__ import annotations

from collections.abc import Sequence

from simcall.call.occasion import NONE, Occasion
from simcall.call.scenario import CallScenario
from simcall.persona import shape

MOST_RECALLS = 2  # earlier calls come up this often in one call


def choose_memory(
    state: Sequence[float], account: Sequence[float], trust: float, same_agent: bool = False
) -> list[str]:
    """Return what of earlier calls is worth bringing up, the strongest first.

    trust: the persona's own baseline; lasting trust well above it is remembered kindness.
    same_agent: whether the agent gives the name of whoever rang before.
    """
    found = ["memory_name"] if same_agent else []
    if account[shape.GRIEVANCE] > 0.2:
        found.append("memory_hurt")
    if account[shape.BROKEN] > 0.0:
        found.append("memory_broken")
    if account[shape.DURABLE_TRUST] > trust + 0.06 and account[shape.GRIEVANCE] < 0.2:
        found.append("memory_kind")
    if account[shape.KEPT] > 0.0:
        found.append("memory_kept")
    if found and state[shape.CHANGED] == 0.0:
        found.append("memory")
    return found


class Recall:
    """Remembers what has come up already. trust: the persona's own baseline."""

    def __init__(self, scenario: CallScenario, trust: float):
        self._scenario = scenario
        self._trust = trust
        self._count = 0

    def _choose(self, state: Sequence[float], account: Sequence[float], agent: str) -> list[str]:
        """Return what may come up, the strongest first. agent: the name that the agent gave."""
        before = self._scenario.last_agent.casefold()
        same = bool(before) and agent.casefold() == before
        return choose_memory(state, account, self._trust, same)

    def bring_up(
        self, state: Sequence[float], account: Sequence[float], agent: str, turn: int
    ) -> Occasion:
        """Return what an earlier call left, when it is time to bring it up, and by the debtor."""
        if self._count >= MOST_RECALLS or state[shape.HANDED] != 0.0:
            return NONE
        found = self._choose(state, account, agent)
        if turn < 2 + 4 * self._count or len(found) <= self._count:
            return NONE
        self._count += 1
        return Occasion((found[self._count - 1],))

    def answer(self, state: Sequence[float], account: Sequence[float], agent: str) -> Occasion:
        """Return the answer to a question about earlier calls: what they left, or that none was."""
        called = account[shape.CONTACTS] > 0.0
        called = called or any(past.kind == "call" for past in self._scenario.history)
        if state[shape.HANDED] == 1.0 or self._scenario.persona.role != "debtor":
            return Occasion(("asked_before" if called else "first_call",), True, "answer")
        found = self._choose(state, account, agent)
        return Occasion((*found, "asked_before") if called else ("first_call",), True, "answer")
