"""The model of policies/<id>.yaml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simcall.content.schemas.base import Bilingual, ContentFile, Share, Slug, Strict

Sentence = Annotated[str, Field(min_length=1, max_length=400)]


class SentenceBlock(Strict):
    """The sentences of a line by language; they all mean the same."""

    zh: list[Sentence] = Field(default_factory=list)
    en: list[Sentence] = Field(default_factory=list)


class LineEntry(Strict):
    """One thing to say. acts: names, or names with weights, as a careful coder would mark them."""

    acts: Annotated[list[Slug] | dict[Slug, Share], Field(min_length=1, max_length=12)]
    marks: list[Slug] = Field(default_factory=list)
    topics: list[Slug] = Field(default_factory=list)
    questions: list[Slug] = Field(default_factory=list)
    pay: Literal["due", "minimum", "affordable", "named"] | None = None
    days: Literal["payday"] | Annotated[int, Field(ge=0, le=365)] | None = None
    instalments: Annotated[int, Field(ge=2, le=60)] | None = None
    waiver: Share | None = None
    fit: Share = 0.0
    choice_given: Share = 0.0
    neutral_consequence: Share = 0.0
    warm_then_cold: Share = 0.0
    text: SentenceBlock


class PolicyFile(ContentFile):
    """One kind of agent. grade: 5 the best to 1 the worst, 0 outside the grading."""

    name: Bilingual
    note: Bilingual
    grade: Annotated[int, Field(ge=0, le=5)] = 0
    situations: dict[Slug, Annotated[list[LineEntry], Field(min_length=1, max_length=12)]]
