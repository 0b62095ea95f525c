"""The ledger of an experiment: finished replications, kept so that a killed run goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from simcall.call.journal import canonical_bytes
from simcall.common.errors import SimcallError
from simcall.store.lock import sync_folder, take_lock

LEDGER_SCHEMA = "simcall/replications/1"
Row = Mapping[str, float | None]


class ReplicationLedger:
    """An append-only file of rows (policy, replication, outcomes); each is on disk once added.

    The first line names what the rows depend on; another experiment is never mixed in. One run at
    a time holds it.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.rows: dict[tuple[str, int], dict[str, float | None]] = {}
        flags = os.O_CREAT | os.O_APPEND | os.O_RDWR | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(path, flags, 0o644)
        try:
            if not take_lock(self._descriptor):
                raise SimcallError(f"{path} is in use by another run; choose another --out")
            sound = self._read(fingerprint)
            os.ftruncate(self._descriptor, sound)
            if sound == 0:
                self._write({"schema": LEDGER_SCHEMA, "fingerprint": fingerprint})
                sync_folder(path.parent)
        except BaseException:
            os.close(self._descriptor)
            raise

    def _read(self, fingerprint: str) -> int:
        """Read the rows that are there; return the length of the sound part."""
        length = 0
        for number, line in enumerate(self.path.read_bytes().splitlines(keepends=True)):
            try:
                row = json.loads(line)
            except ValueError:
                break
            if not line.endswith(b"\n"):
                break
            if number == 0 and row != {"schema": LEDGER_SCHEMA, "fingerprint": fingerprint}:
                raise SimcallError(
                    f"{self.path.parent} holds the results of another experiment or version; "
                    "choose another --out"
                )
            if number:
                self.rows[row["policy"], row["replication"]] = row["outcomes"]
            length += len(line)
        return length

    def _write(self, *rows: Mapping[str, object]) -> None:
        """Append lines and wait until they are on the disk."""
        data = b"".join(canonical_bytes(row) + b"\n" for row in rows)
        while data:
            data = data[os.write(self._descriptor, data) :]
        os.fsync(self._descriptor)

    def find(self, policy: str, replication: int) -> Row | None:
        """Return a finished replication's outcomes, None when it is still to be run."""
        return self.rows.get((policy, replication))

    def add(self, policy: str, rows: Iterable[tuple[int, Row]]) -> None:
        """Keep finished replications of one policy."""
        fresh = [(replication, dict(outcomes)) for replication, outcomes in rows]
        for replication, outcomes in fresh:
            self.rows[policy, replication] = outcomes
        self._write(
            *({"policy": policy, "replication": n, "outcomes": outcomes} for n, outcomes in fresh)
        )

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)
