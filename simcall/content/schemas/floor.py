"""The model of scenarios/floors/<id>.yaml: a collections floor. Durations are in seconds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simcall.content.schemas.base import Bilingual, ContentFile, Money, Reference, Share, Slug
from simcall.content.schemas.base import Strict as Block

Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Date = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]
BucketName = Literal["M1", "M2", "M3", "M4", "M5", "M6", "M6+"]


class AnswerBlock(Block):
    """What happens to a dial of a working number, in shares that sum to 1."""

    person: Share
    assistant: Share
    voicemail: Share
    no_answer: Share
    reject: Share
    busy: Share
    power_off: Share


class BucketBlock(Block):
    """One stage of lateness; what is left out has the default of floor.scenario.Bucket."""

    share: Share
    balance_median: Annotated[Money, Field(ge=100)]
    balance_sigma: Amount = 0.8
    afford_median: Positive = 0.6
    afford_sigma: Amount = 0.7
    fee_rate: Share = 0.0005
    answer: AnswerBlock
    right_party: Share = 0.88
    quick_hangup: Share = 0.12
    self_cure: Annotated[float, Field(ge=0, le=20)] = 1.0
    dead: Share = 0.04
    return_share: Share = 0.03
    contacts: Amount = 0.0
    grievance: Share = 0.0
    skill: Slug = "collect"


class NumbersBlock(Block):
    """Further telephone numbers: how many accounts have them and whose they are."""

    second: Share = 0.5
    third: Share = 0.15
    debtor: Share = 0.45
    family: Share = 0.35
    colleague: Share = 0.10
    stranger: Share = 0.10
    opted_out: Share = 0.10


class SkillBlock(Block):
    """One kind of work; lower priorities are served first."""

    priority: Annotated[int, Field(ge=0, le=1000)] = 5


class TeamBlock(Block):
    """Agents who work alike. policies: weights of the floor's agent policies, in their order."""

    name: Bilingual
    agents: Annotated[int, Field(ge=0, le=100_000)]
    skills: Annotated[list[Slug], Field(min_length=1)]
    mode: Literal["none", "preview", "progressive", "predictive"] = "progressive"
    start: Clock = "09:00"
    end: Clock = "18:00"
    wrap: Positive = 40.0
    shrinkage: Share = 0.08
    policies: Annotated[list[Amount], Field(min_length=1, default_factory=lambda: [1.0])]


class DiallerBlock(Block):
    """Outbound telephony; durations in seconds."""

    lines: Annotated[int, Field(ge=1, le=1_000_000)] = 200
    preview: Amount = 15.0
    abandon_target: Share = 0.03
    abandon_after: Amount = 2.0
    max_ratio: Annotated[float, Field(ge=1, le=20)] = 4.0
    tick: Positive = 30.0
    retry_missed: Positive = 14400.0
    retry_busy: Positive = 1800.0
    retry_rejected: Positive = 72000.0
    retry_talked: Positive = 158400.0
    message_seconds: Amount = 14.0
    leave_messages: bool = True


class InboundBlock(Block):
    """Debtors who call. patience 0: nobody gives up. hours: weight of each hour of the day."""

    skill: Slug
    per_thousand: Amount = 8.0
    patience: Amount = 90.0
    retrial_share: Share = 0.4
    retrial_delay: Positive = 900.0
    return_delay: Positive = 2400.0
    within: Positive = 20.0
    target: Annotated[float, Field(gt=0, lt=1)] = 0.8
    hours: Annotated[list[Amount], Field(min_length=24, max_length=24)] | None = None


class LimitsBlock(Block):
    """What stands beside the rule pack: the company's own limits, and whether law is obeyed."""

    attempts_per_day: Annotated[int, Field(ge=1, le=15)] = 3
    obey: bool = True


class ConductBlock(Block):
    """What follows from talks (own estimates)."""

    callback_share: Share = 0.6
    callback_delay: Positive = 9000.0
    partial: Share = 0.15
    complaint_hold: Count = 15
    refusal_share: Share = 0.25


class FloorFile(ContentFile):
    """One collections floor: portfolio, people, telephony, law."""

    title: Bilingual
    brief: Bilingual
    rules: Reference
    policies: Annotated[list[Reference], Field(min_length=1)]
    accounts: Annotated[int, Field(ge=1, le=50_000_000)]
    days: Annotated[int, Field(ge=1, le=1100)]
    start: Date
    timezone: str | None = None
    workdays: list[Annotated[int, Field(ge=0, le=6)]] = Field(
        default_factory=lambda: [0, 1, 2, 3, 4, 5]
    )
    placed_over: Count = 0
    interval: Annotated[int, Field(ge=60, le=86400)] = 1800
    personas: Annotated[dict[Reference, Positive], Field(min_length=1)]
    other: Reference
    wrong: Reference
    skills: Annotated[dict[Slug, SkillBlock], Field(min_length=1, max_length=8)]
    buckets: Annotated[dict[BucketName, BucketBlock], Field(min_length=1)]
    teams: Annotated[dict[Slug, TeamBlock], Field(min_length=1, max_length=32)]
    numbers: NumbersBlock = NumbersBlock()
    dialler: DiallerBlock = DiallerBlock()
    inbound: InboundBlock | None = None
    limits: LimitsBlock = LimitsBlock()
    conduct: ConductBlock = ConductBlock()
