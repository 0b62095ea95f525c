"""Reads agent policies: policies/<id>.yaml to `agent.policy.Policy`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.agent.policy import Policy, PolicyLine
from simcall.agent.situation import SITUATIONS
from simcall.agent.slots import POLICY_SLOTS
from simcall.common.bilingual import LANGUAGES
from simcall.common.errors import did_you_mean
from simcall.content.document import Document, Inspection, read_document
from simcall.content.problem import Finding
from simcall.content.text import build_text
from simcall.persona.words import SLOT
from simcall.speech.acts import ACTS, MARKS, TOPICS

MODEL = "simcall.content.schemas.policy:PolicyFile"


def load_policy(name: str | Path, near: Path | None = None) -> Policy:
    """Return a policy by name or path. Raises ContentError when it is missing or broken."""
    return build_policy(read_document("policy", name, near))


def build_policy(document: Document) -> Policy:
    """Return the policy of a document."""
    data = document.data
    situations = {
        situation: tuple(build_line(entry) for entry in data["situations"][situation])
        for situation in SITUATIONS
        if situation in data["situations"]
    }
    return Policy(
        id=document.id,
        name=build_text(data["name"]),
        note=build_text(data["note"]),
        situations=situations,
        grade=data["grade"],
    )


def build_line(entry: Mapping[str, Any]) -> PolicyLine:
    """Return one line of plain data."""
    acts = entry["acts"]
    weights = dict(acts) if isinstance(acts, Mapping) else dict.fromkeys(acts, 1.0)
    topics = dict.fromkeys((*entry["topics"], *entry["questions"]))
    return PolicyLine(
        acts={act: float(weights[act]) for act in ACTS if act in weights},
        texts={lang: tuple(entry["text"][lang]) for lang in LANGUAGES if entry["text"][lang]},
        marks=tuple(entry["marks"]),
        topics=tuple(topics),
        questions=tuple(entry["questions"]),
        pay=entry["pay"] or "",
        days=entry["days"],
        instalments=entry["instalments"],
        waiver=entry["waiver"],
        fit=entry["fit"],
        choice_given=entry["choice_given"],
        neutral_consequence=entry["neutral_consequence"],
        warm_then_cold=entry["warm_then_cold"],
    )


def find_problems(inspection: Inspection) -> Iterator[Finding]:
    """Yield what the model cannot see: unknown names, missing situations, unknown slots."""
    assert inspection.document is not None
    data = inspection.document.data
    situations = data.get("situations", {})
    for name in situations:
        if name not in SITUATIONS:
            message = f"no situation of this name{did_you_mean(name, SITUATIONS)}"
            yield Finding(("situations", name), message)
    missing = [name for name in SITUATIONS if name not in situations]
    if missing and not data.get("template"):
        yield Finding(("situations",), f"nothing to say in: {', '.join(missing)}")
    for name, lines in situations.items():
        for place, line in enumerate(lines):
            yield from check_line(("situations", name, place), line)


def check_line(key: tuple[str | int, ...], line: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with one line."""
    yield from check_names((*key, "acts"), line["acts"], ACTS, "act")
    yield from check_names((*key, "marks"), line.get("marks", ()), MARKS, "mark")
    yield from check_names((*key, "topics"), line.get("topics", ()), TOPICS, "topic")
    yield from check_names((*key, "questions"), line.get("questions", ()), TOPICS, "topic")
    sentences = [
        (language, place, sentence)
        for language in LANGUAGES
        for place, sentence in enumerate(line["text"].get(language, ()))
    ]
    if not sentences:
        yield Finding((*key, "text"), "needs at least one sentence in one language")
    for language, place, sentence in sentences:
        for slot in SLOT.findall(sentence):
            if slot[1:-1] not in POLICY_SLOTS:
                hint = did_you_mean(slot[1:-1], POLICY_SLOTS)
                yield Finding((*key, "text", language, place), f"unknown slot {slot}{hint}")


def check_names(
    key: tuple[str | int, ...], names: Iterable[str], known: tuple[str, ...], what: str
) -> Iterator[Finding]:
    """Yield the names that are not in a scheme."""
    for name in names:
        if name not in known:
            yield Finding(key, f"unknown {what} '{name}'{did_you_mean(name, known)}")
