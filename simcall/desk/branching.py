"""What if you had said…: one turn said otherwise, the same luck, the same words afterwards."""

from __future__ import annotations

from typing import NamedTuple

from simcall.call.journal import Event
from simcall.call.session import Call
from simcall.common.errors import SimcallError
from simcall.desk.record import CallRecord, RecordedTurn, read_record


class Branch(NamedTuple):
    """Both futures from one turn. turn: number of the agent's turn that was said otherwise.

    real and other are whole calls; other ends where the other side left or the words ran out.
    """

    turn: int
    real: CallRecord
    other: CallRecord
    call: Call

    @property
    def real_turn(self) -> RecordedTurn:
        """Return the turn as it was said."""
        return self.real.turns[self.turn - 1]

    @property
    def other_turn(self) -> RecordedTurn:
        """Return the turn as it might have been said."""
        return self.other.turns[self.turn - 1]


def cut_events(events: list[Event], turn: int) -> list[Event]:
    """Return the events before an agent's turn; the forms at the end are never among them."""
    kept: list[Event] = []
    seen = 0
    for event in events:
        if event["kind"] == "turn":
            seen += 1
            if seen == turn:
                return kept
        kept.append(event)
    raise SimcallError(f"the call has no turn {turn}; it has {seen}")


def branch_call(call: Call, events: list[Event], turn: int, text: str) -> Branch:
    """Play a finished call again with another sentence at a turn.

    call: the call as it was just before that turn. The later sentences are heard anew, since they
    meet another debtor.
    """
    call.hear(text)
    seen = 0
    for event in events:
        if event["kind"] != "turn":
            continue
        seen += 1
        if seen > turn and not call.ended:
            call.hear(event["input"]["text"], event["input"]["seconds"])
    call.finish()
    return Branch(turn, read_record(events), read_record(call.events), call)
