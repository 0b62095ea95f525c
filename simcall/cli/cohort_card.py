"""The cohort view in the terminal."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from simcall.cli.report_words import DIMENSION_NAMES, say
from simcall.common.bilingual import Language
from simcall.rubric.cohort import Cohort, Spread

BLOCKS = "▁▂▃▄▅▆▇█"


def write_spread(spread: Spread) -> str:
    """Return mean ± standard deviation."""
    if spread.mean is None:
        return "-"
    return f"{spread.mean:.1f}" + (f" ± {spread.sd:.1f}" if spread.sd is not None else "")


def draw_line(values: tuple[float | None, ...], top: float) -> str:
    """Return values as small blocks, a dot where there is none."""
    return "".join(
        "·" if v is None else BLOCKS[min(7, max(0, int(8.0 * v / top)))] for v in values[-24:]
    )


def print_cohort(cohort: Cohort, language: Language | str) -> None:
    """Print the whole view on standard output."""
    tongue: Language = "zh" if language == "zh" else "en"
    console = Console(file=sys.stdout, highlight=False)
    console.rule(say("cohort", tongue))
    share = 100.0 * cohort.passed / cohort.calls
    console.print(
        f"{cohort.calls} {say('calls', tongue)} · {say('total', tongue)} "
        f"{write_spread(cohort.total)} · {say('pass_rate', tongue)} {share:.0f}%"
    )
    table = Table(box=None, show_header=False, padding=(0, 1))
    for name, spread in cohort.dimensions.items():
        table.add_row(DIMENSION_NAMES[name].say(tongue), write_spread(spread))
    console.print(table)
    if cohort.criticals:
        found = ", ".join(f"{act} {count}" for act, count in cohort.criticals.items())
        console.print(f"[bold red]{say('critical', tongue)}[/bold red]: {found}")
    if cohort.weakest:
        console.print(f"\n[bold]{say('weakest', tongue)}[/bold]")
        for view in cohort.weakest:
            console.print(
                f"  {round(100 * view.share):3d}%  {escape(view.name.say(tongue))} ({view.size})"
            )
    print_agents(console, cohort, tongue)
    print_reliability(console, cohort, tongue)


def print_agents(console: Console, cohort: Cohort, language: Language) -> None:
    """Print each agent with the course of the total and the change per call."""
    console.print(f"\n[bold]{say('over_time', language)}[/bold]")
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for key in ("agents", "call", "total", "over_time", "trend"):
        table.add_column(say(key, language))
    for agent in cohort.agents:
        total = agent.skills[0]
        slope = "-" if total.slope is None else f"{total.slope:+.1f}"
        table.add_row(
            escape(agent.agent or "-"),
            str(agent.calls),
            write_spread(agent.total),
            draw_line(total.values, 100.0),
            slope,
        )
    console.print(table)


def print_reliability(console: Console, cohort: Cohort, language: Language) -> None:
    """Print the generalizability coefficient."""
    found = cohort.reliability
    if found.coefficient is None:
        console.print(f"\n{say('reliability', language)}: {say('too_few', language)}")
        return
    needed = "-" if found.needed is None else str(found.needed)
    console.print(
        f"\n{say('reliability', language)}: G = {found.coefficient:.2f} "
        f"(n = {found.calls:g}; 1: {found.single:.2f}); {say('needed', language)}: {needed}"
    )
