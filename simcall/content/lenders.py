"""Reads lenders: lenders/<id>.yaml to `rules.lender.Lender`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.content.document import Document, Inspection, read_document
from simcall.content.problem import Finding
from simcall.content.text import build_text
from simcall.rules.lender import LateFee, Lender, Product, Remedy

MODEL = "simcall.content.schemas.lender:LenderFile"
CHECKS_PARTS = True


def load_lender(name: str | Path, near: Path | None = None) -> Lender:
    """Return a lender by name or path. Raises ContentError when it is missing or broken."""
    return build_lender(read_document("lender", name, near))


def build_lender(document: Document) -> Lender:
    """Return the lender of a document."""
    data = document.data
    return Lender(
        id=document.id,
        name=build_text(data["name"]),
        actor=data["actor"],
        app=build_text(data["app"]),
        hotline=data["hotline"],
        complaint_line=data["complaint_line"],
        jurisdiction=data["jurisdiction"],
        currency=data["currency"],
        products={key: build_product(key, block) for key, block in data["products"].items()},
    )


def build_product(name: str, data: Mapping[str, Any]) -> Product:
    """Return one product of plain data."""
    return Product(
        id=name,
        name=build_text(data["name"]),
        kind=data["kind"],
        late_fee=LateFee(**data["late_fee"]),
        minimum_rate=float(data["minimum_rate"]),
        minimum_floor=data["minimum_floor"],
        allocation=tuple(data["allocation"]),
        auto_debit=build_text(data["auto_debit"]),
        remedies={key: build_remedy(key, block) for key, block in data["remedies"].items()},
    )


def build_remedy(kind: str, data: Mapping[str, Any]) -> Remedy:
    """Return one remedy of plain data."""
    return Remedy(
        kind=kind,
        status=data["status"],
        limit=float(data["limit"]),
        fees=data["fees"],
        collection=data["collection"],
        credit=data["credit"],
        approver=build_text(data["approver"]),
        hours=data["hours"],
        papers=tuple(build_text(paper) for paper in data["papers"]),
    )


def find_problems(inspection: Inspection) -> Iterator[Finding]:
    """Yield what the model cannot see."""
    from simcall.content.checks.lending import check_lender

    yield from check_lender(inspection)
