"""A persona before its first call: what the graded policies come to with it, turn by turn.

Every policy meets the same person with the same luck. Calls are played as moves, so the words of
the person do not matter here; a sample in words is the caller's business.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from simcall.agent.policy import Policy, build_table
from simcall.agent.situation import SITUATIONS, find_situation
from simcall.agent.table import PolicyTable, find_row
from simcall.common.chance import split_seed
from simcall.lab.calibration.cast import measure_primary
from simcall.lab.calibration.runner import MOST_TURNS, NO_LEDGER, Finish
from simcall.lab.interval import estimate_mean
from simcall.persona import shape
from simcall.persona.emotion import A_SUMMARISE, act_weight
from simcall.persona.memory import close_call, complaint_chance, count_contact
from simcall.persona.turn import DRAWS, take_turn

POLICIES = ("excellent", "warm_only", "mechanical", "pressing", "abusive")
SHOWN = ("trust", "anxiety", "shame", "anger")
CALLS = 120
Z95 = 1.959963984540054


class Opening(NamedTuple):
    """A person at the first ring. state, persona, account: flat vectors; outcome: its best end."""

    state: Sequence[float]
    persona: Sequence[float]
    account: Sequence[float]
    outcome: str


class Trial(NamedTuple):
    """One call. feelings: the six of shape, before the first turn and after each."""

    feelings: tuple[tuple[float, ...], ...]
    finish: Finish


class Share(NamedTuple):
    """A mean with its 95 % interval."""

    mean: float
    low: float
    high: float


class PolicyPreview(NamedTuple):
    """What one policy comes to. curves: mean by turn of each feeling in SHOWN; n: calls.

    A call that has ended keeps its last feelings, so that nobody drops out of a curve. layers: of
    the reason told, 0 to 3; truth: share told all; promise: share of calls; kept: chance that a
    promise is kept, None without one; goal: how far the persona's own outcome was reached, 0 to 1;
    hints: share with a hint of self-harm.
    """

    policy: str
    n: int
    turns: float
    curves: Mapping[str, tuple[float, ...]]
    layers: Share
    truth: Share
    promise: Share
    kept: Share | None
    complaint: Share
    hang_up: Share
    goal: Share
    hints: Share


def play_trial(opening: Opening, table: PolicyTable, seed: tuple[int, int], entity: int) -> Trial:
    """Let a policy make one call; entity: which luck."""
    state, account = list(opening.state), list(opening.account)
    persona, moves = list(opening.persona), [list(row) for row in table.rows]
    visits = [0] * len(SITUATIONS)
    feelings = [tuple(state[: len(shape.FEELING_NAMES)])]
    reply, summed_up, turn, ledger = -1, False, 0, list(NO_LEDGER)
    while turn < MOST_TURNS and state[shape.ENDED] == 0.0:
        place = find_situation(state, persona, reply, summed_up)
        row = moves[find_row(table.order, table.offsets, table.lengths, place, visits[place])]
        visits[place] += 1
        reply = take_turn(
            state, persona, account, row, ledger, [0.0] * DRAWS, *seed, 0, entity, turn
        )
        if state[shape.PROMISE] == 1.0 and act_weight(row, A_SUMMARISE) >= 0.5:
            summed_up = True
        feelings.append(tuple(state[: len(shape.FEELING_NAMES)]))
        turn += 1
    count_contact(account)
    close_call(state, persona, account, 0.0)
    return Trial(tuple(feelings), Finish(turn, state, account))


def measure_goal(outcome: str, finish: Finish) -> float:
    """Return how far a call reached what is right for this person, 0 to 1."""
    state = finish.state
    if outcome == "callback":
        ended = state[shape.ENDED] in (shape.END_CLOSED, shape.END_BUSY)
        return float(state[shape.AGREED_TIME] == 1.0 and ended)
    if outcome == "stop_honoured":
        return float(state[shape.ENDED] == shape.END_STOPPED)
    return measure_primary(outcome, finish)


def estimate_share(values: Sequence[float]) -> Share:
    """Return mean and interval: Wilson's where every value is 0 or 1, else Student's.

    Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    if any(value not in (0.0, 1.0) for value in values):
        found = estimate_mean(values)
        return Share(found.mean, found.low, found.high)
    n, mean = len(values), sum(values) / len(values)
    square = Z95 * Z95 / n
    middle = (mean + square / 2) / (1 + square)
    half = Z95 / (1 + square) * math.sqrt(mean * (1 - mean) / n + square / (4 * n))
    return Share(mean, max(0.0, middle - half), min(1.0, middle + half))


def draw_curve(trials: Sequence[Trial], feeling: int) -> tuple[float, ...]:
    """Return the mean of one feeling by turn, from before the first word to the longest call."""
    longest = max(len(trial.feelings) for trial in trials)
    points = []
    for turn in range(longest):
        now = [trial.feelings[min(turn, len(trial.feelings) - 1)][feeling] for trial in trials]
        points.append(math.fsum(now) / len(now))
    return tuple(points)


def preview_policy(
    opening: Opening, policy: Policy, seed: int, calls: int = CALLS
) -> PolicyPreview:
    """Return what one policy comes to with a person."""
    table, key = build_table(policy), split_seed(seed)
    trials = [play_trial(opening, table, key, entity) for entity in range(calls)]

    def share(value: Callable[[Finish], float], some: Sequence[Trial] = trials) -> Share:
        """Return the mean of a value over calls."""
        return estimate_share([float(value(trial.finish)) for trial in some])

    promised = [trial for trial in trials if trial.finish.state[shape.PROMISE] == 1.0]
    names = shape.FEELING_NAMES
    return PolicyPreview(
        policy=policy.id,
        n=calls,
        turns=sum(trial.finish.turns for trial in trials) / calls,
        curves={name: draw_curve(trials, names.index(name)) for name in SHOWN},
        layers=share(lambda f: f.state[shape.LAYER]),
        truth=share(lambda f: f.state[shape.LAYER] >= 3.0),
        promise=share(lambda f: f.state[shape.PROMISE] == 1.0),
        kept=share(lambda f: f.account[shape.KEEP_CHANCE], promised) if promised else None,
        complaint=share(lambda f: complaint_chance(f.state, list(opening.persona), f.account)),
        hang_up=share(lambda f: f.state[shape.ENDED] == shape.END_HANGUP),
        goal=share(lambda f: measure_goal(opening.outcome, f)),
        hints=share(lambda f: f.state[shape.RISK] >= 1.0),
    )
