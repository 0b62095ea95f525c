"""`simcall demo`: a short call in line mode in both languages, with its debrief."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from simcall.common.bilingual import LANGUAGES, Language, Text
from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from simcall.cli.tools import Tools

SUMMARY = "play a short demonstration call in both languages and print the debrief"
SCENARIO = "anxious_first_call"
SEED = 7
TITLES = Text("=== 示范通话（中文）===", "=== Demonstration call (English) ===")
AGENTS = Text("你", "You")
FEELINGS = Text("对方的感受（接通时 → 结束时）", "Their feelings (first ring → end)")
AFTER = Text(
    "自己试试：simcall（终端界面），或 simcall play anxious_first_call --plain --lang zh",
    "Try it: `simcall` (terminal desk), or `simcall play anxious_first_call --plain --lang en`",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--lang", choices=("zh", "en"), help="only one language")
    parser.add_argument("--seed", type=int, default=SEED, help=f"luck of the call (default {SEED})")
    parser.epilog = "example: simcall demo --lang en"


def execute(args: argparse.Namespace) -> int:
    """Play the demonstration."""
    from simcall.cli.tools import load_tools

    tools = load_tools("collections")
    for language in (args.lang,) if args.lang else LANGUAGES:
        play_demo(language, args.seed, tools)
    return 0


def find_script(language: Language) -> Path:
    """Return the script of one language. Raises SimcallError when it was not installed."""
    from simcall.content.place import shipped_root

    path = shipped_root() / "scenarios" / "demo" / f"{SCENARIO}.{language}.txt"
    if not path.is_file():
        raise SimcallError(f"{path} is missing; install simcall again")
    return path


def read_script(language: Language, say: Callable[[str], None]) -> Iterator[str]:
    """Yield the agent's sentences, each printed before it is heard."""
    for line in find_script(language).read_text("utf-8").splitlines():
        if line.strip():
            say(f"{AGENTS.say(language)}: {line.strip()}")
            yield line.strip()


def play_demo(language: Language, seed: int, tools: Tools) -> None:
    """Play one language and print feelings and debrief."""
    from simcall.call.session import Call
    from simcall.cli.lines import describe_call, run_lines
    from simcall.cli.play import print_brief, print_debrief
    from simcall.content.calls import load_call

    print(TITLES.say(language))
    call = Call(
        load_call(SCENARIO), seed, language, tools.analyser, rubric_digest=tools.rubric.digest
    )
    print_brief(call)
    start = call.feelings
    lines = read_script(language, lambda text: print(text, flush=True))
    played = run_lines(call, lines, None, sys.stdout)
    print_feelings(start, call.feelings, language)
    print_debrief(call, describe_call(call, played.results, tools), tools)
    print(f"\n{AFTER.say(language)}\n")


def print_feelings(start: dict[str, float], end: dict[str, float], language: Language) -> None:
    """Print how each feeling moved from the first ring to the end."""
    from simcall.common.width import pad_cells
    from simcall.persona.ledger import FEELING_TEXTS

    print(f"\n{FEELINGS.say(language)}")
    for name, value in end.items():
        label = pad_cells(FEELING_TEXTS[name].say(language), 10)
        bar = "█" * round(20 * value) + "░" * (20 - round(20 * value))
        print(f"  {label} {start[name]:.2f} → {value:.2f}  {bar}")
