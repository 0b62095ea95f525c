"""A cohort of scored calls: skills over time, weakest items, spread, reliability between calls.

Reliability is the generalizability coefficient of a one-facet design, calls nested in agents
(Brennan, Generalizability Theory, 2001, chapter 2; the same as ICC(1,n) of Shrout and Fleiss 1979).
With a the number of agents, n_i the calls of agent i, N their sum and
n0 = (N - sum n_i^2 / N) / (a - 1):
  within   = MS within
  between  = max(0, (MS between - MS within) / n0)
  G(n)     = between / (between + within / n)
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from simcall.common.bilingual import Language, Text
from simcall.rubric.book import DIMENSIONS
from simcall.rubric.report import ScoreReport

GOOD = 0.8  # the coefficient that a certificate should rest on


class Member(NamedTuple):
    """One scored call of a cohort. agent: who took it; when: ISO time or empty, for the order."""

    agent: str
    when: str
    report: ScoreReport


class Spread(NamedTuple):
    """Mean, standard deviation and how many numbers there were; None where too few."""

    mean: float | None
    sd: float | None
    size: int


class Reliability(NamedTuple):
    """G for the mean of `calls` calls (per agent, harmonic mean); needed: calls for G = 0.8."""

    coefficient: float | None
    single: float | None
    calls: float | None
    needed: int | None


class ItemView(NamedTuple):
    """How one item went over the cohort: mean share of its points, how often it applied."""

    id: str
    name: Text
    dimension: str
    share: float
    size: int


class Skill(NamedTuple):
    """One number over time. slope: change per call by least squares, None below three calls."""

    name: str
    values: tuple[float | None, ...]
    slope: float | None


class AgentView(NamedTuple):
    """One agent's calls in order of time."""

    agent: str
    calls: int
    passed: int
    total: Spread
    skills: tuple[Skill, ...]


class Cohort(NamedTuple):
    """The whole view."""

    calls: int
    passed: int
    total: Spread
    dimensions: Mapping[str, Spread]
    criticals: Mapping[str, int]
    weakest: tuple[ItemView, ...]
    agents: tuple[AgentView, ...]
    reliability: Reliability


def spread_of(values: Sequence[float]) -> Spread:
    """Return mean and sample standard deviation."""
    count = len(values)
    if not count:
        return Spread(None, None, 0)
    mean = math.fsum(values) / count
    if count < 2:
        return Spread(round(mean, 2), None, count)
    var = math.fsum((v - mean) ** 2 for v in values) / (count - 1)
    return Spread(round(mean, 2), round(math.sqrt(var), 2), count)


def find_slope(values: Sequence[float | None]) -> float | None:
    """Return the least-squares change per call."""
    points = [(float(i), v) for i, v in enumerate(values) if v is not None]
    if len(points) < 3:
        return None
    mean_x = math.fsum(x for x, _ in points) / len(points)
    mean_y = math.fsum(y for _, y in points) / len(points)
    bottom = math.fsum((x - mean_x) ** 2 for x, _ in points)
    top = math.fsum((x - mean_x) * (y - mean_y) for x, y in points)
    return round(top / bottom, 3)


def measure_reliability(groups: Sequence[Sequence[float]]) -> Reliability:
    """Return the generalizability coefficient of agents' mean totals; see the top of this file."""
    kept = [list(g) for g in groups if len(g) >= 2]
    if len(kept) < 2:
        return Reliability(None, None, None, None)
    count = sum(len(g) for g in kept)
    grand = math.fsum(v for g in kept for v in g) / count
    means = [math.fsum(g) / len(g) for g in kept]
    between_ms = math.fsum(len(g) * (m - grand) ** 2 for g, m in zip(kept, means, strict=True)) / (
        len(kept) - 1
    )
    within = math.fsum((v - m) ** 2 for g, m in zip(kept, means, strict=True) for v in g) / (
        count - len(kept)
    )
    typical = (count - sum(len(g) ** 2 for g in kept) / count) / (len(kept) - 1)
    between = max(0.0, (between_ms - within) / typical)
    calls = len(kept) / math.fsum(1.0 / len(g) for g in kept)
    if between + within == 0.0:
        return Reliability(None, None, round(calls, 2), None)
    needed = math.ceil(GOOD / (1.0 - GOOD) * within / between - 1e-9) if between > 0.0 else None
    return Reliability(
        round(between / (between + within / calls), 3),
        round(between / (between + within), 3),
        round(calls, 2),
        max(1, needed) if needed is not None else None,
    )


def view_items(members: Sequence[Member]) -> tuple[ItemView, ...]:
    """Return the items from the weakest on, those that applied at least twice first."""
    found: dict[str, list[float]] = {}
    named: dict[str, tuple[Text, str]] = {}
    for member in members:
        for item in member.report.items:
            if item.points is not None and item.max > 0.0:
                found.setdefault(item.id, []).append(item.points / item.max)
                named[item.id] = (item.name, item.dimension)
    views = [
        ItemView(key, *named[key], round(math.fsum(shares) / len(shares), 3), len(shares))
        for key, shares in found.items()
    ]
    return tuple(sorted(views, key=lambda v: (v.size < 2 <= len(members), v.share, v.id)))


def view_agent(agent: str, members: Sequence[Member]) -> AgentView:
    """Return one agent's calls over time."""
    ordered = sorted(members, key=lambda m: m.when)
    totals = tuple(m.report.total for m in ordered)
    skills = [Skill("total", totals, find_slope(totals))]
    for name in DIMENSIONS:
        values = tuple(m.report.dimensions.get(name) for m in ordered)
        skills.append(Skill(name, values, find_slope(values)))
    passed = sum(m.report.passed for m in ordered)
    return AgentView(agent, len(ordered), passed, spread_of(totals), tuple(skills))


def view_cohort(members: Sequence[Member]) -> Cohort:
    """Return the view of a cohort; calls without a time keep the order in which they came."""
    by_agent: dict[str, list[Member]] = {}
    for member in members:
        by_agent.setdefault(member.agent, []).append(member)
    criticals: dict[str, int] = {}
    for member in members:
        for note in (*member.report.critical, *member.report.critical_extra):
            criticals[note.act] = criticals.get(note.act, 0) + 1
    dimensions = {
        name: spread_of([v for m in members if (v := m.report.dimensions.get(name)) is not None])
        for name in DIMENSIONS
    }
    return Cohort(
        calls=len(members),
        passed=sum(m.report.passed for m in members),
        total=spread_of([m.report.total for m in members]),
        dimensions=dimensions,
        criticals=dict(sorted(criticals.items(), key=lambda pair: (-pair[1], pair[0]))),
        weakest=view_items(members)[:6],
        agents=tuple(view_agent(agent, by_agent[agent]) for agent in sorted(by_agent)),
        reliability=measure_reliability(
            [[m.report.total for m in group] for group in by_agent.values()]
        ),
    )


def write_cohort(cohort: Cohort, language: Language) -> dict[str, Any]:
    """Return the view as plain data."""
    return {
        "calls": cohort.calls,
        "passed": cohort.passed,
        "total": cohort.total._asdict(),
        "dimensions": {name: value._asdict() for name, value in cohort.dimensions.items()},
        "critical": dict(cohort.criticals),
        "weakest": [
            {
                "id": v.id,
                "name": v.name.say(language),
                "dimension": v.dimension,
                "share": v.share,
                "count": v.size,
            }
            for v in cohort.weakest
        ],
        "agents": [
            {
                "agent": a.agent,
                "calls": a.calls,
                "passed": a.passed,
                "total": a.total._asdict(),
                "skills": [
                    {"name": s.name, "values": list(s.values), "slope": s.slope} for s in a.skills
                ],
            }
            for a in cohort.agents
        ],
        "reliability": cohort.reliability._asdict(),
    }
