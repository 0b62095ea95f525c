"""Checks on a persona's lines: keys, slots, repeats, and whether there are enough of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from simcall.common.errors import did_you_mean
from simcall.content.document import Inspection
from simcall.content.linekey import MEMORY_SLOTS, SAID_SLOTS, SLOTS, LineKey, read_line_key
from simcall.content.problem import Finding, KeyPath, write_key
from simcall.persona.words import normalise_line

OWN_LINES = 60  # written for this person, in each language
_SLOT = re.compile(r"\{([^{}]*)\}")


class Need(NamedTuple):
    """At least `least` lines with this act, topic, layer or mood."""

    act: str
    least: int
    topic: str = ""
    layer: int = 0
    mood: str = ""


_TOPICS = (
    "reason amount due_date income work family health tried plan fee credit_record identity "
    "wellbeing when_to_call who_is_calling contact_family other_lenders auto_debit"
)
DEBTOR_NEEDS: tuple[Need, ...] = (
    Need("greet", 4),
    Need("who_is_this", 4),
    Need("confirm_identity", 4),
    Need("excuse", 6),
    Need("reason", 4, layer=2),
    Need("reason", 4, layer=3),
    *(Need("emotion", 4, mood=mood) for mood in ("calm", "tense", "hot", "low")),
    Need("question", 6),
    Need("offer_amount", 4),
    Need("promise", 5),
    Need("refuse", 6),
    Need("negotiate", 5),
    Need("complain", 4),
    Need("cite_law", 3),
    Need("ask_supervisor", 3),
    Need("thank", 3),
    Need("silence", 3),
    Need("bye", 4),
    Need("busy", 3),
    Need("acknowledge", 8),
    Need("dispute", 3),
    Need("hangup", 3),
    Need("again", 6),
    *(Need("answer", 4, topic=topic) for topic in _TOPICS.split()),
)
OTHER_NEEDS: tuple[Need, ...] = (
    Need("greet", 4),
    Need("who_is_this", 4),
    Need("third_party", 6),
    Need("question", 4),
    Need("acknowledge", 4),
    Need("silence", 3),
    Need("bye", 4),
    Need("hangup", 3),
    Need("again", 4),
)
WRONG_NEEDS: tuple[Need, ...] = tuple(
    Need("deny_identity", 6) if need.act == "third_party" else need
    for need in OTHER_NEEDS
    if need.act != "question"
)
NEEDS = {"debtor": DEBTOR_NEEDS, "other": OTHER_NEEDS, "wrong_number": WRONG_NEEDS}


def check_lines(inspection: Inspection) -> Iterator[Finding]:
    """Yield unknown keys and slots, and sentences that say the same as an earlier one."""
    yield from check_asked(inspection)
    for language, keys in take_mapping(inspection.raw.get("lines")).items():
        seen: dict[str, KeyPath] = {}
        for name, sentences in take_mapping(keys).items():
            key: KeyPath = ("lines", language, name)
            parsed = read_line_key(name)
            if isinstance(parsed, str):
                yield Finding(key, parsed)
                continue
            yield from check_sentences(inspection, key, sentences, parsed.act, seen)


def check_asked(inspection: Inspection) -> Iterator[Finding]:
    """Yield what is wrong with own questions: slots, repeats, phrases without words."""
    for language, topics in take_mapping(inspection.raw.get("asked")).items():
        seen: dict[str, KeyPath] = {}
        for name, entry in take_mapping(topics).items():
            block = take_mapping(entry)
            for place, phrase in enumerate(block.get("phrases") or ()):
                if isinstance(phrase, str) and not any(ch.isalnum() for ch in phrase):
                    yield Finding(("asked", language, name, "phrases", place), "has no words")
            yield from check_entry(("asked", language, name), block)
            key: KeyPath = ("asked", language, name, "lines")
            yield from check_sentences(inspection, key, block.get("lines"), "own", seen)


def check_entry(key: KeyPath, entry: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield an own question that nothing is known by, or that has no answer."""
    if not entry.get("phrases") and not entry.get("questions"):
        yield Finding(key, "has neither phrases nor questions by which it could be known")
    count = len(entry.get("lines") or ())
    for place, question in enumerate(entry.get("questions") or ()):
        for number in take_mapping(question).get("lines") or ():
            if isinstance(number, int) and number > count:
                told = f"names line {number}, but there are only {count}"
                yield Finding((*key, "questions", place, "lines"), told)
    answer = entry.get("answered_by")
    if isinstance(answer, str) and answer not in ("", "-"):
        parsed = read_line_key(answer)
        if isinstance(parsed, str):
            yield Finding((*key, "answered_by"), parsed)
    elif not answer and not entry.get("lines"):
        yield Finding(key, "has no lines to answer with")


def check_sentences(
    inspection: Inspection, key: KeyPath, sentences: Any, act: str, seen: dict[str, KeyPath]
) -> Iterator[Finding]:
    """Yield slots that nothing fills and repeats in the sentences under one key.

    Anything but texts in a list is passed over (the model says so).
    """
    for place, sentence in enumerate(sentences if isinstance(sentences, list) else ()):
        if isinstance(sentence, str):
            yield from check_slots((*key, place), sentence, act)
            yield from check_repeat(inspection, (*key, place), sentence, seen)


def take_mapping(value: Any) -> Mapping[str, Any]:
    """Return a mapping, or an empty one where something else stands (the model says so)."""
    return value if isinstance(value, Mapping) else {}


def check_slots(key: KeyPath, sentence: str, act: str) -> Iterator[Finding]:
    """Yield slots that nothing fills, and braces that do not match."""
    known = SLOTS
    if act.startswith("memory"):
        known = (*SLOTS, *MEMORY_SLOTS)
    elif act == "repeat":
        known = (*SLOTS, *SAID_SLOTS)
    for slot in _SLOT.findall(sentence):
        if slot not in known:
            yield Finding(key, f"unknown slot {{{slot}}}{did_you_mean(slot, known)}")
    rest = _SLOT.sub("", sentence)
    if "{" in rest or "}" in rest:
        yield Finding(key, "a brace without its partner; slots look like {amount}")


def is_short(text: str) -> bool:
    """Tell whether a normalised sentence is so short that two acts may share it ("嗯", "okay")."""
    chinese = sum(1 for ch in text if "\u4e00" <= ch <= "\u9fff")
    return chinese < 5 if chinese else len(text) < 14


def check_repeat(
    inspection: Inspection, key: KeyPath, sentence: str, seen: dict[str, KeyPath]
) -> Iterator[Finding]:
    """Yield an own sentence that repeats an earlier one; very short ones only within one act."""
    if not inspection.is_own(key):
        return
    plain = normalise_line(sentence)
    label = f"{str(key[2]).partition('.')[0]} {plain}" if is_short(plain) else plain
    first = seen.setdefault(label, key)
    if first != key:
        yield Finding(key, f"says the same as {write_key(first)}")


def count_lines(keys: Mapping[str, list[Any]]) -> Counter[Need]:
    """Return how many lines each need of any role has."""
    counts: Counter[Need] = Counter()
    needs = {need for group in NEEDS.values() for need in group}
    for name, sentences in keys.items():
        parsed = read_line_key(name)
        if isinstance(parsed, LineKey):
            for need in needs:
                if meets(parsed, need):
                    counts[need] += len({normalise_line(line) for line in sentences})
    return counts


def meets(key: LineKey, need: Need) -> bool:
    """Tell whether lines under a key serve a need; without a mood they serve the calm one."""
    return (
        key.act == need.act
        and (not need.topic or key.topic == need.topic)
        and (not need.layer or key.layer == need.layer)
        and (not need.mood or (key.mood or "calm") == need.mood)
    )


def check_enough(inspection: Inspection) -> Iterator[Finding]:
    """Yield what a shipped persona says too little of."""
    role = inspection.raw.get("role", "debtor")
    for language, keys in inspection.raw["lines"].items():
        counts = count_lines(keys)
        for need in NEEDS[role]:
            if counts[need] < need.least:
                yield Finding(
                    ("lines", language), f"{write_need(need)}: {counts[need]} of {need.least} lines"
                )
        own = sum(
            inspection.is_own(("lines", language, name, place))
            for name, sentences in keys.items()
            for place in range(len(sentences))
        )
        if role == "debtor" and own < OWN_LINES:
            yield Finding(("lines", language), f"{own} of {OWN_LINES} lines of this person's own")


def write_need(need: Need) -> str:
    """Return a need as its line key."""
    topic = f".{need.topic}" if need.topic else ""
    layer = f"#{need.layer}" if need.layer else ""
    return f"{need.act}{topic}{layer}{f'@{need.mood}' if need.mood else ''}"
