"""`simcall floor`: runs a collections floor and prints the operating figures."""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simcall.common.bilingual import Text
from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simcall.agent.table import PolicyTable
    from simcall.floor.outcome import Outcome
    from simcall.floor.scenario import FloorScenario

SUMMARY = "simulate a collections floor: dialling, queue, talks, promises, payments"
EXAMPLES = """examples:
  simcall floor demo --reps 20 --seed 7
  simcall floor early_month --policy humane --precision 0.05 --json
  simcall floor demo --trace trace.jsonl --engine simpy

Figures have 95 % intervals over independent replications; a figure that cannot be known (nothing
to divide by) is null. Amounts are in the currency of the floor's rule pack. --trace writes the raw
events of the first replication, one JSON object a line, the same for both engines."""

NAMES: dict[str, Text] = {
    "dials": Text("拨打次数", "dials"),
    "connect_rate": Text("接通率", "connect rate"),
    "rpc_rate": Text("本人接通率", "right-party rate"),
    "ptp_rate": Text("承诺率", "promise rate"),
    "kept_rate": Text("守约率", "promises kept"),
    "collected": Text("回收金额", "collected"),
    "liquidation": Text("回收率", "liquidation"),
    "aht": Text("平均处理时长（秒）", "handle time (s)"),
    "occupancy": Text("占用率", "occupancy"),
    "asa": Text("平均应答速度（秒）", "speed of answer (s)"),
    "service_level": Text("服务水平", "service level"),
    "abandon_rate": Text("呼入放弃率", "inbound abandoned"),
    "drop_rate": Text("外呼放弃率", "live answers dropped"),
    "complaints_per_1000_talks": Text("每千次通话投诉", "complaints per 1000 talks"),
    "violations": Text("违规次数", "violations"),
    "distress": Text("债务人压力", "distress"),
}
SHARES = frozenset(
    "connect_rate rpc_rate ptp_rate kept_rate occupancy service_level abandon_rate drop_rate "
    "distress hangup_rate reason_rate cured_rate arranged_rate resolved_rate short_rate "
    "risk_missed".split()
)
PERCENT = (SHARES | {"liquidation"}) - {"distress"}
MONEY = frozenset(("collected", "promised", "unasked", "fees", "assigned", "waived"))
DEFAULT_REPS = {"compiled": 20, "simpy": 4}
MOST_REPS = 2000


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("scenario", metavar="SCENARIO", help="a floor by name or path")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--reps", type=int, metavar="R", help="replications (20; SimPy 4)")
    parser.add_argument(
        "--precision", type=float, metavar="P", help="relative half-width to reach, such as 0.05"
    )
    parser.add_argument("--policy", action="append", metavar="NAME", help="agent policy, again")
    parser.add_argument("--engine", choices=("simpy", "compiled"))
    parser.add_argument("--workers", type=int, metavar="N", help="threads (compiled engine)")
    parser.add_argument("--trace", metavar="FILE", help="write the raw event trace")
    parser.add_argument("--lang", choices=("zh", "en"), default="en")
    parser.add_argument("--json", action="store_true", help="print JSON")


def load(args: argparse.Namespace) -> tuple[FloorScenario, list[PolicyTable]]:
    """Return the floor and the agent policies to play."""
    from simcall.content.floors import load_floor, load_tables
    from simcall.floor.check import check_scenario

    floor = load_floor(args.scenario)
    if args.policy:
        share = tuple(1.0 for _ in args.policy)
        teams = tuple(team._replace(policies=share) for team in floor.teams)
        floor = floor._replace(policies=tuple(args.policy), teams=teams)
    check_scenario(floor)
    return floor, load_tables(floor)


def run_outcomes(
    args: argparse.Namespace, floor: FloorScenario, tables: list[PolicyTable]
) -> list[Outcome]:
    """Return the outcomes of the wanted replications."""
    from simcall.floor.outcome import FIGURES
    from simcall.floor.simulate import simulate
    from simcall.floor.statistics import run_to_precision

    if args.precision is None:
        reps = DEFAULT_REPS[args.engine] if args.reps is None else args.reps
        return simulate(floor, tables, args.seed, reps, args.engine, args.workers)
    if not 0.0 < args.precision < 1.0:
        raise SimcallError(f"--precision is {args.precision:g}; use a share such as 0.05")
    outcomes: list[Outcome] = []
    watched = [FIGURES.index(name) for name in NAMES]

    def run(span: range) -> list[Sequence[float]]:
        more = simulate(
            floor, tables, args.seed, len(span), args.engine, args.workers, first=span.start
        )
        outcomes.extend(more)
        return [[outcome[place] for place in watched] for outcome in more]  # type: ignore[misc]

    _, reached = run_to_precision(run, args.precision, most=args.reps or MOST_REPS)
    if not reached:
        print(
            f"simcall: the precision was not reached in {len(outcomes)} replications; "
            "see the intervals, or raise --reps",
            file=sys.stderr,
        )
    return outcomes


def read_figure(outcomes: list[Outcome], name: str) -> dict[str, float | None]:
    """Return one figure's mean and 95 % interval; amounts in plain units."""
    from simcall.floor.statistics import bound_interval, estimate_mean

    scale = 0.01 if name in MONEY else 1.0
    found = estimate_mean([scale * getattr(outcome, name) for outcome in outcomes])
    if math.isnan(found.value):
        return {"value": None, "low": None, "high": None, "half_width": None}
    if math.isnan(found.half_width):
        return {"value": found.value, "low": None, "high": None, "half_width": None}
    low, high = bound_interval(found.value, found.half_width, name in SHARES)
    return {"value": found.value, "low": low, "high": high, "half_width": (high - low) / 2.0}


def read_intervals(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    """Return offered, staffed and required agents by interval, averaged over replications."""
    slots: dict[int, list[tuple[float, float, float]]] = {}
    for outcome in outcomes:
        for row in outcome.intervals:
            slots.setdefault(row.start, []).append((row.offered, row.staffed, row.required))
    out = []
    for start in sorted(slots):
        rows = slots[start]
        means = [math.fsum(column) / len(outcomes) for column in zip(*rows, strict=True)]
        clock = f"{start // 3600:02d}:{start % 3600 // 60:02d}"
        out.append(dict(zip(("offered", "staffed", "required"), means, strict=True), start=clock))
    return out


def write_trace(args: argparse.Namespace, floor: FloorScenario, tables: list[PolicyTable]) -> None:
    """Write the raw event trace of the first replication; floats as their shortest exact text."""
    from simcall.floor.layout import KIND_NAMES
    from simcall.floor.simulate import BatchRunner, run_once

    if args.engine == "simpy":
        finished = run_once(floor, tables, args.seed, 0, traced=True)
    else:
        finished = BatchRunner(floor, tables, args.seed).run(0, traced=True)
    with Path(args.trace).open("w", encoding="utf-8") as out:
        for row in finished.trace:
            line = {
                "time": row.time,
                "entity": row.entity,
                "kind": KIND_NAMES[row.kind],
                "key": row.key,
                "state": row.state,
            }
            out.write(json.dumps(line) + "\n")


def show(args: argparse.Namespace, floor: FloorScenario, data: dict[str, Any]) -> None:
    """Print the figures as a table."""
    from rich.console import Console
    from rich.table import Table

    heads = (Text("指标", "figure"), Text("均值", "mean"), Text("95 % 区间", "95 % interval"))
    table = Table(*(head.say(args.lang) for head in heads), title=floor.title.say(args.lang))
    for name, text in NAMES.items():
        figure = data[name]
        if figure["value"] is None:
            table.add_row(text.say(args.lang), "-", "")
            continue
        cells = [show_number(name, figure["value"]), ""]
        if figure["low"] is not None:
            low, high = show_number(name, figure["low"]), show_number(name, figure["high"])
            cells[1] = f"{low} … {high}"
        table.add_row(text.say(args.lang), *cells)
    Console().print(table)
    tail = Text("次重复，引擎", "replications, engine").say(args.lang)
    print(f"{data['replications']} {tail} {args.engine}, {floor.currency}")


def show_number(name: str, value: float) -> str:
    """Return a number as people read it."""
    if name in PERCENT:
        return f"{100 * value:.1f} %"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def execute(args: argparse.Namespace) -> int:
    """Run the floor and print its figures."""
    from simcall.floor.outcome import FIGURES
    from simcall.floor.simulate import choose_engine

    floor, tables = load(args)
    args.engine = choose_engine(args.engine)
    outcomes = run_outcomes(args, floor, tables)
    if args.trace:
        write_trace(args, floor, tables)
    data: dict[str, Any] = {name: read_figure(outcomes, name) for name in FIGURES}
    data["intervals"] = read_intervals(outcomes)
    data["scenario"] = floor.id
    data["policies"] = list(floor.policies)
    data["seed"] = args.seed
    data["replications"] = len(outcomes)
    data["digest"] = floor.digest
    if args.json:
        print(json.dumps({**data, "engine": args.engine}, ensure_ascii=False))
    else:
        show(args, floor, data)
    return 0
