"""The model of scenarios/experiments/<id>.yaml: a what-if."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simcall.content.schemas.base import Bilingual, ContentFile, Reference, Slug, Strict

OutcomeName = Literal[
    "dials",
    "connect_rate",
    "rpc_rate",
    "ptp_rate",
    "kept_rate",
    "collected",
    "liquidation",
    "aht",
    "occupancy",
    "asa",
    "service_level",
    "abandon_rate",
    "complaints_per_1000_talks",
    "violations",
    "distress",
    "hangup_rate",
    "reason_rate",
    "cured_rate",
    "resolved_rate",
]
UncertaintyName = Literal["ability", "answering", "self_cure", "grievance"]
Share = Annotated[float, Field(gt=0, le=1)]
Factor = Annotated[float, Field(gt=0, le=20)]


class LeversBlock(Strict):
    """What one policy sets. tone: an agent policy, or shares of several that sum to 1."""

    tone: Reference | dict[Reference, Share]
    flexibility: Literal["full", "instalments", "minimum", "none"] = "full"
    attempts_per_day: Annotated[int, Field(ge=1, le=50)] | None = None
    talks_per_day: Annotated[int, Field(ge=1, le=20)] | None = None
    retry: Factor = 1.0
    staffing: Factor = 1.0


class PolicyEntry(Strict):
    """One policy to compare."""

    name: Bilingual
    levers: LeversBlock


class Bounds(Strict):
    """The ends of a uniform factor."""

    low: Annotated[float, Field(ge=0, le=20)]
    high: Annotated[float, Field(ge=0, le=20)]


class ConstantsBlock(Strict):
    """What every policy shares, where it is not as in the floor's file."""

    days: Annotated[int, Field(ge=1, le=1100)] | None = None
    accounts: Annotated[int, Field(ge=1, le=10_000_000)] | None = None


class ExperimentFile(ContentFile):
    """One what-if: a floor, policies as lever settings, outcomes, replications."""

    title: Bilingual
    brief: Bilingual
    floor: Reference
    constants: ConstantsBlock = ConstantsBlock()
    policies: Annotated[dict[Slug, PolicyEntry], Field(min_length=2, max_length=12)]
    uncertainties: dict[UncertaintyName, Bounds] = Field(default_factory=dict)
    outcomes: Annotated[list[OutcomeName], Field(min_length=1)]
    replications: Annotated[int, Field(ge=2, le=100_000)] = 30
    seed: Annotated[int, Field(ge=0)] = 1
