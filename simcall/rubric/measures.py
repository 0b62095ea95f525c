"""The measures by name: what an item of a rubric file may refer to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simcall.rubric import (
    closing,
    compliance,
    empathy,
    listening,
    opening,
    reply_items,
    solution,
)
from simcall.rubric.view import Finding, Settings, View

Measure = Callable[[View, Settings], Finding]

MEASURES: Mapping[str, Measure] = {
    "greeting": opening.measure_greeting,
    "introduction": opening.measure_introduction,
    "identity": opening.measure_identity,
    "purpose": opening.measure_purpose,
    "start_tone": opening.measure_start_tone,
    "open_questions": listening.measure_open_questions,
    "reflections": listening.measure_reflections,
    "answering": listening.measure_answering,
    "reason": listening.measure_reason,
    "room": listening.measure_room,
    "heard": listening.measure_heard,
    "heeding": listening.measure_heeding,
    "acknowledging": empathy.measure_acknowledging,
    "specific": empathy.measure_specific,
    "warmth": empathy.measure_warmth,
    "sincerity": empathy.measure_sincerity,
    "composure": empathy.measure_composure,
    "trend": empathy.measure_trend,
    "offer": solution.measure_offer,
    "fitting": solution.measure_fitting,
    "explaining": solution.measure_explaining,
    "answered": solution.measure_answered_questions,
    "agreement": solution.measure_agreement,
    "flexibility": solution.measure_flexibility,
    "policy": solution.measure_policy,
    "situation": solution.measure_situation,
    "lawful": compliance.measure_lawful,
    "respect": compliance.measure_respect,
    "hounding": compliance.measure_hounding,
    "privacy": compliance.measure_privacy,
    "truth": compliance.measure_truth,
    "safety": compliance.measure_safety,
    "fairness": compliance.measure_fairness,
    "rights": compliance.measure_rights,
    "summary": closing.measure_summary,
    "next_step": closing.measure_next_step,
    "farewell": closing.measure_farewell,
    "parting": closing.measure_parting,
    "hearing": reply_items.measure_hearing,
    "humanity": reply_items.measure_humanity,
    "helping": reply_items.measure_helping,
    "first_replies": reply_items.measure_first,
    "last_replies": reply_items.measure_last,
    "pushing": reply_items.measure_pushing,
}
