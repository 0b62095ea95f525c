"""The model of lenders/<id>.yaml: a fictional lender or agency and its products."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simcall.content.schemas.base import Bilingual, ContentFile, Money, Share, Slug, Strict

Bucket = Literal["fees", "bill", "instalments", "unbilled"]
RemedyKind = Literal[
    "extension",
    "instalments",
    "minimum",
    "waiver",
    "hold",
    "hardship_plan",
    "token_payment",
    "settlement",
    "change_due_day",
]


class LateFeeBlock(Strict):
    """What lateness costs: base x rate_per_day x days, and once a share of the unpaid minimum."""

    base: Literal["bill", "principal", "minimum"]
    rate_per_day: Annotated[float, Field(ge=0, le=0.01)]
    once_rate: Share = 0.0
    once_floor: Money = 0


class RemedyBlock(Strict):
    """One way out. limit: days (extension, hold, change_due_day), months, or a share (waiver)."""

    status: Literal["available", "needs_approval", "unavailable"]
    limit: Annotated[float, Field(ge=0)] = 0
    fees: Literal["accrues", "paused", "waived", "none"] = "accrues"
    collection: Literal["continues", "paused", "stops"] = "continues"
    credit: Literal["reported", "not_reported", "unchanged"] = "unchanged"
    approver: Bilingual = Bilingual()
    hours: Annotated[int, Field(ge=0, le=2000)] = 0
    papers: list[Bilingual] = Field(default_factory=list)


class ProductBlock(Strict):
    """One credit product. allocation: the order in which a part payment is used up."""

    name: Bilingual
    kind: Literal["revolving", "instalment", "card"]
    late_fee: LateFeeBlock
    minimum_rate: Share
    minimum_floor: Money = 0
    allocation: Annotated[list[Bucket], Field(min_length=4, max_length=4)]
    auto_debit: Bilingual
    remedies: dict[RemedyKind, RemedyBlock]


class LenderFile(ContentFile):
    """A fictional lender (creditor) or agency (third_party)."""

    name: Bilingual
    actor: Literal["creditor", "third_party"]
    app: Bilingual
    hotline: Annotated[str, Field(min_length=3)]
    complaint_line: Annotated[str, Field(min_length=3)]
    jurisdiction: Slug
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    products: Annotated[dict[Slug, ProductBlock], Field(min_length=1)]
