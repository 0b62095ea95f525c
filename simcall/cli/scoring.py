"""Scoring files: what `simcall score` and `simcall report` share."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from simcall.call.hearing import hear_transcript
from simcall.call.transcript import HeardCall
from simcall.common.bilingual import Language
from simcall.common.errors import ContentError
from simcall.content.analyser import load_analyser
from simcall.content.rubrics import load_rubric
from simcall.content.rulepacks import load_rules
from simcall.content.transcripts import Recording, parse_recordings, read_recordings
from simcall.rubric.book import Rubric
from simcall.rubric.mask import Mask, find_mask, mask_report
from simcall.rubric.report import ScoreReport
from simcall.rubric.score import score_call
from simcall.rules.pack import RulePack
from simcall.speech.reading import Analyser


class Judge(NamedTuple):
    """A rubric and the analyser that reads for it."""

    rubric: Rubric
    analyser: Analyser


class Scored(NamedTuple):
    """A call that was scored, with what it was read from."""

    recording: Recording
    heard: HeardCall
    report: ScoreReport
    mask: Mask

    def shown(self, masked: bool) -> ScoreReport:
        """Return the report, with names and numbers masked where wanted."""
        return mask_report(self.report, self.mask) if masked else self.report


def load_judge(rubric: str) -> Judge:
    """Load a rubric and the analyser."""
    return Judge(load_rubric(rubric), load_analyser())


def find_pack(name: str) -> RulePack | None:
    """Return the rule pack that a call names; None when there is none of that name."""
    if not name:
        return None
    try:
        return load_rules(name)
    except ContentError:
        return None


def score_recording(judge: Judge, recording: Recording, language: Language | None) -> Scored:
    """Score one call."""
    heard = hear_transcript(recording.transcript, judge.analyser)
    pack = find_pack(recording.transcript.rules)
    report = score_call(heard, judge.rubric, pack, language)
    return Scored(recording, heard, report, find_mask(heard))


def score_files(
    judge: Judge, files: Sequence[str], language: Language | None = None
) -> list[Scored]:
    """Score every call of some files; `-` is standard input. Raises TranscriptError."""
    recordings: list[Recording] = []
    for file in files:
        if file == "-":
            recordings += parse_recordings(sys.stdin.read(), "(standard input)", "stdin")
        else:
            recordings += read_recordings(file)
    return [score_recording(judge, recording, language) for recording in recordings]
