"""Runs every benchmark in interleaved rounds, prints a report, keeps history and docs.

python -m benchmarks            about three minutes
python -m benchmarks --quick    about one
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HISTORY = Path(__file__).with_name("history.jsonl")
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def time_queue(rounds: int) -> dict[str, Any]:
    """Return microseconds per customer of each tool (median of interleaved rounds)."""
    from benchmarks.erlang_a import ABANDONED, RUNNERS

    costs: dict[str, list[float]] = {name: [] for name in RUNNERS}
    for number in range(rounds):
        for name, (run, customers) in RUNNERS.items():
            if number == 0:
                run(max(1000, customers // 20))
            timing = run(customers)
            costs[name].append(timing.seconds / timing.customers * 1e6)
            if abs(timing.abandoned - ABANDONED) > 0.012:
                print(
                    f"{name}: abandoned {timing.abandoned:.4f}, exact {ABANDONED}", file=sys.stderr
                )
    return {name: median(values) for name, values in costs.items()}


def time_day(rounds: int) -> dict[str, Any]:
    """Return microseconds per dial of the collections day, and the work in each."""
    from benchmarks.day_floor import make_day, run_compiled, run_simpy_clock
    from benchmarks.day_simpy import run_day
    from simcall.content.floors import load_floor, load_tables

    floor = load_floor("demo")
    table = load_tables(floor)[0]
    scenario = make_day(floor)
    runners = {
        "SimPy, idiomatic": run_day,
        "simcall, SimPy clock": run_simpy_clock,
        "simcall, compiled": run_compiled,
    }
    costs: dict[str, list[float]] = {name: [] for name in runners}
    work: dict[str, Any] = {}
    for number in range(rounds):
        for name, run in runners.items():
            if number == 0 and name == "simcall, compiled":
                run(scenario, table, 99)
            timing = run(scenario, table, number)
            costs[name].append(timing.seconds / timing.dials * 1e6)
            work[name] = {
                "dials": timing.dials,
                "turns_per_dial": round(timing.turns / timing.dials, 3),
                "us_per_turn": round(timing.seconds / max(1, timing.turns) * 1e6, 4),
            }
    return {"us_per_dial": {name: median(v) for name, v in costs.items()}, "work": work}


def time_batches(quick: bool) -> dict[str, Any]:
    """Return what size and threads cost."""
    from benchmarks.day_floor import time_size, time_threads
    from simcall.content.floors import load_floor, load_tables

    floor = load_floor("demo")
    table = load_tables(floor)[0]
    sizes = (10_000, 100_000, 1_000_000) if quick else (10_000, 100_000, 1_000_000, 10_000_000)
    rows = [
        time_size(floor, table, size, min(3_000_000, max(250_000, 20 * size)))._asdict()
        for size in sizes
    ]
    one, two = time_threads(floor, table)
    return {"sizes": rows, "one_thread": one, "two_threads": two, "speedup": one / two}


def describe_machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    import numba
    import simpy

    compiler = subprocess.run(["gcc", "--version"], capture_output=True, text=True, check=False)
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cpus": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "numba": numba.__version__,
        "simpy": str(simpy.__version__),
        "gcc": compiler.stdout.splitlines()[0] if compiler.stdout else "none",
    }


def write_tables(data: dict[str, Any]) -> str:
    """Return the figures as Markdown tables."""
    queue, day, batch = data["queue"], data["day"], data["batch"]
    base = queue["SimPy, idiomatic"]
    lines = [
        f"Measured {data['when']} on {data['on']['cpus']} cores, Python {data['on']['python']}, "
        f"numba {data['on']['numba']}, {data['on']['gcc']}; load average at the start "
        f"{data['on']['load']}.",
        "",
        "| Erlang-A queue, 50 servers | µs per customer | times idiomatic SimPy |",
        "|---|---|---|",
    ]
    for name, cost in queue.items():
        lines.append(f"| {name} | {cost:.3f} | {base / cost:.2f} |")
    compiled = queue["simcall, compiled"]
    lines += [
        "",
        f"Compiled against Ciw: {queue['Ciw'] / compiled:.0f} times; against the C program: "
        f"{queue['C program'] / compiled:.2f} times.",
        "",
        "| Collections day, 2,000 debtors, 20 agents | µs per dial | times idiomatic SimPy | "
        "turns per dial | µs per turn |",
        "|---|---|---|---|---|",
    ]
    first = day["us_per_dial"]["SimPy, idiomatic"]
    for name, cost in day["us_per_dial"].items():
        work = day["work"][name]
        lines.append(
            f"| {name} | {cost:.2f} | {first / cost:.2f} | {work['turns_per_dial']} | "
            f"{work['us_per_turn']} |"
        )
    lines += [
        "",
        "| Accounts in one batch run | ns per event | bytes per account, arrays | resident |",
        "|---|---|---|---|",
    ]
    for row in batch["sizes"]:
        lines.append(
            f"| {row['accounts']:,} | {row['nanoseconds']:.0f} | {row['array_bytes']:.0f} | "
            f"{row['resident_bytes']:.0f} |"
        )
    lines += [
        "",
        f"Two threads against one, the same replications: {batch['speedup']:.2f} times "
        f"({batch['one_thread']:.2f} s and {batch['two_threads']:.2f} s).",
    ]
    return "\n".join(lines)


def publish(data: dict[str, Any]) -> None:
    """Append to the history and put the tables into docs/benchmarks.md."""
    with HISTORY.open("a", encoding="utf-8") as history:
        history.write(json.dumps(data, sort_keys=True) + "\n")
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{write_tables(data)}\n{END}{tail}", encoding="utf-8")


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, no 10 million accounts")
    parser.add_argument("--dry", action="store_true", help="leave history and docs alone")
    args = parser.parse_args()
    rounds = 3 if args.quick else 5
    data = {"when": dt.date.today().isoformat(), "on": describe_machine()}
    data["queue"] = time_queue(rounds)
    data["day"] = time_day(rounds)
    data["batch"] = time_batches(args.quick)
    if not args.dry:
        publish(data)
    print(write_tables(data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
