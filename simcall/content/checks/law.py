"""Checks on rule packs: hours, duties that something can show, help in a crisis."""

from __future__ import annotations

from collections.abc import Iterator

from simcall.common.errors import did_you_mean
from simcall.content.document import Inspection
from simcall.content.problem import Finding
from simcall.speech.acts import ACTS, MARKS

_NEEDED_LINES = ("crisis", "police", "complaint")


def check_rules(inspection: Inspection) -> Iterator[Finding]:
    """Yield what is wrong with a rule pack whose form is right."""
    document = inspection.document
    if document is None or document.data.get("template"):
        return
    data = document.data
    if data["hours"]["earliest"] >= data["hours"]["latest"]:
        yield Finding(("hours", "latest"), "must be later than earliest")
    known = (*ACTS, *MARKS)
    ids: set[str] = set()
    for place, duty in enumerate(data["duties"]):
        for index, name in enumerate(duty["shown_by"]):
            if name not in known:
                hint = did_you_mean(name, known)
                key = ("duties", place, "shown_by", index)
                yield Finding(key, f"'{name}' is neither an act nor a mark{hint}")
        if duty["id"] in ids:
            yield Finding(("duties", place, "id"), f"duty '{duty['id']}' is there twice")
        ids.add(duty["id"])
    kinds = {line["kind"] for line in data["hotlines"]}
    for kind in _NEEDED_LINES:
        if kind not in kinds:
            yield Finding(("hotlines",), f"has no {kind} line")
