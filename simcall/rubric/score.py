"""Score a call: the single entry of this room."""

from __future__ import annotations

from simcall.call.transcript import HeardCall, Transcript
from simcall.common.bilingual import Language, Text
from simcall.rubric.book import Item, Rubric
from simcall.rubric.case import build_case
from simcall.rubric.coach import give_coaching
from simcall.rubric.duty import judge_duties
from simcall.rubric.fault import find_caps
from simcall.rubric.harm import Failure
from simcall.rubric.measures import MEASURES
from simcall.rubric.replies import SIGN_BOOK, Reply
from simcall.rubric.report import (
    CriticalNote,
    ItemScore,
    ReplyNote,
    ScoreReport,
    SituationNote,
    Unchecked,
)
from simcall.rubric.total import combine_items, settle_total, shade_dimensions
from simcall.rubric.view import View, open_view
from simcall.rules.pack import RulePack

SHOWN_ANYWAY = 0.6  # an item without a place in this kind of call still counts from this level


def score_item(item: Item, view: View) -> ItemScore:
    """Return one item's points with turns and reason."""
    finding = MEASURES[item.measure](view, item.settings)
    shown = finding.level is not None and finding.level >= SHOWN_ANYWAY
    closed = view.holds("third_party", "deceased", "early_hangup")
    skipped = item.id in view.skipped and (closed or not shown)
    level = None if skipped else finding.level
    nearest = min(item.anchors, key=lambda a: abs(a.at - (level or 0.0)))
    if skipped:
        why = Text("这类通话没有这一项", "this kind of call has no place for it")
    else:
        why = finding.note
    return ItemScore(
        item.id,
        item.dimension,
        item.name,
        None if level is None else round(level * item.weight, 2),
        item.weight,
        () if skipped else tuple(sorted(set(finding.turns))),
        why,
        nearest.text if level is not None else Text("不适用", "not applicable"),
        item.guidance,
    )


def note_failure(failure: Failure, rubric: Rubric) -> CriticalNote:
    """Return a failure as the report names it."""
    guidance = rubric.critical(failure.act).guidance
    return CriticalNote(failure.act, failure.place, failure.text, failure.places, guidance)


def note_reply(reply: Reply) -> ReplyNote:
    """Return the grade of a turn as the report tells it."""
    signs = [SIGN_BOOK[name] for name in reply.signs]
    why = Text(
        "，".join(s.name.zh for s in signs) or "平平",
        ", ".join(s.name.en for s in signs) or "neutral",
    )
    rows = tuple(dict.fromkeys(row for s in signs for row in s.guidance))
    return ReplyNote(reply.place, reply.worth, reply.signs, why, rows)


def list_unchecked(transcript: Transcript, pack: RulePack | None) -> tuple[Unchecked, ...]:
    """Return what the transcript does not let us judge."""
    found = []
    if pack is None:
        found.append(
            Unchecked(
                "duties",
                Text(
                    "不知道适用哪地的规则：录音告知、工号、法定告知语未检查",
                    "rules unknown: recording notice, staff number, legal notices not checked",
                ),
            )
        )
    if isinstance(transcript.facts, str) or not transcript.facts.get("remedies"):
        found.append(
            Unchecked(
                "policy",
                Text(
                    "没有声明的政策限额：让步是否超出权限未检查",
                    "no declared policy limits: whether concessions exceed them is not checked",
                ),
            )
        )
    if not transcript.facts:
        found.append(
            Unchecked(
                "facts",
                Text(
                    "没有欠款事实：金额和天数是否说对未检查",
                    "no facts of the debt: whether amounts and days are right is not checked",
                ),
            )
        )
    if not transcript.started_at:
        found.append(
            Unchecked(
                "hours",
                Text(
                    "不知道通话时间：是否在允许的时段未检查",
                    "time of the call unknown: calling hours not checked",
                ),
            )
        )
    if all(turn.t is None for turn in transcript.turns):
        found.append(
            Unchecked(
                "times",
                Text(
                    "没有时间戳：打断和停顿未检查；说话占比按文字长度估计",
                    "no time stamps: interruptions and pauses not checked; shares of talk "
                    "are estimated from the length of the text",
                ),
            )
        )
    return tuple(found)


def score_call(
    heard: HeardCall,
    rubric: Rubric,
    pack: RulePack | None = None,
    language: Language | None = None,
) -> ScoreReport:
    """Score one heard call. pack: the rules that hold, None when unknown; language: of the report.

    Only the transcript and its declared facts decide (contract). A call without an agent turn
    scores 0 in nothing: every dimension is None and the total is 0.
    """
    tongue = language or heard.language
    view = open_view(build_case(heard, rubric))
    scores = tuple(score_item(item, view) for item in rubric.items) if view.case.agent else ()
    scores += judge_duties(view, pack) if view.case.agent else ()
    levels = {d.id: combine_items(d, scores) for d in rubric.dimensions}
    caps = find_caps(view, levels) if view.case.agent else ()
    raw, total = settle_total(rubric, levels, view.replies, caps)
    grave = bool(view.failures or view.extras)
    floors = all(
        (levels.get(name) if levels.get(name) is not None else 10.0) >= least  # type: ignore[operator]
        for name, least in rubric.floors.items()
    )
    coaching = give_coaching(view, scores, tongue)
    return ScoreReport(
        id=heard.transcript.id,
        language=heard.language,
        total=total,
        passed=total >= rubric.pass_at and not grave and floors and bool(view.case.agent),
        raw=raw,
        dimensions=shade_dimensions(rubric, levels, total),
        critical=tuple(note_failure(f, rubric) for f in view.failures),
        critical_extra=tuple(note_failure(f, rubric) for f in view.extras),
        caps=caps,
        items=scores,
        replies=tuple(note_reply(r) for r in view.replies.turns),
        situations=tuple(
            SituationNote(s.variant.id, s.variant.name, s.place, s.level) for s in view.situations
        ),
        keep=coaching.keep,
        start=coaching.start,
        stop=coaching.stop,
        better=coaching.better,
        unchecked=list_unchecked(heard.transcript, pack),
        rubric=rubric.stamp,
        analyser=heard.analyser,
    )
