"""What a floor scenario must satisfy before it can run; each problem is one helpful line."""

from __future__ import annotations

import math
from typing import Any

from simcall.common.errors import ContentError
from simcall.floor.layout import MAX_SKILLS
from simcall.floor.scenario import BUCKET_IDS, FloorScenario
from simcall.persona.shape import PERSONA_SIZE

MAX_DAYS = 1100
MAX_ACCOUNTS = 50_000_000


def fail(key: str, message: str) -> None:
    """Raise a ContentError that names the key."""
    raise ContentError(f"{key}: {message}")


def check_numbers(key: str, value: Any) -> None:
    """Refuse NaN, infinite and negative numbers anywhere in plain data, with their key."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return
    if isinstance(value, int | float):
        if not math.isfinite(value):
            fail(key, f"is {value}; write a finite number (patience: 0 means that nobody gives up)")
        if value < 0:
            fail(key, f"is {value}; it must be 0 or more")
        return
    if hasattr(value, "_asdict"):
        for name, part in value._asdict().items():
            if name not in ("vector", "title", "name", "brief", "other", "wrong"):
                check_numbers(f"{key}.{name}" if key else name, part)
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            check_numbers(f"{key}[{place}]", part)


def check_size(scenario: FloorScenario) -> None:
    """Check how much there is to simulate."""
    if not 1 <= scenario.accounts <= MAX_ACCOUNTS:
        fail("accounts", f"is {scenario.accounts}; a floor needs 1 to {MAX_ACCOUNTS} accounts")
    if not 1 <= scenario.days <= MAX_DAYS:
        fail("days", f"is {scenario.days}; a run lasts 1 to {MAX_DAYS} days")
    if not 60 <= scenario.interval <= 86400:
        fail("interval", f"is {scenario.interval}; use 60 to 86400 seconds")
    if any(not 0 <= day <= 6 for day in scenario.workdays):
        fail("workdays", "days are 0 (Monday) to 6 (Sunday)")
    if scenario.dialler.lines < 1:
        fail("dialler.lines", "is 0; without a line there are no calls")
    if scenario.dialler.tick <= 0.0:
        fail("dialler.tick", "is 0; the dialler needs time between corrections, such as 30")
    if len(scenario.inbound.hours) != 24:
        fail("inbound.hours", f"has {len(scenario.inbound.hours)} weights; a day has 24 hours")


def check_people(scenario: FloorScenario) -> None:
    """Check agents, teams and personas."""
    if not scenario.teams or sum(team.agents for team in scenario.teams) == 0:
        fail("teams", "there are no agents; give at least one team an agent")
    if not scenario.personas or sum(p.weight for p in scenario.personas) <= 0:
        fail("personas", "the mix is empty; give at least one persona a weight above 0")
    vectors = [p.vector for p in scenario.personas] + [scenario.other, scenario.wrong]
    if any(len(vector) != PERSONA_SIZE for vector in vectors):
        fail("personas", f"a persona vector has {PERSONA_SIZE} places")
    for team in scenario.teams:
        where = f"teams.{team.id}"
        if not 0 <= team.start < team.end <= 86400:
            fail(where, f"the shift lasts from {team.start} to {team.end}; a day of length 0?")
        if team.shrinkage > 1.0:
            fail(f"{where}.shrinkage", f"is {team.shrinkage}; a share is at most 1")
        if not team.skills:
            fail(f"{where}.skills", "is empty; an agent without a skill takes no call")


def check_skills(scenario: FloorScenario) -> None:
    """Check that skills are known wherever they are named."""
    known = [skill.id for skill in scenario.skills]
    if not 1 <= len(known) <= MAX_SKILLS:
        fail("skills", f"there are {len(known)}; a floor has 1 to {MAX_SKILLS}")
    if len(set(known)) != len(known):
        fail("skills", "one is defined twice")
    named = [(f"teams.{t.id}", s) for t in scenario.teams for s in t.skills]
    named += [(f"buckets.{b.id}", b.skill) for b in scenario.buckets]
    if scenario.inbound.skill is not None:
        named.append(("inbound", scenario.inbound.skill))
    for where, skill in named:
        if skill not in known:
            fail(where, f"unknown skill '{skill}'; the skills are {', '.join(known)}")


def check_buckets(scenario: FloorScenario) -> None:
    """Check the stages of lateness."""
    if not scenario.buckets or sum(b.share for b in scenario.buckets) <= 0:
        fail("buckets", "give at least one bucket a share above 0")
    for bucket in scenario.buckets:
        where = f"buckets.{bucket.id}"
        if bucket.id not in BUCKET_IDS:
            fail(where, f"unknown; the buckets are {', '.join(BUCKET_IDS)}")
        if bucket.balance_median < 1 or bucket.afford_median <= 0:
            fail(where, "balance_median and afford_median must be above 0")
        if sum(bucket.answer) <= 0 or bucket.answer.person > 1:
            fail(f"{where}.answer", "shares of dials must be in 0..1 and not all 0")


def check_limits(scenario: FloorScenario) -> None:
    """Check legal hours and contact limits."""
    limits = scenario.limits
    if not 0 <= limits.earliest < limits.latest <= 24:
        fail("limits", f"calls from {limits.earliest} to {limits.latest} o'clock: no hour is left")
    if not 1 <= limits.days <= 7:
        fail("limits.days", f"is {limits.days}; contacts are counted over 1 to 7 days")
    if limits.attempts_per_day > 15:
        fail("limits.attempts_per_day", f"is {limits.attempts_per_day}; at most 15 are counted")


def check_scenario(scenario: FloorScenario) -> None:
    """Raise ContentError for the first thing that keeps a scenario from running."""
    check_numbers("", scenario)
    check_size(scenario)
    check_skills(scenario)
    check_people(scenario)
    check_buckets(scenario)
    check_limits(scenario)
