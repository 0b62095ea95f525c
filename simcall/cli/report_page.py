"""The score of calls as one self-contained HTML page: no outside resource, prints to A4."""

from __future__ import annotations

import html
from collections.abc import Sequence

from simcall.cli.page_style import STYLE
from simcall.cli.report_words import DIMENSION_NAMES, say
from simcall.cli.scoring import Scored
from simcall.common.bilingual import Language
from simcall.rubric.book import DIMENSIONS
from simcall.rubric.report import ScoreReport
from simcall.speech.acts import ACT_NAMES, HARMS

DASHES = {
    "anger": "",
    "anxiety": "6 3",
    "shame": "2 3",
    "reactance": "8 3 2 3",
    "trust": "",
    "despair": "1 4",
}
TONES = {
    "anger": "#b3261e",
    "anxiety": "#b06000",
    "shame": "#7b4fa3",
    "reactance": "#5f6368",
    "trust": "#1a7f37",
    "despair": "#1a56b0",
}


def clean(text: str) -> str:
    """Return text safe for HTML."""
    return html.escape(text, quote=True)


def render_page(
    scored: Sequence[Scored], language: Language | None = None, mask: bool = True
) -> str:
    """Return the whole page for one or more calls, in one language."""
    tongue: Language = language or (scored[0].report.language if scored else "en")
    title = say("report", tongue)
    parts = [render_call(one, tongue, mask) for one in scored]
    note = f"<p class=small>{clean(say('masked', tongue))}</p>" if mask else ""
    return (
        f'<!DOCTYPE html><html lang="{tongue}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{clean(title)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{clean(title)}</h1>{note}{''.join(parts)}</body></html>\n"
    )


def render_call(scored: Scored, language: Language, mask: bool) -> str:
    """Return the section of one call."""
    report = scored.shown(mask)
    verdict = say("passed" if report.passed else "failed", language)
    kind = "pass" if report.passed else "fail"
    label = scored.mask.hide(report.id) if mask else report.id
    head = (
        f"<section class=call><h2>{clean(label)}</h2><p class=total><b>{report.total:g}</b> / 100 "
        f"<span class={kind}>{clean(verdict)}</span></p>"
    )
    return "".join(
        (
            head,
            render_situations(report, language),
            render_dimensions(report, language),
            render_faults(report, language),
            render_coaching(report, language),
            render_better(report, language),
            render_feelings(scored, language),
            render_transcript(scored, report, language, mask),
            render_items(report, language),
            render_foot(report, language),
            "</section>",
        )
    )


def render_situations(report: ScoreReport, language: Language) -> str:
    """Return the kinds of call that were recognised."""
    if not report.situations:
        return ""
    rows = "; ".join(
        f"{clean(s.name.say(language))} (#{s.turn}, {round(100 * s.level)}%)"
        for s in report.situations
    )
    return f"<p>{clean(say('situations', language))}: {rows}</p>"


def render_dimensions(report: ScoreReport, language: Language) -> str:
    """Return a bar for each dimension, with its number."""
    rows = []
    for name in DIMENSIONS:
        level = report.dimensions.get(name)
        title = DIMENSION_NAMES[name].say(language)
        number = say("none", language) if level is None else f"{level:.1f}"
        width = 0.0 if level is None else 10.0 * level
        rows.append(
            f"<tr><th>{clean(title)}</th><td class=bar><span style='width:{width:.0f}%'></span>"
            f"</td><td class=num>{clean(number)}</td></tr>"
        )
    return f"<table class=dims>{''.join(rows)}</table>"


def render_faults(report: ScoreReport, language: Language) -> str:
    """Return critical failures and ceilings."""
    out = []
    notes = (*report.critical, *report.critical_extra)
    if notes:
        rows = "".join(
            f"<li><b>{clean(n.act)}</b> #{n.turn}: “{clean(n.text)}” "
            f"<span class=small>{' '.join(n.guidance)}</span></li>"
            for n in notes
        )
        out.append(f"<h3>{clean(say('critical', language))}</h3><ul class=bad>{rows}</ul>")
    if report.caps:
        rows = "".join(
            f"<li>{clean(c.text.say(language))}: {clean(say('at_most', language))} {c.most:g} "
            f"{' '.join(f'#{t}' for t in c.turns)} <span class=small>{' '.join(c.guidance)}</span>"
            "</li>"
            for c in report.caps
        )
        out.append(f"<h3>{clean(say('caps', language))}</h3><ul>{rows}</ul>")
    return "".join(out)


def render_coaching(report: ScoreReport, language: Language) -> str:
    """Return keep, start and stop side by side."""
    cells = []
    for key, texts in (("keep", report.keep), ("start", report.start), ("stop", report.stop)):
        rows = "".join(f"<li>{clean(t.say(language))}</li>" for t in texts)
        cells.append(f"<div><h3>{clean(say(key, language))}</h3><ul>{rows}</ul></div>")
    return f"<div class=three>{''.join(cells)}</div>"


def render_better(report: ScoreReport, language: Language) -> str:
    """Return the better sentences."""
    if not report.better:
        return ""
    rows = "".join(
        f"<li><b>#{b.turn}</b> {clean(b.why.say(language))}<br><span class=said>"
        f"{clean(say('said', language))}: {clean(b.said)}</span><br><span class=good>"
        f"{clean(say('instead', language))}: {clean(b.better)}</span></li>"
        for b in report.better
    )
    return f"<h3>{clean(say('better', language))}</h3><ul class=plain>{rows}</ul>"


def render_feelings(scored: Scored, language: Language) -> str:
    """Return the feelings over the turns as an inline drawing, where they are known."""
    known = [(place, f) for place, f in enumerate(scored.recording.feelings) if f]
    title = f"<h3>{clean(say('feelings', language))}</h3>"
    if len(known) < 2:
        return f"{title}<p class=small>{clean(say('no_feelings', language))}</p>"
    last = max(place for place, _ in known)
    lines, legend = [], []
    for number, name in enumerate(TONES):
        points = " ".join(
            f"{40 + 540 * place / max(1, last):.1f},{170 - 150 * feeling[name]:.1f}"
            for place, feeling in known
            if name in feeling
        )
        if not points:
            continue
        style = f"stroke='{TONES[name]}' stroke-dasharray='{DASHES[name]}'"
        lines.append(f"<polyline points='{points}' fill='none' stroke-width='2' {style}/>")
        y = 22 + 22 * number
        legend.append(
            f"<line x1='600' x2='630' y1='{y}' y2='{y}' stroke-width='2' {style}/>"
            f"<text x='636' y='{y + 4}'>{clean(say(name, language))}</text>"
        )
    grid = "".join(
        f"<line x1='40' x2='580' y1='{170 - 150 * v:.0f}' y2='{170 - 150 * v:.0f}' class='grid'/>"
        f"<text x='8' y='{174 - 150 * v:.0f}'>{v:g}</text>"
        for v in (0.0, 0.5, 1.0)
    )
    return (
        f"{title}<svg viewBox='0 0 720 190' role='img'>{grid}{''.join(lines)}{''.join(legend)}"
        f"<text x='40' y='187'>#0</text><text x='560' y='187'>#{last}</text></svg>"
    )


def list_marks(scored: Scored, report: ScoreReport, language: Language) -> dict[int, list[str]]:
    """Return what to print beside each turn: criticals, its grade as a reply, acts and harms."""
    marks: dict[int, list[str]] = {}
    for turn in scored.heard.turns:
        if turn.turn.speaker == "agent":
            for act in turn.reading.acts:
                if act != "other":
                    kind = "harm" if act in HARMS else "act"
                    label = clean(ACT_NAMES[act].say(language))
                    marks.setdefault(turn.place, []).append(f"<span class={kind}>{label}</span>")
    for reply in report.replies:
        if reply.signs:
            kind = "good" if reply.worth > 0 else "poor"
            why = clean(reply.why.say(language))
            marks.setdefault(reply.turn, []).insert(
                0, f"<span class={kind}>{reply.arrow} {reply.worth:+.1f} {why}</span>"
            )
    for note in (*report.critical, *report.critical_extra):
        for place in note.turns:
            marks.setdefault(place, []).insert(0, f"<span class=crit>! {clean(note.act)}</span>")
    return marks


def render_transcript(scored: Scored, report: ScoreReport, language: Language, mask: bool) -> str:
    """Return the transcript with marks at the turns."""
    marks = list_marks(scored, report, language)
    weak = {b.turn for b in report.better}
    rows = []
    for place, turn in enumerate(scored.recording.transcript.turns):
        text = scored.mask.hide(turn.text) if mask else turn.text
        who = say(
            turn.party if turn.party in ("third_party", "supervisor", "system") else turn.speaker,
            language,
        )
        kind = f"{turn.speaker}{' weak' if place in weak else ''}"
        rows.append(
            f"<tr class='{kind}'><td class=num>#{place}</td><th>{clean(who)}</th>"
            f"<td>{clean(text)}</td><td class=marks>{' '.join(marks.get(place, ()))}</td></tr>"
        )
    return (
        f"<h3>{clean(say('transcript', language))}</h3><table class=turns>{''.join(rows)}</table>"
    )


def render_items(report: ScoreReport, language: Language) -> str:
    """Return every item with its evidence."""
    head = "".join(
        f"<th>{clean(say(key, language))}</th>"
        for key in ("item", "points", "turns", "why", "guidance")
    )
    rows = []
    for item in report.items:
        points = say("none", language) if item.points is None else f"{item.points:.1f}/{item.max:g}"
        rows.append(
            f"<tr><td>{clean(item.name.say(language))}</td><td class=num>{clean(points)}</td>"
            f"<td>{' '.join(f'#{t}' for t in item.turns[:6])}</td>"
            f"<td>{clean(item.why.say(language))}<br><span class=small>"
            f"{clean(item.anchor.say(language))}</span></td>"
            f"<td class=small>{' '.join(item.guidance)}</td></tr>"
        )
    title = clean(say("items", language))
    return f"<h3>{title}</h3><table class=items><tr>{head}</tr>{''.join(rows)}</table>"


def render_foot(report: ScoreReport, language: Language) -> str:
    """Return what was not checked, and the stamps."""
    notes = "".join(f"<li>{clean(u.text.say(language))}</li>" for u in report.unchecked)
    unchecked = f"<h3>{clean(say('unchecked', language))}</h3><ul>{notes}</ul>" if notes else ""
    return (
        f"{unchecked}<p class=small>{clean(say('rubric', language))} {clean(report.rubric)} · "
        f"{clean(say('analyser', language))} {clean(report.analyser)}</p>"
    )
