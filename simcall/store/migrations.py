"""The database's form, version by version; `PRAGMA user_version` says which one a file has."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from simcall.common.errors import SimcallError

# Each entry takes a database from the version of its place to the next. Never edit a released one.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE records (
        call TEXT PRIMARY KEY,
        trainee TEXT NOT NULL,
        scenario TEXT NOT NULL,
        seed TEXT NOT NULL,
        language TEXT NOT NULL,
        started TEXT NOT NULL,
        total REAL,
        passed INTEGER,
        dimensions TEXT NOT NULL,
        outcome TEXT NOT NULL,
        rubric TEXT NOT NULL,
        journal TEXT NOT NULL
    );
    CREATE INDEX records_by_trainee ON records (trainee, started);
    CREATE INDEX records_by_scenario ON records (scenario, started);
    CREATE TABLE sittings (
        exam TEXT NOT NULL,
        candidate TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        folder TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (exam, candidate, attempt)
    );
    """,
)


def migrate(
    connection: sqlite3.Connection, name: str, migrations: Sequence[str] = MIGRATIONS
) -> int:
    """Bring a database up to date, each step whole or not at all; return its version.

    Raises SimcallError when a newer simcall wrote the file: it is left as it is.
    """
    have = read_version(connection)
    if have > len(migrations):
        raise SimcallError(
            f"{name} was written by a newer simcall (version {have}, this one knows "
            f"{len(migrations)}); update simcall, or set SIMCALL_HOME to another folder"
        )
    for step in range(have, len(migrations)):
        # Another session may be at the same step; the write lock lets one of the two do it.
        connection.execute("BEGIN IMMEDIATE")
        try:
            if read_version(connection) == step:
                for statement in migrations[step].split(";"):
                    if statement.strip():
                        connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {step + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return read_version(connection)


def read_version(connection: sqlite3.Connection) -> int:
    """Return the version that a database says it has; 0 when it is new."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
