"""`simcall score --evaluate FOLDER`: agreement with rated calls, by language and part.

A rated call carries `rating`: the six dimensions 0 to 10, overall 0 to 100, pass, critical. Every
third call of a `_dev` file (index 2, 5, 8 ...) is the held-out part. Files named `_fresh1`,
`_fresh2` ... were each written after a round of tuning and scored once before the next; what they
gave at first sight stands in docs/rubric.md. `_tuning` and `_blind` calls come from an author who
never saw the rubric, with the mean of raters who saw neither; the rubric was mended on the tuning
half, and the blind half was scored once afterwards. `_author_*` come from twelve further authors
who never saw the rubric (docs/rubric.md says who rated them and what they were used for). A call
that names another by `paraphrase_of` tests sensitivity: the same call in the agent's other words.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from simcall.cli.scoring import Judge, score_recording
from simcall.common.errors import SimcallError
from simcall.content.transcripts import read_recordings
from simcall.rubric.agreement import (
    Estimate,
    Pair,
    estimate,
    measure_bias,
    measure_distance,
    measure_match,
    measure_recall,
    measure_spearman,
)
from simcall.rubric.book import DIMENSIONS
from simcall.rubric.report import ScoreReport


class Rated(NamedTuple):
    """A scored call beside its rating. held: whether it belongs to the held-out part."""

    report: ScoreReport
    rating: Mapping[str, Any]
    part: str
    turns: int


class Evaluated(NamedTuple):
    """Rated calls, and the changes of the total by paraphrase, by language."""

    calls: list[Rated]
    changes: dict[str, list[float]]


def name_part(path: Path, number: int) -> str:
    """Return the part that a call belongs to: tuned, held out, tuning, blind, fresh, an author."""
    head, _, kind = path.stem.rpartition("_")
    if head.endswith("_author"):
        return f"author {kind}"
    if kind in ("blind", "tuning") or kind.startswith("fresh"):
        return kind
    return "held out" if number % 3 == 2 else "tuned"


def read_rated(judge: Judge, folder: Path) -> Evaluated:
    """Score every rated call of a folder. Raises SimcallError when there is none."""
    found: list[Rated] = []
    totals: dict[str, float] = {}
    pairs: list[tuple[str, str, float]] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, recording in enumerate(read_recordings(path)):
            scored = score_recording(judge, recording, None)
            report, rating = scored.report, recording.extra.get("rating")
            totals[report.id] = report.total
            if recording.extra.get("paraphrase_of"):
                other = str(recording.extra["paraphrase_of"])
                pairs.append((report.language, other, report.total))
            if isinstance(rating, Mapping):
                turns = len(recording.transcript.turns)
                found.append(Rated(report, rating, name_part(path, number), turns))
    if not found:
        raise SimcallError(f"{folder}: no rated calls; want .jsonl files whose calls have `rating`")
    changes: dict[str, list[float]] = {}
    for language, other, total in pairs:
        if other in totals:
            changes.setdefault(language, []).append(round(abs(total - totals[other]), 1))
    return Evaluated(found, changes)


def list_acts(rated: Rated) -> set[str]:
    """Return the critical failures that the rating names."""
    return {entry["act"] for entry in rated.rating.get("critical", ())}


def compare(calls: Sequence[Rated]) -> dict[str, Estimate]:
    """Return every figure of agreement over some calls."""
    figures = {
        "total_spearman": estimate(
            [Pair(c.report.total, float(c.rating["overall"])) for c in calls], measure_spearman
        ),
        "total_distance": estimate(
            [Pair(c.report.total, float(c.rating["overall"])) for c in calls], measure_distance
        ),
        "total_bias": estimate(
            [Pair(c.report.total, float(c.rating["overall"])) for c in calls], measure_bias
        ),
        "verdict": estimate(
            [Pair(float(c.report.passed), float(c.rating["pass"])) for c in calls], measure_match
        ),
        "critical_recall": estimate(
            [
                Pair(float(act in {n.act for n in c.report.critical}), 1.0)
                for c in calls
                for act in sorted(list_acts(c))
            ],
            measure_recall,
        ),
        "length_total": estimate(
            [Pair(c.report.total, float(c.turns)) for c in calls], measure_spearman
        ),
        "length_rating": estimate(
            [Pair(float(c.rating["overall"]), float(c.turns)) for c in calls], measure_spearman
        ),
    }
    for name in DIMENSIONS:
        pairs = [
            Pair(level, float(c.rating[name]))
            for c in calls
            if (level := c.report.dimensions.get(name)) is not None and c.rating[name] is not None
        ]
        figures[f"{name}_spearman"] = estimate(pairs, measure_spearman)
    return figures


def find_false_alarms(calls: Sequence[Rated]) -> list[str]:
    """Return calls that the rating passes and for which we found a critical failure."""
    return [c.report.id for c in calls if c.rating["pass"] and c.report.critical]


def evaluate_folder(judge: Judge, folder: Path, as_json: bool) -> int:
    """Print the agreement by language and part."""
    evaluated = read_rated(judge, folder)
    groups = {
        f"{language} {part}": [
            r for r in evaluated.calls if r.report.language == language and r.part == part
        ]
        for language in ("zh", "en")
        for part in sorted({r.part for r in evaluated.calls})
    }
    result: dict[str, Any] = {
        name: {
            "calls": len(calls),
            "false_alarms": find_false_alarms(calls),
            "figures": {key: value._asdict() for key, value in compare(calls).items()},
        }
        for name, calls in groups.items()
        if calls
    }
    moved = {name: statistics.median(values) for name, values in evaluated.changes.items()}
    if as_json:
        stamp = {"rubric": judge.rubric.stamp, "analyser": judge.analyser.name}
        data = {**stamp, "groups": result, "paraphrase": evaluated.changes}
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
        return 0
    print(f"analyser {judge.analyser.name}, rubric {judge.rubric.stamp}")
    for name, group in result.items():
        print(
            f"{name}: {group['calls']} calls, critical failures on passed calls: "
            f"{len(group['false_alarms'])}"
        )
        for key, value in group["figures"].items():
            print(f"  {key:22} {write_estimate(value)}")
    for name, median in moved.items():
        print(
            f"{name}: one paraphrase moves the total by {median:g} points in the median "
            f"({len(evaluated.changes[name])} calls)"
        )
    return 0


def write_estimate(value: Mapping[str, Any]) -> str:
    """Return a figure with its interval as text."""
    if value["value"] is None:
        return "-"
    if value["low"] is None:
        return f"{value['value']:.3f}  (n {value['calls']})"
    return f"{value['value']:.3f}  [{value['low']:.3f}, {value['high']:.3f}]  (n {value['calls']})"
