"""Journals on disk: one append-only JSONL file for each call, safe against a kill at any moment.

`JournalFile.append` returns only after the event has reached the disk, so the reply that it led to
may be shown. The file is locked while a session has it open; a dead session's lock is gone.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from simcall.call.journal import Event, read_lines, write_line
from simcall.common.bilingual import Text
from simcall.common.errors import SimcallError
from simcall.store.home import Home
from simcall.store.lock import sync_folder, take_lock

SUFFIX = ".jsonl"
CLOSING_KINDS = frozenset({"end", "discard"})
_UNSAFE = re.compile(r"[^\w.-]+")


class Journal(Protocol):
    """Where a call's events go, one by one, before the replies show."""

    def append(self, event: Event) -> None:
        """Keep one event for good."""
        ...

    def close(self) -> None:
        """Let go of the journal."""
        ...


class JournalText(NamedTuple):
    """A journal as read. notice: what was dropped from its end, or None; length: sound bytes."""

    events: list[Event]
    notice: Text | None
    length: int


class MemoryJournal:
    """A journal where no disk can be written to; `save` writes it to a file that the user names."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def append(self, event: Event) -> None:
        """Keep one event in memory."""
        self.events.append(event)

    def close(self) -> None:
        """Do nothing: memory needs no closing."""

    def save(self, path: Path) -> None:
        """Write the whole journal to a new file; an existing file is never replaced."""
        try:
            with path.open("xb") as out:
                out.writelines(write_line(event) for event in self.events)
                out.flush()
                os.fsync(out.fileno())
        except FileExistsError:
            raise SimcallError(f"{path} exists already; choose another name") from None


class JournalFile:
    """An open, locked journal file."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    @property
    def id(self) -> str:
        """Return the name by which `resume` and `replay` know this call."""
        return self.path.stem

    @classmethod
    def create(cls, path: Path) -> JournalFile:
        """Create a new journal file; raises FileExistsError when there is one already."""
        flags = os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_RDWR | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, 0o600)
        take_lock(descriptor)
        sync_folder(path.parent)
        return cls(path, descriptor)

    @classmethod
    def reopen(cls, path: Path) -> tuple[JournalFile, JournalText]:
        """Open an unfinished journal to go on with it; a torn last line is cut off.

        Raises SimcallError when another session has it open, CheckFailed when the chain is broken.
        """
        descriptor = os.open(path, os.O_APPEND | os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            if not take_lock(descriptor):
                raise SimcallError(
                    f"call '{path.stem}' is open in another session; go on with it there"
                )
            text = read_journal(path)
            if text.length < path.stat().st_size:
                os.ftruncate(descriptor, text.length)
                os.fsync(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        return cls(path, descriptor), text

    def append(self, event: Event) -> None:
        """Write one event as one line and wait until it is on the disk."""
        line = write_line(event)
        written = os.write(self._descriptor, line)
        while written < len(line):
            written += os.write(self._descriptor, line[written:])
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Close the file and with it drop the lock."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def name_journal(call_id: str, now: datetime.datetime) -> str:
    """Return a file stem for a call: when it began, then what it is."""
    return f"{now:%Y%m%d-%H%M%S}-{_UNSAFE.sub('_', call_id)[:80]}"


def start_journal(
    home: Home, call_id: str, now: datetime.datetime | None = None
) -> JournalFile | MemoryJournal:
    """Open a new journal for a call; in memory when the home cannot be written to.

    The time of the wall names the file and nothing else.
    """
    if not home.writable:
        return MemoryJournal()
    stem = name_journal(call_id, now or datetime.datetime.now())
    for number in range(1, 1000):
        name = stem if number == 1 else f"{stem}-{number}"
        try:
            return JournalFile.create(home.journals / f"{name}{SUFFIX}")
        except FileExistsError:
            continue
    raise SimcallError(f"{home.journals} holds too many calls named {stem}; move some away")


def read_journal(path: Path) -> JournalText:
    """Read a journal and check its chain; a torn last line is left out with a notice.

    A line is torn when it does not end, or is no JSON and nothing follows it: the session died
    while writing it, so its reply was never shown. Raises CheckFailed for any other damage.
    """
    data = path.read_bytes()
    lines = data.split(b"\n")
    torn = lines.pop()
    if not torn and lines and not is_json(lines[-1]):
        torn = lines.pop() + b"\n"
    length = len(data) - len(torn)
    notice = None
    if torn:
        notice = Text(
            f"{path.name}：最后一行只写了一半（程序当时被中断），已略去；其余内容完整",
            f"{path.name}: the last line was cut short when the program was killed; "
            "it is left out and nothing else is lost",
        )
    return JournalText(read_lines(lines, str(path)), notice, length)


def is_json(line: bytes) -> bool:
    """Tell whether a line parses as JSON."""
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def is_finished(events: list[Event]) -> bool:
    """Tell whether a journal's call came to its end (or was thrown away)."""
    return any(event["kind"] in CLOSING_KINDS for event in events)


def iter_journals(home: Home) -> Iterator[Path]:
    """Yield every journal file of the home, the newest first."""
    if home.journals.is_dir():
        yield from sorted(home.journals.glob(f"*{SUFFIX}"), reverse=True)


def find_journal(home: Home, name: str) -> Path:
    """Return the journal of an id (or its unique beginning, or `last`) or of a path."""
    path = Path(name).expanduser()
    if path.suffix == SUFFIX or "/" in name or os.sep in name:
        if path.is_file():
            return path
        raise SimcallError(f"no journal file {name}; `simcall resume` and the records list calls")
    stems = {path.stem: path for path in iter_journals(home)}
    if name == "last" and stems:
        return next(iter(stems.values()))
    found = [name] if name in stems else [stem for stem in stems if stem.startswith(name)]
    found = found or [stem for stem in stems if name in stem]
    if len(found) == 1:
        return stems[found[0]]
    if found:
        raise SimcallError(f"'{name}' fits {len(found)} calls; say more, for example '{found[0]}'")
    raise SimcallError(f"no call '{name}' in {home.journals}; `simcall replay` lists them")
