"""The model of rubrics/<id>.yaml: dimensions, items, variants, criticals, ceilings, sentences."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simcall.content.schemas.base import Bilingual, ContentFile, Share, Slug, Strict

Mark = Annotated[float, Field(ge=0, le=100)]
Guidance = Annotated[list[Annotated[str, Field(pattern=r"^[ACD][0-9]+$")]], Field(min_length=1)]
DimensionName = Literal["opening", "listening", "empathy", "solution", "compliance", "closing"]


class CueBlock(Strict):
    """Regular expressions by language, or the name of a group under `signals`."""

    zh: list[str] = Field(default_factory=list)
    en: list[str] = Field(default_factory=list)
    signal: Slug | None = None


class DimensionBlock(Strict):
    """One dimension. combine: mean of its items, or product where each can sink it.

    shade: how far the whole call colours its mark, 0 to 1.
    """

    id: DimensionName
    name: Bilingual
    weight: Annotated[float, Field(gt=0, le=1)]
    combine: Literal["mean", "product"] = "mean"
    shade: Share = 0.0


class AnchorBlock(Strict):
    """What one level of an item looks like."""

    at: Share
    zh: str = ""
    en: str = ""


class ItemBlock(Strict):
    """One item. measure: the name of a measure; the item's id when left out."""

    id: Slug
    dimension: DimensionName
    name: Bilingual
    weight: Annotated[float, Field(gt=0)]
    measure: Slug | None = None
    guidance: Guidance
    settings: dict[Slug, float] = Field(default_factory=dict)
    anchors: Annotated[list[AnchorBlock], Field(min_length=2)]


class NeedBlock(Strict):
    """What a kind of call asks for; any of acts, marks, asks or cues shows it."""

    id: Slug
    text: Bilingual
    weight: Annotated[float, Field(gt=0)] = 1.0
    acts: list[Slug] = Field(default_factory=list)
    marks: list[Slug] = Field(default_factory=list)
    asks: list[Slug] = Field(default_factory=list)
    cues: CueBlock = Field(default_factory=CueBlock)


class VariantBlock(Strict):
    """A kind of call. acts: the debtor's acts that show it; turns: how many turns must show it."""

    id: Slug
    name: Bilingual
    acts: dict[Slug, Share] = Field(default_factory=dict)
    cues: CueBlock = Field(default_factory=CueBlock)
    early: Annotated[int, Field(ge=0)] = 0
    turns: Annotated[int, Field(ge=1)] = 1
    needs: list[NeedBlock]
    avoid: list[Slug] = Field(default_factory=list)
    skip: list[Slug] = Field(default_factory=list)
    unmet: Mark = 100.0
    guidance: Guidance


class CriticalBlock(Strict):
    """A critical failure and the probabilities at which it stands."""

    id: Slug
    name: Bilingual
    alone: Share
    together: Share
    ruined: Share = 1.0
    repeat: Annotated[int, Field(ge=1)]
    ceiling: Mark
    guidance: Guidance


class CeilingBlock(Strict):
    """A fault of the whole call that limits the total."""

    id: Slug
    text: Bilingual
    most: Mark
    settings: dict[Slug, float] = Field(default_factory=dict)
    guidance: Guidance


class AdviceBlock(Strict):
    """Words for the coaching lists; leave out what does not apply."""

    keep: Bilingual = Field(default_factory=Bilingual)
    start: Bilingual = Field(default_factory=Bilingual)
    stop: Bilingual = Field(default_factory=Bilingual)


class GradingBlock(Strict):
    """How the grades of the replies make the total.

    share: their part of the total; curve: points (mean grade -2 to 2, total 0 to 100), rising;
    ease_from, ease_full: mean grades from which faults of the course count less, and not at all;
    least_raw: mean of the dimensions, 0 to 100, without which no call passes.
    """

    share: Share
    curve: Annotated[
        list[Annotated[list[float], Field(min_length=2, max_length=2)]], Field(min_length=2)
    ]
    ease_from: Annotated[float, Field(ge=-2, le=2)]
    ease_full: Annotated[float, Field(ge=-2, le=2)]
    least_raw: Mark = 0.0


class RubricFile(ContentFile):
    """A whole rubric."""

    version: Annotated[int, Field(ge=1)]
    title: Bilingual
    dimensions: Annotated[list[DimensionBlock], Field(min_length=1)]
    curve: Annotated[
        list[Annotated[list[Mark], Field(min_length=2, max_length=2)]], Field(min_length=2)
    ]
    replies: GradingBlock
    squeeze: Share
    pass_at: Mark
    floors: dict[DimensionName, Annotated[float, Field(ge=0, le=10)]] = Field(default_factory=dict)
    items: Annotated[list[ItemBlock], Field(min_length=1)]
    variants: list[VariantBlock] = Field(default_factory=list)
    criticals: list[CriticalBlock]
    ceilings: list[CeilingBlock] = Field(default_factory=list)
    signals: dict[Slug, CueBlock] = Field(default_factory=dict)
    advice: dict[Slug, AdviceBlock] = Field(default_factory=dict)
    sentences: dict[Slug, list[Bilingual]] = Field(default_factory=dict)
