"""`simcall branch`: what if you had said something else? Two futures under the same luck."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from simcall.common.bilingual import Language, Text
from simcall.common.errors import SimcallError
from simcall.persona.ledger import FEELING_TEXTS

if TYPE_CHECKING:
    from simcall.desk.branching import Branch
    from simcall.desk.record import CallRecord, RecordedTurn

SUMMARY = "what if you had said: replay a finished call with another sentence at one turn"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = 'example: simcall branch last --turn 3 --say "您先别急，慢慢说，发生了什么？"'
    parser.add_argument("call", metavar="ID|FILE", help="a call's id, `last`, or a journal")
    parser.add_argument("--turn", type=int, required=True, help="number of your turn, from 1")
    parser.add_argument("--say", required=True, metavar="TEXT", help="what you say instead")
    parser.add_argument(
        "--lang",
        choices=("zh", "en"),
        help="language of the headings; that of the call when left out",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def execute(args: argparse.Namespace) -> int:
    """Run the command."""
    branch, currency = make_branch(args.call, args.turn, args.say)
    if args.json:
        print(json.dumps(describe_branch(branch), ensure_ascii=False))
    else:
        print_branch(branch, currency, args.lang or branch.real.language)
    return 0


def make_branch(name: str, turn: int, text: str) -> tuple[Branch, str]:
    """Return both futures of a kept call, and the currency of its sums."""
    from simcall.content.analyser import load_analyser
    from simcall.content.calls import load_call
    from simcall.desk.branching import branch_call, cut_events
    from simcall.store.home import open_home
    from simcall.store.journals import find_journal, read_journal
    from simcall.store.rebuild import rebuild_call

    if not text.strip():
        raise SimcallError("--say is empty; give the sentence that you would have said")
    events = read_journal(find_journal(open_home(), name)).events
    rebuilt = rebuild_call(cut_events(events, turn), load_call, load_analyser())
    rebuilt.require_same(name)
    return branch_call(rebuilt.call, events, turn, text), rebuilt.call.scenario.currency


def describe_future(record: CallRecord, first: int) -> dict[str, Any]:
    """Return one future as data, from a turn on."""
    return {
        "turns": [
            {"agent": t.said, "debtor": t.answer, "state": t.feelings}
            for t in record.turns[first - 1 :]
        ],
        "outcome": record.outcome,
    }


def describe_branch(branch: Branch) -> dict[str, Any]:
    """Return both futures as data."""
    return {
        "turn": branch.turn,
        "real": describe_future(branch.real, branch.turn),
        "other": describe_future(branch.other, branch.turn),
    }


def print_branch(branch: Branch, currency: str, language: Language) -> None:
    """Print both futures side by side."""
    from rich.console import Console
    from rich.table import Table

    real, other = Text("实际说的", "What you said"), Text("如果这样说", "What you might have said")
    table = Table(show_lines=True)
    table.add_column("#", justify="right")
    table.add_column(real.say(language), ratio=1)
    table.add_column(other.say(language), ratio=1)
    length = max(len(branch.real.turns), len(branch.other.turns))
    for number in range(branch.turn, length + 1):
        cells = []
        for record in (branch.real, branch.other):
            turn = record.turns[number - 1] if number <= len(record.turns) else None
            cells.append(show_turn(turn, language) if turn else "")
        table.add_row(str(number), *cells)
    table.add_row("", *(show_outcome(r, currency, language) for r in (branch.real, branch.other)))
    Console().print(table)


def show_turn(turn: RecordedTurn, language: Language) -> str:
    """Return one turn: what was said, the answer, the feelings after it."""
    return f"> {turn.said}\n  {turn.answer}\n{feel(turn.feelings, language)}"


def feel(feelings: dict[str, float], language: Language) -> str:
    """Return the feelings in one line."""
    return " ".join(f"{FEELING_TEXTS[k].say(language)} {v:.2f}" for k, v in feelings.items())


def show_outcome(record: CallRecord, currency: str, language: Language) -> str:
    """Return what a future came to, a line for each thing, as the desk's debrief has it."""
    from simcall.desk.review import write_outcome

    return "\n".join(line.text for line in write_outcome(record, currency, language)[1:])
