"""`simcall check`: every problem in content files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

SUMMARY = "check personas, scenarios, lenders, rules and the like; report every problem"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders or names; default: all content"
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="hold to the rules for shipped content: both languages",
    )
    parser.epilog = "example: simcall check personas/ my_scenario.yaml"


def shorten(path: Path) -> Path:
    """Return a path relative to the current folder where it lies inside it."""
    full = path.resolve()
    here = Path.cwd()
    return full.relative_to(here) if full.is_relative_to(here) else path


def execute(args: argparse.Namespace) -> int:
    """Print one line for each problem; return 1 when there is any."""
    from simcall.content.checking import check_files, find_targets

    targets = find_targets(args.paths)
    problems = check_files(targets, args.strict)
    for problem in problems:
        print(problem._replace(path=shorten(problem.path)))
    files = "1 file" if len(targets) == 1 else f"{len(targets)} files"
    found = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    print(f"simcall: {files} checked, {found}", file=sys.stderr)
    return 1 if problems else 0
