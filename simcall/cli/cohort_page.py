"""The cohort view as one self-contained HTML page."""

from __future__ import annotations

from simcall.cli.cohort_card import write_spread
from simcall.cli.page_style import STYLE
from simcall.cli.report_page import clean
from simcall.cli.report_words import DIMENSION_NAMES, say
from simcall.common.bilingual import Language
from simcall.rubric.cohort import AgentView, Cohort


def render_cohort(cohort: Cohort, language: Language | str) -> str:
    """Return the whole page."""
    tongue: Language = "zh" if language == "zh" else "en"
    title = clean(say("cohort", tongue))
    share = 100.0 * cohort.passed / max(1, cohort.calls)
    head = (
        f"<p class=total>{cohort.calls} {clean(say('calls', tongue))} · "
        f"{clean(say('total', tongue))} <b>{write_spread(cohort.total)}</b> · "
        f"{clean(say('pass_rate', tongue))} {share:.0f}%</p>"
    )
    body = "".join(
        (
            head,
            render_marks(cohort, tongue),
            render_weakest(cohort, tongue),
            f"<h3>{clean(say('over_time', tongue))}</h3>",
            *(render_agent(agent, tongue) for agent in cohort.agents),
            render_reliability(cohort, tongue),
        )
    )
    return (
        f'<!DOCTYPE html><html lang="{tongue}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>{body}"
        "</body></html>\n"
    )


def render_marks(cohort: Cohort, language: Language) -> str:
    """Return the dimensions with bars, and the critical failures."""
    rows = "".join(
        f"<tr><th>{clean(DIMENSION_NAMES[name].say(language))}</th><td class=bar>"
        f"<span style='width:{10 * (spread.mean or 0.0):.0f}%'></span></td>"
        f"<td class=num>{clean(write_spread(spread))}</td></tr>"
        for name, spread in cohort.dimensions.items()
    )
    found = "".join(f"<li>{clean(a)}: {n}</li>" for a, n in cohort.criticals.items())
    grave = f"<h3>{clean(say('critical', language))}</h3><ul class=bad>{found}</ul>"
    return f"<table class=dims>{rows}</table>{grave if found else ''}"


def render_weakest(cohort: Cohort, language: Language) -> str:
    """Return the weakest items."""
    if not cohort.weakest:
        return ""
    rows = "".join(
        f"<li>{round(100 * v.share)}% {clean(v.name.say(language))} ({v.size})</li>"
        for v in cohort.weakest
    )
    return f"<h3>{clean(say('weakest', language))}</h3><ul>{rows}</ul>"


def render_agent(agent: AgentView, language: Language) -> str:
    """Return one agent: the totals as an inline drawing, the change per call of each skill."""
    totals = [v for v in agent.skills[0].values if v is not None]
    step = 560.0 / max(1, len(totals) - 1)
    points = " ".join(f"{40 + step * i:.1f},{90 - 0.8 * v:.1f}" for i, v in enumerate(totals))
    dots = "".join(
        f"<circle cx='{40 + step * i:.1f}' cy='{90 - 0.8 * v:.1f}' r='3'/>"
        for i, v in enumerate(totals)
    )
    slopes = " · ".join(
        f"{clean(DIMENSION_NAMES[s.name].say(language))} {s.slope:+.2f}"
        for s in agent.skills[1:]
        if s.slope is not None
    )
    trend = f"<p class=small>{clean(say('trend', language))}: {slopes}</p>" if slopes else ""
    return (
        f"<h3>{clean(agent.agent or '-')} · {agent.calls} {clean(say('calls', language))} · "
        f"{clean(write_spread(agent.total))}</h3>"
        "<svg viewBox='0 0 640 100' role='img'><line x1='40' x2='600' y1='90' y2='90' "
        "class='grid'/>"
        "<line x1='40' x2='600' y1='34' y2='34' class='grid'/><text x='10' y='94'>0</text>"
        f"<text x='10' y='38'>70</text><polyline points='{points}' fill='none' stroke='#33557a' "
        f"stroke-width='2'/>{dots}</svg>{trend}"
    )


def render_reliability(cohort: Cohort, language: Language) -> str:
    """Return the generalizability coefficient."""
    found = cohort.reliability
    title = clean(say("reliability", language))
    if found.coefficient is None:
        return f"<p>{title}: {clean(say('too_few', language))}</p>"
    needed = "-" if found.needed is None else str(found.needed)
    return (
        f"<p>{title}: G = {found.coefficient:.2f} (n = {found.calls:g}; 1: {found.single:.2f}); "
        f"{clean(say('needed', language))}: {needed}</p>"
    )
