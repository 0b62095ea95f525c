"""Checks on call scenarios: references, overridden money, hours, currency."""

from __future__ import annotations

import datetime
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.common.bilingual import LANGUAGES
from simcall.common.errors import ContentError
from simcall.content.checks.debt import check_ability, check_debt
from simcall.content.checks.person import check_temper
from simcall.content.checks.sentences import check_lines, take_mapping
from simcall.content.document import Document, Inspection, read_document
from simcall.content.personas import override
from simcall.content.problem import Finding
from simcall.content.schemas.call import TemperOverride
from simcall.content.validate import read_block

LINES = 12  # a shipped scenario that brings lines brings this many in each language


def check_call(inspection: Inspection) -> Iterator[Finding]:
    """Yield what is wrong across keys; of a broken file, what its references lead to."""
    raw, path = inspection.raw, inspection.path
    if raw.get("template") is True:
        return
    found = {}
    for key in ("persona", "rules", "lender", "voice", "answered_by"):
        if isinstance(raw.get(key), str):
            found[key] = yield from refer(raw, key, path)
    yield from check_lines(inspection)
    if inspection.shipped:
        yield from check_enough(raw)
    if isinstance(raw.get("date"), str):
        yield from check_date(raw["date"])
    temper = read_block(TemperOverride, raw.get("temper", {})) or {}
    yield from check_temper({k: v for k, v in temper.items() if v is not None})
    if inspection.document is None:
        return
    data, persona, rules = inspection.document.data, found.get("persona"), found.get("rules")
    if rules is not None and data["channel"] == "outbound":
        yield from check_hour(data, rules.data)
    if persona is not None:
        yield from check_resolved(data, persona, rules, path)
        yield from check_speaker(data, persona, found.get("voice") or persona)
        relative = found.get("answered_by")
        if relative is not None:
            yield from check_relative(data, persona, relative)


def refer(
    data: Mapping[str, Any], key: str, path: Path
) -> Generator[Finding, None, Document | None]:
    """Yield a reference that leads nowhere; return the document that it leads to, or None."""
    voice = key in ("voice", "answered_by")
    try:
        return read_document("persona" if voice else key, data[key], path, template=voice)
    except ContentError as error:
        yield Finding((key,), str(error))
        return None


def check_enough(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield a language in which a shipped scenario with lines of its own says too little."""
    for language, keys in take_mapping(raw.get("lines")).items():
        count = sum(len(lines) for lines in take_mapping(keys).values() if isinstance(lines, list))
        if count < LINES:
            yield Finding(("lines", language), f"{count} of {LINES} lines for this situation")


def check_speaker(data: Mapping[str, Any], persona: Document, voice: Document) -> Iterator[Finding]:
    """Yield a person who lacks what the role needs, or lines in a language of the call."""
    relation = data["relation"] or persona.data["relation"]
    if (data["role"] or persona.data["role"]) == "other" and not any(relation.values()):
        yield Finding(("relation",), "is empty; say who picks up in place of the debtor")
    for language in data["languages"] or ():
        if not (data["lines"].get(language) or voice.data["lines"].get(language)):
            yield Finding(("languages",), f"persona '{voice.id}' has no lines in '{language}'")


def check_relative(
    data: Mapping[str, Any], persona: Document, relative: Document
) -> Iterator[Finding]:
    """Yield what keeps somebody else from picking up and calling the debtor to the phone."""
    key = ("answered_by",)
    if relative.data["role"] != "other":
        yield Finding(key, f"'{relative.id}' is a debtor; name a persona or template of role other")
    if (data["role"] or persona.data["role"]) != "debtor":
        yield Finding(key, f"'{persona.id}' is no debtor who could be called to the phone")
    if data["channel"] == "inbound":
        yield Finding(key, "needs an outbound call; whoever rings is on the phone already")
    if data["setting"]:
        yield Finding(key, "does not go with a setting; leave one of them out")
    for language in data["languages"] or [name for name in LANGUAGES if data["title"][name]]:
        if not relative.data["lines"].get(language):
            yield Finding(key, f"'{relative.id}' has no lines in '{language}'")


def check_date(date: str) -> Iterator[Finding]:
    """Yield a day that is not in the calendar (the form is the model's business)."""
    if len(date) != 10:
        return
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        yield Finding(("date",), f"{date} is not in the calendar")


def check_hour(data: Mapping[str, Any], rules: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield an outbound call outside the permitted hours."""
    hour = int(data["time"][:2]) + int(data["time"][3:]) / 60
    earliest, latest = rules["hours"]["earliest"], rules["hours"]["latest"]
    if not earliest <= hour < latest:
        yield Finding(
            ("time",),
            f"{data['time']} is outside the hours of '{data['rules']}', "
            f"{earliest}:00 to {latest}:00",
        )


def check_resolved(
    data: Mapping[str, Any], persona: Document, rules: Document | None, path: Path
) -> Iterator[Finding]:
    """Yield what does not add up once the scenario's changes are applied to the persona."""
    changes = dict(data["debt"])
    if data["lender"]:
        changes["lender"] = data["lender"]
    if data["product"]:
        changes["product"] = data["product"]
    debt = override(persona.data["debt"], changes)
    near = path if data["lender"] else persona.path
    if any(value is not None for value in changes.values()):
        yield from check_debt(debt, ("debt",), near)
    if any(value is not None for value in data["ability"].values()):
        ability = override(persona.data["ability"], data["ability"])
        yield from check_ability(ability, debt, ("ability",))
    try:
        lender = read_document("lender", debt["lender"], near)
    except ContentError:
        return
    currency = data["currency"] or (rules.data["currency"] if rules else "")
    if currency and lender.data["currency"] != currency:
        key = ("currency",) if data["currency"] else ("rules",)
        yield Finding(
            key,
            f"amounts are in {currency}, but lender '{lender.id}' lends in "
            f"{lender.data['currency']}; set lender: or currency:",
        )
    remedies = lender.data["products"].get(debt["product"], {}).get("remedies", {})
    for kind in data["remedies"]:
        if kind not in remedies:
            yield Finding(("remedies", kind), f"product '{debt['product']}' has no remedy '{kind}'")
