"""The journal: one event a line, canonical JSON (RFC 8785), each chained to the one before.

One format serves resume, replay, branching, exam and what-if. The header holds the seed, versions
and the digests of everything that the call depends on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import rfc8785

from simcall.common.errors import CheckFailed

SCHEMA = "simcall/journal/1"
GENESIS = "0" * 64

Event = dict[str, Any]


def canonical_bytes(data: Any) -> bytes:
    """Return the RFC 8785 form of plain JSON data."""
    return rfc8785.dumps(data)


def digest_of(data: Any) -> str:
    """Return the SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(canonical_bytes(data)).hexdigest()


def chain_event(
    events: list[Event], kind: str, sim_time: float, content: Mapping[str, Any]
) -> Event:
    """Append one event to a journal in memory and return it."""
    event: Event = {
        "schema": SCHEMA,
        "seq": len(events),
        "prev_hash": digest_of(events[-1]) if events else GENESIS,
        "kind": kind,
        "sim_time": round(sim_time, 3),
        **content,
    }
    events.append(event)
    return event


def write_line(event: Event) -> bytes:
    """Return an event as one line of a journal file."""
    return canonical_bytes(event) + b"\n"


def read_lines(lines: Iterable[bytes], name: str) -> list[Event]:
    """Parse journal lines and check the chain; raises CheckFailed naming the line."""
    events: list[Event] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            event = json.loads(line)
        except ValueError as error:
            raise CheckFailed(f"{name}:{number}:1: not a journal line ({error})") from None
        if not isinstance(event, dict) or event.get("schema") != SCHEMA:
            raise CheckFailed(
                f"{name}:{number}:1: schema: want {SCHEMA}; was this file written "
                "by another version?"
            )
        if canonical_bytes(event) != line.rstrip(b"\r\n"):
            raise CheckFailed(f"{name}:{number}:1: the line was changed (not canonical)")
        check_link(events[-1] if events else None, event, name, number)
        events.append(event)
    return events


def check_link(before: Event | None, event: Event, name: str, number: int) -> None:
    """Raise CheckFailed unless an event continues the chain after the one before it."""
    seq, want = (before["seq"] + 1, digest_of(before)) if before else (0, GENESIS)
    if event.get("seq") != seq or event.get("prev_hash") != want:
        raise CheckFailed(
            f"{name}:{number}:1: prev_hash: the chain is broken here; "
            "this line or the one before it was changed"
        )


def verify_chain(events: list[Event], name: str = "journal") -> None:
    """Raise CheckFailed at the first event that does not continue the chain."""
    for number, event in enumerate(events, start=1):
        check_link(events[number - 2] if number > 1 else None, event, name, number)
