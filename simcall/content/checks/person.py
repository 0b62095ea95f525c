"""Checks on a persona beside its lines: money that adds up, gains, references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simcall.common.errors import ContentError
from simcall.content.checks.debt import check_ability, check_debt
from simcall.content.checks.sentences import check_enough, check_lines
from simcall.content.document import Inspection
from simcall.content.merge import find_value
from simcall.content.problem import Finding, KeyPath
from simcall.content.schemas.persona import AbilityBlock, DebtBlock, TemperBlock
from simcall.content.validate import read_block
from simcall.persona.temper import check_gain_name


def check_persona(inspection: Inspection) -> Iterator[Finding]:
    """Yield what is wrong across keys, in the sound parts of a broken file too."""
    raw = inspection.raw
    yield from check_lines(inspection)
    yield from check_temper(read_block(TemperBlock, raw.get("temper", {})) or {})
    if raw.get("template") is True:
        return
    debt = read_block(DebtBlock, raw.get("debt"))
    ability = read_block(AbilityBlock, raw.get("ability"))
    if debt is not None:
        yield from check_debt(debt, ("debt",), inspection.path)
    if debt is not None and ability is not None:
        yield from check_ability(ability, debt, ("ability",))
    if inspection.document is not None:
        yield from check_texts(inspection.document.data)
        if inspection.shipped:
            yield from check_enough(inspection)


def check_temper(temper: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield gains that name nothing and thresholds out of order."""
    for name in temper.get("gains", {}):
        try:
            check_gain_name(name)
        except ContentError as error:
            yield Finding(("temper", "gains", name), str(error))
    thresholds = temper.get("thresholds", [])
    if list(thresholds) != sorted(thresholds):
        yield Finding(
            ("temper", "thresholds"), "must rise: the truth takes more trust than the excuse"
        )


def check_texts(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield texts that must not be empty in both languages."""
    wanted: list[KeyPath] = [("name",), ("work",), ("life",)]
    wanted += [("reason", layer) for layer in ("excuse", "part", "truth")]
    if data["role"] == "other":
        wanted.append(("relation",))
    for key in wanted:
        if not any(find_value(data, key).values()):
            yield Finding(key, "is empty")
    if not any(data["lines"].values()):
        yield Finding(("lines",), "has no lines in any language")
