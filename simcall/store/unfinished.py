"""Calls that were cut off: found, shown, gone on with, or thrown away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from simcall.call.journal import Event, chain_event
from simcall.common.bilingual import Language, Text
from simcall.common.errors import SimcallError
from simcall.store.home import Home
from simcall.store.journals import (
    CLOSING_KINDS,
    JournalFile,
    is_finished,
    iter_journals,
    read_journal,
)
from simcall.store.lock import take_lock


class UnfinishedCall(NamedTuple):
    """A call that was begun and has no end.

    id: its journal's stem. busy: another session has it open. turns: what the agent said so far.
    seed is text, as in the journal (it may need more than 53 bits).
    """

    id: str
    path: Path
    scenario: str
    language: Language
    seed: str
    turns: int
    busy: bool


def list_unfinished(home: Home, include_empty: bool = False) -> list[UnfinishedCall]:
    """Return the calls that can be gone on with, the newest first.

    Calls in which the agent has said nothing yet are left out unless asked for. Damaged journals
    are left out too; `simcall replay` names their damage.
    """
    return [call for call in iter_unfinished(home) if call.turns or include_empty]


def iter_unfinished(home: Home) -> Iterator[UnfinishedCall]:
    """Yield every unfinished call."""
    for path in iter_journals(home):
        if looks_finished(path):
            continue
        try:
            events = read_journal(path).events
        except SimcallError:
            continue
        if events and not is_finished(events):
            yield describe(path, events)


def looks_finished(path: Path) -> bool:
    """Tell from the last few kilobytes whether a call was closed, without reading it all."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65536))
        tail = file.read()
    return any(f'"kind":"{kind}"'.encode() in tail for kind in CLOSING_KINDS)


def describe(path: Path, events: list[Event]) -> UnfinishedCall:
    """Return an unfinished call from its journal."""
    head = events[0]["input"]
    return UnfinishedCall(
        id=path.stem,
        path=path,
        scenario=head["scenario"],
        language=head["language"],
        seed=str(head["seed"]),
        turns=sum(1 for event in events if event["kind"] == "turn"),
        busy=is_busy(path),
    )


def is_busy(path: Path) -> bool:
    """Tell whether another session has a journal open."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return not take_lock(descriptor)
    finally:
        os.close(descriptor)


def discard_call(path: Path) -> Text:
    """Close an unfinished call without an outcome; its journal stays on disk."""
    journal, text = JournalFile.reopen(path)
    try:
        events = list(text.events)
        at = float(events[-1]["sim_time"]) if events else 0.0
        journal.append(chain_event(events, "discard", at, {"input": {}}))
    finally:
        journal.close()
    return Text(f"已放弃：{path.stem}", f"thrown away: {path.stem}")
