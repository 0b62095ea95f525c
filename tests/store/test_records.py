from __future__ import annotations

import sqlite3
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from simcall.common.errors import SimcallError
from simcall.store.home import Home
from simcall.store.keys import KEY_NAME, load_key
from simcall.store.migrations import MIGRATIONS, migrate, read_version
from simcall.store.records import Record, Records, SittingRecord, open_records
from simcall.store.replications import ReplicationLedger

RECORD = Record(
    call="20261122-100000-late-en-7",
    trainee="Li Na",
    scenario="late",
    seed=str(2**63),
    language="en",
    started="2026-11-22T10:00:00",
    total=71.5,
    passed=True,
    dimensions={"opening": 8.0, "solution": None},
    outcome={"end": "closed", "promise": None},
    rubric="collections/1",
    journal="/somewhere.jsonl",
)


def test_a_record_reads_back_as_it_was_written(home: Home) -> None:
    with open_records(home) as records:
        records.add(RECORD)
        assert records.find() == [RECORD]


def test_an_unscored_call_has_no_total(home: Home) -> None:
    plain = RECORD._replace(total=None, passed=None, dimensions={})
    with open_records(home) as records:
        records.add(plain)
        assert records.find() == [plain]


def test_a_cohort_view_asks_by_trainee_or_scenario_in_order_of_time(home: Home) -> None:
    later = RECORD._replace(call="b", started="2026-11-23T09:00:00")
    other = RECORD._replace(call="c", trainee="Wang", scenario="other")
    with open_records(home) as records:
        for record in (later, other, RECORD):
            records.add(record)
        assert [r.call for r in records.find(trainee="Li Na")] == [RECORD.call, "b"]
        assert [r.call for r in records.find(scenario="other")] == ["c"]
        assert records.count() == 3


def test_the_same_call_is_counted_once(home: Home) -> None:
    with open_records(home) as records:
        records.add(RECORD)
        records.add(RECORD._replace(total=80.0))
        assert [r.total for r in records.find()] == [80.0]


def test_many_sessions_may_begin_and_write_at_once(tmp_path: Path) -> None:
    for trial in range(10):
        path = tmp_path / f"{trial}.sqlite"
        together = threading.Barrier(8)

        def write(writer: int, path: Path = path, together: threading.Barrier = together) -> None:
            together.wait()
            for number in range(3):
                with Records(path) as records:
                    records.add(RECORD._replace(call=f"{writer}-{number}"))

        with ThreadPoolExecutor(8) as pool:
            for done in [pool.submit(write, writer) for writer in range(8)]:
                done.result()
        with Records(path) as records:
            assert records.count() == 24


def test_attempts_at_an_exam_are_kept_in_order(home: Home) -> None:
    with open_records(home) as records:
        records.put_sitting(SittingRecord("entry", "Li", 2, "/b", "open"))
        records.put_sitting(SittingRecord("entry", "Li", 1, "/a", "failed"))
        records.put_sitting(SittingRecord("entry", "Li", 2, "/b", "passed"))
        found = records.find_sittings("entry", "Li")
    assert [(s.attempt, s.state) for s in found] == [(1, "failed"), (2, "passed")]


def test_an_older_database_is_brought_up_to_date_without_loss(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    with Records(path) as records:
        records.add(RECORD)
    connection = sqlite3.connect(path, isolation_level=None)
    newer = (*MIGRATIONS, "ALTER TABLE records ADD COLUMN team TEXT NOT NULL DEFAULT ''")
    assert migrate(connection, "records", newer) == len(newer)
    assert connection.execute("SELECT trainee, team FROM records").fetchall() == [("Li Na", "")]


def test_a_failed_step_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "x.sqlite", isolation_level=None)
    broken = (*MIGRATIONS, "CREATE TABLE extra (a); SELECT nonsense FROM nowhere")
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, "x", broken)
    assert read_version(connection) == len(MIGRATIONS)
    names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert ("extra",) not in names


def test_a_database_of_a_newer_simcall_is_left_alone_and_named(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(SimcallError, match="newer simcall"):
        Records(path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    path.write_bytes(b"not a database at all, but long enough to be looked at " * 40)
    with pytest.raises(SimcallError, match="no sound database"):
        Records(path)


def test_a_home_that_cannot_be_written_to_still_shows_its_records(home: Home) -> None:
    with open_records(home) as records:
        records.add(RECORD)
    with open_records(home._replace(writable=False)) as records:
        assert records.find() == [RECORD]
        with pytest.raises(sqlite3.OperationalError):
            records.add(RECORD)


def test_the_key_is_made_once_and_only_its_owner_may_read_it(home: Home) -> None:
    key = load_key(home)
    assert load_key(home) == key
    path = home.keys / KEY_NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    with pytest.raises(SimcallError, match="chmod 600"):
        load_key(home)


def test_a_damaged_key_is_named(home: Home) -> None:
    load_key(home)
    (home.keys / KEY_NAME).write_text("zz")
    with pytest.raises(SimcallError, match="holds no signing key"):
        load_key(home)


def test_a_ledger_goes_on_after_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = ReplicationLedger(path, "a")
    ledger.add("kind", [(0, {"x": 1.5}), (1, {"x": None})])
    ledger.close()
    path.write_bytes(path.read_bytes() + b'{"policy":"kind","repl')
    again = ReplicationLedger(path, "a")
    assert again.find("kind", 0) == {"x": 1.5}
    assert again.find("kind", 1) == {"x": None}
    assert again.find("kind", 2) is None
    again.add("kind", [(2, {"x": 3.0})])
    again.close()
    third = ReplicationLedger(path, "a")
    assert third.find("kind", 2) == {"x": 3.0}
    third.close()


def test_a_ledger_never_mixes_experiments_nor_runs(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = ReplicationLedger(path, "a")
    with pytest.raises(SimcallError, match="in use by another run"):
        ReplicationLedger(path, "a")
    ledger.close()
    with pytest.raises(SimcallError, match="another experiment"):
        ReplicationLedger(path, "b")
