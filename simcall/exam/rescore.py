"""Rescoring: each move again from its text, each state from its move, each score from its call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from simcall import __version__
from simcall.call.journal import Event, canonical_bytes
from simcall.common.bilingual import Text
from simcall.exam.form import Exam, FormCall
from simcall.exam.result import trim_score
from simcall.exam.sitting import STEP_KINDS, Scorer, StationCall, StationRecord
from simcall.exam.verdict import judge
from simcall.speech.reading import Analyser

DECLARED = frozenset({"analyser", "rubric", "version"})


class Difference(NamedTuple):
    """Something that came out otherwise. station counts from 1, 0 for the whole sitting."""

    station: int
    what: Text


class Rescore(NamedTuple):
    """A second scoring. same: not one difference."""

    scores: tuple[Mapping[str, Any], ...]
    verdict: Mapping[str, Any]
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Tell whether everything came out as before."""
        return not self.differences


def compare_tools(result: Mapping[str, Any], exam: Exam, analyser: str, rubric: str) -> list[Text]:
    """Return what is no longer the same as at the sitting: exam, analyser, rubric."""
    notes = []
    pairs = (
        ("考试文件", "the exam file", result["exam"]["digest"], exam.digest),
        ("分析器", "the analyser", result["analyser"], analyser),
        ("评分标准", "the rubric", result["rubric"], rubric),
        ("simcall 版本", "simcall's version", result["version"], __version__),
    )
    for zh, en, then, now in pairs:
        if then != now:
            notes.append(Text(f"{zh}已改变：{then} → {now}", f"{en} changed: {then} -> {now}"))
    return notes


def retake(
    form: FormCall, events: Sequence[Event], analyser: Analyser, rubric: str, score: Scorer
) -> tuple[StationRecord, list[Difference]]:
    """Say a station's sentences again to a fresh call, and compare event by event.

    The moves come from the text anew, the durations are the journalled ones. An event that differs
    is named with the parts of it that differ.
    """
    station = StationCall(form, analyser, rubric, None)
    for event in events[1:]:
        if event["kind"] == "pickup":
            station.begin()
        elif event["kind"] == "turn" and not station.over:
            station.hear(event["input"]["text"], event["input"]["seconds"])
        elif event["kind"] in STEP_KINDS:
            station.note(event["kind"], **event["input"])
    record = station.finish(score)
    pairs = compare_events(plain_header(events), plain_header(record.events))
    return record, [Difference(form.number, what) for what in pairs]


def plain_header(events: Sequence[Event]) -> list[Event]:
    """Return a journal without the tools that its header names; `compare_tools` speaks of those."""
    head = {k: v for k, v in events[0]["input"].items() if k not in DECLARED}
    return [{**events[0], "input": head}, *events[1:]]


def compare_events(then: Sequence[Event], now: Sequence[Event]) -> list[Text]:
    """Name the first event that differs, with its parts; hashes that merely follow are left out."""
    for number, (old, new) in enumerate(zip(then, now, strict=False), start=1):
        parts = [
            key
            for key in sorted({*old, *new} - {"prev_hash"})
            if canonical_bytes(old.get(key)) != canonical_bytes(new.get(key))
        ]
        if parts:
            names = ", ".join(parts)
            return [
                Text(
                    f"记录第 {number} 行（{old['kind']}）不同：{names}",
                    f"journal line {number} ({old['kind']}) differs in: {names}",
                )
            ]
    if len(then) != len(now):
        return [
            Text(
                f"记录原有 {len(then)} 行，现在得到 {len(now)} 行",
                f"the journal had {len(then)} lines and now has {len(now)}",
            )
        ]
    return []


def compare_scores(
    number: int, then: Mapping[str, Any], now: Mapping[str, Any]
) -> list[Difference]:
    """Name the parts of a station's score that differ."""
    differences = []
    for key in sorted({*then, *now}):
        if canonical_bytes(then.get(key)) != canonical_bytes(now.get(key)):
            shown = f": {then.get(key)} -> {now.get(key)}" if key in ("total", "pass") else ""
            differences.append(
                Difference(
                    number, Text(f"评分中的 {key} 不同{shown}", f"the score's {key} differs{shown}")
                )
            )
    return differences


def rescore(
    result: Mapping[str, Any],
    exam: Exam,
    form: Sequence[FormCall],
    journals: Sequence[Sequence[Event]],
    analyser: Analyser,
    rubric: str,
    score: Scorer,
    rubric_digest: str,
) -> Rescore:
    """Rescore a whole sitting from its journals.

    rubric: its stamp as the result shows it; rubric_digest: as the journals' headers show it.
    """
    name = f"{analyser.name} {analyser.digest}".strip()
    differences = [Difference(0, note) for note in compare_tools(result, exam, name, rubric)]
    scores = []
    for call, events, station in zip(form, journals, result["stations"], strict=True):
        record, found = retake(call, events, analyser, rubric_digest, score)
        differences.extend(found)
        differences.extend(compare_scores(call.number, station["score"], trim_score(record.score)))
        scores.append(record.score)
    verdict = judge(exam.rule, scores).as_json()
    if (
        verdict["passed"] != result["verdict"]["passed"]
        or verdict["mean"] != (result["verdict"]["mean"])
    ):
        differences.append(
            Difference(
                0,
                Text(
                    f"结论不同：平均分 {result['verdict']['mean']} → {verdict['mean']}",
                    f"the verdict differs: mean {result['verdict']['mean']} -> {verdict['mean']}",
                ),
            )
        )
    return Rescore(tuple(scores), verdict, tuple(differences))
