"""Checks on lenders: allocation, approvals that say whose and how long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simcall.content.document import Inspection
from simcall.content.problem import Finding, KeyPath
from simcall.content.schemas.lender import ProductBlock
from simcall.content.validate import read_block
from simcall.rules.money import BUCKETS

_SHARES = frozenset(("waiver", "settlement"))
CARD_PLAN_MONTHS = 60  # Measures on bank cards (2011), art. 70: at most five years


def check_lender(inspection: Inspection) -> Iterator[Finding]:
    """Yield what is wrong across keys, product by product."""
    products = inspection.raw.get("products")
    for name, written in products.items() if isinstance(products, dict) else ():
        product = read_block(ProductBlock, written)
        if product is not None:
            jurisdiction = inspection.raw.get("jurisdiction")
            yield from check_product(product, jurisdiction, ("products", name))


def check_product(
    product: Mapping[str, Any], jurisdiction: object, key: KeyPath
) -> Iterator[Finding]:
    """Yield an allocation that leaves something out, and remedies that grant nothing."""
    if sorted(product["allocation"]) != sorted(BUCKETS):
        yield Finding((*key, "allocation"), f"must name each of {', '.join(BUCKETS)} once")
    for kind, remedy in product["remedies"].items():
        yield from check_remedy(remedy, kind, (*key, "remedies", kind))
    plan = product["remedies"].get("hardship_plan")
    if plan and jurisdiction == "cn" and plan["limit"] > CARD_PLAN_MONTHS:
        yield Finding(
            (*key, "remedies", "hardship_plan", "limit"),
            f"{plan['limit']:g} months; the card rules allow at most {CARD_PLAN_MONTHS}",
        )


def check_remedy(remedy: Mapping[str, Any], kind: str, key: KeyPath) -> Iterator[Finding]:
    """Yield approvals without an approver or a time, and limits that grant nothing."""
    if remedy["status"] == "needs_approval":
        if not any(remedy["approver"].values()):
            yield Finding((*key, "approver"), "needs approval, but whose is not said")
        if remedy["hours"] == 0:
            yield Finding((*key, "hours"), "needs approval, but how long it takes is not said")
    if remedy["status"] != "unavailable" and remedy["limit"] == 0 and kind != "minimum":
        yield Finding((*key, "limit"), "grants nothing; set the most that may be granted")
    if kind in _SHARES and remedy["limit"] > 1:
        yield Finding((*key, "limit"), f"{remedy['limit']:g} must be a share from 0 to 1")
