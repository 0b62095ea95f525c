"""The index of finished calls and examination sittings: SQLite, many readers and writers at once.

The journals are the truth; the index only makes cohort views quick.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from simcall.call.session import Call
from simcall.common.errors import SimcallError
from simcall.store.home import Home
from simcall.store.migrations import migrate

WAIT_SECONDS = 10.0


class Record(NamedTuple):
    """One finished call. started: ISO time of the wall, declared only, no part of any score.

    call: id of its journal; seed: text (64 bits). total and passed: None when it was not scored.
    """

    call: str
    trainee: str
    scenario: str
    seed: str
    language: str
    started: str
    total: float | None
    passed: bool | None
    dimensions: Mapping[str, float | None]
    outcome: Mapping[str, Any]
    rubric: str
    journal: str


class SittingRecord(NamedTuple):
    """One attempt of a candidate at an examination. state: open, passed or failed."""

    exam: str
    candidate: str
    attempt: int
    folder: str
    state: str


class Records:
    """The open index; use as a context manager. read_only: look at an index on a read-only disk."""

    def __init__(self, path: Path | str, read_only: bool = False) -> None:
        self.path = str(path)
        target = f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1" if read_only else path
        self._connection = sqlite3.connect(
            target,
            timeout=WAIT_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            uri=read_only,
        )
        try:
            if not read_only:
                self._prepare()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise SimcallError(
                f"{self.path} is no sound database ({error}); move it away and simcall begins a "
                "new one (the journals beside it are untouched)"
            ) from None
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        """Turn the write-ahead log on and bring the tables up to date.

        SQLite does not wait for other sessions while the kind of log is changed or recovered
        (SQLITE_BUSY at once, whatever the time-out), so the waiting is done here.
        """
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                if self._connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                    self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = FULL")
                migrate(self._connection, self.path)
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                if time.monotonic() > deadline:
                    raise SimcallError(
                        f"{self.path} is in use by another session; close it and try again"
                    ) from None
                time.sleep(0.01)

    def __enter__(self) -> Records:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def add(self, record: Record) -> None:
        """Add a finished call, or replace the entry of the same journal."""
        row = record._asdict()
        row["dimensions"] = json.dumps(dict(record.dimensions), sort_keys=True)
        row["outcome"] = json.dumps(dict(record.outcome), sort_keys=True, ensure_ascii=False)
        row["passed"] = None if record.passed is None else int(record.passed)
        marks = ", ".join("?" for _ in row)
        self._connection.execute(
            f"INSERT OR REPLACE INTO records ({', '.join(row)}) VALUES ({marks})",
            tuple(row.values()),
        )

    def find(
        self, trainee: str | None = None, scenario: str | None = None, limit: int = 1_000_000
    ) -> list[Record]:
        """Return finished calls, the oldest first, of one trainee or scenario when named."""
        rows = self._connection.execute(
            f"SELECT {', '.join(Record._fields)} FROM records"
            " WHERE (?1 IS NULL OR trainee = ?1) AND (?2 IS NULL OR scenario = ?2)"
            " ORDER BY started, call LIMIT ?3",
            (trainee, scenario, limit),
        ).fetchall()
        return [read_row(row) for row in rows]

    def count(self) -> int:
        """Return the number of finished calls."""
        return int(self._connection.execute("SELECT count(*) FROM records").fetchone()[0])

    def put_sitting(self, sitting: SittingRecord) -> None:
        """Add an examination attempt, or update its state and folder."""
        self._connection.execute(
            "INSERT OR REPLACE INTO sittings (exam, candidate, attempt, folder, state)"
            " VALUES (?, ?, ?, ?, ?)",
            sitting,
        )

    def find_sittings(self, exam: str, candidate: str) -> list[SittingRecord]:
        """Return a candidate's attempts at an examination, the first one first."""
        rows = self._connection.execute(
            "SELECT exam, candidate, attempt, folder, state FROM sittings"
            " WHERE exam = ? AND candidate = ? ORDER BY attempt",
            (exam, candidate),
        ).fetchall()
        return [SittingRecord(*row) for row in rows]


def describe_record(
    call: Call, name: str, journal: Path, score: Mapping[str, Any] | None, trainee: str = ""
) -> Record:
    """Return the entry of a finished call. name: its journal's id; score: `simcall score`'s JSON.

    The time of the wall is taken now and is declared only.
    """
    found = score or {}
    return Record(
        call=name,
        trainee=trainee,
        scenario=call.scenario.id,
        seed=str(call.seed),
        language=call.language,
        started=datetime.datetime.now().isoformat(timespec="seconds"),
        total=found.get("total"),
        passed=found.get("pass"),
        dimensions=dict(found.get("dimensions", {})),
        outcome=call.outcome().as_json(),
        rubric=str(found.get("rubric", "")),
        journal=str(journal.absolute()),
    )


def read_row(row: tuple[Any, ...]) -> Record:
    """Return a record of a database row."""
    values = dict(zip(Record._fields, row, strict=True))
    values["dimensions"] = json.loads(values["dimensions"])
    values["outcome"] = json.loads(values["outcome"])
    values["passed"] = None if values["passed"] is None else bool(values["passed"])
    return Record(**values)


def open_records(home: Home) -> Records:
    """Open the index of a home; on a read-only disk it shows what it holds, or nothing."""
    if home.writable:
        return Records(home.records)
    return Records(home.records, read_only=True) if home.records.is_file() else Records(":memory:")
