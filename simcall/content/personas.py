"""Reads personas: personas/<id>.yaml to `persona.person.Persona`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.common.bilingual import LANGUAGES, Language
from simcall.common.errors import ContentError
from simcall.content.document import Document, Inspection, read_document
from simcall.content.linekey import LineKey, read_line_key
from simcall.content.merge import merge_data
from simcall.content.problem import Finding
from simcall.content.text import build_text
from simcall.persona.person import (
    Ability,
    Asked,
    Debt,
    Habits,
    Line,
    OtherDebt,
    Payment,
    Persona,
    Reason,
    Temper,
)

MODEL = "simcall.content.schemas.persona:PersonaFile"
CHECKS_PARTS = True
SOMEBODY = ("name", "life", "work")  # a scenario that changes these is about somebody else
_NOT_SCALARS = frozenset(("baselines", "gains", "thresholds"))


def load_persona(name: str | Path, near: Path | None = None) -> Persona:
    """Return a persona by name or path. Raises ContentError when it is missing or broken."""
    return build_persona(read_document("persona", name, near))


def select_asked(
    asked: Mapping[str, Mapping[str, Any]], data: Mapping[str, Any], somebody: bool
) -> dict[str, dict[str, Any]]:
    """Return the questions that somebody may get.

    Those of another life do not fit a new person (somebody); those that anybody may get fit debtors
    only, and some of them not those who dispute the debt.
    """

    def fits(entry: Mapping[str, Any]) -> bool:
        if not entry.get("general"):
            return not somebody
        return data["role"] == "debtor" and not (data["disputes"] and entry.get("owing"))

    return {
        language: {name: entry for name, entry in entries.items() if fits(entry)}
        for language, entries in asked.items()
    }


def build_persona(
    document: Document,
    overrides: Mapping[str, Any] | None = None,
    first: Mapping[str, Mapping[str, list[str]]] | None = None,
    asked: Mapping[str, Mapping[str, Any]] | None = None,
) -> Persona:
    """Return the persona of a document.

    overrides: what a scenario changes, blocks in part and other values as a whole; None is no
    change. first: a scenario's own lines, merged over the persona's like those of `extends` and
    said before them. asked: a scenario's own questions, known before the persona's.
    """
    data = apply_changes(document.data, overrides or {})
    somebody = any((overrides or {}).get(name) for name in SOMEBODY)
    questions = merge_data(dict(asked or {}), select_asked(data["asked"], data, somebody))
    return Persona(
        id=document.id,
        name=build_text(data["name"]),
        archetype=data["archetype"],
        age=data["age"],
        work=build_text(data["work"]),
        life=build_text(data["life"]),
        role=data["role"],
        relation=build_text(data["relation"]),
        disputes=data["disputes"],
        debt=build_debt(data["debt"]),
        other_debts=tuple(
            OtherDebt(build_text(item["lender"]), item["amount"], item["rank"])
            for item in data["other_debts"]
        ),
        ability=Ability(**data["ability"]),
        reason=build_reason(data["reason"]),
        temper=build_temper(data["temper"]),
        habits=build_habits(data),
        lines=build_lines(data["lines"], document.path, first or {}, questions),
        asked=build_asked(questions, asked),
        content_notice=build_text(data["content_notice"]),
        outcome=data["outcome"],
        digits=data["digits"],
    )


def apply_changes(data: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a persona's data with a scenario's changes; other lines replace all lines."""
    out = dict(data)
    for key, value in changes.items():
        whole = key in ("lines", "asked")
        if isinstance(value, Mapping) and isinstance(out.get(key), Mapping) and not whole:
            out[key] = override(out[key], value)
        elif value is not None:
            out[key] = value
    return out


def override(block: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a block with the given parts changed; None is no change, mappings are merged."""
    out = dict(block)
    for key, value in changes.items():
        if isinstance(value, Mapping) and isinstance(out.get(key), Mapping):
            out[key] = {**out[key], **value}
        elif value is not None:
            out[key] = value
    return out


def build_debt(data: Mapping[str, Any]) -> Debt:
    """Return the debt of plain data."""
    history = tuple(Payment(item["months_ago"], item["amount"]) for item in data["history"])
    return Debt(**{**data, "history": history})


def build_reason(data: Mapping[str, Any]) -> Reason:
    """Return the three layers of truth."""
    return Reason(
        data["cause"],
        build_text(data["excuse"]),
        build_text(data["part"]),
        build_text(data["truth"]),
    )


def build_temper(data: Mapping[str, Any]) -> Temper:
    """Return the temper; scalars left out stay out, so that defaults stand in one place."""
    first, second, third = data["thresholds"]
    scalars = {
        name: float(value)
        for name, value in data.items()
        if name not in _NOT_SCALARS and value is not None
    }
    return Temper(dict(data["baselines"]), dict(data["gains"]), (first, second, third), scalars)


def build_habits(data: Mapping[str, Any]) -> Habits:
    """Return the habits; the language spoken at home is the first one with lines by default."""
    habits = data["habits"]
    language: Language = habits["language"] or ("zh" if data["lines"].get("zh") else "en")
    return Habits(
        habits["morning"], habits["midday"], habits["afternoon"], habits["evening"], language
    )


def build_lines(
    lines: Mapping[str, Mapping[str, list[str]]],
    path: Path,
    first: Mapping[str, Mapping[str, list[str]]],
    asked: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[Language, tuple[Line, ...]]:
    """Return every written line of every language, own lines before inherited ones.

    asked: own questions, whose lines are said to them only (act `own`).
    """
    merged = merge_data(dict(first), dict(lines), ("lines",))
    out: dict[Language, tuple[Line, ...]] = {}
    for language in LANGUAGES:
        if merged.get(language):
            said = iter_lines(merged[language], path, first.get(language, {}))
            own = (asked or {}).get(language, {})
            answers = (
                Line("own", text, name) for name in own for text in own[name].get("lines", ())
            )
            out[language] = (*said, *answers)
    return out


def rank_asked(name: str, entry: Mapping[str, Any], first: Mapping[str, Any]) -> int:
    """Return the rank of a question. first: the scenario's own ones in this language.

    The direct questions of every call (why, how much, when, who) yield to none.
    """
    if entry.get("general"):
        return 0 if entry.get("direct") else 2
    return 1 if first and name not in first else 0


def build_asked(
    asked: Mapping[str, Mapping[str, Any]], first: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[Language, tuple[Asked, ...]]:
    """Return the own questions of each language, in the order of the file.

    first: those of a scenario, which go before what the person brings along.
    """
    return {
        language: tuple(
            Asked(
                name,
                tuple(entry.get("phrases", ())),
                tuple(map(read_question, entry.get("questions", ()))),
                entry.get("answered_by", ""),
                rank_asked(name, entry, (first or {}).get(language, {})),
                tuple(map(read_fit, entry.get("questions", ()))),
            )
            for name, entry in asked[language].items()
        )
        for language in LANGUAGES
        if asked.get(language)
    }


def read_question(entry: str | Mapping[str, Any]) -> str:
    """Return the words of an example question."""
    return entry if isinstance(entry, str) else str(entry["ask"])


def read_fit(entry: str | Mapping[str, Any]) -> tuple[int, ...]:
    """Return the places of the lines that answer an example question, empty for all of them."""
    return () if isinstance(entry, str) else tuple(entry["lines"])


def iter_lines(
    keys: Mapping[str, list[str]], path: Path, first: Mapping[str, list[str]]
) -> Iterator[Line]:
    """Yield the lines under each line key; those in `first` come before any other that fits."""
    for key, sentences in keys.items():
        parsed = read_line_key(key)
        if not isinstance(parsed, LineKey):
            raise ContentError(f"{path}: line key '{key}': {parsed}")
        for sentence in sentences:
            own = sentence in first.get(key, ())
            yield Line(parsed.act, sentence, parsed.topic, parsed.mood, parsed.layer, own)


def find_problems(inspection: Inspection) -> Iterator[Finding]:
    """Yield what the model cannot see: lines, money, references."""
    from simcall.content.checks.person import check_persona

    yield from check_persona(inspection)
