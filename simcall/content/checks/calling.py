"""Checks on call scenarios: references, overridden money, hours, currency."""

from __future__ import annotations

import datetime
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.common.errors import ContentError
from simcall.content.checks.debt import check_ability, check_debt
from simcall.content.checks.person import check_temper
from simcall.content.document import Document, Inspection, read_document
from simcall.content.personas import override
from simcall.content.problem import Finding
from simcall.content.schemas.call import TemperOverride
from simcall.content.validate import read_block


def check_call(inspection: Inspection) -> Iterator[Finding]:
    """Yield what is wrong across keys; of a broken file, what its references lead to."""
    raw, path = inspection.raw, inspection.path
    if raw.get("template") is True:
        return
    found = {}
    for kind in ("persona", "rules", "lender"):
        if isinstance(raw.get(kind), str):
            found[kind] = yield from refer(raw, kind, path)
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


def refer(
    data: Mapping[str, Any], kind: str, path: Path
) -> Generator[Finding, None, Document | None]:
    """Yield a reference that leads nowhere; return the document that it leads to, or None."""
    try:
        return read_document(kind, data[kind], path)
    except ContentError as error:
        yield Finding((kind,), str(error))
        return None


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
    for language in data["languages"] or ():
        if not persona.data["lines"].get(language):
            yield Finding(("languages",), f"persona '{persona.id}' has no lines in '{language}'")
