"""`simcall resume`: goes on with a call that was cut off, line by line."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simcall.common.bilingual import Language, Text
from simcall.common.errors import CheckFailed, SimcallError

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario
    from simcall.cli.lines import LineCall
    from simcall.cli.tools import Tools
    from simcall.store.home import Home
    from simcall.store.journals import JournalFile, JournalText
    from simcall.store.rebuild import Rebuilt

SUMMARY = "go on with a call that was cut off; without an id, list such calls"
EXAMPLES = """examples:
  simcall resume                      list the calls that were cut off
  simcall resume last                 go on with the newest one
  simcall resume 20261122 --script more_lines.txt
  simcall resume last --discard       close it without an outcome; its journal stays"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("call", nargs="?", metavar="ID", help="its id or beginning, or `last`")
    parser.add_argument("--script", metavar="FILE", help="the lines still to say; - for stdin")
    parser.add_argument("--scenario", metavar="FILE", help="the scenario's file, if it has no name")
    parser.add_argument("--rubric", default="collections", metavar="NAME", help="a name or a file")
    parser.add_argument("--discard", action="store_true", help="give the call up")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the list")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--voice", action="store_true", help="let a language model phrase what is said from here on"
    )
    parser.epilog = EXAMPLES


def execute(args: argparse.Namespace) -> int:
    """List, go on with, or give up a call."""
    from simcall.cli.list import system_language
    from simcall.store.home import open_home
    from simcall.store.unfinished import discard_call, list_unfinished

    home = open_home()
    language: Language = args.lang or system_language()
    if not args.call:
        return list_calls(home, language, args.json)
    if args.call == "last":
        waiting = [call for call in list_unfinished(home, include_empty=True) if not call.busy]
        if not waiting:
            raise SimcallError("no call was cut off; `simcall play SCENARIO` begins one")
        path = waiting[0].path
    else:
        from simcall.store.journals import find_journal

        path = find_journal(home, args.call)
    if args.discard:
        print(discard_call(path).say(language))
        return 0
    return resume_call(args, home, path, language)


def list_calls(home: Home, language: Language, as_json: bool) -> int:
    """Print the calls that were cut off, the newest first."""
    from simcall.store.unfinished import list_unfinished

    calls = list_unfinished(home)
    if as_json:
        plain = [{**call._asdict(), "path": str(call.path)} for call in calls]
        print(json.dumps(plain, ensure_ascii=False))
        return 0
    if not calls:
        print(Text("没有中断的通话", "no call was cut off").say(language))
        return 0
    for call in calls:
        turns = Text(f"{call.turns} 轮", f"{call.turns} turns").say(language)
        busy = Text("（另一会话正在使用）", " (open in another session)").say(language)
        print(f"{call.id}  {call.scenario}  {call.language}  {turns}{busy if call.busy else ''}")
    hint = Text("用 simcall resume ID 继续", "`simcall resume ID` goes on with one")
    print(hint.say(language))
    return 0


def resume_call(args: argparse.Namespace, home: Home, path: Path, language: Language) -> int:
    """Bring a call back, play it to its end, score it."""
    from simcall.cli.lines import describe_call
    from simcall.cli.play import print_debrief
    from simcall.cli.tools import load_tools
    from simcall.store.journals import JournalFile

    tools = load_tools(args.rubric)
    journal, text = JournalFile.reopen(path)
    try:
        rebuilt = bring_back(text, path, args.scenario, tools)
        if args.voice:
            from simcall.voice.phraser import open_voice

            rebuilt.call.phraser = open_voice(tools.analyser)
        if text.notice is not None:
            print(text.notice.say(language), file=sys.stderr)
        played = go_on(args, rebuilt, journal, text)
    except KeyboardInterrupt:
        raise SimcallError("stopped; the call is kept: `simcall resume` goes on with it") from None
    finally:
        journal.close()
    if played.departed:
        return 0
    call = rebuilt.call
    if played.left:
        count = len(played.left)
        print(f"simcall: {count} line(s) were not said: the call was over", file=sys.stderr)
    data = describe_call(call, played.results, tools)
    keep_record(home, journal, rebuilt, data)
    if args.json:
        print(json.dumps(data, ensure_ascii=False))
    else:
        print_debrief(call, data, tools)
    return 0


def bring_back(text: JournalText, path: Path, scenario: str | None, tools: Tools) -> Rebuilt:
    """Recompute an unfinished call. Raises SimcallError when it is finished or changed."""
    from simcall.content.calls import load_call
    from simcall.store.journals import is_finished
    from simcall.store.rebuild import rebuild_call

    if is_finished(text.events):
        raise SimcallError(f"'{path.stem}' is finished; `simcall replay {path.stem}` shows it")

    def load(name: str) -> CallScenario:
        return load_call(scenario or name)

    rebuilt = rebuild_call(text.events, load, tools.analyser)
    if rebuilt.difference is not None:
        raise CheckFailed(
            f"{path.name}: {rebuilt.difference.en}; go on with the simcall that began this call"
        )
    return rebuilt


def go_on(
    args: argparse.Namespace, rebuilt: Rebuilt, journal: JournalFile, text: JournalText
) -> LineCall:
    """Show what was said, then play on."""
    from simcall.cli.lines import Printer, prompt_lines, read_script, run_lines
    from simcall.cli.play import print_brief

    call = rebuilt.call
    results = list(rebuilt.results)
    if not results:
        results.append(call.begin())
        journal.append(results[0].event)
    out = None if args.json else sys.stdout
    if out is not None:
        print_brief(call)
        printer = Printer(out, call.language, coach=False)
        printer.told_outage = True  # what failed back then is no news
        agent = Text("你", "You").say(call.language)
        answers = iter(results)
        for turn in call.turns:
            if turn.speaker == "agent":
                printer.say(f"{agent}: {turn.text}")
            else:
                printer.show(next(answers))
    lines = read_script(args.script) if args.script else prompt_lines(call.language)
    played = run_lines(call, [] if call.ended else lines, journal, out, begun=True)
    return played._replace(results=results + played.results)


def keep_record(
    home: Home, journal: JournalFile, rebuilt: Rebuilt, data: dict[str, object]
) -> None:
    """Put the finished call into the index, when the home can be written to."""
    from simcall.store.records import describe_record, open_records

    score = data["score"]
    if home.writable and isinstance(score, dict):
        with open_records(home) as records:
            records.add(describe_record(rebuilt.call, journal.id, journal.path, score))
