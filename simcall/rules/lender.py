"""Fictional lenders: products, fees, and the remedies an agent may grant, submit or must refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from simcall.common.bilingual import Text

RemedyStatus = Literal["available", "needs_approval", "unavailable"]
Effect = Literal["accrues", "paused", "waived", "none"]


class Remedy(NamedTuple):
    """One way out. fees, collection and credit say what happens to each while it runs.

    limit: the most an agent may grant: days for an extension, months for instalments, a share for a
    waiver. approver, hours and papers matter when approval is needed.
    """

    kind: str
    status: RemedyStatus
    limit: float
    fees: Effect
    collection: Literal["continues", "paused", "stops"]
    credit: Literal["reported", "not_reported", "unchanged"]
    approver: Text
    hours: int
    papers: tuple[Text, ...]


class LateFee(NamedTuple):
    """How lateness is charged: a daily rate on a base, plus a share of the unpaid minimum."""

    base: Literal["bill", "principal", "minimum"]
    rate_per_day: float
    once_rate: float
    once_floor: int


class Product(NamedTuple):
    """One credit product. allocation: the order in which a part payment is used up."""

    id: str
    name: Text
    kind: str
    late_fee: LateFee
    minimum_rate: float
    minimum_floor: int
    allocation: tuple[str, ...]
    auto_debit: Text
    remedies: Mapping[str, Remedy]


class Lender(NamedTuple):
    """A fictional lender or agency."""

    id: str
    name: Text
    actor: Literal["creditor", "third_party"]
    app: Text
    hotline: str
    complaint_line: str
    jurisdiction: str
    currency: str
    products: Mapping[str, Product]
