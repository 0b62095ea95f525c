"""`simcall score`: the score of recorded calls, explained."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simcall.cli.scoring import Scored

SUMMARY = "score recorded calls: JSON, JSON lines, WebVTT, SRT, plain text, recogniser output"

EXAMPLE = """example:
  simcall score call.json
  simcall score calls/*.jsonl --json > scores.jsonl
  simcall score call.srt --html report.html --lang zh
  simcall play anxious_first_call --plain --script lines.txt --json | simcall score - --json
  simcall score --evaluate corpus/calls     agreement with the ratings in a folder of rated calls
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="transcripts; - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line, one a call")
    parser.add_argument("--html", metavar="OUT", help="write one self-contained page")
    parser.add_argument("--rubric", default="collections", metavar="NAME", help="a name or a file")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the report")
    parser.add_argument(
        "--no-mask", action="store_true", help="show names, numbers and addresses as they are"
    )
    parser.add_argument(
        "--evaluate",
        metavar="FOLDER",
        help="compare with the ratings that the calls of a folder carry",
    )


def execute(args: argparse.Namespace) -> int:
    """Run the command."""
    from simcall.cli.scoring import load_judge, score_files
    from simcall.common.errors import SimcallError

    judge = load_judge(args.rubric)
    if args.evaluate:
        from simcall.cli.evaluation import evaluate_folder

        return evaluate_folder(judge, Path(args.evaluate), as_json=args.json)
    if not args.files:
        raise SimcallError("name at least one transcript, or - for standard input; see --help")
    scored = score_files(judge, args.files, args.lang)
    if args.html:
        write_page(scored, Path(args.html), args)
    if args.json:
        for one in scored:
            data = one.shown(not args.no_mask).as_json(args.lang)
            sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    elif not args.html:
        from simcall.cli.report_card import print_card

        for one in scored:
            print_card(one, args.lang, mask=not args.no_mask)
    return 0


def write_page(scored: list[Scored], out: Path, args: argparse.Namespace) -> None:
    """Write the HTML page and say where it is."""
    from simcall.cli.report_page import render_page

    page = render_page(scored, args.lang, mask=not args.no_mask)
    out.write_text(page, encoding="utf-8")
    print(f"report: {out}", file=sys.stderr)
