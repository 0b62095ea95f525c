"""simcall calibrate: hold the personas against published regularities."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simcall.agent.table import PolicyTable
    from simcall.lab.calibration.runner import Runner

SUMMARY = "check the personas against 20 published regularities of debtors"
EPILOG = """examples:
  simcall calibrate                 the table, about half a minute
  simcall calibrate --json          one row a line, for programs
  simcall calibrate --write         write docs/calibration.md as well"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = EPILOG
    parser.add_argument("--json", action="store_true", help="one JSON object a line and regularity")
    parser.add_argument("--calls", type=int, help="simulated sessions for each condition (2000)")
    parser.add_argument("--seed", type=int, help="seed of people and luck")
    parser.add_argument(
        "--plain", action="store_true", help="do not compile, even where numba is installed"
    )
    parser.add_argument(
        "--write",
        nargs="?",
        type=Path,
        const=Path("docs/calibration.md"),
        metavar="FILE",
        help="write the results as Markdown (docs/calibration.md)",
    )


def describe_cast(runner: Runner, tables: Mapping[str, PolicyTable]) -> str:
    """Return how far the graded policies are apart with each shipped persona, as Markdown."""
    from simcall.content.personas import load_persona
    from simcall.content.place import list_files
    from simcall.lab.calibration.cast import measure_one, write_cast

    names = [name for name in list_files("persona") if not name.startswith("base_")]
    people = [load_persona(name) for name in names]
    return write_cast([measure_one(runner, person, tables) for person in people])


def execute(args: argparse.Namespace) -> int:
    """Run the suite; returns 0 also when rows are missed, since misses are results."""
    from simcall.agent.policy import build_table
    from simcall.common.errors import SimcallError
    from simcall.content.policies import load_policy
    from simcall.lab.calibration.figures import measure_policies
    from simcall.lab.calibration.population import SHARES
    from simcall.lab.calibration.report import write_document, write_row, write_summary
    from simcall.lab.calibration.runner import Runner
    from simcall.lab.calibration.suite import (
        CALLS,
        LEAST_CALLS,
        POLICIES,
        REPORT_SEED,
        draw_crowd,
        run_suite,
    )

    calls = CALLS if args.calls is None else args.calls
    if calls < LEAST_CALLS:
        raise SimcallError(f"--calls {calls} is too few to say anything; use {LEAST_CALLS} or more")
    seed = REPORT_SEED if args.seed is None else args.seed
    tables = {name: build_table(load_policy(name)) for name in POLICIES}
    runner = Runner(seed, compiled=False if args.plain else None)
    rows = []
    for row in run_suite(runner, tables, calls):
        rows.append(row)
        text = json.dumps(row.as_json(), ensure_ascii=False) if args.json else write_row(row)
        print(text, flush=True)
    if not args.json:
        print(write_summary(rows))
    if args.write is not None:
        figures, gaps = measure_policies(runner, draw_crowd(runner, calls // 2, SHARES), tables)
        args.write.parent.mkdir(parents=True, exist_ok=True)
        text = write_document(rows, figures, gaps, seed, calls)
        args.write.write_text(text + describe_cast(runner, tables), encoding="utf-8")
        print(f"written: {args.write}", file=sys.stderr)
    return 0
