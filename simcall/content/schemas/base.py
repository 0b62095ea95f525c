"""What the models of all content files share: strictness, bilingual text, names."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

NAME_PATTERN = r"^[a-z0-9][a-z0-9_-]*$"

Name = Annotated[str, Field(pattern=NAME_PATTERN, description="small letters, digits, _ and -")]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Money = Annotated[int, Field(ge=0, le=10**12, description="integer minor units: fen, pence, cents")]
Share = Annotated[float, Field(ge=0, le=1)]
Reference = Annotated[str, Field(min_length=1, description="a name, or a path to a file")]


class Strict(BaseModel):
    """A block in which unknown keys and values of another type are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Bilingual(Strict):
    """Text in Chinese and English. Shipped content needs both."""

    zh: str = ""
    en: str = ""


class ContentFile(Strict):
    """What every file may say. `schema` names the kind and version."""

    schema_: str = Field(alias="schema", pattern=r"^simcall/[a-z]+/[0-9]+$")
    extends: Reference | None = Field(
        default=None, description="a file of this kind; what is missing here comes from there"
    )
    template: bool = Field(
        default=False, description="true: only for others to extend; may leave anything out"
    )
