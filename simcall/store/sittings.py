"""The folder of one sitting: what was begun, a journal for each call, the signed result."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from simcall.call.journal import Event, canonical_bytes
from simcall.common.errors import CheckFailed, SimcallError
from simcall.exam.result import journal_name
from simcall.store.journals import JournalFile, JournalText, read_journal
from simcall.store.lock import sync_folder

SITTING_SCHEMA = "simcall/sitting/1"
SITTING_NAME = "sitting.json"
RESULT_NAME = "result.json"
_UNSAFE = re.compile(r"[^\w-]+")


class SittingHead(NamedTuple):
    """What was fixed when the sitting began. seed: text; source: the exam's file if it is one by
    path; the rest as in the exam's result.
    """

    exam: str
    exam_digest: str
    candidate: str
    attempt: int
    seed: str
    language: str
    analyser: str
    rubric: str
    started_at: str
    source: str = ""


class SittingFolder:
    """One sitting on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def result(self) -> Path:
        """Return the path of the signed result."""
        return self.path / RESULT_NAME

    def journal(self, number: int) -> Path:
        """Return the path of a station's journal; stations count from 1."""
        return self.path / journal_name(number)

    def begin(self, head: SittingHead) -> None:
        """Write what is fixed, in a folder that holds no sitting yet."""
        self.path.mkdir(parents=True, exist_ok=True)
        content = {"schema": SITTING_SCHEMA, **head._asdict()}
        write_whole(self.path / SITTING_NAME, canonical_bytes(content) + b"\n")

    def read_head(self) -> SittingHead | None:
        """Return what was fixed, None when no sitting was begun here."""
        path = self.path / SITTING_NAME
        if not path.is_file():
            return None
        try:
            content = json.loads(path.read_bytes())
            if content.pop("schema") != SITTING_SCHEMA:
                raise ValueError("another schema")
            return SittingHead(**content)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CheckFailed(
                f"{path}: this is no sitting that simcall wrote ({error}); begin again elsewhere"
            ) from None

    def open_journal(self, number: int) -> tuple[JournalFile, JournalText]:
        """Open a station's journal, new or where it was cut off; locked while open."""
        path = self.journal(number)
        if not path.exists():
            try:
                return JournalFile.create(path), JournalText([], None, 0)
            except FileExistsError:
                raise SimcallError(f"{path} was just begun by another session") from None
        return JournalFile.reopen(path)

    def read_journals(self, result: Mapping[str, Any]) -> dict[str, bytes | None]:
        """Return the bytes of the journals that a result names; None where one is missing."""
        return {
            str(station["journal"]): read_bytes(self.path / Path(str(station["journal"])).name)
            for station in result.get("stations", ())
        }

    def read_events(self, number: int) -> list[Event]:
        """Return a station's events. Raises CheckFailed when the journal was changed."""
        path = self.journal(number)
        return read_journal(path).events if path.is_file() else []


def read_bytes(path: Path) -> bytes | None:
    """Return a file's content, None when there is no such file."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, ValueError):
        return None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and wait until it is on the disk."""
    aside = path.with_name(f".{path.name}-{os.getpid()}")
    with aside.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def name_folder(candidate: str, attempt: int) -> str:
    """Return a folder name for a candidate's attempt; letters of any script stay."""
    return f"{_UNSAFE.sub('_', candidate)[:60]}-{attempt}"


def open_result(path: Path) -> tuple[SittingFolder, Path]:
    """Return the sitting folder of a result file, or of a folder that holds one."""
    file = path / RESULT_NAME if path.is_dir() else path
    if not file.is_file():
        raise SimcallError(
            f"no result file {file}; `simcall certify run EXAM` writes result.json at the end"
        )
    return SittingFolder(file.parent), file
