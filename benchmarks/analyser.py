"""How fast the analyser starts, answers and reads in batch.

    python -m benchmarks.analyser [--rounds N] [--write]

Reads the held-out utterances of the corpus, both languages. *Start*: a new process loads the model
and reads its first utterance. *One*: single utterances as in a call, median and 95th percentile.
*Batch*: text and context cut to 40 characters. Elapsed time, the least of the rounds, since any
other program lengthens it. `--write` puts the table into docs/speech.md.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "speech.md"
BEGIN, END = "<!-- speed: begin -->", "<!-- speed: end -->"
START = """
import time
begin = time.perf_counter()
from simcall.content.analyser import load_analyser
from simcall.speech.reading import Utterance
load_analyser("{model}").read(Utterance("Hello, is that Ms Cole?", "Who is this?"))
print(time.perf_counter() - begin)
"""
CHARACTERS = 40


class Speed(NamedTuple):
    """Seconds: start with a first utterance, one utterance (median, 95th percentile); a second."""

    start: float
    median: float
    late: float
    batch: float


def read_pairs() -> list[tuple[str, str]]:
    """Return (text, prev) of the held-out utterances."""
    rows = []
    for language in ("zh", "en"):
        path = ROOT / "corpus" / "agent" / f"{language}_e.jsonl"
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["text"], row["prev"]) for row in rows]


def time_start(model: str) -> float:
    """Return seconds from a fresh interpreter's first import to the first reading."""
    code = START.format(model=model)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure(model: str, rounds: int, count: int) -> Speed:
    """Return the speeds of one model."""
    from simcall.content.analyser import load_analyser
    from simcall.speech.reading import Utterance

    analyser = load_analyser(model)
    pairs = read_pairs()
    singles, batches = [], []
    for number in range(rounds):
        for text, prev in pairs[number::rounds]:
            begin = time.perf_counter()
            analyser.read(Utterance(text, prev))
            singles.append(time.perf_counter() - begin)
        cut = [Utterance(t[:CHARACTERS], p[:CHARACTERS]) for t, p in pairs]
        cut = (cut * (count // len(cut) + 1))[:count]
        begin = time.perf_counter()
        analyser.read_many(cut)
        batches.append(count / (time.perf_counter() - begin))
    start = min(time_start(model) for _ in range(max(2, rounds)))
    late = statistics.quantiles(singles, n=20)[-1]
    return Speed(start, statistics.median(singles), late, max(batches))


def describe(full: Speed, lean: Speed) -> str:
    """Return the table, with the machine and its load."""
    lines = [
        f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} at the end.",
        "",
        "| | start and first utterance | one, median | one, 95 % | batch |",
        "|---|---|---|---|---|",
    ]
    for name, speed in (("full model", full), ("lean model", lean)):
        lines.append(
            f"| {name} | {speed.start:.2f} s | {speed.median * 1e3:.1f} ms | "
            f"{speed.late * 1e3:.1f} ms | {speed.batch:,.0f} a second |"
        )
    return "\n".join(lines)


def write_page(table: str) -> None:
    """Put the table between its marks in docs/speech.md."""
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN, 1)
    tail = rest.split(END, 1)[1]
    PAGE.write_text(f"{head}{BEGIN}\n{table}\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Measure both models and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the table into docs/speech.md")
    args = parser.parse_args()
    table = describe(measure("full", args.rounds, 200), measure("lean", args.rounds, 4000))
    print(table)
    if args.write:
        write_page(table)


if __name__ == "__main__":
    main()
