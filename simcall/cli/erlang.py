"""`simcall erlang`: exact values of the classical queues, and staffing."""

from __future__ import annotations

import argparse
import json
import math

from simcall.common.errors import SimcallError

SUMMARY = "exact Erlang B, C and A values, and how many servers a target needs"
EXAMPLES = """examples:
  simcall erlang b --servers 15 --load 8.108
  simcall erlang c --servers 55 --rate 0.2 --service 0.0041667 --within 20
  simcall erlang a --servers 50 --rate 48 --service 1 --patience 0.5 --within 0.1 --json
  simcall erlang c --load 48 --service 0.0041667 --target 0.8 --within 20     (staffing)
  simcall erlang a --load 48 --patience 0.5 --max-abandon 0.03                (staffing)

Rates and T are in one unit of time. With --load alone that unit is the mean service time. The
service level is the share of all customers who are answered within T."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument(
        "model", choices=("b", "c", "a"), help="b: loss; c: waiting; a: waiting with patience"
    )
    parser.add_argument("--servers", type=int, metavar="C", help="number of servers")
    parser.add_argument("--load", type=float, metavar="A", help="offered load in Erlang")
    parser.add_argument("--rate", type=float, metavar="λ", help="arrivals per unit of time")
    parser.add_argument("--service", type=float, metavar="μ", help="services per unit of time")
    parser.add_argument("--patience", type=float, metavar="θ", help="rate of giving up")
    parser.add_argument("--within", type=float, metavar="T", help="for the service level")
    parser.add_argument("--target", type=float, metavar="S", help="service level to staff for")
    parser.add_argument("--max-abandon", type=float, metavar="P", help="abandonment to staff for")
    parser.add_argument("--max-block", type=float, metavar="P", help="blocking to staff for")
    parser.add_argument("--json", action="store_true", help="print JSON")


def read_load(args: argparse.Namespace) -> tuple[float, float]:
    """Return (load, service rate)."""
    from simcall.floor.erlang import check_positive

    if (args.load is None) == (args.rate is None):
        raise SimcallError("give either --load A, or --rate λ with --service μ")
    if args.rate is not None and args.service is None:
        raise SimcallError("--rate needs --service μ, the services of one server per unit of time")
    service = 1.0 if args.service is None else check_positive("--service", args.service)
    if args.load is not None:
        return check_positive("--load", args.load), service
    return check_positive("--rate", args.rate) / service, service


def check_share(name: str, value: float | None) -> None:
    """Refuse a target that is not strictly between 0 and 1."""
    if value is not None and not 0.0 < value < 1.0:
        raise SimcallError(f"{name} is {value:g}; a share lies between 0 and 1, such as 0.8")


def check_fit(args: argparse.Namespace) -> None:
    """Refuse options that the model does not have."""
    for name in ("target", "max_abandon", "max_block"):
        check_share("--" + name.replace("_", "-"), getattr(args, name))
    if args.within is not None and not (math.isfinite(args.within) and args.within >= 0.0):
        raise SimcallError(f"--within is {args.within:g}; it must be a finite time, 0 or more")
    if args.model == "a" and args.patience is None:
        raise SimcallError("erlang a needs --patience θ, the rate at which waiting callers give up")
    if args.model != "a" and (args.patience is not None or args.max_abandon is not None):
        raise SimcallError(f"erlang {args.model} knows no patience; use erlang a")
    if args.model == "b" and (args.within is not None or args.target is not None):
        raise SimcallError("erlang b has no waiting, so no --within or --target; use --max-block")
    if args.model != "b" and args.max_block is not None:
        raise SimcallError("--max-block belongs to erlang b")
    if args.target is not None and args.within is None:
        raise SimcallError("--target needs --within T")
    targets = [args.target, args.max_abandon, args.max_block]
    if args.servers is None and all(target is None for target in targets):
        raise SimcallError("give --servers C, or a target to staff for (--target S --within T)")
    if args.servers is not None and any(target is not None for target in targets):
        raise SimcallError("give --servers C or a target to staff for, not both")


def staff(args: argparse.Namespace, load: float, service: float) -> int:
    """Return the fewest servers that reach the targets."""
    from simcall.floor.erlang import (
        MAX_LOAD,
        check_patience,
        check_positive,
        find_servers_a,
        find_servers_b,
        find_servers_c,
    )

    check_positive("--load", load, MAX_LOAD)
    if args.model == "b":
        return find_servers_b(load, args.max_block)
    if args.model == "c" or args.patience == 0.0:
        return find_servers_c(load, args.target or 0.0, (args.within or 0.0) * service)
    check_patience(args.patience)
    return find_servers_a(
        load, service, args.patience, args.target, args.within or 0.0, args.max_abandon
    )


def execute(args: argparse.Namespace) -> int:
    """Print the exact values."""
    from simcall.floor.erlang import solve_a, solve_b, solve_c

    check_fit(args)
    load, service = read_load(args)
    servers = args.servers if args.servers is not None else staff(args, load, service)
    if args.model == "b":
        result = solve_b(servers, load)
    elif args.model == "c":
        result = solve_c(servers, load, service, args.within)
    else:
        result = solve_a(servers, load, service, args.patience, args.within)
    shown = {name: value for name, value in result._asdict().items() if value is not None}
    if args.json:
        print(json.dumps(shown))
    else:
        for name, value in shown.items():
            print(f"{name:14} {value:.8g}")
    return 0
