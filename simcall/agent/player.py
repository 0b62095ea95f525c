"""A policy at work in one call: what it says next, as a move and as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from simcall.agent.policy import Policy, PolicyLine, speak
from simcall.agent.situation import SITUATIONS, find_situation
from simcall.agent.slots import collect_agent_slots
from simcall.common.bilingual import Language
from simcall.persona.bargain import read_amount, read_days
from simcall.persona.shape import PROMISE
from simcall.speech.move import Move


class Spoken(NamedTuple):
    """One thing said by a policy. move: with amounts and days resolved for this account."""

    situation: str
    line: PolicyLine
    move: Move
    text: str


class Player:
    """Plays a policy through one call; it remembers which lines it has used."""

    def __init__(self, policy: Policy, language: Language):
        """Begin a call."""
        self.policy = policy
        self.language = language
        self._visits = [0] * len(SITUATIONS)
        self._summed_up = False

    def speak_next(
        self,
        state: Sequence[float],
        persona: Sequence[float],
        account: Sequence[float],
        reply: int,
        facts: Mapping[str, str],
        heard: str,
        money: Callable[[float], str],
        numbers: Mapping[str, str] | None = None,
    ) -> Spoken:
        """Return what the policy says now.

        state, persona, account: the flat vectors of the call. reply: the debtor's last reply as an
        index into DEBTOR_ACTS, -1 before any. facts, heard, money, numbers: see
        `slots.collect_agent_slots`.
        """
        now, who, owed = list(state), list(persona), list(account)
        place = find_situation(now, who, reply, self._summed_up)
        visit, situation = self._visits[place], SITUATIONS[place]
        self._visits[place] += 1
        line = self.policy.line(situation, visit)
        if now[PROMISE] == 1.0 and line.acts.get("summarise", 0.0) >= 0.5:
            self._summed_up = True
        vector = list(line.vector())
        move = line.move(round(read_amount(now, owed, vector)), int(read_days(who, vector)))
        slots = collect_agent_slots(facts, line, owed, now, self.language, heard, money, numbers)
        text = speak(self.policy, situation, visit, self.language, slots)
        return Spoken(situation, line, move, text)
