"""The calls kept on this computer, as members of a cohort: from the index, without rescoring."""

from __future__ import annotations

from simcall.rubric.cohort import Member
from simcall.rubric.report import ScoreReport
from simcall.store.home import open_home
from simcall.store.records import Record, open_records


def read_kept() -> list[Member]:
    """Return every kept and scored call."""
    with open_records(open_home()) as records:
        return [make_member(record) for record in records.find() if record.total is not None]


def make_member(record: Record) -> Member:
    """Return a record as a member; its items are not kept, so only the marks count."""
    report = ScoreReport(
        id=record.call,
        language="zh" if record.language == "zh" else "en",
        total=float(record.total or 0.0),
        passed=bool(record.passed),
        raw=float(record.total or 0.0),
        dimensions=dict(record.dimensions),
        critical=(),
        critical_extra=(),
        caps=(),
        items=(),
        replies=(),
        situations=(),
        keep=(),
        start=(),
        stop=(),
        better=(),
        unchecked=(),
        rubric=record.rubric,
        analyser="",
    )
    return Member(record.trainee, record.started, report)
