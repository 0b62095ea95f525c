"""The model of scenarios/calls/<id>.yaml: one call to practise."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simcall.content.schemas.base import (
    Bilingual,
    ContentFile,
    Money,
    Reference,
    Share,
    Slug,
    Strict,
)
from simcall.content.schemas.lender import RemedyKind
from simcall.content.schemas.persona import (
    AskedBlock,
    OtherDebtEntry,
    Outcome,
    PaymentEntry,
    Spoken,
    TemperBlock,
)

Status = Literal["available", "needs_approval", "unavailable"]


class DebtOverride(Strict):
    """Parts of the persona's debt that this scenario changes."""

    principal: Money | None = None
    days_overdue: Annotated[int, Field(ge=0, le=3650)] | None = None
    bill: Money | None = None
    minimum: Money | None = None
    unbilled: Money | None = None
    instalment_balance: Money | None = None
    auto_debit: bool | None = None
    history: list[PaymentEntry] | None = None


class AbilityOverride(Strict):
    """Parts of the persona's means that this scenario changes."""

    income: Money | None = None
    fixed_costs: Money | None = None
    affordable: Money | None = None
    payday: Annotated[int, Field(ge=1, le=31)] | None = None
    insolvent: bool | None = None


class TemperOverride(TemperBlock):
    """Parts of the persona's temper that this scenario changes; baselines and gains are merged."""

    thresholds: Annotated[list[Share], Field(min_length=3, max_length=3)] | None = None  # type: ignore[assignment]


class ReasonOverride(Strict):
    """Layers of the persona's reason that this scenario changes."""

    cause: Slug | None = None
    excuse: Bilingual | None = None
    part: Bilingual | None = None
    truth: Bilingual | None = None


class PastContactEntry(Strict):
    """An earlier contact that the agent can see."""

    days_ago: Annotated[int, Field(ge=0, le=3650)]
    kind: Literal["sms", "call", "app", "mail", "letter", "complaint", "payment", "visit", "note"]
    note: Bilingual


class MemoryBlock(Strict):
    """Starting values of what the person remembers of earlier contacts."""

    grievance: Share | None = None
    trust: Share | None = None
    dread: Share | None = None
    carried: Share | None = None
    contacts: Annotated[float, Field(ge=0, le=50)] | None = None
    broken: Annotated[float, Field(ge=0, le=20)] | None = None
    kept: Annotated[float, Field(ge=0, le=20)] | None = None
    known_layer: Annotated[float, Field(ge=0, le=3)] | None = None


class CallFile(ContentFile):
    """One call: who, about what, under which rules, and what a good call achieves."""

    title: Bilingual
    persona: Reference
    lender: Reference | None = None
    product: Slug | None = None
    rules: Reference
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    channel: Literal["outbound", "inbound"] = "outbound"
    stage: Slug
    difficulty: Annotated[int, Field(ge=1, le=5)]
    date: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    time: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    opening: Bilingual = Bilingual()
    setting: Literal["", "driving", "speaker"] = Field(
        default="", description="where the phone is answered, when that changes what may be said"
    )
    brief: Bilingual
    goal: Bilingual
    forbidden: list[Bilingual] = Field(default_factory=list)
    history: list[PastContactEntry] = Field(default_factory=list)
    memory: MemoryBlock = MemoryBlock()
    last_agent: str = Field(
        default="", description="the name of the agent who talked with them last, if they know it"
    )
    waited: Annotated[float, Field(ge=0, le=7200)] = 0
    outcome: Outcome | None = None
    debt: DebtOverride = DebtOverride()
    ability: AbilityOverride = AbilityOverride()
    temper: TemperOverride = TemperOverride()
    name: Bilingual | None = None
    age: Annotated[int, Field(ge=18, le=110)] | None = None
    work: Bilingual | None = None
    life: Bilingual | None = None
    role: Literal["debtor", "other", "wrong_number"] | None = None
    relation: Bilingual | None = None
    disputes: bool | None = None
    digits: Annotated[str, Field(pattern=r"^[0-9X]{4}$")] | None = None
    content_notice: Bilingual | None = None
    other_debts: list[OtherDebtEntry] | None = None
    reason: ReasonOverride = ReasonOverride()
    voice: Reference | None = Field(
        default=None, description="a persona, or a template, whose lines stand in for the persona's"
    )
    answered_by: Reference | None = Field(
        default=None,
        description="a persona, or a template, whose words are those of somebody else who picks up "
        "and may call the debtor to the phone",
    )
    lines: dict[Literal["zh", "en"], dict[str, list[Spoken]]] = Field(
        default_factory=dict, description="said before the persona's own lines"
    )
    asked: AskedBlock = Field(
        default_factory=dict, description="questions of this call, before those of the persona"
    )
    remedies: dict[RemedyKind, Status] = Field(default_factory=dict)
    languages: Annotated[list[Literal["zh", "en"]], Field(min_length=1, max_length=2)] | None = None
