"""`simcall play`: take one call, in the terminal interface or line by line."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from simcall.call.session import Call
    from simcall.cli.lines import LineCall
    from simcall.cli.tools import Tools
    from simcall.common.bilingual import Language
    from simcall.store.journals import Journal

SUMMARY = "take one call: in the terminal interface, or line by line with --plain"

EXAMPLE = """example:
  simcall play anxious_first_call                         in the terminal interface
  simcall play anxious_first_call --plain --lang zh       line by line, type your sentences
  simcall play anxious_first_call --plain --lang en --script lines.txt --seed 7 --json
  simcall play --persona my_persona --plain               an ordinary call to a persona of yours
  simcall play anxious_first_call --voice                 a language model phrases the replies
  simcall play --after last                               ring the same person again, some days on
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "scenario", nargs="?", help="a call scenario, by name or file (see `simcall list`)"
    )
    parser.add_argument(
        "--persona", metavar="NAME|FILE", help="a persona instead of a scenario: an ordinary call"
    )
    parser.add_argument(
        "--after",
        metavar="ID|FILE",
        help="ring the person of a kept call again: its id, `last`, or a journal",
    )
    parser.add_argument("--days", type=int, help="days since that call (default: when one would)")
    parser.add_argument("--plain", action="store_true", help="line mode: no terminal interface")
    parser.add_argument(
        "--script", metavar="FILE", help="the agent's lines, one a turn; - for stdin"
    )
    parser.add_argument("--seed", type=int, default=1, help="luck of this call (default 1)")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the call")
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")
    parser.add_argument("--coach", action="store_true", help="show what moved the feelings")
    parser.add_argument("--keep", action="store_true", help="keep the journal of a scripted call")
    parser.add_argument("--rubric", default="collections", metavar="NAME", help="a name or a file")
    parser.add_argument(
        "--voice", action="store_true", help="let a language model phrase replies (docs/voice.md)"
    )


def execute(args: argparse.Namespace) -> int:
    """Run the command."""
    args.scenario = choose_scenario(args)
    if not (args.plain or args.script or args.json):
        from simcall.cli.desk import open_desk

        return open_desk(args.scenario, args.lang, args.seed, args.voice)
    from simcall.cli.lines import describe_call
    from simcall.cli.tools import load_tools

    tools = load_tools(args.rubric)
    call = make_call(args, tools)
    played, journal = play_call(call, args)
    if played.departed:
        return 0
    data = describe_call(call, played.results, tools)
    keep_record(call, journal, data["score"])
    if played.left:
        count = len(played.left)
        print(
            f"simcall: {count} line(s) of the script were not said: the call was over",
            file=sys.stderr,
        )
    if args.json:
        sys.stdout.write(json.dumps(data, ensure_ascii=False, sort_keys=False) + "\n")
    elif call.moves:
        print_debrief(call, data, tools)
    else:
        print("simcall: nothing was said, so there is nothing to score", file=sys.stderr)
    return 0


def choose_scenario(args: argparse.Namespace) -> str:
    """Return the call to take. Raises SimcallError unless exactly one is named."""
    if [args.scenario, args.persona, args.after].count(None) != 2:
        raise SimcallError(
            "name one scenario, or one persona with --persona, or one call with --after; "
            "`simcall list` shows the first two, `simcall replay` the last"
        )
    if args.days is not None and args.after is None:
        raise SimcallError("--days goes with --after only")
    if args.after is not None:
        return prepare_next(args)
    if args.persona is None:
        return str(args.scenario)
    from simcall.content.rehearsal import name_rehearsal

    check_persona(args.persona)
    return name_rehearsal(args.persona)


def check_persona(name: str) -> None:
    """Raise ContentError where something is wrong with a persona of the user's own."""
    from simcall.content.checking import check_file
    from simcall.content.place import find_file, is_shipped
    from simcall.content.problem import fail_with

    path = find_file("persona", name)
    problems = [] if is_shipped(path) else check_file(path, shipped=False)
    if problems:
        raise fail_with(problems)


def prepare_next(args: argparse.Namespace) -> str:
    """Write the scenario of the next call to the same person; return its name."""
    from simcall.cli.sequel import write_next

    path, language = write_next(args.after, args.days)
    args.lang = args.lang or language
    print(f"simcall: {path}", file=sys.stderr)
    return path.stem


def make_call(args: argparse.Namespace, tools: Tools) -> Call:
    """Build the call that the arguments name."""
    from simcall.call.session import Call
    from simcall.content.calls import load_call

    scenario = load_call(args.scenario)
    language: Language = args.lang or choose_language(scenario.languages)
    call = Call(scenario, args.seed, language, tools.analyser, rubric_digest=tools.rubric.digest)
    if args.voice:
        from simcall.voice.phraser import open_voice

        call.phraser = open_voice(tools.analyser)
    return call


def choose_language(have: tuple[Language, ...]) -> Language:
    """Return the language of the environment where the scenario has it, else its first one."""
    import os

    wanted: Language = "zh" if os.environ.get("LANG", "").lower().startswith("zh") else "en"
    return wanted if wanted in have else have[0]


def play_call(call: Call, args: argparse.Namespace) -> tuple[LineCall, Journal | None]:
    """Play the call from a script or from what is typed; a typed call is journalled."""
    from simcall.cli.lines import HINT, VOICED, prompt_lines, read_script, run_lines
    from simcall.content.analyser import warm_up
    from simcall.voice.reason import MARK

    lines = read_script(args.script) if args.script else prompt_lines(call.language)
    if not args.script:
        warm_up(call.analyser)
    journal: Journal | None = None
    if is_kept(args):
        journal = open_journal(call)
    out = None if args.json else sys.stdout
    if out is not None:
        print_brief(call)
        if call.phraser is not None:
            print(VOICED.say(call.language).format(mark=MARK, name=call.phraser.name))
        if sys.stdin.isatty() and not args.script:
            print(HINT.say(call.language))
    try:
        return run_lines(call, lines, journal, out, coach=args.coach), journal
    except KeyboardInterrupt:
        if journal is None:
            raise
        raise SimcallError("stopped; the call is kept: `simcall resume` goes on with it") from None
    finally:
        if journal is not None:
            journal.close()


def is_kept(args: argparse.Namespace) -> bool:
    """Tell whether a call goes on disk turn by turn: typed ones, and scripted ones on demand."""
    return bool(args.keep or (not args.script and sys.stdin.isatty()))


def open_journal(call: Call) -> Journal:
    """Open the journal of a call; say so when the home cannot be written to."""
    from simcall.store.home import open_home
    from simcall.store.journals import start_journal

    home = open_home()
    if home.notice is not None:
        print(f"simcall: {home.notice.say(call.language)}", file=sys.stderr)
    return start_journal(home, call.id)


def keep_record(call: Call, journal: Journal | None, score: Any) -> None:
    """Put a finished call into the index of calls, where its journal is on disk."""
    from simcall.store.home import open_home
    from simcall.store.journals import JournalFile
    from simcall.store.records import describe_record, open_records

    home = open_home()
    if isinstance(journal, JournalFile) and home.writable and isinstance(score, dict):
        with open_records(home) as records:
            records.add(describe_record(call, journal.id, journal.path, score))


def print_brief(call: Call) -> None:
    """Print what the agent knows before the first word: the account file and the brief."""
    from simcall.cli.account_file import write_account

    scenario, language = call.scenario, call.language
    notice = scenario.content_notice.say(language)
    for line in (scenario.title.say(language), notice, scenario.brief.say(language)):
        if line:
            print(line)
    for line in write_account(scenario, language):
        print(f"  {line}")
    print()


def print_debrief(call: Call, data: dict[str, Any], tools: Tools) -> None:
    """Print the score with its reasons."""
    from simcall.cli.report_card import print_card
    from simcall.cli.scoring import Judge, score_recording
    from simcall.content.transcripts import parse_recordings

    recording = parse_recordings(json.dumps(data, ensure_ascii=False), "call", call.id)[0]
    judge = Judge(tools.rubric, tools.analyser)
    print()
    print_card(score_recording(judge, recording, call.language), call.language, mask=False)
