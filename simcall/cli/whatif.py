"""`simcall whatif`: compares policies on a floor with paired replications."""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from simcall.common.bilingual import Language, Text
from simcall.common.errors import SimcallError, did_you_mean

if TYPE_CHECKING:
    from rich.table import Table

    from simcall.lab.comparison import Comparison
    from simcall.lab.experiment import Experiment
    from simcall.lab.run import Ledger, Plan, Progress, Run

SUMMARY = "compare policies (tone, flexibility, frequency, staffing) on a simulated floor"
EXAMPLES = """examples:
  simcall whatif tone --reps 20
  simcall whatif tone --precision collected=0.05 --out results/tone
  simcall whatif my_experiment.yaml --workers 2 --json

--out DIR writes results.json, results.csv, picture.svg and report.md; a run that was stopped goes
on from what DIR holds. The result is the same for any number of workers."""
MOST_REPLICATIONS = 2000
PLOT_WIDTH = 15


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "experiment", metavar="EXPERIMENT", help="a name or a file; see `simcall list experiments`"
    )
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("--reps", type=whole, metavar="R", help="replications of each policy")
    amount.add_argument(
        "--precision",
        type=read_precision,
        metavar="[OUTCOME=]P",
        help="go on until the half-width of every difference from the first policy (or of one "
        "outcome's) is at most P times that policy's mean; 0.05: five per cent",
    )
    parser.add_argument(
        "--most",
        type=whole,
        default=MOST_REPLICATIONS,
        metavar="R",
        help=f"replications at which --precision gives up (default {MOST_REPLICATIONS})",
    )
    parser.add_argument("--seed", type=int, metavar="N", help="instead of the experiment's own")
    parser.add_argument("--workers", type=whole, metavar="N", help="default: one for each core")
    parser.add_argument(
        "--engine", choices=("compiled", "simpy"), help="default: compiled where numba is there"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder for results and picture")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the table")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.epilog = EXAMPLES


def whole(text: str) -> int:
    """Return a positive whole number of the command line."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return number


def read_precision(text: str) -> tuple[str, float]:
    """Return outcome (empty for all) and share of a wanted precision on the command line."""
    outcome, _, number = text.rpartition("=")
    value = float(number)
    if not 0.0 < value < 1.0:
        raise argparse.ArgumentTypeError(f"{number} is not between 0 and 1, such as 0.05")
    return outcome, value


def execute(args: argparse.Namespace) -> int:
    """Run the experiment and print it; returns 1 when a wanted precision was not reached."""
    from simcall.cli.list import system_language
    from simcall.content.experiments import load_experiment
    from simcall.floor.simulate import choose_engine
    from simcall.lab.comparison import compare_policies
    from simcall.lab.floor_model import FloorModel, hash_model
    from simcall.lab.run import run_policies

    language: Language = args.lang or system_language()
    experiment = load_experiment(args.experiment)
    hashes = {**experiment.hashes, "model": hash_model()}
    seed = experiment.seed if args.seed is None else args.seed
    experiment = experiment._replace(seed=seed, hashes=hashes)
    model = FloorModel(experiment, choose_engine(args.engine))
    plan = make_plan(args, experiment)
    with open_ledger(args.out, experiment) as ledger, show_progress(language) as tick:
        run = run_policies(model, experiment.policies, experiment.outcomes, plan, ledger, tick)
    comparison = compare_policies(
        experiment.policies, experiment.outcomes, run, experiment.seed, experiment.hashes
    )
    if args.out is not None:
        write_files(args.out, experiment, comparison, run)
    if args.json:
        print(json.dumps(comparison.as_json(), ensure_ascii=False, sort_keys=True))
    else:
        show_tables(experiment, comparison, language)
        if args.out is not None:
            line = Text(f"图和结果：{args.out}", f"picture and results: {args.out}")
            print(line.say(language))
    return 0 if comparison.enough else 1


def make_plan(args: argparse.Namespace, experiment: Experiment) -> Plan:
    """Return how much to run."""
    from simcall.lab.run import Plan, Precision

    precision = None
    if args.precision is not None:
        outcome, relative = args.precision
        if outcome and outcome not in experiment.outcomes:
            hint = did_you_mean(outcome, experiment.outcomes)
            have = ", ".join(experiment.outcomes)
            raise SimcallError(f"'{experiment.id}' has no outcome '{outcome}'{hint}; it has {have}")
        precision = Precision(relative, args.most, outcome)
    workers = args.workers or os.cpu_count() or 1
    return Plan(args.reps or experiment.replications, precision, max(8, 2 * workers), workers)


@contextlib.contextmanager
def open_ledger(out: Path | None, experiment: Experiment) -> Iterator[Ledger]:
    """Yield the ledger in --out, or one in memory; its fingerprint covers all that decides."""
    from simcall import __version__
    from simcall.call.journal import digest_of
    from simcall.lab.run import MemoryLedger
    from simcall.store.replications import ReplicationLedger

    if out is None:
        yield MemoryLedger()
        return
    if out.exists() and not out.is_dir():
        raise SimcallError(f"{out} is a file; --out takes a folder")
    fingerprint = digest_of([dict(experiment.hashes), str(experiment.seed), __version__])
    ledger = ReplicationLedger(out / "replications.jsonl", fingerprint)
    try:
        yield ledger
    finally:
        ledger.close()


@contextlib.contextmanager
def show_progress(language: Language) -> Iterator[Progress]:
    """Yield a function that moves a progress bar on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    bar = Progress(*columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal)
    with bar:
        task = bar.add_task(Text("模拟中", "simulating").say(language), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def write_files(out: Path, experiment: Experiment, comparison: Comparison, run: Run) -> None:
    """Write results, table of values, picture and report, each whole or not at all."""
    from simcall.lab.picture import draw_picture
    from simcall.lab.report import write_csv, write_report
    from simcall.store.sittings import write_whole

    picture = draw_picture(experiment.title, experiment.policies, experiment.outcomes, comparison)
    results = json.dumps(comparison.as_json(), ensure_ascii=False, sort_keys=True, indent=1)
    for name, content in (
        ("results.json", results + "\n"),
        ("results.csv", write_csv(run)),
        ("picture.svg", picture),
        ("report.md", write_report(experiment, comparison)),
    ):
        write_whole(out / name, content.encode())


def show_tables(experiment: Experiment, comparison: Comparison, language: Language) -> None:
    """Print what was found: the policies, the differences with a small plot, how to read them."""
    from rich.console import Console
    from rich.table import Table

    from simcall.lab.outcome import OUTCOMES
    from simcall.lab.report import explain_run, show_interval

    names = [policy.name.say(language) for policy in experiment.policies]
    head = Text("指标", "outcome").say(language)
    means = Table(head, *names, title=experiment.title.say(language))
    for outcome in experiment.outcomes:
        kind = OUTCOMES[outcome]
        found = [comparison.policies[policy.id][outcome] for policy in experiment.policies]
        cells = [show_interval(interval, kind.form).replace(" [", "\n[") for interval in found]
        means.add_row(kind.name.say(language), *cells)
    console = Console()
    console.print(means)
    console.print(tabulate_gaps(experiment, comparison, language))
    print(explain_run(comparison).say(language))
    if not comparison.enough:
        print(Text("未达到所要求的精度", "the wanted precision was not reached").say(language))


def tabulate_gaps(experiment: Experiment, comparison: Comparison, language: Language) -> Table:
    """Return the table of paired differences, each with its interval drawn around zero."""
    from rich.table import Table

    from simcall.lab.outcome import OUTCOMES
    from simcall.lab.plot import plot_interval
    from simcall.lab.report import show_interval

    names = {policy.id: policy.name.say(language) for policy in experiment.policies}
    heads = (Text("比较", "compared"), Text("指标", "outcome"), Text("差异", "difference"))
    title = Text("配对差异", "Paired differences").say(language)
    table = Table(*(head.say(language) for head in heads), "p (Holm)", title=title)
    table.add_column("− 0 +", no_wrap=True, min_width=PLOT_WIDTH)
    for d in comparison.differences:
        kind = OUTCOMES[d.outcome]
        ends = [abs(end) for end in (d.interval.low, d.interval.high) if math.isfinite(end)]
        reach = max(ends, default=0.0) or 1.0
        table.add_row(
            f"{names[d.a]} − {names[d.b]}",
            kind.name.say(language),
            show_interval(d.interval, kind.form, True).replace(" [", "\n["),
            f"{d.p_holm:.3f}",
            plot_interval(d.interval, -reach, reach, PLOT_WIDTH),
        )
    return table
