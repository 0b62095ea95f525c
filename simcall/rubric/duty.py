"""Local duties of a call, such as a recording notice; judged only when the rules are known."""

from __future__ import annotations

from collections.abc import Mapping

from simcall.common.bilingual import Text
from simcall.rubric.report import ItemScore
from simcall.rubric.view import SURE, View
from simcall.rules.pack import Duty, RulePack

# Duties that bind only in some kinds of call.
WHEN: Mapping[str, tuple[str, ...]] = {
    "complaint_channel": ("complaint",),
    "honour_stop": ("stop_contact",),
    "forbearance": ("vulnerable", "insolvent"),
}
HANDLED = 0.6  # level from which a handled kind of call shows its duty done
LOSS = 0.08  # of the compliance mark, for each duty left undone


def find_duty(view: View, duty: Duty) -> int | None:
    """Return the first turn that shows a duty done: by a mark, an act, or a plain-word cue."""
    for turn in view.case.agent:
        shown = any(name in turn.marks or turn.weigh(name) >= SURE for name in duty.shown_by)
        if shown or view.case.rubric.signal(f"duty_{duty.id}", turn.text):
            return turn.place
    return None


def find_handled(view: View, variants: tuple[str, ...]) -> int | None:
    """Return where a kind of call was handled as it should be, None where it was not."""
    for situation in view.situations:
        if situation.variant.id in variants and situation.level >= HANDLED:
            return next((m.place for m in situation.met if m.place is not None), None)
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
        if actor not in duty.actors or (duty.id in WHEN and not view.holds(*WHEN[duty.id])):
            continue
        place = find_duty(view, duty)
        if place is None and duty.id in WHEN:
            place = find_handled(view, WHEN[duty.id])
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
