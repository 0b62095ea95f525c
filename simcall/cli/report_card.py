"""The score of a call in the terminal."""

from __future__ import annotations

import sys
from typing import Literal

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Styled

from simcall.cli.report_words import DIMENSION_NAMES, say
from simcall.cli.scoring import Scored
from simcall.common.bilingual import Language
from simcall.rubric.book import DIMENSIONS
from simcall.rubric.report import ItemScore, ScoreReport

BAR = 20


def print_card(scored: Scored, language: Language | None, mask: bool = True) -> None:
    """Print one call's report on standard output."""
    report = scored.shown(mask)
    tongue = language or report.language
    console = Console(file=sys.stdout, highlight=False, width=None)
    print_head(console, report, tongue)
    print_dimensions(console, report, tongue)
    print_faults(console, report, tongue)
    print_items(console, report, tongue)
    print_replies(console, report, tongue)
    print_coaching(console, report, tongue)
    if report.unchecked:
        console.print(f"\n[bold]{say('unchecked', tongue)}[/bold]")
        for note in report.unchecked:
            console.print(f"  · {escape(note.text.say(tongue))}")
    console.print(
        f"\n[dim]{say('rubric', tongue)} {report.rubric} · "
        f"{say('analyser', tongue)} {escape(report.analyser)}[/dim]\n"
    )


def print_head(console: Console, report: ScoreReport, language: Language) -> None:
    """Print the call's name, total and verdict."""
    verdict = say("passed" if report.passed else "failed", language)
    style = "bold green" if report.passed else "bold red"
    console.rule(f"{say('report', language)} · {escape(report.id)}")
    line = Styled(f"{say('total', language)} ")
    line.append(f"{report.total:g}", "bold")
    line.append(" / 100   ")
    line.append(verdict, style)
    console.print(line)
    for note in report.situations:
        console.print(
            f"{say('situations', language)}: {escape(note.name.say(language))} "
            f"(#{note.turn}, {say('handled', language)} {round(100 * note.level)}%)"
        )


def print_dimensions(console: Console, report: ScoreReport, language: Language) -> None:
    """Print each dimension with a bar; the number stands beside it, so colour adds nothing."""
    table = Table(show_header=False, box=None, padding=(0, 1))
    for name in DIMENSIONS:
        level = report.dimensions.get(name)
        title = DIMENSION_NAMES[name].say(language)
        if level is None:
            table.add_row(title, "", say("none", language))
        else:
            full = round(BAR * level / 10.0)
            table.add_row(title, "█" * full + "·" * (BAR - full), f"{level:.1f}")
    console.print(table)


def print_faults(console: Console, report: ScoreReport, language: Language) -> None:
    """Print critical failures and ceilings."""
    for note in (*report.critical, *report.critical_extra):
        console.print(
            f"[bold red]! {say('critical', language)}[/bold red] {note.act} "
            f"#{note.turn}: “{escape(note.text)}”  ({' '.join(note.guidance)})"
        )
    for cap in report.caps:
        turns = " ".join(f"#{t}" for t in cap.turns)
        console.print(
            f"▼ {escape(cap.text.say(language))}: {say('at_most', language)} {cap.most:g}  "
            f"{turns}  ({' '.join(cap.guidance)})"
        )


def print_items(console: Console, report: ScoreReport, language: Language) -> None:
    """Print every item with points, turns, reason and guidance."""
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for key in ("item", "points", "turns", "why", "guidance"):
        side: Literal["right", "left"] = "right" if key == "points" else "left"
        table.add_column(say(key, language), justify=side, overflow="fold")
    for item in report.items:
        table.add_row(
            escape(item.name.say(language)),
            write_points(item, language),
            " ".join(f"#{t}" for t in item.turns[:5]),
            escape(item.why.say(language)),
            " ".join(item.guidance),
        )
    console.print(table)


def print_replies(console: Console, report: ScoreReport, language: Language) -> None:
    """Print the turns that a coach grades clearly good or poor, with what shows it."""
    shown = [r for r in report.replies if r.stands_out]
    if not shown:
        return
    console.print(f"\n[bold]{say('replies', language)}[/bold]")
    for reply in shown:
        rows = " ".join(reply.guidance)
        console.print(
            f"  {reply.arrow} #{reply.turn:<3}{reply.worth:+.1f}  "
            f"{escape(reply.why.say(language))}  ({rows})"
        )


def write_points(item: ItemScore, language: Language) -> str:
    """Return points of the maximum, or n/a."""
    if item.points is None:
        return say("none", language)
    return f"{item.points:.1f}/{item.max:g}"


def print_coaching(console: Console, report: ScoreReport, language: Language) -> None:
    """Print keep, start, stop and the better sentences."""
    for key, texts in (("keep", report.keep), ("start", report.start), ("stop", report.stop)):
        if texts:
            console.print(f"\n[bold]{say(key, language)}[/bold]")
            for text in texts:
                console.print(f"  · {escape(text.say(language))}")
    if report.better:
        console.print(f"\n[bold]{say('better', language)}[/bold]")
    for better in report.better:
        console.print(f"  #{better.turn}  {escape(better.why.say(language))}")
        console.print(f"     {say('said', language)}: {escape(better.said)}")
        console.print(f"     {say('instead', language)}: [italic]{escape(better.better)}[/italic]")
