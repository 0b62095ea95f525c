"""From a scenario to a world: every number that the kernels read, put in its place."""

from __future__ import annotations

import math
from collections.abc import Sequence

from simcall.agent.table import PolicyTable
from simcall.common.chance import split_seed
from simcall.common.errors import SimcallError
from simcall.floor import layout as lay
from simcall.floor.calendar import build_days
from simcall.floor.calling_list import SLOT_WIDTH
from simcall.floor.check import check_scenario
from simcall.floor.dossier import Q_SIZE
from simcall.floor.scenario import BUCKET_IDS, AnswerMix, Bucket, FloorScenario, Team
from simcall.floor.world import World
from simcall.persona.shape import ACCOUNT_SIZE
from simcall.persona.turn import DRAWS

MODES = {
    "none": lay.MODE_NONE,
    "preview": lay.MODE_PREVIEW,
    "progressive": lay.MODE_PROGRESSIVE,
    "predictive": lay.MODE_PREDICTIVE,
}


def log_odds(p: float) -> float:
    """Return the log odds of a probability, bounded at both ends."""
    p = min(1.0 - 1e-9, max(1e-9, p))
    return math.log(p / (1.0 - p))


def spread(shares: Sequence[float]) -> list[float]:
    """Return cumulative shares that end at 1."""
    total = sum(shares)
    out, run = [], 0.0
    for share in shares:
        run += share / total
        out.append(run)
    out[-1] = 1.0
    return out


def miss_shares(mix: AnswerMix) -> list[float]:
    """Return cumulative shares of the six kinds of miss among dials that no person answers."""
    parts = mix[1:]
    return spread(parts) if sum(parts) > 0.0 else [0.0, 0.0, 1.0, 1.0, 1.0, 1.0]


def make_bucket(bucket: Bucket, share: float, number: int, skill: int) -> list[float]:
    """Return one bucket as numbers; number: 0 for M1 up to 6 for M6+."""
    row = [0.0] * lay.B_SIZE
    row[lay.B_SHARE] = share
    row[lay.B_BALANCE] = math.log(bucket.balance_median)
    row[lay.B_BALANCE_SIGMA] = bucket.balance_sigma
    row[lay.B_AFFORD] = math.log(bucket.afford_median)
    row[lay.B_AFFORD_SIGMA] = bucket.afford_sigma
    row[lay.B_FEE_RATE] = bucket.fee_rate
    row[lay.B_PERSON] = log_odds(bucket.answer.person)
    row[lay.B_MISSES : lay.B_MISSES + 6] = miss_shares(bucket.answer)
    row[lay.B_RIGHT_PARTY] = bucket.right_party
    row[lay.B_QUICK] = bucket.quick_hangup
    row[lay.B_UNASKED] = bucket.self_cure
    row[lay.B_DEAD] = bucket.dead
    row[lay.B_RETURN] = bucket.return_share
    row[lay.B_CONTACTS] = bucket.contacts
    row[lay.B_GRIEVANCE] = bucket.grievance
    row[lay.B_SKILL] = float(skill)
    row[lay.B_FIRST_DAY] = 30.0 * number + 1.0
    row[lay.B_LAST_DAY] = 30.0 * number + (30.0 if number < 6 else 180.0)
    return row


def make_buckets(scenario: FloorScenario) -> list[list[float]]:
    """Return seven rows; a bucket that the scenario leaves out behaves like the one before it."""
    by_id = {bucket.id: bucket for bucket in scenario.buckets}
    skills = {skill.id: place for place, skill in enumerate(scenario.skills)}
    total = sum(bucket.share for bucket in scenario.buckets)
    rows, run, last = [], 0.0, scenario.buckets[0]
    for number, name in enumerate(BUCKET_IDS):
        if name in by_id:
            last = by_id[name]
            run += last.share / total
        rows.append(make_bucket(last, run, number, skills[last.skill]))
    return rows


def make_persona(vector: Sequence[float], habits: Sequence[float], chance: float) -> list[float]:
    """Return a persona vector, answer habits as shifts of the log odds, and the running share."""
    mean = sum(habits) / len(habits)
    shifts = [math.log(max(0.02, habit) / max(0.02, mean)) for habit in habits]
    return [*map(float, vector), *shifts, chance]


def make_team(
    team: Team, first: int, skills: dict[str, int], scenario: FloorScenario
) -> list[float]:
    """Return one team as numbers; its shift is cut to the legal hours when it dials."""
    row = [0.0] * lay.T_SIZE
    earliest, latest = scenario.limits.earliest * 3600, scenario.limits.latest * 3600
    dials = team.mode != "none"
    row[lay.T_FIRST] = float(first)
    row[lay.T_COUNT] = float(team.agents)
    row[lay.T_HEAD] = row[lay.T_TAIL] = -1.0
    row[lay.T_WRAP_MEAN] = max(1e-6, team.wrap)
    row[lay.T_START] = float(max(team.start, earliest) if dials else team.start)
    row[lay.T_END_OF_SHIFT] = float(min(team.end, latest) if dials else team.end)
    row[lay.T_SHRINKAGE] = team.shrinkage
    row[lay.T_MODE] = MODES[team.mode]
    row[lay.T_SERVED] = float(len(team.skills))
    for place, skill in enumerate(team.skills):
        row[lay.T_SERVED + 1 + place] = float(skills[skill])
    return row


def make_skills(scenario: FloorScenario) -> list[list[float]]:
    """Return one row for each skill, its queue empty."""
    worked = {bucket.skill for bucket in scenario.buckets}
    rows = []
    for skill in scenario.skills:
        row = [0.0] * lay.S_SIZE
        row[lay.S_HEAD] = row[lay.S_TAIL] = -1.0
        row[lay.S_PRIORITY] = float(skill.priority)
        row[lay.S_RATIO] = 1.0
        row[lay.S_READY_HEAD] = row[lay.S_READY_TAIL] = row[lay.S_DRAINED] = -1.0
        row[lay.S_OUTBOUND] = 1.0 if skill.id in worked else 0.0
        row[lay.S_WAKE] = lay.NO_WAKE
        rows.append(row)
    return rows


def make_parameters(scenario: FloorScenario) -> list[float]:
    """Return the parameters."""
    p = [0.0] * lay.P_SIZE
    dialler, inbound, conduct = scenario.dialler, scenario.inbound, scenario.conduct
    numbers, limits = scenario.numbers, scenario.limits
    head = (
        dialler.preview,
        dialler.abandon_target,
        dialler.abandon_after,
        dialler.max_ratio,
        dialler.tick,
        dialler.retry_missed,
        dialler.retry_busy,
        dialler.retry_rejected,
        dialler.retry_talked,
        dialler.message_seconds,
    )
    p[: len(head)] = [float(value) for value in head]
    peak = max(inbound.hours) or 1.0
    weight = sum(inbound.hours) or 1.0
    p[lay.P_PER_ACCOUNT] = inbound.per_thousand / 1000.0 * peak / weight / 3600.0
    p[lay.P_PATIENCE] = inbound.patience
    p[lay.P_RETRIAL_SHARE] = inbound.retrial_share
    p[lay.P_RETRIAL_DELAY] = inbound.retrial_delay
    p[lay.P_RETURN_DELAY] = inbound.return_delay
    p[lay.P_WITHIN] = inbound.within
    p[lay.P_CALLBACK_SHARE] = conduct.callback_share
    p[lay.P_CALLBACK_DELAY] = conduct.callback_delay
    p[lay.P_PARTIAL] = conduct.partial
    p[lay.P_HOLD] = float(conduct.complaint_hold)
    p[lay.P_REFUSAL] = conduct.refusal_share
    p[lay.P_SECOND], p[lay.P_THIRD] = numbers.second, numbers.third
    owners = spread((numbers.debtor, numbers.family, numbers.colleague, numbers.stranger))
    p[lay.P_OWNER_DEBTOR], p[lay.P_OWNER_FAMILY], p[lay.P_OWNER_COLLEAGUE] = owners[:3]
    p[lay.P_OPTED_OUT] = numbers.opted_out
    p[lay.P_EARLIEST], p[lay.P_LATEST] = limits.earliest * 3600.0, limits.latest * 3600.0
    p[lay.P_SLOT_SECONDS] = float(scenario.interval)
    p[lay.P_HOURS : lay.P_HOURS + 24] = [hour / peak for hour in inbound.hours]
    return p


def make_counts(scenario: FloorScenario, seed: int, replication: int, lines: int) -> list[int]:
    """Return the whole numbers."""
    n = [0] * lay.N_SIZE
    limits, skills = scenario.limits, [skill.id for skill in scenario.skills]
    n[lay.N_SEED_LOW], n[lay.N_SEED_HIGH] = split_seed(seed)
    n[lay.N_REPLICATION] = replication
    n[lay.N_ACCOUNTS] = scenario.accounts
    n[lay.N_PERSONAS] = len(scenario.personas)
    n[lay.N_OTHER], n[lay.N_WRONG] = len(scenario.personas), len(scenario.personas) + 1
    n[lay.N_SKILLS], n[lay.N_TEAMS] = len(skills), len(scenario.teams)
    n[lay.N_AGENTS] = sum(team.agents for team in scenario.teams)
    n[lay.N_LINES] = n[lay.N_FREE_COUNT] = lines
    n[lay.N_FREE] = 0 if lines else -1
    n[lay.N_DAYS] = scenario.days
    inbound = scenario.inbound.skill
    n[lay.N_INBOUND_SKILL] = skills.index(inbound) if inbound is not None else -1
    n[lay.N_MOST] = -1 if limits.most is None else limits.most
    n[lay.N_LIMIT_DAYS] = limits.days
    n[lay.N_COUNT_TALKS] = 1 if limits.counted == "talks" else 0
    n[lay.N_WAIT_DAYS] = limits.wait_days
    n[lay.N_PER_DAY] = limits.attempts_per_day
    n[lay.N_OBEY] = 1 if limits.obey else 0
    n[lay.N_SLOTS] = math.ceil(86400 / scenario.interval)
    n[lay.N_PLACED_OVER] = scenario.placed_over
    n[lay.N_MESSAGES] = 1 if scenario.dialler.leave_messages else 0
    return n


def make_agents(scenario: FloorScenario, policies: int) -> list[list[float]]:
    """Return one row for each agent, off shift; policies are given out by each team's weights."""
    rows = []
    for number, team in enumerate(scenario.teams):
        weights = team.policies[:policies]
        if sum(weights) <= 0.0:
            raise SimcallError(
                f"team '{team.id}' uses policy {len(team.policies)} but only {policies} were given"
            )
        bounds = spread(weights)
        for place in range(team.agents):
            row = [0.0] * lay.A_SIZE
            at = (place + 0.5) / team.agents
            row[lay.A_TEAM] = float(number)
            row[lay.A_POLICY] = float(next(i for i, b in enumerate(bounds) if at <= b))
            row[lay.A_NEXT] = row[lay.A_LINE] = row[lay.A_ACCOUNT] = -1.0
            rows.append(row)
    return rows


def make_lines(lines: int) -> list[list[float]]:
    """Return the lines, chained into the free list."""
    rows = []
    for line in range(lines):
        row = [0.0] * lay.C_SIZE
        row[lay.C_NEXT] = float(line + 1) if line + 1 < lines else -1.0
        row[lay.C_SERIAL] = row[lay.C_AGENT] = row[lay.C_PREVIOUS] = -1.0
        rows.append(row)
    return rows


def make_teams(scenario: FloorScenario) -> list[list[float]]:
    """Return one row for each team."""
    skills = {skill.id: place for place, skill in enumerate(scenario.skills)}
    rows, first = [], 0
    for team in scenario.teams:
        rows.append(make_team(team, first, skills, scenario))
        first += team.agents
    return rows


def read_tables(tables: Sequence[PolicyTable]) -> tuple[list[list[float]], list[list[int]]]:
    """Return all moves, and (order, offsets, lengths) of all tables one after another."""
    moves: list[list[float]] = []
    order: list[int] = []
    offsets: list[int] = []
    lengths: list[int] = []
    for table in tables:
        first, start = len(moves), len(order)
        moves.extend([float(x) for x in row] for row in table.rows)
        order.extend(first + place for place in table.order)
        offsets.extend(start + place for place in table.offsets)
        lengths.extend(table.lengths)
    return moves, [order, offsets, lengths]


def make_personas(scenario: FloorScenario) -> list[list[float]]:
    """Return the mix, then the other person and the stranger who may pick up."""
    chances = spread([p.weight for p in scenario.personas])
    rows = [
        make_persona(p.vector, p.habits, chance)
        for p, chance in zip(scenario.personas, chances, strict=True)
    ]
    return rows + [make_persona(v, (0.5,) * 4, 1.0) for v in (scenario.other, scenario.wrong)]


def make_scratch() -> list[list[float]]:
    """Return scratch for draws, a ledger that is switched off, and a memory at hand."""
    return [[0.0] * DRAWS, [-1.0], [0.0] * ACCOUNT_SIZE]


def build_world(
    scenario: FloorScenario,
    tables: Sequence[PolicyTable],
    seed: int,
    replication: int,
    bare: bool = False,
) -> World:
    """Return the world as lists, accounts not yet dealt (the clock deals them).

    bare: leave the accounts out, for a clock that allocates them itself. Raises ContentError for a
    scenario that cannot be run.
    """
    check_scenario(scenario)
    days = build_days(scenario.start, scenario.days, scenario.workdays, scenario.timezone)
    moves, parts = read_tables(tables)
    slots = math.ceil(86400 / scenario.interval)
    rows = make_agents(scenario, len(tables))
    n = make_counts(scenario, seed, replication, scenario.dialler.lines)
    for place, block in (
        (lay.N_AT_MEMORY, [[0.0] * ACCOUNT_SIZE for _ in rows]),
        (lay.N_AT_LINES, make_lines(scenario.dialler.lines)),
        (lay.N_AT_SKILLS, make_skills(scenario)),
        (lay.N_AT_TEAMS, make_teams(scenario)),
        (lay.N_AT_DAYS, [[d.start, d.jump_at, d.jump, float(d.working)] for d in days]),
        (lay.N_AT_BUCKETS, make_buckets(scenario)),
        (lay.N_AT_PERSONAS, make_personas(scenario)),
        (lay.N_AT_INTERVALS, [[0.0] * lay.I_SIZE for _ in range(slots)]),
        (lay.N_AT_MOVES, moves),
        (lay.N_AT_SCRATCH, make_scratch()),
    ):
        n[place] = len(rows)
        rows.extend(block)
    for place, part in zip((lay.N_ORDER, lay.N_OFFSETS, lay.N_LENGTHS), parts, strict=True):
        n[place] = len(n)
        n.extend(part)
    n[lay.N_SLOT_LISTS] = len(n)
    n[lay.N_TIME_SLOTS] = int(days[-1].start) // SLOT_WIDTH + 1
    n.extend([-1] * (2 * len(scenario.skills) * n[lay.N_TIME_SLOTS]))
    count = 0 if bare else scenario.accounts
    return World(
        n=n,
        v=make_parameters(scenario) + [0.0] * (lay.V_SIZE - lay.P_SIZE),
        accounts=[[0.0] * Q_SIZE for _ in range(count)],
        files=[[0] * lay.F_SIZE for _ in range(count)],
        rows=rows,
    )
