"""Levers and uncertainties at work: from a setting to a floor scenario and policy tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from simcall.agent.table import PolicyTable
from simcall.common.bilingual import Text
from simcall.common.chance import ACCOUNT, draw_unit, split_seed
from simcall.floor.scenario import FloorScenario
from simcall.lab.experiment import Flexibility, Levers, Uncertainty
from simcall.speech.move import AMOUNT, INSTALMENTS, WAIVER

_DUE, _MINIMUM = -1.0, -2.0  # codes of agent.policy.PAY_CODES
_UNCERTAIN_ENTITY = 0xFFFF0000  # entity numbers of uncertainties: beyond any account


def limit_table(table: PolicyTable, flexibility: Flexibility) -> PolicyTable:
    """Return a policy's table as an agent plays it who may offer only these remedies.

    The words stay as warm or cold as they were; what changes is the amount, the number of
    instalments and the waiver that the debtor is offered (guidance C5: flexible solutions).
    """
    if flexibility == "full":
        return table
    rows = tuple(limit_row(row, flexibility) for row in table.rows)
    return table._replace(rows=rows)


def limit_row(row: tuple[float, ...], flexibility: Flexibility) -> tuple[float, ...]:
    """Return one move vector with the remedies that are left."""
    out = list(row)
    out[WAIVER] = 0.0
    if flexibility in ("minimum", "none"):
        out[INSTALMENTS] = 0.0
        if out[AMOUNT] < 0.0:
            out[AMOUNT] = _MINIMUM if flexibility == "minimum" else _DUE
    return tuple(out)


def choose_tables(tables: Mapping[str, PolicyTable], levers: Levers) -> list[PolicyTable]:
    """Return the tables that this setting's agents play, in the order of its tone."""
    return [limit_table(tables[name], levers.flexibility) for name in levers.tone]


def set_levers(floor: FloorScenario, levers: Levers) -> FloorScenario:
    """Return the floor scenario with the levers set; neutral levers leave it as it is."""
    limits, dialler = floor.limits, floor.dialler
    if levers.attempts_per_day is not None:
        limits = limits._replace(attempts_per_day=levers.attempts_per_day)
    if levers.talks_per_day is not None:
        limits = limits._replace(most=levers.talks_per_day, days=1, counted="talks")
    if levers.retry != 1.0:
        dialler = dialler._replace(
            retry_missed=dialler.retry_missed * levers.retry,
            retry_busy=dialler.retry_busy * levers.retry,
            retry_rejected=dialler.retry_rejected * levers.retry,
            retry_talked=dialler.retry_talked * levers.retry,
        )
    shares = tuple(levers.tone.values())
    teams = tuple(
        team._replace(policies=shares, agents=max(1, round(team.agents * levers.staffing)))
        for team in floor.teams
    )
    return floor._replace(limits=limits, dialler=dialler, teams=teams)


FLEXIBILITY_NAMES: dict[Flexibility, Text] = {
    "full": Text("全部方案", "every remedy"),
    "instalments": Text("分期但不减免", "instalments, no waiver"),
    "minimum": Text("只能最低还款", "minimum payment only"),
    "none": Text("只能一次付清", "the whole amount at once"),
}
Change = Callable[[FloorScenario, float], FloorScenario]


def scale_ability(floor: FloorScenario, factor: float) -> FloorScenario:
    """Return the floor with debtors who can pay more or less."""
    return floor._replace(
        buckets=tuple(b._replace(afford_median=b.afford_median * factor) for b in floor.buckets)
    )


def scale_answering(floor: FloorScenario, factor: float) -> FloorScenario:
    """Return the floor with people who pick up more or less often; the other results follow."""
    buckets = []
    for bucket in floor.buckets:
        mix = bucket.answer
        person = min(0.95, mix.person * factor)
        rest = (1.0 - person) / (1.0 - mix.person) if mix.person < 1.0 else 0.0
        others = {name: share * rest for name, share in mix._asdict().items() if name != "person"}
        buckets.append(bucket._replace(answer=mix._replace(person=person, **others)))
    return floor._replace(buckets=tuple(buckets))


def scale_self_cure(floor: FloorScenario, factor: float) -> FloorScenario:
    """Return the floor with debtors who pay unasked more or less often."""
    return floor._replace(
        buckets=tuple(b._replace(self_cure=b.self_cure * factor) for b in floor.buckets)
    )


def scale_grievance(floor: FloorScenario, factor: float) -> FloorScenario:
    """Return the floor with debtors who remember earlier treatment more or less bitterly."""
    return floor._replace(
        buckets=tuple(b._replace(grievance=min(1.0, b.grievance * factor)) for b in floor.buckets)
    )


UNCERTAINTIES: dict[str, Change] = {
    "ability": scale_ability,
    "answering": scale_answering,
    "self_cure": scale_self_cure,
    "grievance": scale_grievance,
}
UNCERTAINTY_NAMES: dict[str, Text] = {
    "ability": Text("还款能力", "ability to pay"),
    "answering": Text("接听意愿", "willingness to pick up"),
    "self_cure": Text("自行还款", "paying unasked"),
    "grievance": Text("旧怨", "old grievance"),
}


def settle_uncertainties(
    floor: FloorScenario, uncertainties: Sequence[Uncertainty], seed: int, replication: int
) -> FloorScenario:
    """Return the floor as the world turns out in one replication, the same for every policy."""
    low, high = split_seed(seed)
    for place, unknown in enumerate(uncertainties):
        draw = draw_unit(low, high, replication, _UNCERTAIN_ENTITY + place, ACCOUNT, 0)
        factor = unknown.low + (unknown.high - unknown.low) * draw
        floor = UNCERTAINTIES[unknown.id](floor, factor)
    return floor
