"""`simcall certify`: sit an examination, verify, rescore and show its signed result."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simcall.common.bilingual import Language, Text
from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from simcall.exam.form import Exam

SUMMARY = "examine an agent: sealed calls, signed result; verify and rescore it"
EXAMPLES = """examples:
  simcall certify run demo --candidate "Li Na" --lang zh
  simcall certify run demo --script lines.txt --out results/li
  simcall certify verify results/li/result.json
  simcall certify rescore results/li/result.json

A script is a text file, one sentence a line; a line `---` goes on to the next station, and a file
without one is said at every station. A folder holds one file for each station (station-1.txt).
A sitting that was cut off goes on where it was: run the same command again."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    run = actions.add_parser("run", help="sit an examination, or go on with a sitting")
    run.add_argument(
        "exam", metavar="EXAM", help="an exam's name or file; see `simcall list exams`"
    )
    run.add_argument("--candidate", default="candidate", metavar="NAME", help="who sits it")
    run.add_argument("--script", type=Path, metavar="DIR|FILE", help="the candidate's sentences")
    run.add_argument("--seed", type=int, metavar="N", help="instead of the exam's own seed")
    run.add_argument("--out", type=Path, metavar="DIR", help="folder of this sitting")
    run.add_argument("--lang", choices=("zh", "en"), help="language of the calls")
    run.add_argument("--json", action="store_true", help="print the result as one JSON object")
    verify = actions.add_parser("verify", help="check that not one byte of a result was changed")
    add_result(verify)
    verify.add_argument("--public-key", metavar="KEY", help="the examiner's key (hex or a file)")
    rescore = actions.add_parser("rescore", help="compute moves, states and scores again")
    add_result(rescore)
    rescore.add_argument("--exam", metavar="FILE", help="the exam's file, when it has no name here")
    show = actions.add_parser("show", help="show a result, or how far an open sitting is")
    add_result(show)
    show.add_argument("--lang", choices=("zh", "en"), help="language of the text")
    key = actions.add_parser("key", help="print this machine's public key; make one if needed")
    key.add_argument("--json", action="store_true", help="print one JSON object")
    for parser_of, example in (
        (run, 'run demo --candidate "Li Na" --lang zh --out results/li'),
        (verify, "verify results/li/result.json --public-key examiner.txt"),
        (rescore, "rescore results/li/result.json"),
        (show, "show results/li --lang zh"),
        (key, "key"),
    ):
        parser_of.epilog = f"example: simcall certify {example}"


def add_result(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of a command about a result."""
    parser.add_argument("result", type=Path, metavar="RESULT", help="result.json or its folder")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def execute(args: argparse.Namespace) -> int:
    """Run one action; verify and rescore return 1 when something is not as it was."""
    from simcall.cli.verification import rescore_result, verify_result

    actions = {
        "run": run_exam,
        "verify": verify_result,
        "rescore": rescore_result,
        "show": show_result,
        "key": show_key,
    }
    return actions[args.action](args)


def print_json(content: Any) -> None:
    """Print one JSON object on one line."""
    print(json.dumps(content, ensure_ascii=False, sort_keys=True))


def own_language(args: argparse.Namespace) -> Language:
    """Return the language of the screen."""
    from simcall.cli.list import system_language

    chosen = getattr(args, "lang", None)
    return chosen if chosen in ("zh", "en") else system_language()


def run_exam(args: argparse.Namespace) -> int:
    """Sit an examination; returns 0 whether it was passed or not."""
    from simcall.cli.examination import Room, plan_sitting, say_time, sit
    from simcall.cli.station_script import Scripts
    from simcall.cli.tools import load_tools
    from simcall.content.exams import load_exam
    from simcall.exam.form import choose_language, clean_candidate
    from simcall.store.home import open_home, require_writable
    from simcall.store.records import open_records
    from simcall.store.sittings import SittingHead

    exam = load_exam(args.exam)
    candidate = clean_candidate(args.candidate)
    language = choose_language(exam, args.lang, own_language(args))
    home = require_writable(open_home(), "an examination")
    scripts = Scripts(args.script, sys.stdin)
    tools = load_tools(exam.rubric, exam.rubric_digest)
    head = SittingHead(
        exam=exam.id,
        exam_digest=exam.digest,
        candidate=candidate,
        attempt=1,
        seed=str(exam.seed if args.seed is None else args.seed),
        language=language,
        analyser=tools.analyser_stamp,
        rubric=tools.rubric.stamp,
        started_at=say_time(),
        source=str(Path(args.exam).absolute()) if Path(args.exam).is_file() else "",
    )
    with open_records(home) as records:
        plan = plan_sitting(exam, head, args.out, home, records)
    room = Room(language, sys.stderr if args.json else sys.stdout)
    greet(room, exam, plan.head.candidate, len(exam.stations))
    path = sit(plan, home, tools, scripts, room)
    report_run(args, path, room.language)
    return 0


def greet(room: Any, exam: Exam, candidate: str, count: int) -> None:
    """Say what this examination is; nothing about its calls."""
    room.tell(
        f"考试：{exam.title.say('zh')}；考生：{candidate}；共 {count} 站，无教练提示。",
        f"Exam: {exam.title.say('en')}; candidate: {candidate}; {count} calls, no coach.",
    )
    rule = exam.rule
    room.tell(
        f"合格：平均 {rule.mean:g}，每站不低于 {rule.station_minimum:g}，无关键失误。",
        f"To pass: mean {rule.mean:g}, each call at least {rule.station_minimum:g}, "
        "no critical failure.",
    )


def report_run(args: argparse.Namespace, path: Path, language: Language) -> None:
    """Print the result of a sitting that has just ended."""
    from simcall.exam.page import render_text

    content = json.loads(path.read_bytes())
    result, key = content["result"], content["signature"]["public_key"]
    if args.json:
        print_json({"path": str(path), **result, "public_key": key})
        return
    print()
    print(render_text(result, key, language))
    print(Text(f"成绩文件：{path}", f"result: {path}").say(language))


def show_result(args: argparse.Namespace) -> int:
    """Show a finished result, or which stations of an open sitting are done."""
    from simcall.cli.verification import read_content
    from simcall.exam.page import render_text
    from simcall.store.sittings import RESULT_NAME

    if args.result.is_dir() and not (args.result / RESULT_NAME).exists():
        return show_open(args)
    _, result, key = read_content(args.result)
    if args.json:
        print_json({"open": False, **result, "public_key": key})
    else:
        print(render_text(result, key, own_language(args)), end="")
    return 0


def show_open(args: argparse.Namespace) -> int:
    """Show which stations of an open sitting are done; nothing of those to come."""
    from simcall.cli.examination import peek_stations
    from simcall.store.sittings import SittingFolder

    folder = SittingFolder(args.result)
    head = folder.read_head()
    if head is None:
        raise SimcallError(f"{args.result} holds no sitting")
    stations = peek_stations(folder)
    if args.json:
        done = [number for number, finished in stations if finished]
        print_json({"open": True, "exam": head.exam, "candidate": head.candidate, "done": done})
        return 0
    language = own_language(args)
    title = Text(f"{head.exam}，{head.candidate}：未完成", f"{head.exam}, {head.candidate}: open")
    print(title.say(language))
    for number, finished in stations:
        state = Text("已完成", "done") if finished else Text("进行中", "begun")
        print(f"  {number}: {state.say(language)}")
    return 0


def show_key(args: argparse.Namespace) -> int:
    """Print this machine's public key."""
    from simcall.exam.signature import fingerprint
    from simcall.store.home import open_home
    from simcall.store.keys import load_key

    key = load_key(open_home()).public
    if args.json:
        print_json({"algorithm": "Ed25519", "public_key": key, "fingerprint": fingerprint(key)})
    else:
        print(key)
    return 0
