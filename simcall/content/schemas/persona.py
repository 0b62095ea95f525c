"""The model of personas/<id>.yaml."""

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

Feeling = Literal["anger", "anxiety", "shame", "reactance", "trust", "despair"]
Outcome = Literal[
    "promise",
    "paid",
    "kept",
    "referral",
    "dispute_logged",
    "nothing_disclosed",
    "safety",
    "callback",
    "stop_honoured",
    "complaint_resolved",
]
Gain = Annotated[float, Field(ge=-1.5, le=2.5)]
Push = Annotated[float, Field(ge=-3, le=3)]
Spoken = Annotated[str, Field(min_length=1, max_length=400)]
WholeQuestion = Annotated[str, Field(min_length=2, max_length=200)]


class PaymentEntry(Strict):
    """One payment; amount 0 means that it was missed."""

    months_ago: Annotated[int, Field(ge=0, le=600)]
    amount: Money


class DebtBlock(Strict):
    """The debt in question. principal = bill + unbilled + instalment_balance."""

    lender: Reference
    product: Slug
    principal: Money
    days_overdue: Annotated[int, Field(ge=0, le=3650)]
    bill: Money
    minimum: Money
    unbilled: Money = 0
    instalment_balance: Money = 0
    auto_debit: bool = False
    history: list[PaymentEntry] = Field(default_factory=list)


class OtherDebtEntry(Strict):
    """A debt elsewhere; rank 1 is paid first."""

    lender: Bilingual
    amount: Money
    rank: Annotated[int, Field(ge=1, le=20)]


class AbilityBlock(Strict):
    """What the person can pay in a month."""

    income: Money
    fixed_costs: Money
    affordable: Money
    payday: Annotated[int, Field(ge=1, le=31)]
    insolvent: bool = False


class ReasonBlock(Strict):
    """The three layers of truth about the missed payment."""

    cause: Slug
    excuse: Bilingual
    part: Bilingual
    truth: Bilingual


class TemperBlock(Strict):
    """Baselines, gains, thresholds of disclosure, and tendencies."""

    baselines: dict[Feeling, Share] = Field(default_factory=dict)
    gains: dict[str, Gain] = Field(default_factory=dict)
    thresholds: Annotated[list[Share], Field(min_length=3, max_length=3)] = Field(
        default_factory=lambda: [0.3, 0.4, 0.52]
    )
    will: Share | None = None
    hang_up: Push | None = None
    complain: Push | None = None
    escalate: Push | None = None
    evasion: Share | None = None
    risk_at: Annotated[float, Field(ge=0, le=2)] | None = None
    suspicion: Share | None = None
    legalism: Share | None = None
    probing: Share | None = None
    pick_up: Push | None = None
    receptive: Push | None = None
    forgets: Share | None = None


class HabitsBlock(Strict):
    """Chance of answering by part of the day, and the person's own language."""

    morning: Share = 0.3
    midday: Share = 0.3
    afternoon: Share = 0.3
    evening: Share = 0.3
    language: Literal["zh", "en"] | None = None


class FittedQuestion(Strict):
    """An example question that only some of the lines answer.

    lines: their places, the first line being 1.
    """

    ask: WholeQuestion
    lines: Annotated[list[Annotated[int, Field(ge=1, le=40)]], Field(min_length=1, max_length=40)]


class AskedEntry(Strict):
    """A question that this person or this call may get, and answers to it.

    phrases: words of the question, any of them enough; "..." stands for a few other words.
    questions: whole examples of it, which are known by their meaning; one may name the lines that
    answer it (`{ask: ..., lines: [2, 3]}`), otherwise any of them does. answered_by: a key of lines
    (`answer.income`) that answer it in place of `lines`; "-": it is left to the talk itself.
    general: anybody may be asked it; own questions that are nearly as near go first,
    unless it is direct (why, how much, when, who). owing: it takes for granted that the debt is
    theirs, so nobody who disputes it is thought to be asked it.
    """

    phrases: Annotated[
        list[Annotated[str, Field(min_length=2, max_length=80)]], Field(max_length=40)
    ] = Field(default_factory=list)
    questions: Annotated[list[WholeQuestion | FittedQuestion], Field(max_length=40)] = Field(
        default_factory=list
    )
    lines: list[Spoken] = Field(default_factory=list)
    answered_by: str = ""
    general: bool = False
    owing: bool = False
    direct: bool = False


AskedBlock = dict[Literal["zh", "en"], dict[Slug, AskedEntry]]


class PersonaFile(ContentFile):
    """A whole person: a life, a debt, a reason, a temper and words."""

    name: Bilingual
    archetype: Slug
    age: Annotated[int, Field(ge=18, le=110)]
    work: Bilingual
    life: Bilingual
    role: Literal["debtor", "other", "wrong_number"] = "debtor"
    relation: Bilingual = Bilingual()
    disputes: bool = False
    digits: Annotated[str, Field(pattern=r"^[0-9X]{4}$")]
    content_notice: Bilingual = Bilingual()
    outcome: Outcome = "promise"
    debt: DebtBlock
    other_debts: list[OtherDebtEntry] = Field(default_factory=list)
    ability: AbilityBlock
    reason: ReasonBlock
    temper: TemperBlock = TemperBlock()
    habits: HabitsBlock = HabitsBlock()
    lines: dict[Literal["zh", "en"], dict[str, list[Spoken]]]
    asked: AskedBlock = Field(default_factory=dict)
