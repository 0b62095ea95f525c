"""What one run of a floor comes to: operating figures with stated formulas.

Formulas follow usual practice in contact centres and collections (docs/engine.md gives them in
words). A figure whose denominator is 0 is NaN, which the command shows as null.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from simcall.floor import layout as lay
from simcall.floor.dossier import RUNNING
from simcall.floor.erlang import find_servers_c
from simcall.floor.scenario import FloorScenario
from simcall.floor.world import World

NAN = float("nan")
OCCUPANCY_TARGET = 0.85  # staffing of work that does not wait: busy share of paid time


class IntervalFigures(NamedTuple):
    """One interval of the day, averaged over working days.

    start: seconds after midnight. offered: calls that wanted an agent. staffed: agents on shift.
    required: agents that the offered work needs (Erlang C for the service level asked for).
    """

    start: int
    offered: float
    staffed: float
    required: float


class Outcome(NamedTuple):
    """All figures of one replication. Amounts in minor units, times in seconds, rates in 0..1.

    connect_rate: answered dials, machines included, over dials. rpc_rate: right-party talks begun
    by us over dials. ptp_rate: promises over right-party talks. kept_rate: kept over promises due.
    liquidation: collected over assigned. occupancy: talk and wrap-up over time on shift. asa,
    service_level, abandon_rate: inbound. drop_rate: live answers dropped over live answers.
    violations: talks with a critical harm or a disclosure, and breaches of contact limits.
    distress: mean of peak and end over right-party talks. arranged_rate: accounts on an arrangement
    of which a payment was made and the last one was not missed. resolved_rate: cured or so
    arranged.
    unasked: collected without a promise. waived: forgiven at the end of kept arrangements.
    short_rate: promises broken for want of money, over promises due.
    """

    dials: float
    connect_rate: float
    rpc_rate: float
    ptp_rate: float
    kept_rate: float
    collected: float
    liquidation: float
    aht: float
    occupancy: float
    asa: float
    service_level: float
    abandon_rate: float
    complaints_per_1000_talks: float
    violations: float
    distress: float
    drop_rate: float
    talks: float
    right_party_talks: float
    promises: float
    promised: float
    promises_due: float
    promises_kept: float
    complaints: float
    hangup_rate: float
    reason_rate: float
    cured_rate: float
    arranged_rate: float
    resolved_rate: float
    unasked: float
    fees: float
    assigned: float
    disclosures: float
    limit_breaches: float
    risk_missed: float
    stops: float
    inbound_offered: float
    inbound_blocked: float
    waived: float
    short_rate: float
    events: float
    intervals: tuple[IntervalFigures, ...]


FIGURES = tuple(name for name in Outcome._fields if name != "intervals")


def share(part: float, whole: float) -> float:
    """Return a ratio, NaN when there is nothing to divide by."""
    return part / whole if whole > 0.0 else NAN


def read_intervals(world: World, scenario: FloorScenario) -> tuple[IntervalFigures, ...]:
    """Return the intervals of the day in which anybody worked or called."""
    days = [world.rows[world.n[lay.N_AT_DAYS] + d] for d in range(scenario.days)]
    worked = max(1.0, float(sum(day[lay.D_WORKING] for day in days)))
    figures = []
    for slot in range(world.n[lay.N_SLOTS]):
        row = world.rows[world.n[lay.N_AT_INTERVALS] + slot]
        offered = float(row[lay.I_OFFERED]) / worked
        staffed = float(row[lay.I_STAFFED]) / worked / scenario.interval
        if offered == 0.0 and staffed == 0.0:
            continue
        handle = share(float(row[lay.I_SECONDS]), float(row[lay.I_HANDLED]))
        required = need_agents(offered, handle, scenario)
        figures.append(IntervalFigures(slot * scenario.interval, offered, staffed, required))
    return tuple(figures)


def need_agents(offered: float, handle: float, scenario: FloorScenario) -> float:
    """Return how many agents an interval's calls need."""
    if offered <= 0.0 or not handle > 0.0:
        return 0.0
    load = offered * handle / scenario.interval
    if scenario.inbound.skill is None:
        return float(math.ceil(load / OCCUPANCY_TARGET))
    within = scenario.inbound.within / handle
    return float(find_servers_c(load, scenario.inbound.target, within))


def count_arranged(world: World) -> int:
    """Return the accounts on an arrangement that has been kept: its last payment was made."""
    files: Any = np.asarray(world.files)
    if len(files) == 0:
        return 0
    running = (files[:, lay.F_STATUS] == lay.OPEN) & (files[:, lay.F_DUE] >= 0)
    return int(np.count_nonzero(running & (files[:, lay.F_MARKS] & RUNNING > 0)))


def read_outcome(world: World, scenario: FloorScenario) -> Outcome:
    """Return the figures of a finished run."""
    v = [float(x) for x in np.asarray(world.v)]
    mix = v[lay.G_ANSWER : lay.G_ANSWER + 10]
    live = sum(mix[:3])
    dials, talks, right = v[lay.G_DIALS], v[lay.G_TALKS], v[lay.G_RIGHT]
    time = v[lay.G_TIME : lay.G_TIME + 5]
    busy = time[int(lay.TALKING)] + time[int(lay.WRAPPING)]
    arranged = count_arranged(world) / scenario.accounts
    queue_left = v[lay.G_ANSWERED] + v[lay.G_ABANDONED]
    return Outcome(
        dials=dials,
        connect_rate=share(sum(mix[:5]), dials),
        rpc_rate=share(v[lay.G_RIGHT_OUT], dials),
        ptp_rate=share(v[lay.G_PROMISES], right),
        kept_rate=share(v[lay.G_KEPT], v[lay.G_DUE]),
        collected=v[lay.G_COLLECTED],
        liquidation=share(v[lay.G_COLLECTED], v[lay.G_ASSIGNED]),
        aht=share(v[lay.G_TALK_SECONDS] + v[lay.G_WRAP_SECONDS], v[lay.G_HANDLED]),
        occupancy=share(busy, sum(time[1:])),
        asa=share(v[lay.G_WAIT], v[lay.G_ANSWERED]),
        service_level=share(v[lay.G_WITHIN], v[lay.G_OFFERED]),
        abandon_rate=share(v[lay.G_ABANDONED], queue_left),
        complaints_per_1000_talks=1000.0 * share(v[lay.G_COMPLAINTS], talks),
        violations=v[lay.G_VIOLATIONS],
        distress=share(v[lay.G_DISTRESS], right),
        drop_rate=share(v[lay.G_DROPPED], live),
        talks=talks,
        right_party_talks=right,
        promises=v[lay.G_PROMISES],
        promised=v[lay.G_PROMISED],
        promises_due=v[lay.G_DUE],
        promises_kept=v[lay.G_KEPT],
        complaints=v[lay.G_COMPLAINTS],
        hangup_rate=share(v[lay.G_HANGUPS], talks),
        reason_rate=share(v[lay.G_REASONS], right),
        cured_rate=v[lay.G_CURED] / scenario.accounts,
        arranged_rate=arranged,
        resolved_rate=v[lay.G_CURED] / scenario.accounts + arranged,
        unasked=v[lay.G_UNASKED],
        fees=v[lay.G_FEES],
        assigned=v[lay.G_ASSIGNED],
        disclosures=v[lay.G_DISCLOSED],
        limit_breaches=v[lay.G_BREACHES],
        risk_missed=share(v[lay.G_RISKS_MISSED], v[lay.G_RISKS]),
        stops=v[lay.G_STOPS],
        inbound_offered=v[lay.G_OFFERED],
        inbound_blocked=v[lay.G_BLOCKED],
        waived=v[lay.G_WAIVED],
        short_rate=share(v[lay.G_SHORT], v[lay.G_DUE]),
        events=v[lay.G_EVENTS],
        intervals=read_intervals(world, scenario),
    )
