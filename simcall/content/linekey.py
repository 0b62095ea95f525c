"""The keys of a persona's lines: `act[.topic][#layer][@mood]`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from simcall.common.errors import did_you_mean
from simcall.persona.person import MOODS
from simcall.speech.acts import DEBTOR_ACTS, TOPICS

# Beside the acts that the analyser knows: wordings that the talker asks for by name.
PSEUDO_ACTS: tuple[str, ...] = (
    *("again", "hangup", "accept"),
    *("memory", "memory_hurt", "memory_broken", "memory_kept", "memory_kind", "memory_name"),
    *("repeat", "hear", "wait", "thanks", "nod", "personal"),  # about the talk itself
    *("no_more", "clarify", "confused", "convenient", "yes", "what_for"),
    *("felt", "apology", "stung", "agreed"),
    *("leak", "fetched", "back", "took_over"),
    *("driving", "speaker", "speaker_off", "overheard", "inbound", "ring", "nodding"),
    *("asked_days", "asked_when", "asked_before", "first_call", "wrong_name"),
    # Questions that nothing is written for, by their kind; and what anybody may be asked:
    *("say_who", "say_where", "say_day", "say_much", "say_why", "say_how", "say_what"),
    *("say_yesno", "say_feel", "say_left"),
    *("name_given", "figure_said", "date_said", "agreed_sum", "paid_last", "paid_never"),
    *("relief", "goodbye_safe", "fine", "either"),
    # Hand-written, about danger:
    *("asked_harm", "asked_safe", "asked_alone", "asked_where", "asked_someone", "asked_no"),
    "asked_plan",
    "safe",
)
LINE_ACTS: tuple[str, ...] = (*DEBTOR_ACTS, *PSEUDO_ACTS)
SLOTS: tuple[str, ...] = (
    "name",
    "surname",
    "lender",
    "product",
    "amount",
    "bill",
    "days",
    "affordable",
    "payday",
    "payday_date",
    "principal",
    "digits",
    "offer",
    "promise_amount",
    "promise_date",
    "hotline",
    "agent",
    "last_paid",
    "last_paid_when",
)
MEMORY_SLOTS: tuple[str, ...] = ("kept", "broken")  # only in `memory` lines
SAID_SLOTS: tuple[str, ...] = ("said",)  # only in `repeat` lines: what was said last
_FORM = re.compile(r"([a-z_]+)(?:\.([a-z_]+))?(?:#([0-9]+))?(?:@([a-z]+))?")


class LineKey(NamedTuple):
    """A line key taken apart; empty and 0 mean any."""

    act: str
    topic: str = ""
    mood: str = ""
    layer: int = 0


@cache
def read_line_key(key: str) -> LineKey | str:
    """Take a line key apart; a text says what is wrong with it."""
    match = _FORM.fullmatch(key)
    if match is None:
        return "must look like act, act.topic, act#layer or act@mood, such as answer.income@low"
    act, topic, layer, mood = match.group(1), match[2] or "", match[3] or "0", match[4] or ""
    if act not in LINE_ACTS:
        return f"unknown act '{act}'{did_you_mean(act, LINE_ACTS)}"
    if topic and topic not in TOPICS:
        return f"unknown topic '{topic}'{did_you_mean(topic, TOPICS)}"
    if mood and mood not in MOODS:
        return f"unknown mood '{mood}'{did_you_mean(mood, MOODS)}"
    if layer not in ("0", "1", "2", "3"):
        return f"unknown layer '{layer}'; 1 is the excuse, 2 a part, 3 the truth"
    return LineKey(act, topic, mood, int(layer))
