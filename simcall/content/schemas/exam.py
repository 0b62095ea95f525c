"""The model of scenarios/exams/<id>.yaml: an examination."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simcall.content.schemas.base import Bilingual, ContentFile, Reference, Strict

Score = Annotated[float, Field(ge=0, le=100)]
Seconds = Annotated[float, Field(ge=30, le=7200)]


class StationEntry(Strict):
    """One call. any_of: a form gets one of these; scenario: always this one."""

    scenario: Reference | None = None
    any_of: Annotated[list[Reference], Field(min_length=1)] | None = None
    language: Literal["zh", "en"] | None = None
    time_limit: Seconds | None = None


class RuleBlock(Strict):
    """When a candidate passes; a critical failure always denies the certificate."""

    mean: Score
    station_minimum: Score


class RubricBlock(Strict):
    """The scorecard. digest: when given, no other version of it may be used."""

    id: Reference
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class ExamFile(ContentFile):
    """One examination: its stations, its scorecard, its pass rule. attempts 0: for practice."""

    title: Bilingual
    brief: Bilingual
    language: Literal["zh", "en", "candidate"]
    rubric: RubricBlock
    pass_: RuleBlock = Field(alias="pass")
    time_limit: Seconds = 900
    attempts: Annotated[int, Field(ge=0, le=20)] = 2
    seed: Annotated[int, Field(ge=0)]
    stations: Annotated[list[StationEntry], Field(min_length=1, max_length=40)]
