"""Reads rubrics: rubrics/<id>.yaml to `rubric.book.Rubric`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from simcall.common.errors import did_you_mean
from simcall.content.document import Document, Inspection, read_document
from simcall.content.problem import Finding, KeyPath
from simcall.content.text import build_text
from simcall.rubric.book import (
    EXTRAS,
    Advice,
    Anchor,
    Ceiling,
    Critical,
    Cues,
    Dimension,
    Grading,
    Item,
    Need,
    Rubric,
    Suggestion,
    Variant,
)
from simcall.rubric.fault import FAULTS
from simcall.rubric.measures import MEASURES
from simcall.speech.acts import ACTS, CRITICALS, DEBTOR_ACTS, MARKS, TOPICS

MODEL = "simcall.content.schemas.rubric:RubricFile"
DEFAULT = "collections"


def load_rubric(name: str | Path = DEFAULT, near: Path | None = None) -> Rubric:
    """Return a rubric by name or path. Raises ContentError when it is missing or broken."""
    return build_rubric(read_document("rubric", name, near))


def build_rubric(document: Document) -> Rubric:
    """Return the rubric of a document."""
    data = document.data
    signals = {name: compile_cues(block, {}) for name, block in data["signals"].items()}
    return Rubric(
        id=document.id,
        version=data["version"],
        title=build_text(data["title"]),
        dimensions=tuple(
            Dimension(
                d["id"],
                build_text(d["name"]),
                float(d["weight"]),
                d["combine"],
                float(d["shade"]),
            )
            for d in data["dimensions"]
        ),
        items=tuple(build_item(block) for block in data["items"]),
        variants=tuple(build_variant(block, signals) for block in data["variants"]),
        criticals=tuple(build_critical(block) for block in data["criticals"]),
        ceilings=tuple(
            Ceiling(
                b["id"],
                build_text(b["text"]),
                float(b["most"]),
                b["settings"],
                tuple(b["guidance"]),
            )
            for b in data["ceilings"]
        ),
        signals=signals,
        curve=tuple((float(x), float(y)) for x, y in data["curve"]),
        replies=build_grading(data["replies"]),
        squeeze=float(data["squeeze"]),
        pass_at=float(data["pass_at"]),
        floors=data["floors"],
        suggestions=tuple(
            Suggestion(situation, build_text(text))
            for situation, texts in data["sentences"].items()
            for text in texts
        ),
        advice={
            name: Advice(name, build_text(b["keep"]), build_text(b["start"]), build_text(b["stop"]))
            for name, b in data["advice"].items()
        },
        digest=document.digest,
    )


def build_grading(block: Mapping[str, Any]) -> Grading:
    """Return how the grades of the replies make the total."""
    return Grading(
        float(block["share"]),
        tuple((float(x), float(y)) for x, y in block["curve"]),
        float(block["ease_from"]),
        float(block["ease_full"]),
        float(block["least_raw"]),
    )


def compile_cues(block: Mapping[str, Any], signals: Mapping[str, Cues]) -> Cues:
    """Return cues ready to match; a named signal stands for its own cues."""
    if block["signal"]:
        return signals[block["signal"]]
    return Cues(
        tuple(re.compile(cue, re.IGNORECASE) for cue in block["zh"]),
        tuple(re.compile(cue, re.IGNORECASE) for cue in block["en"]),
    )


def build_item(block: Mapping[str, Any]) -> Item:
    """Return one item."""
    return Item(
        id=block["id"],
        dimension=block["dimension"],
        name=build_text(block["name"]),
        weight=float(block["weight"]),
        measure=block["measure"] or block["id"],
        anchors=tuple(Anchor(float(a["at"]), build_text(a)) for a in block["anchors"]),
        guidance=tuple(block["guidance"]),
        settings={name: float(value) for name, value in block["settings"].items()},
    )


def build_variant(block: Mapping[str, Any], signals: Mapping[str, Cues]) -> Variant:
    """Return one variant."""
    return Variant(
        id=block["id"],
        name=build_text(block["name"]),
        acts=block["acts"],
        cues=compile_cues(block["cues"], signals),
        early=block["early"],
        turns=block["turns"],
        needs=tuple(
            Need(
                need["id"],
                build_text(need["text"]),
                float(need["weight"]),
                tuple(need["acts"]),
                tuple(need["marks"]),
                tuple(need["asks"]),
                compile_cues(need["cues"], signals),
            )
            for need in block["needs"]
        ),
        avoid=tuple(block["avoid"]),
        skip=tuple(block["skip"]),
        unmet=float(block["unmet"]),
        guidance=tuple(block["guidance"]),
    )


def build_critical(block: Mapping[str, Any]) -> Critical:
    """Return one critical failure."""
    return Critical(
        block["id"],
        build_text(block["name"]),
        float(block["alone"]),
        float(block["together"]),
        float(block["ruined"]),
        block["repeat"],
        float(block["ceiling"]),
        tuple(block["guidance"]),
    )


def find_problems(inspection: Inspection) -> Iterator[Finding]:
    """Yield what the model cannot see: unknown names, broken expressions, a falling curve."""
    if inspection.document is None:
        return
    data = inspection.document.data
    yield from find_unknown_names(data)
    yield from find_bad_cues(data, set(data["signals"]))
    curves: tuple[tuple[KeyPath, Any], ...] = (
        (("curve",), data["curve"]),
        (("replies", "curve"), data["replies"]["curve"]),
    )
    for key, curve in curves:
        for place, (before, after) in enumerate(pairwise(curve), start=1):
            if after[0] <= before[0] or after[1] < before[1]:
                yield Finding((*key, place), "must rise from point to point")
    if data["replies"]["ease_full"] <= data["replies"]["ease_from"]:
        yield Finding(("replies", "ease_full"), "must be greater than ease_from")
    have = [block["id"] for block in data["criticals"]]
    for name in (*CRITICALS, *EXTRAS):
        if name not in have:
            yield Finding(("criticals",), f"'{name}' is missing")


def find_unknown_names(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield names of measures, faults, acts, marks, topics and items that do not exist."""
    items = [block["id"] for block in data["items"]]
    for place, block in enumerate(data["items"]):
        key: KeyPath = ("items", place)
        name = block["measure"] or block["id"]
        yield from check_names([name], MEASURES, (*key, "measure"), "measure")
    for place, block in enumerate(data["ceilings"]):
        yield from check_names([block["id"]], FAULTS, ("ceilings", place, "id"), "fault")
    for place, block in enumerate(data["criticals"]):
        known = (*CRITICALS, *EXTRAS)
        yield from check_names([block["id"]], known, ("criticals", place, "id"), "critical failure")
    for place, block in enumerate(data["variants"]):
        key = ("variants", place)
        yield from check_names(block["acts"], DEBTOR_ACTS, (*key, "acts"), "act of the debtor")
        yield from check_names(block["avoid"], ACTS, (*key, "avoid"), "act")
        yield from check_names(block["skip"], items, (*key, "skip"), "item")
        for number, need in enumerate(block["needs"]):
            inner = (*key, "needs", number)
            yield from check_names(need["acts"], ACTS, (*inner, "acts"), "act")
            yield from check_names(need["marks"], MARKS, (*inner, "marks"), "mark")
            yield from check_names(need["asks"], TOPICS, (*inner, "asks"), "topic")


def check_names(
    names: Iterable[str], known: Iterable[str], key: KeyPath, what: str
) -> Iterator[Finding]:
    """Yield a finding for each name that is not known."""
    listed = list(known)
    for name in names:
        if name not in listed:
            yield Finding(key, f"'{name}' is not a known {what}{did_you_mean(name, listed)}")


def find_bad_cues(data: Mapping[str, Any], signals: set[str]) -> Iterator[Finding]:
    """Yield expressions that do not compile, and signals that do not exist."""
    blocks: list[tuple[KeyPath, Mapping[str, Any]]] = [
        (("signals", name), block) for name, block in data["signals"].items()
    ]
    for place, variant in enumerate(data["variants"]):
        blocks.append((("variants", place, "cues"), variant["cues"]))
        for number, need in enumerate(variant["needs"]):
            blocks.append((("variants", place, "needs", number, "cues"), need["cues"]))
    for key, block in blocks:
        if block["signal"]:
            yield from check_names([block["signal"]], signals, (*key, "signal"), "signal")
        for language in ("zh", "en"):
            for number, cue in enumerate(block[language]):
                try:
                    re.compile(cue)
                except re.error as error:
                    message = f"is not a regular expression: {error}"
                    yield Finding((*key, language, number), message)
