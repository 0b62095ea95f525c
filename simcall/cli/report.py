"""`simcall report`: many calls together: skills over time, weakest items, spread, reliability."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from simcall.cli.scoring import Scored
    from simcall.common.bilingual import Language
    from simcall.rubric.cohort import Member

SUMMARY = "report on many calls: skills over time, weakest items, spread, reliability"

EXAMPLE = """example:
  simcall report calls/                    every transcript in a folder
  simcall report march/*.jsonl --by agent --html cohort.html
  simcall report                           the calls that were kept on this computer

A call belongs to the agent named by its key `agent` (or `trainee`, `user`; --by names another);
without one, to the folder that it lies in.
"""
KEYS = ("agent", "agent_id", "trainee", "user", "operator")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "sources", nargs="*", metavar="FOLDER|FILE", help="transcripts; none: the kept calls"
    )
    parser.add_argument("--by", metavar="KEY", help="key of a call that names its agent")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--html", metavar="OUT", help="write one self-contained page")
    parser.add_argument("--rubric", default="collections", metavar="NAME", help="a name or a file")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the report")
    parser.add_argument("--no-mask", action="store_true", help="show agents' names as they are")


def execute(args: argparse.Namespace) -> int:
    """Run the command."""
    from simcall.cli.cohort_card import print_cohort
    from simcall.cli.cohort_page import render_cohort
    from simcall.rubric.cohort import view_cohort, write_cohort

    members = collect_members(args)
    if not members:
        raise SimcallError(
            "no calls to report on; name a folder of transcripts, or take a call "
            "with `simcall play` first"
        )
    cohort = view_cohort(members)
    language = args.lang or majority_language(members)
    if args.html:
        Path(args.html).write_text(render_cohort(cohort, language), encoding="utf-8")
        print(f"report: {args.html}", file=sys.stderr)
    if args.json:
        data = write_cohort(cohort, language)
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    elif not args.html:
        print_cohort(cohort, language)
    return 0


def collect_members(args: argparse.Namespace) -> list[Member]:
    """Return the scored calls that the arguments name."""
    from simcall.cli.scoring import load_judge, score_files

    if not args.sources:
        from simcall.cli.kept import read_kept

        return read_kept()
    judge = load_judge(args.rubric)
    members = []
    for file in find_files(args.sources):
        for scored in score_files(judge, [str(file)], args.lang):
            members.append(make_member(scored, file, args.by, not args.no_mask))
    return members


def find_files(sources: list[str]) -> list[Path]:
    """Return the transcripts of files and folders, in order of name."""
    from simcall.content.transcripts import SUFFIXES

    files: list[Path] = []
    for source in sources:
        path = Path(source)
        if path.is_dir():
            files += [f for f in sorted(path.rglob("*")) if f.suffix.lower() in SUFFIXES]
        else:
            files.append(path)
    return files


def make_member(scored: Scored, file: Path, key: str | None, mask: bool) -> Member:
    """Return a scored call with its agent and time."""
    from simcall.rubric.cohort import Member
    from simcall.rubric.mask import hide_name

    extra = scored.recording.extra
    named = next((str(extra[k]) for k in ([key] if key else KEYS) if extra.get(k)), "")
    plain = not named or any(ch.isdigit() for ch in named)
    shown = named if plain or not mask else hide_name(named)
    agent = shown or file.resolve().parent.name
    return Member(agent, scored.recording.transcript.started_at, scored.report)


def majority_language(members: list[Member]) -> Language:
    """Return the language of most calls."""
    chinese = sum(m.report.language == "zh" for m in members)
    return "zh" if 2 * chinese > len(members) else "en"
