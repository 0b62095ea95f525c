"""Runs every benchmark in interleaved rounds, prints a report, keeps history and docs.

python -m benchmarks            about four minutes
python -m benchmarks --quick    about two
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
import tempfile
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
    threads = time_threads(floor, table)
    return {
        "sizes": rows,
        "one_thread": threads.one,
        "two_threads": threads.two,
        "two_processes": threads.two_processes,
        "granted": threads.granted,
        "speedup": threads.one / threads.two,
        "speedup_processes": threads.one / threads.two_processes,
    }


LOAD = (
    "import time; begin = time.perf_counter(); from simcall.floor.machine import load_engine; "
    "load_engine(); print(time.perf_counter() - begin)"
)


def time_starts() -> dict[str, Any]:
    """Return what the compiler costs the first batch and later ones, and how the terminal starts.

    The terminal is timed in a pseudo-terminal, where there is one.
    """
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "SIMCALL_CACHE": cache}
        loads = [
            subprocess.run(
                [sys.executable, "-c", LOAD],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                check=True,
            )
            for _ in range(2)
        ]
    found: dict[str, Any] = {
        name: round(float(done.stdout), 2)
        for name, done in zip(("first_batch", "later_batch"), loads, strict=True)
    }
    command = [sys.executable, "-m", "benchmarks.start_up", "--starts", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        found["terminal"] = json.loads(done.stdout)
    else:
        print(f"the terminal could not be timed: {done.stderr[-200:]}", file=sys.stderr)
    return found


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


def write_queue(queue: dict[str, float]) -> list[str]:
    """Return the table of the plain queue."""
    base, compiled = queue["SimPy, idiomatic"], queue["simcall, compiled"]
    lines = [
        "| Erlang-A queue, 50 servers | µs per customer | times idiomatic SimPy |",
        "|---|---|---|",
    ]
    slowest_first = sorted(queue.items(), key=lambda item: -item[1])
    lines += [f"| {name} | {cost:.3f} | {base / cost:.2f} |" for name, cost in slowest_first]
    return [
        *lines,
        "",
        f"Compiled against Ciw: {queue['Ciw'] / compiled:.0f} times; against the C program: "
        f"{queue['C program'] / compiled:.2f} times.",
        "",
    ]


def write_day(day: dict[str, Any]) -> list[str]:
    """Return the table of the collections day."""
    lines = [
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
    return [*lines, ""]


def write_batch(batch: dict[str, Any]) -> list[str]:
    """Return what size and threads cost."""
    lines = [
        "| Accounts in one batch run | ns per event | bytes per account, arrays | resident |",
        "|---|---|---|---|",
    ]
    for row in batch["sizes"]:
        lines.append(
            f"| {row['accounts']:,} | {row['nanoseconds']:.0f} | {row['array_bytes']:.0f} | "
            f"{row['resident_bytes']:.0f} |"
        )
    small, large = batch["sizes"][0], batch["sizes"][-1]
    return [
        *lines,
        "",
        f"Time per event from {small['accounts']:,} to {large['accounts']:,} accounts: "
        f"{large['nanoseconds'] / small['nanoseconds']:.2f} times.",
        "",
        f"Two threads against one, the same replications: {batch['speedup']:.2f} times "
        f"({batch['one_thread']:.2f} s and {batch['two_threads']:.2f} s); the control, two "
        f"processes against one thread: {batch['speedup_processes']:.2f} times. The two threads "
        f"got {batch['granted']:.2f} processors.",
        "",
    ]


def write_start(start: dict[str, Any]) -> list[str]:
    """Return what the compiler and the terminal's start cost."""
    lines = [
        f"Compiler: {start['first_batch']:.1f} s before the first batch, "
        f"{start['later_batch']:.2f} s before later ones."
    ]
    if "terminal" in start:
        terminal = start["terminal"]
        lines.append(
            f"Terminal: first paint after {terminal['second_start']:.2f} s "
            f"({terminal['first_start']:.2f} s the first time), {terminal['processor']:.2f} s of "
            f"processor; a key takes {1000 * terminal['key_to_paint']:.0f} ms to its paint."
        )
    return lines


def write_tables(data: dict[str, Any]) -> str:
    """Return the figures as Markdown tables."""
    on = data["on"]
    lines = [
        f"Measured {data['when']} on {on['cpus']} cores, Python {on['python']}, "
        f"numba {on['numba']}, {on['gcc']}; load average at the start {on['load']}.",
        "",
        *write_queue(data["queue"]),
        *write_day(data["day"]),
        *write_batch(data["batch"]),
        *write_start(data["start"]),
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
    data["start"] = time_starts()
    if not args.dry:
        publish(data)
    print(write_tables(data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
