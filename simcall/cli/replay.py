"""`simcall replay`: shows a kept call again, recomputed and compared with its journal."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from simcall.call.transcript import describe_turn
from simcall.common.bilingual import Language, Text

if TYPE_CHECKING:
    from simcall.call.journal import Event
    from simcall.call.scenario import CallScenario
    from simcall.store.home import Home
    from simcall.store.rebuild import Rebuilt

SUMMARY = "show a finished call again, identical, or say where it differs"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "call", nargs="?", metavar="ID|FILE", help="a call's id, `last`, or a journal; none: list"
    )
    parser.add_argument("--scenario", metavar="FILE", help="the scenario's file, if it has no name")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the screen")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.epilog = "example: simcall replay last"


def execute(args: argparse.Namespace) -> int:
    """Show one call, or list the finished ones. Raises CheckFailed when a call differs."""
    from simcall.cli.list import system_language
    from simcall.store.home import open_home
    from simcall.store.journals import find_journal, read_journal

    language: Language = args.lang or system_language()
    home = open_home()
    if not args.call:
        return list_calls(home, language, args.json)
    path = find_journal(home, args.call)
    text = read_journal(path)
    rebuilt = rebuild(text.events, args.scenario)
    if args.json:
        print(json.dumps(describe(path.stem, rebuilt), ensure_ascii=False, sort_keys=True))
        return 0 if rebuilt.difference is None else 1
    if text.notice is not None:
        print(text.notice.say(language))
    show_call(rebuilt, language)
    rebuilt.require_same(path.name, language)
    turns = len(rebuilt.call.moves)
    same = Text(f"逐轮重算，{turns} 轮完全一致", f"identical: all {turns} turns recomputed")
    print(same.say(language))
    return 0


def rebuild(events: list[Event], scenario: str | None) -> Rebuilt:
    """Recompute a call; a scenario file stands in for the name in the journal."""
    from simcall.content.calls import load_call
    from simcall.store.rebuild import rebuild_call

    def load(name: str) -> CallScenario:
        return load_call(scenario or name)

    return rebuild_call(events, load)


def show_call(rebuilt: Rebuilt, language: Language) -> None:
    """Print a call turn by turn with its times, and its outcome."""
    from simcall.voice.reason import MARK

    call = rebuilt.call
    print(call.scenario.title.say(language))
    agent, other = Text("坐席", "Agent"), Text("对方", "Other")
    answers = iter(rebuilt.results)
    for turn in call.turns:
        who = (agent if turn.speaker == "agent" else other).say(language)
        if turn.speaker == "debtor" and next(answers).reply.phrased:
            who = f"{who} {MARK}"
        print(f"{turn.t or 0.0:7.1f}  {who}: {turn.text}")
    if call.events[-1]["kind"] == "end":
        outcome = json.dumps(call.outcome().as_json(), ensure_ascii=False)
        print(Text(f"结果：{outcome}", f"outcome: {outcome}").say(language))
    else:
        print(Text("（通话未结束）", "(the call was not finished)").say(language))


def describe(name: str, rebuilt: Rebuilt) -> dict[str, Any]:
    """Return a replayed call as plain data."""
    call = rebuilt.call
    finished = call.events[-1]["kind"] == "end"
    return {
        "id": name,
        "scenario": call.scenario.id,
        "lang": call.language,
        "seed": str(call.seed),
        "identical": rebuilt.difference is None,
        "difference": rebuilt.difference.en if rebuilt.difference else None,
        "finished": finished,
        "turns": [describe_turn(turn) for turn in call.turns],
        "states": [result.feelings for result in rebuilt.results],
        "outcome": call.outcome().as_json() if finished else None,
    }


def list_calls(home: Home, language: Language, as_json: bool) -> int:
    """Print the kept calls, the newest first."""
    from simcall.store.journals import iter_journals
    from simcall.store.unfinished import looks_finished

    calls = [(path.stem, looks_finished(path)) for path in iter_journals(home)]
    if as_json:
        print(json.dumps([{"id": name, "finished": done} for name, done in calls]))
        return 0
    if not calls:
        print(Text("还没有通话记录", "no calls are kept yet").say(language))
    for name, done in calls:
        mark = "" if done else Text("（未完成）", " (unfinished)").say(language)
        print(f"{name}{mark}")
    return 0
