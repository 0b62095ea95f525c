"""A call made for a persona without a scenario: an ordinary first call, to try the persona out.

It has a name like any scenario, `persona:NAME`, so that it can be resumed and replayed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simcall.common.bilingual import LANGUAGES, Text
from simcall.common.errors import ContentError
from simcall.content.calls import OVERRIDDEN, REPLACED, CallParts, read_parts, read_relative
from simcall.content.document import SCHEMA_VERSION, Document, hash_canonical, read_document
from simcall.content.place import looks_like_path, name_file
from simcall.content.text import build_text, fill_text

PREFIX = "persona:"
DATE, TIME = "2026-11-23", "10:20"
TITLE = Text("试打：{name}", "Trying out {name}")
BRIEF = Text(
    "账单逾期 {days} 天，还没有通过话。",
    "The bill is {days} days overdue; nobody has talked yet.",
)
GOALS: dict[str, Text] = {
    "promise": Text(
        "约定一笔付得起、说得定的还款", "Agree a payment that can be afforded and kept"
    ),
    "paid": Text("把这笔还上", "Get the payment made"),
    "kept": Text("约定一笔真正会兑现的还款", "Agree a payment that will really be kept"),
    "referral": Text("转介到合适的帮助", "Hand over to the right help"),
    "dispute_logged": Text("登记异议，停止追讨", "Log the dispute and stop asking"),
    "nothing_disclosed": Text("不向旁人透露欠款", "Tell nobody else about the debt"),
    "safety": Text("先顾人身安全，转接专业帮助", "Safety first, then a warm hand-over to help"),
    "callback": Text("约好另打的时间", "Agree another time to call"),
    "stop_honoured": Text("尊重对方停止联系的要求", "Honour the wish not to be contacted"),
    "complaint_resolved": Text("受理并解决投诉", "Take up and resolve the complaint"),
}
SPOKEN = ("voice", "lines", "asked", "languages")


def name_rehearsal(persona: str | Path) -> str:
    """Return the call's name for a persona by name or path; a path becomes absolute."""
    text = str(persona)
    if isinstance(persona, Path) or looks_like_path(text):
        text = name_file("persona", Path(text).expanduser())
    return PREFIX + text


def read_rehearsal(name: str) -> CallParts:
    """Return the parts of the call `persona:NAME`.

    Raises ContentError when the persona is missing or broken, or its lender cannot be called about.
    """
    persona = read_document("persona", name.removeprefix(PREFIX))
    return make_parts(persona)


def make_parts(persona: Document) -> CallParts:
    """Return the parts of an ordinary call to a persona."""
    lender = read_document("lender", persona.data["debt"]["lender"], persona.path)
    rules = read_document("rules", lender.data["jurisdiction"], lender.path)
    data = fill_call(persona.data, persona.id, lender.id, rules.id)
    name = name_rehearsal(persona.path)
    call = Document("call", name, persona.path, data, hash_canonical({"made_for": persona.id}))
    return CallParts(call, persona, lender, rules, read_relative(call))


def borrow_call(persona: Document, scenario: str) -> CallParts:
    """Return the parts of another scenario's call as it would be with this persona.

    The scenario keeps its situation: history, memory, channel, waiting, setting, rules, remedies.
    What it says about its own person is left out. Raises ContentError when they do not fit.
    """
    parts = read_parts(scenario)
    if parts.persona.path.resolve() == persona.path.resolve():
        return parts
    blank = fill_call(persona.data, persona.id, "", parts.rules.id)
    kept = ("persona", "lender", "product", *OVERRIDDEN, *REPLACED, *SPOKEN)
    data = {**parts.call.data, **{key: blank[key] for key in kept}}
    if persona.data["role"] != "debtor":
        data["answered_by"] = None
    lender = read_document("lender", persona.data["debt"]["lender"], persona.path)
    call = parts.call._replace(data=data)
    return CallParts(call, persona, lender, parts.rules, parts.relative)


def fill_call(person: dict[str, Any], persona: str, lender: str, rules: str) -> dict[str, Any]:
    """Return the data of the call, defaults filled in, in the languages that the persona has."""
    from simcall.content.schemas.call import CallFile

    spoken = [name for name in LANGUAGES if person["name"][name] and person["lines"].get(name)]
    if not spoken:
        raise ContentError(f"persona '{persona}' has no language with both a name and lines")
    days = person["debt"]["days_overdue"]
    name = build_text(person["name"])
    written = {
        "schema": f"simcall/call/{SCHEMA_VERSION}",
        "title": fill_text(TITLE, spoken, name=name),
        "persona": persona,
        "lender": lender or None,
        "rules": rules,
        "stage": "rehearsal",
        "difficulty": 3,
        "date": DATE,
        "time": TIME,
        "brief": fill_text(BRIEF, spoken, days=days),
        "goal": fill_text(GOALS[person["outcome"]], spoken),
        "languages": spoken,
    }
    return CallFile.model_validate(written).model_dump(by_alias=True)
