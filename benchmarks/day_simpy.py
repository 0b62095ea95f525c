"""The collections day in idiomatic SimPy: a process for each agent, a Store of debtors, timeouts.

Written as a SimPy user would, with the standard random module, and with the very same debtor (the
kernels of simcall.persona) as ours, so that the simulation around the debtor is what differs.
"""

from __future__ import annotations

import random
import time
from typing import Any, NamedTuple

import simpy

from simcall.agent.situation import SITUATIONS, find_situation
from simcall.agent.table import PolicyTable, find_row
from simcall.floor.conversation import reply_seconds
from simcall.floor.scenario import FloorScenario
from simcall.persona.emotion import A_SUMMARISE, act_weight
from simcall.persona.memory import (
    age_memory,
    answer_score,
    close_call,
    complaint_chance,
    count_contact,
    open_call,
)
from simcall.persona.shape import (
    ACCOUNT_SIZE,
    AFFORD,
    BASE,
    DUE,
    DURABLE_TRUST,
    ENDED,
    PROMISE,
    STATE_SIZE,
    TRUST,
)
from simcall.persona.turn import DRAWS, take_turn
from simcall.speech.move import SECONDS

MISSES = ("no_answer", "reject", "busy", "power_off")


class DayTiming(NamedTuple):
    """CPU seconds of a day, with the work that was done."""

    seconds: float
    dials: int
    turns: int
    talks: int


class Debtor:
    """One debtor on the list."""

    def __init__(self, number: int, scenario: FloorScenario, luck: random.Random) -> None:
        mix = scenario.personas
        self.number = number
        self.persona = list(luck.choices(mix, [p.weight for p in mix])[0].vector)
        bucket = luck.choices(scenario.buckets, [b.share for b in scenario.buckets])[0]
        self.bucket = bucket
        self.account = [0.0] * ACCOUNT_SIZE
        self.account[DUE] = luck.lognormvariate(11.5, bucket.balance_sigma)
        self.account[AFFORD] = self.account[DUE] * luck.lognormvariate(-0.5, 0.7)
        self.account[DURABLE_TRUST] = self.persona[BASE + TRUST]
        self.attempts = 0


class Day:
    """A day of a progressive team."""

    def __init__(self, scenario: FloorScenario, table: PolicyTable, seed: int) -> None:
        self.scenario, self.table = scenario, table
        self.luck = random.Random(seed)
        self.env = simpy.Environment()
        self.lines = simpy.Resource(self.env, scenario.dialler.lines)
        self.debtors: Any = simpy.Store(self.env)
        self.dials = self.turns = self.talks = 0
        for number in range(scenario.accounts):
            self.debtors.put(Debtor(number, scenario, self.luck))

    def agent(self, team, ends):
        """Dial, talk, wrap up, until the shift ends."""
        while self.env.now < ends:
            debtor = yield self.debtors.get()
            with self.lines.request() as line:
                yield line
                answered = yield from self.dial(debtor)
                if answered:
                    yield from self.talk(debtor)
            if answered:
                yield self.env.timeout(self.luck.expovariate(1.0 / team.wrap))
            elif debtor.attempts < self.scenario.limits.attempts_per_day:
                self.env.process(self.try_later(debtor))

    def try_later(self, debtor):
        """Put a debtor back on the list after the usual wait."""
        yield self.env.timeout(self.scenario.dialler.retry_missed)
        yield self.debtors.put(debtor)

    def dial(self, debtor):
        """Ring; returns whether somebody answers."""
        luck = self.luck
        self.dials += 1
        debtor.attempts += 1
        age_memory(debtor.persona, debtor.account, 0.0)
        score = answer_score(debtor.persona, debtor.account)
        odds = debtor.bucket.answer.person / (1 - debtor.bucket.answer.person)
        answered = luck.random() < 1 - 1 / (1 + odds * 2.718281828**score)
        if answered:
            yield self.env.timeout(luck.uniform(4, 18))
        else:
            outcome = luck.choice(MISSES)
            yield self.env.timeout(luck.uniform(28, 35) if outcome == "no_answer" else 6)
            count_contact(debtor.account)
        return answered

    def talk(self, debtor):
        """Play the agent's policy turn by turn."""
        table, persona, account = self.table, debtor.persona, debtor.account
        state, draws, ledger = [0.0] * STATE_SIZE, [0.0] * DRAWS, [-1.0]
        visits = [0] * len(SITUATIONS)
        open_call(state, persona, account, 0.0, ledger)
        self.talks += 1
        reply, summed = -1, False
        if self.luck.random() < debtor.bucket.quick_hangup:
            yield self.env.timeout(self.luck.uniform(3, 18))
            return
        for turn in range(60):
            situation = find_situation(state, persona, reply, summed)
            row = find_row(table.order, table.offsets, table.lengths, situation, visits[situation])
            visits[situation] += 1
            move = list(table.rows[row])
            summed = summed or (act_weight(move, A_SUMMARISE) >= 0.5 and state[PROMISE] == 1.0)
            where = (1, 2, 0, debtor.number, debtor.attempts * 512 + turn)
            reply = take_turn(state, persona, account, move, ledger, draws, *where)
            self.turns += 1
            yield self.env.timeout(move[SECONDS] + 0.8 + reply_seconds(reply))
            if state[ENDED]:
                break
        close_call(state, persona, account, 0.0)
        complaint_chance(state, persona, account)
        count_contact(account)


def run_day(scenario: FloorScenario, table: PolicyTable, seed: int) -> DayTiming:
    """Run one day and time it."""
    day = Day(scenario, table, seed)
    team = scenario.teams[0]
    for _ in range(team.agents):
        day.env.process(day.agent(team, float(team.end - team.start)))
    begin = time.process_time()
    day.env.run(until=team.end - team.start)
    return DayTiming(time.process_time() - begin, day.dials, day.turns, day.talks)
