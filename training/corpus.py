"""Reads the labelled corpus: corpus/agent, corpus/debtor, and the personas' lines."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simcall.speech.acts import CRITICALS, DEBTOR_ACTS, HARMS, SIGNS, WORTH
from simcall.speech.heads import BEYOND, LABELS, PLACE

ROOT = Path(__file__).resolve().parent.parent
HELD_OUT_AUTHORS = frozenset({"e", "de", "q", "ka", "kb", "x1", "v1"})
# Talk of helpers that has nothing to do with a debt to be collected.
BEYOND_PRODUCTS = frozenset(
    "general support gambling mi drinking counselling helpline smoking crisisline crisis_line medical "
    "familycounsel veteran hotline study marriage coach".split()
)
HELD_OUT_SITUATIONS = frozenset({"followup", "brokenpromise"})


class Example(NamedTuple):
    """One labelled utterance. targets: 0, 1, or NaN where the label does not apply."""

    id: str
    text: str
    prev: str
    language: str
    speaker: str
    author: str
    stage: str
    targets: NDArray[np.float32]


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def blank(speaker: str) -> NDArray[np.float32]:
    """Return zeros for the labels of a speaker and NaN for the other's."""
    targets = np.full(len(LABELS), np.nan, dtype=np.float32)
    for name, place in PLACE.items():
        if name.startswith(("reply:", "fails:")):
            continue
        if name.startswith(("debtor:", "talk:")) == (speaker == "debtor"):
            targets[place] = 0.0
    return targets


def put_grade(targets: NDArray[np.float32], grade: int, signs: Sequence[str]) -> None:
    """Enter a coach's grade of a turn (-2 to 2) and the signs of it."""
    reached = (grade >= 2, grade >= 1, grade <= -1, grade <= -2)
    for name, here in zip(WORTH, reached, strict=True):
        targets[PLACE[f"reply:{name}"]] = float(here)
    for name in SIGNS:
        targets[PLACE[f"reply:{name}"]] = float(name in signs)


def agent_example(row: dict[str, Any]) -> Example:
    targets = blank("agent")
    names = [*row["acts"], *(f"mark:{m}" for m in row["marks"])]
    names += [f"topic:{t}" for t in row["topics"]]
    for name in names:
        targets[PLACE[name]] = 1.0
    if row.get("product") in BEYOND_PRODUCTS:
        targets[PLACE[BEYOND]] = np.nan if set(row["acts"]) & set(HARMS) else 1.0
    if row.get("disputed"):
        for name in row["disputed"]:
            targets[PLACE[name]] = 0.5
    return Example(
        row["id"], row["text"], row["prev"], row["lang"], "agent", row["author"], row["stage"], targets
    )  # fmt: skip


def debtor_example(row: dict[str, Any]) -> Example:
    """A debtor's utterance; of turns of whole calls only the hint of self-harm is known."""
    if "acts" not in row:
        return risk_example(row)
    targets = blank("debtor")
    for name in row["acts"]:
        targets[PLACE[f"debtor:{name}"]] = 1.0
    if row.get("talk"):
        targets[PLACE[f"talk:{row['talk']}"]] = 1.0
    else:
        for name, place in PLACE.items():
            if name.startswith("talk:"):
                targets[place] = np.nan
    return Example(
        row["id"], row["text"], row.get("prev", ""), row["lang"], "debtor", row["author"],
        row.get("stage", ""), targets,
    )  # fmt: skip


def risk_example(row: dict[str, Any]) -> Example:
    """A debtor's turn of a call. risk: 0 none, 1 a veiled hint of self-harm, 2 a plain one."""
    targets = np.full(len(LABELS), np.nan, dtype=np.float32)
    targets[PLACE["debtor:risk"]] = float(row["risk"] > 0)
    return Example(
        row["id"], row["text"], row["prev"], row["lang"], "debtor", row["author"], "call", targets
    )  # fmt: skip


def reply_example(row: dict[str, Any]) -> Example:
    """A graded turn of a call; its acts are known where it was coded as well."""
    if "acts" in row:
        example = agent_example({**row, "topics": [], "stage": "call"})
    else:
        targets = np.full(len(LABELS), np.nan, dtype=np.float32)
        example = Example(
            row["id"], row["text"], row["prev"], row["lang"], "agent", row["author"], "call", targets
        )  # fmt: skip
        targets[PLACE[BEYOND]] = 0.0
    for name, place in PLACE.items():
        if name.startswith(("topic:", "mark:")) and example.targets[place] == 0.0:
            example.targets[place] = np.nan
    return example


def read_agent() -> list[Example]:
    """All agent utterances: coded, graded or both."""
    files = sorted((ROOT / "corpus" / "agent").glob("*.jsonl"))
    examples = [agent_example(row) for path in files for row in read_jsonl(path)]
    known = {example.id: example for example in examples}
    grades: dict[str, int] = {}
    for path in sorted((ROOT / "corpus" / "replies").glob("*.jsonl")):
        for row in read_jsonl(path):
            if row["id"] not in known:
                known[row["id"]] = reply_example(row)
                examples.append(known[row["id"]])
            if "grade" in row:
                put_grade(known[row["id"]].targets, row["grade"], row["signs"])
                grades[row["id"]] = row["grade"]
    flags = read_flags()
    for example in examples:
        put_failures(example, grades.get(example.id), flags)
    return examples


Flags = dict[str, dict[str, tuple[bool, frozenset[int]]]]


def read_flags() -> Flags:
    """What the raters of whole calls marked as critical: call id, act, agreed or not, turns.

    agreed: most raters of the call found it; turns: any rater's. Acts that nobody marked are left
    out. Sets whose figures stand in docs/rubric.md as never tuned on are not read.
    """
    flags: Flags = {}
    for path in sorted((ROOT / "corpus" / "calls").glob("*_author_*.jsonl")):
        for row in read_jsonl(path):
            if "rating" not in row:
                continue
            marks = [*row["rating"]["critical"]]
            for rater in row["rating"].get("raters", []):
                marks += rater["critical"]
            acts = {mark["act"] for mark in marks}
            agreed = {mark["act"] for mark in row["rating"]["critical"]}
            flags[row["id"]] = {
                act: (act in agreed, frozenset(m["turn"] for m in marks if m["act"] == act))
                for act in acts
            }
    return flags


def put_failures(example: Example, grade: int | None, flags: Flags) -> None:
    """Enter what fails a call, and the harms of turns that were not coded.

    A turn that was marked fails where most raters agree on the act; in a call where nobody marked
    an act, no turn fails by it. Of single lines, a harm that a coach graded as harmful fails.
    Nothing graded as good is a harm.
    """
    call = call_of(example)
    turn = int(example.id.rpartition(":")[2]) if call else 0
    marks = flags.get(call.split("-", 1)[-1]) if call else None
    coded = is_coded(example)
    for act in CRITICALS:
        fails = is_failure(example, act, grade, marks, turn)
        example.targets[PLACE[f"fails:{act}"]] = np.nan if fails is None else float(fails)
        if not coded and act in HARMS and fails and grade is not None and grade < 0:
            example.targets[PLACE[act]] = 1.0
        elif not coded and act in HARMS and fails is False and act != "pressure" and grade != -2:
            example.targets[PLACE[act]] = 0.0
    if not coded and grade is not None and grade >= 1:
        for act in HARMS:
            example.targets[PLACE[act]] = 0.0


def is_failure(
    example: Example,
    act: str,
    grade: int | None,
    marks: dict[str, tuple[bool, frozenset[int]]] | None,
    turn: int,
) -> bool | None:
    """Tell whether a turn fails a call by an act; None where nobody can know."""
    if grade is not None and grade >= 1:
        return False
    if marks is not None:
        if act not in marks:
            return False
        agreed, turns = marks[act]
        return True if agreed and turn in turns else None
    if act == "ignored_risk" or not is_coded(example):
        return None
    if example.targets[PLACE[act]] < 0.5:
        return False
    return True if grade == -2 else None


def read_debtor() -> list[Example]:
    files = sorted((ROOT / "corpus" / "debtor").glob("*.jsonl"))
    return [debtor_example(row) for path in files for row in read_jsonl(path)]


def is_held_out(example: Example) -> bool:
    """Held out by author and by situation, never at random lines."""
    return example.author in HELD_OUT_AUTHORS or example.stage in HELD_OUT_SITUATIONS


def is_written_for(example: Example) -> bool:
    """Tell whether it is a line of a persona, labelled by the one act that it was written for."""
    return len(example.author) > 2


def is_fitted(line: Example) -> bool:
    """Tell whether a line of a persona is in the fit of the heads; half of them are."""
    return zlib.crc32(line.id.encode()) % 2 == 0


def is_coded(example: Example) -> bool:
    """Tell whether the acts are known, of an agent's or a debtor's utterance."""
    place = PLACE["greet" if example.speaker == "agent" else "debtor:greet"]
    return not np.isnan(example.targets[place])


def is_beyond(example: Example) -> bool:
    """Tell whether it is talk of helpers beyond collections, without any harm."""
    return bool(example.targets[PLACE[BEYOND]] == 1.0)


def is_graded(example: Example) -> bool:
    """Tell whether a coach graded the turn as a reply."""
    return not np.isnan(example.targets[PLACE["reply:good"]])


def call_of(example: Example) -> str:
    """Return the call that an agent's turn belongs to, empty for a single line."""
    return example.id.rsplit(":", 1)[0] if ":" in example.id else ""


def is_dev(example: Example) -> bool:
    """A twelfth of the training part, whole groups with the same words before, for calibration.

    Of calls, whole calls.
    """
    group = call_of(example) or example.prev or example.id
    return zlib.crc32(group.encode()) % 12 == 0


# A line written for one act may well carry these too, so their absence teaches nothing.
OFTEN_BESIDE = (
    "answer", "emotion", "reason", "excuse", "acknowledge", "question", "negotiate", "thank",
)  # fmt: skip
PSEUDO_ACTS = {"accept": "promise"}
KNOWN = frozenset(DEBTOR_ACTS)


def read_persona_lines() -> list[Example]:
    """The lines of the shipped personas and scenarios, each once, by the act it was written for."""
    from simcall.content.calls import load_call
    from simcall.content.personas import load_persona

    people = [
        load_persona(path)
        for path in sorted((ROOT / "personas").glob("*.yaml"))
        if not path.stem.startswith("base_")
    ]
    scenes = [load_call(path) for path in sorted((ROOT / "scenarios" / "calls").glob("*.yaml"))]
    spoken = [(person.id, person.lines) for person in people]
    spoken += [(f"scene-{scene.id}", scene.persona.lines) for scene in scenes]
    examples: list[Example] = []
    seen: set[tuple[str, str, str]] = set()
    for author, by_language in spoken:
        for language, lines in by_language.items():
            for number, line in enumerate(lines):
                act = PSEUDO_ACTS.get(line.act, line.act)
                if act not in KNOWN or (language, line.text, act) in seen:
                    continue
                seen.add((language, line.text, act))
                row = {
                    "id": f"{author}-{language}-{number}", "text": fill(line.text, language),
                    "lang": language, "author": author, "acts": [act],
                }  # fmt: skip
                examples.append(forget_absent(debtor_example(row)))
    return examples


def forget_absent(example: Example) -> Example:
    """Mark the acts that may stand beside the one a line was written for as unknown."""
    for name in OFTEN_BESIDE:
        place = PLACE[f"debtor:{name}"]
        if example.targets[place] == 0.0:
            example.targets[place] = np.nan
    return example


FILLERS = {
    "zh": {"amount": "三千二", "payday": "15号", "payday_date": "12月15号", "name": "林岚"},
    "en": {"amount": "£320", "payday": "the 15th", "payday_date": "the 15th of December"},
}


def fill(text: str, language: str) -> str:
    """Fill slots with something plausible, so that braces are never learned."""
    import re

    money, word = ("五百块", "青禾") if language == "zh" else ("£80", "Greenfield")
    values = FILLERS[language]

    def choose(match: re.Match[str]) -> str:
        name = match.group()[1:-1]
        return values.get(name, word if name in ("lender", "product", "surname") else money)

    return re.sub(r"\{[a-z_]+\}", choose, text)
