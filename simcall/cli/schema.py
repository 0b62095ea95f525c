"""`simcall schema`: JSON Schemas of the content files, for editors."""

from __future__ import annotations

import argparse
from pathlib import Path

SUMMARY = "print or write the JSON Schemas of content files, for editors"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("kind", nargs="?", metavar="KIND", help="persona, call, lender, rules, ...")
    parser.add_argument(
        "--write",
        nargs="?",
        const="docs/schemas",
        metavar="FOLDER",
        help="write one file for each kind (default folder: docs/schemas)",
    )
    parser.epilog = "example: simcall schema persona > persona.schema.json"


def execute(args: argparse.Namespace) -> int:
    """Print one schema, or write all; return 0."""
    from simcall.common.errors import SimcallError, did_you_mean
    from simcall.content.document import readable_kinds
    from simcall.content.schemas.publish import publish, write_schema

    kinds = readable_kinds()
    if args.write is not None:
        changed = publish(Path(args.write))
        print(f"{args.write}: {len(changed)} of {len(kinds)} schemas changed")
        return 0
    if args.kind not in kinds:
        said = f"unknown kind '{args.kind}'" if args.kind else "which kind of file?"
        hint = did_you_mean(args.kind or "", kinds) or f"; one of {', '.join(kinds)}"
        raise SimcallError(f"{said}{hint}")
    print(write_schema(args.kind), end="")
    return 0
