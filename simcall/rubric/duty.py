"""Local duties of a call, such as a recording notice; judged only when the rules are known."""

from __future__ import annotations

from simcall.common.bilingual import Text
from simcall.rubric.report import ItemScore
from simcall.rubric.view import SURE, View
from simcall.rules.pack import Duty, RulePack

LOSS = 0.08  # of the compliance mark, for each duty left undone


def find_duty(view: View, duty: Duty) -> int | None:
    """Return the first turn that shows a duty done: by a mark, an act, or a plain-word cue."""
    for turn in view.case.agent:
        shown = any(name in turn.marks or turn.weigh(name) >= SURE for name in duty.shown_by)
        if shown or view.case.rubric.signal(f"duty_{duty.id}", turn.text):
            return turn.place
    return None


def judge_duties(view: View, pack: RulePack | None) -> tuple[ItemScore, ...]:
    """Return one item for each duty that binds this actor; none when the rules are unknown.

    Somebody else at the phone, or a debtor who left at once, leaves no place for most duties.
    """
    if pack is None or view.holds("third_party", "early_hangup"):
        return ()
    actor = view.case.heard.transcript.actor or "creditor"
    scores = []
    for duty in pack.duties:
        if actor not in duty.actors:
            continue
        place = find_duty(view, duty)
        done = place is not None
        scores.append(
            ItemScore(
                f"duty.{duty.id}",
                "compliance",
                duty.text,
                1.0 if done else round(1.0 - LOSS, 2),
                1.0,
                (place,) if place is not None else (),
                Text("已告知", "done") if done else Text("没有听到", "not heard"),
                Text(f"来源：{duty.source}", f"source: {duty.source}"),
                ("A18",),
            )
        )
    return tuple(scores)
