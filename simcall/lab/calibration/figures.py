"""What each graded policy comes to with the same people and the same luck."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from simcall.agent.table import PolicyTable
from simcall.lab.calibration.checks import mean_interval, mean_of
from simcall.lab.calibration.population import Person
from simcall.lab.calibration.runner import Finish, Runner
from simcall.persona import shape
from simcall.persona.emotion import distress_of
from simcall.persona.memory import complaint_chance

GRADED = ("excellent", "mechanical", "pressing", "abusive")


class Figures(NamedTuple):
    """Means over right-party talks. layers: of the reason told, 0 to 3; feelings at the end."""

    policy: str
    talks: int
    turns: float
    hang_up: float
    promise: float
    kept_of_promises: float
    kept: float
    layers: float
    trust: float
    distress: float
    complaints: float


class Gap(NamedTuple):
    """How much better one policy does than the next, paired by person: mean and 95 % interval."""

    better: str
    worse: str
    outcome: str
    mean: float
    low: float
    high: float


def measure_calls(policy: str, finishes: Sequence[Finish], people: Sequence[Person]) -> Figures:
    """Return the figures of one policy's calls."""

    def mean(value: Callable[[Finish], float]) -> float:
        return mean_of([value(finish) for finish in finishes])

    promised = [f for f in finishes if f.state[shape.PROMISE] == 1.0]
    kept = [f.account[shape.KEEP_CHANCE] for f in promised]
    return Figures(
        policy=policy,
        talks=len(finishes),
        turns=mean(lambda f: float(f.turns)),
        hang_up=mean(lambda f: float(f.state[shape.ENDED] == shape.END_HANGUP)),
        promise=len(promised) / len(finishes),
        kept_of_promises=mean_of(kept) if kept else 0.0,
        kept=sum(kept) / len(finishes),
        layers=mean(lambda f: f.state[shape.LAYER]),
        trust=mean(lambda f: f.state[shape.TRUST]),
        distress=mean(lambda f: distress_of(f.state)),
        complaints=mean_of(complaints_of(finishes, people)),
    )


def complaints_of(finishes: Sequence[Finish], people: Sequence[Person]) -> list[float]:
    """Return the chance of a formal complaint after each call."""
    pairs = zip(finishes, people, strict=True)
    return [complaint_chance(f.state, p.persona, f.account) for f, p in pairs]


def kept_of(finish: Finish) -> float:
    """Return the chance that a call leads to a kept promise."""
    return finish.account[shape.KEEP_CHANCE] if finish.state[shape.PROMISE] == 1.0 else 0.0


def compare_calls(
    names: tuple[str, str],
    better: Sequence[Finish],
    worse: Sequence[Finish],
    people: Sequence[Person],
) -> list[Gap]:
    """Return paired differences, each signed so that above zero is better."""
    pairs = list(zip(better, worse, strict=True))
    calm, heated = complaints_of(better, people), complaints_of(worse, people)
    samples = {
        "trust": [a.state[shape.TRUST] - b.state[shape.TRUST] for a, b in pairs],
        "disclosure": [a.state[shape.LAYER] - b.state[shape.LAYER] for a, b in pairs],
        "fewer complaints": [b - a for a, b in zip(calm, heated, strict=True)],
        "kept promises": [kept_of(a) - kept_of(b) for a, b in pairs],
    }  # fmt: skip
    gaps = []
    for outcome, sample in samples.items():
        mean, half = mean_interval(sample)
        gaps.append(Gap(*names, outcome, mean, mean - half, mean + half))
    return gaps


def measure_policies(
    runner: Runner, people: list[Person], tables: dict[str, PolicyTable]
) -> tuple[list[Figures], list[Gap]]:
    """Return the figures of every policy, and the gaps between neighbours of the graded four."""
    calls = {
        name: [runner.call(person, table, place) for place, person in enumerate(people)]
        for name, table in tables.items()
    }
    figures = [measure_calls(name, finishes, people) for name, finishes in calls.items()]
    gaps: list[Gap] = []
    for pair in itertools.pairwise(GRADED):
        gaps.extend(compare_calls(pair, calls[pair[0]], calls[pair[1]], people))
    return figures, gaps
