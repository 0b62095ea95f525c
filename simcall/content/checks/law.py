"""Checks on rule packs: hours, duties that something can show, help in a crisis."""

from __future__ import annotations

from collections.abc import Iterator

from simcall.common.errors import did_you_mean
from simcall.content.document import Inspection
from simcall.content.problem import Finding
from simcall.content.schemas.rulepack import DutyBlock, HoursBlock
from simcall.content.validate import read_block
from simcall.speech.acts import ACTS, MARKS

_NEEDED_LINES = ("crisis", "police", "complaint")


def check_rules(inspection: Inspection) -> Iterator[Finding]:
    """Yield what is wrong across keys, in the sound parts of a broken file too."""
    raw = inspection.raw
    hours = read_block(HoursBlock, raw.get("hours"))
    if hours is not None and hours["earliest"] >= hours["latest"]:
        yield Finding(("hours", "latest"), "must be later than earliest")
    yield from check_duties(raw.get("duties"))
    lines = raw.get("hotlines")
    if isinstance(lines, list) and not raw.get("template"):
        kinds = {line.get("kind") for line in lines if isinstance(line, dict)}
        for kind in _NEEDED_LINES:
            if kind not in kinds:
                yield Finding(("hotlines",), f"has no {kind} line")


def check_duties(duties: object) -> Iterator[Finding]:
    """Yield duties that nothing can show, and ids that are there twice."""
    known = (*ACTS, *MARKS)
    ids: set[str] = set()
    for place, written in enumerate(duties if isinstance(duties, list) else ()):
        duty = read_block(DutyBlock, written)
        if duty is None:
            continue
        for index, name in enumerate(duty["shown_by"]):
            if name not in known:
                hint = did_you_mean(name, known)
                key = ("duties", place, "shown_by", index)
                yield Finding(key, f"'{name}' is neither an act nor a mark{hint}")
        if duty["id"] in ids:
            yield Finding(("duties", place, "id"), f"duty '{duty['id']}' is there twice")
        ids.add(duty["id"])
