"""`simcall queue`: the plain queue, simulated by either engine."""

from __future__ import annotations

import argparse
import json
import math
import sys
from typing import TYPE_CHECKING, Any

from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from simcall.floor.queue import QueueFigures, QueueSpec
    from simcall.floor.statistics import Estimate

SUMMARY = "simulate a plain queue: priorities, patience, capacity, retrials, with intervals"
EXAMPLES = """examples:
  simcall queue --servers 50 --rate 48 --service 1 --patience 0.5 --json
  simcall queue --servers 10 --rates 3,5.5 --service 1
  simcall queue --servers 10 --rate 9 --service 1 --service-dist det
  simcall queue --servers 3 --rate 2 --service 1 --retrial 0.5
  simcall queue --servers 5 --rate 2 --service 1 --capacity 5 --engine simpy

Rates are in one unit of time, waits in that unit. --rates gives non-preemptive priority classes,
the first one highest. --capacity counts the customers in service too; with --retrial and no
capacity there is no waiting room. p_wait and mean_wait are over the customers who got in;
p_block is over first attempts. With --retrial, time in orbit is waiting."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("--servers", type=int, required=True, metavar="C")
    parser.add_argument("--rate", type=float, metavar="λ", help="arrivals per unit of time")
    parser.add_argument("--rates", metavar="λ1,λ2", help="one rate for each priority class")
    parser.add_argument("--service", type=float, required=True, metavar="μ", help="service rate")
    parser.add_argument("--service-dist", choices=("exp", "det"), default="exp")
    parser.add_argument(
        "--patience", type=float, default=0.0, metavar="θ", help="rate of giving up (0: never)"
    )
    parser.add_argument("--capacity", type=int, metavar="K", help="customers in the system at most")
    parser.add_argument(
        "--retrial", type=float, default=0.0, metavar="θ", help="rate at which the blocked return"
    )
    parser.add_argument(
        "--customers", type=int, metavar="N", help="default: enough for 1 %% (compiled engine)"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--engine", choices=("simpy", "compiled"))
    parser.add_argument("--json", action="store_true", help="print JSON")


def read_rates(args: argparse.Namespace) -> tuple[float, ...]:
    """Return the arrival rates, highest class first."""
    if (args.rate is None) == (args.rates is None):
        raise SimcallError("give either --rate λ or --rates λ1,λ2")
    if args.rate is not None:
        return (args.rate,)
    try:
        return tuple(float(part) for part in args.rates.split(","))
    except ValueError:
        raise SimcallError(
            f"--rates is '{args.rates}'; write numbers with commas between, such as 3,5.5"
        ) from None


def as_json(estimate: Estimate) -> dict[str, float | None]:
    """Return an estimate as plain data."""
    half = None if math.isnan(estimate.half_width) else estimate.half_width
    value = None if math.isnan(estimate.value) else estimate.value
    return {"value": value, "half_width": half}


def list_figures(figures: QueueFigures) -> dict[str, Any]:
    """Return the figures that apply as plain data."""
    out: dict[str, Any] = {}
    for name in ("p_wait", "mean_wait", "p_abandon", "p_block", "mean_orbit", "mean_queue"):
        estimate = getattr(figures, name)
        if estimate is not None:
            out[name] = as_json(estimate)
    if figures.mean_wait_by_class is not None:
        out["mean_wait_by_class"] = [as_json(e) for e in figures.mean_wait_by_class]
    return out


def warn_imprecise(args: argparse.Namespace, figures: QueueFigures) -> None:
    """Say so when the default number of customers could not give a half-width of 1 %."""
    from simcall.floor.queue import WANTED, worst_relative

    worst = worst_relative(figures)
    if args.customers is None and args.engine != "simpy" and worst > WANTED:
        print(
            f"simcall: the half-width is still {100 * worst:.1f} % of a figure after "
            f"{figures.customers} customers; give more with --customers",
            file=sys.stderr,
        )


def read_spec(args: argparse.Namespace) -> QueueSpec:
    """Return the queue that the arguments describe."""
    from simcall.floor.queue import QueueSpec

    return QueueSpec(
        servers=args.servers,
        rates=read_rates(args),
        service=args.service,
        distribution=args.service_dist,
        patience=args.patience,
        capacity=args.capacity,
        retrial=args.retrial,
    )


def execute(args: argparse.Namespace) -> int:
    """Run the queue and print its figures."""
    from simcall.floor.queue import check_spec, run_queue
    from simcall.floor.simulate import choose_engine

    spec = read_spec(args)
    check_spec(spec)
    args.engine = choose_engine(args.engine)
    figures = run_queue(spec, args.customers, args.seed, args.engine)
    warn_imprecise(args, figures)
    shown = list_figures(figures)
    if args.json:
        shown["customers"] = figures.customers
        shown["seconds"] = round(figures.seconds, 6)
        shown["engine"] = args.engine
        print(json.dumps(shown))
        return 0
    for name, estimate in shown.items():
        for place, one in enumerate(estimate if isinstance(estimate, list) else [estimate]):
            label = f"{name}[{place + 1}]" if isinstance(estimate, list) else name
            print(f"{label:24} {one['value']:.6g} ± {one['half_width'] or math.nan:.2g}")
    print(f"{figures.customers} customers, {figures.seconds:.2f} s, 95 % intervals ({args.engine})")
    return 0
