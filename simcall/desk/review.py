"""The debrief in words: score, ledger, better sentences, outcome, person; as lines to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simcall.common.bilingual import Language, Text
from simcall.common.width import pad_cells
from simcall.desk.coaching import Sides, name_acts, sum_shifts, write_shift
from simcall.desk.dispositions import BY_CODE
from simcall.desk.record import CallRecord, Note, RecordedTurn
from simcall.desk.steps import rewrite_note
from simcall.desk.texts import CATALOGUE, say
from simcall.desk.widgets.gauge import draw_bar
from simcall.desk.widgets.prose import Line
from simcall.persona.ledger import FEELING_TEXTS, Term
from simcall.rules.money import format_money

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario
    from simcall.call.transcript import Turn
    from simcall.rubric.report import ScoreReport

BAR = 20
DIMENSION_TEXTS: dict[str, Text] = {
    "opening": Text("开场", "opening"),
    "listening": Text("倾听", "listening"),
    "empathy": Text("同理心", "empathy"),
    "solution": Text("方案", "solution"),
    "compliance": Text("合规", "compliance"),
    "closing": Text("收尾", "closing"),
}
SMALL = 0.015


def number_turn(turns: Sequence[Turn], place: int) -> int:
    """Return the number of the agent's turn at (or next before) a place of the transcript."""
    return max(1, sum(1 for turn in turns[: place + 1] if turn.speaker == "agent"))


def write_score(report: ScoreReport, turns: Sequence[Turn], language: Language) -> list[Line]:
    """Return total, dimensions, critical failures, ceilings and items."""
    verdict = "debrief.pass" if report.passed else "debrief.failed"
    total = say(
        "debrief.total", language, total=f"{report.total:.1f}", verdict=say(verdict, language)
    )
    lines = [Line(total, "bold"), Line("")]
    for name, value in report.dimensions.items():
        lines.append(write_dimension(name, value, language))
    lines.append(Line(""))
    lines += write_failures(report, turns, language)
    lines += write_replies(report, turns, language)
    lines += write_items(report, turns, language)
    lines += [
        Line(unchecked.text.say(language), "$foreground-muted", "? ")
        for unchecked in report.unchecked
    ]
    return lines


def write_dimension(name: str, value: float | None, language: Language) -> Line:
    """Return one dimension as bar and number, or as not counted."""
    label = DIMENSION_TEXTS.get(name, Text(name, name)).say(language)
    lead = pad_cells(label, 12 if language == "en" else 8)
    if value is None:
        return Line(say("debrief.na", language), "$foreground-muted", lead)
    return Line(f"{draw_bar(value / 10, BAR)} {value:.1f}/10", "", lead)


def write_failures(report: ScoreReport, turns: Sequence[Turn], language: Language) -> list[Line]:
    """Return critical failures with turn and words, and what they limit."""
    failures = (*report.critical, *report.critical_extra)
    if not failures:
        return [Line(say("debrief.critical.none", language)), Line("")]
    lines = [Line(say("debrief.critical", language), "bold $error")]
    for note in failures:
        text = say(
            "debrief.critical.turn",
            language,
            turn=number_turn(turns, note.turn),
            name=name_failure(note.act, language),
            text=note.text,
        )
        lines.append(Line(text, "$error", "! "))
    if report.caps:
        caps = say("app.comma", language).join(
            f"{cap.text.say(language)} ({cap.most:.0f})" for cap in report.caps
        )
        lines.append(Line(say("debrief.caps", language, caps=caps)))
    return [*lines, Line("")]


def write_replies(report: ScoreReport, turns: Sequence[Turn], language: Language) -> list[Line]:
    """Return the grades of the agent's turns as replies, those that stand out."""
    shown = [r for r in report.replies if r.stands_out]
    if not shown:
        return []
    lines = [Line(say("debrief.replies", language), "bold")]
    for reply in shown:
        style = "" if reply.worth > 0 else "$warning"
        where = say("debrief.item.turns", language, turns=str(number_turn(turns, reply.turn)))
        text = f"{reply.arrow} {where}  {reply.why.say(language)}"
        lines.append(Line(text, style, f"{reply.worth:>+8.1f}  "))
    return [*lines, Line("")]


def name_failure(act: str, language: Language) -> str:
    """Return the name of a critical failure."""
    key = f"critical.{act}"
    return say(key, language) if key in CATALOGUE else name_acts([act], language)


def write_items(report: ScoreReport, turns: Sequence[Turn], language: Language) -> list[Line]:
    """Return every item: points, why, turns, guidance."""
    lines = [Line(say("debrief.items", language), "bold")]
    for item in report.items:
        name = item.name.say(language)
        points = "–" if item.points is None else f"{item.points:g}/{item.max:g}"
        where = ", ".join(str(number_turn(turns, place)) for place in item.turns[:6])
        tail = say("debrief.guidance", language, ids=", ".join(item.guidance))
        if where:
            tail = f"{say('debrief.item.turns', language, turns=where)}  {tail}"
        lines.append(Line(f"{name}  {item.why.say(language)}", "", f"{points:>8}  "))
        lines.append(Line(tail, "$foreground-muted", " " * 10))
    return lines


def write_outcome(record: CallRecord, currency: str, language: Language) -> list[Line]:
    """Return what the call came to."""
    outcome = record.outcome
    lines = [Line(say("debrief.outcome", language), "bold")]
    end = outcome.get("end", "agent")
    how = say(f"debrief.end.{end}", language)
    lines.append(Line(say("debrief.outcome.end", language, how=how), lead="  "))
    promise = outcome.get("promise")
    if promise:
        amount = format_money(round(100 * promise["amount"]), currency, language)
        text = say("debrief.outcome.promise", language, amount=amount, days=promise["days"])
        lines.append(Line(text, lead="  "))
        kept = "kept" if outcome.get("kept") else "broken"
        lines.append(Line(say(f"debrief.outcome.{kept}", language), lead="  "))
    else:
        lines.append(Line(say("debrief.outcome.no_promise", language), lead="  "))
    if outcome.get("complaint"):
        lines.append(Line(say("debrief.outcome.complaint", language), lead="  "))
    layers = outcome.get("layers_disclosed", 0)
    lines.append(Line(say("debrief.outcome.layers", language, layers=layers), lead="  "))
    if outcome.get("safety", "none") != "none":
        lines.append(Line(say(f"debrief.outcome.safety.{outcome['safety']}", language), "", "  "))
    if record.wrapup:
        code = BY_CODE.get(record.wrapup.get("disposition", ""))
        text = say(
            "debrief.wrapup",
            language,
            code=code.name.say(language) if code else "",
            note=record.wrapup.get("note", ""),
        )
        lines.append(Line(text, lead="  "))
    return lines


def write_better(report: ScoreReport, turns: Sequence[Turn], language: Language) -> list[Line]:
    """Return keep, stop and start, then better sentences for the weakest turns."""
    lines: list[Line] = []
    for key, texts in (("keep", report.keep), ("stop", report.stop), ("start", report.start)):
        lines.append(Line(say(f"debrief.{key}", language), "bold"))
        shown = [Line(text.say(language), lead="  - ") for text in texts]
        lines += shown or [Line(say("debrief.nothing", language), "$foreground-muted", "  ")]
        lines.append(Line(""))
    lines.append(Line(say("debrief.sentences", language), "bold"))
    for better in report.better:
        number = number_turn(turns, better.turn)
        why = better.why.say(language)
        turn = say("debrief.sentence.turn", language, turn=number)
        lines.append(Line(f"{turn}  {why}", "$foreground-muted"))
        colon = say("app.colon", language)
        lines.append(Line(better.said, lead=f"  {say('debrief.sentence.said', language)}{colon}"))
        lines.append(
            Line(better.better, "bold", f"  {say('debrief.sentence.try', language)}{colon}")
        )
    if not report.better:
        lines.append(Line(say("debrief.nothing", language), "$foreground-muted", "  "))
    return lines


def write_ledger(record: CallRecord, opening: Sequence[Term], language: Language) -> list[Line]:
    """Return why each feeling changed, turn by turn."""
    lines: list[Line] = []
    if opening:
        lines.append(Line(say("debrief.ledger.opening", language), "bold"))
        lines += write_terms(opening, language)
    for turn in record.turns:
        lines += write_turn(turn, language)
    return lines


def write_turn(turn: RecordedTurn, language: Language) -> list[Line]:
    """Return one turn of the ledger: what was said, then each reason for a change."""
    head = say("debrief.ledger.turn", language, turn=turn.number, said=turn.said)
    return [Line(head, "bold"), *write_terms(turn.terms, language), Line("")]


def write_terms(terms: Sequence[Term], language: Language) -> list[Line]:
    """Return the terms of a turn in full, the very small ones summed up by feeling."""
    large = [term for term in terms if abs(term.change) >= SMALL]
    lines = [
        Line(term.explain(language), lead="  ")
        for term in sorted(large, key=lambda term: -abs(term.change))
    ]
    small: dict[str, float] = {}
    for term in terms:
        if abs(term.change) < SMALL:
            small[term.feeling] = small.get(term.feeling, 0.0) + term.change
    rest = [
        f"{FEELING_TEXTS[name].say(language)} {change:+.2f}"
        for name, change in small.items()
        if abs(change) >= 0.005
    ]
    if rest:
        text = say("debrief.ledger.small", language, sum=say("app.comma", language).join(rest))
        lines.append(Line(text, "$foreground-muted", "  "))
    return lines


def write_moment(record: CallRecord, number: int, language: Language) -> list[Line]:
    """Return one turn in short, for below the plot: words, answer, what moved."""
    if not 1 <= number <= len(record.turns):
        return [Line(record.opening, lead="‹ ")]
    turn = record.turns[number - 1]
    shifts = [shift for shift in sum_shifts(turn.terms) if abs(shift.change) >= 0.02][:4]
    moved = "  ".join(write_shift(shift, language) for shift in shifts)
    return [
        Line(say("debrief.plot.turn", language, turn=number), "bold"),
        Line(turn.said, lead="› "),
        Line(turn.answer, lead="‹ "),
        Line(moved, "$foreground-muted"),
    ]


def write_person(scenario: CallScenario, language: Language) -> list[Line]:
    """Return who was at the other end, for after the call."""
    persona = scenario.persona
    afford = format_money(persona.ability.affordable, scenario.currency, language)
    reason = persona.reason
    return [
        Line(persona.name.say(language), "bold"),
        Line(persona.work.say(language), lead=say("debrief.person.work", language) + " "),
        Line(""),
        Line(persona.life.say(language)),
        Line(""),
        Line(say("debrief.person.reason", language), "bold"),
        Line(say("debrief.person.excuse", language, text=reason.excuse.say(language)), lead="1 "),
        Line(say("debrief.person.part", language, text=reason.part.say(language)), lead="2 "),
        Line(say("debrief.person.truth", language, text=reason.truth.say(language)), lead="3 "),
        Line(""),
        Line(say("debrief.person.afford", language, amount=afford)),
    ]


def write_talk(record: CallRecord, sides: Sides) -> list[Line]:
    """Return the whole talk with notes, turn numbers before the agent's words."""
    first = sides.answering(record.party)
    lines = [Line(record.opening, lead=f"    ‹{first} ")] if record.opening else []
    notes: dict[int, list[Note]] = {}
    for note in record.notes:
        notes.setdefault(note.after, []).append(note)
    for turn in record.turns:
        lines.append(Line(turn.said, "", f"{turn.number:>3} ›{sides.me} "))
        lines.append(Line(turn.answer, "", f"    ‹{sides.answering(turn.party)} "))
        for note in notes.get(turn.number, ()):
            text = rewrite_note(note.kind, note.details, record.language)
            lines.append(Line(text, "italic $foreground-muted", "     "))
    return lines
