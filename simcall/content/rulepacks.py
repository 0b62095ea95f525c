"""Reads rule packs: rules/<id>.yaml to `rules.pack.RulePack`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simcall.content.document import Document, Inspection, read_document
from simcall.content.problem import Finding
from simcall.content.text import build_text
from simcall.rules.pack import ContactLimit, Duty, Hotline, RulePack

MODEL = "simcall.content.schemas.rulepack:RulesFile"
CHECKS_PARTS = True


def load_rules(name: str | Path, near: Path | None = None) -> RulePack:
    """Return a rule pack by name or path. Raises ContentError when it is missing or broken."""
    return build_rules(read_document("rules", name, near))


def build_rules(document: Document) -> RulePack:
    """Return the rule pack of a document."""
    data = document.data
    return RulePack(
        id=document.id,
        name=build_text(data["name"]),
        earliest=data["hours"]["earliest"],
        latest=data["hours"]["latest"],
        limit=ContactLimit(**data["limit"]),
        max_abandon_rate=data["max_abandon_rate"],
        duties=tuple(
            Duty(
                item["id"],
                build_text(item["text"]),
                tuple(item["shown_by"]),
                tuple(item["actors"]),
                item["source"],
            )
            for item in data["duties"]
        ),
        hotlines=tuple(
            Hotline(item["kind"], build_text(item["name"]), item["number"])
            for item in data["hotlines"]
        ),
        notes={key: build_text(note) for key, note in data["notes"].items()},
        currency=data["currency"],
    )


def find_problems(inspection: Inspection) -> Iterator[Finding]:
    """Yield what the model cannot see."""
    from simcall.content.checks.law import check_rules

    yield from check_rules(inspection)
