"""The model of rules/<id>.yaml: one jurisdiction's limits and duties."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simcall.content.schemas.base import Bilingual, ContentFile, Share, Slug, Strict


class HoursBlock(Strict):
    """Local whole hours between which a call may be made."""

    earliest: Annotated[int, Field(ge=0, le=24)]
    latest: Annotated[int, Field(ge=0, le=24)]


class LimitBlock(Strict):
    """How often. most: none when the law sets no number; counted: talks or dials."""

    most: Annotated[int, Field(ge=1)] | None
    days: Annotated[int, Field(ge=1)]
    counted: Literal["talks", "dials"]
    wait_days_after_talk: Annotated[int, Field(ge=0)] = 0


class DutyBlock(Strict):
    """Something that must be said; shown_by: acts or marks, any of which shows it."""

    id: Slug
    text: Bilingual
    shown_by: Annotated[list[str], Field(min_length=1)]
    actors: Annotated[list[Literal["creditor", "third_party"]], Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]


class HotlineBlock(Strict):
    """A telephone number for help."""

    kind: Literal["crisis", "police", "ambulance", "complaint", "advice"]
    name: Bilingual
    number: Annotated[str, Field(pattern=r"^[0-9][0-9 -]*$")]


class RulesFile(ContentFile):
    """One rule pack. Not legal advice."""

    name: Bilingual
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    hours: HoursBlock
    limit: LimitBlock
    max_abandon_rate: Share | None = None
    duties: list[DutyBlock] = Field(default_factory=list)
    hotlines: list[HotlineBlock]
    notes: dict[Slug, Bilingual] = Field(default_factory=dict)
